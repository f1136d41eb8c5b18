//! What lies around a case: its peers of the same period and its own earlier periods, and what computed facts make of them
//! (rule 22).
//!
//! Not here: in which order cases are assessed so that all of this is known (`stages`). Start at [`View::computed`].

use std::collections::BTreeMap;

use chidu_analysis::program::{Bound, Computed, EntryId, FactId, PastTest, Program, ROOT, Ranked};
use chidu_analysis::reading::Since;
use chidu_values::{Dimension, Number, Period};

use crate::assessment::{Basis, Status, SubjectResult};
use crate::cases::Case;
use crate::facts::{Known, View};
use crate::observation::{Observations, SubjectId};
use crate::stages::takes_part;

/// What a case can see beside its own rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    pub subject: SubjectId,
    pub period: Period,
    pub peers: &'a Peers,
    pub past: &'a Past<'a>,
    /// What this case came to before the effects of places and means of scores; `None` while that is being found out.
    pub own: Option<&'a SubjectResult>,
}

/// The values of one period's scored subjects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Peers {
    /// By measure and source; highest first.
    measures: BTreeMap<(FactId, Option<usize>), Vec<Number>>,
    /// By entry; highest first.
    scores: BTreeMap<EntryId, Vec<Number>>,
    /// Whether it is known yet who is scored.
    pub settled: bool,
    /// Whether it is known yet with what scores.
    pub ranked: bool,
}

/// What is known of earlier cases.
#[derive(Debug)]
pub(crate) struct Past<'a> {
    pub observations: &'a Observations,
    pub cases: BTreeMap<(SubjectId, Period), &'a Case>,
    pub results: BTreeMap<(SubjectId, Period), SubjectResult>,
}

/// A computed value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    Value(Number, Box<Basis>),
    /// Its own value, or what it is compared with, is not there.
    Nothing,
    /// The case is not among those that are compared, or it is not known yet who is: the rule says nothing.
    Silent,
}

impl Peers {
    /// Takes in the values of one scored case.
    pub fn add_measures(&mut self, view: &View<'_>, facts: &[FactId]) {
        for fact in facts {
            if let Some(value) = value(view, *fact) {
                self.measures.entry((*fact, view.source)).or_default().push(value);
            }
        }
    }

    /// Takes in the scores of one scored case.
    pub fn add_scores(&mut self, result: &SubjectResult, entries: &[EntryId]) {
        for entry in entries {
            if let Some(score) = score(result, *entry) {
                self.scores.entry(*entry).or_default().push(score.clone());
            }
        }
    }

    /// Puts everything in order, once all cases of the period are in.
    pub fn sort(&mut self) {
        let lists = self.measures.values_mut().chain(self.scores.values_mut());
        lists.for_each(|list| list.sort_unstable_by(|a, b| b.cmp(a)));
    }
}

impl Past<'_> {
    /// How often a test held in a period, with the value behind it; `None` where the period has no scored total.
    fn held(&self, view: &View<'_>, subject: SubjectId, period: Period, test: &PastTest) -> Option<(bool, Number)> {
        let result = self.results.get(&(subject, period)).filter(|result| is_scored(result))?;
        let earlier = self.view(view, subject, period)?;
        held(&earlier, result, test)
    }

    /// Whether a test of a year's result held in a period. A row of periods needs scored ones; what was found counts without.
    pub fn of_year(&self, program: &Program, result: &SubjectResult, test: &PastTest, consecutive: bool) -> Option<(bool, Number)> {
        let case = self.cases.get(&(result.subject, result.period))?;
        let needs_total = consecutive || !matches!(test, PastTest::Found(_));
        let view = View::new(program, self.observations, &case.list, None);
        if needs_total && !is_scored(result) { None } else { held(&view, result, test) }
    }

    /// The rows of an earlier case, seen as this one's are.
    fn view<'v>(&self, view: &View<'v>, subject: SubjectId, period: Period) -> Option<View<'v>> {
        let case = self.cases.get(&(subject, period))?;
        Some(View::new(view.program, view.observations, &case.list, view.source))
    }
}

