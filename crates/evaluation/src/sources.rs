//! 评价主体: each source scores an entry from its own rows; the scores are blended by weight (rule 17).
//!
//! Start at [`blend`].

use chidu_analysis::program::{EntryId, MissingPolicy};
use chidu_values::Number;

use crate::assessment::{DataProblem, Missing, Step};
use crate::cases::Case;
use crate::entry::Made;
use crate::facts::View;
use crate::ledger::Ledger;
use crate::limits::Effect;
use crate::missing;
use crate::plan::{Plan, Unknown};

/// One source's part: which source, and what it came to.
pub(crate) type Part = (usize, Result<Made, Missing>);

/// The score of an entry from those of its sources.
pub(crate) fn blend(plan: &Plan<'_>, id: EntryId, parts: Vec<Part>) -> Result<Made, Missing> {
    let parts: Vec<Part> = parts.into_iter().map(|(source, part)| (source, stand_in(plan, id, source, part))).collect();
    let spread = plan.unknown == Unknown::Policy(MissingPolicy::Rescale);
    let gap = parts.iter().find_map(|(_, part)| part.as_ref().err().cloned());
    let present: Vec<(usize, Made)> = parts.into_iter().filter_map(|(source, part)| Some((source, part.ok()?))).collect();
    match gap {
        Some(gap) if !spread || present.is_empty() => Err(gap),
        gap => mix(plan, present).ok_or(gap.unwrap_or(Missing::Source(0))),
    }
}

/// 按零分计, 按满分计 hold for one source's score as for an entry's.
fn stand_in(plan: &Plan<'_>, id: EntryId, source: usize, part: Result<Made, Missing>) -> Result<Made, Missing> {
    part.or_else(|gap| {
        let score = missing::assumed(plan, id).ok_or(gap)?;
        let mut ledger = Ledger::new(Some(source));
        ledger.push(Step::Assumed, score, Vec::new());
        Ok(Made { ledger, deductions: Number::ZERO, effects: Vec::new(), zeroed: false })
    })
}

fn mix(plan: &Plan<'_>, parts: Vec<(usize, Made)>) -> Option<Made> {
    let weight_of = |source: usize| plan.program.sources.get(source).map(|source| source.weight.clone()).unwrap_or_default();
    let all: Number = parts.iter().map(|(source, _)| weight_of(*source)).sum();
    let mut whole = Made { ledger: Ledger::new(None), deductions: Number::ZERO, effects: Vec::new(), zeroed: true };
    for (source, part) in parts {
        let weight = weight_of(source).divide(&all)?;
        add(&mut whole, part, source, &weight);
    }
    Some(whole)
}

fn add(whole: &mut Made, part: Made, source: usize, weight: &Number) {
    let mut ledger = part.ledger;
    let score = ledger.score().clone();
    let delta = &(&score * weight) - &score;
    ledger.push(Step::Blend { source, weight: weight.clone(), score }, delta, Vec::new());
    whole.ledger.append(ledger);
    whole.deductions = &whole.deductions + &(&part.deductions * weight);
    whole.zeroed &= part.zeroed;
    whole.effects.extend(part.effects.into_iter().map(|effect| Effect { delta: &effect.delta * weight, ..effect }));
}

/// Sources that say nothing of a case of which another speaks.
pub(crate) fn silent(case: &Case, views: &[View<'_>]) -> Vec<DataProblem> {
    if views.iter().all(View::is_empty) {
        return Vec::new();
    }
    let empty = views.iter().filter(|view| view.is_empty()).filter_map(|view| view.source);
    empty.map(|source| DataProblem::SourceMissing { subject: case.subject, period: case.period, source }).collect()
}
