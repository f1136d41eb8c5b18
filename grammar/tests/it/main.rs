//! The machine against pest's own parser, and against the length of a text.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads the texts that it compares")]

mod linear;
mod pest;

/// The same grammars, compiled by pest; and the texts that they look for.
mod reference {
    #![allow(missing_docs)]

    pub mod clauses {
        include!(concat!(env!("OUT_DIR"), "/clauses.pest.rs"));
    }
    pub mod lines {
        include!(concat!(env!("OUT_DIR"), "/lines.pest.rs"));
    }
}
