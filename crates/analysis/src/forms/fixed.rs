//! 未建立制度扣2分, 一次性扣8分: a deduction of one amount, once for a subject and period however often it happened, unless a count
//! stands beside it. 直接扣总分 goes to the total. A bare figure at the end of a row is the deduction of a deductions column.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::{Kind, Target};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    if island.as_rule() == Rule::bare_figure {
        return Some(What::Figure(amount));
    }
    let total =
        lexemes::has(&island, Rule::object_total) || lexemes::find(&island, Rule::directly).is_some_and(|word| word.as_str() != "直接");
    let target = total.then_some(Target::Total);
    Some(Act { amounts: vec![amount], target, ..lexemes::act(&island, Kind::Deduct) }.piece())
}
