//! # 没有分值可扣
//!
//! 这条规则要扣分，但它和它的上级都没有写明分值，不知道从多少分里扣。
//!
//! 请在评分项名称后写上分值，如 `服务态度 5分: …`，或者在标题后写 `满分100分`。
//!
//! # English
//!
//! The clause deducts, and neither its entry nor any entry above states points to deduct from.
//!
//! Write the points behind the entry's name, `服务态度 5分: …`, or 满分100分 behind the title.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_syntax::ast::Entry;

use super::Subject;
use crate::amend;
use crate::lower::Fault;

const CODE: &str = "nothing-to-deduct-from";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::NothingToDeductFrom { span } => Some(diagnostic(subject, *span)),
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}

fn diagnostic(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let words = span.of(subject.text).trim();
    let message = Text::new(format!("“{words}”没有分值可扣"), format!("`{words}` has no points to take from"));
    let told = Diagnostic::new(CODE, Severity::Error, span, message);
    let Some(number) = bare_number(&subject.parse.tree.root, subject.text, span) else {
        let help = Text::new("请写明评分项的分值，例如 `服务态度 5分: …`，或在标题后写 `满分100分`", "state the points, e.g. `服务态度 5分: …`, or `满分100分` behind the title");
        return told.help(help);
    };
    let figure = number.of(subject.text);
    let help = Text::new(format!("名称后面的“{figure}”如果是分值，请写成 `{figure}分`"), format!("where `{figure}` behind the name are its points, write `{figure}分`"));
    amend::as_points(told, number, subject.text, help)
}

/// The number at the end of the name above a deduction (`用语 5: …`), of the nearest entry that has one.
fn bare_number(entry: &Entry, text: &str, deduction: Span) -> Option<Span> {
    let above = entry.children.iter().rfind(|child| child.span.start <= deduction.start && deduction.end <= child.span.end);
    above.and_then(|child| bare_number(child, text, deduction)).or_else(|| amend::number_at_end(entry.name.span, text))
}
