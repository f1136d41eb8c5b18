//! # 小数点写成了别的符号
//!
//! 两个数字之间的小数点写成了句号、逗号或空格（`0。5分`、`0,5分`、`0 5分`）。按小数读了，但换一个人可能读成两句话或两个数，也请改正。
//!
//! 请写 `0.5分`。
//!
//! # English
//!
//! Between two digits stands a full stop, a comma or a space where the decimal point should be (`0。5分`, `0,5分`, `0 5分`). It is read as
//! a decimal; somebody else may read two sentences or two numbers, so mend it all the same.
//!
//! Write `0.5分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Slip, Subject};

const CODE: &str = "broken-decimal";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::slips(subject, Slip::Decimal).map(|span| diagnostic(subject, span)).collect()
}

fn diagnostic(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let words = span.of(subject.text);
    let parts = words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(chidu_syntax::fold_str);
    let digits = parts.collect::<Vec<_>>().join(".");
    let message = Text::new(format!("“{words}”里的小数点写成了别的符号"), format!("the decimal point of `{words}` is another sign"));
    let help = Text::new(format!("按 {digits} 读了；请改成 `{digits}`"), format!("read as {digits}; write `{digits}`"));
    let title = Text::new(format!("改为 `{digits}`"), format!("change to `{digits}`"));
    Diagnostic::new(CODE, Severity::Warning, span, message).help(help).fix(title, vec![(span, digits)])
}
