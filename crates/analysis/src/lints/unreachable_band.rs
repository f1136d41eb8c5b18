//! # 没有人能得的等级
//!
//! 按本规则书的分值和规则，总分不可能落在这个等级里，例如满分100分而等级要求105分以上，或者最低也有60分而等级是 `不足50分`。
//!
//! 请核对等级的分数线、满分和加分项。
//!
//! # English
//!
//! No total that this rulebook can give lies in the band, e.g. 105 points of 100.
//!
//! Compare the band with the total and 加分项.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::attainable::Interval;
use crate::program::Band;

const CODE: &str = "unreachable-band";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(total) = subject.attainable.first() else { return Vec::new() };
    let bands = &subject.program.bands;
    let ranks = subject.program.bands_best_first();
    let rank = |at: usize| ranks.iter().position(|other| *other == at);
    let best = ranks.iter().position(|at| bands.get(*at).is_some_and(|band| meets(band, total)));
    // A veto that lowers the grade can reach every band beneath the best one.
    let lowered = subject.program.vetoes.iter().any(|veto| veto.change.is_some());
    let reached = |at: usize, band: &Band| meets(band, total) || lowered && best.is_some_and(|best| Some(best) < rank(at));
    bands.iter().enumerate().filter(|(at, band)| !reached(*at, band)).map(|(_, band)| diagnostic(band, total)).collect()
}

fn meets(band: &Band, total: &Interval) -> bool {
    let below = match (&band.bound.low, &total.high) {
        (Some(low), Some(most)) => low.at < *most || low.at == *most && low.closed,
        _ => true,
    };
    let above = match (&band.bound.high, &total.low) {
        (Some(high), Some(least)) => high.at > *least || high.at == *least && high.closed,
        _ => true,
    };
    below && above
}

fn diagnostic(band: &Band, total: &Interval) -> Diagnostic {
    let end = |end: &Option<Number>, open: &str| end.as_ref().map_or_else(|| open.to_owned(), Number::to_string);
    let (least, most) = (end(&total.low, "-∞"), end(&total.high, "∞"));
    let message = Text::new(
        format!("没有人能得“{}”：总分只能在{least}分到{most}分之间", band.name),
        format!("nobody can reach `{}`: the total lies between {least} and {most}", band.name),
    );
    let help = Text::new("请核对分数线、满分和加分项", "compare the band with the total and 加分项");
    Diagnostic::new(CODE, Severity::Warning, band.span, message).help(help)
}
