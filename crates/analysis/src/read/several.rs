//! One act for several counts, steps or duties, each of which is an effect of its own: 缺一项或过期一件扣1分; 每高于或低于1%扣0.5分;
//! A低于98%、B低于95%的,每低1个百分点扣1分; 例会每月2次,检查每月8次,少一次扣1分.
//!
//! Not here: alternatives that share one count ([`super::alternatives`], [`super::respective`]). Start at [`Fold::several`].

use std::ops::Range;

use chidu_values::Number;

use super::label::label;
use super::region::{Found, Region};
use super::{FAR, Fold, thresholds};
use crate::forms::{Act, Bound, Count, Direction, Limits, Manner, Piece, Step, What};
use crate::reading::{Condition, GapKind, Kind, Op, Per};

/// One of the effects: from which piece on its words stand, what is done, and under which condition.
struct Part {
    start: usize,
    act: Act,
    found: Result<Found, GapKind>,
}

/// How names of rates end.
const RATES: &[&str] = &["率", "度", "比例", "占比"];

impl Fold<'_> {
    /// Adds the effects of an act that stands for several; false where it stands for one.
    pub(super) fn several(&mut self, at: usize, act: &Act) -> bool {
        let pieces = self.pieces.get(self.start..at).unwrap_or_default();
        if pieces.len() > FAR || pieces.iter().any(|piece| matches!(piece.what, What::Alarm)) {
            return false;
        }
        let parts = self.two_sides(pieces, act).or_else(|| self.either_count(pieces, act));
        let parts = parts.or_else(|| self.duties(pieces, act)).or_else(|| self.stepped_bounds(pieces, act));
        let Some(parts) = parts else { return false };
        let start = self.start;
        if parts.iter().any(|part| part.found.is_err()) {
            self.gap(at, GapKind::Unrecognized);
            return true;
        }
        for part in parts {
            self.start = start + part.start;
            self.found(at, &part.act, part.found);
        }
        true
    }

    /// 每高于或低于1%: the same step to either side; 加(扣)1分 says what is done on each.
    fn two_sides(&self, pieces: &[Piece], act: &Act) -> Option<Vec<Part>> {
        let index = pieces.iter().rposition(|piece| matches!(piece.what, What::TwoWay(_)))?;
        let Some(What::TwoWay(sides)) = pieces.get(index).map(|piece| &piece.what) else { return None };
        let [first, second] = sides.as_ref();
        let kinds = (act.kind, act.other.unwrap_or(act.kind));
        let plain = act.per.is_none() && act.amounts.len() == 1;
        let opposite = first.direction != second.direction;
        let told = act.other.is_none_or(|other| other != act.kind) && matches!(act.kind, Kind::Deduct | Kind::Add);
        let side = |step: &Step, kind: Kind| Part {
            start: 0,
            act: Act { kind, other: None, ..act.clone() },
            found: if plain && opposite && told { self.region_of(&on_side(pieces, index, step), act) } else { Err(GapKind::Unrecognized) },
        };
        Some(vec![side(first, kinds.0), side(second, kinds.1)])
    }

    /// 缺一项或过期一件, 每少一种机构或少一项制度: each is counted by itself.
    fn either_count(&self, pieces: &[Piece], act: &Act) -> Option<Vec<Part>> {
        let either = pieces.iter().rposition(|piece| matches!(piece.what, What::Either))?;
        let (before, after) = (pieces.get(..either)?, pieces.get(either + 1..)?);
        let phrase = before.iter().rposition(|piece| matches!(piece.what, What::Comma)).map_or(0, |comma| comma + 1);
        let own = before.get(phrase..)?;
        let numbers = |pieces: &[Piece]| pieces.iter().filter(|piece| is_number(&piece.what)).count();
        let plain = matches!(act.kind, Kind::Deduct | Kind::Add) && !act.bare && act.per.is_none() && act.amounts.len() == 1;
        let one = |pieces: &[Piece]| numbers(pieces) == 1 && pieces.iter().any(counts_one);
        let spread = after.iter().rfind(|piece| !self.only_ends(piece)).is_some_and(says_each);
        let has_comma = after.iter().rev().skip_while(|piece| self.only_ends(piece)).any(|piece| matches!(piece.what, What::Comma));
        let choices = pieces.iter().filter(|piece| matches!(piece.what, What::Either | What::Pause)).count();
        if !plain || spread || act.respectively || choices != 1 || !one(own) || !one(after) || has_comma {
            return None;
        }
        let mut parts = [(0, before), (either + 1, after)].map(|(start, words)| Part {
            start,
            act: act.clone(),
            found: self.region_of(words, act).and_then(named_and_counted),
        });
        // 有一双鞋或一件衣服乱放: what is wrong with the second alone may be wrong with both.
        let wrong = |part: &Part| part.found.as_ref().is_ok_and(|found| found.cases.iter().flatten().any(is_wrong));
        let [first, second] = &mut parts;
        if wrong(second) && !wrong(first) && !self.lacks_one(own) {
            first.found = Err(GapKind::Unrecognized);
            return Some(parts.into());
        }
        parts.iter().all(|part| part.found.is_ok()).then(|| parts.into())
    }

    /// 例会每月不少于2次,检查每月不少于8次,少一次: what lacks of either.
    fn duties(&self, pieces: &[Piece], act: &Act) -> Option<Vec<Part>> {
        let plain = act.kind == Kind::Deduct && !act.bare && act.per.is_none() && act.amounts.len() == 1;
        let end = pieces.iter().rposition(|piece| !self.only_ends(piece))? + 1;
        let pieces = pieces.get(..end)?;
        let comma = pieces.iter().rposition(|piece| matches!(piece.what, What::Comma)).filter(|_| plain)?;
        let (unit, verb, each) = self.lacking(pieces.get(comma + 1..)?)?;
        let phrases = phrases(pieces.get(..comma)?);
        let duty = |phrase: &Range<usize>| {
            // 到中心办公或指导工作不少于2次: the words of one duty.
            let mut words = pieces.get(phrase.clone())?.to_vec();
            words.iter_mut().filter(|piece| matches!(piece.what, What::Either)).for_each(|piece| piece.what = What::Text);
            self.duty(&Region::new(&words), words.len(), &unit, &verb)
        };
        let cases: Vec<_> = phrases.iter().map(|phrase| Some((phrase.start, duty(phrase)?))).collect::<Option<_>>()?;
        if cases.len() < 2 {
            return None;
        }
        let part = |(start, case)| {
            let per = Some(Per { step: Number::ONE, unit: unit.clone(), down: true });
            Part { start, act: act.clone(), found: Ok(Found { per, cases: vec![vec![case]], each, ..Found::default() }) }
        };
        Some(cases.into_iter().map(part).collect())
    }

    /// 缺一项, 少一次: a verb that says what is wrong.
    fn lacks_one(&self, pieces: &[Piece]) -> bool {
        pieces
            .iter()
            .any(|piece| matches!(piece.what, What::Count(_) | What::Step(_)) && self.text(piece).contains(['缺', '少', '漏', '违', '错']))
    }

    /// 的, 者 and what parts a condition from its points.
    fn only_ends(&self, piece: &Piece) -> bool {
        matches!(piece.what, What::Space | What::Comma) || matches!(self.text(piece), "的" | "者")
    }

    /// 少一次, 每少1次: the unit, the verb, and whether with 每.
    fn lacking(&self, pieces: &[Piece]) -> Option<(String, String, bool)> {
        let mut spoken = pieces.iter().filter(|piece| !self.only_ends(piece));
        let (first, None) = (spoken.next()?, spoken.next()) else { return None };
        match &first.what {
            What::Count(Count { number, unit, verb: Some(verb), noun: None, manner }) if *number == Number::ONE => {
                let verb = self.words(std::slice::from_ref(verb));
                matches!(verb.as_str(), "少" | "缺" | "缺少").then(|| (unit.clone(), verb, *manner == Manner::Each))
            }
            What::Step(Step { direction: Direction::Down, number, unit, measured: false, words, .. }) if *number == Number::ONE => {
                Some((unit.clone(), self.words(std::slice::from_ref(words)), true))
            }
            _ => None,
        }
    }

    /// A率低于98%、B率低于95%的,每低1个百分点: a step from each bound; A率、B率低于85%的: from the bound, of each.
    fn stepped_bounds(&self, pieces: &[Piece], act: &Act) -> Option<Vec<Part>> {
        let step = pieces.iter().position(|piece| matches!(piece.what, What::Step(_)))?;
        let Some(What::Step(told)) = pieces.get(step).map(|piece| &piece.what) else { return None };
        let plain = matches!(act.kind, Kind::Deduct | Kind::Add) && told.measured && told.direction != Direction::Unsaid;
        let pieces = &targets(pieces, told);
        let mut cuts = self.cuts(pieces, step);
        if !plain || cuts.is_empty() || pieces.iter().skip(step + 1).any(|piece| is_number(&piece.what)) {
            return None;
        }
        cuts.push(step);
        let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut + 1));
        let items: Vec<Range<usize>> = starts.zip(&cuts).map(|(start, end)| start..*end).collect();
        let bounds: Vec<usize> = items.iter().map(|item| self.bounds_within(pieces, item)).collect();
        let names: Vec<String> = items.iter().map(|item| self.name_of(pieces, item)).collect();
        let rates = names.iter().all(|name| RATES.iter().any(|end| name.ends_with(end)) && !name.contains([',', '，']));
        let shared = bounds.split_last().is_some_and(|(last, rest)| *last == 1 && rest.iter().all(|count| *count == 0)) && rates;
        let own = bounds.iter().all(|count| *count == 1);
        if !(shared || own) || !(act.amounts.len() == 1 || act.amounts.len() == items.len()) {
            return None;
        }
        let last = items.last()?;
        let bound = self.named_until(pieces, last);
        let part = |(at, item): (usize, &Range<usize>)| {
            let words = if own { pieces.get(item.clone())? } else { pieces.get(item.start..self.named_until(pieces, item))? };
            let limit = if own { &[] } else { pieces.get(bound..step)? };
            let words = [words, limit, pieces.get(step..)?].concat();
            let amount = act.amounts.get(at).or(act.amounts.first())?.clone();
            let act = Act { amounts: vec![amount], respectively: false, ..act.clone() };
            let found = self.region_of(&words, &act).map(|found| renamed(found, completed(&names, at)));
            Some(Part { start: item.start, act, found })
        };
        items.iter().enumerate().map(part).collect()
    }

    /// What parts the bounds before a step: pauses; else commas, where each part names its own measure: 门诊≥90%,住院≥95%,每低1%.
    fn cuts(&self, pieces: &[Piece], step: usize) -> Vec<usize> {
        let before = pieces.get(..step).unwrap_or_default();
        let parting = |part: fn(&What) -> bool| before.iter().enumerate().filter(move |(_, piece)| part(&piece.what)).map(|(at, _)| at);
        let pauses: Vec<usize> = parting(|what| matches!(what, What::Pause)).collect();
        if !pauses.is_empty() {
            return pauses;
        }
        let commas: Vec<usize> = parting(|what| matches!(what, What::Comma)).collect();
        let Some((last, commas)) =
            commas.split_last().filter(|(last, _)| before.iter().skip(**last + 1).all(|piece| self.only_ends(piece)))
        else {
            return Vec::new();
        };
        let starts = std::iter::once(0).chain(commas.iter().map(|comma| comma + 1));
        let parts: Vec<Range<usize>> = starts.zip(commas.iter().chain(std::iter::once(last))).map(|(start, end)| start..*end).collect();
        let fits = |piece: &Piece| matches!((&piece.what, pieces.get(step).map(|step| &step.what)), (What::Bound(bound), Some(What::Step(step))) if thresholds::same_unit(&bound.unit, step));
        let own = |part: &Range<usize>| {
            let one = self.bounds_within(pieces, part) == 1 && !self.name_of(pieces, part).is_empty();
            one && pieces.get(part.clone()).unwrap_or_default().iter().any(fits)
        };
        let sides = parts.iter().map(|part| pieces.get(part.clone()).unwrap_or_default().iter().find_map(side));
        let sides: Vec<Option<bool>> = sides.collect();
        let alike = sides.windows(2).all(|pair| pair.first() == pair.last());
        if parts.iter().all(own) && alike { commas.to_vec() } else { Vec::new() }
    }

    fn bounds_within(&self, pieces: &[Piece], item: &Range<usize>) -> usize {
        let one_sided = |piece: &&Piece| matches!(&piece.what, What::Bound(Bound { limits: Limits::One(..), .. }));
        let others = |piece: &Piece| is_number(&piece.what) && !matches!(piece.what, What::Bound(_));
        let words = pieces.get(item.clone()).unwrap_or_default();
        if words.iter().any(others) { usize::MAX } else { words.iter().filter(one_sided).count() }
    }

    /// Where the name in an item of a list ends: before its bound.
    fn named_until(&self, pieces: &[Piece], item: &Range<usize>) -> usize {
        item.clone().find(|at| pieces.get(*at).is_some_and(|piece| matches!(piece.what, What::Bound(_)))).unwrap_or(item.end)
    }

    fn name_of(&self, pieces: &[Piece], item: &Range<usize>) -> String {
        let words: Vec<Range<usize>> =
            pieces.get(item.start..self.named_until(pieces, item)).unwrap_or_default().iter().map(|piece| piece.at.clone()).collect();
        label(&self.words(&words))
    }
}

