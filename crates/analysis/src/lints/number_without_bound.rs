//! # 数前面没有比较词
//!
//! `真实率95%得满分`：正好95%才得满分，还是95%以上？ `迟到5分钟扣2分`：满5分钟，超过5分钟，还是每5分钟？ 没有比较词的数不能当界限读，规则书不评分。
//!
//! 请写比较词：`真实率达到95%得满分`、`迟到超过5分钟的扣2分`、`每迟到5分钟扣2分`。
//!
//! # English
//!
//! `真实率95%得满分`: at 95% exactly, or from 95% on? `迟到5分钟扣2分`: from five minutes, beyond them, or for each five? A number without a word of
//! comparison is no bound, and the rulebook does not score.
//!
//! Write the word: `达到95%得满分`, `超过5分钟的扣2分`, `每迟到5分钟扣2分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Unit;

use super::Subject;
use crate::forms::What;
use crate::reading::{Condition, Kind};
use crate::wording::{Placed, Wording};

const CODE: &str = "number-without-bound";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        // 60%得6分,100%得10分,中间按插值: each number is a point of a line.
        if wording.pieces().any(|piece| matches!(&piece.what, What::Act(act) if act.interpolates)) {
            return Vec::new();
        }
        let pairs = wording.pieces().zip(wording.pieces().skip(1));
        pairs.filter(|(_, act)| scores(act)).filter_map(|(number, act)| told(wording, number, act)).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

fn scores(piece: &Placed) -> bool {
    let takes = |kind| matches!(kind, Kind::Full | Kind::Award | Kind::Deduct | Kind::Zero | Kind::Add);
    matches!(&piece.what, What::Act(act) if takes(act.kind))
}

fn told(wording: Wording<'_>, number: &Placed, act: &Placed) -> Option<Diagnostic> {
    let What::Quantity(_, unit) = &number.what else { return None };
    if !Unit::of(unit).is_measured() {
        return None;
    }
    // 质保期3年得1分,每延长1年加0.5分: what follows has said on which side one must be.
    let compares = |condition: &Condition| matches!(condition, Condition::Compare { .. } | Condition::Within { .. });
    if wording.passage().reading.effects.iter().any(|effect| effect.span == act.span && effect.when.iter().any(compares)) {
        return None;
    }
    let (words, act) = (wording.words(number.span), wording.words(act.span));
    let message = Text::new(
        format!("“{words}{act}”：正好 {words}，达到 {words}，还是每 {words}？没有比较词"),
        format!("`{words}{act}`: at {words} exactly, from it on, or for each {words}? No word says which"),
    );
    let help = Text::new(
        format!("请写比较词，例如 `达到{words}{act}`、`超过{words}的{act}`、`每{words}{act}`"),
        format!("write the word, e.g. `达到{words}{act}`, `超过{words}的{act}`, `每{words}{act}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Error, number.span, message).help(help))
}
