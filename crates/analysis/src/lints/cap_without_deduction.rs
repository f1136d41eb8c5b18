//! # 扣完为止，却没有扣分
//!
//! `餐厅满分10分,扣完为止`：扣什么，一处扣几分？ 这一条和它所在的评分项都没有扣分的规则，“扣完为止”没有东西可管。是扣分的一条漏了，还是写在了别处？
//!
//! 请把扣分的规则写在同一项里：`餐厅 10分: 每发现一处不洁扣1分,扣完为止`；别处已有规定的，删去“扣完为止”。
//!
//! # English
//!
//! `餐厅满分10分,扣完为止`: what is deducted, and how much? Neither the clause nor its entry deducts anything, so there is nothing for the cap to bind.
//! Was the deduction left out, or does it stand elsewhere?
//!
//! Write the deduction into the same entry, `每发现一处不洁扣1分,扣完为止`, or drop the cap.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::Action;
use crate::reading::{Cap, Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "cap-without-deduction";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let deducts = program.rules.iter().any(|rule| matches!(rule.action, Action::Deduct) || rule.effect.acts() == Kind::Deduct);
    let read = subject.passages.iter().flat_map(|passage| &passage.reading.effects).any(|effect| effect.acts() == Kind::Deduct);
    let gaps = subject.passages.iter().any(|passage| !passage.reading.gaps.is_empty());
    if deducts || read || gaps {
        return Vec::new();
    }
    Wording::all(subject).flat_map(|wording| wording.effects().iter().filter_map(move |effect| told(wording, effect))).collect()
}

fn told(wording: Wording<'_>, limit: &Effect) -> Option<Diagnostic> {
    if limit.kind != Kind::Limit || limit.cap != Some(Cap::Item) {
        return None;
    }
    let words = wording.words(limit.span);
    let message = Text::new(
        format!("“{words}”：整份规则书没有扣分的规则，扣什么、扣几分？"),
        format!("`{words}`: nothing in the rulebook deducts; what is deducted, and how much?"),
    );
    let help = Text::new(
        format!("请写上扣分的规则，例如 `每发现一处不合格扣1分,{words}`；别处已有规定的，删去“{words}”"),
        format!("write the deduction, e.g. `每发现一处不合格扣1分,{words}`, or drop `{words}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, limit.span, message).help(help))
}
