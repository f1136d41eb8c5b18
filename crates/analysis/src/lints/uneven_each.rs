//! # 前一条有“每”，后一条没有
//!
//! `每班次加1分,学生20人以上再加1分`：后面的1分也是每班次加，还是一共加一次？ 一句里前一条写了“每”，后一条没写，后一条只算一次（规则 7），不跟着前一条。
//! 加分的几级隔了 `;` 也一样：`省级荣誉每项加5分;市级荣誉加3分`。 说的是同一种事的（`每起一般事故扣5分,较大事故扣10分`），跟着前一条，不报。
//!
//! 每次都算的，后一条也写“每”：`每班次再加1分`；只算一次的，写 `一次性加1分`。
//!
//! # English
//!
//! `每班次加1分,学生20人以上再加1分`: is the second point for each class, too, or once? Within one sentence the first says 每 and the second does not;
//! the second is once (rule 7) and does not follow the first. One of the same kind (`每起一般事故扣5分,较大事故扣10分`) does, and nothing is reported.
//! Levels that give points are the same behind a `;`: `省级荣誉每项加5分;市级荣誉加3分`.
//!
//! Write 每 in the second as well, `每班次再加1分`, or say that it is once: `一次性加1分`.

use std::borrow::Cow;

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Unit;

use super::Subject;
use crate::reading::{Condition, Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "uneven-each";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject)
        .flat_map(|wording| wording.scoring().zip(wording.scoring().skip(1)).filter_map(move |pair| told(wording, pair)))
        .collect()
}

/// 情节严重者扣2分, 管理不到位扣2分: another finding, that nobody counts with the first; 加扣2分 goes with it.
fn is_another(second: &Effect) -> bool {
    second.kind == Kind::Deduct && !second.additional
}

fn told(wording: Wording<'_>, (first, second): (&Effect, &Effect)) -> Option<Diagnostic> {
    let per = first.per.as_ref().filter(|per| !Unit::of(&per.unit).is_measured())?;
    let gives = |effect: &Effect| effect.kind != Kind::Deduct;
    let within = first.sentence == second.sentence && !is_another(second);
    let alike = gives(first) == gives(second) && (within || are_kin(first, second)) && first.span != second.span;
    let once = wording.act(second).is_some_and(|act| act.once);
    if !alike || once || second.per.is_some() || second.amount.is_none() {
        return None;
    }
    let (words, act, unit) = (wording.words(second.clause), wording.words(second.span), &per.unit);
    let message = Text::new(
        format!("“{words}”没有写“每”，前一条写了“每{unit}”：也是每{unit}，还是只算一次？现只算一次（规则 7）"),
        format!("`{words}` says no 每 after one with 每{unit}: for each, too, or once? Once (rule 7)"),
    );
    let help = Text::new(
        format!("每{unit}都算，写 `每{unit}{act}`；只算一次，写 `一次性{act}`"),
        format!("for each write `每{unit}{act}`, for once `一次性{act}`"),
    );
    let title = Text::new("写明“一次性”，得分不变", "say 一次性, which changes no score");
    let start = Span { start: second.span.start, end: second.span.start };
    let label = Text::new(format!("这里是每{unit}"), format!("for each {unit} here"));
    Some(Diagnostic::new(CODE, Severity::Advice, second.span, message).label(first.span, label).help(help).fix(title, vec![(start, "一次性".to_owned())]))
}

/// 省级荣誉每项加5分;市级荣誉加3分: of one kind, though a stop parts them.
fn are_kin(first: &Effect, second: &Effect) -> bool {
    let near = first.sentence + 1 == second.sentence && second.kind != Kind::Deduct;
    near && label(first).zip(label(second)).is_some_and(|(first, second)| crate::read::are_kin(&first, &second))
}

fn label(effect: &Effect) -> Option<Cow<'_, str>> {
    match effect.when.as_slice() {
        [Condition::Label(label)] => Some(chidu_syntax::fold_str(label)),
        _ => None,
    }
}
