//! 连续两次, 全年累计三次, 比上年: depends on other periods. A modifier: the effect that follows says what happens.

use chidu_grammar::clauses::Rule;

use super::{Island, What, lexemes};
use crate::reading::Times;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let inner = island.into_inner().next()?;
    if inner.as_rule() == Rule::compared_to_last {
        return Some(What::History(None));
    }
    let stated: u32 = lexemes::first_number(&inner)?.to_string().parse().ok()?;
    let count = stated.checked_add(u32::from(lexemes::has(&inner, Rule::history_over)))?;
    Some(What::History(Some(Times { count, consecutive: inner.as_rule() == Rule::in_a_row })))
}
