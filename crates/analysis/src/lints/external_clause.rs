//! # 按规则书以外的东西计分
//!
//! 这条规则按另一份文件或金额处理（`按《某办法》扣分`）。工具保留它、显示它，并把它计入“规则书以外”的条数；分数由记录里的 扣分、加分 或 得分 给出。
//!
//! 如果能写成本规则书里的规则，请写进来。
//!
//! # English
//!
//! The clause scores by another document or in money. It is kept, shown, and counted as outside the rulebook; the records give the amount.
//!
//! If it can be written as a clause of this rulebook, do.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::reading::GapKind;

const CODE: &str = "external-clause";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let gaps = subject.passages.iter().flat_map(|passage| &passage.reading.gaps).filter(|gap| gap.kind == GapKind::External);
    gaps.map(|gap| diagnostic(super::trim(gap.span.of(subject.text)), gap.span)).collect()
}

fn diagnostic(words: &str, span: Span) -> Diagnostic {
    let message = Text::new(format!("“{words}”按规则书以外的东西计分"), format!("`{words}` scores by something outside the rulebook"));
    let help = Text::new("分数由记录里的 扣分、加分 或 得分 给出", "the records give the amount in 扣分, 加分 or 得分");
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}
