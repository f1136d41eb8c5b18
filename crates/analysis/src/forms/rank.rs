//! 第1名得6分, 排名前10%为优秀, 末位扣2分: depends on the place among the subjects.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let Some(name) = lexemes::find(&island, Rule::band_name) else {
        return Some(What::Rank);
    };
    let place = lexemes::find(&island, Rule::rank_place)?.as_str().to_owned();
    Some(Act { of: Some(place), outcome: Some(name.as_str().to_owned()), ..Act::new(Kind::Rank) }.piece())
}
