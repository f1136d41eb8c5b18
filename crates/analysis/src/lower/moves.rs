//! What was compiled of an item, moved to another place: its bytes, its lines, and the ids of all that it is made of.
//!
//! Not here: what may be moved (`again`). Start at [`Shift`].

use chidu_diagnostics::Span;

use crate::program::{Action, Budget, BudgetId, Entry, EntryId, Fact, FactId, Limit, ROOT, Rule, RuleId, Tier, Trigger};

/// How far everything moves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shift {
    pub bytes: i64,
    pub lines: i64,
    pub entry: i64,
    pub rule: i64,
    pub fact: i64,
    pub budget: i64,
}

/// A list that is given away from the front on.
pub(super) struct Donor<T> {
    rest: std::vec::IntoIter<T>,
    at: usize,
}

impl<T> Default for Donor<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Donor<T> {
    pub fn new(all: Vec<T>) -> Self {
        Self { rest: all.into_iter(), at: 0 }
    }

    /// The elements of a range that stands behind all that were given.
    pub fn take(&mut self, range: &std::ops::Range<usize>) -> impl Iterator<Item = T> {
        if let Some(last) = range.start.checked_sub(self.at + 1) {
            self.rest.nth(last);
        }
        self.at = range.end;
        self.rest.by_ref().take(range.len())
    }
}

fn moved(at: u32, by: i64) -> u32 {
    u32::try_from(i64::from(at).saturating_add(by)).unwrap_or(u32::MAX)
}

impl Shift {
    fn entry_id(&self, id: EntryId) -> EntryId {
        if id == ROOT { id } else { EntryId(moved(id.0, self.entry)) }
    }

    pub fn rule_id(&self, id: RuleId) -> RuleId {
        RuleId(moved(id.0, self.rule))
    }

    fn fact_id(&self, id: FactId) -> FactId {
        FactId(moved(id.0, self.fact))
    }

    fn budget_id(&self, id: BudgetId) -> BudgetId {
        BudgetId(moved(id.0, self.budget))
    }

    fn span(&self, span: Span) -> Span {
        span.shifted(self.bytes)
    }

    fn line(&self, line: u32) -> u32 {
        moved(line, self.lines)
    }

    /// Its tier is given to it later, with the tier.
    pub fn rule(&self, rule: &mut Rule) {
        (rule.entry, rule.criterion) = (self.entry_id(rule.entry), self.entry_id(rule.criterion));
        (rule.span, rule.line) = (self.span(rule.span), self.line(rule.line));
        (rule.effect.span, rule.effect.clause) = (self.span(rule.effect.span), self.span(rule.effect.clause));
        match &mut rule.action {
            Action::DeductAbove(id) | Action::Zero(id) => *id = self.entry_id(*id),
            Action::ZeroBudget(id) => *id = self.budget_id(*id),
            Action::Scale(id) => *id = self.rule_id(*id),
            Action::Deduct | Action::Add | Action::Award | Action::AwardRatio | Action::Keep => {}
        }
        for trigger in &mut rule.triggers {
            match trigger {
                Trigger::Found(id) | Trigger::Bound(id, _) | Trigger::Option(id, _) | Trigger::Otherwise(id) => *id = self.fact_id(*id),
                Trigger::Score(id, _) | Trigger::Deductions(id, _) => *id = self.entry_id(*id),
                Trigger::ScoredZero { entries, .. } => entries.iter_mut().for_each(|id| *id = self.entry_id(*id)),
                Trigger::Graded(_) => {}
            }
        }
        rule.tier = None;
        rule.budget = rule.budget.map(|id| self.budget_id(id));
    }

    pub fn fact(&self, fact: &mut Fact) {
        (fact.entry, fact.criterion) = (self.entry_id(fact.entry), self.entry_id(fact.criterion));
        fact.rules.iter_mut().for_each(|id| *id = self.rule_id(*id));
    }

    pub fn budget(&self, budget: Budget) -> Budget {
        Budget { entry: self.entry_id(budget.entry), award: self.rule_id(budget.award), ..budget }
    }

    pub fn tier(&self, mut tier: Tier) -> Tier {
        (tier.entry, tier.fact) = (self.entry_id(tier.entry), self.fact_id(tier.fact));
        tier.members.iter_mut().for_each(|id| *id = self.rule_id(*id));
        tier
    }

    pub fn limit(&self, mut limit: Limit) -> Limit {
        (limit.entry, limit.span, limit.line) = (self.entry_id(limit.entry), self.span(limit.span), self.line(limit.line));
        limit.members.iter_mut().for_each(|id| *id = self.rule_id(*id));
        limit
    }

    /// What an entry came to, but for its limits.
    pub fn results(&self, new: &mut Entry, old: &mut Entry) {
        (new.start, new.rules) = (old.start.clone(), std::mem::take(&mut old.rules));
        (new.budgets, new.blocked) = (std::mem::take(&mut old.budgets), std::mem::take(&mut old.blocked));
        new.rules.iter_mut().for_each(|id| *id = self.rule_id(*id));
        new.budgets.iter_mut().for_each(|id| *id = self.budget_id(*id));
        new.blocked.iter_mut().for_each(|span| *span = self.span(*span));
    }
}
