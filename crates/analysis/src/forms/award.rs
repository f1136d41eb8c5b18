//! 符合标准得1分, 记8分: the item or the criterion scores this much. 得满分 and 不扣分 leave everything as it is.
//!
//! 按 and 为 are verbs of an award only after a comparison (90%以上为5分); the fold sees to that.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island);
    if island.as_rule() == Rule::full {
        return Some(Act { amounts: amount.into_iter().collect(), ..Act::new(Kind::Full) }.piece());
    }
    let weak = lexemes::find(&island, Rule::award_verb).is_some_and(|verb| matches!(verb.as_str(), "为" | "按"));
    Some(Act { amounts: vec![amount?], bare: weak, ..lexemes::act(&island, Kind::Award) }.piece())
}
