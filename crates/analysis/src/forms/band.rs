//! 95分以上为优秀, 80分以上不足90分为合格, A级:80分以上: a band of the total is given a name.
//!
//! The measure is 得分 where the bound is in points; 满意率90%以上为优秀 keeps its own.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, comparison, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let bound = comparison::read(lexemes::find(&island, Rule::comparison)?)?;
    let of_points = matches!(bound.unit.as_str(), "分" | "分数" | "");
    let name = lexemes::find(&island, Rule::band_name).or_else(|| lexemes::find(&island, Rule::band_level))?;
    let own = comparison::condition(bound, if of_points { "得分".to_owned() } else { String::new() })?;
    let outcome = name.as_str().trim_end_matches(['的', '者', '.']).to_owned();
    Some(Act { own: Some(own), outcome: Some(outcome), ..Act::new(Kind::Grade) }.piece())
}
