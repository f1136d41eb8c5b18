//! 一票否决, 直接定为不合格, 取消评先资格, 不得评为优秀: a consequence for the whole result.

use super::{Act, Island, What};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> What {
    Act { outcome: Some(island.as_str().trim().trim_start_matches('即').to_owned()), ..Act::new(Kind::Veto) }.piece()
}
