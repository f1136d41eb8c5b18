//! # 权重说的不是评分项
//!
//! `…占50%` 里的名称不是本规则书的评分项，这个权重没有着落。
//!
//! 请使用评分项的名称，或者把权重写在评分项后面：`服务标准 占50%`。
//!
//! # English
//!
//! The name before `占50%` is no entry of this rulebook, so the weight belongs to nothing.
//!
//! Use the entry's name, or write the weight behind it: `服务标准 占50%`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "unknown-weight";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::UnknownWeight { name, span } => {
            let nearest = crate::label::nearest(name, subject.program.entries.iter().map(|entry| entry.name.as_str()));
            let message = Text::new(format!("没有叫“{name}”的评分项，这个权重没有着落"), format!("no entry is called `{name}`; the weight belongs to nothing"));
            let help = Text::new(nearest.as_ref().map_or_else(|| "请使用评分项的名称".to_owned(), |name| format!("是不是“{name}”？")), nearest.as_ref().map_or_else(|| "use the name of an entry".to_owned(), |name| format!("did you mean `{name}`?")));
            let told = Diagnostic::new(CODE, Severity::Error, *span, message).help(help);
            Some(super::renamed(subject, told, name, *span))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
