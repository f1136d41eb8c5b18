//! The grammars of a rulebook and what runs them: a total one for lines, and one for the clauses of a body.
//!
//! The `.pest` files stand in `grammar/lines.pest` and, a file for each clause form, in `grammar/forms`; `grammar/build` makes tables of
//! them. Not here: what the parsed text means. Start at [`clauses`].

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

pub mod clauses;
pub mod lines;
mod machine;
pub mod tree;
