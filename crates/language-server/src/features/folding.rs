//! What may be folded: entries and blocks of more than one line.

use chidu_diagnostics::Span;
use chidu_syntax::ast::Entry;
use tower_lsp::lsp_types::FoldingRange;

use crate::snapshot::Snapshot;

/// The document's folds, outer ones first.
pub fn folds(snapshot: &Snapshot) -> Vec<FoldingRange> {
    let tree = &snapshot.analysis().parse.tree;
    let mut spans = Vec::new();
    tree.root.children.iter().for_each(|entry| within(entry, &mut spans));
    tree.blocks.iter().for_each(|block| within(&block.entry, &mut spans));
    spans.sort();
    spans.iter().filter_map(|span| fold(snapshot, *span)).collect()
}

fn within(entry: &Entry, spans: &mut Vec<Span>) {
    spans.push(entry.span.to(entry.head));
    entry.children.iter().for_each(|child| within(child, spans));
}

fn fold(snapshot: &Snapshot, span: Span) -> Option<FoldingRange> {
    let end = span.start as usize + span.of(&snapshot.text).trim_end().len();
    let lines = snapshot.places().range(Span::new(span.start as usize, end));
    (lines.start.line < lines.end.line).then(|| FoldingRange {
        start_line: lines.start.line,
        end_line: lines.end.line,
        ..FoldingRange::default()
    })
}
