//! The least and the most that each entry, and the total, can score: what lints prove unreachable, and `reading` prints.
//!
//! Every score that the evaluation can reach lies within; where clauses are independent of one another, both ends are reached.
//! Measures are taken to be zero or more. Start at [`attainable`].

use std::collections::{BTreeMap, BTreeSet};

use chidu_values::Number;

use crate::program::{
    Action, Amount, Bound, Counting, Edge, Entry, EntryId, FactId, FactKind, LimitKind, MissingPolicy, Objects, Program, ROOT, Role, Rule,
    RuleId, Start, Together, Trigger,
};

/// An interval of points, both ends included; an open end is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<Number>,
    pub high: Option<Number>,
}

impl Interval {
    fn point(at: Number) -> Self {
        Self { low: Some(at.clone()), high: Some(at) }
    }

    fn new(low: Number, high: Number) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    fn plus(&self, other: &Interval) -> Self {
        let sum = |a: &Option<Number>, b: &Option<Number>| Some(a.as_ref()? + b.as_ref()?);
        Self { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    fn hull(&self, other: &Interval) -> Self {
        let low = match (&self.low, &other.low) {
            (Some(a), Some(b)) => Some(a.clone().min(b.clone())),
            _ => None,
        };
        let high = match (&self.high, &other.high) {
            (Some(a), Some(b)) => Some(a.clone().max(b.clone())),
            _ => None,
        };
        Self { low, high }
    }

    fn times(&self, factor: &Number) -> Self {
        let scale = |end: &Option<Number>| end.as_ref().map(|end| end * factor);
        Self { low: scale(&self.low), high: scale(&self.high) }
    }

    /// Cut to lie within `low..high`, where these are given.
    fn clamp(&self, low: Option<&Number>, high: Option<&Number>) -> Self {
        let cut = |end: Option<Number>, open: Option<&Number>| -> Option<Number> {
            let end = end.or_else(|| open.cloned())?;
            let end = low.map_or(end.clone(), |low| end.max(low.clone()));
            Some(high.map_or(end.clone(), |high| end.min(high.clone())))
        };
        Self { low: cut(self.low.clone(), low), high: cut(self.high.clone(), high) }
    }

    /// True where a number lies within.
    pub fn contains(&self, value: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| low <= value) && self.high.as_ref().is_none_or(|high| value <= high)
    }
}

/// For each entry, by id, what it can score; `[0]` is the total. Criteria and headings own no score: theirs is 0..0.
pub fn attainable(program: &Program) -> Vec<Interval> {
    again(program, Vec::new())
}

/// The same, with what is known of entries that are as they were.
pub(crate) fn again(program: &Program, mut kept: Vec<Option<Interval>>) -> Vec<Interval> {
    let mut all = vec![Interval::point(Number::ZERO); program.entries.len()];
    let reach = reach(program);
    for id in program.entry_ids().collect::<Vec<_>>().into_iter().rev() {
        let known = kept.get_mut(id.index()).and_then(Option::take).filter(|_| reaching(&reach, id).all(|rule| rule.entry == id));
        let interval = match program[id].role {
            Role::Criterion | Role::Heading => continue,
            Role::Root => total(program, &all, &reach),
            _ => known.unwrap_or_else(|| entry(program, id, &all, &reach)),
        };
        if let Some(slot) = all.get_mut(id.index()) {
            *slot = interval;
        }
    }
    all
}

/// The rules that take from an entry wherever they stand (不得分, 追加扣), by the entry.
type Reach<'p> = BTreeMap<EntryId, Vec<&'p Rule>>;

fn reach(program: &Program) -> Reach<'_> {
    let mut reach = Reach::new();
    for rule in &program.rules {
        if let Action::Zero(id) | Action::DeductAbove(id) = rule.action {
            reach.entry(id).or_default().push(rule);
        }
    }
    reach
}

fn reaching<'r, 'p>(reach: &'r Reach<'p>, id: EntryId) -> impl Iterator<Item = &'p Rule> + 'r {
    reach.get(&id).into_iter().flatten().copied()
}

