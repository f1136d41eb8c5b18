//! Clauses: an island grammar, a rule and a file for each form.
//!
//! Not here: what belongs to what; that is the fold in `chidu-analysis`. Start at `grammar/forms/clause.pest`.

use crate::machine::{Kind, Node, Step, parse};
use crate::tree::{Pair, Pairs};

include!(concat!(env!("OUT_DIR"), "/clauses.rs"));

/// True where a label is a word of a scale: 很满意, 良好, 一般.
pub fn is_rating(folded: &str) -> bool {
    parse(GRAMMAR, entry(Rule::rating), folded).0.is_some()
}

/// True where every number in a label plainly belongs to a name.
pub fn is_plain_label(folded: &str) -> bool {
    parse(GRAMMAR, entry(Rule::plain_label), folded).0.is_some()
}

/// On which side of the mean of the subjects something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// 满意率低于全市平均水平: what is compared with the mean of the subjects, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mean<'a> {
    /// In the author's words; empty where unsaid.
    pub of: &'a str,
    pub side: Side,
}

/// The words of a condition as a comparison with the mean of the subjects; `None` for any other words.
pub fn mean(folded: &str) -> Option<Mean<'_>> {
    // Every wording of it holds this word, and hardly any other condition does.
    let whole = parse(GRAMMAR, entry(Rule::mean), Some(folded).filter(|folded| folded.contains("平均"))?).0?;
    let parts: Vec<_> = whole.flatten().collect();
    let words = |rule: Rule| parts.iter().find(|part| part.as_rule() == rule).map_or("", |part| part.as_str());
    let sides = [
        (Rule::mean_at_least, Side::AtLeast),
        (Rule::mean_at_most, Side::AtMost),
        (Rule::mean_below, Side::Below),
        (Rule::mean_above, Side::Above),
        (Rule::mean_short_below, Side::Below),
        (Rule::mean_short_above, Side::Above),
    ];
    let side = parts.iter().find_map(|part| sides.iter().find(|(rule, _)| *rule == part.as_rule()).map(|(_, side)| *side))?;
    let of = if words(Rule::mean_of).is_empty() { words(Rule::mean_of_after) } else { words(Rule::mean_of) };
    Some(Mean { of, side })
}

/// 抽查3份病历, 每份单独计分 within a text: `Rule::sampled` and `Rule::scored_alone`, in order.
pub fn samples(folded: &str) -> impl Iterator<Item = Pair<'_, Rule>> {
    let whole = parse(GRAMMAR, entry(Rule::samples), folded).0.into_iter().flatten();
    whole.flat_map(Pair::into_inner).filter(|part| matches!(part.as_rule(), Rule::sampled | Rule::scored_alone))
}

/// The islands of a passage of folded text, in order; what no island took is `Rule::prose`. `None` never happens: the grammar takes
/// any text.
pub fn islands(folded: &str) -> Option<Pairs<'_, Rule>> {
    let clause = parse(GRAMMAR, entry(Rule::clause), folded).0?.next()?;
    Some(clause.into_inner())
}

/// The names, numbers and signs of an expression (完成数÷任务数×10) in order; `None` where something else stands among them.
pub fn expression(folded: &str) -> Option<Pairs<'_, Rule>> {
    Some(parse(GRAMMAR, entry(Rule::expression), folded).0?.next()?.into_inner())
}

/// How many steps it takes to find the islands of a text, for tests of how that grows with its length.
pub fn steps(folded: &str) -> usize {
    parse(GRAMMAR, entry(Rule::clause), folded).1
}
