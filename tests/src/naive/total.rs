//! From items to sections, the total, its grade, and the year.

use std::collections::{BTreeMap, BTreeSet};

use super::beyond::{self, Extra};
use super::book::{Annual, Band, Book, Node, Policy, Record, Target};
use super::item::{self, Scored};
use super::{Bounds, Fraction, objects};

/// The outcome of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    pub outcomes: BTreeMap<(String, (i16, i16)), Outcome>,
    /// Subject, year and consequence.
    pub annual: BTreeSet<(String, i16, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotAssessed,
    Vetoed,
    Missing,
    Scored,
}

/// One subject in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub standing: Standing,
    pub total: Option<Fraction>,
    pub grade: Option<String>,
    pub consequences: Vec<String>,
    /// By id: items, sections, 加分项 and 扣分项.
    pub scores: BTreeMap<String, Option<Fraction>>,
}

/// Scores every subject and period that the records or the roster name.
pub fn assess(book: &Book, records: &[Record], roster: &[(String, (i16, i16))]) -> Run {
    let mut assessed: BTreeSet<(String, (i16, i16))> = roster.iter().cloned().collect();
    assessed.extend(records.iter().map(|record| (record.subject.clone(), record.period)));
    let mut run = Run { outcomes: beyond::assess(book, records, &assessed), ..Run::default() };
    run.annual = annual(book, &run.outcomes);
    run
}

/// One subject in one period, with what others give or take.
pub fn outcome(book: &Book, rows: &[&Record], extra: &Extra) -> Outcome {
    let rows = &settled(book, rows)[..];
    let mut sheet = Sheet { book, rows, extra, scores: BTreeMap::new(), zeroed: false };
    let happened = |row: &&&Record| row.count.is_none_or(|count| count > Fraction::ZERO);
    if rows.iter().filter(happened).any(|row| row.entry == "不予考评") {
        return Outcome { standing: Standing::NotAssessed, total: None, grade: None, consequences: Vec::new(), scores: BTreeMap::new() };
    }
    let total = sheet.total();
    let fired =
        || book.vetoes.iter().filter(|veto| rows.iter().filter(happened).any(|row| row.entry == "一票否决" && row.label == veto.label));
    let set = fired().find_map(|veto| veto.grade.clone());
    let standing = match (&set, total) {
        (Some(_), _) => Standing::Vetoed,
        (None, None) => Standing::Missing,
        (None, Some(_)) => Standing::Scored,
    };
    let down = fired().map(|veto| veto.down).sum::<usize>();
    let best = fired().map(|veto| veto.best).max().unwrap_or(0);
    let found = |label: &str| rows.iter().filter(happened).any(|row| row.entry == "等级" && row.label == label);
    let grade =
        set.or_else(|| total.and_then(|total| grade(&book.bands, total, &found)).map(|name| lowered(&book.bands, &name, down, best)));
    let consequences = fired().filter(|veto| veto.grade.is_none()).map(|veto| veto.outcome.clone()).collect();
    Outcome { standing, total, grade, consequences, scores: sheet.scores }
}

/// Rule 23: of the rows of one source with one matter, the one that takes the most; of equals, that of the clause that
/// stands first, then the first row.
fn settled<'a>(book: &Book, rows: &[&'a Record]) -> Vec<&'a Record> {
    if !book.same_matter {
        return rows.to_vec();
    }
    let items = items(&book.root);
    let place = |row: &Record| items.iter().position(|item| item.id == row.entry);
    let taken = |row: &Record| place(row).map_or(Fraction::ZERO, |at| item::alone(items[at], row));
    let beaten = |row: &&Record| {
        let rivals = rows.iter().filter(|other| other.matter.is_some() && other.matter == row.matter && other.source == row.source);
        let rank = |row: &Record| (-taken(row), place(row), place(row).map(|at| item::clause(items[at], row)), at(rows, row));
        row.matter.is_some() && rivals.into_iter().any(|other| rank(other) < rank(row))
    };
    rows.iter().filter(|row| !beaten(row)).copied().collect()
}

fn at(rows: &[&Record], row: &Record) -> Option<usize> {
    rows.iter().position(|other| std::ptr::eq(*other, row))
}

fn items(node: &Node) -> Vec<&Node> {
    if node.children.is_empty() { vec![node] } else { node.children.iter().flat_map(items).collect() }
}

struct Sheet<'a> {
    book: &'a Book,
    rows: &'a [&'a Record],
    extra: &'a Extra,
    scores: BTreeMap<String, Option<Fraction>>,
    /// Something took all from the total.
    zeroed: bool,
}

/// What an entry came to, as the one above sees it.
#[derive(Default)]
struct Entry {
    score: Option<Fraction>,
    /// The same before it was rounded.
    exact: Option<Fraction>,
    above: Vec<(Target, Fraction)>,
    /// The entry takes all from the one above it.
    zeroes: bool,
    /// By how much what applies counts more, for what does not.
    spread: Option<Fraction>,
}

