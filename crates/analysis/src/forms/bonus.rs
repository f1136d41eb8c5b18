//! 每次加0.5分, 奖励5分, 再加2分: points over what the item has.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    // 加总分2分: past the item, which only deductions go.
    if lexemes::has(&island, Rule::object_total) {
        return None;
    }
    let amount = lexemes::first_number(&island)?;
    Some(Act { amounts: vec![amount], ..lexemes::act(&island, Kind::Add) }.piece())
}
