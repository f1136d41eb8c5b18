//! What each stretch of a passage is to its reading: which words score, which are amounts, conditions, units, and which are mere prose.
//!
//! For those who colour a text: the places are those of the reading, so that what is coloured as scoring is what runs. Not here: what the
//! words mean ([`crate::reading`]). Start at [`marks`].

use std::ops::Range;

use chidu_diagnostics::Span;

use crate::forms::{Placed, What};
use crate::label;
use crate::lower::ReadPassage;
use crate::reading::{Condition, Effect};

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Words that take, give or limit points, or have a consequence.
    Score,
    /// How much, how many.
    Number,
    Unit,
    /// Bounds, counts and what joins conditions: 超过, 每发现, 且.
    Relation,
    /// What must be found or measured.
    Condition,
    /// Where facts come from.
    Evidence,
    /// `#告知牌`, with its sign.
    Handle,
    /// Scores nothing.
    Prose,
}

/// More pieces than stand between a condition and what it is the condition of.
const MANY: usize = 200;

/// The marks of a passage in text order; what is punctuation, space, or not understood has none.
pub fn marks(passage: &ReadPassage, text: &str) -> Vec<(Span, Mark)> {
    let mut found = Vec::new();
    let mut end = passage.span.start;
    for piece in &passage.reading.pieces {
        // A block's sentence may have been read in other words than the author's.
        let inside = piece.span.start >= end && piece.span.end <= passage.span.end;
        if inside && !passage.reading.gaps.iter().any(|gap| gap.span.start <= piece.span.start && piece.span.end <= gap.span.end) {
            end = piece.span.end;
            piece_marks(passage, piece, text, &mut found);
        }
    }
    found
}

fn piece_marks(passage: &ReadPassage, piece: &Placed, text: &str, found: &mut Vec<(Span, Mark)>) {
    match &piece.what {
        What::Act(_) | What::Rung(..) | What::Judged(_) | What::Cap(_) | What::Weights(_) | What::RungRange(..) | What::FigureRange(..) => {
            split(piece.span, text, Mark::Score, "分", found);
        }
        What::Figure(_) => found.push((piece.span, Mark::Number)),
        What::Intro | What::Hint => found.push((piece.span, Mark::Score)),
        What::Count(count) => {
            let words = [&count.verb, &count.noun].into_iter().flatten().map(|range| place(passage, range.clone()));
            around(piece.span, words.collect(), text, &count.unit, found);
        }
        What::Step(step) => split(piece.span, text, Mark::Relation, &step.unit, found),
        What::TwoWay(_) => split(piece.span, text, Mark::Relation, "", found),
        What::Partial(_, unit) => split(piece.span, text, Mark::Relation, unit, found),
        What::Bound(bound) => split(piece.span, text, Mark::Relation, &bound.unit, found),
        What::Quantity(_, unit) => split(piece.span, text, Mark::Number, unit, found),
        What::Trim(_) => found.push((piece.span, Mark::Relation)),
        What::Sample(sampled) => split(piece.span, text, Mark::Relation, &sampled.unit, found),
        What::UsedUp(..) => split(piece.span, text, Mark::Relation, "分", found),
        What::History(_) | What::EntryResult(..) | What::Rank { .. } | What::Nth(_) => split(piece.span, text, Mark::Relation, "", found),
        What::Onward | What::Otherwise | What::Joined(_) | What::Either | What::StrayEach | What::Duty | What::Aside | What::Defined => {
            found.push((piece.span, Mark::Relation));
        }
        What::Evidence => found.push((piece.span, Mark::Evidence)),
        What::Handle(_) => found.push((trimmed(piece.span, text), Mark::Handle)),
        What::Text => found.push((piece.span, if conditions(passage, piece.span) { Mark::Condition } else { Mark::Prose })),
        What::External => found.push((piece.span, Mark::Prose)),
        What::Space | What::Comma | What::Pause | What::Colon | What::Open | What::Close => {}
        What::SoftStop | What::HardStop | What::Enumerator | What::Alarm => {}
    }
}

/// True for words within the clause of an effect, unless a sentence before it says them and its condition does not.
fn conditions(passage: &ReadPassage, span: Span) -> bool {
    let effects = &passage.reading.effects;
    let next = effects.partition_point(|effect| effect.clause.end < span.end);
    let Some(effect) = effects.get(next).filter(|effect| effect.clause.start <= span.start) else {
        return false;
    };
    let pieces = &passage.reading.pieces;
    let behind = pieces.get(pieces.partition_point(|piece| piece.span.start < span.end)..).unwrap_or_default();
    let between = behind.iter().take_while(|piece| piece.span.end <= effect.span.start).take(MANY);
    let same_sentence = !between.into_iter().any(|piece| matches!(piece.what, What::SoftStop | What::HardStop));
    same_sentence || names(effect, &label::key(piece_text(passage, span)))
}

/// True where a condition of an effect names some words.
fn names(effect: &Effect, words: &str) -> bool {
    let says = |name: &str| !words.is_empty() && label::key(name).contains(words);
    effect.when.iter().any(|condition| match condition {
        Condition::Label(name) | Condition::Zeroed { text: name, .. } => says(name),
        Condition::Compare { measure, .. } | Condition::Within { measure, .. } => says(measure),
    })
}

