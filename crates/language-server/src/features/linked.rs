//! Names that change together while one types: a name and its uses in the same words.

use tower_lsp::lsp_types::{LinkedEditingRanges, Position};

use crate::snapshot::Snapshot;

/// What no name holds.
const WORD: &str = r#"[^\s:：;；,，.。、#"“”《》()（）]+"#;

/// The places that an edit at a position changes with it; `None` where there is but one.
pub fn linked(snapshot: &Snapshot, position: Position) -> Option<LinkedEditingRanges> {
    let places = snapshot.places();
    let names = snapshot.names();
    let found = names.at(places.offset(position))?;
    let words = found.span.of(&snapshot.text);
    let same = names.of(&found.of).filter(|name| name.span.of(&snapshot.text) == words);
    let ranges: Vec<_> = same.map(|name| places.range(name.span)).collect();
    (ranges.len() > 1).then(|| LinkedEditingRanges { ranges, word_pattern: Some(WORD.to_owned()) })
}
