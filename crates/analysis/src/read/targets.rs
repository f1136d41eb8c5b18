//! What effects side by side say of one another's targets and bounds: 完成目标得40分, before 完成目标的90%得35分; 未达到的, behind 达到100%.
//!
//! Not here: which of them exclude one another ([`super::ladders`]). Start at [`settle`].

use chidu_values::Number;

use super::{Draft, FAR};
use crate::reading::{Condition, Kind, Op};

/// Completes the bounds of a passage.
pub(super) fn settle(drafts: &mut [Draft], source: &str) {
    targets(drafts);
    done_again(drafts);
    short_of_target(drafts);
    highest_band(drafts, source);
}

/// 完成目标得40分,完成目标的90%得35分: a target that is met is all of it.
fn targets(drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let Some([first, next]) = drafts.get_mut(index - 1..=index) else { continue };
        let [Condition::Compare { measure, op: Op::AtLeast, value, unit }] = next.effect.when.as_slice() else { continue };
        let share = unit == "%" && *value < Number::from(100) && measure.starts_with("完成");
        let more = first.effect.amount > next.effect.amount || first.effect.kind == Kind::Full;
        let given = matches!(first.effect.kind, Kind::Award | Kind::Full)
            && next.effect.kind == Kind::Award
            && first.effect.sentence == next.effect.sentence;
        if let [Condition::Label(words)] = first.effect.when.as_slice()
            && share
            && more
            && given
            && first.effect.per.is_none()
            && is_target(&chidu_syntax::fold_str(words))
        {
            let (measure, unit) = (measure.clone(), unit.clone());
            first.effect.when = vec![Condition::Compare { measure, op: Op::AtLeast, value: Number::from(100), unit }];
        }
    }
}

/// 绿化面积完成任务100%得2分,完成90%以上得1.5分: what is done by a part of it is what was named before.
fn done_again(drafts: &mut [Draft]) {
    let measured = |draft: &Draft| match draft.effect.when.as_slice() {
        [Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }] if unit == "%" => Some(measure.clone()),
        _ => None,
    };
    for index in 1..drafts.len() {
        let Some([first, next]) = drafts.get_mut(index - 1..=index) else { continue };
        let (Some(named), Some(again)) = (measured(first), measured(next)) else { continue };
        let short = matches!(again.as_str(), "完成" | "完成任务" | "完成目标" | "完成计划" | "完成指标" | "任务完成" | "完成率");
        let same = first.effect.sentence + 1 >= next.effect.sentence && named.contains("完成") && named != again;
        if let (true, Some(Condition::Compare { measure, .. } | Condition::Within { measure, .. })) =
            (short && same, next.effect.when.first_mut())
        {
            *measure = named;
        }
    }
}

/// 完成率达到100%得10分,未达到的按完成比例得分: short of the bound before.
fn short_of_target(drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let Some([first, next]) = drafts.get_mut(index - 1..=index) else { continue };
        let [Condition::Compare { measure, op: Op::AtLeast | Op::Is, value, unit }] = first.effect.when.as_slice() else { continue };
        let short = matches!(next.effect.when.as_slice(), [Condition::Label(words)] if ["未达到", "未达", "达不到", "未达标", "不足"].contains(&words.as_str()));
        let given = matches!(first.effect.kind, Kind::Award | Kind::Full) && first.effect.per.is_none() && unit == "%";
        if short && given && next.effect.kind == Kind::Ratio && first.effect.sentence + 1 >= next.effect.sentence {
            let (measure, value, unit) = (measure.clone(), value.clone(), unit.clone());
            next.effect.when = vec![Condition::Compare { measure, op: Op::Below, value, unit }];
        }
    }
}

/// 90(含)-100分为优,80(含)-90分为良: what 含 leaves to the band above belongs to the highest, which has none above it.
fn highest_band(drafts: &mut [Draft], source: &str) {
    const LEFT_OUT: [&str; 11] = ["不含", "不包", "<", "\u{ff1c}", "不足", "不满", "未满", "低于", "小于", "未达", "以下"];
    let starts = |condition: &Condition, at: &Number| match condition {
        Condition::Compare { op: Op::AtLeast | Op::Above | Op::Is, value, .. } => value == at,
        Condition::Within { low, .. } => low.as_ref() == Some(at),
        _ => false,
    };
    let all: Vec<Condition> = drafts.iter().filter_map(|draft| draft.effect.when.first()).take(FAR).cloned().collect();
    for draft in drafts.iter_mut().filter(|draft| matches!(draft.effect.kind, Kind::Grade | Kind::Award | Kind::Full)) {
        let words = draft.effect.clause.of(source);
        if let [Condition::Within { high: Some(high), high_in, low_in: true, .. }] = draft.effect.when.as_mut_slice()
            && !*high_in
            && *high == Number::from(100)
            && words.contains('含')
            && !LEFT_OUT.iter().any(|word| words.contains(word))
            && !all.iter().any(|other| starts(other, high))
        {
            *high_in = true;
        }
    }
}

/// 完成年度计划目标, 全面完成任务.
fn is_target(words: &str) -> bool {
    let done = ["全面", "全部", "按时", "如期"].iter().find_map(|how| words.strip_prefix(how)).unwrap_or(words);
    done.starts_with("完成") && ["目标", "任务", "计划", "指标", "目标任务", "任务目标"].iter().any(|end| done.ends_with(end))
}
