//! The places of the name under the cursor, to be marked while it rests there.

use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, Position};

use crate::snapshot::Snapshot;

/// Where the name at a position stands: written where it is made, read where it is used.
pub fn highlights(snapshot: &Snapshot, position: Position) -> Vec<DocumentHighlight> {
    let places = snapshot.places();
    let names = snapshot.names();
    let Some(found) = names.at(places.offset(position)) else {
        return Vec::new();
    };
    let kind = |makes: bool| Some(if makes { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ });
    names.of(&found.of).map(|name| DocumentHighlight { range: places.range(name.span), kind: kind(name.makes) }).collect()
}
