//! 60%得6分,100%得10分,中间按插值, and 达到90%得满分,低于90%的按比例得分: points that follow a measure along a straight line.
//!
//! A rung that is interpolated holds from the next worse one on, that one left out, and keeps its points beyond itself; below the worst
//! nothing is said, and nothing is scored. 按比例 runs from nothing to the target that earns its points. Start at [`Lowering::lines`].

use chidu_values::Number;

use super::effects::of_best;
use super::facts::Place;
use super::{Fault, Lowering, measures};
use crate::label;
use crate::program::{Action, Amount, Bound, Edge, FactId, Line, RuleId, Trigger};
use crate::reading::{Effect, Kind};

/// A point of a line: where, how many points, and the rule that says so.
struct Point {
    at: Number,
    points: Number,
    rule: RuleId,
    awards: bool,
}

impl Lowering<'_> {
    /// Draws the lines of a passage, once its rules are made.
    pub(super) fn lines(&mut self, place: Place, effects: &[Effect], made: &[Option<RuleId>]) {
        for (index, effect) in effects.iter().enumerate().filter(|(_, effect)| effect.kind == Kind::Ratio && !of_best(effect)) {
            let drawn = match made.get(index).copied().flatten() {
                None if effect.interpolates => self.between(&made.iter().take(index).flatten().copied().collect::<Vec<_>>()),
                Some(rule) if self.program[rule].action == Action::AwardRatio => self.follows_its_measure(effect, rule),
                Some(rule) => self.toward_target(rule, &made.iter().flatten().copied().collect::<Vec<_>>()),
                None => Some(()),
            };
            if drawn.is_none() {
                self.fault(Fault::NotComputed { span: effect.clause });
                self.program[place.owner].blocked.push(effect.clause);
            }
        }
    }

    /// The points that a rule gives at one value of a measure.
    fn point(&self, id: RuleId) -> Option<(FactId, Point, Bound)> {
        let rule = &self.program[id];
        let ([Trigger::Bound(fact, bound)], Amount::Fixed(points)) = (rule.triggers.as_slice(), &rule.amount) else { return None };
        let awards = match rule.action {
            Action::Award if rule.budget.is_none() => true,
            Action::Zero(_) => false,
            _ => return None,
        };
        let at = match (&bound.low, &bound.high) {
            (Some(low), Some(high)) if low.at == high.at => low.at.clone(),
            (Some(edge), None) | (None, Some(edge)) => edge.at.clone(),
            _ => return None,
        };
        let points = if awards { points.clone() } else { Number::ZERO };
        Some((*fact, Point { at, points, rule: id, awards }, bound.clone()))
    }

    /// 中间按插值: between the rungs before it. `None` where they are no line.
    fn between(&mut self, before: &[RuleId]) -> Option<()> {
        let found: Vec<(FactId, Point, Bound)> = before.iter().filter_map(|rule| self.point(*rule)).collect();
        let fact = found.last()?.0;
        let mut points: Vec<Point> = found.into_iter().filter(|(of, ..)| *of == fact).map(|(_, point, _)| point).collect();
        points.sort_by(|a, b| a.at.cmp(&b.at).then(b.awards.cmp(&a.awards)));
        points.dedup_by(|later, earlier| later.at == earlier.at && !later.awards);
        let grows = |up: bool| {
            points
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if a.at < b.at && if up { a.points < b.points } else { a.points > b.points }))
        };
        let up = grows(true);
        if points.len() < 2 || !up && !grows(false) {
            return None;
        }
        if !up {
            points.reverse();
        }
        let (worst, rest) = points.split_first()?;
        if rest.iter().any(|point| !point.awards) {
            return None;
        }
        if worst.awards {
            self.hold(worst.rule, fact, Edge { at: worst.at.clone(), closed: true }, up);
        }
        for (worse, point) in points.iter().zip(points.iter().skip(1)) {
            self.hold(point.rule, fact, Edge { at: worse.at.clone(), closed: false }, up);
            let from = (worse.at.clone(), worse.points.clone());
            self.program[point.rule].slope = Some(Line { from, to: (point.at.clone(), point.points.clone()) });
        }
        Some(())
    }

    fn hold(&mut self, rule: RuleId, fact: FactId, edge: Edge, up: bool) {
        let bound = if up { Bound { low: Some(edge), high: None } } else { Bound { low: None, high: Some(edge) } };
        self.program[rule].triggers = vec![Trigger::Bound(fact, bound)];
    }

    /// 低于90%的按比例得分: the share of what 90% earns, or between it and what the lower end earns.
    fn toward_target(&mut self, id: RuleId, all: &[RuleId]) -> Option<()> {
        let [Trigger::Bound(fact, bound)] = self.program[id].triggers.as_slice() else { return None };
        let (fact, low, high) = (*fact, bound.low.clone(), bound.high.clone()?);
        let points: Vec<Point> = all
            .iter()
            .filter(|rule| **rule != id)
            .filter_map(|rule| self.point(*rule))
            .filter(|(of, point, bound)| *of == fact && point.awards && bound.low.is_some())
            .map(|(_, point, _)| point)
            .collect();
        let at = |edge: &Edge| points.iter().find(|point| point.at == edge.at).map(|point| point.points.clone());
        let to = (high.at.clone(), at(&high)?);
        let from = low.and_then(|low| Some((low.at.clone(), at(&low)?))).unwrap_or((Number::ZERO, Number::ZERO));
        if from.0 >= to.0 || from.1 >= to.1 {
            return None;
        }
        self.program[id].amount = Amount::Fixed(to.1.clone());
        self.program[id].slope = Some(Line { from, to });
        Some(())
    }

    /// 低于90%的按完成率得分: the measure that is compared is the one that is followed.
    fn follows_its_measure(&self, effect: &Effect, rule: RuleId) -> Option<()> {
        if effect.when.is_empty() {
            return Some(());
        }
        let crate::reading::Condition::Compare { measure, .. } = measures::followed(effect.span.of(self.text)) else { return None };
        let [Trigger::Bound(fact, _)] = self.program[rule].triggers.as_slice() else { return None };
        let key = label::key(&measure);
        let fact = &self.program[*fact];
        (key.is_empty() || label::key(&fact.name) == key || fact.labels.contains(&key)).then_some(())
    }
}
