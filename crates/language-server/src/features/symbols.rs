//! The outline: entries as they nest, then the blocks.

use chidu_diagnostics::Span;
use chidu_syntax::ast::{Block, Entry};
use tower_lsp::lsp_types::{DocumentSymbol, SymbolKind};

use crate::snapshot::Snapshot;

/// The document's symbols.
pub fn symbols(snapshot: &Snapshot) -> Vec<DocumentSymbol> {
    let tree = &snapshot.analysis().parse.tree;
    let mut found: Vec<DocumentSymbol> = tree.root.children.iter().map(|entry| of_entry(snapshot, entry)).collect();
    found.extend(tree.blocks.iter().map(|block| of_block(snapshot, block)));
    found.sort_by_key(|symbol| symbol.range.start);
    found
}

fn of_entry(snapshot: &Snapshot, entry: &Entry) -> DocumentSymbol {
    let number = entry.number.as_ref().map(|number| number.span.of(&snapshot.text).trim()).unwrap_or_default();
    let points = entry.points.as_ref().map(|points| format!("{}分", points.value));
    let children: Vec<DocumentSymbol> = entry.children.iter().map(|child| of_entry(snapshot, child)).collect();
    let kind = if children.is_empty() { SymbolKind::FIELD } else { SymbolKind::NAMESPACE };
    symbol(snapshot, format!("{number}{}", entry.name.text), points, kind, (entry.span, entry.head), children)
}

fn of_block(snapshot: &Snapshot, block: &Block) -> DocumentSymbol {
    let head = block.entry.head.of(&snapshot.text).trim().trim_end_matches([':', '：']);
    let name = head.split([':', '：']).next().unwrap_or(head).trim().to_owned();
    let children = block.entry.children.iter().map(|child| of_entry(snapshot, child)).collect();
    symbol(snapshot, name, None, SymbolKind::NAMESPACE, (block.entry.span, block.entry.head), children)
}

#[expect(deprecated, reason = "the protocol's type still has the field that it took back")]
fn symbol(
    snapshot: &Snapshot,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    (whole, head): (Span, Span),
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let places = snapshot.places();
    // The protocol wants a name, and the head within the whole.
    let name = if name.is_empty() { head.of(&snapshot.text).trim().to_owned() } else { name };
    DocumentSymbol {
        name: if name.is_empty() { "…".to_owned() } else { name },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: places.range(whole.to(head)),
        selection_range: places.range(head),
        children: Some(children),
    }
}