/// An entry after its clamp, before its weight.
fn entry(program: &Program, id: EntryId, all: &[Interval], reach: &Reach<'_>) -> Interval {
    let entry = &program[id];
    let sum = before_clamp(program, id, all, reach);
    let points = entry.points.as_ref();
    let clamped = match entry.role {
        Role::Malus => sum.clamp(points.map(|points| -points.clone()).as_ref(), Some(&Number::ZERO)),
        _ => summed(entry, sum.clamp(Some(&Number::ZERO), points)).clamp(Some(&Number::ZERO), points),
    };
    let limited = zeroed(reach, id, scores(program, id, clamped));
    let open = !entry.blocked.is_empty() || program.missing != MissingPolicy::Missing && needs_values(program, id);
    // What a clause takes that was not understood, or a value that is assumed, nobody can say.
    let assumed = entry.rescales || open && entry.role != Role::Malus;
    let whole = match points {
        Some(points) if assumed => limited.hull(&Interval::new(Number::ZERO, points.clone())),
        _ => limited,
    };
    let item = !matches!(entry.role, Role::Bonus | Role::Malus) && program.parts(id).is_empty();
    if item { rounded(program, whole, true) } else { whole }
}

/// 各份得分相加: as often as there are objects. A mean, or the lowest, lies among the scores that it is of.
fn summed(entry: &Entry, one: Interval) -> Interval {
    match &entry.objects {
        Some(Objects { together: Together::Sum, count: Some(count), at_least: false, .. }) => one.times(&Number::from(i64::from(*count))),
        Some(Objects { together: Together::Sum, .. }) => Interval { low: one.low, high: None },
        _ => one,
    }
}

/// 修约, of each item or of the total.
fn rounded(program: &Program, interval: Interval, of_items: bool) -> Interval {
    let Some(rule) = program.rounding.filter(|rule| rule.items == of_items) else { return interval };
    let round = |end: Option<Number>| end.map(|end| end.round(rule.rounding));
    Interval { low: round(interval.low), high: round(interval.high) }
}

/// The total: entries, then 加分项 and 扣分项, then the root's clamp and the rounding.
fn total(program: &Program, all: &[Interval], reach: &Reach<'_>) -> Interval {
    let root = &program[ROOT];
    let mut sum = before_clamp(program, ROOT, all, reach);
    let floor = (!program.may_be_negative).then_some(Number::ZERO);
    sum = sum.clamp(floor.as_ref(), root.points.as_ref());
    sum = zeroed(reach, ROOT, scores(program, ROOT, sum));
    if root.rescales || program.missing != MissingPolicy::Missing && needs_values(program, ROOT) {
        let most = root.points.clone().map_or_else(|| sum.clone(), |points| Interval::new(Number::ZERO, points));
        sum = sum.hull(&most);
    }
    let extra = program.parts(ROOT).into_iter().filter(|part| matches!(program[*part].role, Role::Bonus | Role::Malus));
    let mut bonus = false;
    for part in extra {
        bonus |= program[part].role == Role::Bonus;
        sum = sum.plus(&interval(all, part));
    }
    let most = if bonus { program.ceiling.as_ref() } else { root.points.as_ref() };
    rounded(program, sum.clamp(floor.as_ref(), most), false)
}

fn interval(all: &[Interval], id: EntryId) -> Interval {
    all.get(id.index()).cloned().unwrap_or(Interval::point(Number::ZERO))
}

fn before_clamp(program: &Program, id: EntryId, all: &[Interval], reach: &Reach<'_>) -> Interval {
    let entry = &program[id];
    let mut sum = match &entry.start {
        Start::Full => Interval::point(entry.points.clone().unwrap_or(Number::ZERO)),
        Start::Base(base) => Interval::point(base.clone()),
        Start::Zero | Start::Children => Interval::point(Number::ZERO),
    };
    if entry.start == Start::Children {
        for part in program.parts(id).into_iter().filter(|part| !matches!(program[*part].role, Role::Bonus | Role::Malus)) {
            let score = interval(all, part);
            let score = if may_be_left_out(program, part) { score.hull(&Interval::point(Number::ZERO)) } else { score };
            sum = sum.plus(&program[part].factor.as_ref().map_or(score.clone(), |factor| score.times(factor)));
        }
    }
    for budget in &entry.budgets {
        let inside: Vec<RuleId> =
            members(program, id, |rule| rule.budget == Some(*budget) && budget_award(program, *budget) != Some(&rule.id));
        let amount = program[*budget].amount.clone();
        let zero = inside.iter().any(|rule| matches!(program[*rule].action, Action::ZeroBudget(_)));
        let left = Interval::point(amount.clone()).plus(&changes(program, id, &inside)).clamp(Some(&Number::ZERO), Some(&amount));
        sum = sum.plus(&if zero { left.hull(&Interval::point(Number::ZERO)) } else { left });
    }
    let free = members(program, id, |rule| rule.budget.is_none());
    sum = sum.plus(&changes(program, id, &free));
    sum = sum.plus(&escalated(program, id, reach));
    sum
}

