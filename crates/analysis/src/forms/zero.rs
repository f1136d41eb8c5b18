//! 不得分, 计零, 全扣, 0分: takes all from the smallest thing around it that owns points; 本表, 本大项, 总分 name a larger one.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::{Kind, Scope};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let scope = if lexemes::has(&island, Rule::scope_total) || lexemes::has(&island, Rule::scope_total_score) {
        Scope::Total
    } else if lexemes::has(&island, Rule::scope_section) {
        Scope::Section
    } else {
        Scope::Nearest
    };
    Some(Act { scope, ..Act::new(Kind::Zero) }.piece())
}
