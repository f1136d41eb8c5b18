//! Across periods: 年度结果 (rule 22).
//!
//! Start at [`annual`].

use chidu_analysis::program::{Annual, AnnualTest, Program};
use chidu_values::{Number, Period, PeriodKind};

use crate::assessment::{AnnualResult, Status, SubjectResult};

/// The years' consequences, by subject, then by year. Results come by subject, then by period.
pub(crate) fn annual(program: &Program, results: &[SubjectResult]) -> Vec<AnnualResult> {
    let of_one_subject = results.chunk_by(|a, b| a.subject == b.subject);
    let years = |all: &[SubjectResult]| {
        let of_one_year = all.chunk_by(|a, b| a.period.year() == b.period.year());
        of_one_year.filter_map(|results| year(program, all, results)).collect::<Vec<_>>()
    };
    of_one_subject.flat_map(years).collect()
}

fn year(program: &Program, all: &[SubjectResult], results: &[SubjectResult]) -> Option<AnnualResult> {
    let first = results.first()?;
    let of_rule = |rule: &Annual| {
        if rule.consecutive && program.period == PeriodKind::Year { years_up_to(rule, all, first.period) } else { periods(rule, results) }
    };
    let found = program.annual.iter().enumerate().map(|(position, rule)| (position, of_rule(rule)));
    let consequences: Vec<_> = found.filter(|(_, periods)| !periods.is_empty()).collect();
    let year = first.period.year()?;
    (!consequences.is_empty()).then_some(AnnualResult { subject: first.subject, year, consequences })
}

/// The periods that bring the consequence about; none where they are too few.
fn periods(rule: &Annual, results: &[SubjectResult]) -> Vec<(Period, Number)> {
    let held: Vec<(Period, Number)> = results.iter().filter_map(|result| held(rule, result)).collect();
    let times = usize::try_from(rule.times).unwrap_or(usize::MAX).max(1);
    if !rule.consecutive {
        return if held.len() >= times { held } else { Vec::new() };
    }
    let rows = held.chunk_by(|(one, _), (other, _)| one.next() == Some(*other));
    rows.filter(|row| row.len() >= times).flatten().cloned().collect()
}

/// 连续两年: years in a row that end with this one.
fn years_up_to(rule: &Annual, all: &[SubjectResult], last: Period) -> Vec<(Period, Number)> {
    let known: Vec<SubjectResult> = all.iter().filter(|result| result.period <= last).cloned().collect();
    let rows = periods(rule, &known);
    let row = rows.chunk_by(|(one, _), (other, _)| one.next() == Some(*other)).last().unwrap_or_default();
    if row.last().is_some_and(|(period, _)| *period == last) { row.to_vec() } else { Vec::new() }
}

fn held(rule: &Annual, result: &SubjectResult) -> Option<(Period, Number)> {
    let total = result.total.as_ref().filter(|_| matches!(result.status, Status::Scored | Status::Vetoed))?;
    let holds = match &rule.test {
        AnnualTest::Total(bound) => bound.holds(total),
        AnnualTest::Grade(grade) => result.grade.as_ref() == Some(grade),
    };
    holds.then(|| (result.period, total.clone()))
}
