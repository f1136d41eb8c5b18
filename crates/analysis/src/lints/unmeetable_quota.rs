//! # 名额没有着落
//!
//! `优秀不超过40%` 说的等级，`等级` 里没有；或者它已经是最低一级，超出名额的没有下一级可去；或者名额是全部，什么也没有限制。
//!
//! 请使用等级里的名称，名额写在不是最低的等级上。
//!
//! # English
//!
//! `优秀不超过40%` speaks of a grade that 等级 does not name, or of the lowest one, so that those beyond the quota have no next grade, or it lets
//! everybody through.
//!
//! Use a name from 等级, and a grade that is not the lowest.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::{Subject, trim};
use crate::lower::Fault;

const CODE: &str = "unmeetable-quota";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::Quota { span, name, known } => {
            let text = trim(span.of(subject.text));
            let why = if *known {
                Text::new(format!("“{name}”没有下一级，或名额是全部"), format!("`{name}` has no grade below it, or all may have it"))
            } else {
                Text::new(format!("等级里没有“{name}”"), format!("there is no band called `{name}`"))
            };
            let message = Text::new(format!("“{text}”限制不了：{}", why.zh), format!("`{text}` limits nothing: {}", why.en));
            let help = Text::new("请写等级里不是最低的一级，例如 `优秀不超过40%`", "name a grade that is not the lowest, e.g. `优秀不超过40%`");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
