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

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "nothing-to-deduct-from";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::NothingToDeductFrom { span } => {
            let message = Text::new(format!("“{}”没有分值可扣", span.of(subject.text).trim()), format!("`{}` has no points to take from", span.of(subject.text).trim()));
            let help = Text::new("请写明评分项的分值，例如 `服务态度 5分: …`，或在标题后写 `满分100分`", "state the points, e.g. `服务态度 5分: …`, or `满分100分` behind the title");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
