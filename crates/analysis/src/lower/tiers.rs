//! Tiers: rules of one item on one measure or count in one direction, tightest bound first (rule 8).

use std::cmp::Ordering;

use super::Lowering;
use super::steps::awards;
use crate::program::{Action, Bound, Combine, Counting, Edge, EntryId, FactId, FactKind, RuleId, Tier, TierId, Trigger};

impl Lowering<'_> {
    pub(super) fn tiers(&mut self) {
        self.steps();
        self.objects();
        self.averages();
        self.events();
        self.alternatives();
        let mut next = 0;
        for entry in self.program.entry_ids() {
            let head = self.again.items.get(next).is_some_and(|item| item.entries.start == entry.index());
            let before = self.program.tiers.len();
            match self.is_taken(entry) {
                true if head => self.take_tiers(next),
                true => {}
                false => self.facts_of(entry).into_iter().for_each(|fact| self.fact_tiers(entry, fact)),
            }
            if let Some(item) = self.again.items.get_mut(next).filter(|_| head) {
                item.tiers = before..self.program.tiers.len();
                next += 1;
            }
        }
        self.ways_to_one();
    }

    /// 低于80%或超过3次的,扣5分: one of the ways counts, and none beside the tighter tiers of the other.
    fn ways_to_one(&mut self) {
        let mut ways: Vec<Vec<RuleId>> = Vec::new();
        for passage in self.passages.iter().filter(|passage| passage.block.is_none() && !self.is_taken(passage.entry)) {
            let numbered = passage.rules.iter().zip(&passage.reading.effects);
            let numbered: Vec<(u32, RuleId)> = numbered.filter_map(|(rule, effect)| Some((effect.alternative?, (*rule)?))).collect();
            ways.extend(numbered.chunk_by(|a, b| a.0 == b.0).map(|ways| ways.iter().map(|(_, rule)| *rule).collect()));
        }
        for rules in ways.into_iter().filter(|rules| rules.len() > 1) {
            self.join_ways(&rules);
        }
    }

    fn join_ways(&mut self, rules: &[RuleId]) {
        if let Some(rule) = rules.first() {
            self.unfit(self.program[*rule].entry);
        }
        // What takes all takes it once, however many ways lead there.
        if rules.iter().all(|rule| matches!(self.program[*rule].action, Action::Zero(_) | Action::ZeroBudget(_))) {
            return;
        }
        let mut tiers: Vec<TierId> = rules.iter().filter_map(|rule| self.program[*rule].tier).collect();
        tiers.dedup();
        match (tiers.as_slice(), rules.first().map(|rule| (self.program[*rule].entry, first(&self.program[*rule].triggers)))) {
            ([], Some((entry, Some(fact)))) => self.tier(entry, fact, rules.to_vec()),
            ([tier], _) => {
                let (member, free): (Vec<RuleId>, Vec<RuleId>) = rules.iter().partition(|rule| self.program[**rule].tier.is_some());
                free.iter().for_each(|rule| self.program[*rule].tier = Some(*tier));
                let members = &mut self.program[*tier].members;
                let at = members.iter().position(|rule| member.contains(rule)).map_or(members.len(), |at| at + 1);
                members.splice(at..at, free);
            }
            _ => {
                let Some(rule) = rules.first().map(|rule| &self.program[*rule]) else { return };
                let (entry, span) = (rule.entry, rule.span);
                self.program[entry].blocked.push(span);
                self.fault(super::Fault::NotComputed { span });
            }
        }
    }

    /// The facts that several rules of an entry test first, in text order.
    fn facts_of(&self, entry: EntryId) -> Vec<FactId> {
        let mut facts: Vec<FactId> = self.program[entry].rules.iter().filter_map(|rule| first(&self.program[*rule].triggers)).collect();
        facts.sort_unstable();
        facts.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).filter_map(|same| same.first().copied()).collect()
    }

    fn fact_tiers(&mut self, entry: EntryId, fact: FactId) {
        let rules: Vec<RuleId> = self.program[entry].rules.iter().copied().filter(|rule| self.excludes(*rule, fact)).collect();
        match self.program[fact].kind {
            FactKind::Answer(Combine::Single, _) => return self.tier(entry, fact, rules),
            FactKind::Answer(..) => return,
            _ => {}
        }
        let award = |rule: &RuleId| awards(&self.program[*rule].action, self.program[*rule].effect.kind);
        let ladder = rules.iter().any(award);
        let zero = |rule: &RuleId| matches!(self.program[*rule].action, Action::Zero(_) | Action::ZeroBudget(_));
        let (rungs, others): (Vec<RuleId>, Vec<RuleId>) = rules.into_iter().partition(|rule| award(rule) || ladder && zero(rule));
        let triggers = |rule: &RuleId| self.program[*rule].triggers.as_slice();
        let falls = others.iter().any(|rule| is_downward(triggers(rule))) && !others.iter().any(|rule| is_upward(triggers(rule)));
        let looks_down = |rule: &RuleId| is_downward(triggers(rule)) || falls && has_both_ends(triggers(rule));
        let (mut down, mut up): (Vec<RuleId>, Vec<RuleId>) = others.into_iter().partition(looks_down);
        up.sort_by_key(|rule| self.looseness(*rule));
        up.sort_by(|a, b| tightness(triggers(a), triggers(b)));
        down.sort_by(|a, b| downward(triggers(a), triggers(b)));
        let mut rungs = rungs;
        rungs.sort_by(|a, b| tightness(triggers(a), triggers(b)));
        for members in [rungs, up, down] {
            let bounded =
                members.iter().any(|rule| matches!(self.program[*rule].triggers.first(), Some(Trigger::Bound(..) | Trigger::Otherwise(_))));
            if bounded || self.same_finding(&members) {
                self.tier(entry, fact, members);
            }
        }
    }

    /// Without a bound, what counts each time is the loosest, and what takes all the tightest.
    fn looseness(&self, rule: RuleId) -> u8 {
        match (&self.program[rule].action, &self.program[rule].counting) {
            (Action::Zero(_) | Action::ZeroBudget(_), _) => 0,
            (_, Counting::Once) => 1,
            _ => 2,
        }
    }

    /// True for deductions that have one finding as their only condition: of these, too, one counts.
    fn same_finding(&self, members: &[RuleId]) -> bool {
        members.iter().map(|rule| &self.program[*rule]).all(|rule| {
            let takes = matches!(rule.action, Action::Deduct | Action::Zero(_) | Action::ZeroBudget(_));
            takes && matches!(rule.triggers.as_slice(), [Trigger::Found(_)])
        })
    }

    /// True for rules on the fact that do not say 加扣, and that take or give.
    fn excludes(&self, rule: RuleId, fact: FactId) -> bool {
        let rule = &self.program[rule];
        first(&rule.triggers) == Some(fact) && !rule.effect.additional && !matches!(rule.action, Action::Keep | Action::Scale(_))
    }

    fn tier(&mut self, entry: EntryId, fact: FactId, mut members: Vec<RuleId>) {
        if members.len() < 2 {
            return;
        }
        members.sort_by_key(|rule| matches!(self.program[*rule].triggers.first(), Some(Trigger::Otherwise(_))));
        self.push_tier(Tier { entry, fact, members });
    }

    pub(super) fn push_tier(&mut self, tier: Tier) {
        let id = TierId(u32::try_from(self.program.tiers.len()).unwrap_or(u32::MAX));
        for rule in &tier.members {
            self.program[*rule].tier = Some(id);
        }
        self.program.tiers.push(tier);
    }
}