/// Whether a test holds in a period, of which all is known.
fn held(view: &View<'_>, result: &SubjectResult, test: &PastTest) -> Option<(bool, Number)> {
    let within = |bound: &Bound, value: Number| (bound.holds(&value), value);
    match test {
        PastTest::Found(fact) => Some((times(view, *fact).is_positive(), times(view, *fact))),
        PastTest::Bound(fact, bound) => value(view, *fact).map(|value| within(bound, value)),
        PastTest::Score(ROOT, bound) => result.total.clone().map(|total| within(bound, total)),
        PastTest::Score(entry, bound) => score(result, *entry).map(|score| within(bound, score.clone())),
        PastTest::Grade(grade) => Some((result.grade.as_ref() == Some(grade), result.total.clone().unwrap_or_default())),
        PastTest::Computed(fact, bound) => {
            let known = result.computed.iter().find(|(of, _)| of == fact).map(|(_, value)| value.clone());
            Some(known.map_or((false, Number::ZERO), |value| within(bound, value)))
        }
    }
}

impl<'a> View<'a> {
    /// What a fact that no row states comes to.
    pub fn computed(&self, fact: FactId) -> Found {
        let Some(computed) = self.program[fact].computed() else { return Found::Nothing };
        let Some(around) = self.around else { return self.by_itself(computed) };
        match computed {
            Computed::Place { of, ascending, from_end } => self.place(&around, fact, *of, *ascending, *from_end),
            Computed::Distance { of, down, relative } => self.distance(&around, *of, *down, *relative),
            Computed::OfBest { of, ascending } => self.of_best(&around, *of, *ascending),
            Computed::Change { of, since, down, relative } => self.change(&around, *of, *since, (*down, *relative)),
            Computed::Streak(test) => self.streak(&around, test),
            Computed::Tally { test, periods } => self.tally(&around, test, *periods),
            Computed::Again(of) => self.again(&around, *of),
        }
    }

    /// Without anything around it, as in an example: what was found so often counts, and earlier periods say nothing.
    fn by_itself(&self, computed: &Computed) -> Found {
        let often = match computed {
            Computed::Tally { test: PastTest::Found(of), periods: false } => times(self, *of),
            Computed::Again(of) => (&times(self, *of) - &Number::ONE).max(Number::ZERO),
            _ => return Found::Nothing,
        };
        Found::Value(often, Box::new(Basis::Periods(Vec::new())))
    }

    /// The case's own value and those of all that are compared; `Err` where there is nothing to compare.
    fn compared(&self, around: &Around<'a>, of: Ranked) -> Result<(Number, &'a [Number]), Found> {
        let list = |list: Option<&'a Vec<Number>>| list.map_or(&[][..], Vec::as_slice);
        let (own, all) = match of {
            Ranked::Measure(fact) => {
                let own = value(self, fact).ok_or(Found::Nothing)?;
                (own, list(around.peers.measures.get(&(fact, self.source))))
            }
            Ranked::Score(entry) => {
                let result = around.own.filter(|_| around.peers.ranked).ok_or(Found::Silent)?;
                if result.status == Status::Partial {
                    return Err(Found::Nothing);
                }
                (score(result, entry).cloned().ok_or(Found::Silent)?, list(around.peers.scores.get(&entry)))
            }
        };
        let scored = around.peers.settled && around.own.is_some_and(takes_part);
        if scored && all.contains(&own) { Ok((own, all)) } else { Err(Found::Silent) }
    }

