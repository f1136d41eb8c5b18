//! Conditions of an effect as triggers: what is a finding, what is a count, what is a measure, what is an event (rules 10–12).

use chidu_values::{Dimension, Number, Unit};

use super::facts::Place;
use super::steps::is_generic;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Bound, Edge, FactId, Trigger};
use crate::reading::{Condition, Effect, Kind, Op};

/// A comparison taken apart.
pub(super) struct Comparison<'c> {
    pub measure: &'c str,
    pub unit: &'c str,
    pub bound: Bound,
}

impl Lowering<'_> {
    /// The triggers of an effect that is no rung of an answer.
    pub(super) fn triggers(&mut self, place: Place, effect: &Effect) -> Vec<Trigger> {
        let mut triggers = Vec::new();
        for condition in &effect.when {
            let trigger = match (condition, comparison(condition)) {
                (Condition::Label(text), _) => {
                    match self.mean_trigger(place, effect, text, None).or_else(|| self.found_again(place, effect, text)) {
                        Some(trigger) => trigger,
                        None => self.label_trigger(place, effect, text),
                    }
                }
                (Condition::Zeroed { of, at_least, .. }, _) => self.result_trigger(place, effect, of, *at_least),
                (_, Some(comparison)) if self.of_mean(place, effect, &comparison, &mut triggers) => continue,
                (_, Some(comparison)) if starts_elsewhere(effect, &comparison) => continue,
                (_, Some(comparison)) => self.comparison_trigger(place, effect, &comparison),
                _ => continue,
            };
            triggers.push(trigger);
        }
        let each = effect.kind == Kind::Award && effect.per.is_some();
        if effect.when.is_empty() && (each || needs_finding(effect.kind)) {
            triggers.push(Trigger::Found(self.finding(place, "")));
        }
        triggers
    }

    /// 低于平均水平5个百分点以上, 每低于平均分1分: a distance from the mean of the subjects.
    fn of_mean(&mut self, place: Place, effect: &Effect, comparison: &Comparison<'_>, triggers: &mut Vec<Trigger>) -> bool {
        let upward = comparison.bound.high.is_none();
        let trigger = self.mean_trigger(place, effect, comparison.measure, Some(&comparison.bound)).filter(|_| upward);
        let is = trigger.is_some();
        triggers.extend(trigger);
        is
    }

    fn label_trigger(&mut self, place: Place, effect: &Effect, text: &str) -> Trigger {
        let additive = matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Zero);
        if additive && place.block.is_none() && label::key(text).starts_with("其他") {
            return Trigger::Found(self.other(place, text));
        }
        Trigger::Found(self.finding(place, text))
    }

    fn comparison_trigger(&mut self, place: Place, effect: &Effect, comparison: &Comparison<'_>) -> Trigger {
        if is_deductions(comparison) {
            return Trigger::Deductions(place.owner, comparison.bound.clone());
        }
        if let Some(trigger) = self.versus(place, effect, comparison) {
            return trigger;
        }
        if let Some((entry, bound)) = self.scored_entry(place, effect, comparison) {
            return Trigger::Score(entry, bound);
        }
        let unit = Unit::of(comparison.unit);
        let fact = if counts(effect, comparison, &unit) && self.known_measure(place, comparison.measure).is_none() {
            self.finding(place, comparison.measure)
        } else {
            let event = is_event(effect, &unit);
            self.measure(place, comparison.measure, unit.clone(), event)
        };
        let bound = self.in_unit_of(fact, &unit, comparison.bound.clone(), effect);
        Trigger::Bound(fact, bound)
    }

    /// A bound in the fact's own unit; a unit that cannot be compared with it is a fault.
    fn in_unit_of(&mut self, fact: FactId, unit: &Unit, bound: Bound, effect: &Effect) -> Bound {
        let Some(own) = self.program[fact].unit.clone() else {
            self.program[fact].unit = Some(unit.clone());
            return bound;
        };
        if own == *unit || !own.is_measured() && !unit.is_measured() {
            return bound;
        }
        let convert = |edge: &Edge| unit.convert(&edge.at, &own).map(|at| Edge { at, closed: edge.closed });
        let low = bound.low.as_ref().map(convert);
        let high = bound.high.as_ref().map(convert);
        if low == Some(None) || high == Some(None) {
            let first = self.program[fact].rules.first().map_or(effect.span, |rule| self.program[*rule].span);
            self.fault(Fault::UnitsDiffer { span: effect.span, unit: unit.name.clone(), other: own.name, first });
            return bound;
        }
        Bound { low: low.flatten(), high: high.flatten() }
    }
}

/// 扣满N分, 累计扣分达到N分: a bound on what the entry's own clauses take (rule 15).
fn is_deductions(comparison: &Comparison<'_>) -> bool {
    let key = label::key(comparison.measure);
    Unit::of(comparison.unit).dimension == Dimension::Points && matches!(key.as_str(), "扣分" | "累计扣分")
}

/// A step that names neither its measure nor its threshold finds both in what stands before it (`steps`).
fn starts_elsewhere(effect: &Effect, comparison: &Comparison<'_>) -> bool {
    let step = effect.per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured());
    let edge = comparison.bound.low.as_ref().or(comparison.bound.high.as_ref());
    let unsaid = label::key(comparison.measure).is_empty() || is_generic(comparison.measure);
    step && unsaid && edge.is_some_and(|edge| edge.at.is_zero())
}

/// True for kinds that a record must trigger even where the text names no condition (每次扣1分).
fn needs_finding(kind: Kind) -> bool {
    matches!(kind, Kind::Deduct | Kind::Add | Kind::Zero | Kind::Veto | Kind::Scale)
}

/// A bound on something found compares the summed count; a duty, and what a score is made from, is a measure.
fn counts(effect: &Effect, comparison: &Comparison<'_>, unit: &Unit) -> bool {
    let none = comparison.bound.high.as_ref().is_some_and(|high| high.at.is_zero());
    let upward = comparison.bound.low.is_some() && !none;
    let another = effect.per.as_ref().is_some_and(|per| per.unit != comparison.unit && !Unit::of(&per.unit).is_measured());
    upward && !unit.is_measured() && !another && !matches!(effect.kind, Kind::Award | Kind::Full | Kind::Ratio)
}

/// 每次, 每起 with a comparison make it an event: each row is tested.
fn is_event(effect: &Effect, unit: &Unit) -> bool {
    let each = effect.per.as_ref().map(|per| Unit::of(&per.unit));
    each.is_some_and(|each| !each.is_measured() && each.dimension != unit.dimension)
}

/// A comparison or interval as a bound; `None` for a label.
pub(super) fn comparison(condition: &Condition) -> Option<Comparison<'_>> {
    let edge = |at: &Number, closed: bool| Some(Edge { at: at.clone(), closed });
    match condition {
        Condition::Label(_) | Condition::Zeroed { .. } => None,
        Condition::Compare { measure, op, value, unit } => {
            let bound = match op {
                Op::Above => Bound { low: edge(value, false), high: None },
                Op::AtLeast => Bound { low: edge(value, true), high: None },
                Op::Below => Bound { low: None, high: edge(value, false) },
                Op::AtMost => Bound { low: None, high: edge(value, true) },
                Op::Is => Bound { low: edge(value, true), high: edge(value, true) },
            };
            Some(Comparison { measure, unit, bound })
        }
        Condition::Within { measure, low, low_in, high, high_in, unit } => {
            let low = low.as_ref().and_then(|at| edge(at, *low_in));
            let high = high.as_ref().and_then(|at| edge(at, *high_in));
            Some(Comparison { measure, unit, bound: Bound { low, high } })
        }
    }
}
