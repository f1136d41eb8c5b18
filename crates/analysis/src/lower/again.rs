//! Items that stand in a version as they stood in the one before: what was compiled of them is taken over and moved to its new place.
//!
//! An item with its criteria is compiled from nothing but its own words, unless a clause of it looks elsewhere (保证项目不得分) or one of
//! elsewhere changes its rules (同一事项不重复扣分 above it): then it is *unfit*, and compiled anew each time. What is taken over equals what
//! would be compiled. Not here: how anything is compiled. Start at [`Lowering::plan`].

use std::ops::Range;
use std::sync::Arc;

use chidu_diagnostics::Span;
use chidu_syntax::ast::BlockKind;
use chidu_values::PeriodKind;

use super::Lowering;
use super::moves::{Donor, Shift};
use crate::attainable::Interval;
use crate::program::{
    Action, Budget, Entry, EntryId, Fact, FactKind, Limit, MissingPolicy, Program, ROOT, Role, RoundingRule, Rule, RuleId, Tier, Trigger,
};
use crate::read::Convention;

/// What was compiled of the last version.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    program: Option<Arc<Program>>,
    attainable: Vec<Interval>,
    text: String,
    setting: Option<Setting>,
    /// Whether it named who assesses.
    sourced: bool,
    notes: Vec<Note>,
    items: Vec<Item>,
}

/// What all items depend on.
#[derive(Clone, Debug, PartialEq)]
struct Setting {
    convention: Convention,
    period: PeriodKind,
    missing: MissingPolicy,
    rounding: Option<RoundingRule>,
    sourced: bool,
}

/// A passage: the reading that it has, its place, and the rules that it became.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub reading: u64,
    entry: EntryId,
    span: Span,
}

/// An item with its criteria, and where in the program's lists that is which was compiled of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    pub entries: Range<usize>,
    pub passages: Range<usize>,
    /// For each effect of its passages, the rule that it became: the first of its rules is 0.
    made: Arc<[Option<usize>]>,
    rules: Range<usize>,
    facts: Range<usize>,
    budgets: Range<usize>,
    pub tiers: Range<usize>,
    pub limits: Range<usize>,
    fit: bool,
}

/// The last version while it is taken apart, and which of its items each item of this one is.
#[derive(Default)]
pub(super) struct Again {
    pub items: Vec<Item>,
    /// For each of the items, the one that it was.
    was: Vec<Option<Item>>,
    /// For each entry, whether all of it is taken over.
    taken: Vec<bool>,
    /// For each entry, whether it must be compiled anew next time.
    unfit: Vec<bool>,
    entries: Vec<Entry>,
    rules: Donor<Rule>,
    facts: Donor<Fact>,
    budgets: Donor<Budget>,
    tiers: Donor<Tier>,
    limits: Donor<Limit>,
    /// What each entry of the last version could score.
    reached: Vec<Interval>,
    /// Something was looked up in an item that is taken over, which may not have been there yet.
    pub stale: bool,
    /// Whether the last version named who assesses.
    sourced: bool,
}

