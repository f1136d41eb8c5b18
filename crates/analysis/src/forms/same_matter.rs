//! 同一事项不重复扣分, 就高不就低: of several effects of one matter the largest counts alone.

use super::{Act, Island, What};
use crate::reading::Kind;

/// What an exclusion is of where it says that one matter counts once.
pub const SAME_MATTER: &str = "同一事项";

pub(super) fn read(island: Island<'_>) -> What {
    Act { of: Some(SAME_MATTER.to_owned()), outcome: Some(island.as_str().to_owned()), ..Act::new(Kind::Exclude) }.piece()
}