fn piece_text(passage: &ReadPassage, span: Span) -> &str {
    let start = span.start.saturating_sub(passage.span.start) as usize;
    passage.text.get(start..start + (span.end - span.start) as usize).unwrap_or_default()
}

/// Where bytes of the folded passage stand in the file.
fn place(passage: &ReadPassage, range: Range<usize>) -> Span {
    let Span { start, end } = passage.reading.folded.span(range);
    Span { start: start + passage.span.start, end: end + passage.span.start }
}

/// A count with the words in it that belong to the condition: 缺 of 缺一项, 污迹 of 一处污迹.
fn around(span: Span, mut words: Vec<Span>, text: &str, unit: &str, found: &mut Vec<(Span, Mark)>) {
    words.sort();
    let mut start = span.start;
    for word in words.into_iter().filter(|word| span.start <= word.start && word.end <= span.end && word.start < word.end) {
        if word.start >= start {
            split(Span { start, end: word.start }, text, Mark::Relation, unit, found);
            found.push((word, Mark::Condition));
            start = word.end;
        }
    }
    split(Span { start, end: span.end }, text, Mark::Relation, unit, found);
}

/// A piece with its numbers and its unit marked as such.
fn split(span: Span, text: &str, mark: Mark, unit: &str, found: &mut Vec<(Span, Mark)>) {
    let words = span.of(text);
    let units: Vec<&str> = unit.split('/').filter(|unit| !unit.is_empty()).collect();
    let (mut at, mut from) = (0, 0);
    let mut push = |start: usize, end: usize, mark: Mark| {
        let piece = trimmed(Span::new(span.start as usize + start, span.start as usize + end), text);
        if !piece.of(text).is_empty() {
            found.push((piece, mark));
        }
    };
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match number(rest, &units) {
            0 => rest.chars().next().map_or(1, char::len_utf8),
            digits => {
                let behind = rest.get(digits..).unwrap_or_default();
                let named = units.iter().filter(|unit| behind.trim_start().starts_with(**unit)).map(|unit| unit.len()).max().unwrap_or(0);
                let space = behind.len() - behind.trim_start().len();
                push(from, at, mark);
                push(at, at + digits, Mark::Number);
                let end = at + digits + if named == 0 { 0 } else { space + named };
                push(at + digits, end, if unit == "分" { mark } else { Mark::Unit });
                from = end;
                end - at
            }
        };
        at += length;
    }
    push(from.min(words.len()), words.len(), mark);
}

/// How many bytes a number at the head of some words has; one in characters only right before its unit.
fn number(words: &str, units: &[&str]) -> usize {
    let digits = |c: char| chidu_syntax::fold_char(c).is_ascii_digit();
    let length = |of: &dyn Fn(char) -> bool| words.find(|c: char| !of(c)).unwrap_or(words.len());
    if words.starts_with(digits) {
        return length(&|c| digits(c) || matches!(c, '.' | '。' | '．'));
    }
    let spelt = length(&|c| "一二三四五六七八九十百两半".contains(c));
    let behind = words.get(spelt..).unwrap_or_default();
    if spelt > 0 && units.iter().any(|unit| behind.starts_with(unit)) { spelt } else { 0 }
}

fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(clause: &str) -> String {
        let text = format!("服务 20分: {clause}");
        let analysis = crate::analyze(&text);
        let found = analysis.passages.iter().flat_map(|passage| marks(passage, &text));
        found.map(|(span, mark)| format!("{}:{mark:?}", span.of(&text))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_runs_is_told_from_what_does_not() {
        assert_eq!(
            drawn("台面应当整洁。每发现一处污迹扣1分, 最多扣5分"),
            "台面应当整洁:Prose 每发现:Relation 一:Number 处:Unit 污迹:Condition 扣:Score 1:Number 分:Score 最多扣:Score 5:Number 分:Score"
        );
        assert_eq!(
            drawn("办理时间超过10分钟的, 每次扣0.5分 #超时"),
            "办理时间:Condition 超过:Relation 10:Number 分钟:Unit 的:Condition 每次:Relation 扣:Score 0.5:Number 分:Score #超时:Handle"
        );
    }

    #[test]
    fn marks_never_overlap() {
        for clause in
            ["满意率90％以上得十分，80%以上不足90%得３分，其余不得分", "按《办法》扣分;以台账为准", "缺一项扣l分, 每人每次扣1分", "扣"]
        {
            let text = format!("服务 20分: {clause}\n等级:\n 90分以上为优秀\n一票否决: 甲, 通报批评\n");
            let analysis = crate::analyze(&text);
            for passage in &analysis.passages {
                let found = marks(passage, &text);
                assert!(found.iter().all(|(span, _)| span.start < span.end && text.is_char_boundary(span.start as usize)), "{found:?}");
                assert!(found.is_sorted_by(|(a, _), (b, _)| a.end <= b.start), "{clause} {found:?}");
            }
        }
    }
}
