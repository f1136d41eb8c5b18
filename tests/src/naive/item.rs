//! One item: which of its effects hold, how often, and what is left of its points.

mod apart;
mod computed;

use super::book::{Cap, Effect, Kind, Node, Partial, Record, Scope, Target, When};
use super::{Bounds, Fraction, expression};

/// Units of what is measured; every other word counts things.
const MEASURED: &[&str] =
    &["秒", "分钟", "小时", "天", "日", "个工作日", "工作日", "周", "个月", "月", "%", "百分点", "个百分点", "分", "元", "万元", "米"];
/// Conditions that stand for "none of the others".
const REST: &[&str] = &["其余", "其他情况", "否则"];
/// Measures that are the item's own deductions (扣满N分).
const DEDUCTIONS: &[&str] = &["扣分", "累计扣分"];

/// What an item came to.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    /// `None` where a value is missing.
    pub score: Option<Fraction>,
    /// What it takes from entries above (追加扣, 直接扣总分).
    pub above: Vec<(Target, Fraction)>,
    /// What larger things it takes all from.
    pub zeroes: Vec<Target>,
}

/// Scores an item from the rows that name it, and what it has to add because of others; `None` where a value for that is missing.
pub fn score(node: &Node, rows: &[&Record], extra: Option<Fraction>) -> Scored {
    let effects = node.criteria.iter().enumerate().flat_map(|(passage, effects)| effects.iter().map(move |effect| (passage, effect)));
    let counted: Vec<&Record> = rows.iter().filter(|row| row.excepted.is_none()).copied().collect();
    Item { node, effects: effects.collect(), rows: &counted }.score(extra)
}

/// What one row takes on its own, for rows of one matter (rule 23).
pub fn alone(node: &Node, row: &Record) -> Fraction {
    let rows = [row];
    let effects = node.criteria.iter().enumerate().flat_map(|(passage, effects)| effects.iter().map(move |effect| (passage, effect)));
    let item = Item { node, effects: effects.collect(), rows: &rows };
    let taken = |index: usize| if item.effects[index].1.kind == Kind::Deduct { item.amount(index, None) } else { None };
    (0..item.effects.len()).filter_map(taken).sum()
}

/// Which of the item's effects a row's finding belongs to first.
pub fn clause(node: &Node, row: &Record) -> Option<usize> {
    let rows = [row];
    let effects: Vec<(usize, &Effect)> = node.criteria.iter().flatten().map(|effect| (0, effect)).collect();
    let item = Item { node, effects, rows: &rows };
    item.effects.iter().position(|(_, effect)| matches!(&effect.when, When::Label(name) if item.named(name).next().is_some()))
}

struct Item<'a> {
    node: &'a Node,
    effects: Vec<(usize, &'a Effect)>,
    rows: &'a [&'a Record],
}

/// How records speak of a measure.
#[derive(PartialEq)]
enum Nature {
    /// Each row is tested on its own.
    Event,
    /// The summed count of a finding.
    Count,
    /// One value, which must be there.
    Value,
    Deductions,
}

/// A passage's sums after its caps.
#[derive(Default)]
struct Sums {
    taken: Fraction,
    given: Fraction,
    zero: bool,
}

