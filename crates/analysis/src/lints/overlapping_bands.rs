//! # 等级重叠
//!
//! 两个等级都写明了上下两端，而同一个分数落在两个等级里，例如 `85-90分为三星, 90-95分为四星`：90分算哪个？
//! `A-B` 包括两端，所以两个等级都有90分。
//!
//! 请写明哪一端不包括在内：`85分以上不足90分为三星, 90分以上不足95分为四星`。只写下限、从高到低排列的等级
//! (`95分以上…, 90分以上…`） 不算重叠，由最严的一个说了算。
//!
//! # English
//!
//! Two bands state both ends, and one score lies in both: in `85-90分为三星, 90-95分为四星`, who has 90? `A-B` includes both ends.
//!
//! Say which end is left out: `85分以上不足90分为三星, 90分以上不足95分为四星`. Bands that state only their lower bound are a ladder
//! and do not overlap.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Band, Edge};

const CODE: &str = "overlapping-bands";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut bands: Vec<&Band> = subject.program.bands.iter().filter(|band| band.place.is_none() && band.besides.is_empty()).collect();
    bands.sort_by_key(|band| (band.span.start, band.line));
    let falling = is_falling(&bands);
    let mut found = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        for other in bands.iter().skip(index + 1) {
            found.extend(overlap(subject, band, other, falling));
        }
    }
    found
}

/// True where the list goes from the highest band down: a shared number then goes to the higher.
fn is_falling(bands: &[&Band]) -> bool {
    let lows: Vec<Option<&Number>> = bands.iter().map(|band| band.bound.low.as_ref().map(|edge| &edge.at)).collect();
    lows.windows(2).all(|pair| matches!(pair, [a, b] if a > b))
}

fn overlap(subject: &Subject<'_>, a: &Band, b: &Band, falling: bool) -> Option<Diagnostic> {
    let (upper, lower) = if a.bound.low.as_ref().map(|e| &e.at) >= b.bound.low.as_ref().map(|e| &e.at) { (a, b) } else { (b, a) };
    let (low, high) = (upper.bound.low.as_ref()?, lower.bound.high.as_ref()?);
    // A band without an upper end is a rung of a ladder: the tighter bound wins (rule 8).
    let shared = low.at < high.at || low.at == high.at && low.closed && high.closed && !falling;
    let ladder = upper.bound.high.is_none() && lower.bound.low.is_none();
    if !shared || ladder && low.at < high.at {
        return None;
    }
    Some(diagnostic(subject, upper, lower, low, high))
}

fn diagnostic(subject: &Subject<'_>, upper: &Band, lower: &Band, low: &Edge, high: &Edge) -> Diagnostic {
    let (first, second) = if upper.span.start > lower.span.start { (lower, upper) } else { (upper, lower) };
    let which = if low.at == high.at {
        Text::new(format!("{}分", low.at), format!("{} points", low.at))
    } else {
        Text::new(format!("{}分到{}分", low.at, high.at), format!("{} to {} points", low.at, high.at))
    };
    let message = Text::new(
        format!("等级重叠：{}同时属于“{}”和“{}”", which.zh, first.name, second.name),
        format!("bands overlap: {} belong to both `{}` and `{}`", which.en, first.name, second.name),
    );
    let reword = lower.bound.low.as_ref().map_or_else(
        || format!("不足{}分为{}", low.at, lower.name),
        |bottom| format!("{}分以上不足{}分为{}", bottom.at, low.at, lower.name),
    );
    let help = Text::new(format!("请写明哪一端不包括在内，例如 `{reword}`"), format!("say which end is left out, e.g. `{reword}`"));
    let told = Diagnostic::new(CODE, Severity::Error, second.span, message)
        .label(first.span, Text::new("与这一级重叠", "overlaps this one"))
        .help(help);
    // Where more than the number between them is shared, nobody knows which of the two figures is wrong.
    let is_plain = low.at == high.at && lower.bound.low.as_ref().is_none_or(|bottom| bottom.closed);
    if !is_plain {
        return told;
    }
    let place = super::trimmed(subject.text, lower.span);
    told.fix(Text::new(format!("改为 `{reword}`"), format!("change to `{reword}`")), vec![(place, reword)])
}
