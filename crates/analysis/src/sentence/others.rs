//! Words for effects that look beyond one subject and period: places among the subjects, and earlier periods.

use chidu_diagnostics::Text;
use chidu_values::PeriodKind;

use super::effects::{condition, outcome, scoring_act};
use super::words::{points, quantity, scale};
use crate::reading::{Condition, Effect, Kind, Op, Sign, Since, Times};

/// 按名次得 6 分, 按名次定为：优秀.
pub(super) fn ranked(effect: &Effect) -> Text {
    let act = done(effect);
    Text::new(format!("按名次{}", act.zh), format!("by rank, {}", act.en))
}

/// 第 1 名以后，每低 1 名少得 1 分.
pub(super) fn falling(effect: &Effect) -> Option<Text> {
    let (amount, first) = (effect.amount.as_ref()?, effect.when.first()?);
    let Condition::Compare { value, .. } = first else { return None };
    let less = points(amount);
    let zh = format!("{}第 {value} 名以后，每低 1 名少得 {}，得完为止", effect.ranked, less.zh);
    let en = format!("{} from place {value} on, each further place scores {} less, down to nothing", effect.ranked, less.en);
    effect.falls_by_places().then(|| Text::new(zh, en.trim_start().to_owned()))
}

/// 连续 2 次的，扣 5 分; 比上年同期，每 1 个百分点扣 1 分.
pub(super) fn past(effect: &Effect) -> Text {
    let lead = match (effect.times, effect.since) {
        (Some(times), _) => often(times),
        (None, Some(Since::LastYear)) => Text::new("与上年同期比", "against the same period of last year"),
        (None, _) => Text::new("与上一周期比", "against the period before"),
    };
    let act = done(effect);
    Text::new(format!("{}，{}", lead.zh, act.zh), format!("{}: {}", lead.en, act.en))
}

/// What it does where the place or the past is so.
fn done(effect: &Effect) -> Text {
    match (&effect.outcome, effect.does) {
        (Some(what), _) if effect.sign == Some(Sign::Veto) => Text::new(what.clone(), what.clone()),
        (Some(_), _) => outcome("定为", "is graded", effect),
        (None, Kind::Full) => Text::new("得满分", "full marks"),
        (None, Kind::Zero) => Text::new("不得分", "no points"),
        (None, Kind::Scale) => scale(effect.amount.as_ref()),
        _ => scoring_act(effect),
    }
}

fn often(times: Times) -> Text {
    let (zh, en) = match times.unit {
        None => ("次", "times"),
        Some(PeriodKind::Day) => ("天", "days"),
        Some(PeriodKind::Week) => ("周", "weeks"),
        Some(PeriodKind::Month) => ("个月", "months"),
        Some(PeriodKind::Quarter) => ("个季度", "quarters"),
        Some(PeriodKind::HalfYear) => ("个半年", "half-years"),
        Some(PeriodKind::Year) => ("年", "years"),
        Some(PeriodKind::Whole) => ("期", "periods"),
    };
    let count = times.count;
    match times.consecutive {
        true => Text::new(format!("连续 {count} {zh}的"), format!("{count} {en} in a row")),
        false => Text::new(format!("一年累计 {count} {zh}的"), format!("{count} {en} in a year")),
    }
}

/// A place in words: 满意率第 1 名, 前 3 名, 末位.
pub(super) fn place(effect: &Effect, found: &Condition) -> Text {
    let named = match found {
        Condition::Compare { measure, op, value, unit } => {
            let last = measure == "倒数名次";
            let one = value.to_string() == "1" && unit != "%";
            match (op, last) {
                (Op::AtMost, true) if one => Some(Text::new("末位", "the last")),
                (Op::AtMost, _) if !one => {
                    Some(many(last, &quantity(value, unit).zh, &format!("{value}{}", if unit == "%" { "%" } else { "" })))
                }
                (Op::AtMost | Op::Is, false) => Some(Text::new(format!("第 {value} 名"), format!("place {value}"))),
                (Op::Is, true) => Some(Text::new(format!("倒数第 {value} 名"), format!("place {value} from the end"))),
                _ => None,
            }
        }
        _ => None,
    };
    let Some(named) = named else { return condition(found) };
    let of = &effect.ranked;
    Text::new(format!("{of}{}", named.zh), format!("{of} {}", named.en).trim_start().to_owned())
}

fn many(last: bool, zh: &str, en: &str) -> Text {
    match last {
        true => Text::new(format!("后 {zh}"), format!("the last {en}")),
        false => Text::new(format!("前 {zh}"), format!("the first {en}")),
    }
}
