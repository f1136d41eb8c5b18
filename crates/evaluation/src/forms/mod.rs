//! How each form of clause comes to its amount: one file a form, under the grammar's names.
//!
//! Not here: how amounts work together in an entry (`entry`). Start at [`fire`].

pub(crate) mod assessor_range;
pub(crate) mod average;
pub(crate) mod award;
pub(crate) mod cap;
pub(crate) mod comparison;
pub(crate) mod entry_result;
pub(crate) mod escalation;
pub(crate) mod fixed;
pub(crate) mod formula;
pub(crate) mod ladder;
pub(crate) mod per_occurrence;
pub(crate) mod per_step;
pub(crate) mod ratio;
pub(crate) mod scale;
pub(crate) mod zero;

use chidu_analysis::program::{Action, Amount, Counting, FactId, FactKind, Rule, RuleId, Trigger};
use chidu_values::Number;

use crate::around::Found;
use crate::assessment::{Basis, Fired, Overruled};
use crate::facts::{Known, rows_of};
use crate::observation::{Observation, RowId};
use crate::tiers;
use crate::triggers::{Sight, Truth};

/// What came of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It rests on a fact that is not known.
    Unknown(FactId),
    Silent,
    /// It held, or was overruled; what counts comes first.
    Fired(Vec<Firing>),
}

/// One time that a rule held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Firing {
    pub fired: Fired,
    /// What it takes or gives, after its own cap; never negative unless the record says so.
    pub amount: Number,
    pub rows: Vec<RowId>,
}

/// What a rule comes to, before it meets others of its entry.
pub(crate) fn fire(sight: &Sight<'_>, id: RuleId) -> Outcome {
    let rule = &sight.program()[id];
    let spread = primary(rule).filter(|fact| sight.view.known(*fact) == Known::Spread);
    let outcome = match spread {
        Some(fact) => by_row(sight, id, rule, fact),
        None => as_whole(sight, id, rule),
    };
    with_rows_left_out(sight, id, rule, outcome)
}

/// The fact that a rule counts: its first trigger's.
pub(crate) fn primary(rule: &Rule) -> Option<FactId> {
    rule.triggers.first().and_then(Trigger::fact)
}

/// The amounts of an outcome, added.
pub(crate) fn total(outcome: &Outcome) -> Number {
    match outcome {
        Outcome::Fired(firings) => firings.iter().map(|firing| firing.amount.clone()).sum(),
        _ => Number::ZERO,
    }
}

/// A rule whose rows count together.
fn as_whole(sight: &Sight<'_>, id: RuleId, rule: &Rule) -> Outcome {
    match sight.all(rule, None) {
        Truth::Unknown(fact) => return Outcome::Unknown(fact),
        Truth::No => return Outcome::Silent,
        Truth::Yes => {}
    }
    if let Some(tighter) = tiers::overruled_by(sight, id, None) {
        return overruled(sight, id, tighter, &trigger_rows(sight, rule));
    }
    let value = tested(sight, rule);
    let count = counted(sight, rule, value.as_ref());
    let unit = unit(sight, rule, value.as_ref());
    let rows: Vec<&Observation> = primary(rule).map(|fact| sight.view.of(fact).collect()).unwrap_or_default();
    let mut firing = assessor_range::given(sight, rule, &rows)
        .map_or_else(|| firing(sight, id, unit, count, None), |given| firing(sight, id, given, None, None));
    if rule.counting == Counting::Value {
        firing = formula::worth(firing);
    }
    firing.fired.terms = formula::terms(sight, rule);
    firing.fired.value = value.filter(|_| compares(rule));
    firing.fired.instead_of = tiers::instead_of(sight, id, None);
    firing.rows = trigger_rows(sight, rule);
    firing.fired.basis = basis(sight, rule);
    Outcome::Fired(vec![firing])
}

