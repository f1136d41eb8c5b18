//! 最低得25分, 保底20分: the least that remains.

use super::{Act, Island, What, lexemes};
use crate::reading::{Kind, Sign};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let floor = lexemes::first_number(&island)?;
    Some(Act { floor: Some(floor), sign: Some(Sign::Award), ..Act::new(Kind::Limit) }.piece())
}
