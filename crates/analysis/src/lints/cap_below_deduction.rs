//! # 上限低于一次扣分
//!
//! `最多扣N分` 里的 N 比扣一次的分数还小，所以一次也扣不足。多半是两个数字写反了或写错了。
//!
//! 请核对一次扣多少，最多扣多少。
//!
//! # English
//!
//! A cap is smaller than a single deduction, so that not even one counts in full. Probably one of the two figures is wrong.
//!
//! Compare what one costs with the most that may be taken.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Amount, Rule};

const CODE: &str = "cap-below-deduction";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |rule: &Rule| match (&rule.amount, &rule.cap) {
        (Amount::Fixed(amount), Some(cap)) if cap < amount => Some(diagnostic(amount, cap, rule)),
        _ => None,
    };
    subject.program.rules.iter().filter_map(found).collect()
}

fn diagnostic(amount: &Number, cap: &Number, rule: &Rule) -> Diagnostic {
    let message = Text::new(format!("一次就是{amount}分，上限却只有{cap}分"), format!("one already is {amount}, the cap is only {cap}"));
    let help = Text::new("请核对一次的分数和上限", "compare the amount with the cap");
    Diagnostic::new(CODE, Severity::Warning, rule.span, message).help(help)
}
