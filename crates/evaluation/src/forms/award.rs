//! 得N分, 得满分: what an entry or a budget earns.

use chidu_analysis::program::{Action, Amount, Counting, Program, RuleId};
use chidu_values::Number;

/// The most that a rule can earn, where it earns and that is known.
pub(crate) fn most(program: &Program, rule: RuleId) -> Option<Number> {
    let rule = &program[rule];
    if rule.counting == Counting::Value {
        return program[rule.entry].points.clone().filter(|_| rule.action == Action::Award);
    }
    match (&rule.action, &rule.amount) {
        (Action::Award | Action::AwardRatio, Amount::Fixed(amount) | Amount::Range(_, amount)) => Some(amount.clone()),
        (Action::Award | Action::AwardRatio, Amount::Given) => program[rule.entry].points.clone(),
        _ => None,
    }
}