/// A rule of which each row is tested on its own: events, and answers that are averaged.
fn by_row(sight: &Sight<'_>, id: RuleId, rule: &Rule, fact: FactId) -> Outcome {
    let elsewhere = rule.triggers.iter().filter(|trigger| trigger.fact() != Some(fact));
    for trigger in elsewhere {
        match sight.one(trigger, None) {
            Truth::Unknown(fact) => return Outcome::Unknown(fact),
            Truth::No => return Outcome::Silent,
            Truth::Yes => {}
        }
    }
    let held: Vec<&Observation> = sight.view.of(fact).filter(|row| counts(sight, row) && tiers::holds(sight, id, Some(row))).collect();
    let (lost, mine): (Vec<&Observation>, Vec<&Observation>) =
        held.into_iter().partition(|row| tiers::overruled_by(sight, id, Some(row)).is_some());
    if mine.is_empty() {
        let tighter = lost.first().and_then(|row| tiers::overruled_by(sight, id, Some(row)));
        return tighter.map_or(Outcome::Silent, |tighter| overruled(sight, id, tighter, &rows_of(lost.iter().copied())));
    }
    let mut firing = match (assessor_range::given(sight, rule, &mine), &sight.program()[fact].kind) {
        (Some(given), _) => firing(sight, id, given, None, None),
        (None, FactKind::Answer(_, options)) => average::firing(sight, id, rule, fact, &mine, options.len()),
        (None, _) => events(sight, id, rule, &mine),
    };
    firing.fired.instead_of = mine.iter().find_map(|row| tiers::instead_of(sight, id, Some(row)));
    firing.rows = rows_of(mine.into_iter());
    Outcome::Fired(vec![firing])
}

fn counts(sight: &Sight<'_>, row: &Observation) -> bool {
    let options = match &sight.program()[row.fact].kind {
        FactKind::Answer(_, options) => options.len(),
        _ => 0,
    };
    crate::facts::weight(row, options).is_positive()
}

fn events(sight: &Sight<'_>, id: RuleId, rule: &Rule, mine: &[&Observation]) -> Firing {
    let count = match &rule.counting {
        Counting::Once | Counting::Value => None,
        Counting::Each => Some(per_occurrence::events(mine)),
        Counting::Beyond { from, down } => Some(comparison::beyond(&per_occurrence::events(mine), from, *down)),
        Counting::Steps { size, from, down, partial } => {
            let steps = |row: &&Observation| &per_step::steps(&row.value, size, from, *down, *partial) * &row.times;
            Some(mine.iter().map(steps).sum())
        }
    };
    let mut firing = firing(sight, id, fixed::unit(rule), count, None);
    firing.fired.value = match mine {
        [row] if row.rule.is_none() => Some(row.value.clone()),
        _ => None,
    };
    firing
}

/// How often a rule's amount counts; `None` for once.
fn counted(sight: &Sight<'_>, rule: &Rule, value: Option<&Number>) -> Option<Number> {
    let value = || value.cloned().unwrap_or(Number::ONE);
    match &rule.counting {
        Counting::Once => None,
        Counting::Value => Some(value()),
        Counting::Each => Some(per_occurrence::count(sight, rule).unwrap_or_else(value)),
        Counting::Beyond { from, down } => Some(comparison::beyond(&value(), from, *down)),
        Counting::Steps { size, from, down, partial } => Some(per_step::steps(&value(), size, from, *down, *partial)),
    }
}

fn unit(sight: &Sight<'_>, rule: &Rule, value: Option<&Number>) -> Number {
    if let (Some(line), Some(value)) = (&rule.slope, value) {
        return line.at(value);
    }
    match rule.action {
        Action::AwardRatio => ratio::unit(sight, rule, value),
        _ => fixed::unit(rule),
    }
}

/// The count or value that a rule's first trigger tests.
fn tested(sight: &Sight<'_>, rule: &Rule) -> Option<Number> {
    match sight.view.known(primary(rule)?) {
        Known::Count(value) | Known::Value(value) => Some(value),
        _ => None,
    }
}

