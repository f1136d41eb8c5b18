//! On which side of a bound one is, by the words around it: 未满, 超过控制指标, 视为脱岗.
//!
//! Not here: which bound is an effect's own; see [`super::alternatives`]. Start at [`named`].

use chidu_values::Number;

use crate::forms::{Bound, Direction, Limits};
use crate::reading::{Condition, GapKind, Op};

/// Of what less is better.
const HARMFUL: &[&str] =
    &["浓度", "能耗", "排放", "费用", "成本", "支出", "事故", "死亡", "伤亡", "投诉", "损失", "负债", "误差", "噪声", "噪音", "天数"];

/// 视为脱岗, 按旷工计, and 按旷工 before 计扣: as what else it counts, before points of its own.
pub(super) fn is_treatment(tail: &str, last: bool) -> bool {
    let seen = ["视为", "视同", "视作", "算作", "算"].iter().any(|head| tail.starts_with(head));
    let by = tail.starts_with('按') && ["计", "计算", "算", "处理", "论处"].iter().any(|end| tail.ends_with(end));
    let deed = ["按旷工", "按旷课", "按缺勤", "按缺席", "按脱岗", "按迟到", "按早退"].contains(&tail);
    deed || !last && (seen || by) && tail.chars().count() <= 10
}

/// 三天以上(按日历计)的: a note in brackets behind a bound says no more about it, unless it narrows it.
pub(super) fn without_note(tail: &str) -> &str {
    let note = tail.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let narrows = |note: &str| ["除外", "不含", "不包括", "含", "每"].iter().any(|word| note.contains(word));
    note.filter(|(note, _)| !narrows(note)).map_or(tail, |(_, rest)| rest.trim_start())
}

/// 死亡人数超过控制指标 is how far one lies beyond the other; any other words name a finding.
pub(super) fn named(words: String) -> Condition {
    let Some(versus) = crate::versus::versus(&words) else { return Condition::Label(words) };
    // 浓度达到目标值: of what less is better, that it is kept, and not that it is exceeded.
    let of = words.split("达到").next().unwrap_or_default();
    if words.contains("达到") && !words.contains(['率', '未', '不']) && HARMFUL.iter().any(|word| of.contains(word)) {
        return Condition::Label(words);
    }
    let reached = ["达到", "不低于", "不少于"].iter().any(|verb| words.contains(verb)) && !versus.down || words.contains("等于");
    let op = if reached { Op::AtLeast } else { Op::Above };
    Condition::Compare { measure: words, op, value: Number::ZERO, unit: String::new() }
}

/// 不得超过3次,超过的: the words that say on which side of the limit before them one is.
pub(super) fn beyond(words: &str) -> Option<Direction> {
    match words {
        "超过" | "超出" | "超" | "超标" | "超限" | "高于" | "多于" | "大于" => Some(Direction::Up),
        "少" | "缺" | "缺少" | "每少" | "低于" | "少于" | "小于" | "不足" | "不到" | "不满" | "未达到" | "未达" | "达不到" | "没有达到" => {
            Some(Direction::Down)
        }
        _ => None,
    }
}

/// A head that turns its bound around.
pub(super) fn negates(head: &str) -> bool {
    ["不", "未", "没", "没有", "非", "无", "不会", "沒", "沒有", "無", "不會"].iter().any(|no| head.ends_with(no))
}

pub(super) fn sided(measure: &str) -> bool {
    ["低于", "少于", "不足", "高于", "多于", "不到", "未达到"].iter().any(|side| measure.ends_with(side))
}

/// Less than what 未…满 and 未每月…以上 name.
pub(super) fn unfilled(bound: &Bound, measure: &str) -> Result<Condition, GapKind> {
    let Limits::One(Op::AtLeast, value) = &bound.limits else { return Err(GapKind::Unrecognized) };
    let measure = measure.replacen('未', "", 1);
    Ok(Condition::Compare { measure, op: Op::Below, value: value.clone(), unit: bound.unit.clone() })
}
