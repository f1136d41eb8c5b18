//! 抽查3份病历, 每个样本单独计分: several objects under one subject, of which each is scored alone.
//!
//! Looked for only where a passage takes a mean, the lowest or the like after it; in any other passage the words stand as they are.

use std::ops::Range;

use chidu_grammar::clauses::{Rule, samples};
use chidu_values::Number;

use super::{Count, Island, Manner, Piece, Sampled, What, lexemes};
use crate::reading::Kind;

/// Turns the words that say how many objects are looked at into pieces of their own.
pub(super) fn settle(folded: &str, pieces: &mut Vec<Piece>) {
    let averages = |piece: &Piece| matches!(&piece.what, What::Act(act) if act.kind == Kind::Average);
    let Some(before) = pieces.iter().rfind(|piece| averages(piece)).and_then(|piece| folded.get(..piece.at.start)) else { return };
    for island in samples(before) {
        let at = island.as_span().start()..island.as_span().end();
        if let Some(sampled) = read(&island) {
            replace(pieces, at, sampled);
        }
    }
    leave_each(folded, pieces);
}

fn read(island: &Island<'_>) -> Option<Sampled> {
    let unit = lexemes::find(island, Rule::counted_unit).map(|unit| unit.as_str().to_owned()).unwrap_or_default();
    let count = match island.as_rule() {
        Rule::sampled => {
            Some(lexemes::first_number(island)?.to_i64().and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0)?)
        }
        _ => None,
    };
    Some(Sampled { count, at_least: lexemes::has(island, Rule::sample_least), unit })
}

/// Puts one piece in the place of those within a range; text at its ends is cut.
fn replace(pieces: &mut Vec<Piece>, at: Range<usize>, sampled: Sampled) {
    let first = pieces.partition_point(|piece| piece.at.end <= at.start);
    let last = pieces.partition_point(|piece| piece.at.start < at.end);
    let Some((head, tail)) = pieces.get(first).zip(last.checked_sub(1).and_then(|last| pieces.get(last))) else { return };
    let cut = |piece: &Piece, edge: usize| edge == piece.at.start || edge == piece.at.end || matches!(piece.what, What::Text);
    if !cut(head, at.start) || !cut(tail, at.end) {
        return;
    }
    let text = |at: Range<usize>| (!at.is_empty()).then_some(Piece { what: What::Text, at });
    let (before, after) = (text(head.at.start..at.start), text(at.end..tail.at.end));
    let whole = Piece { what: What::Sample(sampled), at };
    pieces.splice(first..last, before.into_iter().chain([whole]).chain(after));
}

/// 每份病历每发现一处, 每人背诵错误一处, after 抽查3份: of each object, and no count of its own.
fn leave_each(folded: &str, pieces: &mut Vec<Piece>) {
    let said = |piece: &Piece| if let What::Sample(sampled) = &piece.what { Some(sampled.unit.clone()) } else { None };
    let units: Vec<String> = pieces.iter().filter_map(said).collect();
    let of_object = |count: &Count| {
        count.manner == Manner::Each && count.number == Number::ONE && units.iter().any(|unit| same_unit(unit, &count.unit))
    };
    let mut counted = false;
    let mut left: Vec<Piece> = Vec::new();
    for piece in std::mem::take(pieces).into_iter().rev() {
        let noun = match &piece.what {
            What::Count(count) if of_object(count) => Some(counted_within(folded, count)),
            _ => None,
        };
        match (noun, &piece.what) {
            (Some(within), _) if counted || !within.is_empty() => {
                let start = within.first().map_or(piece.at.end, |first| first.at.start);
                leave_noun(folded, &mut left);
                left.extend(within.into_iter().rev());
                left.push(Piece { what: What::Aside, at: piece.at.start..start });
                counted = true;
            }
            (_, What::Act(_)) => {
                counted = false;
                left.push(piece);
            }
            (_, what) => {
                counted |= matches!(what, What::Count(_) | What::Step(_) | What::Quantity(..));
                left.push(piece);
            }
        }
    }
    left.reverse();
    *pieces = left;
}

/// 病历 of 每份病历每发现一处, and not 背诵错误 of 每人背诵错误一处.
fn leave_noun(folded: &str, behind: &mut [Piece]) {
    if let [.., Piece { what: What::Count(_), .. }, noun @ Piece { what: What::Text, .. }] = behind {
        let fails =
            folded.get(noun.at.clone()).is_some_and(|text| text.contains(['未', '不', '无', '没', '缺', '漏', '错', '误', '违', '超']));
        noun.what = if fails { What::Text } else { What::Aside };
    }
}

/// The pieces of what stands behind 每人 where something is counted there: 背诵错误一处.
fn counted_within(folded: &str, count: &Count) -> Vec<Piece> {
    let Some((noun, text)) = count.noun.clone().and_then(|noun| Some((noun.clone(), folded.get(noun)?))) else { return Vec::new() };
    let mut within = super::pieces(text, super::Convention::default()).pieces;
    within.iter_mut().for_each(|piece| piece.at = piece.at.start + noun.start..piece.at.end + noun.start);
    let counts = within.last().is_some_and(|last| matches!(last.what, What::Count(_) | What::Quantity(..)));
    if counts { within } else { Vec::new() }
}

fn same_unit(one: &str, other: &str) -> bool {
    let people = ["人", "名", "位"];
    one == other || people.contains(&one) && people.contains(&other)
}
