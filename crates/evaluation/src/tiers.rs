//! Of rules on one measure, count or answer the tightest that holds counts alone (rule 8).
//!
//! Not here: whether a rule holds (`triggers`). Start at [`overruled_by`].

use chidu_analysis::program::{RuleId, TierId};

use crate::forms::ladder::is_rest;
use crate::forms::primary;
use crate::observation::Observation;
use crate::triggers::{Sight, Truth};

/// The tighter rule that counts in place of this one, if one holds. With a row: for that row alone.
pub(crate) fn overruled_by(sight: &Sight<'_>, rule: RuleId, row: Option<&Observation>) -> Option<RuleId> {
    let program = sight.program();
    match program[rule].tier {
        Some(tier) => program[tier].members.iter().copied().take_while(|member| *member != rule).find(|member| holds(sight, *member, row)),
        None if is_rest(&program[rule]) => other_rung(sight, rule, row),
        None => None,
    }
}

/// Where rungs form no tier (answers that are averaged), 其余 still gives way to each of them.
fn other_rung(sight: &Sight<'_>, rest: RuleId, row: Option<&Observation>) -> Option<RuleId> {
    let program = sight.program();
    let fact = primary(&program[rest])?;
    let rungs = program[fact].rules.iter().copied().filter(|rung| program[*rung].entry == program[rest].entry && !is_rest(&program[*rung]));
    rungs.filter(|rung| primary(&program[*rung]) == Some(fact)).find(|rung| holds(sight, *rung, row))
}

/// The tier, where looser rules of it held too and gave way.
pub(crate) fn instead_of(sight: &Sight<'_>, rule: RuleId, row: Option<&Observation>) -> Option<TierId> {
    let tier = sight.program()[rule].tier?;
    let mut looser = sight.program()[tier].members.iter().skip_while(|member| **member != rule).skip(1);
    // 其余 holds only where no other rung does, so that it never gives way.
    looser.any(|member| holds(sight, *member, row) && !is_rest(&sight.program()[*member])).then_some(tier)
}

/// Whether a rule holds, its tier apart.
pub(crate) fn holds(sight: &Sight<'_>, rule: RuleId, row: Option<&Observation>) -> bool {
    match row.and_then(|row| row.rule) {
        // The row names the rule by its condition, and has no value of its own to test.
        Some(named) if named == rule => true,
        Some(named) if same_tier(sight, named, rule) => false,
        _ => sight.all(&sight.program()[rule], row) == Truth::Yes,
    }
}

fn same_tier(sight: &Sight<'_>, one: RuleId, other: RuleId) -> bool {
    sight.program()[one].tier.is_some() && sight.program()[one].tier == sight.program()[other].tier
}
