//! 国家、省、市级分别加5、3、1分: as many amounts as alternatives, each to its own.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let kind = lexemes::verb(&island).or_else(|| listed(&island)).or_else(|| bare(&island))?;
    let amounts = lexemes::numbers(&island)?;
    Some(Act { amounts, respectively: true, ..lexemes::act(&island, kind) }.piece())
}

/// 一、二、三等奖1/0.8/0.5分: of prizes, which is the fold's affair.
fn bare(island: &Island<'_>) -> Option<Kind> {
    (lexemes::has(island, Rule::slashed_three) || lexemes::has(island, Rule::listed_bare)).then_some(Kind::Award)
}

/// 分别按9、7、6分计分: what the verb behind the amounts does.
fn listed(island: &Island<'_>) -> Option<Kind> {
    lexemes::find(island, Rule::list_verb)?;
    Some(match island {
        _ if lexemes::has(island, Rule::list_deducts) => Kind::Deduct,
        _ if lexemes::has(island, Rule::list_adds) => Kind::Add,
        _ => Kind::Award,
    })
}
