//! X的,扣5分: once, however often it happened.

use chidu_analysis::program::{Amount, Rule};
use chidu_values::Number;

/// The points each time; nothing where only the record knows them.
pub(crate) fn unit(rule: &Rule) -> Number {
    match &rule.amount {
        Amount::Fixed(amount) => amount.clone(),
        Amount::Range(..) | Amount::Given => Number::ZERO,
    }
}
