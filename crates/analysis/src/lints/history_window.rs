//! # 累计多少次，在多长时间里
//!
//! `累计两次不足90分的,取消评先资格`：一年里两次，还是从施行以来两次？ `累计三次迟到的` 又可以是一个周期里迟到三次。没有写时间的按自然年算，
//! 一次是一个考核周期（规则 22）。
//!
//! `连续两次迟到的` 也一样：接连迟到两回，还是连着两个周期都有迟到？ 按连着两个周期读。
//!
//! 请写明时间：`全年累计两次不足90分的,取消评先资格`；说一个周期里发生几次的，写 `当月迟到3次以上的`。
//!
//! # English
//!
//! `累计两次不足90分的`: twice within a year, or ever? And `累计三次迟到的` may mean three times within one period. Without a span of time it is the
//! calendar year, and each time is a period of assessment (rule 22).
//!
//! `连续两次迟到的` likewise: late twice running, or in two periods in a row? In two periods.
//!
//! Say the span: `全年累计两次不足90分的`; for occurrences within one period write `当月迟到3次以上的`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::forms::{Manner, Past, What};
use crate::reading::Times;
use crate::wording::{Placed, Wording};

const CODE: &str = "history-window";

/// How many pieces behind it may say what happens so often.
const NEAR: usize = 8;

/// Words that say within how long.
const SPANS: [&str; 5] = ["年", "月", "季", "周", "期"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let refused = wording.pieces().zip(wording.pieces().skip(1)).filter_map(move |(words, count)| unread(wording, words, count));
        wording.pieces().filter_map(move |piece| told(wording, piece)).chain(refused).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

/// 累计迟到三次的: the finding between the word and its number.
fn unread(wording: Wording<'_>, words: &Placed, count: &Placed) -> Option<Diagnostic> {
    let number = match &count.what {
        What::Count(count) if count.manner != Manner::Each => &count.number,
        _ => return None,
    };
    let folded = wording.folded(words.span);
    let name = folded.split("累计").nth(1)?;
    let said = SPANS.iter().any(|span| folded.contains(span));
    if words.what != What::Text || said || name.is_empty() || name.chars().count() > NEAR || *number <= Number::ONE {
        return None;
    }
    let (text, place) = (wording.words(Wording::span(words, count)), Wording::span(words, count));
    let message = Text::new(
        format!("“{text}”：多长时间里的 {number} 次？"),
        format!("`{text}`: {number} times within how long?"),
    );
    let help = Text::new(
        format!("请写明时间，例如 `全年累计{number}次{name}的`；一个周期里的次数，写 `当月{name}{number}次以上的`"),
        format!("say the span, e.g. `全年累计{number}次{name}的`; within one period, `当月{name}{number}次以上的`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, place, message).help(help))
}

fn told(wording: Wording<'_>, piece: &Placed) -> Option<Diagnostic> {
    let What::History(Past { times: Some(Times { count, consecutive, .. }), .. }) = piece.what else { return None };
    let folded = wording.folded(piece.span);
    if consecutive { in_a_row(wording, piece, &folded, count) } else { added_up(wording, piece, &folded, count) }
}

fn added_up(wording: Wording<'_>, piece: &Placed, folded: &str, count: u32) -> Option<Diagnostic> {
    if SPANS.iter().any(|span| folded.contains(span)) {
        return None;
    }
    let words = wording.words(piece.span);
    let message = Text::new(
        format!("“{words}”：多长时间里的 {count} 次？现按一个自然年（规则 22）"),
        format!("`{words}`: {count} times within how long? Within a calendar year (rule 22)"),
    );
    let help = Text::new(
        format!("请写明时间，例如 `全年{words}`；一个周期里的次数，写 `当月发生{count}次以上的`"),
        format!("say the span, e.g. `全年{words}`; within one period, `当月发生{count}次以上的`"),
    );
    let title = Text::new("写明“全年”，得分不变", "say 全年, which changes no score");
    let edit = (Span { start: piece.span.start, end: piece.span.start }, "全年".to_owned());
    Some(Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help).fix(title, vec![edit]))
}

/// 连续两次迟到: two occurrences, or two periods with one. Of results (连续两次不足80分) it is periods.
fn in_a_row(wording: Wording<'_>, piece: &Placed, folded: &str, count: u32) -> Option<Diagnostic> {
    let behind = Span { start: piece.span.end, end: wording.passage().span.end };
    let results = |piece: &Placed| match &piece.what {
        What::Bound(_) => true,
        What::Text => ["考核", "考评", "测评", "得分", "评为", "等级", "合格"].iter().any(|word| wording.folded(piece.span).contains(word)),
        _ => false,
    };
    let phrase = wording.within(behind).iter().take_while(|piece| !matches!(piece.what, What::Comma | What::SoftStop | What::HardStop));
    if !folded.contains('次') || phrase.take(NEAR).any(results) {
        return None;
    }
    let words = wording.words(piece.span);
    let message = Text::new(
        format!("“{words}”：一个周期里接连发生 {count} 次，还是接连 {count} 个周期？现按周期（规则 22）"),
        format!("`{words}`: {count} times one after another, or in {count} periods in a row? In periods (rule 22)"),
    );
    let help = Text::new(
        format!("接连几个周期，写 `连续{count}个考核周期`；一个周期里的次数，写 `当月发生{count}次以上的`"),
        format!("for periods write `连续{count}个考核周期`, within one period `当月发生{count}次以上的`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help))
}
