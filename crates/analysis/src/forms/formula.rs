//! 得分=完成数/任务数×10: the score is an expression of names and numbers, kept as it is written.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let part = |rule| lexemes::find(&island, rule).map(|part| part.as_str().trim().to_owned());
    Some(Act { of: part(Rule::formula_name), expr: part(Rule::formula_body), ..Act::new(Kind::Formula) }.piece())
}
