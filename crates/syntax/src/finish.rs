//! The growing tree as the public one: ranges of the folded text become spans and words of the author's.
//!
//! Not here: what belongs below what (`build`). Start at [`finish`].

use std::ops::Range;

use chidu_diagnostics::Span;

use crate::ast::{Block, Entry, Numeral, Passage, Points, Property, Spanned, Tree, Weight};
use crate::build::{Builder, ROOT, goes_on};
use crate::kind::{self, PropertyForm};
use crate::nodes::{Id, Node, Part};
use crate::number::Number;

/// Makes the tree.
pub(crate) fn finish(builder: &Builder<'_>) -> Tree {
    let finisher = Finisher::new(builder);
    let mut root = finisher.entry(ROOT);
    root.span = Span::new(0, builder.source.len());
    root.head = builder.title.clone().map_or(Span::at(0), |title| builder.folded.span(title));
    Tree {
        root,
        properties: builder.properties.iter().map(|property| finisher.property(property)).collect(),
        blocks: builder.blocks.iter().map(|(head, id)| finisher.block(head, *id)).collect(),
        expected: finisher.expected(),
        comments: builder.comments.iter().map(|range| builder.folded.span(range.clone())).collect(),
        tables: builder.tables.iter().map(|range| builder.folded.span(range.clone())).collect(),
        pages: builder.pages.iter().map(|range| builder.folded.span(range.clone())).collect(),
    }
}

/// Makes one entry of the top; `None` where it is prose after all.
pub(crate) fn child(builder: &Builder<'_>, id: Id) -> Option<Entry> {
    let mut top = Entry::default();
    Finisher::new(builder).child(&mut top, id);
    top.children.pop()
}

struct Finisher<'a> {
    builder: &'a Builder<'a>,
    /// Comments, and numbers, points and handles within text: blanked out in passages. INVARIANT: sorted, in the author's bytes.
    blanks: Vec<Span>,
}

impl<'a> Finisher<'a> {
    fn new(builder: &'a Builder<'a>) -> Self {
        let amounts = |node: &'a Node| node.points.iter().chain(&node.weight).map(|amount| &amount.range);
        let handles = builder.nodes.iter().flat_map(|node| &node.handle);
        let numbers = builder.nodes.iter().flat_map(|node| &node.number).map(|number| &number.range);
        let amounts = builder.nodes.iter().skip(1).flat_map(amounts);
        let ranges = builder.comments.iter().chain(amounts).chain(handles).chain(numbers).chain(&builder.blanks).chain(&builder.pages);
        let mut blanks: Vec<Span> = ranges.map(|range| builder.folded.span(range.clone())).collect();
        // Of several runs that are in order each: a stable sort finds them.
        blanks.sort();
        Self { builder, blanks }
    }

    fn entry(&self, id: Id) -> Entry {
        let Some(node) = self.builder.nodes.get(id) else { return Entry::default() };
        let (name, parts) = self.name_and_parts(node);
        let mut entry = Entry {
            number: node.number.as_ref().map(|number| self.numeral(number)),
            name: self.spanned(&name),
            points: node.points.as_ref().map(|amount| Points { span: self.span(&amount.range), value: amount.value.clone() }),
            weight: node.weight.as_ref().map(|amount| Weight { span: self.span(&amount.range), value: amount.value.clone() }),
            handle: node.handle.as_ref().map(|range| self.spanned(range)),
            passages: parts.iter().map(|part| self.passage(part)).collect(),
            children: Vec::new(),
            head: self.span(&node.head),
            span: self.span(&(node.head.start..node.end.max(node.head.end))),
        };
        for &child in &node.children {
            self.child(&mut entry, child);
        }
        entry.passages.sort_by_key(|passage| passage.span);
        entry
    }

    /// A number with neither points, scoring nor anything below it is prose of the entry above.
    fn child(&self, parent: &mut Entry, id: Id) {
        let Some(node) = self.builder.nodes.get(id) else { return };
        if let Some(text) = node.text.as_ref().filter(|text| Self::is_prose(node, text)) {
            let range = node.head.start..node.end.max(text.end);
            parent.passages.push(self.passage(&Part { range, column: None }));
            parent.span = parent.span.to(self.span(&(node.head.start..node.end)));
            return;
        }
        let child = self.entry(id);
        parent.span = parent.span.to(child.span);
        parent.children.push(child);
    }

