//! Where a name is made.

use tower_lsp::lsp_types::{Location, Position};

use crate::snapshot::Snapshot;

/// The places where what stands at a position is made.
pub fn definition(snapshot: &Snapshot, position: Position) -> Vec<Location> {
    let places = snapshot.places();
    let names = snapshot.names();
    let Some(found) = names.at(places.offset(position)) else {
        return Vec::new();
    };
    let made = names.of(&found.of).filter(|name| name.makes);
    made.map(|name| Location::new(snapshot.uri.clone(), places.range(name.span))).collect()
}
