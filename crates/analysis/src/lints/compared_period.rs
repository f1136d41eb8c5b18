//! # 与往期相比，往期的数从哪里来
//!
//! `案件总量与上年相比,每上升1个百分点扣2分`：上年的数由记录给出，还是由工具到上年的结果里找？总量“上升1个百分点”，是增幅1%，还是占比差1个百分点？
//! 写“与上年相比”的按往期读（规则 22）；只写了步的，记录要给出增减的数。
//!
//! 请给要报的数起个名字，再比较：`案件增幅超过0%的,每超过1%扣2分`；记录里报“案件增幅”。
//!
//! # English
//!
//! `案件总量与上年相比,每上升1个百分点扣2分`: does the record bring last year's figure, or is it looked up in last year's results? And is a rise
//! of a total by "a percentage point" a growth of 1%, or a difference of shares? What names an earlier period is read as history (rule 22).
//!
//! Name the value that the records will state, and compare that: `案件增幅超过0%的,每超过1%扣2分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::wording::{Wording, first};

const CODE: &str = "compared-period";

/// Words for another period than the one that is assessed.
const PERIODS: [&str; 22] = [
    "上年", "去年", "上一年", "同期", "上期", "上月", "上季", "上次", "前次", "基期", "往期", "历次", "年平均", "前一年", "前三年", "往年", "历年", "比上",
    "同比", "环比", "年均值", "年均数",
];

/// What makes a comparison of it.
const COMPARED: [&str; 14] =
    ["相比", "比较", "比上", "比去", "超过", "高于", "低于", "少于", "多于", "增", "降", "升", "持平", "减少"];

/// How many characters before the period may say that it is compared: 高于前三年平均数.
const NEAR: usize = 6;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| sentences(wording).into_iter().filter_map(move |span| told(wording, span))).collect()
}

/// The sentences in which something scores.
fn sentences(wording: Wording<'_>) -> Vec<Span> {
    let sentences = wording.sentences();
    let words = |what: &What| matches!(what, What::Act(_) | What::Rung(..) | What::Cap(_) | What::Alarm | What::Hint | What::UsedUp(..));
    let scores = |span: &Span| wording.within(*span).iter().any(|piece| words(&piece.what));
    sentences.into_iter().filter(scores).collect()
}

fn told(wording: Wording<'_>, sentence: Span) -> Option<Diagnostic> {
    let folded = wording.folded(sentence);
    let (at, period) = PERIODS.iter().find_map(|period| Some((first(&folded, period)?, *period)))?;
    let around = folded.get(at..).unwrap_or_default();
    let before: String = folded.get(..at).unwrap_or_default().chars().rev().take(NEAR).collect();
    let compared = |word: &&str| around.contains(*word) || before.contains(&word.chars().rev().collect::<String>());
    if !COMPARED.iter().any(compared) {
        return None;
    }
    let place = wording.find_in(sentence, period)?;
    let named = if period == "年平均" { "前几年的平均" } else { wording.words(place) };
    let message = Text::new(
        format!("与“{named}”比较：那个数由记录给出，还是到以前的结果里找？差的是数还是百分比？"),
        format!("compared with `{named}`: does the record bring that figure, or is it looked up? And is it a difference or a growth rate?"),
    );
    let help = Text::new(
        "请给要报的数起名再比较，例如 `案件增幅超过0%的,每超过1%扣2分`",
        "name the value that is reported and compare it, e.g. `案件增幅超过0%的,每超过1%扣2分`",
    );
    Some(Diagnostic::new(CODE, Severity::Advice, place, message).help(help))
}