fn first(triggers: &[Trigger]) -> Option<FactId> {
    match triggers.first() {
        Some(Trigger::Found(fact) | Trigger::Bound(fact, _) | Trigger::Option(fact, _) | Trigger::Otherwise(fact)) => Some(*fact),
        _ => None,
    }
}

fn bound(triggers: &[Trigger]) -> Option<&Bound> {
    match triggers.first() {
        Some(Trigger::Bound(_, bound)) => Some(bound),
        _ => None,
    }
}

fn is_downward(triggers: &[Trigger]) -> bool {
    bound(triggers).is_some_and(|bound| bound.low.is_none() && bound.high.is_some())
}

fn is_upward(triggers: &[Trigger]) -> bool {
    bound(triggers).is_some_and(|bound| bound.low.is_some() && bound.high.is_none())
}

fn has_both_ends(triggers: &[Trigger]) -> bool {
    bound(triggers).is_some_and(|bound| bound.low.is_some() && bound.high.is_some())
}

/// Tightest first among bounds that look downwards: the lowest upper end, then the highest lower end.
fn downward(a: &[Trigger], b: &[Trigger]) -> Ordering {
    let ends = |triggers: &[Trigger]| bound(triggers).map(|bound| (bound.high.clone(), bound.low.clone()));
    let (Some((a_high, a_low)), Some((b_high, b_low))) = (ends(a), ends(b)) else { return tightness(a, b) };
    let high = match (a_high, b_high) {
        (Some(a), Some(b)) => a.at.cmp(&b.at).then(open_first(&a, &b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    high.then_with(|| match (a_low, b_low) {
        (Some(a), Some(b)) => b.at.cmp(&a.at).then(open_first(&a, &b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    })
}

/// Tightest first: the highest lower bound, then the lowest upper bound, then no bound; an open bound before a closed one.
fn tightness(a: &[Trigger], b: &[Trigger]) -> Ordering {
    match (bound(a), bound(b)) {
        (Some(a), Some(b)) => bounds(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Two bounds, tightest first: those with a lower bound before those with an upper one alone.
pub(super) fn bounds(a: &Bound, b: &Bound) -> Ordering {
    match (&a.low, &b.low, &a.high, &b.high) {
        (Some(a), Some(b), ..) => b.at.cmp(&a.at).then(open_first(a, b)),
        (Some(_), None, ..) => Ordering::Less,
        (None, Some(_), ..) => Ordering::Greater,
        (None, None, Some(a), Some(b)) => a.at.cmp(&b.at).then(open_first(a, b)),
        (None, None, a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn open_first(a: &Edge, b: &Edge) -> Ordering {
    a.closed.cmp(&b.closed)
}

#[cfg(test)]
mod tests {
    /// The tiers of a rulebook, tightest first.
    fn tiers(text: &str) -> Vec<Vec<String>> {
        let program = crate::analyze(text).program;
        let texts = |tier: &crate::program::Tier| tier.members.iter().map(|rule| program[*rule].text.clone()).collect();
        program.tiers.iter().map(texts).collect()
    }

    #[test]
    fn a_bound_with_two_ends_looks_where_the_others_look() {
        let falling = tiers("办结率 5分: 办结率80%-90%的,扣1分; 办结率80%以下的,扣2分");
        assert_eq!(falling, [["办结率80%以下的,扣2分", "办结率80%-90%的,扣1分"]]);
        let rising = tiers("等候时间 5分: 等候时间10-20分钟的,扣1分; 等候时间20分钟以上的,扣2分");
        assert_eq!(rising, [["等候时间20分钟以上的,扣2分", "等候时间10-20分钟的,扣1分"]]);
    }
}
