//! # 没有可比的周期
//!
//! 连续两次、连续三个月、比上月，说的是本规则书的考核周期。没有写周期的规则书只有一个周期；按季度考核的规则书没有每个月的结果。
//!
//! 请在开头写明周期：`周期: 每月`；或者把条文改成本规则书的周期。
//!
//! # English
//!
//! 连续两次, 连续三个月 and 比上月 speak of the rulebook's own periods. Without 周期 there is only one; a rulebook by quarters has no results of months.
//!
//! State the period at the head: `周期: 每月`, or speak of the periods that there are.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::{Subject, trim};
use crate::lower::Fault;

const CODE: &str = "history-without-periods";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::NoSuchPeriods { span } => {
            let text = trim(span.of(subject.text));
            let message = Text::new(format!("“{text}”要看别的周期，而本规则书没有这样的周期"), format!("`{text}` looks at other periods, and this rulebook has none such"));
            let help = Text::new("请在开头写明周期，例如 `周期: 每月`；或把条文改成本规则书的周期", "state the period at the head, e.g. `周期: 每月`, or speak of the periods that there are");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
