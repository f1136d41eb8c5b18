//! 很满意20分、基本满意16分, 90%以上得5分,80%以上不足90%得3分,其余不得分: rungs exclude one another, the first that holds wins.
//!
//! A rung without a verb is only a number of points after its words; what it does shows in its neighbours.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    let most = lexemes::find(&island, Rule::most_of_all).and_then(|most| lexemes::first_number(&most));
    if most.as_ref().is_some_and(|most| *most < amount) {
        return None;
    }
    let act = Act { amounts: vec![amount], most, ..lexemes::act(&island, Kind::Award) };
    Some(What::Rung(Box::new(act), false))
}