/// True beneath an entry that leaves out what does not apply.
fn may_be_left_out(program: &Program, id: EntryId) -> bool {
    std::iter::successors(program[id].parent, |id| program[*id].parent).any(|above| program[above].rescales)
}

/// 不得分 is the last word on an entry: no clamp and no floor comes after it.
fn zeroed(reach: &Reach<'_>, id: EntryId, score: Interval) -> Interval {
    let takes_all = reaching(reach, id).any(|rule| matches!(rule.action, Action::Zero(_)));
    if takes_all { score.hull(&Interval::point(Number::ZERO)) } else { score }
}

fn budget_award(program: &Program, budget: crate::program::BudgetId) -> Option<&String> {
    Some(&program[program[budget].award].id)
}

fn members(program: &Program, id: EntryId, wanted: impl Fn(&Rule) -> bool) -> Vec<RuleId> {
    program[id].rules.iter().copied().filter(|rule| wanted(&program[*rule])).collect()
}

/// What rules of entries beneath take from this one (追加扣, 直接扣总分).
fn escalated(program: &Program, id: EntryId, reach: &Reach<'_>) -> Interval {
    let mut sum = Interval::point(Number::ZERO);
    for rule in reaching(reach, id).filter(|rule| matches!(rule.action, Action::DeductAbove(_))) {
        sum = sum.plus(&amounts(program, rule, true));
    }
    sum
}

/// What a set of rules can add up to: tiers exclude, shared limits bind.
fn changes(program: &Program, id: EntryId, rules: &[RuleId]) -> Interval {
    let mut groups: Vec<(Vec<RuleId>, Interval)> = Vec::new();
    let all: BTreeSet<RuleId> = rules.iter().copied().collect();
    let mut done: BTreeSet<RuleId> = BTreeSet::new();
    for rule in rules {
        if done.contains(rule) {
            continue;
        }
        let tier: Vec<RuleId> = match (program[*rule].tier, answer(program, *rule)) {
            (Some(tier), _) => program[tier].members.iter().copied().filter(|member| all.contains(member)).collect(),
            // Options of one answer, of which the averaged ones are in no tier.
            (None, Some(fact)) => rules.iter().copied().filter(|other| answer(program, *other) == Some(fact)).collect(),
            (None, None) => vec![*rule],
        };
        done.extend(&tier);
        let change = group(program, &tier);
        groups.push((tier, change));
    }
    limited(program, id, groups)
}

/// The answer of which a rule is an option.
fn answer(program: &Program, rule: RuleId) -> Option<FactId> {
    match program[rule].triggers.first() {
        Some(Trigger::Option(fact, _) | Trigger::Otherwise(fact)) => Some(*fact),
        _ => None,
    }
}

/// Applies shared caps of the entry to the groups that they bind. What a cap of an entry above gives back is added there.
fn limited(program: &Program, id: EntryId, groups: Vec<(Vec<RuleId>, Interval)>) -> Interval {
    let mut rest = groups;
    let mut sum = Interval::point(Number::ZERO);
    let own = program[id].limits.iter().map(|limit| &program[*limit]);
    let limits = own.filter(|limit| limit.window.is_none() && limit.apart.is_none());
    for limit in limits.filter(|limit| matches!(limit.kind, LimitKind::Deductions | LimitKind::Additions)) {
        let (bound, free): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|(rules, _)| rules.iter().any(|rule| limit.members.contains(rule)));
        rest = free;
        let joint = bound.iter().fold(Interval::point(Number::ZERO), |sum, (_, change)| sum.plus(change));
        let whole = bound.iter().all(|(rules, _)| rules.iter().all(|rule| limit.members.contains(rule)));
        let cut = match (limit.kind, whole) {
            (LimitKind::Deductions, true) => joint.clamp(Some(&-limit.amount.clone()), None),
            (LimitKind::Additions, true) => joint.clamp(None, Some(&limit.amount)),
            _ => joint,
        };
        sum = sum.plus(&cut);
    }
    rest.iter().fold(sum, |sum, (_, change)| sum.plus(change))
}

