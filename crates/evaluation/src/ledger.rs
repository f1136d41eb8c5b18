//! A running score and the reasons that made it: the score is their sum by construction.
//!
//! Not here: what the steps are (`entry`, `total`). Start at [`Ledger::push`].

use chidu_values::Number;

use crate::assessment::{Reason, Step};
use crate::observation::RowId;

#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    score: Number,
    reasons: Vec<Reason>,
    /// The source for which this is computed.
    source: Option<usize>,
}

impl Ledger {
    pub fn new(source: Option<usize>) -> Self {
        Self { source, ..Self::default() }
    }

    pub fn score(&self) -> &Number {
        &self.score
    }

    pub fn is_empty(&self) -> bool {
        self.reasons.is_empty()
    }

    /// Takes a step, whether or not it changes anything.
    pub fn push(&mut self, step: Step, delta: Number, rows: Vec<RowId>) {
        self.score = &self.score + &delta;
        self.reasons.push(Reason { step, delta, rows, source: self.source, object: None });
    }

    /// Takes a step that leads to a score, if it is another than the present one.
    pub fn set(&mut self, step: Step, score: &Number) {
        let delta = score - &self.score;
        if !delta.is_zero() {
            self.push(step, delta, Vec::new());
        }
    }

    /// The same steps, as those of one object.
    pub fn of_object(mut self, object: Option<String>) -> Self {
        self.reasons.iter_mut().for_each(|reason| reason.object.clone_from(&object));
        self
    }

    /// Takes over another ledger's steps.
    pub fn append(&mut self, other: Ledger) {
        self.score = &self.score + &other.score;
        self.reasons.extend(other.reasons);
    }

    pub fn into_reasons(self) -> Vec<Reason> {
        self.reasons
    }
}

/// The nearest number within bounds, the lower of which wins.
pub(crate) fn clamp(score: &Number, low: Option<&Number>, high: Option<&Number>) -> Number {
    let capped = high.map_or_else(|| score.clone(), |high| score.clone().min(high.clone()));
    low.map_or_else(|| capped.clone(), |low| capped.clone().max(low.clone()))
}
