//! 扣1-3分, 酌情扣分: the record says how much.
//!
//! Not here: whether the amount lies in the range (`records` rejects the row).

use chidu_analysis::program::{Action, Amount, Combine, FactKind, Rule};
use chidu_values::Number;

use crate::observation::{Given, Observation};
use crate::triggers::Sight;

/// What the rows give, added; `None` for rules that compute their amount.
pub(crate) fn given(sight: &Sight<'_>, rule: &Rule, rows: &[&Observation]) -> Option<Number> {
    if matches!(rule.amount, Amount::Fixed(_)) {
        return None;
    }
    let amounts = rows.iter().filter_map(|row| Some(effect(sight, rule, row.given.as_ref()?)));
    let single = rows.first().is_some_and(|row| {
        matches!(sight.program()[row.fact].kind, FactKind::Measure(Combine::Single) | FactKind::Answer(Combine::Single, _))
    });
    // The same answer given twice is one answer.
    Some(if single { amounts.take(1).sum() } else { amounts.sum() })
}

/// What a given amount takes or gives under a rule. A score in place of a deduction (or the reverse) is what full marks leave.
fn effect(sight: &Sight<'_>, rule: &Rule, given: &Given) -> Number {
    let deducts = matches!(rule.action, Action::Deduct | Action::DeductAbove(_));
    let rest = |amount: &Number| sight.program()[rule.entry].points.as_ref().map_or_else(|| amount.clone(), |points| points - amount);
    match given {
        Given::Scored(amount) if deducts => rest(amount),
        Given::Deducted(amount) if !deducts => rest(amount),
        given => magnitude(given),
    }
}

/// The number that a row gives, whatever it is of.
pub(crate) fn magnitude(given: &Given) -> Number {
    match given {
        Given::Deducted(amount) | Given::Added(amount) | Given::Scored(amount) => amount.clone(),
    }
}
