//! # 没说否决的后果
//!
//! `一票否决` 里的这一行没有说明后果。只写情形，没有人知道结果该是什么。
//!
//! 请写明后果：`弄虚作假的, 直接定为不合格`，或 `弄虚作假的, 取消评先资格`。
//!
//! # English
//!
//! A line under 一票否决 does not say what follows.
//!
//! Say it: `弄虚作假的, 直接定为不合格`, or `弄虚作假的, 取消评先资格`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "veto-without-outcome";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::VetoWithoutOutcome { span } => {
            let message = Text::new(format!("“{}”没有说明否决的后果", span.of(subject.text).trim()), format!("`{}` does not say what follows", span.of(subject.text).trim()));
            let help = Text::new("请写明后果，例如 `弄虚作假的, 直接定为不合格`", "say what follows, e.g. `弄虚作假的, 直接定为不合格`");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
