//! 最多扣5分, 扣完为止, 扣满5分为止, 以5分为限, 加分累计不超过10分: the most that is taken or given.
//!
//! Over one effect it is that effect's cap, over several a limit of its own; with 累计, 合计, 本项 it binds the whole item.

use chidu_grammar::clauses::Rule;

use super::{CapSaid, Island, What, lexemes};
use crate::reading::{Scope, Sign};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let inner = island.clone().into_inner().next()?;
    if inner.as_rule() == Rule::cap_item {
        let sign = lexemes::has(&island, Rule::cap_filled).then_some(Sign::Add);
        return Some(What::Cap(CapSaid { points: None, bare: false, sign, scope: Scope::Nearest, spoken_verb: false }));
    }
    let points = lexemes::numbers(&island)?.pop()?;
    let spoken_verb = !lexemes::has(&island, Rule::sign_award)
        && matches!(inner.as_rule(), Rule::cap_most)
        && (lexemes::has(&island, Rule::sign_deduct) || lexemes::has(&island, Rule::sign_add));
    let bare = inner.as_rule() == Rule::cap_bare;
    Some(What::Cap(CapSaid { points: Some(points), bare, sign: sign(&island), scope: scope(&island), spoken_verb }))
}

fn sign(island: &Island<'_>) -> Option<Sign> {
    // 报价得分最多减5分: the last word is what is done.
    island
        .clone()
        .into_inner()
        .flatten()
        .filter_map(|word| match word.as_rule() {
            Rule::sign_deduct | Rule::cap_taken => Some(Sign::Deduct),
            Rule::sign_add => Some(Sign::Add),
            Rule::sign_award => Some(Sign::Award),
            _ => None,
        })
        .last()
}

fn scope(island: &Island<'_>) -> Scope {
    if lexemes::has(island, Rule::scope_section) {
        Scope::Section
    } else if lexemes::has(island, Rule::cap_whole) {
        Scope::Total
    } else if lexemes::has(island, Rule::cap_item_words) {
        Scope::Item
    } else {
        Scope::Nearest
    }
}