/// The pieces with a step to one side in the place of the step to either, and one end of a range where it stands before.
fn on_side(pieces: &[Piece], index: usize, step: &Step) -> Vec<Piece> {
    let mut own = pieces.to_vec();
    for (at, piece) in own.iter_mut().enumerate() {
        if at == index {
            piece.what = What::Step(step.clone());
        } else if let What::Bound(bound) = &mut piece.what
            && let Limits::Two { low, high, .. } = &bound.limits
        {
            bound.limits = match step.direction {
                Direction::Down => Limits::One(Op::Below, low.clone()),
                _ => Limits::One(Op::Above, high.clone()),
            };
        }
    }
    own
}

/// 及时率100%,准确率100%,每低1%: values that are only named are what the step falls short of, or goes beyond.
fn targets(pieces: &[Piece], step: &Step) -> Vec<Piece> {
    let value = |piece: &Piece| match &piece.what {
        What::Quantity(value, unit) if unit == "%" && thresholds::same_unit(unit, step) => Some(value.clone()),
        _ => None,
    };
    let bounded = |piece: &&Piece| matches!(&piece.what, What::Bound(bound) if thresholds::same_unit(&bound.unit, step));
    let several = pieces.iter().filter_map(value).count() + pieces.iter().filter(bounded).count() > 1;
    let op = if step.direction == Direction::Down { Op::AtLeast } else { Op::AtMost };
    let told = |piece: &Piece| match value(piece).filter(|_| several) {
        Some(value) => {
            let bound = Bound { limits: Limits::One(op, value), unit: "%".to_owned(), from: String::new(), asks: false };
            Piece { what: What::Bound(bound), ..piece.clone() }
        }
        None => piece.clone(),
    };
    pieces.iter().map(told).collect()
}

