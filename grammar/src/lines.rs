//! The grammar of single lines: what stands at the beginning of one, and what kind it is. The rules are in `lines.pest`.
//!
//! Not here: how lines nest, and what a clause says. Start at [`parse`].

use pest::Parser;
use pest::error::Error;
use pest::iterators::Pairs;

/// The parser derived from `lines.pest`.
#[derive(pest_derive::Parser)]
#[grammar = "lines.pest"]
struct Lines;

/// Reads one folded line as a rule. `first`, `opening`, `outer`, `inner` and `listed` accept any line.
pub fn parse(rule: Rule, line: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
    Lines::parse(rule, line).map_err(Box::new)
}
