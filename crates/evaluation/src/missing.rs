//! 缺项: what becomes of an entry whose value nobody stated (rule 18).
//!
//! Not here: when a value is missing (`entry`). Start at [`assumed`] and [`rescale`].

use chidu_analysis::program::{EntryId, FactId, FactKind, MissingPolicy};
use chidu_values::Number;

use crate::assessment::{Missing, Step};
use crate::facts::View;
use crate::ledger::Ledger;
use crate::observation::RowId;
use crate::plan::{Block, Plan, Unknown, weighted};

/// The score that stands in for a missing one, if the rulebook says so.
pub(crate) fn assumed(plan: &Plan<'_>, id: EntryId) -> Option<Number> {
    match (plan.unknown, plan.node(id).block) {
        (Unknown::Policy(MissingPolicy::Zero), _) => Some(Number::ZERO),
        (Unknown::Policy(MissingPolicy::Full), Block::Main) => plan.program[id].points.clone(),
        (Unknown::Policy(MissingPolicy::Full), _) => Some(Number::ZERO),
        _ => None,
    }
}

/// True where a missing entry is left out and the rest counts for it.
pub(crate) fn rescales(plan: &Plan<'_>) -> bool {
    plan.unknown == Unknown::Policy(MissingPolicy::Rescale)
}

/// Whether an entry that has no score is missing, rather than blocked in a partial run.
pub(crate) fn is_absent(plan: &Plan<'_>, missing: Option<&Missing>) -> bool {
    missing.is_some_and(|missing| !(plan.partial && *missing == Missing::Blocked))
}

/// The rows that say that an item does not apply.
pub(crate) fn inapplicable(plan: &Plan<'_>, view: &View<'_>, id: EntryId) -> Option<Vec<RowId>> {
    let facts = (0..).map(FactId).zip(&plan.program.facts);
    let own = facts.filter(|(_, fact)| fact.entry == id && fact.kind == FactKind::Inapplicable);
    own.map(|(fact, _)| view.rows(fact)).find(|rows| !rows.is_empty())
}

/// Why an entry is missing on account of those beneath it. What does not apply is left out where this entry, or one above it, counts the
/// rest for it, unless nothing else is there.
pub(crate) fn beneath(plan: &Plan<'_>, id: EntryId, of: &dyn Fn(EntryId) -> Option<Missing>) -> Option<Missing> {
    let children = &plan.node(id).children;
    let absent = || children.iter().copied().filter_map(|child| of(child).filter(|gap| is_absent(plan, Some(gap))).map(|gap| (child, gap)));
    let left_out = std::iter::successors(Some(id), |id| plan.program[*id].parent).any(|above| plan.program[above].rescales);
    let hard = absent().find(|(_, gap)| !left_out || !matches!(gap, Missing::Inapplicable(_)));
    let all = absent().count() == children.len();
    match (hard, absent().next()) {
        (Some((_, gap @ Missing::Inapplicable(_))), _) if !rescales(plan) => Some(gap),
        (Some((child, _)), _) if !rescales(plan) || plan.node(id).block == Block::Main && all => Some(Missing::Beneath(child)),
        (None, Some((_, gap))) if all => Some(gap),
        _ => None,
    }
}

/// Spreads the points of missing entries over the rest, at the nearest entry above with points.
pub(crate) fn rescale(plan: &Plan<'_>, id: EntryId, ledger: &mut Ledger, of: &dyn Fn(EntryId) -> Option<Missing>) {
    if !(rescales(plan) || plan.program[id].rescales) || plan.node(id).block != Block::Main {
        return;
    }
    let (present, missing) = present(plan, id, of);
    let ratio = plan.program[id].points.as_ref().and_then(|points| points.divide(&present));
    if let Some(ratio) = ratio.filter(|_| !missing.is_empty()) {
        let score = ledger.score() * &ratio;
        let delta = &score - ledger.score();
        let points = plan.program[id].points.clone().unwrap_or_default();
        let step = Step::Rescaled { missing, got: ledger.score().clone(), due: present, points };
        ledger.push(step, delta, Vec::new());
    }
}

/// The points of the entries beneath that have a score, and those that have none.
fn present(plan: &Plan<'_>, id: EntryId, of: &dyn Fn(EntryId) -> Option<Missing>) -> (Number, Vec<EntryId>) {
    let mut points = Number::ZERO;
    let mut missing = Vec::new();
    for child in &plan.node(id).children {
        if is_absent(plan, of(*child).as_ref()) {
            missing.push(*child);
        } else if plan.program[*child].points.is_some() && is_whole(plan, *child) {
            points = &points + &plan.worth(*child);
        } else {
            let (inner, further) = present(plan, *child, of);
            points = &points + &weighted(&plan.program[*child], &inner);
            missing.extend(further);
        }
    }
    (points, missing)
}

/// True for an entry whose score is out of all its points: it has no others beneath, or it rescales by itself.
fn is_whole(plan: &Plan<'_>, id: EntryId) -> bool {
    rescales(plan) || plan.program[id].rescales || plan.node(id).children.is_empty()
}
