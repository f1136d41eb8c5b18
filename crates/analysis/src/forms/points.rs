//! 满分25分, 总计2分, 本项10分, (5分) after a name: how many points something has.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    let bracketed = island.as_rule() == Rule::paren_points;
    let act = Act {
        per: lexemes::find(&island, Rule::each_points).map(|each| each.as_str().replace('每', "")),
        ..Act::with_amount(Kind::Points, amount)
    };
    Some(if bracketed { What::Rung(Box::new(act), true) } else { act.piece() })
}
