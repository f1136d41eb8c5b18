//! Effects of the readings as rules: what each does, how much, when and how often.

use std::borrow::Cow;
use std::collections::HashMap;

use chidu_diagnostics::Span;
use chidu_values::{Number, Unit};

use super::answers::{self, Part};
use super::facts::Place;
use super::{Fault, Lowering, measures, peers};
use crate::program::{Action, Amount, Budget, BudgetId, Counting, EntryId, FactKind, ROOT, Role, Rule, RuleId, StepPart, Trigger};
use crate::reading::{Condition, Effect, GapKind, Kind, Partial, Scope, Target};

impl Lowering<'_> {
    pub(super) fn rules(&mut self) {
        let mut done = 0;
        for at in 0..self.again.items.len() {
            let passages = self.again.items.get(at).map_or(done..done, |item| item.passages.clone());
            (done..passages.start).for_each(|passage| self.passage_rules(passage));
            self.rules_of_item(at);
            done = passages.end;
        }
        (done..self.passages.len()).for_each(|passage| self.passage_rules(passage));
        self.settled = true;
    }

    pub(super) fn passage_rules(&mut self, index: usize) {
        let Some(passage) = self.passages.get(index).filter(|passage| passage.block.is_none()) else {
            return;
        };
        let (criterion, reading) = (passage.entry, passage.reading.clone());
        let place = Place { owner: self.program.owner(criterion), criterion, block: None };
        let told = self.told();
        self.compared = None;
        let mut effects = Cow::from(&reading.effects);
        if effects.iter().any(compares_or_ranks) {
            measures::carry_over(effects.to_mut(), self.entry_name(place));
            peers::places(effects.to_mut());
        }
        let full_is_award = !self.deducts(place.owner);
        let parts = answers::parts(&effects, self.program[place.owner].points.as_ref(), full_is_award);
        let mut number = self.numbers.get(&criterion).copied().unwrap_or_default();
        let mut made: Vec<Option<RuleId>> = Vec::new();
        for (position, (effect, part)) in effects.iter().zip(&parts).enumerate() {
            number += 1;
            let id = self.rule_id(criterion, number);
            made.push(self.effect_rule(place, effect, part, id, &made, full_is_award, &effects));
            if part.gives_budget {
                self.open_budget(place.owner, effect, made.get(position).copied().flatten());
            }
        }
        self.join_budgets(&parts, &made);
        self.join_answers(place, &effects, &parts, &made);
        self.lines(place, &effects, &made);
        for gap in &reading.gaps {
            match gap.kind {
                GapKind::External => {
                    number += 1;
                    let id = self.rule_id(criterion, number);
                    self.external_rule(place, gap.span, id);
                }
                GapKind::Unrecognized | GapKind::MissingAmount | GapKind::Progression => self.program[place.owner].blocked.push(gap.span),
            }
        }
        if let Some(passage) = self.passages.get_mut(index) {
            passage.rules = made;
        }
        self.numbers.insert(criterion, number);
        self.unfit_if_told(place.owner, told);
    }

    /// A handle names one rule alone.
    pub(super) fn handles(&mut self) {
        let mut first: HashMap<String, Span> = HashMap::new();
        for index in 0..self.program.rules.len() {
            let rule = &self.program[RuleId(u32::try_from(index).unwrap_or(u32::MAX))];
            let (Some(handle), span) = (rule.handle.clone(), rule.span) else { continue };
            match first.get(&handle).copied() {
                Some(first) => self.fault(Fault::HandleTwice { handle, span, first }),
                None => {
                    first.insert(handle, span);
                }
            }
        }
    }

    /// `二.5-1`: the entry's path and the effect's place in its text.
    pub(super) fn rule_id(&self, criterion: EntryId, number: u32) -> String {
        let path = &self.program[criterion].id;
        if path.is_empty() { format!("-{number}") } else { format!("{path}-{number}") }
    }

    /// True where some clause of the entry deducts.
    fn deducts(&self, owner: EntryId) -> bool {
        let mut effects = self.passages_of_owner(owner).flat_map(|passage| &passage.reading.effects);
        effects.any(|effect| effect.acts() == Kind::Deduct && effect.target.is_none() && !effect.falls_by_places())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one effect's surroundings")]
    pub(super) fn effect_rule(
        &mut self,
        place: Place,
        effect: &Effect,
        part: &Part,
        id: String,
        made: &[Option<RuleId>],
        full_is_award: bool,
        all: &[Effect],
    ) -> Option<RuleId> {
        let action = match effect.kind {
            Kind::Deduct => self.deduction(place, effect),
            Kind::Add => Action::Add,
            Kind::Award => Action::Award,
            Kind::Full if part.gives_budget || full_is_award => Action::Award,
            Kind::Full => Action::Keep,
            Kind::Zero => Action::Zero(self.zero_of(place.owner, effect.scope)),
            Kind::Scale => Action::Scale(self.scaled(place, effect, made)?),
            Kind::Ratio if of_best(effect) => return self.share_of_best(place, effect, id, made),
            Kind::Ratio if effect.expr.is_some() => return self.formula(place, effect, id),
            Kind::Ratio if effect.interpolates => return None,
            Kind::Ratio if compares(effect) && names_a_rate(effect.span.of(self.text)) => Action::AwardRatio,
            Kind::Ratio if compares(effect) => Action::Award,
            Kind::Ratio if all.iter().filter(|other| scores(other.kind)).count() == 1 && !labelled(effect) => Action::AwardRatio,
            Kind::Veto => {
                self.veto(place, effect, id);
                return None;
            }
            Kind::Grade => {
                self.band(effect);
                return None;
            }
            Kind::History if effect.outcome.is_some() && effect.times.is_some() => {
                self.annual(place, effect);
                return None;
            }
            Kind::Formula => return self.formula(place, effect, id),
            Kind::Rank if effect.falls_by_places() => return self.falling_places(place, effect, id, made),
            Kind::Rank => return self.rank_rule(place, effect, id),
            Kind::History => return self.history_rule(place, effect, id, made),
            Kind::Ratio => {
                self.fault(Fault::NotComputed { span: effect.clause });
                self.program[place.owner].blocked.push(effect.clause);
                return None;
            }
            Kind::Weight | Kind::Limit | Kind::Points | Kind::Average | Kind::Exclude => return None,
        };
        let triggers = self.rule_triggers(place, effect, part, &action, all);
        let counting = self.counting(effect, &triggers);
        let rule = self.push_rule(place, effect, id, action, triggers, counting);
        if part.gives_budget {
            // A budget starts at its points whatever was found; the finding is known to the records all the same.
            for fact in crate::program::facts_of(&self.silent(place, effect)) {
                self.uses(fact, rule);
            }
        }
        Some(rule)
    }

    /// What must hold; a budget and a clause that keeps all points need nothing, rungs of answers are joined later.
    fn rule_triggers(&mut self, place: Place, effect: &Effect, part: &Part, action: &Action, all: &[Effect]) -> Vec<Trigger> {
        if part.gives_budget {
            return Vec::new();
        }
        if part.answer.is_some() || part.otherwise {
            return Vec::new();
        }
        if *action == Action::Keep {
            let compared: Vec<Condition> =
                effect.when.iter().filter(|condition| !matches!(condition, Condition::Label(_))).cloned().collect();
            let stepped = all.iter().any(|other| other.per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured()));
            if stepped && !compared.is_empty() {
                return self.triggers(place, &Effect { when: compared, ..effect.clone() });
            }
            return self.silent(place, effect);
        }
        if effect.kind == Kind::Ratio && effect.when.is_empty() {
            let when = vec![measures::followed(effect.span.of(self.text))];
            return self.triggers(place, &Effect { when, ..effect.clone() });
        }
        self.triggers(place, effect)
    }

    /// 符合要求得10分 as a budget, 得满分 beside deductions: records may name the finding, and nothing depends on it.
    fn silent(&mut self, place: Place, effect: &Effect) -> Vec<Trigger> {
        match effect.when.as_slice() {
            [Condition::Label(text)] if !text.is_empty() => vec![Trigger::Found(self.finding(place, text))],
            _ => Vec::new(),
        }
    }

    pub(super) fn push_rule(
        &mut self,
        place: Place,
        effect: &Effect,
        id: String,
        action: Action,
        triggers: Vec<Trigger>,
        counting: Counting,
    ) -> RuleId {
        let rule_id = RuleId(u32::try_from(self.program.rules.len()).unwrap_or(u32::MAX));
        let rule = Rule {
            id,
            handle: effect.handle.clone(),
            entry: place.owner,
            criterion: place.criterion,
            text: clause_text(effect.clause.of(self.text)),
            span: effect.clause,
            line: self.line(effect.span),
            effect: effect.clone(),
            amount: self.amount(place.owner, effect),
            action,
            triggers,
            counting,
            slope: None,
            cap: match &effect.cap {
                Some(crate::reading::Cap::Points(most))
                    if effect.scope == Scope::Nearest && effect.window.is_none() && effect.each.is_none() =>
                {
                    Some(most.clone())
                }
                _ => None,
            },
            tier: None,
            budget: None,
            same_matter: false,
        };
        let facts = crate::program::facts_of(&rule.triggers);
        self.program.rules.push(rule);
        self.program[place.owner].rules.push(rule_id);
        for fact in facts {
            self.uses(fact, rule_id);
            self.feed(fact, rule_id);
        }
        rule_id
    }

    fn amount(&self, owner: EntryId, effect: &Effect) -> Amount {
        match (&effect.range, &effect.amount, effect.kind) {
            (Some((low, high)), ..) => Amount::Range(low.clone(), high.clone()),
            (None, Some(amount), _) => Amount::Fixed(amount.clone()),
            (None, None, Kind::Full | Kind::Ratio) => Amount::Fixed(self.program[owner].points.clone().unwrap_or(Number::ZERO)),
            (None, None, Kind::Zero) => Amount::Fixed(Number::ZERO),
            (None, None, Kind::Formula) => Amount::Fixed(Number::ONE),
            (None, None, _) => Amount::Given,
        }
    }

    pub(super) fn deduction(&mut self, place: Place, effect: &Effect) -> Action {
        match effect.target {
            Some(Target::Parent) => Action::DeductAbove(self.program.above(place.owner)),
            Some(Target::Total) => Action::DeductAbove(ROOT),
            None => {
                let owner = &self.program[place.owner];
                if owner.points.is_none() && self.base(place.owner).is_none() && !matches!(owner.role, Role::Malus | Role::Bonus) {
                    self.fault(Fault::NothingToDeductFrom { span: effect.span });
                }
                Action::Deduct
            }
        }
    }

    pub(super) fn zero_of(&self, owner: EntryId, scope: Scope) -> EntryId {
        match scope {
            Scope::Nearest | Scope::Item => owner,
            Scope::Section if self.program[owner].role == Role::Section => owner,
            Scope::Section => self.program.above(owner),
            Scope::Total => ROOT,
        }
    }

    /// How often the amount counts (rules 7, 9 and 10).
    fn counting(&self, effect: &Effect, triggers: &[Trigger]) -> Counting {
        let Some(per) = &effect.per else {
            return Counting::Once;
        };
        let (bound, event) = match triggers.first() {
            Some(Trigger::Bound(fact, bound)) => (Some(bound), self.program[*fact].kind == FactKind::Event),
            _ => (None, false),
        };
        let low = bound.and_then(|bound| bound.low.as_ref());
        let high = bound.and_then(|bound| bound.high.as_ref());
        let measured = Unit::of(&per.unit).is_measured();
        // How far a value lies from one that the records carry need not be a whole number.
        let apart = crate::program::facts_of(triggers).first().is_some_and(|fact| matches!(self.program[*fact].kind, FactKind::Derived(_)));
        if measured || apart || per.step != Number::ONE {
            let down = per.down || low.is_none() && high.is_some();
            let edge = if down { high } else { low };
            let from = edge.map_or(Number::ZERO, |edge| edge.at.clone());
            return Counting::Steps { size: per.step.clone(), from, down, partial: step_part(effect) };
        }
        match (event, low, high) {
            (true, ..) => Counting::Each,
            (false, Some(low), None) if !low.closed => Counting::Beyond { from: low.at.clone(), down: false },
            (false, None, Some(high)) => Counting::Beyond { from: high.at.clone(), down: true },
            _ => Counting::Each,
        }
    }

    fn open_budget(&mut self, owner: EntryId, effect: &Effect, rule: Option<RuleId>) {
        let (Some(award), Some(amount)) = (rule, effect.amount.clone()) else {
            return;
        };
        let id = BudgetId(u32::try_from(self.program.budgets.len()).unwrap_or(u32::MAX));
        self.program.budgets.push(Budget { entry: owner, amount, award });
        self.program[owner].budgets.push(id);
        self.program[award].budget = Some(id);
    }

    fn join_budgets(&mut self, parts: &[Part], made: &[Option<RuleId>]) {
        for (part, rule) in parts.iter().zip(made) {
            let (Some(giver), Some(rule)) = (part.within, *rule) else {
                continue;
            };
            let budget = made.get(giver).copied().flatten().and_then(|award| self.program[award].budget);
            self.program[rule].budget = budget;
            if let (Action::Zero(_), Scope::Nearest, Some(budget)) = (&self.program[rule].action, self.program[rule].effect.scope, budget) {
                self.program[rule].action = Action::ZeroBudget(budget);
            }
        }
    }

    /// Gives the rungs of each answer their fact, and 否则 the fact of the rungs before it.
    fn join_answers(&mut self, place: Place, effects: &[Effect], parts: &[Part], made: &[Option<RuleId>]) {
        let groups = parts.iter().filter_map(|part| part.answer).max().map_or(0, |last| last + 1);
        for group in 0..groups {
            let rungs: Vec<(RuleId, &Effect, &Part)> = made
                .iter()
                .zip(effects)
                .zip(parts)
                .filter(|(_, part)| part.answer == Some(group))
                .filter_map(|((rule, effect), part)| rule.map(|rule| (rule, effect, part)))
                .collect();
            let named: Vec<_> = rungs.iter().filter(|(.., part)| !part.otherwise).collect();
            let fact = if named.is_empty() {
                self.fact_before(made, rungs.first().map(|(rule, ..)| *rule))
            } else {
                let options: Vec<String> = named.iter().map(|(_, effect, _)| option_label(effect)).collect();
                Some(self.answer(place, &options))
            };
            let Some(fact) = fact else { continue };
            let mut position = 0;
            for (rule, _, part) in &rungs {
                let trigger = if part.otherwise { Trigger::Otherwise(fact) } else { Trigger::Option(fact, position) };
                position += usize::from(!part.otherwise);
                self.program[*rule].triggers = vec![trigger];
                self.uses(fact, *rule);
            }
        }
    }

    /// The fact of the nearest rule before one that a rung's 否则 can refer to.
    fn fact_before(&self, made: &[Option<RuleId>], rule: Option<RuleId>) -> Option<crate::program::FactId> {
        let before = made.iter().flatten().copied().filter(|other| Some(*other) < rule);
        before.filter_map(|other| crate::program::facts_of(&self.program[other].triggers).first().copied()).next_back()
    }

    /// A clause that scores by something outside: the record says how much.
    fn external_rule(&mut self, place: Place, span: Span, id: String) {
        let text = span.of(self.text);
        let kind = if text.contains("加分") { Kind::Add } else { Kind::Deduct };
        // What is found stands before 按《…》; without such words the whole clause names it.
        let found = text.split_once('按').map(|(found, _)| clause_text(found)).filter(|found| !found.is_empty());
        let label = found.unwrap_or_else(|| clause_text(text));
        let fact = self.finding(place, &label);
        let effect = Effect { when: vec![Condition::Label(label)], ..Effect::new(kind, span) };
        let action = if kind == Kind::Add { Action::Add } else { Action::Deduct };
        self.push_rule(place, &effect, id, action, vec![Trigger::Found(fact)], Counting::Each);
    }
}