impl Lowering<'_> {
    /// Finds the items, and which of them stand there as they did.
    pub(super) fn plan(&mut self, before: Compiled) {
        self.looked.set(false);
        let count = self.program.entries.len();
        (self.again.taken, self.again.unfit) = (vec![false; count], vec![false; count]);
        self.again.items = self.stretches();
        self.again.was = vec![None; self.again.items.len()];
        if before.setting.as_ref() == Some(&self.setting())
            && let Some(program) = before.program.clone()
        {
            self.pair(&before, &program);
            drop(program);
            self.open(before);
        }
    }

    fn setting(&self) -> Setting {
        let Program { period, missing, rounding, .. } = self.program;
        let sourced = self.tree.blocks.iter().any(|block| block.kind == BlockKind::Sources);
        Setting { convention: self.convention, period, missing, rounding, sourced }
    }

    fn stretches(&self) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let (mut passages, mut end) = (0, 0);
        let entries = &self.program.entries;
        for (at, entry) in entries.iter().enumerate() {
            if entry.role != Role::Item || at < end {
                continue;
            }
            let beneath = entries.iter().skip(at + 1).take_while(|entry| entry.parent.is_some_and(|parent| parent.index() >= at));
            end = at + 1 + beneath.count();
            let before = |notes: &[Note], entry: usize| notes.iter().take_while(|note| note.entry.index() < entry).count();
            let first = passages + before(self.notes.get(passages..).unwrap_or_default(), at);
            passages = first + before(self.notes.get(first..).unwrap_or_default(), end);
            items.push(Item { entries: at..end, passages: first..passages, ..Item::default() });
        }
        items
    }

    /// Pairs the items from the first on, and from the last back, as long as they are the same.
    fn pair(&mut self, before: &Compiled, program: &Program) {
        let same = |(now, was): &(&Item, &Item)| self.is_same(now, was, before, program);
        let front = self.again.items.iter().zip(&before.items).take_while(same).count();
        let most = self.again.items.len().min(before.items.len()) - front;
        let back = self.again.items.iter().rev().zip(before.items.iter().rev()).take(most).take_while(same).count();
        let (first, last) = (self.again.items.len() - back, before.items.len() - back);
        let pairs = (0..front).zip(0..).chain((first..).zip(last..before.items.len()));
        for (now, was) in pairs {
            let (Some(item), Some(was)) = (self.again.items.get(now), before.items.get(was)) else { continue };
            if was.fit {
                self.again.taken.iter_mut().take(item.entries.end).skip(item.entries.start).for_each(|taken| *taken = true);
                if let Some(slot) = self.again.was.get_mut(now) {
                    *slot = Some(was.clone());
                }
            }
        }
    }

    /// True where all that an item is compiled from is the same but for its place.
    fn is_same(&self, now: &Item, was: &Item, before: &Compiled, program: &Program) -> bool {
        let (entries, others) = (self.program.entries.get(now.entries.clone()), program.entries.get(was.entries.clone()));
        let (notes, noted) = (self.notes.get(now.passages.clone()), before.notes.get(was.passages.clone()));
        let (Some(entries), Some(others), Some(notes), Some(noted)) = (entries, others, notes, noted) else { return false };
        let ([first, ..], [old, ..]) = (entries, others) else { return false };
        let bytes = i64::from(first.span.start) - i64::from(old.span.start);
        let down = |id: EntryId| id.index().checked_sub(now.entries.start);
        let down_before = |id: EntryId| id.index().checked_sub(was.entries.start);
        let alike = |(a, b): (&Entry, &Entry)| {
            a.span == b.span.shifted(bytes) && a.parent.and_then(down) == b.parent.and_then(down_before) && reads_alike(a, b)
        };
        let said =
            |(a, b): (&Note, &Note)| a.reading == b.reading && a.span == b.span.shifted(bytes) && down(a.entry) == down_before(b.entry);
        entries.len() == others.len()
            && notes.len() == noted.len()
            && entries.iter().zip(others).all(alike)
            && notes.iter().zip(noted).all(said)
            && words(self.text, entries, notes) == words(&before.text, others, noted)
    }

    /// Takes the last version apart.
    fn open(&mut self, before: Compiled) {
        let Some(program) = before.program else { return };
        let Program { entries, rules, facts, budgets, tiers, limits, .. } = Arc::unwrap_or_clone(program);
        self.program.rules.reserve(rules.len());
        self.program.facts.reserve(facts.len());
        let again = &mut self.again;
        again.entries = entries;
        (again.rules, again.facts, again.budgets) = (Donor::new(rules), Donor::new(facts), Donor::new(budgets));
        (again.tiers, again.limits) = (Donor::new(tiers), Donor::new(limits));
        (again.reached, again.sourced) = (before.attainable, before.sourced);
    }

    /// True where an entry is compiled already.
    pub(super) fn is_taken(&self, entry: EntryId) -> bool {
        self.again.taken.get(entry.index()).copied().unwrap_or(false)
    }

    /// An entry is not compiled from its own words alone.
    pub(super) fn unfit(&mut self, entry: EntryId) {
        if let Some(slot) = self.again.unfit.get_mut(entry.index()) {
            *slot = true;
        }
    }

    /// How much there is of what concerns more than one item.
    pub(super) fn told(&self) -> [usize; 6] {
        let Program { vetoes, bands, annual, exclusions, exceptions, .. } = &self.program;
        [self.faults.len(), vetoes.len(), bands.len(), annual.len(), exclusions.len(), exceptions.len()]
    }

    /// What was told since makes an entry unfit.
    pub(super) fn unfit_if_told(&mut self, entry: EntryId, before: [usize; 6]) {
        if self.looked.take() || self.told() != before {
            self.unfit(entry);
        }
    }

    /// The rules and facts of an item: taken over, or compiled from its passages.
    pub(super) fn rules_of_item(&mut self, at: usize) {
        let Some(item) = self.again.items.get(at).cloned() else { return };
        let lens = |program: &Program| (program.rules.len(), program.facts.len(), program.budgets.len());
        let before = lens(&self.program);
        let was = self.again.was.get(at).cloned().flatten();
        match &was {
            Some(was) => self.take_over(&item, was),
            None => item.passages.clone().for_each(|passage| self.passage_rules(passage)),
        }
        let after = lens(&self.program);
        let made = was.map_or_else(|| self.made(&item, before.0), |was| was.made);
        if let Some(item) = self.again.items.get_mut(at) {
            (item.rules, item.facts, item.budgets) = (before.0..after.0, before.1..after.1, before.2..after.2);
            item.made = made;
        }
    }

    /// For each effect of an item's passages, the rule that it became, from the item's first on.
    fn made(&self, item: &Item, first: usize) -> Arc<[Option<usize>]> {
        let rules = self.passages.get(item.passages.clone()).unwrap_or_default().iter().flat_map(|passage| &passage.rules);
        rules.map(|rule| rule.and_then(|rule| rule.index().checked_sub(first))).collect()
    }

    fn shift(&self, item: &Item, was: &Item) -> Shift {
        let by = |now: usize, was: usize| i64::try_from(now).unwrap_or(0) - i64::try_from(was).unwrap_or(0);
        let (now, then) = (self.program.entries.get(item.entries.start), self.again.entries.get(was.entries.start));
        let place = |entry: Option<&Entry>| entry.map_or((0, 0), |entry| (i64::from(entry.span.start), i64::from(entry.line)));
        let ((byte, line), (old_byte, old_line)) = (place(now), place(then));
        // Once the rules are there, their list says where they begin.
        let rules = if item.rules.is_empty() { self.program.rules.len() } else { item.rules.start };
        let facts = if item.facts.is_empty() { self.program.facts.len() } else { item.facts.start };
        Shift {
            bytes: byte - old_byte,
            lines: line - old_line,
            entry: by(item.entries.start, was.entries.start),
            rule: by(rules, was.rules.start),
            fact: by(facts, was.facts.start),
            budget: by(self.program.budgets.len(), was.budgets.start),
        }
    }

    fn take_over(&mut self, item: &Item, was: &Item) {
        let shift = self.shift(item, was);
        self.program.budgets.extend(self.again.budgets.take(&was.budgets).map(|budget| shift.budget(budget)));
        let (facts, rules) = (self.program.facts.len(), self.program.rules.len());
        self.program.facts.extend(self.again.facts.take(&was.facts));
        self.program.facts.iter_mut().skip(facts).for_each(|fact| shift.fact(fact));
        self.program.rules.extend(self.again.rules.take(&was.rules));
        self.program.rules.iter_mut().skip(rules).for_each(|rule| shift.rule(rule));
        let old = self.again.entries.get_mut(was.entries.clone()).unwrap_or_default();
        let new = self.program.entries.get_mut(item.entries.clone()).unwrap_or_default();
        new.iter_mut().zip(old).for_each(|(new, old)| shift.results(new, old));
        let mut made = was.made.iter().map(|rule| rule.map(|rule| RuleId(u32::try_from(rules + rule).unwrap_or(u32::MAX))));
        for passage in self.passages.get_mut(item.passages.clone()).unwrap_or_default() {
            passage.rules.iter_mut().zip(made.by_ref()).for_each(|(slot, rule)| *slot = rule);
        }
    }

    /// The tiers of an item that is taken over.
    pub(super) fn take_tiers(&mut self, at: usize) {
        let Some((item, was)) = self.pair_at(at) else { return };
        let shift = self.shift(&item, &was);
        let tiers: Vec<Tier> = self.again.tiers.take(&was.tiers).map(|tier| shift.tier(tier)).collect();
        tiers.into_iter().for_each(|tier| self.push_tier(tier));
    }

    /// The limits of an item that is taken over.
    pub(super) fn take_limits(&mut self, at: usize) {
        let Some((item, was)) = self.pair_at(at) else { return };
        let shift = self.shift(&item, &was);
        let limits: Vec<Limit> = self.again.limits.take(&was.limits).map(|limit| shift.limit(limit)).collect();
        limits.into_iter().for_each(|limit| self.add_limit(limit));
    }

    fn pair_at(&self, at: usize) -> Option<(Item, Item)> {
        Some((self.again.items.get(at)?.clone(), self.again.was.get(at)?.clone()?))
    }

    /// What each entry that is taken over could score before.
    pub(super) fn kept_intervals(&self) -> Vec<Option<Interval>> {
        let mut kept = vec![None; self.program.entries.len()];
        if self.again.sourced == self.program.sources.is_empty() {
            return kept;
        }
        let pairs = self.again.items.iter().zip(&self.again.was).filter_map(|(item, was)| Some((item, was.as_ref()?)));
        for (item, was) in pairs.filter(|(item, _)| !self.again.unfit.get(item.entries.start).copied().unwrap_or(true)) {
            let all = item.entries.clone().zip(was.entries.clone());
            for (now, then) in all {
                if let (Some(slot), Some(interval)) = (kept.get_mut(now), self.again.reached.get(then)) {
                    *slot = Some(interval.clone());
                }
            }
        }
        kept
    }

    /// What the next version may take over of this one; the program and what it can score are put in later.
    pub(super) fn compiled(&mut self) -> Compiled {
        let mut items = std::mem::take(&mut self.again.items);
        let rescaled = self.program.entries.iter().any(|entry| entry.rescales);
        for item in &mut items {
            let unfit = self.again.unfit.get(item.entries.clone()).unwrap_or_default().contains(&true);
            let taken = self.again.taken.get(item.entries.start).copied().unwrap_or(false);
            item.fit = !rescaled && !unfit && (taken || is_closed(&self.program, item));
        }
        let (setting, notes) = (Some(self.setting()), std::mem::take(&mut self.notes));
        let sourced = !self.program.sources.is_empty();
        Compiled { program: None, attainable: Vec::new(), text: self.text.to_owned(), setting, sourced, notes, items }
    }
}

