//! 未建立制度扣2分, 一次性扣8分: a deduction of one amount, once for a subject and period however often it happened, unless a count
//! stands beside it. The points may stand before the verb (按2分/次扣除), or bear a sign (-2分). 直接扣总分 goes to the total. A bare figure at the end of a row is the deduction of a deductions column.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::{Kind, Target};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    match island.as_rule() {
        Rule::before_verb => return before_verb(&island),
        Rule::signed => return signed(&island),
        _ => {}
    }
    if island.as_rule() == Rule::bare_range {
        return lexemes::range(&island).map(|(low, high)| What::FigureRange(low, high));
    }
    let amount = lexemes::first_number(&island)?;
    if island.as_rule() == Rule::bare_figure {
        return Some(What::Figure(amount));
    }
    let total =
        lexemes::has(&island, Rule::object_total) || lexemes::find(&island, Rule::directly).is_some_and(|word| word.as_str() != "直接");
    let target = total.then_some(Target::Total);
    Some(Act { amounts: vec![amount], target, ..lexemes::act(&island, Kind::Deduct) }.piece())
}

/// 按2分/次扣除, 1-3分扣除.
fn before_verb(island: &Island<'_>) -> Option<What> {
    let kind = if lexemes::has(island, Rule::verb_after_add) { Kind::Add } else { Kind::Deduct };
    let mut act = lexemes::act(island, kind);
    let each = lexemes::find(island, Rule::per_each).map(|each| each.as_str().replace(['每', '一', '1', ' '], ""));
    act.per = act.per.or(each);
    let mut numbers = lexemes::numbers(island)?.into_iter();
    match (numbers.next(), numbers.next()) {
        (Some(low), Some(high)) => act.range = Some((low.clone().min(high.clone()), low.max(high))),
        (amount, _) => act.amounts = vec![amount?],
    }
    Some(act.piece())
}

/// -2分, +1/次, -1至-3分.
fn signed(island: &Island<'_>) -> Option<What> {
    let kind = if lexemes::has(island, Rule::plus) { Kind::Add } else { Kind::Deduct };
    if lexemes::has(island, Rule::signed_range) {
        return Some(Act { range: lexemes::range(island), ..lexemes::act(island, kind) }.piece());
    }
    let amount = lexemes::first_number(island)?;
    Some(Act { amounts: vec![amount], ..lexemes::act(island, kind) }.piece())
}
