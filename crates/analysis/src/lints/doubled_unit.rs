//! # “分”写了两遍
//!
//! 数字后面的“分”重复了（`扣1分分`），或者中间漏了别的字（如 `1分/次`）。按一个“分”读了，请核对以后改正。
//!
//! 请写 `扣1分`。
//!
//! # English
//!
//! 分 stands twice behind a number (`扣1分分`), or something between the two is missing. It is read as one.
//!
//! Write `扣1分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Slip, Subject};

const CODE: &str = "doubled-unit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::slips(subject, Slip::Doubled).map(|span| diagnostic(subject, span)).collect()
}

fn diagnostic(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let words = span.of(subject.text);
    let message = Text::new(format!("“{words}”写了两遍"), format!("`{words}` stands twice"));
    let help = Text::new("按一个读了；请删去一个", "read as one; delete the other");
    Diagnostic::new(CODE, Severity::Warning, span, message).help(help).fix(Text::new("删去", "delete"), vec![(span, String::new())])
}
