//! 基准分8分, 从93分起评, 以80分为基本分: where an item starts, before its clauses add and deduct.

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

/// What a points effect is of where it says where an item starts.
pub(crate) const BASE: &str = "基准分";

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    Some(Act { of: Some(BASE.to_owned()), ..Act::with_amount(Kind::Points, amount) }.piece())
}
