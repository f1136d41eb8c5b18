//! 加倍扣分, 减半扣分: what another clause takes counts by a factor, for the occurrences that are named.

use chidu_analysis::program::{Amount, Program, RuleId};
use chidu_values::Number;

use super::{Firing, Outcome, fire, firing, fixed, per_occurrence};
use crate::assessment::Fired;
use crate::triggers::Sight;

/// What doubling and the like add to the scaled rule's own amount, of which `taken` was taken within its cap.
pub(crate) fn extra(sight: &Sight<'_>, scale: RuleId, scaled: RuleId, taken: &Number) -> Outcome {
    let Outcome::Fired(firings) = fire(sight, scale) else {
        return fire(sight, scale);
    };
    let program = sight.program();
    let count = per_occurrence::count(sight, &program[scale]).unwrap_or(Number::ONE);
    let factor = &fixed::unit(&program[scale]) - &Number::ONE;
    let unit = &factor * &each(sight, program, scaled);
    let scaled_firing = firing(sight, scale, unit, Some(count), None);
    let within = program[scaled].cap.as_ref().map(|cap| (cap - taken).max(Number::ZERO));
    let amount = within.map_or_else(|| scaled_firing.amount.clone(), |within| scaled_firing.amount.clone().min(within));
    let capped = amount < scaled_firing.fired.uncapped;
    let rows = firings.into_iter().flat_map(|firing| firing.rows).collect();
    let fired = Fired { capped, ..scaled_firing.fired };
    Outcome::Fired(vec![Firing { fired, amount, rows }])
}

/// What the scaled clause takes each time; of an assessor's amount, what it came to.
fn each(sight: &Sight<'_>, program: &Program, scaled: RuleId) -> Number {
    match &program[scaled].amount {
        Amount::Fixed(amount) => amount.clone(),
        Amount::Range(..) | Amount::Given => super::total(&fire(sight, scaled)),
    }
}
