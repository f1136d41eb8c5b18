//! A document as a draft of its rulebook: entries with points, a line for each clause, and a mark above whatever was not understood.
//!
//! Nothing of the document is lost: what is no entry, clause or property stays as prose or as a comment, and what was not understood stays in
//! its place, so that the draft does not score before the author has mended it. Not here: the reading itself. Start at [`draft`].

use std::fmt::Write;

use chidu_analysis::Analysis;
use chidu_analysis::lower::ReadPassage;
use chidu_analysis::program::EntryId;
use chidu_analysis::reading::{Condition, Effect, Kind};
use chidu_diagnostics::{Diagnostic, Lang, Span};
use chidu_syntax::ast::{Block, BlockKind, Entry, Passage};

use crate::files::Source;

/// What stands in front of everything that the author has to mend.
const MARK: &str = "// 待改:";
/// What the mark is set at: clauses that nobody computes as they stand.
const MARKED: [&str; 5] = ["unrecognized-clause", "missing-amount", "not-computed", "unreadable-block-line", "external-clause"];

/// The draft of a document, as text.
pub fn draft(source: &Source, analysis: &Analysis, lang: Lang) -> String {
    let marks = analysis.diagnostics.iter().filter(|diagnostic| MARKED.contains(&diagnostic.code)).collect();
    let mut writer = Writer { text: &source.text, analysis, lang, marks, out: String::new(), next: 1 };
    writer.whole();
    writer.out
}

struct Writer<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    lang: Lang,
    marks: Vec<&'a Diagnostic>,
    out: String,
    /// The id of the entry that is written next, in the program's order.
    next: u32,
}

impl Writer<'_> {
    fn whole(&mut self) {
        let tree = &self.analysis.parse.tree;
        let root = &tree.root;
        if !root.name.text.is_empty() || root.points.is_some() {
            let title = folded(&root.name.text);
            let points = root.points.as_ref().map(|points| format!("满分{}分", points.value));
            let title = (!title.is_empty()).then(|| format!("《{}》", title.trim_matches(['《', '》'])));
            let line: Vec<String> = [title, points].into_iter().flatten().collect();
            self.line(0, &line.join(" "));
        }
        for property in &tree.properties {
            let line = property.key.span.to(property.value.span).of(self.text).replace('\n', " ");
            self.line(0, line.trim());
        }
        let first = root.children.iter().map(|child| child.head.start).min().unwrap_or(u32::MAX);
        let own = |passage: &&Passage| !self.is_numbered(passage);
        let (before, after): (Vec<&Passage>, Vec<&Passage>) =
            root.passages.iter().filter(own).partition(|passage| passage.span.start < first);
        before.into_iter().for_each(|passage| self.passage(0, root, passage, ""));
        self.children(root, 0);
        if !after.is_empty() {
            self.out.push('\n');
            self.line(0, "说明:");
            after.into_iter().for_each(|passage| self.passage(2, root, passage, ""));
        }
        tree.blocks.iter().for_each(|block| self.block(block));
    }

    // ---- entries ----

    /// Entries, and between them numbered lines that are prose, so that the numbers stay in order.
    fn children(&mut self, entry: &Entry, depth: usize) {
        let mut prose = entry.passages.iter().filter(|passage| self.is_numbered(passage)).collect::<Vec<_>>().into_iter().peekable();
        for (index, child) in entry.children.iter().enumerate() {
            while let Some(passage) = prose.next_if(|passage| passage.span.start < child.head.start) {
                self.passage(2 * depth, entry, passage, "");
            }
            if depth == 0 {
                self.out.push('\n');
            }
            self.entry(child, depth, index + 1);
        }
        prose.for_each(|passage| self.passage(2 * depth, entry, passage, ""));
    }

    /// True for a passage before which a number was taken out.
    fn is_numbered(&self, passage: &Passage) -> bool {
        let written = passage.span.of(self.text).trim_start();
        passage.column.is_none() && !written.is_empty() && passage.text.trim_start().len() < written.len()
    }

    fn entry(&mut self, entry: &Entry, depth: usize, place: usize) {
        let id = EntryId(self.next);
        self.next += 1;
        let indent = 2 * depth;
        let head = self.head(entry, id, place);
        let mut passages = entry.passages.iter();
        if entry.name.text.trim().is_empty() {
            // A criterion that is all text stands behind its number.
            match passages.next() {
                Some(first) => self.passage(indent, entry, first, &head),
                None => self.line(indent, &head),
            }
        } else {
            self.line(indent, &head);
        }
        let rest: Vec<&Passage> = passages.filter(|passage| !self.is_numbered(passage)).collect();
        rest.into_iter().for_each(|passage| self.passage(indent + 2, entry, passage, ""));
        self.children(entry, depth + 1);
    }

    /// Number, name, points, handle and colon.
    fn head(&self, entry: &Entry, id: EntryId, place: usize) -> String {
        let program = &self.analysis.program[id];
        let name = folded(&entry.name.text);
        let points = entry.points.as_ref().map(|points| points.value.clone());
        let sum = || program.points.as_ref().map(ToString::to_string).filter(|_| entry.number.is_none() && !entry.children.is_empty());
        let points = points.or_else(sum).map(|points| format!(" {points}分"));
        let weight = entry.weight.as_ref().map(|weight| format!(" 权重{}", weight.value));
        let number = match &entry.number {
            Some(number) => numbered(number.span.of(self.text), &number.text, number.level),
            None if points.is_none() && weight.is_none() && !is_heading(&name) => format!("{place}. "),
            None => String::new(),
        };
        let handle = entry.handle.as_ref().map(|handle| format!(" #{}", handle.text.trim_start_matches('#')));
        let text = !entry.passages.is_empty() && !name.is_empty() && !is_heading(&name);
        let colon = if points.is_some() || weight.is_some() || text && entry.children.is_empty() { ":" } else { "" };
        let [points, weight, handle] = [points, weight, handle].map(Option::unwrap_or_default);
        format!("{number}{name}{points}{weight}{handle}{colon}")
    }

    // ---- text ----

    /// A passage line by line, each mark above the line that it is about. `head` goes in front of the first line.
    fn passage(&mut self, indent: usize, entry: &Entry, passage: &Passage, head: &str) {
        if let Some(lines) = self.row(passage) {
            self.marks_within(indent, passage.span);
            lines.iter().for_each(|line| self.line(indent, line));
            return;
        }
        let owns_points = entry.points.as_ref().is_some_and(|points| passage.span.contains(points.span));
        let text = if owns_points { passage.text.as_str() } else { passage.span.of(self.text) };
        let prose = passage.column.as_ref().filter(|_| !chidu_analysis::scores(&passage.text)).map(|column| folded(&column.text));
        let (mut start, mut head, mut indent) = (passage.span.start as usize, head, indent);
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len());
            start += line.len();
            let words = folded(line);
            if words.is_empty() {
                continue;
            }
            self.marks_within(indent, span);
            let column = prose.as_ref().filter(|column| !column.is_empty()).map(|column| format!("{column}: ")).unwrap_or_default();
            self.line(indent, &format!("{head}{column}{words}"));
            if !std::mem::take(&mut head).is_empty() {
                indent += 2;
            }
        }
    }

    /// A row whose figure is read by its column's heading, in words of its own: 迟到的, 每次扣2分.
    fn row(&self, passage: &Passage) -> Option<Vec<String>> {
        passage.column.as_ref()?;
        let read = self.analysis.passages.iter().find(|read| read.span == passage.span)?;
        let alone = chidu_analysis::read(&passage.text, &chidu_analysis::Context::default());
        if alone.effects.len() == read.reading.effects.len() && !differ(&alone.effects, &read.reading.effects) {
            return None;
        }
        spelled(read)
    }

    fn marks_within(&mut self, indent: usize, span: Span) {
        let within = |diagnostic: &&&Diagnostic| span.start <= diagnostic.span.start && diagnostic.span.start < span.end;
        let lines: Vec<String> = self.marks.iter().filter(within).map(|diagnostic| self.mark(diagnostic)).collect();
        lines.iter().for_each(|line| self.line(indent, line));
    }

    fn mark(&self, diagnostic: &Diagnostic) -> String {
        let help = diagnostic.help.as_ref().map(|help| format!("; {}", help.get(self.lang))).unwrap_or_default();
        format!("{MARK} {}{help}", diagnostic.message.get(self.lang)).replace('\n', " ")
    }

    // ---- blocks ----

    fn block(&mut self, block: &Block) {
        self.out.push('\n');
        let head = block.entry.head.of(self.text).trim().trim_end_matches([':', '：']);
        self.line(0, &format!("{}:", folded(head)));
        let holds_entries = matches!(block.kind, BlockKind::Bonus | BlockKind::Malus);
        for passage in &block.entry.passages {
            self.passage(2, &block.entry, passage, "");
        }
        if holds_entries {
            self.next += 1;
            self.children(&block.entry, 1);
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{:indent$}{}", "", text.trim());
    }
}

