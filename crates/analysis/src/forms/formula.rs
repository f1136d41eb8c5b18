//! 得分=完成数/任务数×10: the score is an expression of names and numbers, kept as it is written.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let part = |rule| lexemes::find(&island, rule).map(|part| part.as_str().trim().to_owned());
    // 得分=基准价÷报价×30计算: the last word is none of the expression.
    let body = part(Rule::formula_body).map(|body| body.trim_end_matches("计算").trim_end().to_owned());
    Some(Act { of: part(Rule::formula_name), expr: body, ..Act::new(Kind::Formula) }.piece())
}
