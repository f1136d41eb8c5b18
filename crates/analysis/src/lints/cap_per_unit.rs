//! # 每项最多
//!
//! `工作不力的,酌情扣分,每项最高扣10分`：10分是列出的每一件事各自的上限，还是这一项评分的上限？ `每周累计不超过3分` 也一样：按周封顶，记录却可能按月来。
//!
//! 每一件各自的，写成范围：`每项酌情扣0-10分`；总的上限，写 `合计最多扣10分`；按周期封顶的，请让考核周期与它一致。
//!
//! # English
//!
//! `酌情扣分,每项最高扣10分`: the most for each of the matters, or for the item in all? `每周累计不超过3分` likewise: capped by the week, while
//! the records may be by the month.
//!
//! Write a range for each, `每项酌情扣0-10分`, or `合计最多扣10分` for all; where a cap is by a period, let the assessment have that period.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::{Manner, What};
use crate::wording::{Placed, Wording};

const CODE: &str = "cap-per-unit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        // 每人最多扣2分, 每次最多扣3分 say whose it is.
        if wording.effects().iter().any(|effect| effect.each.is_some()) {
            return Vec::new();
        }
        let pairs = wording.pieces().zip(wording.pieces().skip(1));
        pairs.filter(|(count, cap)| is_each(count) && is_cap(cap)).map(|(count, cap)| told(wording, count, cap)).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

fn is_each(piece: &Placed) -> bool {
    matches!(&piece.what, What::Duty) || matches!(&piece.what, What::Count(count) if count.manner == Manner::Each)
}

fn is_cap(piece: &Placed) -> bool {
    matches!(&piece.what, What::Cap(cap) if cap.points.is_some())
}

fn told(wording: Wording<'_>, count: &Placed, cap: &Placed) -> Diagnostic {
    let (each, most) = (wording.words(count.span), wording.words(cap.span));
    let message = Text::new(
        format!("“{each}{most}”：{each}各自的上限，还是总的上限？"),
        format!("`{each}{most}`: the most for each, or the most in all?"),
    );
    let help = Text::new(
        format!("各自的，写成范围，例如 `{each}酌情扣0-10分`；总的，写 `合计{most}`"),
        format!("for each, write a range, e.g. `{each}酌情扣0-10分`; in all, write `合计{most}`"),
    );
    Diagnostic::new(CODE, Severity::Advice, Wording::span(count, cap), message).help(help)
}
