//! # 每…以上
//!
//! `每提前10分钟以上到场的,记1分`：提前30分钟记3分（每10分钟1分），还是1分（达到10分钟就记）？ `每` 说的是步，`以上` 说的是界限，一个数不能同时是两样。
//! 现按步读（规则 9）。
//!
//! 按步的，写 `每提前10分钟记1分`；按界限的，写 `提前10分钟以上到场的,每次记1分`。
//!
//! # English
//!
//! `每提前10分钟以上到场的,记1分`: do thirty minutes give 3 points, one for each ten, or 1, for having reached ten? 每 makes a step of the number and
//! 以上 a threshold. It is read as a step (rule 9).
//!
//! Write `每提前10分钟记1分` for the step, `提前10分钟以上到场的,每次记1分` for the threshold.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::forms::What;
use crate::wording::{Placed, Wording};

const CODE: &str = "step-or-threshold";

const ENDINGS: [&str; 4] = ["及以上", "及以下", "以上", "以下"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let pairs = wording.pieces().zip(wording.pieces().skip(1));
        let parted = pairs.filter_map(|(step, after)| told(wording, step, after));
        parted.chain(wording.pieces().filter_map(|step| whole(wording, step))).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

fn told(wording: Wording<'_>, step: &Placed, after: &Placed) -> Option<Diagnostic> {
    if !matches!(step.what, What::Step(_) | What::Count(_)) || !wording.folded(step.span).starts_with('每') {
        return None;
    }
    let rest = wording.folded(after.span);
    let ending = ENDINGS.into_iter().find(|ending| rest.starts_with(ending))?;
    let told = diagnostic(step, wording.words(step.span), ending);
    let length: usize = wording.words(after.span).chars().take(ending.chars().count()).map(char::len_utf8).sum();
    let end = after.span.start.saturating_add(u32::try_from(length).ok()?);
    let title = Text::new(format!("删去“{ending}”，得分不变"), format!("drop {ending}, which changes no score"));
    Some(told.fix(title, vec![(Span { start: after.span.start, end }, String::new())]))
}

/// 每满50人以上: read in one.
fn whole(wording: Wording<'_>, step: &Placed) -> Option<Diagnostic> {
    let What::Count(count) = &step.what else { return None };
    let words = wording.folded(step.span);
    let ending = ENDINGS.into_iter().find(|ending| words.ends_with(ending)).filter(|_| words.starts_with('每') && count.number > Number::ONE)?;
    Some(diagnostic(step, words.trim_end_matches(ending), ending))
}

fn diagnostic(step: &Placed, words: &str, ending: &str) -> Diagnostic {
    let message = Text::new(
        format!("“{words}{ending}”：每到一步算一次，还是达到了算一次？现按步算（规则 9）"),
        format!("`{words}{ending}`: for each step, or once it is reached? For each step (rule 9)"),
    );
    let bare = words.trim_start_matches('每');
    let help = Text::new(
        format!("按步写 `{words}`，去掉“{ending}”；按界限写 `{bare}{ending}的`，去掉“每”"),
        format!("write `{words}` without `{ending}` for the step, `{bare}{ending}的` without 每 for the threshold"),
    );
    Diagnostic::new(CODE, Severity::Advice, step.span, message).help(help)
}
