//! 加倍扣分, 减半扣分, 按50%计分: multiplies another effect.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let inner = island.into_inner().next()?;
    let amount = match inner.as_rule() {
        Rule::doubled => Number::from(2),
        Rule::halved => Number::ratio(1, 2)?,
        Rule::multiplied => lexemes::first_number(&inner)?,
        _ => lexemes::first_number(&inner)?.divide(&Number::from(100))?,
    };
    Some(Act::with_amount(Kind::Scale, amount).piece())
}
