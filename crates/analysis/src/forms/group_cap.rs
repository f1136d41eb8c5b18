//! 1、2两项合计最多扣5分, 以上两项累计不超过5分: one cap over entries that are named by their numbers, or over the clauses before it.

use chidu_grammar::clauses::Rule;
use chidu_syntax::numeral;

use super::{CapSaid, Island, What, cap, lexemes};
use crate::reading::{Group, Scope};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let group = match lexemes::find(&island, Rule::group_above) {
        Some(above) => Group::Above(number(lexemes::find(&above, Rule::group_count)?.as_str())?),
        None => named(&island)?,
    };
    let points = Some(lexemes::numbers(&island)?.pop()?);
    let scope = cap::scope(&island);
    let group = Some(group).filter(|_| matches!(scope, Scope::Nearest | Scope::Item))?;
    Some(What::Cap(CapSaid { points, sign: cap::sign(&island), group: Some(group), ..CapSaid::until_nothing_is_left() }))
}

/// The numbers as written, a range spelt out; `None` where there are not as many as it says.
fn named(island: &Island<'_>) -> Option<Group> {
    let list = lexemes::find(island, Rule::group_named)?;
    let mut all: Vec<String> = Vec::new();
    let mut range = false;
    for part in list.clone().into_inner() {
        match part.as_rule() {
            Rule::group_join => range = lexemes::has(&part, Rule::group_range),
            Rule::group_number => {
                let written = part.as_str().trim_matches(['(', ')']).to_owned();
                let last = all.last().cloned().filter(|_| range);
                all.extend(last.map_or_else(Vec::new, |first| between(&first, &written)));
                all.push(written);
                range = false;
            }
            _ => {}
        }
    }
    let said = lexemes::find(&list, Rule::group_count).and_then(|count| number(count.as_str()));
    said.is_none_or(|said| usize::try_from(said) == Ok(all.len())).then_some(Group::Named(all))
}

/// The numbers between two, in the script of the first.
fn between(first: &str, last: &str) -> Vec<String> {
    const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let (Some(low), Some(high)) = (number(first), number(last)) else { return Vec::new() };
    let chinese = CHINESE.contains(&first);
    let word = |at: u32| CHINESE.get(usize::try_from(at).ok()?.checked_sub(1)?).map(|word| (*word).to_owned());
    (low + 1..high.min(100)).filter_map(|at| if chinese { word(at) } else { Some(at.to_string()) }).collect()
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| numeral(text)?.parse().ok())
}