    /// Ties share the better place: 1, 1, 3. The place from the end is counted back from how many there are.
    fn place(&self, around: &Around<'a>, fact: FactId, of: Ranked, ascending: bool, from_end: bool) -> Found {
        let (own, all) = match self.compared(around, of) {
            Ok(compared) => compared,
            Err(found) => return found,
        };
        let higher = all.partition_point(|other| *other > own);
        let tied = all.partition_point(|other| *other >= own) - higher;
        let better = if ascending { all.len() - higher - tied } else { higher };
        let place = better + 1;
        let counted = if from_end { all.len() - better } else { place };
        let share = self.program[fact].unit.as_ref().is_some_and(|unit| unit.dimension == Dimension::Percent);
        let of_all = (&count(counted) * &Number::from(100)).divide(&count(all.len()));
        let shown = if share { of_all.unwrap_or_default() } else { count(counted) };
        Found::Value(shown, Box::new(Basis::Place { value: own, place: small(place), of: small(all.len()), tied: small(tied) }))
    }

    fn distance(&self, around: &Around<'a>, of: Ranked, down: bool, relative: bool) -> Found {
        let (own, all) = match self.compared(around, of) {
            Ok(compared) => compared,
            Err(found) => return found,
        };
        let Some(mean) = all.iter().cloned().sum::<Number>().divide(&count(all.len())) else { return Found::Nothing };
        let apart = if down { &mean - &own } else { &own - &mean };
        let by = if relative { (&apart * &Number::from(100)).divide(&mean) } else { Some(apart) };
        by.map_or(Found::Nothing, |by| Found::Value(by, Box::new(Basis::Mean { value: own, mean, of: small(all.len()) })))
    }

    fn of_best(&self, around: &Around<'a>, of: Ranked, ascending: bool) -> Found {
        let (own, all) = match self.compared(around, of) {
            Ok(compared) => compared,
            Err(found) => return found,
        };
        let best = if ascending { all.last() } else { all.first() }.cloned().unwrap_or_default();
        let share = match (own == best, ascending) {
            (true, _) => Some(Number::ONE),
            (false, _) if best.is_negative() || own.is_negative() => None,
            (false, true) => best.divide(&own),
            (false, false) => own.divide(&best),
        };
        share.map_or(Found::Nothing, |share| Found::Value(share, Box::new(Basis::Best { value: own, best, of: small(all.len()) })))
    }

    fn change(&self, around: &Around<'a>, of: FactId, since: Since, (down, relative): (bool, bool)) -> Found {
        let Some(now) = value(self, of) else { return Found::Nothing };
        let period = match since {
            Since::LastYear => around.period.year_before(),
            Since::LastPeriod(_) => around.period.previous(),
        };
        let earlier = period.and_then(|period| Some((period, around.past.view(self, around.subject, period)?)));
        let Some((period, before)) = earlier.and_then(|(period, view)| Some((period, value(&view, of)?))) else { return Found::Nothing };
        let change = if down { &before - &now } else { &now - &before };
        let by = if relative { (&change * &Number::from(100)).divide(&before) } else { Some(change) };
        by.map_or(Found::Nothing, |by| Found::Value(by, Box::new(Basis::Change { period, before, now })))
    }

    /// Periods in a row, this one last; one without a scored total breaks the row.
    fn streak(&self, around: &Around<'a>, test: &PastTest) -> Found {
        let (holds, value) = match self.now(around, test) {
            Ok(now) => now,
            Err(found) => return found,
        };
        let mut periods = Vec::new();
        if holds {
            periods.push((around.period, value));
            let mut at = around.period.previous();
            while let Some(period) = at {
                let Some((true, value)) = around.past.held(self, around.subject, period, test) else { break };
                periods.push((period, value));
                at = period.previous();
            }
        }
        periods.reverse();
        Found::Value(count(periods.len()), Box::new(Basis::Periods(periods)))
    }