/// Whether a bound is the least that there ought to be, or the most.
fn side(piece: &Piece) -> Option<bool> {
    match &piece.what {
        What::Bound(Bound { limits: Limits::One(op, _), .. }) => Some(matches!(op, Op::AtLeast | Op::Above)),
        _ => None,
    }
}

/// Between commas, without what is blank.
fn phrases(pieces: &[Piece]) -> Vec<Range<usize>> {
    let ends = pieces.iter().enumerate().filter(|(_, piece)| matches!(piece.what, What::Comma)).map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain(std::iter::once(pieces.len())).collect();
    let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
    starts.zip(ends.iter().copied()).map(|(start, end)| start..end).filter(|phrase| phrase.start < phrase.end).collect()
}

fn is_number(what: &What) -> bool {
    matches!(what, What::Count(_) | What::Step(_) | What::TwoWay(_) | What::Bound(_) | What::Quantity(..) | What::StrayEach)
}

/// 每人每次 right before the act: of all that stands before.
fn says_each(piece: &Piece) -> bool {
    matches!(&piece.what, What::Count(Count { manner: Manner::Each, noun: None, .. }))
}

/// A name that says that something is not as it should be.
fn is_wrong(condition: &Condition) -> bool {
    matches!(condition, Condition::Label(words) if words.contains(['不', '未', '无', '没', '乱', '错', '漏', '违', '脏', '损', '坏']))
}

