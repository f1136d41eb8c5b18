//! # 任一
//!
//! `缺少制定、分解、实施等任一环节的,扣1分`：缺了两个环节，扣1分还是2分？ `任一`、`任何一项` 既可以是“不论哪一个，只要有”，也可以是“每有一个”。
//! 按每有一个算一次（规则 7）。
//!
//! 每缺一个都扣，写 `每缺一个环节扣1分`；只扣一次，写 `环节不全的扣1分`。
//!
//! # English
//!
//! `任一环节缺少的,扣1分`: when two are missing, is it 1 point or 2? 任一 is both "whichever it is, once" and "each of them". It counts each (rule 7).
//!
//! Write `每缺一个环节扣1分` for each, `环节不全的扣1分` for once.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::{Manner, What};
use crate::wording::{Placed, Wording};

const CODE: &str = "any-of-list";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.pieces().filter_map(move |piece| told(wording, piece))).collect()
}

fn told(wording: Wording<'_>, piece: &Placed) -> Option<Diagnostic> {
    let What::Count(count) = &piece.what else { return None };
    let folded = wording.folded(piece.span);
    let any = folded.starts_with('任') || folded.contains("任意") || folded.contains("任何") || follows_any(wording, piece);
    if count.manner == Manner::Each || !any {
        return None;
    }
    let (words, unit) = (wording.words(piece.span), &count.unit);
    let message = Text::new(
        format!("“{words}”：不论几{unit}只算一次，还是每有一{unit}算一次？现按每{unit}算（规则 7）"),
        format!("`{words}`: once however many, or once for each {unit}? Each counts (rule 7)"),
    );
    let help = Text::new(
        format!("每{unit}都算，写 `每发现一{unit}`；只算一次，去掉 `{words}`"),
        format!("for each, write `每发现一{unit}`; for once, leave out `{words}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help))
}

/// 缺任意一项: the word before the count.
fn follows_any(wording: Wording<'_>, piece: &Placed) -> bool {
    let before = wording.all_folded().get(..piece.at.start).unwrap_or_default();
    ["任意", "任何", "其中任", "任"].iter().any(|word| before.ends_with(word))
}
