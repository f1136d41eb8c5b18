//! 每超过5分钟扣1分, 每低1个百分点扣0.5分, 每少一次扣5分: each step beyond a threshold; 不足5分钟按5分钟计 counts a begun one.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Direction, Island, Piece, Step, What, lexemes};
use crate::reading::{Kind, Partial};

/// How many pieces behind a step its other side stands at most.
const NEAR: usize = 16;

pub(super) fn read(island: Island<'_>) -> Option<What> {
    if island.as_rule() == Rule::step_partial {
        let unit = lexemes::find(&island, Rule::measured_unit).map_or("", |unit| unit.as_str()).trim_start_matches('个').to_owned();
        if lexemes::has(&island, Rule::partial_up) && !counts_whole(&island)? {
            return None;
        }
        let partial = match island.into_inner().next()?.as_rule() {
            Rule::partial_up => Partial::Up,
            Rule::partial_ratio => Partial::Ratio,
            _ => Partial::Down,
        };
        return Some(What::Partial(partial, unit));
    }
    if lexemes::has(&island, Rule::step_least) {
        return None;
    }
    let direction = if lexemes::has(&island, Rule::step_down) {
        Direction::Down
    } else if lexemes::has(&island, Rule::step_up) || lexemes::has(&island, Rule::step_other) {
        Direction::Up
    } else {
        Direction::Unsaid
    };
    let written = lexemes::has(&island, Rule::number);
    if let Some(share) = lexemes::find(&island, Rule::step_thousandth) {
        let number = lexemes::first_number(&share)?.divide(&lexemes::parts_of_a_thousandth(&share))?;
        return Some(What::Step(Step { direction, number, unit: "‰".to_owned(), measured: true, words: words(&island), missing: false }));
    }
    let measure = lexemes::find(&island, Rule::measured_unit)
        .or_else(|| lexemes::find(&island, Rule::step_unit))
        .or_else(|| lexemes::find(&island, Rule::step_spoken))
        .or_else(|| lexemes::find(&island, Rule::step_points));
    let measured = measure.is_some();
    let unit = measure.or_else(|| lexemes::find(&island, Rule::counted_unit))?;
    let number = if written { lexemes::first_number(&island)? } else { Number::ONE };
    let missing = !written && measured && !matches!(unit.as_str(), "天" | "日" | "个月" | "月" | "年" | "周");
    Some(What::Step(Step { direction, number, unit: bare(unit.as_str()).to_owned(), measured, words: words(&island), missing }))
}

/// 不满一天按一天计, and not 按半天: so many as would make one, or as many minutes in hours.
fn counts_whole(island: &Island<'_>) -> Option<bool> {
    let numbers = lexemes::numbers(island)?;
    let [of, counted] = numbers.as_slice() else { return Some(true) };
    let hours = || island.as_str().contains("分钟") && island.as_str().contains("小时");
    Some(of == counted || hours() && (*of == counted * &Number::from(60) || *counted == of * &Number::from(60)))
}

/// 百分点 of 个百分点 and of 个点; 个 alone stays.
pub(super) fn bare(unit: &str) -> &str {
    if unit == "个点" {
        return "百分点";
    }
    unit.strip_prefix('个').filter(|rest| !rest.is_empty()).unwrap_or(unit)
}

/// From the verb to the end of what it refers to.
fn words(island: &Island<'_>) -> std::ops::Range<usize> {
    let place = |rule| lexemes::find(island, rule).map(|part| part.as_span().start()..part.as_span().end());
    let at = island.as_span().start();
    let verb = place(Rule::step_verb).or_else(|| place(Rule::step_other)).unwrap_or(at..at);
    let end = place(Rule::step_reference).map_or(verb.end, |reference| reference.end);
    verb.start..end
}

/// 每高于基准价1%扣1分,低于基准价1%扣0.5分: the other side of a step is one as well, and no bound of so small a share.
pub(super) fn settle(folded: &str, pieces: &mut Vec<Piece>) {
    leave_out(folded, pieces);
    for index in 0..pieces.len() {
        let before = pieces.get(index.saturating_sub(NEAR)..index).unwrap_or_default();
        let step = before.iter().rev().find_map(|piece| if let What::Step(step) = &piece.what { Some(step) } else { None });
        let other = step.and_then(|step| other_side(folded, pieces, index, step));
        if let (Some(other), Some(piece)) = (other, pieces.get_mut(index)) {
            piece.what = What::Step(other);
        }
    }
}

/// 任期不满一年的不加分: where nothing counts years, somebody is left out, and no step is cut short.
fn leave_out(folded: &str, pieces: &mut Vec<Piece>) {
    let cut = |piece: &Piece| folded.get(piece.at.clone()).and_then(|text| text.rfind(NOTHING_ADDED)).map(|at| piece.at.start + at);
    let counts = |piece: &Piece, of: &str| {
        let text = folded.get(piece.at.clone()).unwrap_or_default();
        !of.is_empty() && text.starts_with('每') && text.trim_end().ends_with(of)
    };
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let partial = matches!(piece.what, What::Partial(Partial::Down, _));
        let Some(cut) = partial.then(|| cut(piece)).flatten() else {
            index += 1;
            continue;
        };
        let at = piece.at.clone();
        let before = pieces.get(index.saturating_sub(NEAR)..index).unwrap_or_default();
        let unit = folded.get(at.start..cut).map_or("", unit_of);
        if !before.iter().any(|piece| counts(piece, unit)) {
            let left_out = Act { outcome: Some(NOTHING_ADDED.to_owned()), ..Act::new(Kind::Exclude) };
            let parts = [Piece { what: What::Text, at: at.start..cut }, Piece { what: left_out.piece(), at: cut..at.end }];
            pieces.splice(index..=index, parts);
        }
        index += 1;
    }
}

const NOTHING_ADDED: &str = "不加分";

/// 年 of 不足一年的.
fn unit_of(text: &str) -> &str {
    let text = text.trim_end_matches(['的', '者', ',', ' ']);
    let counts = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十半个".contains(c);
    text.rfind(counts).and_then(|at| text.get(at..)).map_or("", |rest| rest.trim_start_matches(counts).trim())
}

/// The step that a bound is which goes the other way by the same number, right before what it costs.
fn other_side(folded: &str, pieces: &[Piece], index: usize, step: &Step) -> Option<Step> {
    let piece = pieces.get(index).filter(|piece| matches!(piece.what, What::Bound(_) | What::Alarm))?;
    let text = folded.get(piece.at.clone())?;
    let direction = match text {
        _ if text.starts_with("低于") => Direction::Down,
        _ if text.starts_with("高于") => Direction::Up,
        _ => return None,
    };
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let (words, number) = text.split_at_checked(digit)?;
    let number: Number = number.strip_suffix(['%', '‰'])?.trim_end().parse().ok()?;
    let opposite = step.measured && step.direction != Direction::Unsaid && step.direction != direction;
    let mut after = pieces.iter().skip(index + 1).filter(|piece| !matches!(piece.what, What::Comma | What::Space));
    let mut next = after.next();
    if next.is_some_and(|piece| folded.get(piece.at.clone()) == Some("的")) {
        next = after.next();
    }
    let costs =
        matches!(next.map(|piece| &piece.what), Some(What::Act(act)) if matches!(act.kind, Kind::Deduct | Kind::Add) && act.per.is_none());
    let start = piece.at.start;
    let words = start..start + words.trim_end_matches(['的', ' ']).len();
    (opposite && costs && number == step.number).then(|| Step { direction, words, ..step.clone() })
}
