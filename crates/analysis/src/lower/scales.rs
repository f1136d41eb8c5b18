//! What 加倍, 减半 and 按50%计 multiply: the one clause before them that takes or gives (rule 23).
//!
//! Not here: by how much, and how often (`evaluation::forms::scale`). Start at [`Lowering::scaled`].

use super::facts::Place;
use super::{Fault, Lowering};
use crate::program::{Action, Amount, Counting, RuleId};
use crate::reading::Effect;

impl Lowering<'_> {
    /// The rule that a scale multiplies: the only one before it in its sentence, else in its passage, else in its criterion's entry. None or
    /// several are a fault, and so is one whose amount only the record knows.
    pub(super) fn scaled(&mut self, place: Place, effect: &Effect, made: &[Option<RuleId>]) -> Option<RuleId> {
        let passage: Vec<RuleId> = made.iter().flatten().copied().collect();
        let sentence = passage.iter().copied().filter(|rule| self.program[*rule].effect.sentence == effect.sentence).collect();
        let entry = self.program[place.owner].rules.clone();
        let groups = [sentence, passage, entry].map(|group| self.multipliable(group));
        let nearest = groups.into_iter().find(|group| !group.is_empty()).unwrap_or_default();
        match nearest.as_slice() {
            [only] if self.is_plain(*only) => Some(*only),
            [_] => {
                self.program[place.owner].blocked.push(effect.clause);
                self.fault(Fault::NotComputed { span: effect.clause });
                None
            }
            several => {
                self.program[place.owner].blocked.push(effect.clause);
                self.fault(Fault::UnclearScale { span: effect.clause, several: !several.is_empty() });
                None
            }
        }
    }

    fn multipliable(&self, rules: Vec<RuleId>) -> Vec<RuleId> {
        let takes =
            |rule: &RuleId| matches!(self.program[*rule].action, Action::Deduct | Action::Add | Action::DeductAbove(_) | Action::Award);
        rules.into_iter().filter(takes).collect()
    }

    /// Of 扣1-3分 it is not known which occurrence cost how much, of several steps not which of them are named; what 追加扣 takes beyond the
    /// item is not doubled.
    fn is_plain(&self, rule: RuleId) -> bool {
        let rule = &self.program[rule];
        let counted = matches!(rule.amount, Amount::Fixed(_)) && matches!(rule.counting, Counting::Once | Counting::Each);
        counted && !matches!(rule.action, Action::DeductAbove(_))
    }
}
