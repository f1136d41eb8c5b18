//! What an editor may ask of a document, a file each: pure functions of a snapshot.
//!
//! Not here: which of them are offered (`backend`), and what is said unasked (`present`). The words are those of `chidu reading`.

pub mod actions;
pub mod basis;
pub mod clauses;
pub mod commands;
pub mod completion;
pub mod definition;
pub mod folding;
pub mod format;
pub mod highlight;
pub mod hover;
pub mod inlay;
pub mod lenses;
pub mod linked;
pub mod links;
pub mod references;
pub mod rename;
pub mod selection;
pub mod sheet;
pub mod signature;
pub mod symbols;
pub mod tokens;
pub mod workspace;
