//! Where steps start (rule 8): at their own threshold, at the one before on the same measure, or at the limit that the item states.

use chidu_values::{Dimension, Number, Unit};

use super::conditions::comparison;
use super::facts::Place;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Action, Bound, Counting, Edge, FactId, FactKind, RuleId, Start, Trigger};
use crate::reading::{Effect, Kind};

/// Words that say only that something lies beyond or short of a limit, not what is measured.
const DOWNWARD: &[&str] = &["低", "低于", "降低", "下降", "减少", "少", "少于", "不足", "降", "短"];
const UPWARD: &[&str] =
    &["超", "超过", "高", "高于", "上升", "增加", "提高", "升高", "多", "多于", "超出", "延长", "超时", "逾期", "推迟", "延迟"];
/// Words that are themselves what lies beyond a limit: measured from nothing.
const EXCESS: &[&str] = &["延长", "超时", "逾期", "推迟", "延迟"];
/// Words of a change, which is nothing where an item starts from its base.
const CHANGE: &[&str] = &["降低", "下降", "减少", "降", "上升", "增加", "提高", "升高"];

impl Lowering<'_> {
    /// Finds the start of every step that states none, and turns per cents of other measures into shares of their base.
    pub(super) fn steps(&mut self) {
        for index in 0..self.program.rules.len() {
            let rule = RuleId(u32::try_from(index).unwrap_or(u32::MAX));
            let entry = self.program[rule].entry;
            if self.is_taken(entry) {
                continue;
            }
            let computed =
                crate::program::facts_of(&self.program[rule].triggers).iter().any(|fact| self.program[*fact].computed().is_some());
            if matches!(self.program[rule].counting, Counting::Steps { .. }) && !computed {
                let told = self.told();
                self.start_step(rule);
                self.share_of_base(rule);
                self.unfit_if_told(entry, told);
            }
        }
    }

    fn start_step(&mut self, rule: RuleId) {
        let effect = self.program[rule].effect.clone();
        let Some(per) = effect.per.clone().filter(|per| Unit::of(&per.unit).is_measured()) else {
            return;
        };
        if let Some(Trigger::Bound(fact, _)) = self.program[rule].triggers.first()
            && matches!(self.program[*fact].kind, FactKind::Derived(_))
        {
            return;
        }
        let (measure, threshold) = stated(&effect);
        if threshold.is_some_and(|at| !at.is_zero()) {
            return;
        }
        let key = label::key(&measure);
        let generic = key.is_empty() || is_generic(&measure);
        let down = per.down || DOWNWARD.iter().any(|word| key.ends_with(word)) || downward(&effect);
        let place = Place { owner: self.program[rule].entry, criterion: self.program[rule].criterion, block: None };
        if measure.is_empty() && per.step == Number::ONE && is_named(&effect) {
            self.program[rule].counting = Counting::Each;
            return;
        }
        // 高低差超过10厘米的,每10米: how long a finding is, whose name holds a bound of its own.
        if crate::read::bounds_in(&measure, self.convention).len() == 1 {
            return self.start_at_nothing(rule, place, &measure, generic, &Unit::of(&per.unit));
        }
        match self.before(rule, generic, &measure, &Unit::of(&per.unit)).or_else(|| self.limit_of_item(place, &Unit::of(&per.unit), down)) {
            Some((fact, at)) => self.set_start(rule, fact, at, down),
            None if !self.starts_at_nothing(place, &key) => {
                self.program[place.owner].blocked.push(effect.span);
                self.fault(Fault::StepWithoutStart { span: effect.span });
            }
            None => self.start_at_nothing(rule, place, &measure, generic, &Unit::of(&per.unit)),
        }
    }

    /// True for what is nothing until it is found (逾期, 迟报), and for a change from the base; a step short of or beyond a limit
    /// that nobody states has no start.
    fn starts_at_nothing(&self, place: Place, key: &str) -> bool {
        let ends = |words: &[&str]| words.iter().any(|word| key.ends_with(word));
        let based = matches!(self.program[place.owner].start, Start::Base(_));
        let relative = UPWARD.iter().chain(DOWNWARD).any(|word| key.ends_with(word) || word.chars().count() > 1 && key.contains(word));
        // 逾期未报, 推迟上报: however it goes on.
        let late = EXCESS.iter().any(|word| key.contains(word));
        !key.is_empty() && (late || ends(CHANGE) && based || !relative)
    }

    /// Steps from zero. How long something was late is an event: no row means that it was not.
    fn start_at_nothing(&mut self, rule: RuleId, place: Place, measure: &str, generic: bool, unit: &Unit) {
        if generic {
            let fact = self.measure(place, measure, unit.clone(), false);
            self.set_start(rule, fact, Number::ZERO, false);
        }
        let found = matches!(self.program[rule].action, Action::Deduct | Action::Add) && unit.dimension == Dimension::Time;
        if let (true, Some(Trigger::Bound(fact, _))) = (found, self.program[rule].triggers.first()) {
            let fact = *fact;
            self.program[fact].kind = FactKind::Event;
        }
    }

    /// The threshold of the nearest rule before on the same measure.
    fn before(&self, rule: RuleId, generic: bool, measure: &str, unit: &Unit) -> Option<(FactId, Number)> {
        let own = label::key(measure);
        let earlier = self.program[self.program[rule].entry].rules.iter().rev().copied().filter(|other| *other < rule);
        for other in earlier {
            let Some(Trigger::Bound(fact, bound)) = self.program[other].triggers.first() else { continue };
            let known = &self.program[*fact];
            let same = generic || known.labels.contains(&own) || own.is_empty();
            let comparable =
                known.unit.as_ref().is_none_or(|known| known.dimension == unit.dimension || unit.dimension == Dimension::Percent);
            let edge = bound.low.as_ref().or(bound.high.as_ref());
            if let (true, true, Some(edge)) = (same, comparable, edge) {
                return Some((*fact, edge.at.clone()));
            }
        }
        None
    }

    /// A limit in the item's own prose (接待时间不超过3分钟): read as the condition that it would be before a deduction.
    fn limit_of_item(&mut self, place: Place, unit: &Unit, down: bool) -> Option<(FactId, Number)> {
        let names = [self.program[place.criterion].name.as_str(), self.program[place.owner].name.as_str()];
        let texts = self.passages_of_owner(place.owner).map(|passage| &*passage.text).chain(names);
        let stated = texts.flat_map(|text| crate::read::bounds_in(text, self.convention)).find_map(|condition| {
            let found = comparison(&condition)?;
            let same = Unit::of(found.unit).dimension == unit.dimension;
            let edge = if down { found.bound.low } else { found.bound.high.or(found.bound.low) };
            Some((found.measure.to_owned(), Unit::of(found.unit), edge?.at)).filter(|_| same)
        });
        let (measure, unit, at) = stated?;
        let fact = match self.known_measure(place, &measure) {
            Some(fact) => fact,
            None => self.measure(place, &measure, unit, false),
        };
        Some((fact, at))
    }

    fn set_start(&mut self, rule: RuleId, fact: FactId, at: Number, down: bool) {
        let edge = Some(Edge { at: at.clone(), closed: false });
        let bound = if down { Bound { low: None, high: edge } } else { Bound { low: edge, high: None } };
        let unused = crate::program::facts_of(&self.program[rule].triggers);
        if let Counting::Steps { from, down: direction, .. } = &mut self.program[rule].counting {
            *from = at;
            *direction = down;
        }
        if let Some(first) = self.program[rule].triggers.first_mut() {
            *first = Trigger::Bound(fact, bound);
        } else {
            self.program[rule].triggers.push(Trigger::Bound(fact, bound));
        }
        for old in unused.into_iter().filter(|old| *old != fact) {
            self.forget(old, rule);
        }
        self.uses(fact, rule);
        self.feed(fact, rule);
    }

    /// Takes a rule off a fact that it no longer uses.
    fn forget(&mut self, fact: FactId, rule: RuleId) {
        let id = self.program[rule].id.clone();
        let fact = &mut self.program[fact];
        fact.rules.retain(|other| *other != rule);
        fact.handles.retain(|handle| *handle != id);
    }

    /// 每低1% of a measure in per cent means percentage points; of any other, per cent of the stated base (rule 9).
    fn share_of_base(&mut self, rule: RuleId) {
        let percent = self.program[rule].effect.per.as_ref().is_some_and(|per| Unit::of(&per.unit).dimension == Dimension::Percent);
        let Some(Trigger::Bound(fact, _)) = self.program[rule].triggers.first() else { return };
        let other = self.program[*fact].unit.as_ref().is_some_and(|unit| unit.dimension != Dimension::Percent);
        if !percent || !other {
            return;
        }
        if let Counting::Steps { size, from, .. } = &mut self.program[rule].counting {
            *size = (&*size * &*from).divide(&Number::from(100)).unwrap_or(Number::ONE);
        }
    }
}

