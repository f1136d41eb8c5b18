//! 第一名得10分,第二名得9分,第三名得8分,以此类推: points that fall evenly go on falling, a rung at a time, as long as any are left.
//!
//! Three rungs show the step; of places, which are counted one by one, two do. Not here: counts that cost more and more
//! (`progression`). Start at [`further`].

use chidu_values::Number;

use super::Draft;
use crate::reading::{Condition, Kind};

/// More rungs than anybody writes; what falls for longer is not read.
const MOST: usize = 100;

/// The rungs that go on with those at the end of what was read; `None` where their step is not clear.
pub(super) fn further(drafts: &[Draft], sentence: u32) -> Option<Vec<Draft>> {
    let kind = drafts.last()?.effect.kind;
    let rung = |draft: &&Draft| draft.effect.kind == kind && draft.effect.sentence == sentence && points(draft).is_some();
    let run = drafts.iter().rev().take_while(rung).count();
    let rungs = drafts.get(drafts.len() - run..)?;
    let (last, before) = rungs.split_last().map(|(last, rest)| (last, rest.last()))?;
    let (apart, falls) = between(before?, last)?;
    let even =
        rungs.windows(2).all(|pair| matches!(pair, [a, b] if between(a, b).is_some_and(|step| step == (apart.clone(), falls.clone()))));
    let enough = run > 2 || kind == Kind::Rank;
    if !enough || !even || !falls.is_positive() {
        return None;
    }
    let mut made: Vec<Draft> = Vec::new();
    loop {
        let next = after(made.last().unwrap_or(last), &apart, &falls)?;
        if !points(&next).is_some_and(|points| points.is_positive()) {
            return Some(made);
        }
        if made.len() == MOST {
            return None;
        }
        made.push(next);
    }
}

fn points(draft: &Draft) -> Option<&Number> {
    let effect = &draft.effect;
    let plain = matches!(effect.kind, Kind::Award | Kind::Rank) && effect.per.is_none() && effect.cap.is_none() && effect.target.is_none();
    effect.amount.as_ref().filter(|_| plain && effect.range.is_none() && at(draft).is_some())
}

/// Where a rung begins: the first place of 第二名, the 90% of 90%以上 and 90%—95%.
fn at(draft: &Draft) -> Option<&Number> {
    match draft.effect.when.as_slice() {
        [Condition::Compare { value, .. }] => Some(value),
        [Condition::Within { low: Some(low), high: Some(_), .. }] => Some(low),
        _ => None,
    }
}

/// How far the second rung begins from the first, and how many points fewer it gives.
fn between(first: &Draft, second: &Draft) -> Option<(Number, Number)> {
    Some((at(second)? - at(first)?, points(first)? - points(second)?))
}

/// The next rung, as the last one is written.
fn after(last: &Draft, apart: &Number, falls: &Number) -> Option<Draft> {
    let mut next = last.clone();
    next.effect.amount = Some(points(last)? - falls);
    match next.effect.when.as_mut_slice() {
        [Condition::Compare { value, .. }] => *value = &*value + apart,
        [Condition::Within { low: Some(low), high: Some(high), .. }] => (*low, *high) = (&*low + apart, &*high + apart),
        _ => return None,
    }
    let begins = at(&next).filter(|at| !at.is_negative())?.clone();
    if next.effect.kind == Kind::Rank {
        next.effect.of = Some(format!("第{begins}名"));
    }
    Some(next)
}
