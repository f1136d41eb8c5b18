//! Clauses: an island grammar, a rule and a file for each form.
//!
//! Not here: what belongs to what; that is the fold in `chidu-analysis`. Start at `grammar/forms/clause.pest`.

use crate::machine::{Kind, Node, Step, parse};
use crate::tree::Pairs;

include!(concat!(env!("OUT_DIR"), "/clauses.rs"));

/// True where a label is a word of a scale: 很满意, 良好, 一般.
pub fn is_rating(folded: &str) -> bool {
    parse(ALPHABET, entry(Rule::rating), folded).0.is_some()
}

/// True where every number in a label plainly belongs to a name.
pub fn is_plain_label(folded: &str) -> bool {
    parse(ALPHABET, entry(Rule::plain_label), folded).0.is_some()
}

/// The islands of a passage of folded text, in order; what no island took is `Rule::prose`. `None` never happens: the grammar takes
/// any text.
pub fn islands(folded: &str) -> Option<Pairs<'_, Rule>> {
    let clause = parse(ALPHABET, entry(Rule::clause), folded).0?.next()?;
    Some(clause.into_inner())
}

/// The names, numbers and signs of an expression (完成数÷任务数×10) in order; `None` where something else stands among them.
pub fn expression(folded: &str) -> Option<Pairs<'_, Rule>> {
    Some(parse(ALPHABET, entry(Rule::expression), folded).0?.next()?.into_inner())
}

/// How many steps it takes to find the islands of a text, for tests of how that grows with its length.
pub fn steps(folded: &str) -> usize {
    parse(ALPHABET, entry(Rule::clause), folded).1
}