    /// How often in the calendar year, up to this period. Nothing where it is not so now: a period in which it is not pays for no other.
    fn tally(&self, around: &Around<'a>, test: &PastTest, by_periods: bool) -> Found {
        let (holds, value) = match self.now(around, test) {
            Ok(now) => now,
            Err(found) => return found,
        };
        let mut periods: Vec<(Period, Number)> = Vec::new();
        if holds {
            periods = self.earlier_this_year(around, test);
            periods.push((around.period, value));
        }
        let occurrences = matches!(test, PastTest::Found(_)) && !by_periods;
        let all = if occurrences { periods.iter().map(|(_, value)| value.clone()).sum() } else { count(periods.len()) };
        Found::Value(all, Box::new(Basis::Periods(periods)))
    }

    fn again(&self, around: &Around<'a>, of: FactId) -> Found {
        let now = times(self, of);
        let mut periods = self.earlier_this_year(around, &PastTest::Found(of));
        let first = if periods.is_empty() { Number::ONE } else { Number::ZERO };
        let again = (&now - &first).max(Number::ZERO);
        periods.push((around.period, now));
        Found::Value(again, Box::new(Basis::Periods(periods)))
    }

    /// The periods before this one in its calendar year in which a test held. What was found counts whether or not its period was
    /// scored; anything else needs a scored total.
    fn earlier_this_year(&self, around: &Around<'a>, test: &PastTest) -> Vec<(Period, Number)> {
        let Some(year) = around.period.year() else { return Vec::new() };
        let first = (around.subject, around.period);
        let before = around.past.cases.range(..first).rev();
        let own = before.take_while(|((subject, _), _)| *subject == around.subject).map(|((_, period), _)| *period);
        let mut held: Vec<(Period, Number)> = own
            .filter(|period| period.year() == Some(year))
            .filter_map(|period| match test {
                PastTest::Found(fact) => {
                    let found = times(&around.past.view(self, around.subject, period)?, *fact);
                    found.is_positive().then_some((period, found))
                }
                _ => around.past.held(self, around.subject, period, test).filter(|(holds, _)| *holds).map(|(_, value)| (period, value)),
            })
            .collect();
        held.reverse();
        held
    }

    /// Whether a test holds in this very period.
    fn now(&self, around: &Around<'a>, test: &PastTest) -> Result<(bool, Number), Found> {
        match test {
            PastTest::Found(_) => held(self, &NOBODY, test).ok_or(Found::Nothing),
            PastTest::Bound(..) => held(self, &NOBODY, test).ok_or(Found::Nothing),
            PastTest::Computed(fact, bound) => match self.computed(*fact) {
                Found::Value(value, _) => Ok((bound.holds(&value), value)),
                other => Err(other),
            },
            PastTest::Score(..) | PastTest::Grade(_) => {
                let own = around.own.filter(|result| around.peers.ranked && is_scored(result)).ok_or(Found::Silent)?;
                held(self, own, test).ok_or(Found::Silent)
            }
        }
    }
}

/// A result of nobody, for tests that look at rows alone.
const NOBODY: SubjectResult = SubjectResult::without_score(SubjectId(0), Period::WHOLE, Status::Missing);

/// True for results with a total that counts in a history.
pub(crate) fn is_scored(result: &SubjectResult) -> bool {
    matches!(result.status, Status::Scored | Status::Vetoed) && result.total.is_some()
}

fn score(result: &SubjectResult, entry: EntryId) -> Option<&Number> {
    if entry == ROOT { result.total.as_ref() } else { result.entries.get(entry.index()).and_then(|part| part.score.as_ref()) }
}

/// A measure's value, or how often something was found.
fn value(view: &View<'_>, fact: FactId) -> Option<Number> {
    match view.known(fact) {
        Known::Value(value) | Known::Count(value) => Some(value),
        _ => None,
    }
}

/// How often something was found, or events there were.
fn times(view: &View<'_>, fact: FactId) -> Number {
    match view.known(fact) {
        Known::Count(count) => count,
        Known::Spread => view.of(fact).map(|row| row.times.clone()).sum(),
        _ => Number::ZERO,
    }
}

fn count(number: usize) -> Number {
    Number::from(i64::try_from(number).unwrap_or(i64::MAX))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
