//! 第一次扣1分,第二次扣2分: each occurrence costs its own amount, and they add up. 首次 is the first; 第三次及以上 is every one from the third on.
//! 以此类推 goes on with the rungs before it, where their step is clear.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Island, Nth, What, lexemes};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    if island.as_rule() == Rule::onward {
        return Some(What::Onward);
    }
    let number = if lexemes::has(&island, Rule::first_time) { Number::ONE } else { lexemes::first_number(&island)? };
    let onward = lexemes::has(&island, Rule::nth_open) || lexemes::has(&island, Rule::nth_each);
    (number.is_positive() && number.to_i64().is_some()).then_some(What::Nth(Nth { number, onward }))
}