impl Item {
    /// The item itself, of its entries the first.
    pub fn first(&self) -> EntryId {
        EntryId(u32::try_from(self.entries.start).unwrap_or(u32::MAX))
    }
}

impl Compiled {
    /// Puts in what the lowering was made for.
    pub fn keep(&mut self, program: &Arc<Program>, attainable: &[Interval]) {
        self.program = Some(program.clone());
        self.attainable = attainable.to_vec();
    }
}

impl Note {
    pub fn new(reading: u64, entry: EntryId, span: Span) -> Self {
        Self { reading, entry, span }
    }
}

/// The author's words of an item, comments and all.
fn words<'t>(text: &'t str, entries: &[Entry], notes: &[Note]) -> &'t str {
    let spans = entries.iter().map(|entry| entry.span).chain(notes.iter().map(|note| note.span));
    spans.reduce(Span::to).unwrap_or_default().of(text)
}

/// What the tree and the sums say of two entries is the same.
fn reads_alike(a: &Entry, b: &Entry) -> bool {
    a.id == b.id
        && a.name == b.name
        && a.handle == b.handle
        && a.role == b.role
        && a.points == b.points
        && a.stated == b.stated
        && a.factor == b.factor
        && a.weight == b.weight
        && a.evidence == b.evidence
}

