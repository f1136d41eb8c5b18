//! # 短名用了两次
//!
//! 两条规则用了同一个短名（`#…`）。检查记录用短名指明规则，一个短名只能指一条。
//!
//! 请给其中一条换个短名。
//!
//! # English
//!
//! Two clauses have the same handle (`#…`). Records name clauses by their handles, so each needs its own.
//!
//! Give one of them another.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "repeated-handle";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::HandleTwice { handle, span, first: _ } => {
            let message = Text::new(format!("短名“#{handle}”用了两次"), format!("the handle `#{handle}` is used twice"));
            let help = Text::new("请给其中一条换个短名", "give one of them another handle");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
