//! 占50%, 权重0.3, 占总考核的70%: the share of a part, as a fraction.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::Kind;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let parts: Vec<Island<'_>> = island.clone().into_inner().flatten().filter(|part| part.as_rule() == Rule::weight_part).collect();
    if !parts.is_empty() {
        return parts.iter().map(part).collect::<Option<Vec<_>>>().map(What::Weights);
    }
    let shares: Vec<Island<'_>> = island
        .clone()
        .into_inner()
        .flatten()
        .filter(|part| matches!(part.as_rule(), Rule::weight_share | Rule::weight_bracketed))
        .collect();
    if !shares.is_empty() {
        let said = shares.iter().any(|share| share.as_str().contains('占'));
        let shares = shares.iter().map(named_share).collect::<Option<Vec<_>>>()?;
        let sum = shares.iter().fold(Number::ZERO, |sum, (_, share)| &sum + share);
        // 期中考占30%,期末考占40%: said to be shares, whatever they make up together.
        return Some(if sum == Number::ONE || said { What::Weights(shares) } else { What::Text });
    }
    let share = lexemes::find(&island, Rule::share)?;
    let number = lexemes::first_number(&share)?;
    let plain = lexemes::has(&share, Rule::decimal_share);
    let amount = if plain { number } else { number.divide(&Number::from(100))? };
    Some(Act::with_amount(Kind::Weight, amount).piece())
}

fn part(part: &Island<'_>) -> Option<(String, Number)> {
    let name = lexemes::find(part, Rule::weight_name)?.as_str().trim().to_owned();
    Some((name, lexemes::first_number(part)?.divide(&Number::from(100))?))
}

fn named_share(part: &Island<'_>) -> Option<(String, Number)> {
    let name = lexemes::find(part, Rule::weight_of)?.as_str().trim();
    // 总成绩由笔试成绩: what is made up, and of what.
    let name = ["由", "包括", "包含"].iter().find_map(|of| name.rsplit_once(of)).map_or(name, |(_, name)| name).to_owned();
    Some((name, lexemes::first_number(part)?.divide(&Number::from(100))?))
}
