//! 发生1次扣2分,每增加1次加扣1分: what each further one costs, behind what the first one does.
//!
//! The first is then for once, and the further ones for each beyond it; without a first, 增加 has nothing to count from. Not here: what goes
//! on from a bound (超过3盏扣1分,每增加1盏; [`super::steps`]). Start at [`settle`].

use chidu_values::{Number, Unit};

use super::{Draft, Tally};
use crate::reading::{Condition, Effect, Gap, GapKind, Kind, Op};

/// How one says that there are more.
const MORE: &[&str] = &["增加", "再增加", "每增加", "增", "再增", "多", "再多", "每多"];

/// Gives effects that are for each further one the count that they go on from; a gap where there is none.
pub(super) fn settle(drafts: &mut [Draft], gaps: &mut Vec<Gap>, source: &str) {
    for index in 1..drafts.len() {
        let Some([first, more]) = drafts.get_mut(index - 1..=index) else { continue };
        more.effect.additional |= goes_beyond(&first.effect, &more.effect, source);
        if is_also_short(&first.effect, &more.effect) {
            gaps.push(Gap { span: more.effect.clause, kind: GapKind::Unrecognized });
        }
        if !is_more(&more.effect) || first.effect.sentence != more.effect.sentence {
            continue;
        }
        match counted(first, &more.effect) {
            Some(label) => go_on(&mut first.effect, &mut more.effect, &label),
            // 满足要求得1分,每增加1年加0.5分: so much more than what is asked for, which the records state.
            None if is_met(&first.effect) && more.effect.kind == Kind::Add => {}
            None => gaps.push(Gap { span: more.effect.clause, kind: GapKind::Unrecognized }),
        }
        if first.tally == Tally::One {
            first.tally = Tally::Not;
        }
    }
}

/// 超过10分钟扣1分,每增加5分钟扣1分: what goes on from the bound of the deduction before comes on top of it.
fn goes_beyond(first: &Effect, more: &Effect, source: &str) -> bool {
    let words = more.clause.of(source).trim_start_matches(|c: char| c.is_whitespace() || ",，、;；".contains(c));
    let words = chidu_syntax::fold_str(words);
    let said = ["每增", "每再", "每多", "每少", "每缺", "再每"].iter().any(|word| words.starts_with(word));
    let same = |one: &Condition, other: &Condition| match (one, other) {
        (Condition::Compare { value, unit, .. }, Condition::Compare { value: at, unit: of, .. }) => value == at && unit == of,
        _ => false,
    };
    let from = matches!((first.when.as_slice(), more.when.as_slice()), ([one], [other]) if same(one, other));
    said && from && first.kind == more.kind && first.sentence == more.sentence && first.per.is_none() && more.per.is_some()
}

/// 少于2人扣2分,每少1人扣1分: beside the first for each that lacks, or for the further ones.
fn is_also_short(first: &Effect, more: &Effect) -> bool {
    let ([Condition::Compare { op: Op::Below, unit, .. }], [Condition::Label(words)], Some(per)) =
        (first.when.as_slice(), more.when.as_slice(), &more.per)
    else {
        return false;
    };
    let short = matches!(chidu_syntax::fold_str(words).as_ref(), "少" | "缺" | "缺少");
    short && *unit == per.unit && first.kind == more.kind && first.sentence == more.sentence && first.per.is_none()
}

/// 满足招标文件要求得1分: points for what is asked for, without a number.
fn is_met(first: &Effect) -> bool {
    const ASKED: [&str; 9] = ["要求", "标准", "规定", "条件", "基本", "承诺", "计划", "任务", "目标"];
    let named = |words: &str| ASKED.iter().any(|word| words.contains(word)) && !words.contains(['未', '不', '没']);
    first.kind == Kind::Award
        && first.per.is_none()
        && matches!(first.when.as_slice(), [Condition::Label(words)] if named(&chidu_syntax::fold_str(words)))
}

/// 每增加1次, of which nothing else is said.
fn is_more(effect: &Effect) -> bool {
    let named = match effect.when.as_slice() {
        [Condition::Label(words)] => Some(words),
        [Condition::Compare { measure, op: Op::Above, value, .. }] if *value == Number::ZERO => Some(measure),
        _ => None,
    };
    let more = named.is_some_and(|words| MORE.contains(&chidu_syntax::fold_str(words).as_ref()));
    more && effect.per.is_some() && matches!(effect.kind, Kind::Deduct | Kind::Add)
}

/// What the effect before counts one of, or names, in the unit of the further ones.
fn counted(first: &Draft, more: &Effect) -> Option<String> {
    let unit = &more.per.as_ref()?.unit;
    let plain = first.effect.kind == more.kind && first.effect.amount.is_some() && first.effect.cap.is_none() && !first.effect.additional;
    let label = match first.effect.when.as_slice() {
        [Condition::Label(label)] => label.clone(),
        // 发生1次扣2分: of what the entry is called.
        [] if first.effect.per.is_some() => String::new(),
        _ => return None,
    };
    let one = match &first.effect.per {
        Some(per) => first.tally == Tally::One && per.unit == *unit && per.step == Number::ONE,
        // 三年以上未换届的扣5分,每多一年: the number in the name is not what is counted.
        None => !Unit::of(unit).is_measured() && !label.contains(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十半".contains(c)),
    };
    (plain && one).then_some(label)
}

fn go_on(first: &mut Effect, more: &mut Effect, label: &str) {
    let Some(unit) = more.per.as_ref().map(|per| per.unit.clone()) else { return };
    let compare = |op: Op| Condition::Compare { measure: label.to_owned(), op, value: Number::ONE, unit: unit.clone() };
    if first.per.take().is_some() {
        first.when = vec![compare(Op::AtLeast)];
    }
    more.when = vec![compare(Op::Above)];
    more.additional = true;
}
