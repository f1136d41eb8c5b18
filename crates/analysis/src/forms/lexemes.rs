//! Numbers, units and words that many forms share, out of their islands.
//!
//! Not here: any form. Start at [`numbers`].

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Island, What};
use crate::reading::Kind;

/// The first descendant of a rule.
pub(super) fn find<'a>(island: &Island<'a>, rule: Rule) -> Option<Island<'a>> {
    island.clone().into_inner().flatten().find(|inner| inner.as_rule() == rule)
}

pub(super) fn has(island: &Island<'_>, rule: Rule) -> bool {
    find(island, rule).is_some()
}

/// The numbers that an island writes, in order. `None` where one of them is no number that can be held.
pub(super) fn numbers(island: &Island<'_>) -> Option<Vec<Number>> {
    let written = island.clone().into_inner().flatten();
    written.filter_map(|inner| spelled(&inner)).map(|text| text.parse().ok()).collect()
}

pub(super) fn first_number(island: &Island<'_>) -> Option<Number> {
    numbers(island)?.into_iter().next()
}

/// The plain decimal of a lexeme of digits, of letters typed for digits, or of a numeral; `None` for other lexemes.
fn spelled(lexeme: &Island<'_>) -> Option<String> {
    let text = lexeme.as_str();
    match lexeme.as_rule() {
        Rule::digits | Rule::decimal_share => Some(text.to_owned()),
        Rule::broken => Some(text.replace([' ', ',', '。'], ".")),
        Rule::parted => Some(text.replace(' ', "")),
        Rule::lettered => Some(text.replace(['l', 'I'], "1").replace(['O', 'o'], "0")),
        Rule::numeral => Some(chidu_syntax::numeral(text).unwrap_or_default()),
        _ => None,
    }
}

/// How many of what is written make one in a thousand: 10 for 万分之一.
pub(super) fn parts_of_a_thousandth(island: &Island<'_>) -> Number {
    match island {
        _ if has(island, Rule::millionth) => Number::from(1000),
        _ if has(island, Rule::ten_thousandth) => Number::from(10),
        _ => Number::ONE,
    }
}

/// Two numbers, the lower first.
pub(super) fn range(island: &Island<'_>) -> Option<(Number, Number)> {
    let mut numbers = numbers(island)?.into_iter();
    let (a, b) = (numbers.next()?, numbers.next()?);
    Some((a.clone().min(b.clone()), a.max(b)))
}

/// 人/节 of `/人/节`.
pub(super) fn suffix(island: &Island<'_>) -> Option<String> {
    if let Some(loose) = find(island, Rule::loose_suffix_unit) {
        return Some(loose.as_str().to_owned());
    }
    let units = find(island, Rule::per_suffix)?.into_inner();
    let units: Vec<&str> = units.filter(|inner| inner.as_rule() == Rule::suffix_unit).map(|inner| inner.as_str()).collect();
    Some(units.join("/"))
}

/// The kind that the verb of an island says.
pub(super) fn verb(island: &Island<'_>) -> Option<Kind> {
    island.clone().into_inner().flatten().find_map(|inner| match inner.as_rule() {
        Rule::deduct_verb | Rule::range_less | Rule::escalation_verb => Some(Kind::Deduct),
        Rule::add_verb => Some(Kind::Add),
        Rule::award_verb => Some(Kind::Award),
        _ => None,
    })
}

/// An act with what may stand before any verb: 一次性, 分别, 加 (扣), 直接.
pub(super) fn act(island: &Island<'_>, kind: Kind) -> Act {
    let additional = has(island, Rule::additional);
    Act { once: has(island, Rule::once), respectively: has(island, Rule::respectively), additional, per: suffix(island), ..Act::new(kind) }
}

pub(super) fn handle(island: Island<'_>) -> Option<What> {
    find(&island, Rule::handle_name).map(|name| What::Handle(name.as_str().to_owned()))
}

pub(super) fn quantity(island: Island<'_>) -> Option<What> {
    let number = first_number(&island)?;
    let unit = find(&island, Rule::measured_unit).or_else(|| find(&island, Rule::counted_unit))?;
    Some(What::Quantity(number, unit.as_str().to_owned()))
}

/// Where an island holds a number that is not spelled as one (得l分, 0 5分), or a slip in place of 分 (扣5., 扣1份, 扣1分分).
pub(super) fn misspelled(island: &Island<'_>) -> Vec<std::ops::Range<usize>> {
    if matches!(island.as_rule(), Rule::prose) {
        return Vec::new();
    }
    let inner = island.clone().into_inner().flatten();
    let odd =
        inner.filter(|part| matches!(part.as_rule(), Rule::lettered | Rule::broken | Rule::parted | Rule::twice | Rule::cut | Rule::copy));
    odd.map(|part| part.as_span().start()..part.as_span().end()).collect()
}
