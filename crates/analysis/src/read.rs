//! A passage to its reading: the islands of the grammar are folded, left to right, into effects with their conditions.
//!
//! What stands since the last effect or stop is the condition of the next effect ([`region`]); a cap looks back ([`limits`]); rungs and
//! shared statuses are settled at the end ([`ladders`]). What scores and finds no place becomes a gap: nothing is guessed.
//!
//! Not here: how words are written (`grammar/forms`, [`crate::forms`]), and how effects of one rulebook work together. Start at [`read`].

mod alternatives;
mod apart;
mod asides;
mod behind;
mod beside;
mod blanks;
mod bounds;
mod cells;
mod closings;
mod column;
mod counts;
mod dashes;
mod declared;
mod deeds;
mod descent;
mod doubts;
mod effects;
mod extents;
mod grades;
mod headings;
mod increases;
mod interpolation;
mod kin;
mod label;
mod lacks;
mod ladders;
mod late;
mod limits;
mod listed;
mod otherwise;
mod past;
mod phrases;
mod places;
mod placing;
mod progression;
mod ranges;
mod ranking;
mod recipients;
mod region;
mod remains;
mod required;
mod respective;
mod scales;
mod several;
mod shared;
mod sides;
mod statements;
mod steps;
mod targets;
mod tasks;
mod thresholds;
mod together;
mod trailing;
mod values;
mod verbs;
mod vetoes;

use chidu_diagnostics::Span;
use chidu_syntax::Folded;

use crate::forms::{self, Piece, Placed, What};
pub use crate::forms::{Convention, SAME_MATTER};
use crate::reading::{Condition, Effect, Gap, GapKind, Kind, Op, Partial, Per, Reading, Sample, Trim};
pub(crate) use effects::points;
pub(crate) use places::{are_kin, begins_with_place};

/// How many effects, or pieces of a region, anything looks back or ahead over, so that a passage takes no more time than it is long. What
/// would have to look farther is refused.
const FAR: usize = 400;

/// An offset of the passage.
fn at(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// The effects of one sentence at the end of a list, the last first, as far back as anything looks.
fn of_sentence(drafts: &[Draft], sentence: u32) -> impl Iterator<Item = &Draft> + Clone {
    drafts.iter().rev().take(FAR).take_while(move |draft| draft.effect.sentence == sentence)
}

/// What stands around a passage.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The name of the entry.
    pub item: Option<&'a str>,
    /// Its points, as written.
    pub points: Option<&'a str>,
    /// Whether 以上 and 以下 include their number, where the rulebook says it once for all; what the passage itself says wins.
    pub convention: Convention,
    /// In a table: the header under which the passage stands.
    pub column: Option<&'a str>,
}

/// The comparisons that stand in a text which does not score (接待时间不超过3分钟): each as the condition that it would be.
pub fn bounds_in(text: &str, convention: Convention) -> Vec<Condition> {
    let sentences = text.split_inclusive([',', ';', '。', '\n', '\u{ff0c}', '\u{ff1b}']);
    let probe = |sentence: &str| {
        let words = sentence.trim_end_matches(|c: char| c.is_whitespace() || ",;。\u{ff0c}\u{ff1b}".contains(c));
        read(&format!("{words}的扣1分"), &Context { convention, ..Context::default() })
    };
    let effects = sentences
        .filter(|sentence| !scores(sentence))
        .map(probe)
        .filter(|reading| reading.effects.len() == 1)
        .flat_map(|reading| reading.effects);
    // 每下降1% before a comma is a step of its own deduction, and no limit.
    effects
        .filter(|effect| effect.per.is_none())
        .flat_map(|effect| effect.when)
        .filter(|condition| !matches!(condition, Condition::Label(_) | Condition::Zeroed { .. }))
        .collect()
}

/// Reads one criterion's text, or one clause. Total, and linear in the length of the text; spans are byte offsets into `passage`.
pub fn read(passage: &str, context: &Context<'_>) -> Reading {
    let folded = chidu_syntax::fold_joined(passage, blanks::WORDS);
    let parts = forms::pieces(&folded.text, context.convention);
    let mut fold = Fold::new(passage, &folded, &parts.pieces, context);
    fold.run();
    let mut reading = fold.finish();
    if let Some(column) = context.column.and_then(column::Column::of) {
        column.complete(&mut reading, context.item);
    }
    reading.suspects = parts.suspects.into_iter().map(|at| folded.span(at)).collect();
    reading.pieces =
        parts.pieces.into_iter().map(|piece| Placed { span: folded.span(piece.at.clone()), what: piece.what, at: piece.at }).collect();
    reading.other_points = folded.text.contains(['点', '积']);
    reading.folded = folded;
    reading
}