fn compares(rule: &Rule) -> bool {
    matches!(rule.triggers.first(), Some(Trigger::Bound(..))) || rule.action == Action::AwardRatio
}

/// One firing: unit times count (of a whole, where several share it), less what is above the rule's own cap.
pub(crate) fn firing(sight: &Sight<'_>, id: RuleId, unit: Number, count: Option<Number>, of: Option<Number>) -> Firing {
    let rule = &sight.program()[id];
    let times = count.as_ref().map_or_else(|| unit.clone(), |count| &unit * count);
    let uncapped = of.as_ref().map_or_else(|| times.clone(), |of| times.divide(of).unwrap_or_default());
    let (amount, capped) = cap::own(rule, &uncapped);
    let by_other = primary(rule).is_some_and(|fact| sight.program()[fact].kind == FactKind::Other);
    let fired = Fired {
        rule: id,
        unit,
        count,
        of,
        value: None,
        terms: Vec::new(),
        uncapped,
        capped,
        overruled: None,
        instead_of: None,
        by_other,
        basis: None,
    };
    Firing { fired, amount, rows: Vec::new() }
}

/// A rule that held and gave way to a tighter one. 其余 holds only where nothing else does, and says nothing.
fn overruled(sight: &Sight<'_>, id: RuleId, tighter: RuleId, rows: &[RowId]) -> Outcome {
    let rule = &sight.program()[id];
    if ladder::is_rest(rule) {
        return Outcome::Silent;
    }
    Outcome::Fired(vec![nothing(sight, id, Overruled::Tier(tighter), rows.to_vec())])
}

fn nothing(sight: &Sight<'_>, id: RuleId, by: Overruled, rows: Vec<RowId>) -> Firing {
    let unit = match &sight.program()[id].amount {
        Amount::Fixed(amount) => amount.clone(),
        Amount::Range(..) | Amount::Given => Number::ZERO,
    };
    let firing = firing(sight, id, unit, Some(Number::ZERO), None);
    Firing { fired: Fired { count: None, overruled: Some(by), ..firing.fired }, amount: Number::ZERO, rows }
}

/// Adds a reason of nothing for each row that gave way to a larger effect on the same matter (rule 23), or that names an exception.
fn with_rows_left_out(sight: &Sight<'_>, id: RuleId, rule: &Rule, outcome: Outcome) -> Outcome {
    let gone = sight.view.suppressed.iter().filter(|gone| rule.same_matter && gone.rule == id);
    let excepted = sight.view.excepted.iter().filter(|row| row.rule == id);
    let gone: Vec<Firing> = gone
        .map(|gone| nothing(sight, id, Overruled::SameMatter(gone.by), vec![gone.row]))
        .chain(excepted.map(|row| nothing(sight, id, Overruled::Exception(row.by), vec![row.row])))
        .collect();
    match outcome {
        Outcome::Silent if !gone.is_empty() => Outcome::Fired(gone),
        Outcome::Fired(firings) => Outcome::Fired(firings.into_iter().chain(gone).collect()),
        outcome => outcome,
    }
}

/// The peers or periods behind a rule's first computed fact.
fn basis(sight: &Sight<'_>, rule: &Rule) -> Option<Box<Basis>> {
    let computed = rule.triggers.iter().filter_map(Trigger::fact).find(|fact| sight.program()[*fact].computed().is_some())?;
    match sight.view.computed(computed) {
        Found::Value(_, basis) => Some(basis),
        Found::Nothing | Found::Silent => None,
    }
}

fn trigger_rows(sight: &Sight<'_>, rule: &Rule) -> Vec<RowId> {
    let mut rows: Vec<RowId> = rule.triggers.iter().filter_map(Trigger::fact).flat_map(|fact| sight.view.rows(fact)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
