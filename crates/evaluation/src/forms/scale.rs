//! 加倍扣分, 减半扣分: what another clause takes or gives counts by a factor, for the occurrences that are named (rule 23).
//!
//! No more occurrences are multiplied than there were, and the other clause's own cap binds both together. Start at [`extra`].

use chidu_analysis::program::{Action, RuleId};
use chidu_values::Number;

use super::{Firing, Outcome, fire, firing, fixed, per_occurrence};
use crate::assessment::Fired;
use crate::triggers::Sight;

/// What doubling and the like add to the scaled rule's own amount, of which `taken` was taken within its cap, with what earlier clauses of
/// this kind added.
pub(crate) fn extra(sight: &Sight<'_>, scale: RuleId, scaled: RuleId, taken: &Number) -> Outcome {
    let Outcome::Fired(firings) = fire(sight, scale) else {
        return fire(sight, scale);
    };
    let program = sight.program();
    let count = named(sight, scale).min(occurrences(sight, scaled));
    let unit = unit(sight, scale, scaled);
    let uncapped = &unit * &count;
    let whole = before(sight, scale, scaled) + uncapped.clone();
    let within = program[scaled].cap.clone().map_or_else(|| whole.clone(), |cap| whole.clone().min(cap));
    let amount = &within - taken;
    let rows = firings.into_iter().flat_map(|firing| firing.rows).collect();
    let capped = amount != uncapped;
    let fired = Fired { uncapped, capped, ..firing(sight, scale, unit, Some(count), None).fired };
    Outcome::Fired(vec![Firing { fired, amount, rows }])
}

/// What the scaled clause takes or gives with the clauses of this kind that stand before, caps apart.
fn before(sight: &Sight<'_>, scale: RuleId, scaled: RuleId) -> Number {
    let program = sight.program();
    let own = &fixed::unit(&program[scaled]) * &occurrences(sight, scaled);
    let earlier = program[program[scale].entry].rules.iter().copied().filter(|rule| *rule < scale);
    let earlier = earlier.filter(|rule| program[*rule].action == Action::Scale(scaled) && matches!(fire(sight, *rule), Outcome::Fired(_)));
    earlier.fold(own, |sum, rule| sum + &unit(sight, rule, scaled) * &named(sight, rule).min(occurrences(sight, scaled)))
}

/// What each named occurrence costs beyond the scaled clause's own amount; negative where it costs less.
fn unit(sight: &Sight<'_>, scale: RuleId, scaled: RuleId) -> Number {
    let program = sight.program();
    let factor = &fixed::unit(&program[scale]) - &Number::ONE;
    &factor * &fixed::unit(&program[scaled])
}

/// How many occurrences a row names; one where it is no matter of counting.
fn named(sight: &Sight<'_>, scale: RuleId) -> Number {
    per_occurrence::count(sight, &sight.program()[scale]).unwrap_or(Number::ONE)
}

/// How many occurrences a row names beyond those that there were; both numbers.
pub(crate) fn excess(sight: &Sight<'_>, scale: RuleId, scaled: RuleId) -> Option<(Number, Number)> {
    if !matches!(fire(sight, scale), Outcome::Fired(_)) {
        return None;
    }
    let (named, there) = (named(sight, scale), occurrences(sight, scaled));
    (named > there).then_some((named, there))
}

/// How many occurrences of the scaled clause counted.
fn occurrences(sight: &Sight<'_>, scaled: RuleId) -> Number {
    let Outcome::Fired(firings) = fire(sight, scaled) else { return Number::ZERO };
    let counted = firings.into_iter().find(|firing| firing.fired.overruled.is_none());
    counted.map_or(Number::ZERO, |firing| firing.fired.count.unwrap_or(Number::ONE))
}
