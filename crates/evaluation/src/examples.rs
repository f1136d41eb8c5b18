//! 示例: a rulebook's own examples, run against it.
//!
//! Not here: how a failure is told (`analysis` and the checker). Start at [`run_example`].

use chidu_analysis::program::{EntryId, Example, ExampleAmount, ExampleFact, Expected, FactKind, Program};
use chidu_values::{Number, Period, PeriodKind};

use crate::assessment::{Status, SubjectResult};
use crate::observation::{Given, Observation, Observations, Row, RowId, SubjectId};
use crate::plan::{Options, Plan, Unknown};

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Position in the example's expectations.
    pub expectation: usize,
    pub expected: Expected,
    pub found: Found,
}

/// What there is in place of what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The entry's score; `None` where it has none.
    Score(Option<Number>),
    Total(Option<Number>),
    Grade(Option<String>),
    /// 不予考评, and the consequences in the rulebook's words.
    Consequences(Vec<String>),
}

/// Runs an example. Where a clause of the rulebook is not computed, total and grade are not compared.
pub fn run_example(program: &Program, example: &Example) -> Vec<ExampleFailure> {
    let plan = example_plan(program);
    let Some(result) = &result(&plan, program, &example.given) else {
        return Vec::new();
    };
    let expectations = example.expected.iter().enumerate();
    let compared = expectations.filter(|(_, e)| !plan.partial || !matches!(e.what, Expected::Total(_) | Expected::Grade(_)));
    compared.filter_map(|(position, e)| failure(program, result, position, &e.what)).collect()
}

/// The plan by which examples run: whatever is not mentioned has nothing found and full marks.
pub fn example_plan(program: &Program) -> Plan<'_> {
    Plan::with(program, Options { partial: true }, Unknown::Best)
}

/// The same for one entry with a score, in the time that this entry takes: nothing above it has a result.
pub fn entry_plan(program: &Program, entry: EntryId) -> Plan<'_> {
    Plan::up_to(program, entry, Options { partial: true }, Unknown::Best)
}

/// What one subject comes to by such facts alone.
pub fn result(plan: &Plan<'_>, program: &Program, given: &[ExampleFact]) -> Option<SubjectResult> {
    crate::assess(plan, &observations(program, given)).results.into_iter().next()
}

fn failure(program: &Program, result: &SubjectResult, expectation: usize, expected: &Expected) -> Option<ExampleFailure> {
    let (holds, found) = match expected {
        Expected::Score(entry, score) => {
            let found = result.entries.get(entry.index()).and_then(|entry| entry.score.clone());
            (found.as_ref() == Some(score), Found::Score(found))
        }
        Expected::Total(total) => (result.total.as_ref() == Some(total), Found::Total(result.total.clone())),
        Expected::Grade(grade) => (result.grade.as_ref() == Some(grade), Found::Grade(result.grade.clone())),
        Expected::Consequence(words) => {
            let found = consequences(program, result);
            (found.contains(words), Found::Consequences(found))
        }
    };
    (!holds).then(|| ExampleFailure { expectation, expected: expected.clone(), found })
}

fn consequences(program: &Program, result: &SubjectResult) -> Vec<String> {
    let excluded = (result.status == Status::NotAssessed).then(|| "不予考评".to_owned());
    let veto = match result.grade_by {
        Some(crate::assessment::GradeBy::Veto(veto)) => program.vetoes.get(veto).map(|veto| veto.outcome.clone()),
        _ => None,
    };
    excluded.into_iter().chain(veto).chain(result.consequences.iter().map(|consequence| consequence.text.clone())).collect()
}

/// The example's facts as rows of one subject; where there are sources, the one that is named says so, or each of them.
fn observations(program: &Program, facts: &[ExampleFact]) -> Observations {
    let subject = SubjectId(0);
    let period = some_period(program.period);
    let mut observations =
        Observations { subjects: vec![program.subject.clone()], assessed: vec![(subject, period)], ..Observations::default() };
    let sources: Vec<Option<usize>> = if program.sources.is_empty() { vec![None] } else { (0..program.sources.len()).map(Some).collect() };
    for fact in facts {
        let (value, times, rule) = match &fact.amount {
            ExampleAmount::Value(value) => (value.clone(), Number::ONE, None),
            ExampleAmount::Times(times, rule) => (Number::ZERO, times.clone(), Some(*rule)),
        };
        let row = RowId(u32::try_from(observations.rows.len()).unwrap_or(u32::MAX));
        observations.rows.push(Row { file: 0, sheet: None, row: row.0 });
        let who = sources.iter().filter(|source| fact.source.is_none() || **source == fact.source);
        observations.list.extend(who.map(|source| Observation {
            subject,
            period,
            source: *source,
            fact: fact.fact,
            option: fact.option,
            value: value.clone(),
            times: times.clone(),
            rule,
            words: None,
            given: fact.given.clone().map(|amount| given(program, fact.fact, amount)),
            matter: None,
            excepted: None,
            date: None,
            object: fact.object.clone(),
            row,
        }));
    }
    observations
}

/// An amount in the direction in which the fact's rules work.
fn given(program: &Program, fact: chidu_analysis::program::FactId, amount: Number) -> Given {
    use chidu_analysis::program::Action;
    let action = program[fact].rules.first().map(|rule| &program[*rule].action);
    match (action, &program[fact].kind) {
        (Some(Action::Award | Action::AwardRatio), _) | (_, FactKind::Answer(..)) => Given::Scored(amount),
        (Some(Action::Add), _) => Given::Added(amount),
        _ => Given::Deducted(amount),
    }
}

fn some_period(kind: PeriodKind) -> Period {
    let index = if matches!(kind, PeriodKind::Year | PeriodKind::Whole) { 0 } else { 1 };
    Period::new(kind, 2026, index).unwrap_or(Period::WHOLE)
}
