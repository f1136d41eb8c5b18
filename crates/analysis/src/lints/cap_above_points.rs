//! # 上限高于分值
//!
//! `最多扣N分` 里的 N 比评分项的分值还大，这个上限永远起不了作用：一项最多扣完。多半是上限或分值写错了一个。
//!
//! 请核对：上限应当不超过分值；本来就想扣完的，写 `扣完为止`。
//!
//! # English
//!
//! A cap is larger than the points of its entry, so it never bites. Probably one of the two figures is wrong.
//!
//! Compare them; where all points may be lost, write `扣完为止`.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Action, LimitKind};

const CODE: &str = "cap-above-points";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let found = program.rules.iter().filter(|rule| matches!(rule.action, Action::Deduct | Action::Add | Action::Award)).filter_map(|rule| {
        let (cap, points) = (rule.cap.as_ref()?, program[rule.entry].points.as_ref()?);
        (cap > points).then(|| diagnostic(&program[rule.entry].name, cap, points, rule.span))
    });
    let shared = program.limits.iter().filter(|limit| limit.kind == LimitKind::Deductions).filter_map(|limit| {
        let points = program[limit.entry].points.as_ref()?;
        (limit.amount > *points && !limit.members.is_empty())
            .then(|| diagnostic(&program[limit.entry].name, &limit.amount, points, limit.span))
    });
    found.chain(shared).collect()
}

fn diagnostic(name: &str, cap: &Number, points: &Number, span: chidu_diagnostics::Span) -> Diagnostic {
    let message = Text::new(
        format!("“{name}”只有{points}分，上限却是{cap}分"),
        format!("`{name}` has {points} points, its cap is {cap}"),
    );
    let help = Text::new("请核对上限和分值；想扣完就写 `扣完为止`", "compare the cap with the points; to take them all, write `扣完为止`");
    Diagnostic::new(CODE, Severity::Warning, span, message).help(help)
}
