//! # 不知道从哪里算起
//!
//! `每超过5分钟扣1分`、`每低1个百分点扣0.5分` 要有一个起点：超过多少、低于多少。这句话自己没写，同一评分项的前文也没写。
//!
//! 请写明起点：`超过10分钟的, 每超过5分钟扣1分`，或者在前面写 `达到90%得满分`。
//!
//! # English
//!
//! A step (`每超过5分钟扣1分`) needs a threshold to start from. It states none, and nothing before it in the entry does.
//!
//! State it: `超过10分钟的, 每超过5分钟扣1分`, or put `达到90%得满分` before it.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "step-without-start";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::StepWithoutStart { span } => {
            let message = Text::new(format!("“{}”不知道从多少算起", span.of(subject.text).trim()), format!("`{}` does not say where its steps start", span.of(subject.text).trim()));
            let help = Text::new("请写明起点，例如 `达到90%得满分, 每低1个百分点扣0.5分`", "say where they start, e.g. `达到90%得满分, 每低1个百分点扣0.5分`");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
