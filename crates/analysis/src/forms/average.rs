//! 取平均分, 该项得分应为各单项得分的算术平均值: several values of one measure are averaged;
//! 取最高, 取最低: one of them counts, and the reading says which in `of`.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let of = lexemes::find(&island, Rule::extreme).map(|extreme| extreme.as_str().to_owned());
    Some(Act { of, ..Act::new(Kind::Average) }.piece())
}
