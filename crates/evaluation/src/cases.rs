//! Observations grouped by subject and period.
//!
//! Not here: what the observations mean (`facts`). Start at [`of`].

use chidu_analysis::program::FactId;
use chidu_values::Period;
use rustc_hash::FxHashMap;

use crate::observation::{Observation, Observations, RowId, SubjectId};

/// One subject in one period, with what was observed.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub subject: SubjectId,
    pub period: Period,
    /// Positions in [`Observations::list`], by fact, then by row: the order of the list tells nothing.
    pub list: Vec<u32>,
}

/// The cases of a run, by subject, then by period.
pub(crate) fn of(observations: &Observations) -> Vec<Case> {
    let mut pairs = observations.assessed.clone();
    pairs.sort_unstable();
    pairs.dedup();
    let places: FxHashMap<(SubjectId, Period), usize> = pairs.iter().copied().zip(0..).collect();
    let mut cases: Vec<Case> = pairs.into_iter().map(|(subject, period)| Case { subject, period, list: Vec::new() }).collect();
    for (position, observation) in (0..).zip(&observations.list) {
        let place = places.get(&(observation.subject, observation.period));
        if let Some(case) = place.and_then(|place| cases.get_mut(*place)) {
            case.list.push(position);
        }
    }
    for case in &mut cases {
        case.list.sort_by_key(|position| fact_key(observations, *position));
    }
    cases
}

fn fact_key(observations: &Observations, position: u32) -> Option<(FactId, RowId)> {
    observation(observations, position).map(|observation| (observation.fact, observation.row))
}

/// The observation at a position.
pub(crate) fn observation(observations: &Observations, position: u32) -> Option<&Observation> {
    observations.list.get(position as usize)
}