/// A number with its punctuation; a bare one, as it stands in a cell, gets that of its style.
fn numbered(written: &str, core: &str, level: u8) -> String {
    let written = folded(written);
    let bare =
        written == folded(core) && level != 0 && !written.starts_with('第') && !written.starts_with(|c: char| ('①'..='⒛').contains(&c));
    match (bare, level) {
        (true, 1) => format!("{written}、"),
        (true, _) => format!("{written}. "),
        (false, _) if written.ends_with(['.', '章', '条', '节', '分']) || level == 0 => format!("{written} "),
        (false, _) => written,
    }
}

/// Without line ends, soft breaks and runs of spaces; the author's script and words stay.
fn folded(words: &str) -> String {
    words.split(|c: char| c.is_whitespace() || c == '\u{3000}').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_heading(name: &str) -> bool {
    matches!(name.replace(' ', "").as_str(), "附则" | "总则")
}

fn differ(left: &[Effect], right: &[Effect]) -> bool {
    let json = |effects: &[Effect]| serde_json::to_string(effects).unwrap_or_default();
    json(left) != json(right)
}

/// Effects in plain words; `None` where one of them has more to say than label, count and amount.
fn spelled(read: &ReadPassage) -> Option<Vec<String>> {
    if !read.reading.gaps.is_empty() || read.reading.effects.is_empty() {
        return None;
    }
    read.reading.effects.iter().map(plain).collect()
}

fn plain(effect: &Effect) -> Option<String> {
    let verb = match effect.kind {
        Kind::Deduct => "扣",
        Kind::Add => "加",
        Kind::Award => "得",
        _ => return None,
    };
    let [Condition::Label(label)] = effect.when.as_slice() else { return None };
    let amount = effect.amount.as_ref()?;
    let each = effect
        .per
        .as_ref()
        .map(|per| if per.step == chidu_values::Number::ONE { format!("每{}", per.unit) } else { format!("每{}{}", per.step, per.unit) });
    let plain = effect.cap.is_none() && effect.range.is_none() && effect.floor.is_none() && effect.target.is_none();
    plain.then(|| format!("{label}的, {}{verb}{amount}分", each.unwrap_or_default()))
}