/// True where a text scores, or looks as though it did: it holds an effect, or the alarm goes off.
pub fn scores(text: &str) -> bool {
    let reading = read(text, &Context::default());
    !reading.effects.is_empty() || !reading.gaps.is_empty()
}

/// An effect while its passage is being read.
#[derive(Clone, Debug)]
struct Draft {
    effect: Effect,
    /// Its amount is the assessor's, or within a range of his.
    assessor: bool,
    /// It stands without a verb: what it does shows in its neighbours.
    rung: Rung,
    /// It is for a bare count of occurrences.
    tally: Tally,
    /// A verb without an amount, and nothing that leaves it to the assessor.
    bare: bool,
    /// How often is said with 每.
    each: bool,
}

impl Draft {
    /// Of something stated on its own.
    fn said(effect: Effect) -> Self {
        Self { effect, assessor: false, rung: Rung::Not, tally: Tally::Not, bare: false, each: false }
    }
}

/// 一次扣1分,两次扣3分: counts right before their deductions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tally {
    Not,
    /// 一次, without 每.
    One,
    Several,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rung {
    /// It has a verb.
    Not,
    /// 很满意20分.
    Bare,
    /// 很满意(20分).
    Bracketed,
    /// One of a list of points.
    Listed,
}

impl Rung {
    /// True while it is not known what it does.
    fn is_open(self) -> bool {
        matches!(self, Rung::Bare | Rung::Bracketed)
    }
}

/// The fold's state: everything before `start` has found its place.
struct Fold<'a> {
    source: &'a str,
    folded: &'a Folded,
    pieces: &'a [Piece],
    context: &'a Context<'a>,
    drafts: Vec<Draft>,
    gaps: Vec<Gap>,
    evidence: Vec<Span>,
    start: usize,
    /// Some rungs are interpolated: a value before an award is a rung of its own.
    interpolates: bool,
    sentence: u32,
    /// What requirements before have said of measures.
    stated: Vec<Condition>,
    /// Where those of the sentence last left begin.
    stated_from: usize,
    /// 不足5分钟按5分钟计, said before its step.
    coming_partial: Option<Partial>,
    /// The objects that the passage has spoken of.
    sample: Option<Sample>,
    /// 去掉一个最高分, with the piece that says it, until a mean takes it.
    trim: Option<(usize, Trim)>,
    /// Up to this piece, stops after words without scoring are known to join what follows.
    joined_until: usize,
    /// 每发生一起,班长扣3分,组长扣2分: how often, for every effect of that sentence.
    each_of: Option<(u32, Per)>,
}

impl<'a> Fold<'a> {
    fn new(source: &'a str, folded: &'a Folded, pieces: &'a [Piece], context: &'a Context<'a>) -> Self {
        Self {
            source,
            folded,
            pieces,
            context,
            drafts: Vec::new(),
            gaps: Vec::new(),
            evidence: Vec::new(),
            start: 0,
            interpolates: pieces.iter().any(|piece| matches!(&piece.what, What::Act(act) if act.interpolates)),
            sentence: 0,
            stated: Vec::new(),
            stated_from: 0,
            coming_partial: None,
            sample: None,
            trim: None,
            joined_until: 0,
            each_of: None,
        }
    }

    fn run(&mut self) {
        for (at, piece) in self.pieces.iter().enumerate() {
            match &piece.what {
                What::HardStop | What::SoftStop => self.stop(at),
                What::Act(_) | What::Rung(..) if at < self.start => {}
                What::Act(act) => self.act(at, act),
                What::Judged(act) if !self.drafts.is_empty() => self.act(at, act),
                What::Rung(act, bracketed) => self.rung(at, act, *bracketed),
                What::Cap(cap) => self.cap(at, cap),
                What::Weights(parts) => self.weights(at, parts),
                What::Partial(partial, unit) => self.partial(at, *partial, unit),
                What::Handle(name) => self.handle(name),
                What::Evidence => self.evidence.push(self.span(piece)),
                What::Sample(said) => self.sampled(said),
                What::Onward => self.onward(at),
                What::External => self.external(at),
                What::Figure(figure) => self.figure(at, figure),
                What::Bound(bound) if self.is_rung_range(at, bound) => {
                    if let forms::Limits::Two { low, high, .. } = &bound.limits {
                        self.rung_range(at, low, high, None);
                    }
                }
                What::Text if at == self.start && !self.drafts.is_empty() => self.exception(at, piece),
                What::Defined => self.defined(at),
                What::Trim(trim) => self.trimmed(at, *trim),
                What::RungRange(low, high, per) => self.rung_range(at, low, high, per.clone()),
                What::FigureRange(low, high) => self.figure_range(at, low, high),
                _ => {}
            }
        }
        self.leave(self.pieces.len());
    }

