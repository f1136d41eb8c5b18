//! In which order the cases of a run are assessed, where clauses look at peers or at earlier periods (rule 22): period after period,
//! and within a period first without what is compared, so that it is known who is scored and with what.
//!
//! Not here: what a comparison comes to (`around`). Start at [`run`].

use std::collections::{BTreeMap, BTreeSet};

use chidu_analysis::program::{AnnualTest, Computed, EntryId, FactId, PastTest, Program, Ranked};
use chidu_values::Period;

use crate::around::{Around, Found, Past, Peers};
use crate::assessment::{DataProblem, Status, SubjectResult};
use crate::cases::Case;
use crate::facts::View;
use crate::observation::Observations;
use crate::peers;
use crate::plan::{Plan, Unknown};
use crate::total::assess_case;

/// What a program compares.
#[derive(Debug, Default)]
struct Compared {
    measures: Vec<FactId>,
    scores: Vec<EntryId>,
    /// Whether something rests on this period's own scores: places, means, histories of totals.
    late: bool,
    /// Computed facts that a history looks back at.
    remembered: Vec<FactId>,
    /// Whether anything at all looks around.
    any: bool,
}

/// The results of all cases, by subject, then by period, with all that histories can look at.
pub(crate) fn run<'a>(
    plan: &Plan<'_>,
    observations: &'a Observations,
    cases: &'a [Case],
    problems: &mut Vec<DataProblem>,
) -> (Vec<SubjectResult>, Past<'a>) {
    let compared = Compared::of(plan.program);
    let mut past = Past { observations, cases: BTreeMap::new(), results: BTreeMap::new() };
    // A 示例 tests what it says: it has no peers and no earlier periods.
    if !compared.any || plan.unknown == Unknown::Best {
        let mut results: Vec<_> = cases.iter().map(|case| assess_case(plan, observations, case, None, problems)).collect();
        peers::apply(plan.program, &mut results);
        return (results, past);
    }
    past.cases = cases.iter().map(|case| ((case.subject, case.period), case)).collect();
    let periods: BTreeSet<Period> = cases.iter().map(|case| case.period).collect();
    let mut found = Vec::new();
    for period in periods {
        let own: Vec<&Case> = cases.iter().filter(|case| case.period == period).collect();
        let results = Stage { plan, observations, compared: &compared, past: &past }.period(&own, &mut found);
        past.results.extend(results.into_iter().map(|result| ((result.subject, result.period), result)));
    }
    problems.extend(found);
    (past.results.values().cloned().collect(), past)
}

impl Compared {
    fn of(program: &Program) -> Self {
        let mut compared = Self::default();
        for fact in &program.facts {
            let Some(computed) = fact.computed() else { continue };
            compared.any = true;
            match computed {
                Computed::Place { of, .. } | Computed::Distance { of, .. } | Computed::OfBest { of, .. } => match of {
                    Ranked::Measure(fact) => compared.measures.push(*fact),
                    Ranked::Score(entry) => {
                        compared.scores.push(*entry);
                        compared.late = true;
                    }
                },
                Computed::Streak(test) | Computed::Tally { test, .. } => compared.test(test),
                Computed::Change { .. } | Computed::Again(_) => {}
            }
        }
        for annual in &program.annual {
            if let AnnualTest::Past(test) = &annual.test {
                compared.any = true;
                compared.test(test);
            }
        }
        compared.measures.sort_unstable();
        compared.measures.dedup();
        compared.scores.sort_unstable();
        compared.scores.dedup();
        compared
    }

    fn test(&mut self, test: &PastTest) {
        self.late |= matches!(test, PastTest::Score(..) | PastTest::Grade(_));
        if let PastTest::Computed(fact, _) = test {
            self.remembered.push(*fact);
        }
    }
}

/// One period of a run.
struct Stage<'s, 'p, 'a> {
    plan: &'s Plan<'p>,
    observations: &'a Observations,
    compared: &'s Compared,
    past: &'s Past<'a>,
}

impl Stage<'_, '_, '_> {
    fn period(&self, cases: &[&Case], problems: &mut Vec<DataProblem>) -> Vec<SubjectResult> {
        let mut peers = Peers::default();
        let mut found = Vec::new();
        let mut own = self.pass(cases, &peers, None, &mut found);
        if !self.compared.measures.is_empty() {
            self.settle_measures(cases, &own, &mut peers);
            own = self.pass(cases, &peers, Some(&own), &mut found);
        }
        if self.compared.late {
            peers.settled = true;
            peers.ranked = true;
            for result in own.iter().filter(|result| result.status == Status::Scored) {
                peers.add_scores(result, &self.compared.scores);
            }
            peers.sort();
            let mut last = self.pass(cases, &peers, Some(&own), &mut found);
            peers::places(&mut own);
            for (result, before) in last.iter_mut().zip(&own) {
                result.place = before.place.filter(|_| result.status == Status::Scored);
            }
            self.remember(cases, &peers, &own, &mut last);
            own = last;
        } else {
            peers::places(&mut own);
            let before = own.clone();
            self.remember(cases, &peers, &before, &mut own);
        }
        peers::quotas(self.plan.program, &mut own);
        problems.extend(found);
        own
    }

    /// All cases once; only the last pass tells what is wrong with the data.
    fn pass(&self, cases: &[&Case], peers: &Peers, own: Option<&[SubjectResult]>, problems: &mut Vec<DataProblem>) -> Vec<SubjectResult> {
        problems.clear();
        let around = |at: usize, case: &Case| self.around(case, peers, own.and_then(|own| own.get(at)));
        let assessed = cases.iter().enumerate();
        assessed.map(|(at, case)| assess_case(self.plan, self.observations, case, Some(around(at, case)), problems)).collect()
    }

    fn around<'v>(&'v self, case: &Case, peers: &'v Peers, own: Option<&'v SubjectResult>) -> Around<'v> {
        Around { subject: case.subject, period: case.period, peers, past: self.past, own }
    }

    fn settle_measures(&self, cases: &[&Case], results: &[SubjectResult], peers: &mut Peers) {
        let sources = self.plan.program.sources.len();
        let views: Vec<Option<usize>> = std::iter::once(None).chain((0..sources).map(Some)).collect();
        for (case, _) in cases.iter().zip(results).filter(|(_, result)| takes_part(result)) {
            for source in &views {
                peers.add_measures(&View::new(self.plan.program, self.observations, &case.list, *source), &self.compared.measures);
            }
        }
        peers.sort();
        peers.settled = true;
    }

    /// Keeps what later periods will ask for.
    fn remember(&self, cases: &[&Case], peers: &Peers, own: &[SubjectResult], results: &mut [SubjectResult]) {
        for ((case, before), result) in cases.iter().zip(own).zip(results) {
            let view = View::new(self.plan.program, self.observations, &case.list, None);
            let view = view.within(Some(self.around(case, peers, Some(before))));
            let known = self.compared.remembered.iter().filter_map(|fact| match view.computed(*fact) {
                Found::Value(value, _) => Some((*fact, value)),
                Found::Nothing | Found::Silent => None,
            });
            result.computed = known.collect();
        }
    }
}

/// True for cases whose measures are compared.
pub(crate) fn takes_part(result: &SubjectResult) -> bool {
    matches!(result.status, Status::Scored | Status::Partial) && result.total.is_some()
}
