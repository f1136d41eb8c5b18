//! 优秀不超过40%, 优秀名额不超过3个: how many of those assessed may have a grade. A limit of the grade, which it names in `of`.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::{Condition, Kind, Op};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let band = lexemes::find(&island, Rule::quota_band)?.as_str().to_owned();
    let unit = lexemes::find(&island, Rule::quota_unit)?.as_str().to_owned();
    let value = lexemes::first_number(&island)?;
    let own = Condition::Compare { measure: band.clone(), op: Op::AtMost, value, unit };
    Some(Act { of: Some(band), own: Some(own), ..Act::new(Kind::Limit) }.piece())
}
