//! The words of which sentences are made: amounts, units, intervals.

use chidu_diagnostics::Text;
use chidu_values::{Number, PeriodKind};

use super::units::in_english;
use crate::program::{Bound, Edge};
use crate::reading::Partial;

/// An interval in words: `超过 3 分钟且不超过 10 分钟`.
pub fn bound(within: &Bound, unit: &str) -> Text {
    if let (Some(low), Some(high)) = (&within.low, &within.high)
        && low == high
        && low.closed
    {
        let at = quantity(&low.at, unit);
        return Text::new(format!("为 {}", at.zh), format!("is {}", at.en));
    }
    let low = within.low.as_ref().map(|edge| low_edge(edge, unit));
    let high = within.high.as_ref().map(|edge| high_edge(edge, unit));
    match (low, high) {
        (Some(low), Some(high)) => Text::new(format!("{}且{}", low.zh, high.zh), format!("{} and {}", low.en, high.en)),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Text::new("不限", "any"),
    }
}

/// A number with its unit: `10 分钟`, `10 minutes`.
pub fn quantity(number: &Number, unit: &str) -> Text {
    let en = in_english(&number.to_string(), *number == Number::ONE, unit);
    let zh = match unit {
        "" => number.to_string(),
        "%" => format!("{number}%"),
        "百分点" => format!("{number} 个百分点"),
        unit => format!("{number} {unit}"),
    };
    Text::new(zh, en)
}

/// An amount of points.
pub fn points(number: &Number) -> Text {
    quantity(number, "分")
}

pub(super) fn range(low: &Number, high: &Number) -> Text {
    Text::new(format!(" {low}–{high} 分，由考评员在此范围内定"), format!(" {low}–{high} points as the assessor sees fit"))
}

pub(super) fn given() -> Text {
    Text::new("分，多少由考评员定", " as many points as the assessor says")
}

pub(super) fn spaced(text: Text) -> Text {
    Text::new(format!(" {}", text.zh), format!(" {}", text.en))
}

pub(super) fn partial(partial: Partial) -> Text {
    match partial {
        Partial::Down => Text::new("不足一步不计", "whole steps only"),
        Partial::Up => Text::new("不足一步按一步计", "a part of a step counts as a step"),
        Partial::Ratio => Text::new("按比例计", "parts of a step in proportion"),
    }
}

pub(super) fn scale(factor: Option<&Number>) -> Text {
    match factor {
        Some(factor) if *factor == Number::from(2) => Text::new("加倍", "doubled"),
        Some(factor) => Text::new(format!("按 {factor} 倍计"), format!("counted {factor} times")),
        None => Text::new("加重", "counted more heavily"),
    }
}

pub(super) fn named_bound(name: &str, suffix: (&str, &str), within: &Bound, unit: &str) -> Text {
    let bound = bound(within, unit);
    let en = match name {
        "得分" | "总分" => "the score",
        name => name,
    };
    Text::new(format!("{name}{}{}", suffix.0, bound.zh), format!("{en}{} {}", suffix.1, bound.en).trim_start().to_owned())
}

pub(super) fn low_edge(edge: &Edge, unit: &str) -> Text {
    let at = quantity(&edge.at, unit);
    match edge.closed {
        true => Text::new(format!("不低于 {}", at.zh), format!("at least {}", at.en)),
        false => Text::new(format!("超过 {}", at.zh), format!("over {}", at.en)),
    }
}

pub(super) fn high_edge(edge: &Edge, unit: &str) -> Text {
    let at = quantity(&edge.at, unit);
    match edge.closed {
        true => Text::new(format!("不超过 {}", at.zh), format!("at most {}", at.en)),
        false => Text::new(format!("不足 {}", at.zh), format!("under {}", at.en)),
    }
}

pub(super) fn same(text: &str) -> Text {
    Text::new(text, text)
}

/// A stretch of time in English: week of 每周.
pub fn period_name(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "day",
        PeriodKind::Week => "week",
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::HalfYear => "half-year",
        PeriodKind::Year => "year",
        PeriodKind::Whole => "period",
    }
}
