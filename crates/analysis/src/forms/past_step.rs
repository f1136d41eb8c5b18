//! 每低于98%一个百分点扣1分: a bound and the step beyond it in one, as 低于98%的,每低1个百分点扣1分 says them in two.

use chidu_grammar::clauses::Rule;

use super::{Bound, Direction, Island, Limits, Piece, Step, What, lexemes};
use crate::reading::Op;

/// The bound, and the step.
pub(super) fn pieces(island: &Island<'_>) -> Option<Vec<Piece>> {
    let (bound, by) = (lexemes::find(island, Rule::past_bound)?, lexemes::find(island, Rule::past_by)?);
    let below = lexemes::has(&bound, Rule::past_below);
    let (op, direction) = if below { (Op::Below, Direction::Down) } else { (Op::Above, Direction::Up) };
    let limits = Limits::One(op, lexemes::first_number(&bound)?);
    let (start, cut, end) = (island.as_span().start(), bound.as_span().end(), by.as_span().end());
    let unit = if by.as_str().ends_with('%') { "%" } else { "百分点" };
    let step =
        Step { direction, number: lexemes::first_number(&by)?, unit: unit.to_owned(), measured: true, words: cut..cut, missing: false };
    Some(vec![
        Piece { what: What::Bound(Bound { limits, unit: "%".to_owned(), from: String::new(), asks: false }), at: start..cut },
        Piece { what: What::Step(step), at: cut..end },
    ])
}
