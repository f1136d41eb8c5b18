//! # 两种处理之间一个“或”
//!
//! `主动报告的,减半扣分或不予扣分`：哪种情况减半，哪种情况不扣，由谁决定？ 两种处理用“或”连着，没有说各在什么条件下，谁来读都得猜，所以不计分。
//!
//! 请把条件分开：`主动报告且未造成损失的,不扣分;主动报告但造成损失的,减半扣分`；由考评员决定的，写成一个范围：`酌情扣0-2分`。
//!
//! # English
//!
//! `主动报告的,减半扣分或不予扣分`: when is it half, when nothing, and who decides? Two effects joined by 或 without a condition for each leave it open, and nothing is scored.
//!
//! Give each its condition, or leave a single range to the assessor: `酌情扣0-2分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::What;
use crate::wording::{Placed, Wording};

const CODE: &str = "either-effect";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let triples = wording.pieces().zip(wording.pieces().skip(1)).zip(wording.pieces().skip(2));
        let either = |first: &Placed, or: &Placed, second: &Placed| {
            let pair = is_act(first) && (is_act(second) || is_points(second)) || is_measure(wording, first) && is_act(second);
            pair && or.what == What::Either
        };
        triples.filter(|((first, or), second)| either(first, or, second)).map(|((first, _), second)| told(wording, first, second)).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

fn is_act(piece: &Placed) -> bool {
    matches!(piece.what, What::Act(_))
}

fn told(wording: Wording<'_>, first: &Placed, second: &Placed) -> Diagnostic {
    let (one, other) = (wording.words(first.span), wording.words(second.span));
    let message = Text::new(
        format!("“{one}”或“{other}”：各在什么情形下，由谁决定？"),
        format!("`{one}` or `{other}`: under which condition each, and who decides?"),
    );
    let help = Text::new(
        "请给每种处理写明情形，用 `;` 隔开；由考评员决定的，写一个范围，例如 `酌情扣0-2分`",
        "give each its condition, parted by `;`; where the assessor decides, write one range, e.g. `酌情扣0-2分`",
    );
    Diagnostic::new(CODE, Severity::Error, Wording::span(first, second), message).help(help)
}

/// 扣1分或2分: the second without its verb.
fn is_points(piece: &Placed) -> bool {
    matches!(&piece.what, What::Rung(_, false) | What::Quantity(..))
}

/// 批评教育或扣2分: what is done instead of points.
fn is_measure(wording: Wording<'_>, piece: &Placed) -> bool {
    let words = wording.folded(piece.span);
    piece.what == What::Text && ["教育", "警告", "批评", "提醒", "约谈", "整改", "处分", "检讨", "检查"].iter().any(|word| words.ends_with(word))
}