impl Sheet<'_> {
    /// The order of rule 14 at the root.
    fn total(&mut self) -> Option<Fraction> {
        let entries = self.entry(&self.book.root).score;
        let bonus = self.block(self.book.bonus.as_ref());
        let malus = self.block(self.book.malus.as_ref());
        if self.zeroed {
            return Some(Fraction::ZERO);
        }
        let total = entries? + bonus? - malus?;
        let total = if self.book.negative { total } else { total.max(Fraction::ZERO) };
        let total = self.book.ceiling.map_or(total, |most| total.min(most));
        Some(match self.book.rounding {
            Some(rounding) if !rounding.items => total.round(rounding.places, rounding.half_even),
            _ => total,
        })
    }

    /// 加分项 or 扣分项: what its clauses add or take, up to its cap.
    fn block(&mut self, block: Option<&Node>) -> Option<Fraction> {
        let Some(block) = block else { return Some(Fraction::ZERO) };
        // What a block takes is counted up from zero like what another adds, so that one clamp serves both.
        let mut flipped = block.clone();
        for effect in flipped.criteria.iter_mut().flatten().filter(|effect| effect.kind == super::Kind::Deduct) {
            effect.kind = super::Kind::Add;
        }
        flipped.beyond.iter_mut().for_each(|beyond| beyond.takes = false);
        let score = self.item(&flipped).score;
        self.scores.insert(block.id.clone(), score);
        score
    }

    /// An entry's score, and what it takes from above.
    fn entry(&mut self, node: &Node) -> Entry {
        let root = std::ptr::eq(node, &self.book.root);
        let mut entry = if node.children.is_empty() { self.leaf(node) } else { self.section(node, root) };
        if root {
            let taken = entry.above.drain(..).map(|(_, amount)| amount).sum();
            let score = entry.score.map(|score| score - taken);
            let score = score.zip(node.points).map(|(score, points)| score.min(points)).or(score);
            entry.score = score.map(|score| score * entry.spread.unwrap_or(Fraction::ONE));
        } else {
            self.scores.insert(node.id.clone(), entry.score);
        }
        entry
    }

    fn does_not_apply(&self, node: &Node) -> bool {
        let said = |row: &&&Record| row.entry == node.id && row.label == "不适用" && row.count.is_none_or(|count| count > Fraction::ZERO);
        self.rows.iter().any(|row| said(&row))
    }

    fn leaf(&mut self, node: &Node) -> Entry {
        let scored = self.item(node);
        self.zeroed |= scored.zeroes.contains(&Target::Total);
        let score = scored.score.map(|score| self.round_item(score)).or(self.assumed(node));
        Entry { score, exact: scored.score, above: scored.above, zeroes: scored.zeroes.contains(&Target::Parent), spread: None }
    }

    fn section(&mut self, node: &Node, root: bool) -> Entry {
        let (mut sum, mut gone, mut absent) = (Fraction::ZERO, Fraction::ZERO, false);
        let mut entry = Entry::default();
        let mut zeroed = false;
        let (mut inapplicable, mut taken) = (Fraction::ZERO, Fraction::ZERO);
        for child in &node.children {
            if node.rescales && self.does_not_apply(child) {
                inapplicable = inapplicable + child.points.unwrap_or_default();
                self.scores.insert(child.id.clone(), None);
                continue;
            }
            let Entry { score, exact, above, zeroes, .. } = self.entry(child);
            let factor = self.factor(child);
            taken = taken + child.points.zip(exact).map_or(Fraction::ZERO, |(points, score)| points - score);
            zeroed |= zeroes;
            self.zeroed |= node.guaranteed && score == Some(Fraction::ZERO);
            absent |= score.is_none();
            match score {
                Some(score) => sum = sum + score * factor,
                None => gone = gone + child.points.unwrap_or_default() * factor,
            }
            let (here, further): (Vec<_>, Vec<_>) = above.into_iter().partition(|(target, _)| root || *target == Target::Parent);
            sum = sum - here.into_iter().map(|(_, amount)| amount).sum();
            entry.above.extend(further);
        }
        // What two items took beyond their cap is given back.
        sum = sum + node.together.map_or(Fraction::ZERO, |most| (taken - most).max(Fraction::ZERO));
        let whole = node.points.unwrap_or(gone);
        let left_out = if self.book.missing == Policy::Rescale { gone + inapplicable } else { inapplicable };
        let known = !absent || self.book.missing == Policy::Rescale;
        let sum = if root { sum } else { sum.max(Fraction::ZERO) };
        entry.spread = (left_out > Fraction::ZERO && whole > left_out).then(|| whole / (whole - left_out));
        let score = node.points.map_or(sum, |points| sum.min(points));
        entry.score = match zeroed {
            true => Some(Fraction::ZERO),
            false if !known || left_out > Fraction::ZERO && whole <= left_out => None,
            // What is taken from the root comes before the rest counts for more.
            false if root => Some(score),
            false => Some(score * entry.spread.unwrap_or(Fraction::ONE)),
        };
        if let Some((_, target)) = node.failing.filter(|(least, _)| entry.score.is_some_and(|score| score < *least)) {
            match target {
                Target::Parent => entry.score = Some(Fraction::ZERO),
                Target::Total => self.zeroed = true,
            }
        }
        entry
    }

    /// Rule 17: weight × full marks ÷ points; a weight that only repeats the points is no second factor.
    fn factor(&self, child: &Node) -> Fraction {
        match (child.weight, self.book.root.points, child.points) {
            (Some(weight), Some(full), Some(points)) => weight * full / points,
            _ => Fraction::ONE,
        }
    }

    /// 缺项: what a missing item counts as, where that is not left open.
    fn assumed(&self, node: &Node) -> Option<Fraction> {
        match self.book.missing {
            Policy::Zero => Some(Fraction::ZERO),
            Policy::Full => node.points,
            Policy::Missing | Policy::Rescale => None,
        }
    }

    fn round_item(&self, score: Fraction) -> Fraction {
        match self.book.rounding {
            Some(rounding) if rounding.items => score.round(rounding.places, rounding.half_even),
            _ => score,
        }
    }

    fn extra(&self, node: &Node) -> Option<Fraction> {
        self.extra.get(&node.id).copied().unwrap_or(Some(Fraction::ZERO))
    }

    /// An item, by each source on its own where there are sources.
    fn item(&self, node: &Node) -> Scored {
        let rows: Vec<&Record> = self.rows.iter().filter(|row| row.entry == node.id).copied().collect();
        if self.book.sources.is_empty() {
            return objects::score(node, &rows, self.extra(node));
        }
        let mut blended = Scored { score: Some(Fraction::ZERO), ..Scored::default() };
        for (source, weight) in &self.book.sources {
            let from = |row: &&&Record| row.source.as_deref() == Some(source);
            let rows: Vec<&Record> = rows.iter().filter(from).copied().collect();
            let scored = objects::score(node, &rows, self.extra(node));
            let heard = self.rows.iter().any(|row| from(&row));
            blended.score = blended.score.zip(scored.score.filter(|_| heard)).map(|(sum, score)| sum + score * *weight);
            blended.zeroes.extend(scored.zeroes);
            blended.above.extend(scored.above.iter().map(|(target, amount)| (*target, *amount * *weight)));
        }
        blended
    }
}

