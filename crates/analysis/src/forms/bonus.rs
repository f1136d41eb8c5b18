//! 每次加0.5分, 奖励5分, 再加2分: points over what the item has.

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    Some(Act { amounts: vec![amount], ..lexemes::act(&island, Kind::Add) }.piece())
}
