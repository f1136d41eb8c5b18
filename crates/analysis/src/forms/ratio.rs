//! 按完成率得分, 按比例得分, 线性插值: the score follows a share.

use super::{Act, What};
use crate::reading::Kind;

pub(super) fn read() -> What {
    Act::new(Kind::Ratio).piece()
}
