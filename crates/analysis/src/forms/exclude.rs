//! 不计入, 不参评, 除外, 不予考评: something is left out of what is assessed.

use super::{Act, Island, What};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> What {
    Act { outcome: Some(island.as_str().trim_start_matches('的').to_owned()), ..Act::new(Kind::Exclude) }.piece()
}
