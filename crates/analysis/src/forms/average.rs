//! 取平均分, 该项得分应为各单项得分的算术平均值: several values of one measure are averaged;
//! 取最高, 按最低分计: one of them counts, and the reading says which in `of`; 各份得分相加: their sum, which only objects have.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

/// What the reading calls 各份得分相加.
pub(crate) const SUM: &str = "合计";

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let summed = lexemes::has(&island, Rule::summed).then(|| SUM.to_owned());
    let of = lexemes::find(&island, Rule::extreme).map(|extreme| extreme.as_str().to_owned()).or(summed);
    Some(Act { of, ..Act::new(Kind::Average) }.piece())
}
