//! # 酌情扣一个定数
//!
//! `字写错的,酌情扣1分`：扣不扣由考评员定，扣就是1分；还是扣多少由考评员定，最多1分？ 写了数的按这个数算，考评员说的只是扣不扣。
//!
//! 定数的，去掉 `酌情`：`字写错的,扣1分`；由考评员定的，写范围：`字写错的,酌情扣0-1分`。
//!
//! # English
//!
//! `字写错的,酌情扣1分`: whether or how much? Either the assessor decides whether to take the one point, or how much up to it. What is
//! written is what counts; the assessor says no more than whether.
//!
//! Leave out 酌情 for a fixed amount, or write the range: `酌情扣0-1分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::reading::{Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "discretion-with-amount";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.effects().iter().filter_map(move |effect| told(wording, effect))).collect()
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let act = wording.act(effect).filter(|act| act.range.is_none())?;
    let clause = wording.folded(effect.clause);
    let in_principle = || ["原则上", "一般情况下扣", "可考虑"].iter().any(|word| clause.contains(word));
    let by_degree = || effect.per.is_none() && is_by_degree(&clause);
    if !act.discretion && !by_degree() && !in_principle() {
        return None;
    }
    let [amount] = act.amounts.as_slice() else { return None };
    let (words, verb) = (wording.words(effect.span), verb(effect.kind));
    let message = Text::new(
        format!("“{words}”：就是 {amount} 分，还是最多 {amount} 分？现按 {amount} 分算"),
        format!("`{words}`: {amount} exactly, or up to {amount}? It counts {amount}"),
    );
    let help = Text::new(
        format!("定数写 `{verb}{amount}分`；由考评员定写 `酌情{verb}0-{amount}分`"),
        format!("write `{verb}{amount}分` for exactly, `酌情{verb}0-{amount}分` for up to"),
    );
    let told = Diagnostic::new(CODE, Severity::Advice, effect.span, message).help(help);
    let title = Text::new("删去“酌情”，得分不变", "drop 酌情, which changes no score");
    let fixed = ["酌情", "视情"].iter().find_map(|word| words.strip_prefix(word));
    Some(match fixed {
        Some(fixed) => told.fix(title, vec![(effect.span, fixed.to_owned())]),
        None => told,
    })
}

/// 根据…熟练程度得3分: the words speak of a degree.
fn is_by_degree(clause: &str) -> bool {
    let words = clause.trim_start_matches(|c: char| c.is_ascii_digit() || " .、,;。()".contains(c));
    let by = ["根据", "依据", "依照", "视", "结合"].iter().find_map(|by| words.strip_prefix(by));
    by.is_some_and(|rest| ["程度", "轻重", "好坏", "优劣", "效果", "完成情况"].iter().any(|degree| rest.contains(degree)))
}

fn verb(kind: Kind) -> &'static str {
    match kind {
        Kind::Add => "加",
        Kind::Award => "得",
        _ => "扣",
    }
}
