//! What of a clause was not understood, and what kind of thing it is: the stretch that stopped the reading, not the clause around it.
//!
//! Not here: that a clause was not understood (the fold says so with a gap), and the words in which an author is told (the lint
//! `unrecognized-clause`). Start at [`leftover`].

use chidu_diagnostics::Span;
use chidu_values::Number;

use crate::forms::{Count, Manner, Placed, What};
use crate::reading::{Gap, Kind};
use crate::wording::Wording;

/// How many pieces of a phrase are shown behind the word that scores.
const FAR: usize = 4;

/// The stretch that stopped the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leftover {
    pub why: Why,
    pub span: Span,
}

/// Why a clause is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A word that scores, with what it belongs to missing or worded in an unknown way.
    Word(Topic),
    /// 每 with nothing known behind it.
    UncountedEach,
    /// A number of points without a verb.
    NoVerb,
    /// A cap that nothing stands before.
    CapAlone,
    /// Two comparisons or more in one condition.
    SeveralBounds,
    /// A number of which it is not known what it says.
    Number,
    /// 2次 before an effect.
    CountOfSeveral,
    /// A place or another period.
    Place,
    Past,
    /// What is found stands behind the points.
    ListAfter,
    /// A second effect without a condition of its own.
    NoCondition,
    /// 分别, and what it pairs is not of one length.
    Respectively,
    /// An `或` between conditions of two kinds.
    Either,
    /// 扣1分/条、座: by which of two units.
    TwoUnits,
    /// 每降低一个名次, and no place from which.
    NoPlace,
    /// A dash before points that may be a minus.
    Dash,
    /// None of these.
    Other,
}

/// What a scoring word is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Deduct,
    Add,
    Award,
    Full,
    Rescale,
    Outcome,
    Zero,
    Scale,
    Rank,
    Past,
    Mean,
    Share,
    Most,
    Highest,
    Suffix,
    Money,
}

/// The words that raise the alarm, by what they are about; the first that fits.
const TOPICS: [(Topic, &[&str]); 15] = [
    (Topic::Rescale, &["折算"]),
    (Topic::Outcome, &["取消", "撤销", "否决", "资格", "不参评"]),
    (Topic::Zero, &["不得分", "计零"]),
    (Topic::Full, &["满分"]),
    (Topic::Scale, &["加倍", "减半", "双倍", "折半"]),
    (Topic::Rank, &["末位", "倒数", "排名"]),
    (Topic::Past, &["比上年", "比去年", "同比", "环比", "上年相比"]),
    (Topic::Mean, &["平均"]),
    (Topic::Share, &["比例", "分之"]),
    (Topic::Most, &["封顶", "为止", "最高得", "最低得"]),
    (Topic::Highest, &["就高"]),
    (Topic::Suffix, &["/"]),
    (Topic::Add, &["加分"]),
    (Topic::Deduct, &["扣", "减分"]),
    (Topic::Award, &["计分", "记分"]),
];

/// What stopped the reading at a gap.
pub(crate) fn leftover(wording: Wording<'_>, gap: &Gap) -> Leftover {
    let pieces = wording.within(gap.span);
    let whole = Leftover { why: Why::Other, span: gap.span };
    let last = pieces.iter().rfind(|piece| piece.what != What::Space);
    alarm(wording, pieces)
        .or_else(|| at_the_end(wording, pieces, last?))
        .or_else(|| number(wording, pieces))
        .or_else(|| said(pieces, Why::Either, |what| matches!(what, What::Either)))
        .or_else(|| without_condition(pieces, last?))
        .unwrap_or(whole)
}

