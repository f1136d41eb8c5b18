//! 取平均分, 该项得分应为各单项得分的算术平均值: several values of one measure are averaged.

use super::{Act, Island, What};
use crate::reading::Kind;

pub(super) fn read(_island: Island<'_>) -> Option<What> {
    Some(Act::new(Kind::Average).piece())
}