    fn finish(mut self) -> Reading {
        progression::awards(&mut self.drafts, &mut self.gaps);
        progression::tallies(&mut self.drafts, &mut self.gaps);
        increases::settle(&mut self.drafts, &mut self.gaps, self.source);
        verbs::named(&mut self.drafts);
        vetoes::settle(&mut self.drafts);
        together::join(&mut self.drafts, self.source);
        let points = self.points();
        ladders::settle(&mut self.drafts, &mut self.gaps, self.source, (self.context.item, points.as_ref()));
        self.missing_amounts();
        self.unused_partial();
        self.unused_trim();
        self.unsaid_amounts();
        if self.gaps.is_empty() {
            self.gaps = doubts::doubted(&self.drafts, self.source);
        }
        let status = ladders::status(&self.drafts, &self.gaps);
        let effects = self.drafts.into_iter().map(|draft| draft.effect).collect();
        Reading { status, effects, gaps: self.gaps, evidence: self.evidence, ..Reading::default() }
    }

    fn span(&self, piece: &Piece) -> Span {
        self.folded.span(piece.at.clone())
    }

    /// From the first piece of the region to the end of a piece.
    fn span_to(&self, at: usize) -> Span {
        let start = self.pieces.get(self.start).map_or(0, |piece| piece.at.start);
        let end = self.pieces.get(at).map_or(start, |piece| piece.at.end);
        self.folded.span(start..end.max(start))
    }

    fn gap(&mut self, at: usize, kind: GapKind) {
        let span = self.span_to(at);
        self.gaps.push(Gap { span, kind });
        self.start = at + 1;
    }

    /// A `;`, `。` or line's end: what stands before it without an effect is prose, unless the next segment scores without words of its own.
    fn stop(&mut self, at: usize) {
        if !self.goes_on(at) {
            self.leave(at);
            self.start = at + 1;
        }
        self.sentence += 1;
    }

    /// Rule 4: a segment without scoring joins the next one that begins with 每, 分别, 均 or with scoring.
    fn goes_on(&mut self, at: usize) -> bool {
        if at < self.joined_until {
            return true;
        }
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        if !before.iter().any(|piece| matches!(piece.what, What::Text)) {
            return false;
        }
        let after = self.pieces.get(at + 1..).unwrap_or_default();
        let blanks = after.iter().take_while(|piece| matches!(piece.what, What::Space | What::HardStop | What::Enumerator)).count();
        let mut after = after.iter().skip(blanks).peekable();
        let until = at + 1 + blanks;
        if matches!(after.peek().map(|piece| &piece.what), Some(What::Either)) {
            self.joined_until = until;
            return true;
        }
        let charged = |piece: &Piece| matches!(piece.what, What::Text) && recipients::is_recipient(self.text_of(piece));
        let next = after.find(|piece| {
            !matches!(piece.what, What::Space | What::Comma | What::Count(_) | What::Step(_) | What::Open) && !charged(piece)
        });
        let joins = next.is_some_and(|piece| match &piece.what {
            What::Act(act) => matches!(act.kind, crate::reading::Kind::Deduct | crate::reading::Kind::Add) || act.respectively,
            _ => false,
        });
        if joins {
            self.joined_until = until;
        }
        joins
    }

    /// What is left of a region without an effect: prose, unless it alarms.
    fn leave(&mut self, end: usize) {
        if !self.cap_count(end) {
            return self.gap(end.saturating_sub(1), GapKind::Unrecognized);
        }
        let region = self.pieces.get(self.start..end).unwrap_or_default();
        let alarms = region.iter().filter(|piece| {
            matches!(piece.what, What::Alarm | What::Hint | What::UsedUp(..)) || is_points(&piece.what) || self.is_share_of_points(piece)
        });
        let gaps: Vec<Gap> = alarms.map(|piece| Gap { span: self.folded.span(piece.at.clone()), kind: GapKind::Unrecognized }).collect();
        self.gaps.extend(gaps);
        if self.names_beyond(region) {
            return self.gap(end.saturating_sub(1), GapKind::Unrecognized);
        }
        self.trailing(region, end);
        let stated: Vec<Condition> =
            region.iter().enumerate().filter_map(|(at, piece)| self.stated(self.start + at, &piece.what)).collect();
        if !stated.is_empty() {
            self.stated_from = self.stated.len();
        }
        self.stated.extend(stated);
    }

