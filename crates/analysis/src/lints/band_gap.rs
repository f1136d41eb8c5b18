//! # 等级之间有空档
//!
//! 有的总分哪个等级也不属于，而这个总分是可能出现的。例如 `90分以上为优秀, 60分到89分为合格`：89.5分算什么？
//!
//! 最低一级之下没有等级不算空档：够不上的就是没有等级。
//!
//! 请让等级一个接一个：`90分以上为优秀, 60分以上不足90分为合格, 不足60分为不合格`。
//!
//! # English
//!
//! Some total that can occur belongs to no band: with `90分以上为优秀, 60分到89分为合格`, who has 89.5?
//!
//! Below the lowest band there is no gap: who does not reach it has no grade.
//!
//! Let the bands follow one another: `60分以上不足90分为合格`.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::attainable::Interval;
use crate::program::{Amount, Band};

const CODE: &str = "band-gap";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut bands: Vec<&Band> = subject.program.bands.iter().collect();
    let Some(total) = subject.attainable.first() else { return Vec::new() };
    bands.sort_by(|a, b| a.bound.low.as_ref().map(|edge| &edge.at).cmp(&b.bound.low.as_ref().map(|edge| &edge.at)));
    let pairs = bands.iter().zip(bands.iter().skip(1)).filter_map(|(below, above)| between(subject, below, above));
    let highest = bands.iter().all(|band| band.bound.high.is_some()).then(|| bands.last().and_then(|band| beyond(band, total))).flatten();
    pairs.chain(highest).collect()
}

/// Totals between two bands, where one can occur: a step of the rulebook's points, or of its rounding, lies there.
fn between(subject: &Subject<'_>, below: &Band, above: &Band) -> Option<Diagnostic> {
    let (from, to) = (below.bound.high.as_ref()?, above.bound.low.as_ref()?);
    let touches = from.at > to.at || from.at == to.at && (from.closed || to.closed);
    let step = step(subject);
    let first = if from.closed { &from.at + &step } else { from.at.clone() };
    let inside = first < to.at || first == to.at && !to.closed;
    let total = subject.attainable.first()?;
    if touches || !inside || !total.contains(&first) {
        return None;
    }
    Some(diagnostic(&first, &below.name, &above.name, above))
}

/// Totals above the highest band.
fn beyond(band: &Band, total: &Interval) -> Option<Diagnostic> {
    let high = band.bound.high.as_ref()?;
    let most = total.high.clone()?;
    let gap = most > high.at || most == high.at && !high.closed;
    gap.then(|| {
        let message = Text::new(
            format!("{}分以上没有等级，而总分可能高到{most}分", high.at),
            format!("no band above {}, and the total can be as high as {most}", high.at),
        );
        let help = Text::new(format!("请把最高一级写成 `{}分以上为…`", high.at), "leave the highest band open above");
        Diagnostic::new(CODE, Severity::Error, band.span, message).help(help)
    })
}

/// The smallest difference that two totals can have: the rounding, or the finest amount of the rules.
fn step(subject: &Subject<'_>) -> Number {
    let places = match subject.program.rounding {
        Some(rule) => rule.rounding.places,
        None => finest(subject),
    };
    (0..places).fold(Number::ONE, |step, _| step.divide(&Number::from(10)).unwrap_or(Number::ONE))
}

fn finest(subject: &Subject<'_>) -> u32 {
    let amounts = subject.program.rules.iter().filter_map(|rule| match &rule.amount {
        Amount::Fixed(amount) => Some(amount.clone()),
        _ => None,
    });
    let points = subject.program.entries.iter().filter_map(|entry| entry.points.clone());
    let places = |number: Number| number.to_string().split_once('.').map_or(0, |(_, places)| places.len());
    u32::try_from(amounts.chain(points).map(places).max().unwrap_or(0)).unwrap_or(0)
}

fn diagnostic(at: &Number, below: &str, above: &str, band: &Band) -> Diagnostic {
    let message = Text::new(
        format!("“{below}”和“{above}”之间有空档：{at}分不属于任何等级"),
        format!("a gap between `{below}` and `{above}`: {at} belongs to no band"),
    );
    let help = Text::new("请让等级一个接一个，例如 `60分以上不足90分为合格`", "let the bands follow one another, e.g. `60分以上不足90分为合格`");
    Diagnostic::new(CODE, Severity::Error, band.span, message).help(help)
}
