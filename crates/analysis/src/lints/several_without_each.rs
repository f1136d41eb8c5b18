//! # 几次，没有“每”
//!
//! `迟到三次扣5分`：满三次扣一回5分，还是每三次扣5分？ 六次扣5分，还是10分？ 没有“每”的只算一次（规则 7），现按满三次扣一回读。
//!
//! 只扣一回的，写 `迟到满三次的,扣5分`；每三次都扣的，写 `每迟到三次扣5分`。
//!
//! # English
//!
//! `迟到三次扣5分`: five points once, when the third is reached, or five for each three? Do six cost 5 points or 10? Without 每 it is once (rule 7).
//!
//! Write `迟到满三次的,扣5分` for once, `每迟到三次扣5分` for each three.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::forms::{Count, Manner, What};
use crate::reading::{Condition, Effect, Kind, Op};
use crate::wording::{Placed, Wording};

const CODE: &str = "several-without-each";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.scoring().filter_map(move |effect| told(wording, effect))).collect()
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let (unit, number) = several(effect)?;
    let count = wording.before(effect).iter().rfind(|piece| is_count(piece, number))?;
    let other = |other: &&Effect| other.span != effect.span && counts(other, unit);
    if wording.effects().iter().find(other).is_some() {
        return None;
    }
    let (words, act) = (wording.words(count.span), wording.words(effect.span));
    let message = Text::new(
        format!("“{words}{act}”：满 {words} 算一回，还是每 {words} 算一回？现只算一回（规则 7）"),
        format!("`{words}{act}`: once when {words} are reached, or for each {words}? Once (rule 7)"),
    );
    let help = Text::new(
        format!("只算一回，写 `满{words}的,{act}`；每 {words} 都算，写 `每{words}{act}`"),
        format!("for once write `满{words}的,{act}`, for each `每{words}{act}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, count.span, message).help(help))
}

/// The number that an effect is for, once.
fn several(effect: &Effect) -> Option<(&str, &Number)> {
    let once = matches!(effect.kind, Kind::Deduct | Kind::Add) && effect.per.is_none();
    match effect.when.as_slice() {
        [Condition::Compare { op: Op::AtLeast, value, unit, .. }] if once && *value > Number::ONE => Some((unit, value)),
        _ => None,
    }
}

fn is_count(piece: &Placed, wanted: &Number) -> bool {
    matches!(&piece.what, What::Count(Count { manner: Manner::Found | Manner::One, number, .. }) if number == wanted)
}

/// A tier of the same count says that each holds once.
fn counts(effect: &Effect, of: &str) -> bool {
    let compared = effect.when.iter().any(|condition| match condition {
        Condition::Compare { unit, .. } | Condition::Within { unit, .. } => unit == of,
        _ => false,
    });
    compared || effect.per.as_ref().is_some_and(|per| per.unit == of)
}
