//! # 上限不是整倍数
//!
//! 每次扣2分、最多扣5分：第三次只能扣1分。可能是有意的，也可能是上限写错了，所以只是建议。
//!
//! 如果是有意的，不必改。
//!
//! # English
//!
//! Two points each, at most five: the third costs one. It may be meant, so this is advice only.
//!
//! Leave it if it is meant.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Amount, Counting, Rule};

const CODE: &str = "cap-not-multiple";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.program.rules.iter().filter_map(found).collect()
}

fn found(rule: &Rule) -> Option<Diagnostic> {
    let (Amount::Fixed(amount), Some(cap)) = (&rule.amount, &rule.cap) else { return None };
    let times = cap.divide(amount)?;
    if rule.counting == Counting::Once || times < Number::ONE || times.is_integer() {
        return None;
    }
    let (down, up) = (&times.floor() * amount, &times.ceil() * amount);
    let message = Text::new(format!("上限{cap}分不是每次{amount}分的整倍数"), format!("the cap of {cap} is no multiple of {amount}"));
    let help = Text::new(format!("是不是{down}分或{up}分？ 有意如此则不必改"), format!("{down} or {up}? Leave it if it is meant"));
    Some(Diagnostic::new(CODE, Severity::Advice, rule.span, message).help(help))
}
