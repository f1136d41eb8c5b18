//! 第一名得10分,每降低一个名次扣1分: the second place has 9, the tenth has 1, and nobody behind it has anything.
//!
//! What a place has is what those behind it lack: so much for each place up to the first that has nothing, so that the item is made of awards
//! alone, and one without a place has none. Not here: places that are named one by one (`peers`). Start at [`Lowering::falling_places`].

use chidu_values::Number;

use super::Lowering;
use super::facts::Place;
use crate::program::{Action, Amount, Bound, Computed, Counting, Edge, FactId, RuleId, StepPart, Trigger};
use crate::reading::{Effect, Kind};

impl Lowering<'_> {
    /// The award of every place behind the one whose award was made before.
    pub(super) fn falling_places(&mut self, place: Place, effect: &Effect, id: String, made: &[Option<RuleId>]) -> Option<RuleId> {
        let steps = self.place_before(made).and_then(|(fact, at, most)| {
            let less = effect.amount.clone().filter(Number::is_positive)?;
            let places = most.divide(&less)?.floor();
            (places.is_positive()).then(|| (fact, at, &most - &(&places * &less), places, less))
        });
        let Some((fact, at, rest, places, less)) = steps else {
            self.not_computed(place, effect);
            return None;
        };
        // The first place for which no whole step is left; what is left of the points is its own.
        let end = &at + &places;
        let award = |amount: Number| Effect { kind: Kind::Award, amount: Some(amount), per: None, ..effect.clone() };
        let behind = |closed: bool| Bound { low: open(&at), high: Some(Edge { at: end.clone(), closed }) };
        if rest.is_positive() {
            let triggers = vec![Trigger::Bound(fact, behind(true))];
            self.push_rule(place, &award(rest), format!("{id}+"), Action::Award, triggers, Counting::Once);
        }
        let counting = Counting::Steps { size: Number::ONE, from: end.clone(), down: true, partial: StepPart::Nothing };
        let triggers = vec![Trigger::Bound(fact, behind(false))];
        let rule = self.push_rule(place, &Effect { additional: true, ..award(less) }, id, Action::Award, triggers, counting);
        self.program[rule].effect = effect.clone();
        Some(rule)
    }

    /// The last rule before that is for one place: the place's fact, the place, and what it gives.
    fn place_before(&self, made: &[Option<RuleId>]) -> Option<(FactId, Number, Number)> {
        let rule = &self.program[*made.last()?.as_ref()?];
        let Some(Trigger::Bound(fact, bound)) = rule.triggers.first() else { return None };
        let Some(Computed::Place { from_end: false, .. }) = self.program[*fact].computed() else { return None };
        match (&bound.high, &rule.amount) {
            (Some(edge), Amount::Fixed(amount)) if edge.closed => Some((*fact, edge.at.clone(), amount.clone())),
            _ => None,
        }
    }
}

fn open(at: &Number) -> Option<Edge> {
    Some(Edge { at: at.clone(), closed: false })
}