/// One rule, or the rules of a tier, of which one counts. Of events, each may fall to another.
fn group(program: &Program, rules: &[RuleId]) -> Interval {
    let fact = rules.first().and_then(|rule| crate::program::facts_of(&program[*rule].triggers).first().copied());
    let kind = fact.map(|fact| &program[fact].kind);
    let each: Vec<Interval> = rules.iter().map(|rule| amounts(program, &program[*rule], false)).collect();
    let none = Interval::point(Number::ZERO);
    match kind {
        Some(FactKind::Event) => each.iter().fold(none, |sum, one| sum.plus(one)),
        Some(FactKind::Answer(_, options)) if options.len() > 1 || rules.len() > 1 => hull(&each).unwrap_or(none),
        // One who is not ranked, or has no earlier period, may have none of the rungs.
        Some(FactKind::Computed(_)) => hull(&each).map_or(none.clone(), |all| all.hull(&none)),
        _ if covers(program, rules) => hull(&each).unwrap_or(none),
        _ => hull(&each).map_or(none.clone(), |all| all.hull(&none)),
    }
}

fn hull(all: &[Interval]) -> Option<Interval> {
    all.iter().cloned().reduce(|a, b| a.hull(&b))
}

/// True where one of the rungs holds whatever the measure: 其余, or bounds without a gap from zero up.
fn covers(program: &Program, rules: &[RuleId]) -> bool {
    let triggers: Vec<&Trigger> = rules.iter().filter_map(|rule| program[*rule].triggers.first()).collect();
    if triggers.iter().any(|trigger| matches!(trigger, Trigger::Otherwise(_))) {
        return true;
    }
    // Bounds of several facts, or under a further condition, cover nothing together.
    let alone = rules.iter().all(|rule| program[*rule].triggers.len() == 1);
    let facts = crate::program::facts_of(&triggers.iter().map(|trigger| (*trigger).clone()).collect::<Vec<_>>());
    if !alone || facts.windows(2).any(|pair| pair.first() != pair.last()) {
        return false;
    }
    let bounds: Vec<&Bound> = triggers
        .iter()
        .filter_map(|trigger| match trigger {
            Trigger::Bound(_, bound) => Some(bound),
            _ => None,
        })
        .collect();
    bounds.len() == triggers.len() && without_gap(&bounds)
}

/// True where the bounds together hold every number from zero up.
pub fn without_gap(bounds: &[&Bound]) -> bool {
    let zero = Edge { at: Number::ZERO, closed: true };
    let mut reached: Option<Edge> = Some(Edge { at: zero.at, closed: false });
    for _ in 0..=bounds.len() {
        let Some(edge) = reached.clone() else { return true };
        let next = bounds.iter().filter(|bound| starts_by(bound, &edge)).map(|bound| bound.high.clone());
        let best = next.reduce(|a, b| match (a, b) {
            (Some(a), Some(b)) => Some(if (b.at.clone(), b.closed) > (a.at.clone(), a.closed) { b } else { a }),
            _ => None,
        });
        match best {
            Some(farther) if farther.as_ref().is_none_or(|far| (far.at.clone(), far.closed) > (edge.at.clone(), edge.closed)) => {
                reached = farther
            }
            _ => return false,
        }
    }
    reached.is_none()
}

/// True where a bound begins at or before what was reached: `edge` is the last number held (`closed`) or the first not held.
fn starts_by(bound: &Bound, edge: &Edge) -> bool {
    bound.low.as_ref().is_none_or(|low| low.at < edge.at || low.at == edge.at && (low.closed || edge.closed))
}

