//! 超过10分钟, 低于80%, ≥3人, 80%以上不足90%, 5-15分钟: a measure or count against one number or two.
//!
//! Boundary words follow article 1259 of the Civil Code: 以上, 以下, 以内, 达到 and 满 include the number, 超过, 不满 and 以外 do not;
//! (含) and (不含) win.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Bound, Island, Limits, lexemes};
use crate::reading::{Condition, Op};

pub(super) fn read(island: Island<'_>) -> Option<Bound> {
    let inner = island.into_inner().next()?;
    let unit = inner.clone().into_inner().flatten().filter(|inner| inner.as_rule() == Rule::unit).last();
    let unit = unit.map_or(String::new(), |unit| unit.as_str().to_owned());
    Some(Bound { limits: limits(inner)?, unit })
}

fn limits(inner: Island<'_>) -> Option<Limits> {
    match inner.as_rule() {
        Rule::within => two(inner),
        Rule::missing_bound => Some(Limits::Missing),
        Rule::equal => Some(Limits::One(Op::Is, lexemes::first_number(&inner)?)),
        _ => one(&inner).map(|(op, value)| Limits::One(op, value)),
    }
}

fn two(within: Island<'_>) -> Option<Limits> {
    let mut ends = within.into_inner();
    let first = ends.next()?;
    if first.as_rule() == Rule::range_bound {
        return range(&first);
    }
    let second = ends.next()?;
    let (lower, upper) = if first.as_rule() == Rule::lower { (first, second) } else { (second, first) };
    let ((low_op, low), (high_op, high)) = (one(&lower)?, one(&upper)?);
    Some(Limits::Two { low, low_in: low_op == Op::AtLeast, high, high_in: high_op == Op::AtMost })
}

fn range(island: &Island<'_>) -> Option<Limits> {
    let numbers = lexemes::numbers(island)?;
    let [a, b] = numbers.get(..2)? else { return None };
    let excluded = |rule| lexemes::find(island, rule).is_some_and(|part| lexemes::has(&part, Rule::excludes));
    let high_out = island.clone().into_inner().any(|part| part.as_rule() == Rule::inclusion && lexemes::has(&part, Rule::excludes));
    let (low, high) = (a.clone().min(b.clone()), a.clone().max(b.clone()));
    Some(Limits::Two { low, low_in: !excluded(Rule::range_low), high, high_in: !high_out })
}

/// One end: its operator and number.
fn one(end: &Island<'_>) -> Option<(Op, Number)> {
    let quantity = lexemes::find(end, Rule::quantity)?;
    let value = lexemes::first_number(&quantity)?;
    let strict = lexemes::has(end, Rule::above) || lexemes::has(end, Rule::below) || lexemes::has(end, Rule::post_above_out);
    let included = lexemes::find(end, Rule::inclusion).map(|said| !lexemes::has(&said, Rule::excludes));
    let included = included.unwrap_or(!strict);
    let op = match (end.as_rule() == Rule::lower, included) {
        (true, true) => Op::AtLeast,
        (true, false) => Op::Above,
        (false, true) => Op::AtMost,
        (false, false) => Op::Below,
    };
    Some((op, value))
}

/// The condition that a bound makes of a measure.
pub(crate) fn condition(bound: Bound, measure: String) -> Option<Condition> {
    let unit = bound.unit;
    match bound.limits {
        Limits::One(op, value) => Some(Condition::Compare { measure, op, value, unit }),
        Limits::Two { low, low_in, high, high_in } => {
            Some(Condition::Within { measure, low: Some(low), low_in, high: Some(high), high_in, unit })
        }
        Limits::Missing => None,
    }
}
