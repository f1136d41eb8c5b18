//! 以投诉举报为准, 查阅台账: where the facts come from. Kept with the entry, never a condition.

use super::What;

pub(super) fn read() -> What {
    What::Evidence
}
