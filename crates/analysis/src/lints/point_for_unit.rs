//! # 该写“分”的地方是一个点
//!
//! 动词和数字后面没有“分”，而是一个英文句点（`扣5.`），多半是“分”没打出来，也可能后面还有小数。按整数的分读了，请改正。
//!
//! 请写 `扣5分`；有小数的写 `扣5.5分`。
//!
//! # English
//!
//! Behind the verb and its number stands a point where 分 should be (`扣5.`): 分 was not typed, or a decimal is missing. It is read as
//! whole points.
//!
//! Write `扣5分`, or `扣5.5分` where a decimal was meant.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Slip, Subject};

const CODE: &str = "point-for-unit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::slips(subject, Slip::Point).map(diagnostic).collect()
}

fn diagnostic(span: Span) -> Diagnostic {
    let message = Text::new("数字后面是一个点，不是“分”", "a point stands where 分 should be");
    let help = Text::new("按整数的分读了；请把点改成 `分`，漏了小数的补上", "read as whole points; write `分`, or the decimal that is missing");
    let title = Text::new("改为 `分`", "change to `分`");
    Diagnostic::new(CODE, Severity::Warning, span, message).help(help).fix(title, vec![(span, "分".to_owned())])
}
