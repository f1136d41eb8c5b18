//! 年度结果, and clauses of items that say the same: so many periods of a year, or in a row, have a consequence (rule 22).
//!
//! Not here: what such periods do to a score (`history`). Start at [`Lowering::annual`].

use chidu_values::{PeriodKind, Unit};

use super::conditions::{Comparison, comparison};
use super::effects::clause_text;
use super::facts::Place;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Annual, AnnualTest, FactId, FactKind, PastTest, ROOT};
use crate::reading::{Condition, Effect};

const BLOCK: &str = "年度结果";

impl Lowering<'_> {
    pub(super) fn annual(&mut self, place: Place, effect: &Effect) {
        let test = annual_test(&effect.when).or_else(|| self.annual_measure(place, &effect.when));
        let (Some(times), Some(outcome), Some(test)) = (effect.times, effect.outcome.clone(), test) else {
            self.fault(Fault::BlockLine { block: BLOCK, span: effect.clause });
            return;
        };
        if !self.has_periods(effect) && self.program.period != PeriodKind::Whole {
            self.fault(Fault::NoSuchPeriods { span: effect.clause });
        }
        let text = clause_text(effect.clause.of(self.text));
        let line = self.line(effect.span);
        self.annual_at.push(place);
        self.program.annual.push(Annual {
            times: times.count,
            consecutive: times.consecutive,
            by_periods: times.unit.is_some(),
            test,
            outcome,
            text,
            span: effect.clause,
            line,
        });
    }

    /// A year's result counts totals, grades, places, and what was found; what names none of these can never hold.
    pub(super) fn annual_grades(&mut self) {
        let bands: Vec<String> = self.program.bands.iter().map(|band| band.name.clone()).collect();
        for index in 0..self.program.annual.len() {
            let Some(Annual { test: AnnualTest::Grade(written), span, .. }) = self.program.annual.get(index).cloned() else { continue };
            let known = bands.iter().find(|band| label::key(band) == written).map(|band| AnnualTest::Grade(band.clone()));
            let place = self.annual_at.get(index).copied().unwrap_or(Place { owner: ROOT, criterion: ROOT, block: None });
            match known.or_else(|| self.annual_past(place, &written)) {
                Some(test) => self.program.annual.iter_mut().skip(index).take(1).for_each(|annual| annual.test = test.clone()),
                None => self.fault(Fault::BlockLine { block: BLOCK, span }),
            }
        }
    }

    /// 排名末位, or something that a clause names: in an item's own clause of the item, else of any, if only one does.
    fn annual_past(&mut self, place: Place, written: &str) -> Option<AnnualTest> {
        // A consequence is of the whole result, and so is a place that names nothing else.
        let whole = Place { owner: ROOT, criterion: ROOT, block: None };
        if let Some((fact, bound)) = self.place_in_words(whole, written) {
            return Some(AnnualTest::Past(PastTest::Computed(fact, bound)));
        }
        let key = label::key(written);
        let facts = (0..u32::try_from(self.program.facts.len()).unwrap_or(0)).map(FactId);
        let named = |id: &FactId| {
            let fact = &self.program[*id];
            let here = place.owner == ROOT || fact.entry == place.owner;
            let found = matches!(fact.kind, FactKind::Finding | FactKind::Event) && fact.block.is_none() && !fact.rules.is_empty();
            here && found && fact.labels.contains(&key)
        };
        match facts.filter(named).collect::<Vec<_>>().as_slice() {
            [only] => Some(AnnualTest::Past(PastTest::Found(*only))),
            _ => None,
        }
    }

    /// 累计两次满意率低于80%: a measure that one clause of the rulebook compares.
    fn annual_measure(&self, place: Place, when: &[Condition]) -> Option<AnnualTest> {
        let [condition] = when else { return None };
        let found = comparison(condition)?;
        let key = label::key(found.measure);
        let unit = Unit::of(found.unit);
        let facts = (0..u32::try_from(self.program.facts.len()).unwrap_or(0)).map(FactId);
        let named = |id: &FactId| {
            let fact = &self.program[*id];
            let here = place.owner == ROOT || fact.entry == place.owner;
            let measure = matches!(fact.kind, FactKind::Measure(_)) && fact.unit.as_ref() == Some(&unit);
            here && measure && !fact.rules.is_empty() && !key.is_empty() && fact.labels.contains(&key)
        };
        match facts.filter(named).collect::<Vec<_>>().as_slice() {
            [only] => Some(AnnualTest::Past(PastTest::Bound(*only, found.bound))),
            _ => None,
        }
    }
}

/// What must hold in a period: one bound of the total, or one grade. Anything else is not known of another period.
fn annual_test(when: &[Condition]) -> Option<AnnualTest> {
    match when {
        [Condition::Label(text)] => Some(AnnualTest::Grade(grade_named(text))),
        [condition] => comparison(condition).filter(is_total).map(|found| AnnualTest::Total(found.bound)),
        _ => None,
    }
}

fn is_total(found: &Comparison<'_>) -> bool {
    const TOTALS: [&str; 10] = ["", "总分", "总得分", "得分", "成绩", "考核得分", "考评得分", "综合得分", "考核成绩", "考核总分"];
    let key = label::key(found.measure);
    let key = ["年度内", "全年", "年内"].iter().find_map(|word| key.strip_prefix(word)).unwrap_or(&key);
    // 累计三次(含三次)不足80分: the bracket belongs to the count.
    let named = key.strip_prefix('含').and_then(|rest| rest.split_once('次')).map_or(key, |(_, named)| named);
    TOTALS.contains(&named) && matches!(found.unit, "" | "分")
}

/// The grade in 不合格, 被评为不合格, 考核结果为不合格.
fn grade_named(text: &str) -> String {
    let key = label::key(text);
    let named =
        key.split_once('为').filter(|(before, _)| ["评", "定", "判", "结果", "等级", "等次"].iter().any(|end| before.ends_with(end)));
    named.map_or_else(|| key.clone(), |(_, grade)| grade.to_owned())
}
