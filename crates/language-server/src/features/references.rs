//! Where a name is used.

use tower_lsp::lsp_types::{Location, Position};

use crate::snapshot::Snapshot;

/// Every place of what stands at a position; those that make it only where they are asked for.
pub fn references(snapshot: &Snapshot, position: Position, declarations: bool) -> Vec<Location> {
    let places = snapshot.places();
    let names = snapshot.names();
    let Some(found) = names.at(places.offset(position)) else {
        return Vec::new();
    };
    let used = names.of(&found.of).filter(|name| declarations || !name.makes);
    used.map(|name| Location::new(snapshot.uri.clone(), places.range(name.span))).collect()
}
