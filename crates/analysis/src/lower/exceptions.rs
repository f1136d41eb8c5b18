//! 非本单位原因的除外, 因公外出的不计, 经批准的不扣分: rows that name an exception count nothing.
//!
//! Not here: what rows say (`records`), and the reason that each leaves (`evaluation`). Start at [`Lowering::exception`].

use super::effects::clause_text;
use super::facts::Place;
use super::limits::{gives, takes};
use super::outcomes::NOT_ASSESSED;
use super::{Fault, Lowering, ReadPassage};
use crate::label;
use crate::program::{Action, Exception, Exclusion, FactKind, ROOT, RuleId};
use crate::reading::{Condition, Effect};

/// Words of leaving out a single occurrence; others (不参加本期评价) leave out the one who is assessed.
const OF_ROWS: &[&str] = &[
    "除外",
    "免责",
    "不计",
    "不予计",
    "不再计",
    "不纳入",
    "不予纳入",
    "不列入",
    "不在此",
    "剔除",
    "不予加分",
    "不再加分",
    "不加分",
    "不得加分",
    "不包括",
    "不含",
    "不累计",
    "不予考核",
    "不考核",
    "不作考核",
    "不做考核",
    "不作为考核",
    "免予处罚",
];

/// Words of leaving out the one who is assessed.
const OF_SUBJECTS: &[&str] =
    &["不参加", "不参与", "不参评", "不予考评", "不予参评", "不再参评", "免考", "免评", "免检", "不进行评价", "不评价", "不评级"];

impl Lowering<'_> {
    /// An exclusion that is no matter of counting a matter once: of rows that name it, or not computed.
    pub(super) fn exception(&mut self, place: Place, passage: &ReadPassage, index: usize, effect: &Effect) {
        let outcome = effect.outcome.as_deref().unwrap_or("");
        let of_rows = OF_ROWS.iter().any(|word| outcome.contains(word));
        if !of_rows && place.owner == ROOT && self.leaves_out_a_subject(effect, outcome) {
            return;
        }
        let name = match effect.when.as_slice() {
            [Condition::Label(name)] if of_rows => Some(name.clone()),
            [] if outcome.starts_with("不包括") || outcome.starts_with("不含") => Some(outcome.to_owned()),
            _ => None,
        };
        let members = self.excepted(place, passage, index, outcome);
        match name.filter(|name| !label::key(name).is_empty() && !members.is_empty()) {
            Some(name) => self.push_exception(effect, &name, members),
            None => {
                self.program[place.owner].blocked.push(effect.clause);
                self.fault(Fault::NotComputed { span: effect.clause });
            }
        }
    }

    /// 经批准的不扣分 behind a deduction: an exception too.
    pub(super) fn unharmed(&mut self, passage: &ReadPassage, index: usize, effect: &Effect) {
        let words = effect.span.of(self.text);
        let spares = ["扣", "失", "减"].iter().any(|word| words.contains(word));
        let [Condition::Label(name)] = effect.when.as_slice() else { return };
        let members = self.sentence_before(passage, index);
        let members = self.with_their_facts(members.into_iter().filter(|rule| takes(&self.program[*rule].action)).collect());
        if spares && !members.is_empty() && !label::key(name).is_empty() {
            self.push_exception(effect, name, members);
        }
    }

    /// 新设立的窗口不参加考评, in the rulebook's own text: as under 不予考评.
    fn leaves_out_a_subject(&mut self, effect: &Effect, outcome: &str) -> bool {
        let subject = OF_SUBJECTS.iter().any(|word| outcome.contains(word));
        let name = match effect.when.as_slice() {
            [Condition::Label(name)] if subject && !label::key(name).is_empty() => name.clone(),
            _ => return false,
        };
        let fact = self.finding(Place { owner: ROOT, criterion: ROOT, block: Some(NOT_ASSESSED) }, &name);
        let text = clause_text(effect.clause.of(self.text));
        let line = self.line(effect.span);
        self.program.exclusions.push(Exclusion { fact, text, span: effect.clause, line });
        true
    }

    fn push_exception(&mut self, effect: &Effect, name: &str, members: Vec<RuleId>) {
        let key = label::key(name);
        let bare = ["不包括", "不含"].iter().find_map(|word| key.strip_prefix(word)).unwrap_or(&key).to_owned();
        let text = clause_text(effect.clause.of(self.text));
        let line = self.line(effect.span);
        let exception = Exception { name: name.trim().to_owned(), labels: vec![bare], members, text, span: effect.clause, line };
        self.program.exceptions.push(exception);
    }

    /// The rules whose rows it leaves out: those of its sentence, else of its passage, else all of its entry.
    fn excepted(&self, place: Place, passage: &ReadPassage, index: usize, outcome: &str) -> Vec<RuleId> {
        let all = || self.rules_within(place.owner);
        let own = || passage.rules.iter().flatten().copied().collect::<Vec<_>>();
        let wanted =
            |rules: Vec<RuleId>| self.with_their_facts(rules.into_iter().filter(|rule| self.may_be_left_out(*rule, outcome)).collect());
        let groups: [Vec<RuleId>; 3] = [self.sentence_before(passage, index), own(), all()];
        groups.into_iter().map(wanted).find(|group| !group.is_empty()).unwrap_or_default()
    }

    fn sentence_before(&self, passage: &ReadPassage, index: usize) -> Vec<RuleId> {
        let sentence = passage.reading.effects.get(index).map(|effect| effect.sentence);
        let before = passage.rules.iter().zip(&passage.reading.effects).take(index);
        before.filter(|(_, other)| Some(other.sentence) == sentence).filter_map(|(rule, _)| *rule).collect()
    }

    /// Rules whose rows count on their own: what is found, and events. A measured value is there or is not.
    fn may_be_left_out(&self, rule: RuleId, outcome: &str) -> bool {
        let rule = &self.program[rule];
        let acts = match &rule.action {
            Action::Zero(_) | Action::ZeroBudget(_) => !outcome.contains("加分"),
            action => takes(action) && !outcome.contains("加分") || gives(action) && !outcome.contains("扣分"),
        };
        acts && self.counts_rows(rule)
    }

    fn counts_rows(&self, rule: &crate::program::Rule) -> bool {
        let fact = crate::program::facts_of(&rule.triggers).first().copied();
        fact.is_some_and(|fact| matches!(self.program[fact].kind, FactKind::Finding | FactKind::Other | FactKind::Event))
    }

    /// A row is left out as a whole: with one rule of a fact all of them.
    fn with_their_facts(&self, rules: Vec<RuleId>) -> Vec<RuleId> {
        let rules = rules.into_iter().filter(|rule| self.counts_rows(&self.program[*rule]));
        let facts = rules.filter_map(|rule| crate::program::facts_of(&self.program[rule].triggers).first().copied());
        let mut all: Vec<RuleId> = facts.flat_map(|fact| self.program[fact].rules.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
