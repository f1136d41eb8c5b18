//! Across periods: 年度结果 (rule 22).
//!
//! Start at [`annual`].

use chidu_analysis::program::{Annual, AnnualTest, PastTest, Program};
use chidu_values::{Number, Period, PeriodKind};

use crate::around::Past;
use crate::assessment::{AnnualResult, Status, SubjectResult};

/// The years' consequences, by subject, then by year. Results come by subject, then by period.
pub(crate) fn annual(program: &Program, results: &[SubjectResult], past: &Past<'_>) -> Vec<AnnualResult> {
    let of_one_subject = results.chunk_by(|a, b| a.subject == b.subject);
    let years = |all: &[SubjectResult]| {
        let of_one_year = all.chunk_by(|a, b| a.period.year() == b.period.year());
        of_one_year.filter_map(|results| Year { program, past }.of(all, results)).collect::<Vec<_>>()
    };
    of_one_subject.flat_map(years).collect()
}

struct Year<'y> {
    program: &'y Program,
    past: &'y Past<'y>,
}

impl Year<'_> {
    fn of(&self, all: &[SubjectResult], results: &[SubjectResult]) -> Option<AnnualResult> {
        let first = results.first()?;
        let of_rule = |rule: &Annual| {
            let years = rule.consecutive && self.program.period == PeriodKind::Year;
            if years { self.years_up_to(rule, all, first.period) } else { self.periods(rule, results) }
        };
        let found = self.program.annual.iter().enumerate().map(|(position, rule)| (position, of_rule(rule)));
        let consequences: Vec<_> = found.filter(|(_, periods)| !periods.is_empty()).collect();
        let year = first.period.year()?;
        (!consequences.is_empty()).then_some(AnnualResult { subject: first.subject, year, consequences })
    }

    /// The periods that bring the consequence about; none where they are too few.
    fn periods(&self, rule: &Annual, results: &[SubjectResult]) -> Vec<(Period, Number)> {
        let held: Vec<(Period, Number)> = results.iter().filter_map(|result| self.held(rule, result)).collect();
        if !rule.consecutive {
            return if self.often(rule, &held) { held } else { Vec::new() };
        }
        let rows = held.chunk_by(|(one, _), (other, _)| one.next() == Some(*other));
        rows.filter(|row| row.len() >= times(rule)).flatten().cloned().collect()
    }

    /// 累计N次: what is found counts by occurrences, anything else by periods.
    fn often(&self, rule: &Annual, held: &[(Period, Number)]) -> bool {
        match &rule.test {
            AnnualTest::Past(PastTest::Found(_)) if !rule.by_periods => {
                held.iter().map(|(_, found)| found.clone()).sum::<Number>() >= Number::from(i64::from(rule.times))
            }
            _ => held.len() >= times(rule),
        }
    }

    /// 连续两年: years in a row that end with this one.
    fn years_up_to(&self, rule: &Annual, all: &[SubjectResult], last: Period) -> Vec<(Period, Number)> {
        let known: Vec<SubjectResult> = all.iter().filter(|result| result.period <= last).cloned().collect();
        let rows = self.periods(rule, &known);
        let row = rows.chunk_by(|(one, _), (other, _)| one.next() == Some(*other)).last().unwrap_or_default();
        if row.last().is_some_and(|(period, _)| *period == last) { row.to_vec() } else { Vec::new() }
    }

    fn held(&self, rule: &Annual, result: &SubjectResult) -> Option<(Period, Number)> {
        let total = result.total.as_ref().filter(|_| matches!(result.status, Status::Scored | Status::Vetoed));
        let (holds, value) = match &rule.test {
            AnnualTest::Total(bound) => (bound.holds(total?), total?.clone()),
            AnnualTest::Grade(grade) => (result.grade.as_ref() == Some(grade), total?.clone()),
            AnnualTest::Past(test) => self.past.of_year(self.program, result, test, rule.consecutive)?,
        };
        holds.then_some((result.period, value))
    }
}

fn times(rule: &Annual) -> usize {
    usize::try_from(rule.times).unwrap_or(usize::MAX).max(1)
}
