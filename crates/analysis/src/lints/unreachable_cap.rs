//! # 上限永远达不到
//!
//! 这条规则只扣一次，而扣的分数不到上限，所以上限没有意义。也许漏写了 `每次` 或 `每处`。
//!
//! 请补上 `每次`，或者去掉上限。
//!
//! # English
//!
//! The clause counts once and takes less than its cap, so the cap can never be reached. Perhaps 每次 or 每处 is missing.
//!
//! Add 每次, or take the cap away.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Amount, Counting, Rule};

const CODE: &str = "unreachable-cap";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |rule: &Rule| match (&rule.amount, &rule.cap) {
        (Amount::Fixed(amount), Some(cap)) if rule.counting == Counting::Once && amount < cap => Some(diagnostic(amount, cap, rule)),
        _ => None,
    };
    subject.program.rules.iter().filter_map(found).collect()
}

fn diagnostic(amount: &Number, cap: &Number, rule: &Rule) -> Diagnostic {
    let message = Text::new(
        format!("只算一次{amount}分，达不到上限{cap}分"),
        format!("counts once with {amount}, the cap of {cap} is never reached"),
    );
    let help = Text::new("如果每次都扣，请写 `每次`；否则去掉上限", "write `每次` if each one counts, else take the cap away");
    Diagnostic::new(CODE, Severity::Warning, rule.span, message).help(help)
}
