//! 追加扣除10分, 倒扣5分: a deduction that goes past the item, off the nearest entry above.
//! 扣满4分的 is its usual condition: what has been deducted, before clamping, reaches a number.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::{Kind, Target};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    if island.as_rule() == Rule::used_up {
        let measure = if lexemes::has(&island, Rule::used_up_all) { "累计扣分" } else { "扣分" };
        return Some(What::UsedUp(amount, measure));
    }
    Some(Act { amounts: vec![amount], additional: true, target: Some(Target::Parent), ..lexemes::act(&island, Kind::Deduct) }.piece())
}
