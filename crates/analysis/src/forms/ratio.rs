//! 按完成率得分, 按比例得分: the score follows a share; 中间按线性插值: it follows a line between the rungs before it.

use super::{Act, Island, What};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> What {
    let words = island.as_str();
    let interpolates = ["插", "线性"].iter().any(|word| words.contains(word)) && !words.contains('率');
    Act { interpolates, ..Act::new(Kind::Ratio) }.piece()
}
