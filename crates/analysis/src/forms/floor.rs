//! 最低得25分, 保底20分, 不出现负分: the least that remains.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::{Kind, Sign};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let floor = if lexemes::has(&island, Rule::no_negative) { Number::ZERO } else { lexemes::first_number(&island)? };
    Some(Act { floor: Some(floor), sign: Some(Sign::Award), ..Act::new(Kind::Limit) }.piece())
}
