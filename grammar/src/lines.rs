//! The grammar of single lines: what stands at the beginning of one, and what kind it is. The rules are in `lines.pest`.
//!
//! Not here: how lines nest, and what a clause says. Start at [`parse`].

use crate::machine::{self, Kind, Node, Step};
use crate::tree::Pairs;

include!(concat!(env!("OUT_DIR"), "/lines.rs"));

/// Reads one folded line as a rule. `first`, `opening`, `outer`, `inner` and `listed` accept any line.
pub fn parse(rule: Rule, line: &str) -> Option<Pairs<'_, Rule>> {
    machine::parse(GRAMMAR, entry(rule), line).0
}

/// How many steps it takes to read a line, for tests of how that grows with its length.
pub fn steps(rule: Rule, line: &str) -> usize {
    machine::parse(GRAMMAR, entry(rule), line).1
}
