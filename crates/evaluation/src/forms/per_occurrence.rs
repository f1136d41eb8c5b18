//! 每发现一处扣1分: as often as it was found.

use chidu_analysis::program::{Computed, FactKind, Rule};
use chidu_values::Number;

use super::primary;
use crate::facts::{Known, sum, weight};
use crate::observation::Observation;
use crate::triggers::Sight;

/// How often a rule's fact was found or answered; `None` where it is no matter of counting.
pub(crate) fn count(sight: &Sight<'_>, rule: &Rule) -> Option<Number> {
    let fact = primary(rule)?;
    match (sight.view.known(fact), &sight.program()[fact].kind) {
        (Known::Count(count), _) => Some(count),
        (Known::Choice(Some(chosen)), FactKind::Answer(_, options)) => {
            let given = sight.view.of(fact).filter(|row| row.option == Some(chosen));
            Some(given.map(|row| weight(row, options.len())).sum())
        }
        (Known::Value(again), FactKind::Computed(Computed::Again(_))) => Some(again),
        _ => None,
    }
}

/// How many events there were.
pub(crate) fn events(rows: &[&Observation]) -> Number {
    sum(rows.iter().map(|row| &row.times))
}
