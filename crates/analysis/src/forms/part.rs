//! 扣该项分值的50%, 得满分的60%: a part of the points that the entry has. How many that are is known where the entry is.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let takes = lexemes::has(&island, Rule::part_taken) || lexemes::has(&island, Rule::part_deducted);
    let kind = if takes { Kind::Deduct } else { Kind::Award };
    let share = lexemes::find(&island, Rule::part_share)?;
    let part = match lexemes::first_number(&share) {
        Some(percent) => percent.divide(&Number::from(100))?,
        None => Number::ratio(1, 2)?,
    };
    Some(Act { part: Some(part), ..lexemes::act(&island, kind) }.piece())
}
