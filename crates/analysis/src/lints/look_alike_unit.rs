//! # “分”写成了“份”
//!
//! 动词和数字后面写的是“份”（`扣1份`），而这里说的只能是分。拼音相同，输入法容易选错。按“分”读了，请改正。
//!
//! 请写 `扣1分`。
//!
//! # English
//!
//! Behind 扣 and its number stands 份, which is typed like 分 (`扣1份`). It is read as points.
//!
//! Write `扣1分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Slip, Subject};

const CODE: &str = "look-alike-unit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::slips(subject, Slip::LookAlike).map(|span| diagnostic(subject, span)).collect()
}

fn diagnostic(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let words = span.of(subject.text);
    let message = Text::new(format!("“{words}”应当是“分”"), format!("`{words}` should be 分"));
    let help = Text::new("按分读了；请改成 `分`", "read as points; write `分`");
    Diagnostic::new(CODE, Severity::Warning, span, message).help(help).fix(Text::new("改为 `分`", "change to `分`"), vec![(span, "分".to_owned())])
}
