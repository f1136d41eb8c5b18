//! # 不知道加倍的是哪一条
//!
//! `加倍扣分`、`减半扣分`、`按50%计` 要乘的是另一条规则。它前面没有可乘的规则，或者同一句里有几条，就没有人知道乘的是哪一条。
//!
//! 请紧跟在要乘的那一条后面写，一句里只写一条：`迟到每次扣1分, 造成影响的加倍扣分; 早退每次扣2分, 造成影响早退的加倍扣分`。
//!
//! # English
//!
//! 加倍, 减半 and 按50%计 multiply another clause. None stands before this one, or several do in the same sentence, so that nobody knows which.
//!
//! Put it right behind the clause that it multiplies, one to a sentence.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "unclear-scale";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::UnclearScale { span, several } => {
            let words = super::trim(span.of(subject.text));
            let message = if *several {
                Text::new(format!("不知道“{words}”乘的是前面哪一条"), format!("it is not clear which clause `{words}` multiplies"))
            } else {
                Text::new(format!("“{words}”前面没有可乘的规则"), format!("there is no clause before `{words}` to multiply"))
            };
            let help = Text::new("请紧跟在要乘的那一条后面写，一句里只写一条", "put it right behind the clause that it multiplies, one to a sentence");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
