//! What grows around the cursor when a selection is widened: a word of the reading, its clause, the passage, the entry, the entries above.

use chidu_analysis::marks::marks;
use chidu_diagnostics::Span;
use chidu_syntax::ast::Entry;
use tower_lsp::lsp_types::{Position, SelectionRange};

use super::clauses::clauses;
use crate::snapshot::Snapshot;

/// The ranges around each position, the narrowest first.
pub fn selections(snapshot: &Snapshot, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| selection(snapshot, snapshot.places().offset(*position))).collect()
}

fn selection(snapshot: &Snapshot, offset: usize) -> SelectionRange {
    let mut spans: Vec<Span> = around(snapshot, offset).into_iter().filter(|span| holds(*span, offset)).collect();
    spans.sort_by_key(|span| (std::cmp::Reverse(span.end - span.start), span.start));
    let range = |span: Span| snapshot.places().range(span);
    let mut widest = SelectionRange { range: range(Span::new(0, snapshot.text.len())), parent: None };
    let mut last = Span::new(0, snapshot.text.len());
    for span in spans {
        if last.contains(span) && span != last {
            widest = SelectionRange { range: range(span), parent: Some(Box::new(widest)) };
            last = span;
        }
    }
    widest
}

fn around(snapshot: &Snapshot, offset: usize) -> Vec<Span> {
    let analysis = snapshot.analysis();
    let mut spans: Vec<Span> = clauses(snapshot).iter().map(|clause| clause.span).collect();
    for passage in analysis.passages.iter().filter(|passage| holds(passage.span, offset)) {
        spans.push(trimmed(passage.span, &snapshot.text));
        spans.extend(marks(passage, &snapshot.text).into_iter().map(|(span, _)| span));
    }
    spans.extend(snapshot.names().all().iter().map(|name| name.span));
    let tree = &analysis.parse.tree;
    let properties =
        tree.properties.iter().flat_map(|property| [property.key.span, property.value.span, property.key.span.to(property.value.span)]);
    spans.extend(properties);
    let entries = tree.root.children.iter().chain(tree.blocks.iter().map(|block| &block.entry));
    entries.for_each(|entry| of_entry(entry, &snapshot.text, offset, &mut spans));
    spans
}

fn of_entry(entry: &Entry, text: &str, offset: usize, spans: &mut Vec<Span>) {
    let whole = trimmed(entry.span.to(entry.head), text);
    if holds(whole, offset) {
        spans.extend([whole, trimmed(entry.head, text)]);
        entry.children.iter().for_each(|child| of_entry(child, text, offset, spans));
    }
}

fn holds(span: Span, offset: usize) -> bool {
    span.start as usize <= offset && offset <= span.end as usize
}

fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}