/// True where nothing of an item points out of it, nor anything of elsewhere into it.
fn is_closed(program: &Program, item: &Item) -> bool {
    let owner = item.entries.start;
    let here = |id: EntryId| item.entries.contains(&id.index());
    let rule = |rule: &Rule| {
        let action = match rule.action {
            Action::DeductAbove(id) | Action::Zero(id) => id == ROOT || here(id),
            _ => true,
        };
        let tests = rule.triggers.iter().all(|trigger| match trigger {
            Trigger::Found(fact) | Trigger::Bound(fact, _) | Trigger::Option(fact, _) | Trigger::Otherwise(fact) => {
                item.facts.contains(&fact.index())
            }
            Trigger::Deductions(id, _) => here(*id),
            Trigger::ScoredZero { .. } | Trigger::Score(..) | Trigger::Graded(_) => false,
        });
        let parts = rule.tier.is_none_or(|tier| item.tiers.contains(&tier.index()))
            && rule.budget.is_none_or(|budget| item.budgets.contains(&budget.index()));
        rule.entry.index() == owner && action && tests && parts
    };
    let fact = |fact: &Fact| {
        let stated =
            matches!(fact.kind, FactKind::Finding | FactKind::Other | FactKind::Measure(_) | FactKind::Event | FactKind::Answer(..));
        let used = fact.rules.iter().all(|rule| item.rules.contains(&rule.index()));
        stated && used && fact.block.is_none() && fact.entry.index() == owner && here(fact.criterion)
    };
    let limit = |limit: &Limit| limit.entry.index() == owner && limit.members.iter().all(|rule| item.rules.contains(&rule.index()));
    let tier = |tier: &Tier| item.facts.contains(&tier.fact.index());
    let count = program.entries.get(owner).map_or(0, |entry| entry.rules.len());
    let all = |range: &Range<usize>| range.clone();
    count == item.rules.len()
        && program.rules.get(all(&item.rules)).unwrap_or_default().iter().all(rule)
        && program.facts.get(all(&item.facts)).unwrap_or_default().iter().all(fact)
        && program.tiers.get(all(&item.tiers)).unwrap_or_default().iter().all(tier)
        && program.limits.get(all(&item.limits)).unwrap_or_default().iter().all(limit)
}
