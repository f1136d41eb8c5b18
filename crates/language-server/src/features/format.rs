//! What `chidu fmt` would change, as the least edits: of the whole text, or of the lines of a range.

use chidu_format::Edit;
use tower_lsp::lsp_types::{Range, TextEdit};

use crate::snapshot::Snapshot;

/// All changes, or those that touch a line of the range.
pub fn edits(snapshot: &Snapshot, range: Option<Range>) -> Vec<TextEdit> {
    let places = snapshot.places();
    let edit = |edit: Edit| TextEdit::new(places.range(edit.span), edit.text);
    let all = chidu_format::edits(&snapshot.text).into_iter().map(edit);
    all.filter(|edit| range.is_none_or(|range| touches(edit, range))).collect()
}

/// An indentation belongs to its line, with the blank lines above. A range that ends where a line begins does not hold that line.
fn touches(edit: &TextEdit, range: Range) -> bool {
    let last = if range.end.character == 0 && range.end.line > range.start.line { range.end.line - 1 } else { range.end.line };
    (range.start.line..=last).contains(&edit.range.end.line)
}
