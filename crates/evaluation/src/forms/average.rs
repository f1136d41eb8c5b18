//! 取平均分 over answers: each answer earns its rung's points, and their mean counts.
//!
//! Not here: the mean of a measure's values, which is tested as one value (`facts`).

use chidu_analysis::program::{FactId, Rule, RuleId};
use chidu_values::Number;

use super::{Firing, fixed};
use crate::facts::weight;
use crate::observation::Observation;
use crate::triggers::Sight;

/// One rung's share of the mean: its points times its answers, of all answers.
pub(crate) fn firing(sight: &Sight<'_>, id: RuleId, rule: &Rule, fact: FactId, mine: &[&Observation], options: usize) -> Firing {
    let answers: Number = mine.iter().map(|row| weight(row, options)).sum();
    let all: Number = sight.view.of(fact).map(|row| weight(row, options)).sum();
    super::firing(sight, id, fixed::unit(rule), Some(answers), Some(all))
}
