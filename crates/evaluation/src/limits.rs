//! Caps shared by several effects, and what every effect really takes in the end.
//!
//! Not here: an effect's own cap (`forms::cap`). Start at [`apply`].

use chidu_analysis::program::{Action, BudgetId, EntryId, Limit, LimitId, LimitKind, Program, RuleId};
use chidu_values::Number;

use crate::facts::View;
use crate::windows;

/// What a rule does to its entry's score, as far as it is still standing.
#[derive(Clone, Debug)]
pub(crate) struct Effect {
    pub rule: RuleId,
    pub delta: Number,
}

/// What a shared cap gives back or takes away.
pub(crate) struct Cut {
    pub limit: LimitId,
    /// The budget to whose score it belongs, where all members are of one.
    pub budget: Option<BudgetId>,
    pub delta: Number,
}

/// Applies an entry's shared caps to its effects, those with fewer members first. `beneath` tells what a rule of an entry
/// beneath takes from this one's score.
pub(crate) fn apply(view: &View<'_>, limits: &[LimitId], effects: &mut [Effect], beneath: &[Effect]) -> Vec<Cut> {
    let program = view.program;
    let mut inner_first: Vec<LimitId> = limits.iter().copied().filter(|id| joint(&program[*id])).collect();
    let together = |id: &LimitId| program[*id].window.is_none() && program[*id].apart.is_none();
    inner_first.sort_by_key(|id| (together(id), program[*id].members.len(), *id));
    inner_first.into_iter().filter_map(|id| cut(view, id, effects, beneath)).collect()
}

/// True for limits that bind several effects, false for those of a score.
pub(crate) fn joint(limit: &Limit) -> bool {
    matches!(limit.kind, LimitKind::Deductions | LimitKind::Additions)
}

fn cut(view: &View<'_>, id: LimitId, effects: &mut [Effect], beneath: &[Effect]) -> Option<Cut> {
    let program = view.program;
    let limit = &program[id];
    let down = limit.kind == LimitKind::Deductions;
    let bound = effects.iter().chain(beneath).filter(|effect| binds(program, limit, effect.rule));
    let sum: Number = bound.map(|effect| size(&effect.delta, down)).sum();
    let excess = match windows::most(view, limit) {
        Some(most) => &sum - &most.min(sum.clone()),
        None => &sum - &limit.amount,
    };
    if !excess.is_positive() {
        return None;
    }
    reduce(effects, |effect| binds(program, limit, effect.rule), &excess, down);
    Some(Cut { limit: id, budget: common_budget(program, limit), delta: if down { excess } else { -excess } })
}

/// A limit binds its members, and what doubles them.
fn binds(program: &Program, limit: &Limit, rule: RuleId) -> bool {
    let scaled = match program[rule].action {
        Action::Scale(scaled) => Some(scaled),
        _ => None,
    };
    limit.members.iter().any(|member| *member == rule || Some(*member) == scaled)
}

fn common_budget(program: &Program, limit: &Limit) -> Option<BudgetId> {
    let mut budgets = limit.members.iter().map(|member| program[*member].budget);
    let first = budgets.next()??;
    budgets.all(|budget| budget == Some(first)).then_some(first)
}

/// How much an effect takes (`down`) or gives; nothing where it works the other way.
pub(crate) fn size(delta: &Number, down: bool) -> Number {
    let size = if down { -delta.clone() } else { delta.clone() };
    size.max(Number::ZERO)
}

/// Lessens effects by an amount altogether, the last ones first.
pub(crate) fn reduce(effects: &mut [Effect], of: impl Fn(&Effect) -> bool, amount: &Number, down: bool) {
    let mut rest = amount.clone();
    for effect in effects.iter_mut().rev() {
        if of(effect) && rest.is_positive() {
            let part = size(&effect.delta, down).min(rest.clone());
            rest = &rest - &part;
            effect.delta = if down { &effect.delta + &part } else { &effect.delta - &part };
        }
    }
}

/// What a clamp leaves of effects: what it gave back was not taken, what it took was not given.
pub(crate) fn clamped(effects: &mut [Effect], of: impl Fn(&Effect) -> bool, correction: &Number) {
    reduce(effects, of, &correction.abs(), correction.is_positive());
}

/// By which factor the score of an entry counts in one above it.
pub(crate) fn factor_up(program: &Program, from: EntryId, to: EntryId) -> Number {
    let mut factor = Number::ONE;
    let mut at = Some(from);
    while let Some(id) = at.filter(|id| *id != to) {
        factor = crate::plan::weighted(&program[id], &factor);
        at = program[id].parent;
    }
    factor
}