    /// 总分高于90%的,评定为守约: a bound and what follows from it, by a name that nothing knows.
    fn names_beyond(&self, region: &[Piece]) -> bool {
        let after = region.iter().skip_while(|piece| !matches!(piece.what, What::Bound(_))).skip(1);
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or_default().to_owned();
        let named = |words: &str| ["评定为", "评为", "认定为", "确定为", "定为", "列为"].iter().any(|verb| words.starts_with(verb));
        let mut words = after.filter(|piece| matches!(piece.what, What::Text)).map(text);
        words.any(|words| named(words.trim_start_matches(['的', '者', ',', ' '])))
    }

    /// 不得超过满分的80%: a limit that nothing has taken.
    fn is_share_of_points(&self, piece: &Piece) -> bool {
        let text = self.folded.text.get(piece.at.clone()).unwrap_or_default();
        matches!(piece.what, What::Bound(_)) && ["满分", "总分", "分值", "得分"].iter().any(|word| text.contains(word))
    }

    /// A bound of a requirement: where a step after it starts.
    pub(super) fn stated(&self, at: usize, what: &What) -> Option<Condition> {
        let bound = match what {
            What::Bound(bound) => bound.clone(),
            // 5月份: a date is where no step starts.
            What::Quantity(_, unit) if matches!(unit.as_str(), "月" | "日") => return None,
            What::Quantity(value, unit) => {
                forms::Bound { limits: forms::Limits::One(Op::Is, value.clone()), unit: unit.clone(), from: String::new(), asks: false }
            }
            _ => return None,
        };
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        let phrase = before.iter().rev().take_while(|piece| matches!(piece.what, What::Text | What::Space | What::Pause));
        let mut words: Vec<_> = phrase.map(|piece| piece.at.clone()).collect();
        words.reverse();
        forms::condition(bound, label::label(&self.words(&words)))
    }

    /// True where the sentence has more effects than anything looks back over.
    pub(super) fn sentence_is_far(&self) -> bool {
        let first = self.drafts.len().checked_sub(FAR + 1).and_then(|at| self.drafts.get(at));
        first.is_some_and(|draft| draft.effect.sentence == self.sentence)
    }

    /// 未满6小时不计分, without a step that it is of.
    fn unused_partial(&mut self) {
        let scores = self.pieces.iter().find(|piece| {
            // 未满一年的按比例计算: of what, nothing says.
            let scores = |text: &str| text.ends_with("计分") || matches!(piece.what, What::Partial(Partial::Ratio, _));
            matches!(piece.what, What::Partial(..)) && self.folded.text.get(piece.at.clone()).is_some_and(scores)
        });
        if let (Some(piece), true, true) =
            (scores, self.coming_partial.is_some(), self.drafts.iter().all(|draft| draft.effect.partial.is_none()))
        {
            self.gaps.push(Gap { span: self.folded.span(piece.at.clone()), kind: GapKind::Unrecognized });
        }
    }

    /// 迟到每次罚款20元并扣1分: points right behind the money are of the same finding.
    fn external(&mut self, at: usize) {
        let joins = |piece: &&Piece| matches!(piece.what, What::Comma | What::Space | What::Joined(_));
        let next = self.pieces.iter().skip(at + 1).find(|piece| !joins(piece)).map(|piece| &piece.what);
        if !matches!(next, Some(What::Act(act)) if matches!(act.kind, Kind::Deduct | Kind::Add)) {
            return self.gap(at, GapKind::External);
        }
        let span = self.pieces.get(at).map_or(self.span_to(at), |piece| self.span(piece));
        self.gaps.push(Gap { span, kind: GapKind::External });
    }

    fn handle(&mut self, name: &str) {
        if let Some(last) = self.drafts.last_mut() {
            last.effect.handle = Some(name.to_owned());
        }
    }
}

/// A bound in points is a number with 分 that nothing has taken.
fn is_points(what: &What) -> bool {
    matches!(what, What::Bound(bound) if matches!(bound.unit.as_str(), "分" | "分数"))
}
