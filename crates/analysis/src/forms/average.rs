//! 取平均分, 该项得分应为各单项得分的算术平均值: several values of one measure are averaged;
//! 取最高, 按最低分计: one of them counts, and the reading says which in `of`; 各份得分相加: their sum, which only objects have.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, Piece, What, lexemes};
use crate::reading::{Kind, Trim};

/// What the reading calls 各份得分相加.
pub(crate) const SUM: &str = "合计";

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let summed = lexemes::has(&island, Rule::summed).then(|| SUM.to_owned());
    let of = lexemes::find(&island, Rule::extreme).map(|extreme| extreme.as_str().to_owned()).or(summed);
    Some(Act { of, ..Act::new(Kind::Average) }.piece())
}

/// 去掉一个最高分和一个最低分; without a number, one.
pub(super) fn trim(island: &Island<'_>) -> Option<What> {
    let left_out = |rule| match lexemes::find(island, rule) {
        Some(end) => lexemes::first_number(&end).map_or(Some(1), |number| number.to_string().parse().ok()),
        None => Some(0),
    };
    Some(What::Trim(Trim { highest: left_out(Rule::trim_high)?, lowest: left_out(Rule::trim_low)? }))
}

/// 去掉一个最高分和一个最低分后的平均分: what is left out, and the mean of the rest.
pub(super) fn trimmed_mean(island: &Island<'_>) -> Option<Vec<Piece>> {
    let left_out = lexemes::find(island, Rule::trim)?;
    let (start, cut, end) = (island.as_span().start(), left_out.as_span().end(), island.as_span().end());
    let mean = Act::new(Kind::Average).piece();
    Some(vec![Piece { what: trim(&left_out)?, at: start..cut }, Piece { what: mean, at: cut..end }])
}
