//! Where lines stand: how deep each is indented, and where a blank line separates two.
//!
//! Not here: spaces within a line (`spaces`). Start at [`Lines::new`].

use std::ops::Range;

use chidu_diagnostics::{LineIndex, Span};
use chidu_syntax::ast::{Block, Entry, Tree};

use crate::edit::Edit;

/// Columns of one level.
const STEP: usize = 2;

/// What stands so far to the right was put there: a signature, a date.
const FAR: usize = 20;

/// The lines of a text, with what is known of each.
pub(crate) struct Lines<'t> {
    text: &'t str,
    index: LineIndex,
    lines: Vec<Line>,
}

/// One line of the text.
#[derive(Clone, Debug, Default)]
struct Line {
    /// From its first character to its last that is no space; empty for a blank line.
    said: Range<usize>,
    /// Where it begins.
    start: usize,
    /// Behind its last character, before the line's end.
    end: usize,
    /// Behind the line's end.
    next: usize,
    level: Level,
    /// Something begins here that stands apart from what is above.
    begins: bool,
}

/// How deep a line belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Level {
    /// Nothing is known: the indentation stays.
    #[default]
    Open,
    /// A row of a table, or a number of a page: not a space of it changes.
    Fixed,
    /// A comment goes with the line below.
    Comment,
    At(usize),
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str, tree: &Tree) -> Self {
        let mut lines = Self { text, index: LineIndex::new(text), lines: split(text) };
        lines.comments(tree);
        lines.header(tree);
        lines.below(&tree.root, 0);
        tree.root.children.iter().for_each(|section| lines.begin(section.head));
        tree.blocks.iter().for_each(|block| lines.block(block));
        lines.long_sections(tree);
        lines.fixed(tree);
        lines
    }

    /// True where not a space of the line that holds an offset may change.
    pub fn is_fixed(&self, offset: u32) -> bool {
        self.lines.get(self.number(offset)).is_some_and(|line| line.level == Level::Fixed)
    }

    /// Where the line that holds an offset ends.
    pub fn end(&self, offset: usize) -> usize {
        self.lines.get(self.index.line(offset).saturating_sub(1)).map_or(self.text.len(), |line| line.said.end)
    }

    /// Indentations, blank lines, and spaces at the ends of lines.
    pub fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut before: Option<usize> = None;
        for at in (0..self.lines.len()).filter(|&at| self.lines.get(at).is_some_and(|line| !line.said.is_empty())) {
            self.indent(at, &mut edits);
            self.apart(before, at, &mut edits);
            before = Some(at);
        }
        self.last(before, &mut edits);
        edits
    }

    // ---- what is known of each line ----

    fn number(&self, offset: u32) -> usize {
        self.index.line(offset as usize).saturating_sub(1)
    }

    fn of(&mut self, span: Span) -> impl Iterator<Item = &mut Line> {
        let (first, last) = (self.number(span.start), self.number(span.end.max(span.start + 1) - 1));
        self.lines.iter_mut().take(last + 1).skip(first)
    }

    fn level(&mut self, span: Span, level: Level) {
        self.of(span).for_each(|line| line.level = level);
    }

    fn begin(&mut self, head: Span) {
        if let Some(line) = self.of(head).next() {
            line.begins = true;
        }
    }

    fn comments(&mut self, tree: &Tree) {
        for comment in &tree.comments {
            self.of(*comment).filter(|line| line.said.start == comment.start as usize).for_each(|line| line.level = Level::Comment);
        }
    }

    fn header(&mut self, tree: &Tree) {
        let keys = tree.properties.iter().map(|property| property.key.span);
        let title = Some(tree.root.head).filter(|head| head.start < head.end);
        let points = tree.root.points.as_ref().map(|points| points.span);
        title.into_iter().chain(points).chain(keys).for_each(|span| self.level(span, Level::At(0)));
    }

    /// An entry's own text is one deeper than its head; so is what is beneath it.
    fn below(&mut self, entry: &Entry, level: usize) {
        for passage in &entry.passages {
            let (first, last) = (self.number(passage.span.start), self.number(passage.span.end.max(1) - 1));
            for line in self.lines.iter_mut().take(last + 1).skip(first).filter(|line| line.level == Level::Open) {
                line.level = Level::At(level);
            }
        }
        for child in &entry.children {
            if let Some(line) = self.of(child.head).next() {
                line.level = Level::At(level);
            }
            self.below(child, level + 1);
        }
    }

    fn block(&mut self, block: &Block) {
        if let Some(line) = self.of(block.entry.head).next() {
            (line.level, line.begins) = (Level::At(0), true);
        }
        self.below(&block.entry, 1);
    }

    /// Sections of one line each may stand together.
    fn long_sections(&mut self, tree: &Tree) {
        let sections = &tree.root.children;
        let long = |entry: &Entry| self.number(entry.head.start) != self.number(entry.span.end.max(1) - 1);
        let together = sections.windows(2).filter(|pair| matches!(pair, [above, below] if !long(above) && !long(below)));
        let heads: Vec<Span> = together.filter_map(<[Entry]>::last).map(|entry| entry.head).collect();
        for head in heads {
            if let Some(line) = self.of(head).next() {
                line.begins = false;
            }
        }
    }

    /// Tables stay as they are: their header, their rows, and the lines on which a cell goes on.
    fn fixed(&mut self, tree: &Tree) {
        tree.pages.iter().for_each(|page| self.level(*page, Level::Fixed));
        let mut within = false;
        for line in &mut self.lines {
            let said = self.text.get(line.said.clone()).unwrap_or("");
            within = !said.is_empty() && (within || said.contains('\t'));
            if within {
                line.level = Level::Fixed;
            }
        }
    }

    // ---- what is to be changed ----

    fn get(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    fn indent(&self, at: usize, edits: &mut Vec<Edit>) {
        let Some(line) = self.get(at).filter(|line| line.level != Level::Fixed) else { return };
        edits.push(Edit::new(line.said.end, line.end, ""));
        let far = || self.text.get(line.start..line.said.start).map_or(0, columns) >= FAR;
        if let Some(level) = self.depth(at).filter(|level| level * STEP >= FAR / 2 || !far()) {
            // A byte order mark stays where it is.
            let start =
                line.start + self.text.get(line.start..line.said.start).map_or(0, |gap| gap.find(char::is_whitespace).unwrap_or(gap.len()));
            edits.push(Edit::new(start, line.said.start, " ".repeat(level * STEP)));
        }
    }

    /// A comment is as deep as the next line that says something, or the one before where none follows in its paragraph.
    fn depth(&self, at: usize) -> Option<usize> {
        let known = |line: &Line| match line.level {
            Level::At(level) => Some(level),
            _ => None,
        };
        let line = self.get(at)?;
        if line.level != Level::Comment {
            return known(line);
        }
        let below = self.lines.iter().skip(at).take_while(|line| !line.said.is_empty()).find(|line| line.level != Level::Comment);
        let above = || self.lines.iter().take(at).rev().find(|line| line.level != Level::Comment && !line.said.is_empty());
        below.or_else(above).and_then(known)
    }

    /// Blank lines between one line that says something and the next: none or one.
    fn apart(&self, before: Option<usize>, at: usize, edits: &mut Vec<Edit>) {
        let Some(line) = self.get(at) else { return };
        let Some(above) = before.and_then(|before| self.get(before)) else {
            return edits.push(Edit::new(self.mark(), line.start.max(self.mark()), ""));
        };
        let fixed = above.level == Level::Fixed;
        let blank = line.start > above.next;
        let wanted = blank || !fixed && line.level != Level::Fixed && self.stands_apart(before, at);
        let end = self.text.get(above.end..above.next).unwrap_or("\n");
        edits.push(Edit::new(above.next, line.start, if wanted { end } else { "" }));
    }

    /// True where a section or block begins here, or the comment above one, or the first of them behind the header.
    fn stands_apart(&self, before: Option<usize>, at: usize) -> bool {
        let comment = |at: usize| self.get(at).is_some_and(|line| line.level == Level::Comment);
        if before.is_some_and(comment) {
            return false;
        }
        let head = (at..self.lines.len()).find(|&at| !comment(at));
        head.and_then(|head| self.get(head)).is_some_and(|line| line.begins)
    }

    /// The text ends with one line end.
    fn last(&self, before: Option<usize>, edits: &mut Vec<Edit>) {
        let Some(line) = before.and_then(|before| self.get(before)) else {
            return edits.push(Edit::new(self.mark(), self.text.len(), ""));
        };
        if line.next > line.end {
            edits.push(Edit::new(line.next, self.text.len(), ""));
        } else {
            let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
            edits.push(Edit::new(line.end, self.text.len(), end));
        }
    }

    /// How long the byte order mark is.
    fn mark(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }
}

/// How wide an indentation is, with a full-width space as two.
fn columns(indentation: &str) -> usize {
    indentation.chars().map(|character| if character == '\u{3000}' { 2 } else { 1 }).sum()
}

fn split(text: &str) -> Vec<Line> {
    let mut start = 0;
    let line = |whole: &str| {
        let body = whole.strip_suffix('\n').map_or(whole, |body| body.strip_suffix('\r').unwrap_or(body));
        let marked = Some(body).filter(|_| start == 0).and_then(|body| body.strip_prefix('\u{feff}'));
        let said = marked.unwrap_or(body).trim_start();
        let from = start + body.len() - said.len();
        let line =
            Line { said: from..from + said.trim_end().len(), start, end: start + body.len(), next: start + whole.len(), ..Line::default() };
        start += whole.len();
        line
    };
    text.split_inclusive('\n').map(line).collect()
}
