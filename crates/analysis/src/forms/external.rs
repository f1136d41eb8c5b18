//! 按《某办法》扣分, 扣100元, 由上级部门制定评分标准: scored by something outside the rulebook; kept, shown and not mechanised.

use super::What;

pub(super) fn read() -> What {
    What::External
}