/// 旷工的,每天扣2分: a finding that is counted in days, and no step beyond anything.
fn is_named(effect: &Effect) -> bool {
    matches!(effect.when.as_slice(), [crate::reading::Condition::Label(text)] if !label::key(text).is_empty() && (!is_generic(text) || EXCESS.contains(&label::key(text).as_str())))
}

/// True for words that say no more than that something lies beyond or short of a limit.
pub(super) fn is_generic(measure: &str) -> bool {
    let key = label::key(measure);
    DOWNWARD.contains(&key.as_str()) || UPWARD.contains(&key.as_str())
}

/// 逾期, 推迟: how much of it there is, is a measure of its own.
pub(super) fn is_excess(measure: &str) -> bool {
    EXCESS.contains(&label::key(measure).as_str())
}

/// The measure and threshold that the step's own words give.
fn stated(effect: &Effect) -> (String, Option<Number>) {
    let found = effect.when.iter().find_map(comparison);
    match found {
        Some(found) => (found.measure.to_owned(), found.bound.low.or(found.bound.high).map(|edge| edge.at)),
        None => (String::new(), None),
    }
}

fn downward(effect: &Effect) -> bool {
    effect.when.iter().filter_map(comparison).any(|found| found.bound.low.is_none() && found.bound.high.is_some())
}

/// Whether a rule takes part in the exclusion of tiers as an award.
pub(super) fn awards(action: &Action, kind: Kind) -> bool {
    matches!(action, Action::Award | Action::AwardRatio) || kind == Kind::Full && *action != Action::Keep
}
