//! # 没说按什么排名
//!
//! `第1名得6分` 没有说明排的是什么：既没有点名总分、评分项，也没有点名一个可以测得的数值，评分项的名称也看不出来。按错了东西排名，分就错了。
//!
//! 请写明：`总分排名第1名得6分`，或 `满意率排名第1名得6分`。数值由高到低排；由低到高的，写明 `用时由低到高排名第1名`。
//!
//! # English
//!
//! `第1名得6分` does not say what is ranked: neither the total, nor an entry, nor anything that is measured, and the entry's name does not tell either.
//!
//! Say it: `总分排名第1名得6分`, or `满意率排名第1名得6分`. Values rank from high to low; for the other way write `用时由低到高排名第1名`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::{Subject, trim};
use crate::lower::Fault;

const CODE: &str = "unsaid-ranking";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::UnsaidRanking { span } => {
            let text = trim(span.of(subject.text));
            let message = Text::new(format!("“{text}”没有说明按什么排名"), format!("`{text}` does not say what is ranked"));
            let help = Text::new("请写明，例如 `总分排名第1名得6分`，或 `满意率排名第1名得6分`", "say it, e.g. `总分排名第1名得6分` or `满意率排名第1名得6分`");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