    fn is_prose(node: &Node, text: &Range<usize>) -> bool {
        let inline = node.parts.iter().all(|part| part.range.end <= text.end);
        node.children.is_empty() && node.handle.is_none() && node.body_indent.is_none() && inline && !node.scores
    }

    /// A numbered line without points is a name where it says nothing of scores, else it is the first of its text.
    fn name_and_parts(&self, node: &Node) -> (Range<usize>, Vec<Part>) {
        let mut parts = node.parts.clone();
        let Some(text) = node.text.as_ref().filter(|_| node.name.is_empty()) else {
            return (trim(self.builder, &node.name), parts);
        };
        let words = self.builder.text(text);
        if !goes_on(words) && !node.scores {
            return (trim(self.builder, text), parts);
        }
        match parts.first_mut() {
            Some(first) if self.builder.text(&(text.end..first.range.start)).trim().is_empty() => first.range.start = text.start,
            _ => parts.insert(0, Part { range: text.clone(), column: None }),
        }
        (text.start..text.start, parts)
    }

    fn passage(&self, part: &Part) -> Passage {
        let span = self.span(&part.range);
        Passage { span, text: self.blanked(span), column: part.column.as_ref().map(|range| self.spanned(range)) }
    }

    /// The author's text of a span, with what is no part of it replaced by as many spaces as it has bytes.
    fn blanked(&self, span: Span) -> String {
        let source = self.builder.source;
        let first = self.blanks.partition_point(|blank| blank.end <= span.start);
        let mut text = String::with_capacity(span.range().len());
        let mut at = span.start;
        for blank in self.blanks.iter().skip(first).take_while(|blank| blank.start < span.end) {
            let (start, end) = (blank.start.max(at), blank.end.min(span.end));
            text.push_str(source.get(at as usize..start as usize).unwrap_or(""));
            text.extend(std::iter::repeat_n(' ', end.saturating_sub(start) as usize));
            at = end.max(at);
        }
        text.push_str(source.get(at as usize..span.end as usize).unwrap_or(""));
        text
    }

    fn property(&self, (key, value, form): &(Range<usize>, Range<usize>, PropertyForm)) -> Property {
        let mut name = Spanned { span: self.span(key), text: self.builder.text(key).to_owned() };
        if *form == PropertyForm::Statement {
            "本数".clone_into(&mut name.text);
        }
        Property { key: name, known: *form != PropertyForm::Unknown, value: self.spanned(value) }
    }

    fn block(&self, head: &kind::BlockHead, id: Id) -> Block {
        Block { kind: head.kind, entry: self.entry(id), title: head.title.as_ref().map(|range| self.spanned(range)) }
    }

    /// `// 预期: a, b` as the first line.
    fn expected(&self) -> Option<Vec<Spanned>> {
        let comment = self.builder.comments.first()?;
        let before = self.builder.folded.text.get(..comment.start)?;
        let words = self.builder.text(comment).trim_start_matches('/').trim_start();
        let codes = words.strip_prefix("预期").map(str::trim_start).and_then(|rest| rest.strip_prefix(':'))?;
        if before.contains('\n') || !before.trim().is_empty() {
            return None;
        }
        let mut at = comment.end - codes.len();
        let code = |piece: &str| {
            let begin = at;
            at += piece.len();
            begin..begin + piece.trim_end_matches([',', ' ', '、']).len()
        };
        let pieces: Vec<Range<usize>> = codes.split_inclusive([',', ' ', '、']).map(code).filter(|range| !range.is_empty()).collect();
        Some(pieces.iter().map(|range| self.spanned(range)).collect())
    }

    fn numeral(&self, number: &Number) -> Numeral {
        let text = self.span(&number.core).of(self.builder.source).to_owned();
        Numeral { span: self.span(&number.range), text, level: number.level(), value: number.value() }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.builder.folded.span(range.clone())
    }

    fn spanned(&self, range: &Range<usize>) -> Spanned {
        let span = self.span(range);
        Spanned { span, text: span.of(self.builder.source).to_owned() }
    }
}

/// A name without the spaces and stops around it.
fn trim(builder: &Builder<'_>, range: &Range<usize>) -> Range<usize> {
    let text = builder.text(range);
    let kept = text.trim_end_matches([' ', '\t', ':', ',', ';', '。', '、', '.']);
    let begin = range.start + kept.len() - kept.trim_start().len();
    begin..(range.start + kept.len()).max(begin)
}
