//! 最多扣5分, 扣完为止, 扣满5分为止, 以5分为限, 加分累计不超过10分: the most that is taken or given.
//!
//! Over one effect it is that effect's cap, over several a limit of its own; with 累计, 合计, 本项 it binds the whole item.

use chidu_grammar::clauses::Rule;
use chidu_values::PeriodKind;

use super::{CapSaid, Island, What, lexemes};
use crate::reading::{Scope, Sign};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let inner = island.clone().into_inner().next()?;
    if inner.as_rule() == Rule::cap_item {
        let sign = lexemes::has(&island, Rule::cap_filled).then_some(Sign::Add);
        return Some(What::Cap(CapSaid { sign, ..CapSaid::until_nothing_is_left() }));
    }
    let points = lexemes::numbers(&island)?.pop()?;
    let spoken_verb = !lexemes::has(&island, Rule::sign_award)
        && matches!(inner.as_rule(), Rule::cap_most)
        && (lexemes::has(&island, Rule::sign_deduct) || lexemes::has(&island, Rule::sign_add));
    let spoken_verb = spoken_verb && !is_noun(&inner);
    let bare = inner.as_rule() == Rule::cap_bare;
    Some(What::Cap(CapSaid {
        points: Some(points),
        bare,
        sign: sign(&island),
        scope: scope(&island),
        spoken_verb,
        window: window(&island),
        group: None,
        once: lexemes::has(&island, Rule::cap_once),
        alike: lexemes::has(&island, Rule::cap_alike),
        both: lexemes::has(&island, Rule::cap_both),
    }))
}

/// 排名加分最多15分: what is added, and no adding.
fn is_noun(inner: &Island<'_>) -> bool {
    let text = inner.as_str();
    ["加分", "扣分", "减分", "奖励分", "奖分"].iter().any(|noun| text.starts_with(noun))
}

/// The stretch of a period that has the cap of its own: 周 of 每周累计.
fn window(island: &Island<'_>) -> Option<PeriodKind> {
    if lexemes::has(island, Rule::cap_term) {
        // A term is no period of the calendar: it can only be all that is assessed.
        return Some(PeriodKind::Whole);
    }
    let unit = lexemes::find(island, Rule::window_unit);
    let said = unit.map(|unit| unit.as_str().trim_start_matches("自然").to_owned());
    let year = || lexemes::has(island, Rule::cap_window).then(|| "年".to_owned());
    said.or_else(year).and_then(|word| PeriodKind::of(&word))
}

pub(super) fn sign(island: &Island<'_>) -> Option<Sign> {
    // 报价得分最多减5分: the last word is what is done.
    island
        .clone()
        .into_inner()
        .flatten()
        .filter_map(|word| match word.as_rule() {
            Rule::sign_deduct | Rule::cap_taken => Some(Sign::Deduct),
            Rule::sign_add | Rule::cap_given => Some(Sign::Add),
            Rule::sign_award => Some(Sign::Award),
            _ => None,
        })
        .last()
}

pub(super) fn scope(island: &Island<'_>) -> Scope {
    if lexemes::has(island, Rule::scope_section) {
        Scope::Section
    } else if lexemes::has(island, Rule::window_sum) {
        Scope::Item
    } else if lexemes::has(island, Rule::cap_whole) {
        Scope::Total
    } else if lexemes::has(island, Rule::cap_item_words) {
        Scope::Item
    } else {
        Scope::Nearest
    }
}
