//! # 括号里的分没有动词
//!
//! `台账规范(5分)`：这5分是这一条的分值（从5分里扣），还是做到了就得5分，还是做不到就扣5分？ 几档并列的括号（`很满意(20分)、一般(12分)`）按得分读，
//! 单独一个按分值读（规则 2）。
//!
//! 请写动词：`台账规范得5分`，或 `台账不规范扣5分`。
//!
//! # English
//!
//! `台账规范(5分)`: are these the points to deduct from, what is scored where it holds, or what is lost where it does not? Several bracketed rungs
//! side by side are read as awards, a single one as points (rule 2).
//!
//! Write the verb: `台账规范得5分`, or `台账不规范扣5分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::wording::Wording;

const CODE: &str = "bracketed-points";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter_map(told).collect()
}

/// Each figure in brackets as an award.
fn awards(wording: Wording<'_>) -> Vec<(Span, String)> {
    let bracketed = wording.pieces().filter(|piece| matches!(piece.what, What::Rung(_, true)));
    bracketed.map(|piece| (piece.span, format!("得{}", bare(wording.words(piece.span))))).collect()
}

fn bare(words: &str) -> &str {
    words.trim_matches(|c| "()\u{ff08}\u{ff09} ".contains(c))
}

fn told(wording: Wording<'_>) -> Option<Diagnostic> {
    let piece = wording.pieces().find(|piece| matches!(piece.what, What::Rung(_, true)))?;
    let heads = wording.follows(piece.span, |what| *what == What::Colon);
    let outside = wording.pieces().any(|piece| piece.what == What::External);
    if heads || outside {
        return None;
    }
    let words = wording.words(piece.span);
    let points = bare(words);
    let several = wording.pieces().filter(|piece| matches!(piece.what, What::Rung(..))).count() > 1;
    let runs = if several { ("得分", "as what is scored") } else { ("分值", "as points") };
    let message = Text::new(
        format!("“{words}”没有动词：是分值，是得 {points}，还是扣 {points}？现按{}读（规则 2）", runs.0),
        format!("`{words}` has no verb: points, an award of {points}, or a deduction of it? It is read {} (rule 2)", runs.1),
    );
    let help = Text::new(format!("请写动词：`得{points}` 或 `扣{points}`"), format!("write the verb: `得{points}` or `扣{points}`"));
    let told = Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help);
    Some(if several { told.fix(Text::new("都写上“得”，得分不变", "write 得 before each, which changes no score"), awards(wording)) } else { told })
}
