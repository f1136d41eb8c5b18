//! # 扣0分
//!
//! `有扣0分,无扣2分`：扣0分是不扣，还是本来要写别的数、没有填？ 扣0分、加0分照写的算，什么也不改变。
//!
//! 不扣的，写 `不扣分` 或 `得满分`；没有填的，填上数。
//!
//! # English
//!
//! `有扣0分,无扣2分`: is nothing taken, or was another number meant and never filled in? As written it changes nothing.
//!
//! Write `不扣分` or `得满分` where nothing is taken, or the number that was meant.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::reading::{Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "zero-amount";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.effects().iter().filter_map(move |effect| told(wording, effect))).collect()
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let moves = wording.act(effect).is_some_and(|act| matches!(act.kind, Kind::Deduct | Kind::Add) && act.amounts == [Number::ZERO]);
    let unharmed = effect.kind == Kind::Full && ["扣0", "扣零", "减0"].iter().any(|words| wording.folded(effect.span).contains(words));
    if !moves && !unharmed {
        return None;
    }
    let words = wording.words(effect.span);
    let message = Text::new(
        format!("“{words}”：是不扣不加，还是数没有填？现什么也不改变"),
        format!("`{words}`: is nothing meant, or was the number never filled in? It changes nothing"),
    );
    let help = Text::new("不扣的写 `不扣分`；没有填的，填上数", "write `不扣分` where nothing is taken, or fill in the number");
    Some(Diagnostic::new(CODE, Severity::Advice, effect.span, message).help(help))
}
