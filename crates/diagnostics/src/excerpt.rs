//! The lines that one diagnostic is about. Of a long line only what lies near the places is shown, so that a line of ten thousand clauses
//! is neither printed nor looked through once for each of its diagnostics.
//!
//! Not here: what is drawn under the lines (`render`). Start at [`Excerpt::new`].

use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use crate::LineIndex;
use crate::lines::boundary;

/// Lines of so many bytes are shown whole.
const LONG: usize = 600;
/// What is shown of a longer one to either side of where a place begins or ends, in bytes.
const NEAR: usize = 90;
const LEFT_OUT: &str = "…";

/// Lines of a rulebook under their own numbers.
pub struct Excerpt<'n> {
    name: &'n str,
    text: String,
    lines: Vec<Line>,
    place: Location,
}

struct Line {
    number: usize,
    range: Range<usize>,
    pieces: Vec<Piece>,
}

/// What is taken over of a line, and where it stands now.
struct Piece {
    from: Range<usize>,
    at: usize,
}

impl<'n> Excerpt<'n> {
    /// Of the lines that the places are in; the first place is the one that is named above them. All lie within the text.
    pub fn new(name: &'n str, text: &str, index: &LineIndex, places: &[Range<usize>]) -> Self {
        let (line_number, column_number) = index.position(text, places.first().map_or(0, |place| place.start));
        let mut excerpt = Self { name, text: String::new(), lines: Vec::new(), place: Location { line_number, column_number } };
        for number in numbers(index, places) {
            excerpt.push(text, index, number, places);
        }
        excerpt
    }

    fn push(&mut self, text: &str, index: &LineIndex, number: usize, places: &[Range<usize>]) {
        let line = index.start(number).unwrap_or(text.len())..index.end(text, number);
        let (start, mut pieces) = (self.text.len(), Vec::new());
        for from in kept(text, &line, places) {
            if from.start > pieces.last().map_or(line.start, |piece: &Piece| piece.from.end) {
                self.text.push_str(LEFT_OUT);
            }
            pieces.push(Piece { from: from.clone(), at: self.text.len() });
            self.text.push_str(text.get(from).unwrap_or(""));
        }
        if pieces.last().is_some_and(|piece| piece.from.end < line.end) {
            self.text.push_str(LEFT_OUT);
        }
        self.text.push('\n');
        self.lines.push(Line { number, range: start..self.text.len(), pieces });
    }

    /// Where a place of the rulebook stands here.
    pub fn place(&self, place: &Range<usize>) -> Range<usize> {
        let start = self.offset(place.start);
        start..self.offset(place.end).max(start)
    }

    fn offset(&self, offset: usize) -> usize {
        let pieces = || self.lines.iter().flat_map(|line| &line.pieces);
        let last = pieces().take_while(|piece| piece.from.start <= offset).last();
        last.map_or(0, |piece| piece.at + (offset - piece.from.start).min(piece.from.len()))
    }

    fn line(&self, line_index: usize) -> Option<&Line> {
        self.lines.get(self.lines.binary_search_by(|line| line.number.cmp(&(line_index + 1))).ok()?)
    }
}

/// The lines of the places, and one that stands alone between two of them.
fn numbers(index: &LineIndex, places: &[Range<usize>]) -> Vec<usize> {
    let mut numbers: Vec<usize> = places.iter().flat_map(|place| index.line(place.start)..=index.line(place.end)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let between: Vec<usize> =
        numbers.iter().zip(numbers.iter().skip(1)).filter(|(one, next)| *one + 2 == **next).map(|(one, _)| one + 1).collect();
    numbers.extend(between);
    numbers.sort_unstable();
    numbers
}

/// What is kept of a line, in its order: all of it, or what lies near the beginnings and ends of places, or its beginning.
fn kept(text: &str, line: &Range<usize>, places: &[Range<usize>]) -> Vec<Range<usize>> {
    if line.len() <= LONG {
        return vec![line.clone()];
    }
    let edges = places.iter().flat_map(|place| [place.start, place.end]).filter(|edge| line.start <= *edge && *edge <= line.end);
    let edges: Vec<usize> = edges.collect();
    let near = |edge: usize| boundary(text, edge.saturating_sub(NEAR)).max(line.start)..boundary(text, edge + NEAR).min(line.end);
    let mut found: Vec<Range<usize>> = if edges.is_empty() { vec![line.start] } else { edges }.into_iter().map(near).collect();
    found.sort_unstable_by_key(|range| range.start);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in found {
        match kept.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    kept
}

impl<'a> Files<'a> for Excerpt<'_> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte_index: usize) -> Result<usize, Error> {
        let after = self.lines.partition_point(|line| line.range.start <= byte_index);
        Ok(after.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(0, |line| line.number.saturating_sub(1)))
    }

    fn line_range(&'a self, (): (), line_index: usize) -> Result<Range<usize>, Error> {
        self.line(line_index).map(|line| line.range.clone()).ok_or(Error::LineTooLarge { given: line_index, max: self.lines.len() })
    }

    fn location(&'a self, (): (), _byte_index: usize) -> Result<Location, Error> {
        Ok(self.place)
    }
}
