//! # 数值或情形，分别算还是合着算
//!
//! `超假5天以上或未办理手续的,扣10分`：两样都有，扣10分还是20分？ 一边是数值、一边是情形时，两边各算一次（规则 8：情形不同的永远相加）。
//!
//! 各扣各的，写成两条：`超假5天以上的扣10分;未办理手续的扣10分`；合起来只扣一次，加上 `两项合计最多扣10分`。
//!
//! # English
//!
//! `超假5天以上或未办理手续的,扣10分`: where both hold, is it 10 or 20? A measure on one side and a finding on the other count each for itself
//! (rule 8: different findings add).
//!
//! Write two clauses where both count; add `合计最多扣10分` where they count once together.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::reading::{Condition, Effect};
use crate::wording::Wording;

const CODE: &str = "bound-or-finding";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| pairs(wording).filter_map(move |pair| told(wording, pair))).collect()
}

fn pairs(wording: Wording<'_>) -> impl Iterator<Item = (&Effect, &Effect)> {
    wording.scoring().zip(wording.scoring().skip(1)).filter(|(first, second)| first.span == second.span)
}

fn told(wording: Wording<'_>, (first, second): (&Effect, &Effect)) -> Option<Diagnostic> {
    let act = wording.act(first).filter(|act| act.amounts.len() == 1 && !act.respectively)?;
    let labels = [first, second].iter().filter(|effect| matches!(effect.when.first(), Some(Condition::Label(_)))).count();
    let next = wording.next(second.span.end);
    let capped = first.cap.is_some() || next.is_some_and(|next| next.cap.is_some() && next.sentence == first.sentence);
    if labels != 1 || act.amounts.is_empty() || capped {
        return None;
    }
    let (words, amount) = (wording.words(first.clause), wording.words(first.span));
    let message = Text::new(
        format!("“{words}”：两样都有时各算一次，还是合着算一次？现各算一次（规则 8）"),
        format!("`{words}`: where both hold, does it count for each, or once? It counts for each (rule 8)"),
    );
    let help = Text::new(
        format!("各算一次，分成两条，各写 `{amount}`；合着算一次，再写 `合计最多{amount}`"),
        format!("for each, write two clauses with `{amount}`; for once, add `合计最多{amount}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, first.clause, message).help(help))
}