impl Item<'_> {
    fn score(&self, extra: Option<Fraction>) -> Scored {
        let mut missing = extra.is_none();
        let mut amounts = Vec::new();
        for index in 0..self.effects.len() {
            let amount = self.amount(index, None);
            missing |= amount.is_none();
            amounts.push(amount.unwrap_or_default());
        }
        let sums: Vec<Sums> = (0..self.node.criteria.len()).map(|passage| self.sums(passage, &amounts)).collect();
        let taken = sums.iter().map(|sums| sums.taken).sum();
        for (index, amount) in amounts.iter_mut().enumerate() {
            *amount = self.amount(index, Some(taken)).unwrap_or_default();
        }
        Scored { score: self.result(&sums, missing, extra.unwrap_or_default()), above: self.above(&amounts), zeroes: self.zeroes(&amounts) }
    }

    fn result(&self, sums: &[Sums], missing: bool, extra: Fraction) -> Option<Fraction> {
        let budgets: Vec<Option<Fraction>> = (0..sums.len()).map(|passage| self.budget(passage)).collect();
        if sums.iter().zip(&budgets).any(|(sums, budget)| sums.zero && budget.is_none()) {
            return Some(Fraction::ZERO);
        }
        if missing {
            return None;
        }
        let mut score = self.start(&budgets) + extra;
        for (sums, budget) in sums.iter().zip(&budgets) {
            score = score
                + match budget {
                    Some(_) if sums.zero => Fraction::ZERO,
                    Some(most) => (*most + sums.given - sums.taken).clamp(Fraction::ZERO, *most),
                    None => sums.given - sums.taken,
                };
        }
        let floor = self.effects.iter().filter_map(|(_, effect)| effect.floor).max();
        let score = score.max(floor.unwrap_or(score)).max(Fraction::ZERO);
        Some(self.node.points.map_or(score, |points| score.min(points)))
    }

    /// Rule 13.
    fn start(&self, budgets: &[Option<Fraction>]) -> Fraction {
        let has = |kind: Kind| self.effects.iter().any(|(_, effect)| effect.kind == kind);
        let base = self.effects.iter().find(|(_, effect)| effect.kind == Kind::Points).and_then(|(_, effect)| effect.amount);
        let formula = |takes: bool| self.effects.iter().any(|(_, effect)| effect.kind == Kind::Formula && deducts(effect) == takes);
        let awards = has(Kind::Award) || has(Kind::Ratio) || formula(false) || (has(Kind::Full) && !has(Kind::Deduct));
        let deducts = has(Kind::Deduct) || has(Kind::Zero) || formula(true) || self.node.beyond.iter().any(|beyond| beyond.takes);
        match (base, self.node.points) {
            (Some(base), _) => base,
            (None, Some(points)) if deducts && !awards && budgets.iter().all(Option::is_none) => points,
            _ => Fraction::ZERO,
        }
    }

    /// `得N分` followed by deductions in one passage.
    fn budget(&self, passage: usize) -> Option<Fraction> {
        let effects = &self.node.criteria[passage];
        let awards: Vec<usize> = (0..effects.len()).filter(|at| effects[*at].kind == Kind::Award).collect();
        let [at] = awards[..] else { return None };
        let plain = effects[at].per.is_none() && !matches!(effects[at].when, When::Measure { .. });
        let deducts = effects[at..].iter().any(|effect| effect.kind == Kind::Deduct && effect.target.is_none());
        effects[at].amount.filter(|_| plain && deducts)
    }

    /// Rule 15: the caps of sentences, then that of the passage.
    fn sums(&self, passage: usize, amounts: &[Fraction]) -> Sums {
        let budget = self.budget(passage).is_some();
        let full = self.effects.iter().any(|(of, effect)| *of == passage && effect.kind == Kind::Deduct);
        let mut sentences: Vec<(i64, Sums)> = Vec::new();
        for (index, (of, effect)) in self.effects.iter().enumerate() {
            if *of != passage || effect.target.is_some() {
                continue;
            }
            if sentences.last().is_none_or(|(sentence, _)| *sentence != effect.sentence) {
                sentences.push((effect.sentence, Sums::default()));
            }
            let Some((_, sums)) = sentences.last_mut() else { continue };
            match effect.kind {
                Kind::Deduct | Kind::Scale => sums.taken = sums.taken + amounts[index],
                Kind::Award if budget => {}
                Kind::Full if full => {}
                Kind::Add | Kind::Award | Kind::Full | Kind::Ratio => sums.given = sums.given + amounts[index],
                Kind::Zero => sums.zero |= effect.reach.is_none() && amounts[index] > Fraction::ZERO,
                Kind::Formula if deducts(effect) => sums.taken = sums.taken + amounts[index],
                Kind::Formula => sums.given = sums.given + amounts[index],
                Kind::Limit | Kind::Average | Kind::Points => {}
            }
        }
        let mut total = Sums::default();
        for (sentence, sums) in &mut sentences {
            self.limit(passage, Scope::Sentence, Some(*sentence), sums);
            total.taken = total.taken + sums.taken;
            total.given = total.given + sums.given;
            total.zero |= sums.zero;
        }
        self.limit(passage, Scope::Passage, None, &mut total);
        total
    }

    /// A cap binds deductions where the passage has any in its reach, else what is added.
    fn limit(&self, passage: usize, scope: Scope, sentence: Option<i64>, sums: &mut Sums) {
        let within = |effect: &Effect| sentence.is_none_or(|sentence| sentence == effect.sentence);
        let here = || self.effects.iter().filter(|(of, effect)| *of == passage && within(effect)).map(|(_, effect)| effect);
        let deducts = here().any(|effect| effect.kind == Kind::Deduct);
        for limit in here().filter(|effect| effect.kind == Kind::Limit && effect.scope == scope) {
            let Some(most) = limit.amount else { continue };
            if let Some(apart) = &limit.apart {
                sums.taken = sums.taken.min(self.limited_apart(passage, limit, apart));
                continue;
            }
            let bound = if deducts { &mut sums.taken } else { &mut sums.given };
            *bound = most.min(*bound);
        }
    }

    fn above(&self, amounts: &[Fraction]) -> Vec<(Target, Fraction)> {
        let takes = self.effects.iter().zip(amounts).filter_map(|((_, effect), amount)| Some((effect.target?, *amount)));
        takes.filter(|(_, amount)| *amount > Fraction::ZERO).collect()
    }

    fn zeroes(&self, amounts: &[Fraction]) -> Vec<Target> {
        let holding = self.effects.iter().zip(amounts).filter(|(_, amount)| **amount > Fraction::ZERO);
        holding.filter_map(|((_, effect), _)| effect.reach).collect()
    }

    /// What an effect takes or gives after its own cap; of a zero, one where it holds. `None` where a value is missing.
    fn amount(&self, index: usize, taken: Option<Fraction>) -> Option<Fraction> {
        let (passage, effect) = self.effects[index];
        let amount = self.amount_alone(index, taken)?;
        let before = (0..index)
            .filter(|at| self.effects[*at].0 == passage && effect.either.is_some() && self.effects[*at].1.either == effect.either);
        let counted = before.into_iter().any(|at| self.amount_alone(at, taken).is_some_and(|amount| amount > Fraction::ZERO));
        Some(if counted { Fraction::ZERO } else { amount })
    }

    fn amount_alone(&self, index: usize, taken: Option<Fraction>) -> Option<Fraction> {
        let (passage, effect) = self.effects[index];
        if effect.interpolates {
            return Some(Fraction::ZERO);
        }
        if effect.kind == Kind::Formula {
            return self.formula(passage, effect);
        }
        if let Some(amount) = self.along(passage, index) {
            return amount;
        }
        if matches!(effect.kind, Kind::Limit | Kind::Average | Kind::Points)
            || (effect.kind == Kind::Award && self.budget(passage).is_some())
        {
            return Some(Fraction::ZERO);
        }
        let beside = self.node.criteria[passage].iter().any(|effect| effect.kind == Kind::Deduct);
        if effect.kind == Kind::Full && beside && !matches!(effect.when, When::Measure { .. }) {
            return Some(Fraction::ZERO);
        }
        if effect.kind == Kind::Scale {
            return self.scaled(index);
        }
        if let Some(amount) = self.capped_apart(effect) {
            return Some(amount);
        }
        let units = self.units(index, taken)?;
        let each = match effect.kind {
            Kind::Zero => Fraction::ONE,
            Kind::Full => self.node.points?,
            Kind::Ratio => effect.amount.or(self.node.points)?,
            _ => match effect.amount {
                Some(amount) => amount,
                None if units > Fraction::ZERO => return self.given(effect),
                None => Fraction::ZERO,
            },
        };
        let amount = each * units;
        Some(match effect.cap {
            Some(Cap::Points(most)) if effect.apart.is_none() => amount.min(most),
            _ => amount,
        })
    }

    /// 加倍, 减半: what the deduction before it in the sentence takes more (or less) for the occurrences that are named.
    fn scaled(&self, index: usize) -> Option<Fraction> {
        let (passage, effect) = self.effects[index];
        let before = (0..index).rev().find(|at| {
            let (of, other) = self.effects[*at];
            of == passage && other.kind == Kind::Deduct && other.sentence == effect.sentence
        })?;
        let base = self.effects[before].1;
        let found = self.units(before, None)?;
        let When::Label(label) = &effect.when else { return None };
        let named: Fraction = self.named(label).map(|row| row.count.unwrap_or(Fraction::ONE)).sum();
        let each = base.amount?;
        let plain = each * found;
        let whole = plain + each * (effect.amount? - Fraction::ONE) * named.min(found);
        let capped = |sum: Fraction| if let Some(Cap::Points(most)) = base.cap { sum.min(most) } else { sum };
        Some(capped(whole) - capped(plain))
    }

    /// An amount that the records give.
    fn given(&self, effect: &Effect) -> Option<Fraction> {
        let When::Label(label) = &effect.when else { return None };
        Some(self.named(label).filter_map(|row| row.given).sum())
    }

    /// How often an effect's amount counts.
    fn units(&self, index: usize, taken: Option<Fraction>) -> Option<Fraction> {
        let (passage, effect) = self.effects[index];
        let further: Vec<Option<bool>> = effect.further.iter().map(|when| self.holds(passage, when)).collect();
        if further.contains(&Some(false)) {
            return Some(Fraction::ZERO);
        }
        let units = self.first_units(index, taken);
        if units == Some(Fraction::ZERO) || !further.contains(&None) { units } else { None }
    }

    fn first_units(&self, index: usize, taken: Option<Fraction>) -> Option<Fraction> {
        let (_, effect) = self.effects[index];
        match &effect.when {
            When::Always => Some(Fraction::ONE),
            When::Label(label) if REST.contains(&label.as_str()) => self.rest(index),
            When::Label(label) if effect.kind == Kind::Award => self.answered(index, label),
            When::Label(label) => Some(self.found(index, label)),
            When::Measure { name, bounds, unit } => self.measured(index, name, bounds, unit, taken),
        }
    }

    /// 其余: nothing else of the passage holds. The value itself must be there.
    fn rest(&self, index: usize) -> Option<Fraction> {
        let (passage, _) = self.effects[index];
        let others = (0..self.effects.len()).filter(|at| *at != index && self.effects[*at].0 == passage);
        let held: Option<Vec<Fraction>> = others.map(|at| self.units(at, None)).collect();
        let none = held?.iter().all(|units| *units == Fraction::ZERO);
        Some(if none { Fraction::ONE } else { Fraction::ZERO })
    }

    /// An option of an answer: one answer, or the share that gave it.
    fn answered(&self, index: usize, label: &str) -> Option<Fraction> {
        let (passage, effect) = self.effects[index];
        let together = |other: &&Effect| other.sentence == effect.sentence;
        let options: Vec<&str> = self.node.criteria[passage].iter().filter(together).filter_map(option).collect();
        let count = |label: &str| self.named(label).map(|row| row.count.unwrap_or(Fraction::ONE)).sum::<Fraction>();
        if !options.iter().any(|option| self.named(option).next().is_some()) {
            return None;
        }
        if effect.per.is_some() {
            return Some(count(label));
        }
        if self.combined(passage).is_some() {
            let all: Fraction = options.iter().map(|option| count(option)).sum();
            return (all > Fraction::ZERO).then(|| count(label) / all);
        }
        let given = options.iter().filter(|option| count(option) > Fraction::ZERO).count();
        let holds = count(label) > Fraction::ZERO;
        (given <= 1).then_some(if holds { Fraction::ONE } else { Fraction::ZERO })
    }

    /// A finding named by its text.
    fn found(&self, index: usize, label: &str) -> Fraction {
        let (_, effect) = self.effects[index];
        let rows: Vec<&Record> = self.named(label).collect();
        let rivals = self.rivals(index, label);
        let count: Fraction = if self.nature(label) == Nature::Event {
            let free = rows.iter().filter(|row| !rivals.iter().any(|bounds| row.value.is_some_and(|value| bounds.hold(value))));
            free.map(|row| row.count.unwrap_or(Fraction::ONE)).sum()
        } else {
            let count = rows.iter().map(|row| row.count.unwrap_or(Fraction::ONE)).sum();
            if rivals.iter().any(|bounds| bounds.hold(count)) { Fraction::ZERO } else { count }
        };
        match &effect.per {
            Some((step, _)) => (count / *step).floor(),
            None if count > Fraction::ZERO => Fraction::ONE,
            None => Fraction::ZERO,
        }
    }

    fn measured(&self, index: usize, name: &str, bounds: &Bounds, unit: &str, taken: Option<Fraction>) -> Option<Fraction> {
        let (passage, effect) = self.effects[index];
        let rivals = self.tighter(index, name, bounds);
        let counts = |value: Fraction| bounds.hold(value) && !rivals.iter().any(|rival| rival.hold(value));
        let rows: Vec<&Record> = self.named(name).collect();
        let nature = self.nature(name);
        if nature == Nature::Event {
            let events = rows.iter().filter(|row| row.value.is_some_and(counts));
            let times: Fraction = events.map(|row| row.count.unwrap_or(Fraction::ONE)).sum();
            return Some(if effect.per.is_some() { times } else { times.min(Fraction::ONE) });
        }
        if let Some((left, right, below)) = &effect.versus {
            let apart = self.apart(passage, effect, left, right)?;
            let apart = if *below { -apart } else { apart };
            let step = |(size, per): &(Fraction, String)| steps(effect, bounds, *size, per, unit, apart);
            return Some(if bounds.hold(apart) { effect.per.as_ref().map_or(Fraction::ONE, step) } else { Fraction::ZERO });
        }
        let value = match nature {
            Nature::Deductions => taken.unwrap_or_default(),
            Nature::Count => rows.iter().map(|row| row.count.unwrap_or(Fraction::ONE)).sum(),
            _ => self.value(passage, &rows)?,
        };
        if effect.kind == Kind::Ratio {
            if let Some((target, _)) = bounds.high {
                // 低于90%的按比例得分: the share of what 90% earns.
                return Some(if bounds.hold(value) { value / target } else { Fraction::ZERO });
            }
            return Some(if unit == "%" { value / Fraction::from(100) } else { value });
        }
        if !counts(value) {
            return Some(Fraction::ZERO);
        }
        Some(effect.per.as_ref().map_or(Fraction::ONE, |(step, per)| steps(effect, bounds, *step, per, unit, value)))
    }

    /// The one value of a measure: their mean where the passage averages, nothing where they differ.
    fn value(&self, passage: usize, rows: &[&Record]) -> Option<Fraction> {
        let values: Vec<Fraction> = rows.iter().filter_map(|row| row.value.or(row.count)).collect();
        let first = *values.first()?;
        match self.combined(passage) {
            Some(Some("最高")) => values.into_iter().max(),
            Some(Some("最低")) => values.into_iter().min(),
            Some(_) => self.mean(passage, values),
            None => values.iter().all(|value| *value == first).then_some(first),
        }
    }

    /// The mean of the values but for those that the passage leaves out at either end; nothing where it leaves out all of them.
    fn mean(&self, passage: usize, mut values: Vec<Fraction>) -> Option<Fraction> {
        let trims = self.node.criteria[passage].iter().find_map(|effect| effect.trim);
        let (highest, lowest) = trims.unwrap_or((0, 0));
        if values.len() <= highest + lowest {
            return None;
        }
        values.sort();
        let kept = &values[lowest..values.len() - highest];
        Some(kept.iter().copied().sum::<Fraction>() / Fraction::from(kept.len() as i64))
    }

    /// Whether the passage makes one value of several, and which, where it is not the mean.
    fn combined(&self, passage: usize) -> Option<Option<&str>> {
        let average = self.node.criteria[passage].iter().find(|effect| effect.kind == Kind::Average && effect.sample.is_none())?;
        Some(average.of.as_deref().map(|of| {
            if of.contains("最高") {
                "最高"
            } else if of.contains("最低") {
                "最低"
            } else {
                ""
            }
        }))
    }

    /// Rule 8: the bounds on the same measure or count, in the same sense, that may exclude an effect.
    fn rivals(&self, index: usize, name: &str) -> Vec<&Bounds> {
        let (_, effect) = self.effects[index];
        if effect.additional {
            return Vec::new();
        }
        let others = self.effects.iter().enumerate().filter(|(at, (_, other))| *at != index && !other.additional);
        let same = others.filter(|(_, (_, other))| sense(other) == sense(effect));
        same.filter_map(|(_, (_, other))| match &other.when {
            When::Measure { name: of, bounds, .. } if self.same(of, name) => Some(bounds),
            _ => None,
        })
        .collect()
    }

    /// Those of them that are tighter. A bound with two ends looks where the others look.
    fn tighter(&self, index: usize, name: &str, bounds: &Bounds) -> Vec<&Bounds> {
        let all = self.rivals(index, name);
        let lows = all.iter().copied().chain([bounds]).any(|bounds| bounds.high.is_none());
        let highs = all.iter().copied().chain([bounds]).any(Bounds::downward);
        let down = |bounds: &Bounds| bounds.downward() || highs && !lows;
        all.into_iter().filter(|rival| down(rival) == down(bounds) && rival.tighter(bounds, down(bounds))).collect()
    }

    /// Rules 10, 12 and 18.
    fn nature(&self, name: &str) -> Nature {
        if DEDUCTIONS.contains(&name) {
            return Nature::Deductions;
        }
        let users =
            || self.effects.iter().filter(|(_, effect)| matches!(&effect.when, When::Measure { name: of, .. } if self.same(of, name)));
        let event = |effect: &Effect| match (&effect.per, &effect.when) {
            (Some((_, per)), When::Measure { unit, .. }) => !measured(per) && measured(unit),
            _ => false,
        };
        let counted = |effect: &Effect| match &effect.when {
            When::Measure { bounds, unit, .. } => {
                !measured(unit) && bounds.low.is_some() && !matches!(effect.kind, Kind::Award | Kind::Full | Kind::Ratio)
            }
            _ => false,
        };
        if users().any(|(_, effect)| event(effect)) {
            Nature::Event
        } else if users().all(|(_, effect)| counted(effect)) {
            Nature::Count
        } else {
            Nature::Value
        }
    }

    /// The rows that name a finding, measure or option; 其他 takes those that no label names.
    fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Record> {
        let names = self.names();
        let sole = names.len() == 1;
        let named = move |row: &&&Record| {
            let label = row.label.as_str();
            if self.says(label, name) || (label.is_empty() && sole) {
                return true;
            }
            name == "其他" && !names.iter().any(|other| self.says(label, other))
        };
        self.rows.iter().filter(named).copied()
    }

    /// Everything that the item's records can name.
    fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut more: Vec<&str> = Vec::new();
        for (_, effect) in &self.effects {
            more.extend(effect.expr.iter().flat_map(|expr| expression::names(expr)).filter(|name| *name != "分值"));
            more.extend(effect.versus.iter().flat_map(|(left, right, _)| [left.as_str(), right.as_str()]));
            more.extend(effect.further.iter().filter_map(|when| match when {
                When::Label(name) | When::Measure { name, .. } => Some(name.as_str()),
                When::Always => None,
            }));
        }
        for name in more {
            if !names.iter().any(|known: &&str| self.same(known, name)) {
                names.push(name);
            }
        }
        for (passage, effect) in self.effects.iter().filter(|(_, effect)| effect.versus.is_none()) {
            let name = match &effect.when {
                When::Label(label) if !REST.contains(&label.as_str()) => label,
                When::Measure { name, .. } if !DEDUCTIONS.contains(&name.as_str()) => name,
                _ => continue,
            };
            let budget = effect.kind == Kind::Award && self.budget(*passage).is_some();
            if effect.kind != Kind::Full && !budget && !names.iter().any(|known: &&str| self.same(known, name)) {
                names.push(name.as_str());
            }
        }
        names
    }

    /// True where a record's label means a name: as a whole, or one of its alternatives (A、B, A或B).
    fn says(&self, label: &str, name: &str) -> bool {
        let parts = name.replace("或者", "、").replace('或', "、");
        self.same(label, name) || parts.split('、').any(|part| part == label)
    }

    /// A comparison without a subject measures the item's name.
    fn same(&self, a: &str, b: &str) -> bool {
        let own = |name: &str| if name.is_empty() { self.node.name.clone() } else { name.to_owned() };
        own(a) == own(b)
    }
}

