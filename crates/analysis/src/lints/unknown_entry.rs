//! # 没有这个评分项
//!
//! 这条规则以别的评分项的结果为条件（`保证项目中有一项不得分的…`），但本规则书里没有叫这个名称的评分项。
//!
//! 请使用大项或评分项的名称。
//!
//! # English
//!
//! The clause depends on the result of another entry, and no entry has that name.
//!
//! Use the name of a section or item.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "unknown-entry";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::UnknownEntry { name, span } => {
            let nearest = crate::label::nearest(name, subject.program.entries.iter().map(|entry| entry.name.as_str()));
            let message = Text::new(format!("没有叫“{name}”的评分项"), format!("no entry is called `{name}`"));
            let help = Text::new(nearest.as_ref().map_or_else(|| "请使用大项或评分项的名称".to_owned(), |name| format!("是不是“{name}”？")), nearest.as_ref().map_or_else(|| "use the name of a section or item".to_owned(), |name| format!("did you mean `{name}`?")));
            let told = Diagnostic::new(CODE, Severity::Error, *span, message).help(help);
            Some(super::renamed(subject, told, name, *span))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