/// A word that scores and belongs to no form, with the rest of its phrase.
fn alarm(wording: Wording<'_>, pieces: &[Placed]) -> Option<Leftover> {
    let at = pieces.iter().position(|piece| matches!(piece.what, What::Alarm | What::Hint | What::UsedUp(..)))?;
    let from = pieces.get(at)?;
    let behind = Span { start: from.span.end, end: wording.passage().span.end };
    let phrase = wording.within(behind).iter().take(FAR).take_while(|piece| !ends_phrase(&piece.what));
    let span = Wording::span(from, phrase.filter(|piece| piece.what != What::Space).last().unwrap_or(from));
    let folded = wording.folded(from.span);
    let money = ["罚", "发", "款", "工资", "费"].iter().any(|word| wording.folded(span).contains(word));
    let topic = TOPICS.iter().find(|(_, words)| words.iter().any(|word| folded.contains(word))).map(|(topic, _)| *topic);
    let why = match (&from.what, topic) {
        (What::Hint, _) if folded.contains("酌情") || folded.contains("视情") => Why::Word(Topic::Deduct),
        (What::Hint, _) => Why::Word(Topic::Outcome),
        (_, Some(Topic::Deduct)) if money => Why::Word(Topic::Money),
        (_, Some(topic)) => Why::Word(topic),
        (_, None) => Why::Other,
    };
    Some(Leftover { why, span })
}

fn ends_phrase(what: &What) -> bool {
    matches!(what, What::Alarm | What::Comma | What::SoftStop | What::HardStop | What::Close | What::Act(_))
}

/// 优秀-5分: nothing before the points but words.
fn of_words(pieces: &[Placed]) -> bool {
    let words = |piece: &Placed| {
        matches!(piece.what, What::Text | What::Space | What::Comma | What::Pause | What::Act(_) | What::Rank { .. } | What::SoftStop)
    };
    pieces.iter().any(|piece| matches!(piece.what, What::Text | What::Rank { .. })) && pieces.iter().all(words)
}

/// What the last piece of the gap is by itself.
fn at_the_end(wording: Wording<'_>, pieces: &[Placed], last: &Placed) -> Option<Leftover> {
    if let Some(each) = said(pieces, Why::UncountedEach, |what| matches!(what, What::StrayEach)) {
        return Some(Leftover { span: Span { end: last.span.start.max(each.span.end), ..each.span }, ..each });
    }
    let why = match &last.what {
        What::Rung(..) | What::Figure(_) => Why::NoVerb,
        What::Cap(_) => Why::CapAlone,
        What::Act(_) if wording.folded(last.span).starts_with('-') && of_words(pieces) => Why::Dash,
        What::Act(_) if wording.follows(last.span, |what| matches!(what, What::Colon)) => Why::ListAfter,
        What::Act(act) if act.per.is_some() && wording.follows(last.span, |what| matches!(what, What::Pause | What::Either)) => {
            Why::TwoUnits
        }
        What::Act(act) if act.kind == Kind::Deduct && steps_down(wording, pieces) => Why::NoPlace,
        What::Act(act) if act.kind == Kind::Veto && !pieces.iter().any(|piece| matches!(piece.what, What::Text)) => {
            Why::Word(Topic::Outcome)
        }
        What::Act(act) if act.respectively => Why::Respectively,
        _ => return None,
    };
    Some(Leftover { why, span: last.span })
}

/// 每降低一个名次: from place to place.
fn steps_down(wording: Wording<'_>, pieces: &[Placed]) -> bool {
    let words: String = pieces.iter().map(|piece| wording.folded(piece.span)).collect();
    let falls = ["降", "退", "低", "递减"].iter().any(|word| words.contains(word));
    falls
        && ["每", "以后", "其余", "依次"].iter().any(|word| words.contains(word))
        && ["名次", "位次", "一位", "一名", "1名", "1位", "名递减"].iter().any(|word| words.contains(word))
}

