//! # 扣分而没有写多少
//!
//! `延误工时扣分`：是漏写了数，还是由考评员决定扣多少？ 没有数的 `扣分`、`加分` 交给考评员（规则 24），记录里必须给出数额，
//! 给多少都不算错。
//!
//! 请补上数：`延误工时扣1分`；确实由考评员决定的，写明范围：`酌情扣1-3分`。
//!
//! # English
//!
//! `延误工时扣分`: was the number lost, or does the assessor decide? Without a number it is the assessor's (rule 24): the record must say how
//! much, and no amount is wrong.
//!
//! Fill in the number, `扣1分`, or give the range that the assessor may choose from: `酌情扣1-3分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::reading::{Effect, Gap, GapKind, Kind};
use crate::wording::Wording;

pub(super) const CODE: &str = "amount-left-out";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject)
        .flat_map(|wording| {
            let left_out = move |effect: &&Effect| {
                is_left_out(wording, effect) && !shares_discretion(wording, effect) && !is_refused(wording, effect)
            };
            wording.effects().iter().filter(left_out).map(move |effect| told(wording, effect))
        })
        .collect()
}

/// True where nothing says that the assessor decides, but that no amount is there.
fn is_left_out(wording: Wording<'_>, effect: &Effect) -> bool {
    let open = effect.amount.is_none() && effect.range.is_none() && effect.cap.is_none();
    open && matches!(effect.kind, Kind::Deduct | Kind::Add) && wording.act(effect).is_some_and(|act| act.bare && !act.discretion)
}

/// Where the clause was refused for its missing number, `missing-amount` says so.
fn is_refused(wording: Wording<'_>, effect: &Effect) -> bool {
    let refused = |gap: &Gap| gap.kind == GapKind::MissingAmount && gap.span.start < effect.span.end && effect.span.start < gap.span.end;
    wording.passage().reading.gaps.iter().any(refused)
}

/// 酌情加分、扣分: the discretion is said of both.
fn shares_discretion(wording: Wording<'_>, effect: &Effect) -> bool {
    wording.earlier(effect).any(|other| wording.act(other).is_some_and(|act| act.discretion))
}

fn told(wording: Wording<'_>, effect: &Effect) -> Diagnostic {
    let (words, act) = (wording.words(effect.clause), wording.words(effect.span));
    let verb = act.trim_end_matches('分');
    let message = Text::new(
        format!("“{words}”：漏写了数，还是由考评员决定？现交给考评员（规则 24）"),
        format!("`{words}`: was the number left out, or does the assessor decide? It is left to the assessor (rule 24)"),
    );
    let help = Text::new(
        format!("请补上数，例如 `{verb}1分`；由考评员决定的写明范围，例如 `酌情{verb}1-3分`"),
        format!("fill in the number, e.g. `{verb}1分`, or give the assessor's range: `酌情{verb}1-3分`"),
    );
    Diagnostic::new(CODE, Severity::Warning, effect.span, message).help(help)
}