fn counts_one(piece: &Piece) -> bool {
    match &piece.what {
        What::Count(count) => count.number == Number::ONE,
        What::Step(step) => !step.measured && step.number == Number::ONE,
        _ => false,
    }
}

/// 主干道亮灯率低于98%、次干道低于95%: the name of the second, which lacks what the first ends with.
fn completed(names: &[String], at: usize) -> Option<String> {
    let (first, own) = (names.first()?, names.get(at)?);
    let is_rate = |name: &str| RATES.iter().any(|end| name.ends_with(end));
    if !is_rate(first) || is_rate(own) || own.is_empty() {
        return None;
    }
    let (_, tail) = first.rsplit_once(own.chars().last()?)?;
    is_rate(tail).then(|| format!("{own}{tail}"))
}

fn renamed(mut found: Found, name: Option<String>) -> Found {
    if let (Some(name), Some(Condition::Compare { measure, .. })) = (name, found.cases.first_mut().and_then(|case| case.first_mut())) {
        *measure = name;
    }
    found
}

/// How often it happened is said, and of what.
fn named_and_counted(found: Found) -> Result<Found, GapKind> {
    let named = found.per.is_some() && !found.cases.iter().any(Vec::is_empty);
    if named { Ok(found) } else { Err(GapKind::Unrecognized) }
}
