//! # 不计分，是零分还是不算
//!
//! `未达60分的不予加减分`、`代表其他团体参赛的,不计分`：是这一项得零分，还是这件事不算、分数照旧？ `不计分` 按不得分读（规则 16），`不加分` 按排除读：前面加的还在，
//! 只是这一回不加。
//!
//! 得零分的，写 `不得分`；不算的，写 `不计入考核`；连前面加的也收回的，写 `本项加分取消`。
//!
//! # English
//!
//! `不计分`, `不予加分`: does the item score nothing, or does the matter merely not count, and the score stay as it is? `不计分` is read as no points
//! (rule 16), `不加分` as left out: what was added before stays.
//!
//! Write `不得分` for no points, `不计入考核` for not counting.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::reading::{Condition, Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "unscored-or-zero";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let effects = wording.effects().iter().filter(move |effect| is_open(wording, effect)).map(|effect| (effect.span, effect.kind));
        let neither = wording.find("不予加减分").map(|span| (span, Kind::Exclude));
        effects.chain(neither).map(|(span, kind)| told(wording, span, kind)).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

/// 不计分, 不予加分, 不额外扣分: not 不得分, which takes all, and not 不扣分, which keeps all.
fn is_open(wording: Wording<'_>, effect: &Effect) -> bool {
    let folded = wording.folded(effect.span);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match effect.kind {
        Kind::Zero => says(&["计分", "记分"]) && !fails(effect),
        Kind::Exclude => says(&["不予加分", "不再加分", "不得加分", "不加分"]),
        Kind::Full => says(&["额外"]),
        _ => false,
    }
}

/// 未落实的不计分: what fails scores nothing, and nobody reads it otherwise.
fn fails(effect: &Effect) -> bool {
    let Some(Condition::Label(label)) = effect.when.first() else { return false };
    let folded = chidu_syntax::fold_str(label);
    let words = folded.trim_start_matches("全年");
    ["未", "没有", "无"].iter().any(|word| words.starts_with(word))
}

fn told(wording: Wording<'_>, span: Span, kind: Kind) -> Diagnostic {
    let words = wording.words(span);
    let runs = match kind {
        Kind::Zero => ("得零分（规则 16）", "no points (rule 16)"),
        Kind::Full => ("不扣分", "nothing is deducted"),
        _ => ("这一回不算", "it is left out"),
    };
    let message = Text::new(
        format!("“{words}”：这一项得零分，还是这件事不算、分数照旧？现按{}", runs.0),
        format!("`{words}`: does the item score nothing, or does this not count and the score stay? As it stands: {}", runs.1),
    );
    let help = Text::new("得零分写 `不得分`；不算写 `不计入考核`", "write `不得分` for no points, `不计入考核` for not counting");
    let told = Diagnostic::new(CODE, Severity::Advice, span, message).help(help);
    let title = Text::new("写作 `不得分`，得分不变", "write `不得分`, which changes no score");
    if kind == Kind::Zero { told.fix(title, vec![(span, "不得分".to_owned())]) } else { told }
}
