//! # 没说零头怎么算
//!
//! `每超过5分钟扣1分`：超过7分钟扣1分还是2分？ 没有写明时只算整数的步数，零头不算。
//!
//! 请写明：`不足5分钟按5分钟计`，或 `不足5分钟不计`，或 `按比例扣`。
//!
//! # English
//!
//! `每超过5分钟扣1分`: does 7 minutes cost 1 or 2? Unless the text says so, only whole steps count.
//!
//! Say it: `不足5分钟按5分钟计`, `不足5分钟不计`, or `按比例扣`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Unit;

use super::Subject;
use crate::lower::Fault;
use crate::program::{Counting, Rule};
use crate::sentence::quantity;

const CODE: &str = "unsaid-partial-step";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let unsaid = |rule: &&Rule| {
        let measured = || rule.effect.per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured());
        matches!(rule.counting, Counting::Steps { .. }) && rule.effect.partial.is_none() && measured()
    };
    // Where the steps have no start, that comes first.
    let starts = |rule: &&Rule| {
        let lost = |fault: &Fault| matches!(fault, Fault::StepWithoutStart { span } if span.start < rule.span.end && rule.span.start < span.end);
        !subject.faults.iter().any(lost)
    };
    subject.program.rules.iter().filter(unsaid).filter(starts).filter_map(|rule| diagnostic(subject, rule)).collect()
}

fn diagnostic(subject: &Subject<'_>, rule: &Rule) -> Option<Diagnostic> {
    let per = rule.effect.per.as_ref()?;
    let step = format!("{}{}", per.step, per.unit);
    let in_english = quantity(&per.step, &per.unit).en;
    let message = Text::new(
        format!("“{}”没说不足{step}怎么算，现按不计", rule.text),
        format!("`{}` does not say what less than {in_english} costs; it counts nothing", rule.text),
    );
    let help = Text::new(format!("例如 `不足{step}按{step}计`，或 `不足{step}不计`"), format!("e.g. `不足{step}按{step}计`, or `不足{step}不计`"));
    let title = Text::new(format!("写明 `不足{step}不计`，得分不变"), format!("say `不足{step}不计`, which changes no score"));
    let (comma, behind) = (super::comma(subject.text), rule.effect.span.end);
    let edit = (Span { start: behind, end: behind }, format!("{comma}不足{step}不计"));
    Some(Diagnostic::new(CODE, Severity::Advice, rule.effect.span, message).help(help).fix(title, vec![edit]))
}
