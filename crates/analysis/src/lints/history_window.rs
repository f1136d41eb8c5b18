//! # 累计多少次，在多长时间里
//!
//! `累计两次不足90分的,取消评先资格`：一年里两次，还是从施行以来两次？ `累计三次迟到的` 又可以是一个周期里迟到三次。没有写时间的按自然年算，
//! 一次是一个考核周期（规则 22）。
//!
//! 请写明时间：`全年累计两次不足90分的,取消评先资格`；说一个周期里发生几次的，写 `当月迟到3次以上的`。
//!
//! # English
//!
//! `累计两次不足90分的`: twice within a year, or ever? And `累计三次迟到的` may mean three times within one period. Without a span of time it is the
//! calendar year, and each time is a period of assessment (rule 22).
//!
//! Say the span: `全年累计两次不足90分的`; for occurrences within one period write `当月迟到3次以上的`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::{Past, What};
use crate::reading::Times;
use crate::wording::{Placed, Wording};

const CODE: &str = "history-window";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.pieces().filter_map(move |piece| told(wording, piece))).collect()
}

fn told(wording: Wording<'_>, piece: &Placed) -> Option<Diagnostic> {
    let What::History(Past { times: Some(Times { count, consecutive: false, .. }), .. }) = piece.what else { return None };
    let folded = wording.folded(piece.span);
    if ["年", "月", "季", "周", "期"].iter().any(|span| folded.contains(span)) {
        return None;
    }
    let words = wording.words(piece.span);
    let message = Text::new(
        format!("“{words}”：多长时间里的 {count} 次？现按一个自然年（规则 22）"),
        format!("`{words}`: {count} times within how long? Within a calendar year (rule 22)"),
    );
    let help = Text::new(
        format!("请写明时间，例如 `全年{words}`；一个周期里的次数，写 `当月发生{count}次以上的`"),
        format!("say the span, e.g. `全年{words}`; within one period, `当月发生{count}次以上的`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help))
}
