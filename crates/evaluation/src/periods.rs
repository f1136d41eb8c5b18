//! Across periods: 年度结果 (rule 22).
//!
//! Start at [`annual`].

use chidu_analysis::program::{Annual, AnnualTest, Program};
use chidu_values::{Number, Period};

use crate::assessment::{AnnualResult, Status, SubjectResult};

/// The years' consequences, by subject, then by year. Results come by subject, then by period.
pub(crate) fn annual(program: &Program, results: &[SubjectResult]) -> Vec<AnnualResult> {
    let of_one_year = results.chunk_by(|a, b| a.subject == b.subject && a.period.year() == b.period.year());
    of_one_year.filter_map(|results| year(program, results)).collect()
}

fn year(program: &Program, results: &[SubjectResult]) -> Option<AnnualResult> {
    let first = results.first()?;
    let found = program.annual.iter().enumerate().map(|(position, rule)| (position, periods(rule, results)));
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

fn held(rule: &Annual, result: &SubjectResult) -> Option<(Period, Number)> {
    let total = result.total.as_ref().filter(|_| matches!(result.status, Status::Scored | Status::Vetoed))?;
    let holds = match &rule.test {
        AnnualTest::Total(bound) => bound.holds(total),
        AnnualTest::Grade(grade) => result.grade.as_ref() == Some(grade),
    };
    holds.then(|| (result.period, total.clone()))
}
