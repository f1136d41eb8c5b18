//! What depends on other periods (rule 22): periods in a row, how often in a year, a measure against an earlier one, and what is found again.
//!
//! Not here: consequences of a year (`outcomes`), places and means (`peers`). Start at [`Lowering::history_rule`].

use chidu_values::{Dimension, Number, PeriodKind, Unit};

use super::conditions::comparison;
use super::facts::Place;
use super::peers::steps;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Action, Bound, Computed, Counting, Edge, FactId, FactKind, PastTest, RuleId, Trigger};
use crate::reading::{Condition, Effect, Kind, Since, Times};

/// How a change is said at the end of what changes.
const FALLS: &[&str] = &["下降", "降低", "减少", "下滑", "回落", "降", "低", "少"];
const RISES: &[&str] = &["上升", "增加", "增长", "提高", "提升", "升高", "上涨", "增", "升", "高", "多"];
/// What is found again without being named.
const THE_SAME: &[&str] = &[
    "",
    "同类问题",
    "同类事故",
    "同类情况",
    "同样问题",
    "同样情况",
    "相同问题",
    "同一问题",
    "上述问题",
    "上述情况",
    "类似问题",
    "此类问题",
];

impl Lowering<'_> {
    /// 连续两次迟到的扣5分, 比上年每下降1%扣0.5分.
    pub(super) fn history_rule(&mut self, place: Place, effect: &Effect, id: String, made: &[Option<RuleId>]) -> Option<RuleId> {
        if !self.has_periods(effect) {
            self.fault(Fault::NoSuchPeriods { span: effect.clause });
            self.program[place.owner].blocked.push(effect.clause);
            return None;
        }
        let triggers = match (effect.times, effect.since) {
            (Some(times), _) => self.repeated(place, effect, times),
            (None, Some(since)) => self.changed(place, effect, since).map(|trigger| vec![trigger]),
            (None, None) => None,
        };
        let Some(triggers) = triggers else {
            self.not_computed(place, effect);
            return None;
        };
        let counting = match (effect.times, &effect.per, triggers.first()) {
            (Some(_), None, _) => Counting::Once,
            (Some(_), Some(per), Some(Trigger::Found(_))) if per.step == Number::ONE && !Unit::of(&per.unit).is_measured() => {
                Counting::Each
            }
            (None, _, Some(trigger)) => steps(effect, trigger),
            _ => {
                self.not_computed(place, effect);
                return None;
            }
        };
        if effect.does == Kind::Scale {
            return self.scale_repeated(place, effect, id, made, triggers);
        }
        self.other_rule(place, effect, id, triggers, counting)
    }

    /// 连续两次迟到的,加倍扣分: all of this period's count by the factor.
    fn scale_repeated(
        &mut self,
        place: Place,
        effect: &Effect,
        id: String,
        made: &[Option<RuleId>],
        mut triggers: Vec<Trigger>,
    ) -> Option<RuleId> {
        triggers.sort_by_key(|trigger| !matches!(trigger, Trigger::Found(_)));
        if !matches!(triggers.first(), Some(Trigger::Found(_))) {
            self.not_computed(place, effect);
            return None;
        }
        let scaled = self.scaled(place, effect, made)?;
        let plain = Effect { kind: Kind::Scale, ..effect.clone() };
        Some(self.push_rule(place, &plain, id, Action::Scale(scaled), triggers, Counting::Once))
    }

    /// Whether the rulebook has the periods that the words speak of; 累计 of what is found needs none.
    pub(super) fn has_periods(&self, effect: &Effect) -> bool {
        let own = self.program.period;
        let named = effect.times.and_then(|times| times.unit).or(match effect.since {
            Some(Since::LastPeriod(kind)) => kind,
            _ => None,
        });
        let occurrences = effect.times.is_some_and(|times| !times.consecutive && times.unit.is_none());
        match (own, named) {
            (PeriodKind::Whole, _) => occurrences,
            (own, Some(named)) => own == named,
            (_, None) => true,
        }
    }

    /// 连续两次, 累计三次: the triggers, with what is found first where each of it counts.
    fn repeated(&mut self, place: Place, effect: &Effect, times: Times) -> Option<Vec<Trigger>> {
        let test = self.past_test(place, effect)?;
        let whole_year = matches!(self.program.period, PeriodKind::Whole | PeriodKind::Year);
        if !times.consecutive && whole_year && !matches!(test, PastTest::Found(_)) {
            return None;
        }
        let found = match &test {
            PastTest::Found(fact) => Some(Trigger::Found(*fact)),
            _ => None,
        };
        let fact = self.repetition(place, test, times);
        let enough = Edge { at: Number::from(i64::from(times.count)), closed: true };
        let often = Trigger::Bound(fact, Bound { low: Some(enough), high: None });
        let mut triggers: Vec<Trigger> = [Some(often), found].into_iter().flatten().collect();
        if effect.per.is_some() {
            triggers.reverse();
        }
        Some(triggers)
    }

    pub(super) fn repetition(&mut self, place: Place, test: PastTest, times: Times) -> FactId {
        let what = self.past_name(&test);
        let (computed, words) = if times.consecutive {
            (Computed::Streak(test), "连续")
        } else {
            (Computed::Tally { test, periods: times.unit.is_some() }, "累计")
        };
        let unit = if times.unit.is_some() || times.consecutive { "个周期" } else { "次" };
        self.computed(place, computed, format!("{what}{words}"), Some(Unit::of(unit)))
    }

    fn past_name(&self, test: &PastTest) -> String {
        match test {
            PastTest::Found(fact) | PastTest::Bound(fact, _) | PastTest::Computed(fact, _) => self.program[*fact].name.clone(),
            PastTest::Score(entry, _) => self.ranked_name(crate::program::Ranked::Score(*entry)),
            PastTest::Grade(grade) => grade.clone(),
        }
    }

    /// What must have been so in each period.
    pub(super) fn past_test(&mut self, place: Place, effect: &Effect) -> Option<PastTest> {
        let [condition] = effect.when.as_slice() else { return None };
        match (condition, comparison(condition)) {
            (Condition::Label(text), _) => {
                if let Some((fact, bound)) = self.place_in_words(place, text) {
                    return Some(PastTest::Computed(fact, bound));
                }
                let named = !label::key(text).is_empty() && !label::key(text).starts_with("其他");
                named.then(|| PastTest::Found(self.finding(place, text)))
            }
            (_, Some(found)) if found.measure.is_empty() && found.unit == "分" => self.score_test(place, found.bound),
            (_, Some(found)) => {
                let plain = Effect { kind: Kind::Award, per: None, ..effect.clone() };
                let known = self.known_measure(place, found.measure).is_some();
                let trigger = self.triggers(place, &if known { plain } else { Effect { kind: Kind::Deduct, per: None, ..effect.clone() } });
                match trigger.as_slice() {
                    [Trigger::Bound(fact, bound)] => Some(PastTest::Bound(*fact, bound.clone())),
                    [Trigger::Score(entry, bound)] => Some(PastTest::Score(*entry, bound.clone())),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// 不足80分 without a subject is the total, where the item cannot have so many points.
    fn score_test(&self, place: Place, bound: Bound) -> Option<PastTest> {
        let edge = bound.low.as_ref().or(bound.high.as_ref())?;
        let own = self.program[place.owner].points.as_ref();
        let total = place.owner == crate::program::ROOT || own.is_none_or(|points| edge.at > *points);
        total.then_some(PastTest::Score(crate::program::ROOT, bound))
    }

    /// 排名末位 as what was so in a period.
    pub(super) fn place_in_words(&mut self, place: Place, text: &str) -> Option<(FactId, Bound)> {
        let probe = format!("{text}的,扣1分");
        let reading = crate::read::read(&probe, &crate::read::Context { convention: self.convention, ..Default::default() });
        let [effect] = reading.effects.as_slice() else { return None };
        if effect.kind != Kind::Rank || !reading.gaps.is_empty() {
            return None;
        }
        self.place_of(place, effect)
    }

    /// 比上年每下降1%: a trigger on the change of a measure.
    fn changed(&mut self, place: Place, effect: &Effect, since: Since) -> Option<Trigger> {
        let [condition] = effect.when.as_slice() else { return None };
        let (words, bound, unit) = match (condition, comparison(condition)) {
            (Condition::Label(text), _) => (text.clone(), None, None),
            (_, Some(found)) => (found.measure.to_owned(), Some(found.bound.clone()), Some(found.unit.to_owned())),
            _ => return None,
        };
        // A step says itself which way it counts; its words may be those of the step before it.
        let (name, down) = match (change_of(&words), effect.falls) {
            (Some((name, _)), Some(falls)) => (name, falls),
            (Some(said), None) => said,
            (None, falls) => (words.clone(), falls?),
        };
        let per = effect.per.as_ref().map(|per| per.unit.clone()).filter(|unit| unit != "次");
        if let (Some(per), Some(unit)) = (&per, &unit)
            && Unit::of(per).dimension != Unit::of(unit).dimension
        {
            return None;
        }
        let bound = bound.filter(|bound| bound.high.is_none());
        if unit.is_some() && bound.is_none() {
            return None;
        }
        let by = per.or(unit);
        let of = self.changing(place, &name, by.as_deref());
        let own = self.program[of].unit.clone();
        let percent = own.as_ref().is_some_and(|unit| unit.dimension == Dimension::Percent);
        let relative = !percent && by.as_deref() == Some("%");
        let unit = if relative { Some(Unit::of("%")) } else { own };
        let fact = self.change_fact(place, of, since, down, relative, unit);
        let low = bound.and_then(|bound| bound.low).unwrap_or(Edge { at: Number::ZERO, closed: false });
        let low = Edge { closed: low.closed && !low.at.is_zero(), ..low };
        Some(Trigger::Bound(fact, Bound { low: Some(low), high: None }))
    }

    /// The measure, or the finding by its count, that a change is of.
    fn changing(&mut self, place: Place, name: &str, by: Option<&str>) -> FactId {
        if let Some(fact) = self.known_finding(place, name) {
            return fact;
        }
        let fact = self.unmeasured(place, name);
        if self.program[fact].unit.is_none() {
            let step = by.filter(|unit| *unit != "%").map(|unit| if unit.ends_with("百分点") { Unit::of("%") } else { Unit::of(unit) });
            self.program[fact].unit = step;
        }
        fact
    }

    fn change_fact(&mut self, place: Place, of: FactId, since: Since, down: bool, relative: bool, unit: Option<Unit>) -> FactId {
        let before = match since {
            Since::LastYear => "比上年",
            Since::LastPeriod(_) => "比上期",
        };
        let name = format!("{}{before}{}", self.program[of].name, if down { "下降" } else { "上升" });
        self.computed(place, Computed::Change { of, since, down, relative }, name, unit)
    }

    /// A finding of the item that a clause has already named.
    fn known_finding(&self, place: Place, name: &str) -> Option<FactId> {
        let key = label::key(name);
        let ids = (0..u32::try_from(self.program.facts.len()).unwrap_or(0)).map(FactId);
        let is = |id: &FactId| {
            let fact = &self.program[*id];
            fact.entry == place.owner && fact.kind == FactKind::Finding && !key.is_empty() && fact.labels.contains(&key)
        };
        ids.into_iter().find(is)
    }

    /// 再次发生的,加倍扣分; 再次发生同类事故的,每起加扣10分: what was found before in the year. Where nothing before it, or more than one
    /// thing, can be meant, and where the words do not say that it is beside what was taken anyway, records name it.
    pub(super) fn found_again(&mut self, place: Place, effect: &Effect, text: &str) -> Option<Trigger> {
        let beside = effect.additional || matches!(effect.kind, Kind::Scale);
        let key = label::key(text);
        let rest =
            ["再次发生", "再次出现", "再次发现", "再次", "再发生", "重复发生"].iter().find_map(|head| key.strip_prefix(head))?.to_owned();
        if !beside {
            return None;
        }
        let before: Vec<FactId> = self.findings_before(place);
        let fact = match (THE_SAME.contains(&rest.as_str()), before.as_slice()) {
            (true, [only]) => *only,
            (true, _) => return None,
            (false, _) => self.known_finding(place, &rest)?,
        };
        let name = format!("再次发生{}", self.program[fact].name);
        let again = self.computed(place, Computed::Again(fact), name, Some(Unit::of("次")));
        Some(Trigger::Bound(again, Bound { low: Some(Edge { at: Number::ZERO, closed: false }), high: None }))
    }

    /// What the rules of the item so far have named.
    fn findings_before(&self, place: Place) -> Vec<FactId> {
        let rules = self.program[place.owner].rules.iter().map(|rule| &self.program[*rule]);
        let mut facts: Vec<FactId> = rules
            .filter_map(|rule| match rule.triggers.first() {
                Some(Trigger::Found(fact)) if self.program[*fact].kind == FactKind::Finding => Some(*fact),
                _ => None,
            })
            .collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}

/// What changes, and whether it falls.
fn change_of(words: &str) -> Option<(String, bool)> {
    let key = label::key(words);
    let key = key.strip_suffix("幅度").unwrap_or(&key);
    let ended = |ends: &[&str]| ends.iter().find_map(|end| key.strip_suffix(end)).map(str::to_owned);
    let fell = ended(FALLS).map(|rest| (rest, true));
    let (rest, down) = fell.or_else(|| ended(RISES).map(|rest| (rest, false)))?;
    let rest = rest.trim_end_matches(['每', '有', '所', '出']).to_owned();
    Some((rest, down))
}
