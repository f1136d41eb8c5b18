//! 折算为百分制: 实得分÷应得分×100 in other words.

use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let hundred = island.as_str().contains("百分制");
    let points = if hundred { Number::from(100) } else { lexemes::first_number(&island)? };
    Some(Act { of: Some("得分".to_owned()), expr: Some(format!("实得分÷应得分×{points}")), ..Act::new(Kind::Formula) }.piece())
}
