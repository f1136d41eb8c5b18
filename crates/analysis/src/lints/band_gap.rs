//! # 等级之间有空档
//!
//! 有的总分哪个等级也不属于，而这个总分是可能出现的。例如 `90分以上为优秀, 60分到89分为合格`：89.5分算什么？
//!
//! 最低一级之下没有等级不算空档：够不上的就是没有等级。
//!
//! `90分以上且未发生事故的为优秀, 80分以上不足90分为良好`：95分而发生过事故的，也没有等级，报警告；良好写成 `80分以上`，就是良好。
//!
//! 请让等级一个接一个：`90分以上为优秀, 60分以上不足90分为合格, 不足60分为不合格`。
//!
//! # English
//!
//! Some total that can occur belongs to no band: with `90分以上为优秀, 60分到89分为合格`, who has 89.5?
//!
//! Below the lowest band there is no gap: who does not reach it has no grade.
//!
//! With `90分以上且未发生事故的为优秀, 80分以上不足90分为良好`, who has 95 and an accident has no grade either, which is a warning; with `80分以上为良好` it is 良好.
//!
//! Let the bands follow one another: `60分以上不足90分为合格`.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::attainable::Interval;
use crate::grid;
use crate::program::{Band, Edge};

const CODE: &str = "band-gap";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut bands: Vec<&Band> = subject.program.bands.iter().filter(|band| band.place.is_none()).collect();
    let Some(total) = subject.attainable.first() else { return Vec::new() };
    bands.sort_by(|a, b| a.bound.low.as_ref().map(|edge| &edge.at).cmp(&b.bound.low.as_ref().map(|edge| &edge.at)));
    let pairs = bands.iter().zip(bands.iter().skip(1)).filter_map(|(below, above)| between(subject, below, above));
    let highest = bands.iter().all(|band| band.bound.high.is_some()).then(|| bands.last().and_then(|band| beyond(band, total))).flatten();
    let bare = |band: &&&Band| !band.besides.is_empty();
    let unmet = bands.iter().filter(bare).filter_map(|band| without(band, &bands));
    pairs.chain(highest).chain(unmet).collect()
}

/// 90分以上且未发生事故的为优秀: a total that reaches it without the rest, where no other band takes it.
fn without(band: &Band, bands: &[&Band]) -> Option<Diagnostic> {
    let low = band.bound.low.as_ref()?;
    let within = if low.closed { low.at.clone() } else { &low.at + &Number::ONE };
    if bands.iter().any(|other| other.besides.is_empty() && other.bound.holds(&within)) {
        return None;
    }
    let message = Text::new(
        format!("{within}分够得上“{}”，而另外的条件不成立的，没有等级", band.name),
        format!("{within} reaches `{}`, and who does not meet its other condition has no grade", band.name),
    );
    let help = Text::new(
        "请把下一级写成没有上限的，例如 `80分以上为良好`，或者写明这样的是哪一级",
        "leave the next band open above, e.g. `80分以上为良好`, or say which grade that is",
    );
    Some(Diagnostic::new(CODE, Severity::Warning, band.span, message).help(help))
}

/// Totals between two bands, where one can occur.
fn between(subject: &Subject<'_>, below: &Band, above: &Band) -> Option<Diagnostic> {
    let (from, to) = (below.bound.high.as_ref()?, above.bound.low.as_ref()?);
    let touches = from.at > to.at || from.at == to.at && (from.closed || to.closed);
    let first = first_after(from, to, grid::of(subject.program).as_ref())?;
    let inside = first < to.at || first == to.at && !to.closed;
    let total = subject.attainable.first()?;
    if touches || !inside || !total.contains(&first) {
        return None;
    }
    Some(diagnostic(&first, &below.name, &above.name, above))
}

/// The first total behind an edge; of totals without a grid the middle of the gap.
fn first_after(from: &Edge, to: &Edge, grid: Option<&Number>) -> Option<Number> {
    let Some(grid) = grid else { return (&from.at + &to.at).divide(&Number::from(2)) };
    let at = &from.at.divide(grid)?.floor() * grid;
    let behind = at > from.at || at == from.at && !from.closed;
    Some(if behind { at } else { &at + grid })
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

fn diagnostic(at: &Number, below: &str, above: &str, band: &Band) -> Diagnostic {
    let message = Text::new(
        format!("“{below}”和“{above}”之间有空档：{at}分不属于任何等级"),
        format!("a gap between `{below}` and `{above}`: {at} belongs to no band"),
    );
    let help = Text::new("请让等级一个接一个，例如 `60分以上不足90分为合格`", "let the bands follow one another, e.g. `60分以上不足90分为合格`");
    Diagnostic::new(CODE, Severity::Error, band.span, message).help(help)
}
