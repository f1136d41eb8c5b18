//! Caps over entries or clauses that are named: 1、2两项合计最多扣5分, 以上两项累计不超过5分.
//!
//! Start at [`Lowering::group_limit`].

use super::facts::Place;
use super::limits::{gives, takes};
use super::{Fault, Lowering, ReadPassage};
use crate::label;
use crate::program::{Action, EntryId, LimitKind, RuleId};
use crate::reading::{Effect, Group, Sign};

impl Lowering<'_> {
    /// The cap as a limit of the lowest entry that holds all of its members. Where these are not found, nothing is guessed.
    pub(super) fn group_limit(&mut self, place: Place, passage: &ReadPassage, index: usize, effect: &Effect) {
        self.unfit(place.owner);
        let named = match &effect.group {
            Some(Group::Named(numbers)) => self.numbered(place, numbers).map(|entries| self.rules_of(&entries)),
            Some(Group::Above(count)) => self.above_here(place, passage, index, *count, effect.sign),
            None => None,
        };
        let taking: Vec<RuleId> = self.acting(named.as_deref().unwrap_or_default(), takes);
        let giving: Vec<RuleId> = self.acting(named.as_deref().unwrap_or_default(), gives);
        let (kind, members) = match effect.sign {
            Some(Sign::Deduct) => (LimitKind::Deductions, taking),
            Some(_) => (LimitKind::Additions, giving),
            None if giving.is_empty() => (LimitKind::Deductions, taking),
            None if taking.is_empty() => (LimitKind::Additions, giving),
            None => (LimitKind::Deductions, Vec::new()),
        };
        match (self.holder(place, &members), effect.amount.clone()) {
            (Some(entry), Some(amount)) => {
                self.unfit(entry);
                self.limit(entry, effect, kind, amount, members);
            }
            _ => {
                self.program[place.owner].blocked.push(effect.clause);
                self.fault(Fault::NotComputed { span: effect.clause });
            }
        }
    }

    fn acting(&self, rules: &[RuleId], wanted: fn(&Action) -> bool) -> Vec<RuleId> {
        rules.iter().copied().filter(|rule| wanted(&self.program[*rule].action)).collect()
    }

    /// The entries beside or beneath the clause with these numbers, if all are there.
    fn numbered(&self, place: Place, numbers: &[String]) -> Option<Vec<EntryId>> {
        let last = |id: &EntryId| label::key(self.program[*id].id.rsplit('.').next().unwrap_or_default());
        let find = |among: &[EntryId]| -> Option<Vec<EntryId>> {
            numbers.iter().map(|number| among.iter().copied().find(|id| last(id) == label::key(number))).collect()
        };
        let parent = self.program[place.criterion].parent;
        let beside = parent.map(|parent| self.program[parent].children.clone()).unwrap_or_default();
        find(&self.program[place.criterion].children).or_else(|| find(&beside))
    }

    fn rules_of(&self, entries: &[EntryId]) -> Vec<RuleId> {
        let all = (0..u32::try_from(self.program.rules.len()).unwrap_or(0)).map(RuleId);
        let within = |rule: &RuleId| entries.iter().any(|entry| self.program.is_within(self.program[*rule].criterion, *entry));
        all.filter(within).collect()
    }

    /// 以上两项: the clauses before it, where there are just as many, else the entries before it.
    fn above_here(&self, place: Place, passage: &ReadPassage, index: usize, count: u32, sign: Option<Sign>) -> Option<Vec<RuleId>> {
        let count = usize::try_from(count).ok()?;
        let wanted: fn(&Action) -> bool = match sign {
            Some(Sign::Deduct) => takes,
            Some(_) => gives,
            None => |action| takes(action) || gives(action),
        };
        let before: Vec<RuleId> = passage.rules.iter().take(index).flatten().copied().collect();
        let before = self.acting(&before, wanted);
        if !before.is_empty() {
            return Some(before).filter(|before| before.len() == count);
        }
        let children = &self.program[place.criterion].children;
        let parent = self.program[place.criterion].parent?;
        let beside = self.program[parent].children.iter().copied().take_while(|id| *id != place.criterion).collect::<Vec<_>>();
        let last = if children.is_empty() { beside } else { children.clone() };
        let entries = last.get(last.len().checked_sub(count)?..)?;
        Some(self.rules_of(entries))
    }

    /// The lowest entry that owns points and holds all of these rules.
    fn holder(&self, place: Place, members: &[RuleId]) -> Option<EntryId> {
        let mut at = members.first().map(|rule| self.program[*rule].entry)?;
        let holds = |at: EntryId| members.iter().all(|rule| self.program.is_within(self.program[*rule].entry, at));
        while !holds(at) {
            let above = self.program.above(at);
            if above == at {
                return None;
            }
            at = above;
        }
        (members.len() > 1 || self.program[place.owner].rules.len() > 1).then_some(at)
    }
}
