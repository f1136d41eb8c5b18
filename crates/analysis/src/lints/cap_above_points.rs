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

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::amend;
use crate::forms::What;
use crate::program::{Action, LimitKind};
use crate::wording::Wording;

const CODE: &str = "cap-above-points";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let found = program.rules.iter().filter(|rule| matches!(rule.action, Action::Deduct | Action::Add | Action::Award)).filter_map(|rule| {
        let (cap, points) = (rule.cap.as_ref()?, program[rule.entry].points.as_ref()?);
        let words = || words(subject, Span { start: rule.effect.span.end, end: rule.effect.span.end }, cap);
        (cap > points).then(|| diagnostic(subject, &program[rule.entry].name, (cap, points), (rule.span, words())))
    });
    let shared = program.limits.iter().filter(|limit| limit.kind == LimitKind::Deductions).filter_map(|limit| {
        let points = program[limit.entry].points.as_ref()?;
        let words = || words(subject, limit.span, &limit.amount);
        (limit.amount > *points && !limit.members.is_empty())
            .then(|| diagnostic(subject, &program[limit.entry].name, (&limit.amount, points), (limit.span, words())))
    });
    found.chain(shared).collect()
}

/// The words of a cap, at a place or next behind it.
fn words(subject: &Subject<'_>, place: Span, cap: &Number) -> Option<Span> {
    let holds = |passage: Span| passage.start <= place.start && place.end <= passage.end;
    let wording = Wording::all(subject).find(|wording| holds(wording.passage().span))?;
    let is_it = |what: &What| matches!(what, What::Cap(said) if said.points.as_ref() == Some(cap));
    wording.pieces().find(|piece| piece.span.start >= place.start && is_it(&piece.what)).map(|piece| piece.span)
}

fn diagnostic(subject: &Subject<'_>, name: &str, (cap, points): (&Number, &Number), (clause, words): (Span, Option<Span>)) -> Diagnostic {
    let message = Text::new(
        format!("“{name}”只有{points}分，上限却是{cap}分"),
        format!("`{name}` has {points} points, its cap is {cap}"),
    );
    let help = Text::new("请核对上限和分值；想扣完就写 `扣完为止`", "compare the cap with the points; to take them all, write `扣完为止`");
    let told = Diagnostic::new(CODE, Severity::Warning, words.unwrap_or(clause), message).help(help);
    let title = Text::new(format!("上限改为{points}分"), format!("change the cap to {points}"));
    match words.and_then(|words| amend::figure(subject.text, words, points)) {
        Some(edit) => told.choice(title, vec![edit]),
        None => told,
    }
}
