//! How passages are worded, for lints that ask whether the words allow a second reading.
//!
//! A [`Wording`] is one passage: its effects, and the pieces that they were read from, in text order. Not here: what a piece is
//! (`forms`), and which wordings are doubtful (each lint says its own). Start at [`Wording::all`].

use std::borrow::Cow;

use chidu_diagnostics::Span;

use crate::forms::{Act, What};
use crate::lints::Subject;
use crate::lower::ReadPassage;
use crate::reading::{Effect, Kind};

pub(crate) use crate::forms::Placed;

/// How far a lint looks back: more clauses than anybody puts into a sentence.
const MANY: usize = 50;

/// One passage and the words that it was read from.
#[derive(Clone, Copy)]
pub(crate) struct Wording<'a> {
    text: &'a str,
    passage: &'a ReadPassage,
}

impl<'a> Wording<'a> {
    /// Every passage of a rulebook.
    pub(crate) fn all(subject: &Subject<'a>) -> impl Iterator<Item = Wording<'a>> {
        let text = subject.text;
        subject.passages.iter().map(move |passage| Wording { text, passage })
    }

    /// The whole rulebook, whose places the spans are.
    pub(crate) fn text(self) -> &'a str {
        self.text
    }

    pub(crate) fn passage(self) -> &'a ReadPassage {
        self.passage
    }

    pub(crate) fn effects(self) -> &'a [Effect] {
        &self.passage.reading.effects
    }

    /// Effects that take or give points.
    pub(crate) fn scoring(self) -> impl Iterator<Item = &'a Effect> {
        self.effects().iter().filter(|effect| matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award))
    }

    /// The whole passage without spaces.
    pub(crate) fn pieces(self) -> impl DoubleEndedIterator<Item = &'a Placed> + Clone {
        self.passage.reading.pieces.iter().filter(|piece| !matches!(piece.what, What::Space))
    }

    /// The pieces that lie within a span.
    pub(crate) fn within(self, span: Span) -> &'a [Placed] {
        let pieces = &self.passage.reading.pieces;
        let start = pieces.partition_point(|piece| piece.span.start < span.start);
        let end = pieces.partition_point(|piece| piece.span.start < span.end);
        pieces.get(start..end.max(start)).unwrap_or_default()
    }

    /// The effects of the same sentence that stand before one, nearest first; of a sentence without end a few.
    pub(crate) fn earlier(self, effect: &Effect) -> impl Iterator<Item = &'a Effect> {
        let sentence = effect.sentence;
        let index = self.effects().partition_point(|other| other.span.start < effect.span.start);
        let before = self.effects().get(..index).unwrap_or_default();
        before.iter().rev().take_while(move |other| other.sentence == sentence).take(MANY)
    }

    /// The first effect behind a place.
    pub(crate) fn next(self, place: u32) -> Option<&'a Effect> {
        self.effects().get(self.effects().partition_point(|effect| effect.span.start < place)..)?.first()
    }

    /// What stands before an effect's own words in its clause.
    pub(crate) fn before(self, effect: &Effect) -> &'a [Placed] {
        self.within(Span { start: effect.clause.start, end: effect.span.start })
    }

    /// The words of which an effect was made.
    pub(crate) fn act(self, effect: &Effect) -> Option<&'a Act> {
        match self.within(effect.span) {
            [Placed { what: What::Act(act), .. }, ..] => Some(act),
            _ => None,
        }
    }

    /// The author's words, without the space and stops around them.
    pub(crate) fn words(self, span: Span) -> &'a str {
        crate::lints::trim(span.of(self.text))
    }

    /// The same in the one spelling that is read: half width, Simplified.
    pub(crate) fn folded(self, span: Span) -> Cow<'a, str> {
        chidu_syntax::fold_str(span.of(self.text))
    }

    /// The whole passage, folded.
    pub(crate) fn all_folded(self) -> &'a str {
        &self.passage.reading.folded.text
    }

    /// Where words stand first, found in the one spelling that is read.
    pub(crate) fn find(self, words: &str) -> Option<Span> {
        first(self.all_folded(), words).map(|at| self.place(at, words))
    }

    /// The same, within a span that pieces fill.
    pub(crate) fn find_in(self, span: Span, words: &str) -> Option<Span> {
        let pieces = self.within(span);
        let range = pieces.first()?.at.start..pieces.last()?.at.end;
        let at = self.all_folded().get(range.clone())?.find(words)?;
        Some(self.place(range.start + at, words))
    }

    fn place(self, at: usize, words: &str) -> Span {
        let Span { start, end } = self.passage.reading.folded.span(at..at + words.len());
        let shift = self.passage.span.start;
        Span { start: start + shift, end: end + shift }
    }

    /// From one `;`, `。` or line's end to the next, without the stops.
    pub(crate) fn sentences(self) -> Vec<Span> {
        let stop = |piece: &Placed| matches!(piece.what, What::SoftStop | What::HardStop);
        let sentences = self.passage.reading.pieces.split(stop);
        sentences.filter_map(|pieces| Some(Self::span(pieces.first()?, pieces.last()?))).collect()
    }

    /// Each act with what stands before it since the act or stop before.
    pub(crate) fn regions(self) -> Vec<&'a [Placed]> {
        let stop = |piece: &Placed| matches!(piece.what, What::SoftStop | What::HardStop);
        let sentences = self.passage.reading.pieces.split(stop);
        sentences.flat_map(|pieces| pieces.split_inclusive(|piece| matches!(piece.what, What::Act(_)))).collect()
    }

    /// True where the next piece behind a span is as wanted.
    pub(crate) fn follows(self, span: Span, wanted: impl Fn(&What) -> bool) -> bool {
        let pieces = &self.passage.reading.pieces;
        let start = pieces.partition_point(|piece| piece.span.start < span.end);
        let after = pieces.get(start..).unwrap_or_default().iter().find(|piece| piece.what != What::Space);
        after.is_some_and(|piece| wanted(&piece.what))
    }

    /// From the beginning of one piece to the end of another.
    pub(crate) fn span(from: &Placed, to: &Placed) -> Span {
        Span { start: from.span.start, end: to.span.end }
    }
}

/// Where a word stands first. Most words are not there, which is said at a fraction of the cost of where they are.
pub(crate) fn first(text: &str, word: &str) -> Option<usize> {
    if text.contains(word) { text.find(word) } else { None }
}

/// The phrases of a stretch: what stands between commas, colons and stops.
pub(crate) fn phrases(pieces: &[Placed]) -> impl Iterator<Item = &[Placed]> {
    pieces.split(|piece| matches!(piece.what, What::Comma | What::Colon | What::SoftStop | What::HardStop))
}