/// A grade some bands lower, and no better than one of them. The rulebook lists the bands from the best to the lowest.
fn lowered(bands: &[Band], name: &str, down: usize, best: usize) -> String {
    let earned = bands.iter().position(|band| band.name == name).unwrap_or(0);
    let left = (earned + down).max(best).min(bands.len() - 1);
    bands[left].name.clone()
}

/// The tightest band that holds, with what must hold beside it; of two as tight the one that asks for more.
fn grade(bands: &[Band], total: Fraction, found: &dyn Fn(&str) -> bool) -> Option<String> {
    let down = bands.iter().all(|band| band.bounds.high.is_some());
    let beside = |band: &Band| band.beside.as_ref().is_none_or(|(label, wanted)| found(label) == *wanted);
    let holding: Vec<&Band> = bands.iter().filter(|band| band.bounds.hold(total) && beside(band)).collect();
    let beaten = |band: &Band| {
        let asks_more = |other: &Band| other.bounds == band.bounds && other.beside.is_some() && band.beside.is_none();
        holding.iter().any(|other| other.bounds.tighter(&band.bounds, down) || asks_more(other))
    };
    holding.iter().find(|band| !beaten(band)).map(|band| band.name.clone())
}

/// Rule 22.
fn annual(book: &Book, outcomes: &BTreeMap<(String, (i16, i16)), Outcome>) -> BTreeSet<(String, i16, String)> {
    let mut found = BTreeSet::new();
    let years: BTreeSet<(&String, i16)> = outcomes.keys().map(|(subject, (year, _))| (subject, *year)).collect();
    for (subject, year) in years {
        let totals: BTreeMap<i16, Fraction> = outcomes
            .iter()
            .filter(|((of, (in_year, _)), _)| of == subject && *in_year == year)
            .filter_map(|((_, (_, place)), outcome)| Some((*place, outcome.total?)))
            .collect();
        let due =
            |rule: &&Annual| if rule.consecutive { longest(&totals, &rule.bounds) } else { held(&totals, &rule.bounds) } >= rule.times;
        found.extend(book.annual.iter().filter(due).map(|rule| (subject.clone(), year, rule.outcome.clone())));
    }
    found
}

fn held(totals: &BTreeMap<i16, Fraction>, bounds: &Bounds) -> usize {
    totals.values().filter(|total| bounds.hold(**total)).count()
}

/// The longest run of neighbouring periods that hold.
fn longest(totals: &BTreeMap<i16, Fraction>, bounds: &Bounds) -> usize {
    let (mut best, mut run, mut before) = (0, 0, None);
    for (place, total) in totals {
        let follows = before == Some(place - 1);
        run = if !bounds.hold(*total) { 0 } else { 1 + if follows { run } else { 0 } };
        before = Some(*place);
        best = best.max(run);
    }
    best
}
