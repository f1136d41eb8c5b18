//! 连续两次, 全年累计三次, 比上年: depends on other periods. A modifier: the effect that follows says what happens.

use chidu_grammar::clauses::Rule;
use chidu_values::PeriodKind;

use super::{Island, Past, Piece, What, lexemes};
use crate::reading::{Since, Times};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let inner = island.into_inner().next()?;
    if inner.as_rule() == Rule::compared_to_last {
        return Some(What::History(Past { times: None, since: Some(since(&inner)) }));
    }
    let stated: u32 = lexemes::first_number(&inner)?.to_string().parse().ok()?;
    let count = stated.checked_add(u32::from(lexemes::has(&inner, Rule::history_over)))?;
    let times = Times { count, consecutive: inner.as_rule() == Rule::in_a_row, unit: unit(&inner) };
    Some(What::History(Past { times: Some(times), since: None }))
}

/// 连续A级2年: how many in a row, with the grade between.
pub(super) fn graded_row(island: &Island<'_>) -> Option<Vec<Piece>> {
    let times = lexemes::find(island, Rule::row_times)?;
    let count = lexemes::first_number(&times)?.to_string().parse().ok()?;
    let past = Past { times: Some(Times { count, consecutive: true, unit: unit(&times) }), since: None };
    let grade = lexemes::find(island, Rule::row_grade)?.as_span();
    let whole = island.as_span();
    Some(vec![
        Piece { what: What::History(past), at: whole.start()..grade.start() },
        Piece { what: What::Text, at: grade.start()..grade.end() },
        Piece { what: What::History(past), at: grade.end()..whole.end() },
    ])
}

/// The period that the words name.
fn unit(island: &Island<'_>) -> Option<PeriodKind> {
    let named = [
        (Rule::in_years, PeriodKind::Year),
        (Rule::in_months, PeriodKind::Month),
        (Rule::in_quarters, PeriodKind::Quarter),
        (Rule::in_weeks, PeriodKind::Week),
    ];
    named.into_iter().find(|(rule, _)| lexemes::has(island, *rule)).map(|(_, kind)| kind)
}

fn since(island: &Island<'_>) -> Since {
    let named = [
        (Rule::since_month, PeriodKind::Month),
        (Rule::since_quarter, PeriodKind::Quarter),
        (Rule::since_week, PeriodKind::Week),
        (Rule::since_day, PeriodKind::Day),
    ];
    let kind = named.into_iter().find(|(rule, _)| lexemes::has(island, *rule)).map(|(_, kind)| kind);
    let year = lexemes::has(island, Rule::since_year) || lexemes::has(island, Rule::since_a_year);
    if year { Since::LastYear } else { Since::LastPeriod(kind) }
}
