//! # 单位不能比较
//!
//! 同一个指标在一处用了一种单位，在另一处用了不能换算的单位，例如先说 `超过10分钟`，又说 `超过20%`。
//!
//! 请统一单位；如果是两个指标，请给它们不同的名称。
//!
//! # English
//!
//! One measure is given in two units that cannot be converted into one another, e.g. minutes and per cent.
//!
//! Use one unit, or give two measures two names.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "units-differ";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::UnitsDiffer { span, unit, other, first } => {
            let message = Text::new(format!("“{unit}”和前面的“{other}”不能比较"), format!("`{unit}` cannot be compared with `{other}` before it"));
            let help = Text::new(format!("请都用“{other}”，或者给两个指标不同的名称"), format!("use `{other}` in both, or give two measures two names"));
            Some(Diagnostic::new(CODE, Severity::Error, *span, message)
                .label(*first, Text::new("前面用的单位", "the unit before"))
                .help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
