//! 每超(欠)1%加(扣)0.1分, 每高于或低于1%扣0.5分: a step to either side. Where two verbs are said the first is of the first side.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::per_step::bare;
use super::{Act, Direction, Island, Piece, Step, What, lexemes};
use crate::reading::Kind;

/// The step, and what is done on either side where its verbs say so.
pub(super) fn pieces(island: &Island<'_>) -> Option<Vec<Piece>> {
    let step = lexemes::find(island, Rule::way_step)?;
    let at = |part: &Island<'_>| part.as_span().start()..part.as_span().end();
    let mut pieces = vec![Piece { what: sides(&step)?, at: at(&step) }];
    if let Some(act) = lexemes::find(island, Rule::way_act) {
        pieces.push(Piece { what: done(&act)?, at: at(&act) });
    }
    Some(pieces)
}

/// The steps to the one side and to the other.
fn sides(island: &Island<'_>) -> Option<What> {
    let unit = lexemes::find(island, Rule::measured_unit);
    let measured = unit.is_some();
    let unit = unit.or_else(|| lexemes::find(island, Rule::counted_unit))?;
    let number = lexemes::first_number(island)?;
    let mut ways = island.clone().into_inner().flatten().filter(|part| part.as_rule() == Rule::way);
    let step = |way: &Island<'_>| Step {
        direction: if lexemes::has(way, Rule::step_up) { Direction::Up } else { Direction::Down },
        number: number.clone(),
        unit: bare(unit.as_str()).to_owned(),
        measured,
        words: way.as_span().start()..way.as_span().end(),
        missing: false,
    };
    Some(What::TwoWay(Box::new([step(&ways.next()?), step(&ways.next()?)])))
}

/// 加(扣)0.1分.
fn done(island: &Island<'_>) -> Option<What> {
    let mut verbs = island.clone().into_inner().flatten().filter(|part| part.as_rule() == Rule::way_verb);
    let kind = |verb: Island<'_>| if lexemes::has(&verb, Rule::way_adds) { Kind::Add } else { Kind::Deduct };
    let (first, second) = (kind(verbs.next()?), kind(verbs.next()?));
    let amount: Number = lexemes::first_number(island)?;
    Some(Act { other: Some(second), ..Act::with_amount(first, amount) }.piece())
}
