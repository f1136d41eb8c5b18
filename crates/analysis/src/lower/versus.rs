//! 死亡人数超过控制指标, 投标报价每高于评标基准价1%: a bound that the records carry. Both are measures; what counts is how far
//! apart they are, and where the step is in per cent of anything but a rate, in per cent of the bound.
//!
//! Not here: which words name such a bound (`crate::versus`). Start at [`Lowering::versus`].

use chidu_values::{Dimension, Number, Unit};

use super::Lowering;
use super::conditions::Comparison;
use super::facts::Place;
use crate::expr::{Expr, Operator};
use crate::program::{Bound, Edge, FactId, Trigger};
use crate::reading::Effect;
use crate::versus::{Versus, versus};

impl Lowering<'_> {
    /// The condition that something lies so far beyond a value that the records carry.
    pub(super) fn versus(&mut self, place: Place, effect: &Effect, comparison: &Comparison<'_>) -> Option<Trigger> {
        let Versus { left, down, right } = versus(comparison.measure)?;
        let own = self.entry_name(place).to_owned();
        let left = Some(left).filter(|left| !left.is_empty()).or(self.compared.clone()).unwrap_or(own);
        self.compared = Some(left.clone());
        let per = effect.per.as_ref().map_or(comparison.unit, |per| &per.unit);
        let (left, right) = (self.carried(place, &left, per), self.carried(place, &right, per));
        let fact = self.apart(place, left, right, &Unit::of(per));
        let bound = comparison.bound.clone();
        Some(Trigger::Bound(fact, if down { mirrored(bound) } else { bound }))
    }

    /// A value that the records carry, in the counting word of the step where it has no unit of its own.
    fn carried(&mut self, place: Place, name: &str, per: &str) -> FactId {
        let known = self.known_measure(place, name).is_some();
        let fact = self.term(place, name);
        if !known && self.program[fact].unit.is_none() && !per.is_empty() && Unit::of(per).dimension != Dimension::Percent {
            self.program[fact].unit = Some(Unit::of(per));
        }
        fact
    }

    /// How far one value lies above another.
    fn apart(&mut self, place: Place, left: FactId, right: FactId, per: &Unit) -> FactId {
        let rate = self.program[left].unit.as_ref().is_some_and(|unit| unit.dimension == Dimension::Percent);
        if rate && self.program[right].unit.is_none() {
            self.program[right].unit = Some(Unit::of("%"));
        }
        let difference = Expr::of(Operator::Minus, Expr::Fact(left), Expr::Fact(right));
        let relative = per.dimension == Dimension::Percent && !rate && per.name == "%";
        let (expr, unit) = if relative {
            let share = Expr::of(Operator::Over, difference, Expr::Fact(right));
            (Expr::of(Operator::Times, share, Expr::Number(Number::from(100))), Some(Unit::of("%")))
        } else {
            (difference, self.program[left].unit.clone())
        };
        let name = format!("{}与{}之差", self.program[left].name, self.program[right].name);
        self.derived(place, name, expr, unit)
    }
}

/// The same distance, below.
fn mirrored(bound: Bound) -> Bound {
    let edge = |edge: Option<Edge>| edge.map(|Edge { at, closed }| Edge { at: -at, closed });
    Bound { low: edge(bound.high), high: edge(bound.low) }
}
