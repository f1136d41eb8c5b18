//! Clauses: an island grammar, a rule and a file for each form.
//!
//! Not here: what belongs to what; that is the fold in `chidu-analysis`. Start at `grammar/forms/clause.pest`.

// The derived parser is generated: its enum has a variant for every rule and no doc lines of its own.
#![allow(missing_docs)]

use pest::Parser;
use pest::iterators::Pairs;
use pest_derive::Parser;

/// The parser of clauses; its `Rule` names every form.
#[derive(Parser)]
#[grammar = "forms/lexemes.pest"]
#[grammar = "forms/clause.pest"]
#[grammar = "forms/assessor_range.pest"]
#[grammar = "forms/average.pest"]
#[grammar = "forms/award.pest"]
#[grammar = "forms/band.pest"]
#[grammar = "forms/base.pest"]
#[grammar = "forms/bonus.pest"]
#[grammar = "forms/cap.pest"]
#[grammar = "forms/comparison.pest"]
#[grammar = "forms/entry_result.pest"]
#[grammar = "forms/escalation.pest"]
#[grammar = "forms/evidence.pest"]
#[grammar = "forms/exclude.pest"]
#[grammar = "forms/external.pest"]
#[grammar = "forms/fixed.pest"]
#[grammar = "forms/floor.pest"]
#[grammar = "forms/formula.pest"]
#[grammar = "forms/history.pest"]
#[grammar = "forms/label.pest"]
#[grammar = "forms/ladder.pest"]
#[grammar = "forms/parallel_list.pest"]
#[grammar = "forms/per_occurrence.pest"]
#[grammar = "forms/per_step.pest"]
#[grammar = "forms/points.pest"]
#[grammar = "forms/rank.pest"]
#[grammar = "forms/ratio.pest"]
#[grammar = "forms/same_matter.pest"]
#[grammar = "forms/scale.pest"]
#[grammar = "forms/veto.pest"]
#[grammar = "forms/weight.pest"]
#[grammar = "forms/zero.pest"]
struct ClauseParser;

/// True where a label is a word of a scale: 很满意, 良好, 一般.
pub fn is_rating(folded: &str) -> bool {
    ClauseParser::parse(Rule::rating, folded).is_ok()
}

/// True where every number in a label plainly belongs to a name.
pub fn is_plain_label(folded: &str) -> bool {
    ClauseParser::parse(Rule::plain_label, folded).is_ok()
}

/// The islands of a passage of folded text, in order; what no island took is `Rule::prose`. `None` never happens: the grammar takes
/// any text.
pub fn islands(folded: &str) -> Option<Pairs<'_, Rule>> {
    let clause = ClauseParser::parse(Rule::clause, folded).ok()?.next()?;
    Some(clause.into_inner())
}
