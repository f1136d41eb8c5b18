//! 很满意20分、基本满意16分, 90%以上得5分,80%以上不足90%得3分,其余不得分: rungs exclude one another, the first that holds wins.
//!
//! A rung without a verb is only a number of points after its words; what it does shows in its neighbours.

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island)?;
    let act = Act { amounts: vec![amount], ..lexemes::act(&island, Kind::Award) };
    Some(What::Rung(Box::new(act), false))
}