/// 扣分=…: the formula takes.
fn deducts(effect: &Effect) -> bool {
    effect.of.as_deref().is_some_and(|of| of.contains("扣分"))
}

/// What an effect works towards: of two that take or two that award on one measure, one counts.
fn sense(effect: &Effect) -> u8 {
    match effect.kind {
        Kind::Add => 1,
        Kind::Award | Kind::Full => 2,
        _ => 0,
    }
}

fn option(effect: &Effect) -> Option<&str> {
    match &effect.when {
        When::Label(label) if effect.kind == Kind::Award && !REST.contains(&label.as_str()) => Some(label),
        _ => None,
    }
}

fn measured(unit: &str) -> bool {
    MEASURED.contains(&unit)
}

/// Rule 9, and of counts rule 10: beyond a threshold only what is beyond it, from a threshold on all of it.
fn steps(effect: &Effect, bounds: &Bounds, step: Fraction, per: &str, unit: &str, value: Fraction) -> Fraction {
    let (from, distance) = match (bounds.low, bounds.high) {
        (Some((at, closed)), _) if closed && !measured(unit) => (at, value),
        (Some((at, _)), _) => (at, value - at),
        (None, Some((at, _))) => (at, at - value),
        (None, None) => (Fraction::ZERO, value),
    };
    let size = if per == "%" && unit != "%" { from * step / Fraction::from(100) } else { step };
    let exact = distance / size;
    match effect.partial {
        Partial::Down => exact.floor(),
        Partial::Up => exact.ceil(),
        Partial::Ratio => exact,
    }
}