/// What one rule can change when it holds, and its sign. `above`: as seen from the entry that it takes from.
fn amounts(program: &Program, rule: &Rule, above: bool) -> Interval {
    let (low, high) = match &rule.amount {
        _ if rule.slope.is_some() => {
            let ends = rule.slope.as_ref().map(|line| (&line.from.1, &line.to.1));
            (ends.map(|(a, b)| a.clone().min(b.clone())), ends.map(|(a, b)| a.clone().max(b.clone())))
        }
        Amount::Fixed(amount) => (Some(amount.clone()), Some(amount.clone())),
        Amount::Range(low, high) => (Some(low.clone()), Some(high.clone())),
        Amount::Given => (Some(Number::ZERO), None),
    };
    let (fewest, most) = counts(program, rule);
    let times = |end: Option<Number>, count: Option<Number>| end.and_then(|end| count.map(|count| end * count));
    let cap = rule.cap.as_ref();
    let size = Interval { low: times(low, fewest), high: times(high, most) }.clamp(Some(&Number::ZERO), cap);
    let taken = Interval { low: size.high.clone().map(|high| -high), high: size.low.clone().map(|low| -low) };
    match rule.action {
        Action::Deduct => taken,
        Action::DeductAbove(_) if above => taken.hull(&Interval::point(Number::ZERO)),
        Action::Add | Action::Award => size,
        Action::AwardRatio => Interval { low: Some(Number::ZERO), high: None },
        Action::Scale(of) => scaled(program, of, &rule.amount),
        Action::DeductAbove(_) | Action::Keep | Action::Zero(_) | Action::ZeroBudget(_) => Interval::point(Number::ZERO),
    }
}

/// 加倍 adds as much again as the other rule takes for the occurrences that it names, 减半 gives half of it back; of none of them nothing.
fn scaled(program: &Program, of: RuleId, factor: &Amount) -> Interval {
    let Amount::Fixed(factor) = factor else { return Interval { low: None, high: None } };
    let base = amounts(program, &program[of], true).hull(&Interval::point(Number::ZERO));
    let more = factor - &Number::ONE;
    let extra = if more.is_negative() { Interval { low: base.high, high: base.low } } else { base }.times(&more);
    extra.hull(&Interval::point(Number::ZERO))
}

/// The fewest and the most times that a rule's amount counts when it holds.
fn counts(program: &Program, rule: &Rule) -> (Option<Number>, Option<Number>) {
    // What is a difference of two may lie below zero as far as one likes.
    let signed = |from: &Number| {
        let facts = crate::program::facts_of(&rule.triggers);
        !from.is_positive() || facts.first().is_some_and(|fact| matches!(program[*fact].kind, FactKind::Derived(_)))
    };
    match &rule.counting {
        Counting::Once => (Some(Number::ONE), Some(Number::ONE)),
        Counting::Each => (Some(Number::ZERO), None),
        Counting::Value => (None, None),
        Counting::Beyond { from, down: true } => (Some(Number::ZERO), Some(from.clone()).filter(|from| !signed(from))),
        Counting::Beyond { .. } => (Some(Number::ZERO), None),
        Counting::Steps { size, from, down, .. } => {
            let most = if *down && !signed(from) { from.divide(size) } else { None };
            (Some(Number::ZERO), most.map(|steps| steps.ceil().max(Number::ZERO)))
        }
    }
}

/// Caps and floors of the score itself.
fn scores(program: &Program, id: EntryId, mut score: Interval) -> Interval {
    for limit in program[id].limits.iter().map(|limit| &program[*limit]) {
        score = match limit.kind {
            LimitKind::MostScore => score.clamp(None, Some(&limit.amount)),
            LimitKind::LeastScore => score.clamp(Some(&limit.amount), None),
            LimitKind::Deductions | LimitKind::Additions => score,
        };
    }
    score
}

/// True where a score beneath is made from values that may be missing.
fn needs_values(program: &Program, id: EntryId) -> bool {
    program.facts.iter().any(|fact| matches!(fact.kind, FactKind::Measure(_) | FactKind::Answer(..)) && program.is_within(fact.entry, id))
        || program.entry_ids().any(|of| program[of].objects.is_some() && program.is_within(of, id))
        || !program.sources.is_empty()
}

#[cfg(test)]
mod tests {
    #[test]
    fn items_that_are_rounded_reach_their_rounded_points() {
        let text = "修约: 各项四舍五入保留整数\n环境 7.5分: 每发现一处不达标扣1分\n设施 2.5分: 每发现一处损坏扣1分\n";
        let all = crate::analyze(text).attainable;
        let ends: Vec<String> = all.iter().map(|interval| format!("{:?}..{:?}", interval.low, interval.high)).collect();
        assert_eq!(ends, ["Some(0)..Some(10)", "Some(0)..Some(8)", "Some(0)..Some(3)"]);
    }
}
