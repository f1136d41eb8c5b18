//! The grammars of a rulebook and their derived parsers: a total one for lines, and one for the clauses of a body.
//!
//! Not here: what the parsed text means. The `.pest` files stand in `grammar/lines.pest` and, a file for each clause form, in `grammar/forms`.

pub mod clauses;
pub mod lines;
