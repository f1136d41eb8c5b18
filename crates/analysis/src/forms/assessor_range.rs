//! 扣1-3分, 视情扣1至3分, 酌情扣分, 加1~10分: the assessor chooses the amount, within the range where the text gives one.
//!
//! A deduction verb without any amount (则扣分) is the assessor's too, unless something counted or measured stands before it: then the
//! amount has been lost.

use chidu_grammar::clauses::Rule;

use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::{Condition, Kind};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let kind = if island.as_rule() == Rule::paren_range || lexemes::has(&island, Rule::given) {
        Kind::Award
    } else {
        lexemes::verb(&island).unwrap_or(Kind::Add)
    };
    if let Some(word) = lexemes::find(&island, Rule::rated_degree).or_else(|| lexemes::find(&island, Rule::rated_fit)) {
        let own = Some(Condition::Label(word.as_str().to_owned()));
        let amount = lexemes::first_number(&island)?;
        let act = if amount.is_positive() { Act::with_amount(Kind::Award, amount) } else { Act::new(Kind::Zero) };
        return Some(Act { own, ..act }.piece());
    }
    if let Some(word) = lexemes::find(&island, Rule::rated_word) {
        let mut rated = lexemes::numbers(&island)?.into_iter();
        let (a, b) = (rated.next()?, rated.next()?);
        let own = Some(Condition::Label(word.as_str().to_owned()));
        return Some(Act { range: Some((a.clone().min(b.clone()), a.max(b))), own, ..Act::new(Kind::Award) }.piece());
    }
    if let Some(open) = lexemes::find(&island, Rule::open_range) {
        let bounded = (lexemes::first_number(&open)?, lexemes::has(&open, Rule::open_up));
        return Some(Act { bounded: Some(bounded), ..Act::new(Kind::Award) }.piece());
    }
    if lexemes::has(&island, Rule::judged) {
        return Some(What::Judged(Box::new(Act { discretion: true, ..Act::new(Kind::Award) })));
    }
    let mut act = lexemes::act(&island, kind);
    act.both_ways = lexemes::has(&island, Rule::both_ways);
    act.discretion = lexemes::has(&island, Rule::discretion);
    let mut numbers = lexemes::numbers(&island)?.into_iter();
    match (numbers.next(), numbers.next()) {
        (Some(a), Some(b)) => act.range = Some((a.clone().min(b.clone()), a.max(b))),
        (Some(most), None) if lexemes::has(&island, Rule::points_range) || lexemes::has(&island, Rule::points_within) => {
            act.range = Some((Number::ZERO, most))
        }
        (Some(amount), None) => act.amounts = vec![amount],
        _ => act.bare = !act.discretion,
    }
    Some(act.piece())
}