/// What measures and places are carried over to is a comparison, or a rung of a ranking.
fn compares_or_ranks(effect: &Effect) -> bool {
    let compares = |condition: &Condition| matches!(condition, Condition::Compare { .. } | Condition::Within { .. });
    effect.kind == Kind::Rank || effect.when.iter().any(compares)
}

/// 按与第1名的比例得分.
pub(super) fn of_best(effect: &Effect) -> bool {
    effect.of.as_deref() == Some(crate::forms::OF_BEST)
}

/// True for kinds that give or take points.
fn scores(kind: Kind) -> bool {
    matches!(kind, Kind::Deduct | Kind::Add | Kind::Award | Kind::Full | Kind::Zero | Kind::Ratio | Kind::Formula)
}

/// A share under a comparison: 低于90%的按比例得分.
fn compares(effect: &Effect) -> bool {
    matches!(effect.when.as_slice(), [Condition::Compare { .. } | Condition::Within { .. }])
}

/// 按完成率得分 names what it follows; 按比例得分 does not.
fn names_a_rate(words: &str) -> bool {
    words.contains('率')
}

/// A share under a condition of its own (未完成的按比例扣减) follows nothing that records could state.
fn labelled(effect: &Effect) -> bool {
    effect.when.iter().any(|condition| matches!(condition, Condition::Label(_)))
}

fn step_part(effect: &Effect) -> StepPart {
    match effect.partial {
        Some(Partial::Up) => StepPart::Whole,
        Some(Partial::Ratio) => StepPart::Share,
        Some(Partial::Down) | None => StepPart::Nothing,
    }
}

fn option_label(effect: &Effect) -> String {
    match effect.when.first() {
        Some(Condition::Label(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A clause's words without what merely ends it.
pub(super) fn clause_text(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '\u{ff1b}' | '。' | ',' | '\u{ff0c}' | ':' | '\u{ff1a}');
    text.trim_matches(ends).to_owned()
}
