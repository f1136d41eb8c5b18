//! 超过3人的,扣0.5分/人: a count or measure beyond a number.

use chidu_values::Number;

/// How much of a value lies beyond a number (`down`: is lacking); nothing is the least.
pub(crate) fn beyond(value: &Number, from: &Number, down: bool) -> Number {
    let distance = if down { from - value } else { value - from };
    distance.max(Number::ZERO)
}
