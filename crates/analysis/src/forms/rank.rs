//! 第1名得6分, 排名前10%为优秀, 末位扣2分: depends on the place among the subjects.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let Some(name) = lexemes::find(&island, Rule::band_name) else {
        let places = island.clone().into_inner().flatten().filter(|part| part.as_rule() == Rule::rank_place);
        return Some(What::Rank { said: lexemes::has(&island, Rule::rank_said), places: places.map(|place| format!("第{}名", place.as_str())).collect() });
    };
    let place = island.clone().into_inner().next()?.as_str().to_owned();
    Some(Act { of: Some(place), outcome: Some(name.as_str().to_owned()), ..Act::new(Kind::Rank) }.piece())
}
