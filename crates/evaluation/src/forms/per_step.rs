//! 每超过5分钟扣1分,不足5分钟按5分钟计: a count of steps.

use chidu_analysis::program::StepPart;
use chidu_values::Number;

use super::comparison::beyond;

/// How many steps of a size a value lies beyond a number (`down`: below it).
pub(crate) fn steps(value: &Number, size: &Number, from: &Number, down: bool, partial: StepPart) -> Number {
    let exact = beyond(value, from, down).divide(size).unwrap_or_default();
    match partial {
        StepPart::Nothing => exact.floor(),
        StepPart::Whole => exact.ceil(),
        StepPart::Share => exact,
    }
}
