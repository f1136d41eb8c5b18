//! 抽查3份病历,每处缺陷扣1分,取平均分: an entry that scores each of several objects alone.
//!
//! Not here: how the words are read (`forms::sample`). Start at [`Lowering::objects`].

use super::effects::clause_text;
use super::{Fault, Lowering, ReadPassage};
use crate::forms::SUM;
use crate::program::{Action, EntryId, FactKind, Objects, Role, RuleId, Start, Together, Trigger, facts_of};
use crate::reading::{Effect, Kind, Sample};

impl Lowering<'_> {
    /// Settles the averages that speak of objects; what is left to [`Lowering::averages`] are values and answers.
    pub(super) fn objects(&mut self) {
        let passages = std::mem::take(&mut self.passages);
        for passage in &passages {
            if passage.block.is_some() || self.is_taken(passage.entry) {
                continue;
            }
            for (index, effect) in passage.reading.effects.iter().enumerate() {
                if let Some(sample) = self.sample(passage, index, effect) {
                    self.unfit(self.program.owner(passage.entry));
                    self.entry_of_objects(&passages, passage, index, effect, &sample);
                }
            }
        }
        self.passages = passages;
    }

    /// The objects that an average is of; `None` for values of one measure and for answers.
    pub(super) fn sample(&self, passage: &ReadPassage, index: usize, effect: &Effect) -> Option<Sample> {
        let sample = effect.sample.clone().filter(|_| effect.kind == Kind::Average && effect.trim.is_none())?;
        let scored = passage.rules.iter().take(index).flatten().count() > 0 || passage.rules.iter().flatten().count() == 0;
        let scored = scored || self.heads(passage, effect);
        (scored && !self.is_answered(passage) && !self.is_of_values(passage, effect)).then_some(sample)
    }

    /// 抽查3份病历,取平均分。每处缺陷扣1分: said first, in a sentence of its own, it is of all that is found after it. A bound after it may
    /// be one on the average.
    fn heads(&self, passage: &ReadPassage, effect: &Effect) -> bool {
        let alone = passage.reading.effects.iter().filter(|other| other.sentence == effect.sentence).count() == 1;
        let mut facts = passage.rules.iter().flatten().flat_map(|rule| facts_of(&self.program[*rule].triggers));
        alone && !facts.any(|fact| matches!(self.program[fact].kind, FactKind::Measure(_)))
    }

    /// True where the passage's rules are the rungs of one question: many answer it, and records count how many gave which answer.
    fn is_answered(&self, passage: &ReadPassage) -> bool {
        let facts: Vec<_> = passage.rules.iter().flatten().flat_map(|rule| facts_of(&self.program[*rule].triggers)).collect();
        let answer = |fact: &crate::program::FactId| matches!(&self.program[*fact].kind, FactKind::Answer(_, options) if options.len() > 1);
        !facts.is_empty() && facts.iter().all(answer)
    }

    /// 取平均值 beside something measured: of what was measured, and not of points.
    fn is_of_values(&self, passage: &ReadPassage, effect: &Effect) -> bool {
        let facts = passage.rules.iter().flatten().flat_map(|rule| facts_of(&self.program[*rule].triggers));
        let measured = facts.into_iter().any(|fact| matches!(self.program[fact].kind, FactKind::Measure(_)));
        measured && effect.span.of(self.text).contains(['值', '数', '數'])
    }

    fn entry_of_objects(&mut self, passages: &[ReadPassage], passage: &ReadPassage, index: usize, effect: &Effect, sample: &Sample) {
        let owner = self.program.owner(passage.entry);
        let together = match effect.of.as_deref() {
            Some("最高") => Together::Highest,
            Some("最低") => Together::Lowest,
            Some(SUM) => Together::Sum,
            _ => Together::Mean,
        };
        let own: Vec<RuleId> = passage.rules.iter().take(index).flatten().copied().collect();
        let all = self.program[owner].rules.clone();
        let others = passages.iter().filter(|other| self.program.owner(other.entry) == owner && other.span != passage.span);
        let limits = others.into_iter().flat_map(|other| &other.reading.effects).any(|effect| effect.kind == Kind::Average);
        let covers = own.is_empty() || own == all;
        let first = self.program[owner].objects.is_none() && !limits;
        if first && covers && !all.is_empty() && self.is_item(owner, together) && all.iter().all(|rule| self.is_of_one(owner, *rule)) {
            let (span, text) = (effect.clause, clause_text(effect.clause.of(self.text)));
            let Sample { count, at_least, unit } = sample.clone();
            let line = self.line(effect.span);
            self.program[owner].objects = Some(Objects { count, at_least, together, unit, text, span, line });
        } else {
            self.program[owner].blocked.push(effect.clause);
            self.fault(Fault::NotComputed { span: effect.clause });
        }
    }

    /// An item of the rulebook proper; of a sum, one that awards, for each object would start from all the points.
    fn is_item(&self, owner: EntryId, together: Together) -> bool {
        let entry = &self.program[owner];
        let sums = together != Together::Sum || entry.start == Start::Zero && entry.budgets.is_empty();
        matches!(entry.role, Role::Item | Role::Root) && self.program.parts(owner).is_empty() && entry.points.is_some() && sums
    }

    /// True for rules that look at nothing but the rows of one object, and change nothing but its score.
    fn is_of_one(&self, owner: EntryId, id: RuleId) -> bool {
        let rule = &self.program[id];
        let here = match rule.action {
            Action::DeductAbove(above) | Action::Zero(above) => above == owner,
            _ => true,
        };
        let looks = rule.triggers.iter().all(|trigger| match trigger {
            Trigger::ScoredZero { .. } | Trigger::Score(..) => false,
            Trigger::Deductions(entry, _) => *entry == owner,
            _ => true,
        });
        let stated = facts_of(&rule.triggers).iter().all(|fact| {
            let fact = &self.program[*fact];
            fact.entry == owner && !matches!(fact.kind, FactKind::Computed(_) | FactKind::Inapplicable)
        });
        here && looks && stated
    }
}
