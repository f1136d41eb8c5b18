//! 按完成率得分: the amount times the value.

use chidu_analysis::program::Rule;
use chidu_values::{Dimension, Number};

use super::{fixed, primary};
use crate::triggers::Sight;

/// The amount times the value as a fraction of one; a value in per cent is a hundredth of its number.
pub(crate) fn unit(sight: &Sight<'_>, rule: &Rule, value: Option<&Number>) -> Number {
    let unit = primary(rule).and_then(|fact| sight.program()[fact].unit.as_ref());
    let percent = unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
    let value = value.cloned().unwrap_or_default();
    let share = if percent { value.divide(&Number::from(100)).unwrap_or_default() } else { value };
    &fixed::unit(rule) * &share
}