/// A number that is attached to nothing, or one too many.
fn number(wording: Wording<'_>, pieces: &[Placed]) -> Option<Leftover> {
    let bounds: Vec<&Placed> = pieces.iter().filter(|piece| matches!(piece.what, What::Bound(_))).collect();
    if let [first, .., last] = bounds.as_slice() {
        return Some(Leftover { why: Why::SeveralBounds, span: Wording::span(first, last) });
    }
    let times = |count: &Count| count.manner != Manner::Each && count.number > Number::ONE && !count.unit.ends_with('月');
    let several = |what: &What| matches!(what, What::Count(count) if times(count));
    said(pieces, Why::CountOfSeveral, several)
        .or_else(|| said(pieces, Why::Number, |what| matches!(what, What::Quantity(..) | What::Bound(_) | What::Step(_))))
        .or_else(|| said(pieces, Why::Place, |what| matches!(what, What::Rank { .. })))
        .or_else(|| said(pieces, Why::Past, |what| matches!(what, What::History(_))))
        .or_else(|| digits(wording, pieces))
        .or_else(|| said(pieces, Why::Number, |what| matches!(what, What::Count(_))))
}

/// Words that hold a digit.
fn digits(wording: Wording<'_>, pieces: &[Placed]) -> Option<Leftover> {
    let holds = |piece: &&Placed| piece.what == What::Text && wording.folded(piece.span).contains(|c: char| c.is_ascii_digit());
    pieces.iter().find(holds).map(|piece| Leftover { why: Why::Number, span: piece.span })
}

/// 扣2分,扣5分: an effect with no words before it.
fn without_condition(pieces: &[Placed], last: &Placed) -> Option<Leftover> {
    let words = pieces.iter().any(|piece| matches!(piece.what, What::Text));
    let acts = |kind| matches!(kind, Kind::Deduct | Kind::Add | Kind::Award | Kind::Full | Kind::Zero | Kind::Scale);
    let act = matches!(&last.what, What::Act(act) if acts(act.kind));
    (act && !words).then_some(Leftover { why: Why::NoCondition, span: last.span })
}

fn said(pieces: &[Placed], why: Why, wanted: impl Fn(&What) -> bool) -> Option<Leftover> {
    pieces.iter().find(|piece| wanted(&piece.what)).map(|piece| Leftover { why, span: piece.span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lints::Subject;

    /// What stops the reading of a clause that is not understood, and its words.
    fn stopped(clause: &str) -> Option<(Why, String)> {
        let parse = chidu_syntax::parse(&format!("考核 100分: {clause}\n"));
        let text = format!("考核 100分: {clause}\n");
        let lowered = crate::lower::lower(&parse.tree, &text, &mut crate::Cache::default());
        let subject = Subject {
            text: &text,
            parse: &parse,
            program: &lowered.program,
            passages: &lowered.passages,
            faults: &lowered.faults,
            attainable: &[],
        };
        let wording = Wording::all(&subject).next()?;
        let gap = wording.passage().reading.gaps.first()?;
        let leftover = leftover(wording, gap);
        Some((leftover.why, wording.words(leftover.span).to_owned()))
    }

    #[test]
    fn the_stretch_is_the_word_that_stopped_it() {
        let cases = [
            ("分值在扣满后扣除", Why::Word(Topic::Deduct), "扣满后"),
            ("同时扣罚当月奖金若干", Why::Word(Topic::Money), "扣罚当月奖金若干"),
            ("最终得分折算成总分", Why::Word(Topic::Rescale), "折算成总分"),
            ("台账规范 5分", Why::NoVerb, "5分"),
            ("扣5分:未建立制度的", Why::ListAfter, "扣5分"),
            ("迟到扣1分,扣2分", Why::NoCondition, "扣2分"),
            ("未巡视扣1分/条、座", Why::TwoUnits, "扣1分/条"),
            ("前三名得10分,每降低一个名次扣1分", Why::NoPlace, "扣1分"),
            ("发生事故的不行。执行一票否决制", Why::Word(Topic::Outcome), "执行一票否决制"),
            ("温度超过30度,湿度超过60%,扣1分", Why::SeveralBounds, "超过30度,湿度超过60%"),
        ];
        for (clause, why, words) in cases {
            assert_eq!(stopped(clause), Some((why, words.to_owned())), "{clause}");
        }
    }
}
