//! # 单位不能比较
//!
//! 同一个指标在一处用了一种单位，在另一处用了不能换算的单位，例如先说 `超过10分钟`，又说 `超过20%`。
//!
//! 请统一单位；漏写了单位的补上；如果是两个指标，请给它们不同的名称。
//!
//! # English
//!
//! One measure is given in two units that cannot be converted into one another, e.g. minutes and per cent.
//!
//! Use one unit, add one that was left out, or give two measures two names.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::amend;
use crate::forms::What;
use crate::lower::Fault;
use crate::wording::Wording;

const CODE: &str = "units-differ";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::UnitsDiffer { span, unit, other, first } => {
            let told = if unit.is_empty() { left_out(subject, *span, other) } else { two(*span, unit, other) };
            Some(told.label(*first, Text::new("前面用的单位", "the unit before")))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}

fn two(span: Span, unit: &str, other: &str) -> Diagnostic {
    let message = Text::new(format!("“{unit}”和前面的“{other}”不能比较"), format!("`{unit}` cannot be compared with `{other}` before it"));
    let help = Text::new(format!("请都用“{other}”，或者给两个指标不同的名称"), format!("use `{other}` in both, or give two measures two names"));
    Diagnostic::new(CODE, Severity::Error, span, message).help(help)
}

/// A bound without a unit, told at the bound.
fn left_out(subject: &Subject<'_>, effect: Span, other: &str) -> Diagnostic {
    let bound = bound_before(subject, effect);
    let span = bound.unwrap_or(effect);
    let words = super::trim(span.of(subject.text));
    let message = Text::new(format!("“{words}”没有写单位，前面用的是“{other}”"), format!("`{words}` has no unit, and `{other}` was used before it"));
    let help = Text::new(format!("请补上单位，例如“{other}”"), format!("add the unit, e.g. `{other}`"));
    let title = Text::new(format!("补上单位“{other}”"), format!("add the unit `{other}`"));
    let told = Diagnostic::new(CODE, Severity::Error, span, message).help(help);
    match bound.and_then(|bound| amend::unit(subject.text, bound, other)) {
        Some(edit) => told.choice(title, vec![edit]),
        None => told,
    }
}

fn bound_before(subject: &Subject<'_>, effect: Span) -> Option<Span> {
    let holds = |passage: Span| passage.start <= effect.start && effect.end <= passage.end;
    let wording = Wording::all(subject).find(|wording| holds(wording.passage().span))?;
    let bare = |what: &What| matches!(what, What::Bound(bound) if bound.unit.is_empty());
    wording.pieces().rfind(|piece| piece.span.end <= effect.start && bare(&piece.what)).map(|piece| piece.span)
}
