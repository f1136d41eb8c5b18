//! Of rows with one 事项编号 the largest single effect counts (rule 23).
//!
//! Not here: the reasons of nothing that the others leave (`forms`). Start at [`settle`].

use chidu_analysis::program::{Action, RuleId};
use chidu_values::Number;

use crate::facts::View;
use crate::forms::{self, Outcome};
use crate::observation::{Observation, RowId};
use crate::triggers::{Settled, Sight};
use crate::windows;

/// A row that counts nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suppressed {
    pub position: u32,
    pub row: RowId,
    /// The rule that it would have made fire.
    pub rule: RuleId,
    /// The rule that took the matter.
    pub by: RuleId,
}

/// What one row would do on its own.
struct Single<'a> {
    matter: &'a str,
    takes: bool,
    rule: RuleId,
    amount: Number,
    position: u32,
    row: RowId,
}

/// The view without the rows whose matter another row took with a larger effect.
pub(crate) fn settle<'a>(view: View<'a>, settled: &[Settled]) -> View<'a> {
    let mut singles: Vec<Single<'a>> = view.all().filter_map(|(position, row)| single(&view, settled, position, row)).collect();
    if singles.is_empty() {
        return view;
    }
    singles.sort_by(|a, b| {
        let group = (a.matter, a.takes).cmp(&(b.matter, b.takes));
        group.then_with(|| b.amount.cmp(&a.amount)).then_with(|| (a.rule, a.row).cmp(&(b.rule, b.row)))
    });
    let groups = singles.chunk_by(|a, b| (a.matter, a.takes) == (b.matter, b.takes));
    let mut suppressed: Vec<Suppressed> = groups.flat_map(overruled).collect();
    suppressed.sort_by_key(|gone| (gone.rule, gone.row));
    view.without(suppressed)
}

fn overruled<'s>(group: &'s [Single<'_>]) -> impl Iterator<Item = Suppressed> + 's {
    let first = group.first().map(|largest| largest.rule);
    let rest = group.iter().skip(1);
    rest.filter_map(move |single| Some(Suppressed { position: single.position, row: single.row, rule: single.rule, by: first? }))
}

/// 每次最多扣5分 is a cap of the clause's own, as 最多扣5分 is: no effect of it is larger.
fn within_own_cap(alone: &View<'_>, rule: RuleId, amount: Number) -> Number {
    let program = alone.program;
    let limits = program[program[rule].entry].limits.iter().map(|limit| &program[*limit]);
    let own = limits.filter(|limit| limit.members.as_slice() == [rule]);
    own.filter_map(|limit| windows::most(alone, limit)).fold(amount, Number::min)
}

fn single<'a>(view: &View<'a>, settled: &[Settled], position: u32, row: &'a Observation) -> Option<Single<'a>> {
    let matter = row.matter.as_deref()?;
    let program = view.program;
    let mut rules = program[row.fact].rules.iter().copied().filter(|rule| program[*rule].same_matter).peekable();
    rules.peek()?;
    let alone = view.alone(position, row.fact);
    let sight = Sight::new(&alone, settled);
    let fires = |rule: RuleId| match forms::fire(&sight, rule) {
        outcome @ Outcome::Fired(_) => Some((rule, within_own_cap(&alone, rule, forms::total(&outcome)))),
        _ => None,
    };
    let (rule, amount) = rules.filter_map(fires).reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let takes = matches!(program[rule].action, Action::Deduct | Action::DeductAbove(_));
    Some(Single { matter, takes, rule, amount, position, row: row.row })
}
