//! Caps and floors over several effects, or over an entry (rule 15), and the same matter (rule 23).

use std::ops::Range;

use chidu_diagnostics::Span;
use chidu_values::{Number, PeriodKind};

use super::effects::clause_text;
use super::facts::Place;
use super::{Fault, Lowering, ReadPassage};
use crate::program::{Action, Amount, Combine, EntryId, FactKind, Limit, LimitId, LimitKind, ROOT, Role, Rule, RuleId, Trigger};
use crate::reading::{Cap, Effect, Kind, Scope, Sign, Trim};

impl Lowering<'_> {
    pub(super) fn limits(&mut self) {
        // Nothing below reads the passages but the one at hand.
        let passages = std::mem::take(&mut self.passages);
        let stretch = |range: Range<usize>| passages.get(range).unwrap_or_default().iter();
        let mut done = 0;
        for at in 0..self.again.items.len() {
            let (inside, first) = self.again.items.get(at).map_or((done..done, ROOT), |item| (item.passages.clone(), item.first()));
            stretch(done..inside.start).for_each(|passage| self.limits_of_passage(passage));
            let before = self.program.limits.len();
            match self.is_taken(first) {
                true => self.take_limits(at),
                false => stretch(inside.clone()).for_each(|passage| self.limits_of_passage(passage)),
            }
            if let Some(item) = self.again.items.get_mut(at) {
                item.limits = before..self.program.limits.len();
            }
            done = inside.end;
        }
        stretch(done..passages.len()).for_each(|passage| self.limits_of_passage(passage));
        self.passages = passages;
        self.malus_points();
    }

    fn limits_of_passage(&mut self, passage: &ReadPassage) {
        if passage.block.is_some() {
            return;
        }
        let place = Place { owner: self.program.owner(passage.entry), criterion: passage.entry, block: None };
        let told = self.told();
        for (index, effect) in passage.reading.effects.iter().enumerate() {
            match effect.kind {
                Kind::Limit if effect.group.is_some() => self.group_limit(place, passage, index, effect),
                Kind::Limit => self.limit_effect(place, passage, index, effect),
                Kind::Exclude if effect.of.as_deref() == Some(crate::read::SAME_MATTER) => self.same_matter(place, effect),
                Kind::Exclude => self.exception(place, passage, index, effect),
                Kind::Full => self.unharmed(passage, index, effect),
                _ => self.limits_of_effect(place, effect, passage.rules.get(index).copied().flatten()),
            }
        }
        self.unfit_if_told(place.owner, told);
    }

    /// A limit said on its own, over the effects before it.
    fn limit_effect(&mut self, place: Place, passage: &ReadPassage, index: usize, effect: &Effect) {
        // 方向错误的,最高得10分: a limit that holds sometimes is read, and not computed.
        if !effect.when.is_empty() {
            self.program[place.owner].blocked.push(effect.clause);
            self.fault(Fault::NotComputed { span: effect.clause });
            return;
        }
        let floor = effect.floor.clone();
        if let Some(least) = floor {
            self.limit(place.owner, effect, LimitKind::LeastScore, least, Vec::new());
            return;
        }
        let stated = match &effect.cap {
            Some(Cap::Points(most)) => Some(most.clone()),
            _ => effect.amount.clone(),
        };
        let Some(amount) = stated else { return };
        let before = passage.rules.iter().zip(&passage.reading.effects).take(index);
        let sentence = before.filter(|(_, other)| other.sentence == effect.sentence).filter_map(|(rule, _)| *rule);
        let near: Vec<RuleId> = if effect.scope == Scope::Nearest { sentence.collect() } else { Vec::new() };
        let (kind, members) = match effect.sign {
            Some(Sign::Deduct) => (LimitKind::Deductions, self.reach(place, passage, near, effect.scope, takes)),
            Some(Sign::Add) => (LimitKind::Additions, self.reach(place, passage, near, effect.scope, gives)),
            sign => {
                // 国家级加5分,累计不超过10分: what its own text does, wherever else the entry deducts.
                let own = |wanted: fn(&Action) -> bool| passage.rules.iter().flatten().any(|rule| wanted(&self.program[*rule].action));
                let (takes_own, gives_own) = (own(takes), own(gives));
                let taking =
                    if gives_own && !takes_own { Vec::new() } else { self.reach(place, passage, near.clone(), effect.scope, takes) };
                let giving = if takes_own && !gives_own { Vec::new() } else { self.reach(place, passage, near, effect.scope, gives) };
                match (taking.is_empty(), giving.is_empty()) {
                    (true, false) => (LimitKind::Additions, giving),
                    (false, true) if sign.is_none() => (LimitKind::Deductions, taking),
                    _ => (LimitKind::MostScore, Vec::new()),
                }
            }
        };
        self.limit(place.owner, effect, kind, amount, members);
    }

    /// The rules that a limit binds: those named near it, else the criterion's, else all of the entry and beneath it.
    fn reach(&self, place: Place, passage: &ReadPassage, near: Vec<RuleId>, scope: Scope, wanted: fn(&Action) -> bool) -> Vec<RuleId> {
        let pick = |rules: Vec<RuleId>| -> Vec<RuleId> { rules.into_iter().filter(|rule| wanted(&self.program[*rule].action)).collect() };
        let near = pick(near);
        if !near.is_empty() {
            return near;
        }
        let own = pick(passage.rules.iter().flatten().copied().collect());
        if !own.is_empty() && matches!(scope, Scope::Nearest | Scope::Item) {
            return own;
        }
        let top = if scope == Scope::Section && self.program[place.owner].role == Role::Item {
            self.program.above(place.owner)
        } else {
            place.owner
        };
        pick(self.rules_within(top))
    }

    /// Every rule that stands in an entry or beneath it, in text order.
    pub(super) fn rules_within(&self, top: EntryId) -> Vec<RuleId> {
        // What is beneath an entry stands right behind it.
        let entries = self.program.entry_ids().skip(top.index()).take_while(|id| self.program.is_within(*id, top));
        let mut rules: Vec<RuleId> = entries.flat_map(|id| self.program[id].rules.iter().copied()).collect();
        rules.sort_unstable();
        rules
    }

    /// A cap of one effect that reaches further (累计, 本项), and floors.
    fn limits_of_effect(&mut self, place: Place, effect: &Effect, rule: Option<RuleId>) {
        if let (Some(Cap::Points(most)), true, Some(rule)) =
            (&effect.cap, effect.scope == Scope::Nearest && (effect.window.is_some() || effect.each.is_some()), rule)
        {
            let kind = if effect.kind == Kind::Deduct { LimitKind::Deductions } else { LimitKind::Additions };
            self.limit(place.owner, effect, kind, most.clone(), vec![rule]);
        }
        if let (Some(Cap::Points(most)), true) = (&effect.cap, effect.scope != Scope::Nearest) {
            let wanted: fn(&Action) -> bool = if effect.kind == Kind::Deduct { takes } else { gives };
            let kind = if effect.kind == Kind::Deduct { LimitKind::Deductions } else { LimitKind::Additions };
            let members: Vec<RuleId> =
                self.rules_within(place.owner).into_iter().filter(|rule| wanted(&self.program[*rule].action)).collect();
            let own: Vec<RuleId> = members.iter().copied().filter(|rule| self.program[*rule].criterion == place.criterion).collect();
            let bound = if own.is_empty() { members } else { own };
            match bound.as_slice() {
                [only] if effect.window.is_none() => self.cap(place.owner, *only, most.clone()),
                _ => self.limit(place.owner, effect, kind, most.clone(), bound),
            }
        }
        if let Some(least) = effect.floor.clone() {
            self.limit(place.owner, effect, LimitKind::LeastScore, least, Vec::new());
        }
    }

    pub(super) fn limit(&mut self, entry: EntryId, effect: &Effect, kind: LimitKind, amount: Number, members: Vec<RuleId>) {
        if let Some(each) = &effect.each {
            return self.limit_of_each(entry, effect, (kind, amount), members, each);
        }
        let Some(window) = self.window(entry, effect, &members) else {
            self.program[entry].blocked.push(effect.clause);
            self.fault(Fault::NotComputed { span: effect.clause });
            return;
        };
        match members.as_slice() {
            [only] if window.is_none() && effect.window.is_some() => self.cap(entry, *only, amount),
            _ => {
                self.push_limit(entry, effect.clause, kind, amount, members, window);
                self.window_words(effect, window);
            }
        }
    }

    /// A clause of an entry gives a rule its cap.
    fn cap(&mut self, by: EntryId, rule: RuleId, most: Number) {
        self.changes(by, rule);
        self.program[rule].cap = Some(most);
    }

    /// A clause of an entry changes a rule, which may be another's.
    fn changes(&mut self, by: EntryId, rule: RuleId) {
        let of = self.program[rule].entry;
        if of != by {
            self.unfit(of);
        }
    }

    /// A cap that stands behind its clause is told in its own words: 每周最多加3分.
    fn window_words(&mut self, effect: &Effect, window: Option<PeriodKind>) {
        if let (Some(kind), Some(limit), true) = (window, self.program.limits.last_mut(), effect.kind != Kind::Limit) {
            let verb = if limit.kind == LimitKind::Deductions { "扣" } else { "加" };
            limit.text = format!("每{}最多{verb}{}分", crate::reading::window_word(kind), limit.amount);
        }
    }

    pub(super) fn push_limit(
        &mut self,
        entry: EntryId,
        span: Span,
        kind: LimitKind,
        amount: Number,
        members: Vec<RuleId>,
        window: Option<PeriodKind>,
    ) {
        let text = clause_text(span.of(self.text));
        self.add_limit(Limit { entry, text, span, line: self.line(span), kind, amount, members, window, apart: None });
    }

    pub(super) fn add_limit(&mut self, limit: Limit) {
        let id = LimitId(u32::try_from(self.program.limits.len()).unwrap_or(u32::MAX));
        self.program[limit.entry].limits.push(id);
        self.program.limits.push(limit);
    }

    /// Points of an entry in 扣分项 are the most that it takes.
    fn malus_points(&mut self) {
        for id in self.program.entry_ids().collect::<Vec<_>>() {
            let owner = self.program.owner(id);
            let inside = self.program[owner].role == Role::Malus && owner != id;
            if let (true, Some(points)) = (inside, self.program[id].points.clone()) {
                let within = |rule: &RuleId| self.program.is_within(self.program[*rule].criterion, id);
                let members: Vec<RuleId> = self.program[owner].rules.iter().copied().filter(within).collect();
                let span = self.program[id].span;
                self.push_limit(owner, span, LimitKind::Deductions, points, members, None);
            }
        }
    }

    /// 同一事项不重复扣分, 就高不就低: rows with one 事项编号 count once.
    fn same_matter(&mut self, place: Place, effect: &Effect) {
        let words = effect.outcome.as_deref().unwrap_or("");
        let only_gives = ["加分", "奖"].iter().any(|word| words.contains(word));
        let only_takes = ["扣分", "扣减"].iter().any(|word| words.contains(word));
        for rule in self.rules_within(place.owner) {
            let action = &self.program[rule].action;
            let other = only_gives && !only_takes && takes(action) || only_takes && !only_gives && gives(action);
            self.changes(place.owner, rule);
            self.program[rule].same_matter |= !other;
        }
    }

    /// 不满意不得分 among answers of which the mean is taken: an answer of 0 points beside the others, which takes nothing from them.
    fn worthless_answers(&mut self, owner: EntryId) {
        let answer = |trigger: &Trigger| match trigger {
            Trigger::Option(fact, _) | Trigger::Otherwise(fact) => matches!(self.program[*fact].kind, FactKind::Answer(..)),
            _ => false,
        };
        let nothing = |rule: &&Rule| {
            let here = matches!(rule.action, Action::Zero(entry) if entry == owner) || matches!(rule.action, Action::ZeroBudget(_));
            here && rule.entry == owner && rule.triggers.iter().all(answer)
        };
        let zeroes: Vec<usize> = self.program.rules.iter().enumerate().filter(|(_, rule)| nothing(rule)).map(|(at, _)| at).collect();
        for at in zeroes {
            if let Some(rule) = self.program.rules.get_mut(at) {
                (rule.action, rule.amount) = (Action::Award, Amount::Fixed(Number::ZERO));
            }
        }
    }

    /// 取平均, 取最高, 取最低 of the measures and answers in the same text.
    pub(super) fn averages(&mut self) {
        let mut combined = Vec::new();
        for passage in self.passages.iter().filter(|passage| passage.block.is_none() && !self.is_taken(passage.entry)) {
            for (index, effect) in passage.reading.effects.iter().enumerate() {
                if effect.kind != Kind::Average || self.sample(passage, index, effect).is_some() {
                    continue;
                }
                let combine = match (effect.of.as_deref(), effect.trim) {
                    (Some("最高"), _) => Combine::Highest,
                    (Some("最低"), _) => Combine::Lowest,
                    (_, Some(Trim { highest, lowest })) => Combine::Trimmed { highest, lowest },
                    _ => Combine::Average,
                };
                combined.push((passage.entry, combine, effect.clause));
            }
        }
        for (entry, combine, span) in combined {
            let mut bound = false;
            let owner = self.program.owner(entry);
            self.unfit(owner);
            for fact in self.program.facts.iter_mut().filter(|fact| fact.entry == owner && (fact.criterion == entry || entry == owner)) {
                // Answers are counted, and none of them is the highest.
                let trims = matches!(combine, Combine::Trimmed { .. });
                match &mut fact.kind {
                    FactKind::Measure(how) => (*how, bound) = (combine, true),
                    FactKind::Answer(how, _) if !trims => (*how, bound) = (combine, true),
                    _ => {}
                }
            }
            self.worthless_answers(owner);
            if !bound {
                // 年终得分取各月平均分: an average of nothing that records state here.
                self.program[owner].blocked.push(span);
                self.fault(Fault::NotComputed { span });
            }
        }
    }
}

pub(super) fn takes(action: &Action) -> bool {
    matches!(action, Action::Deduct | Action::DeductAbove(_))
}

pub(super) fn gives(action: &Action) -> bool {
    matches!(action, Action::Add | Action::Award | Action::AwardRatio)
}
