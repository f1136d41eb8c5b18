//! 追加扣, 倒扣, 直接扣总分, 本表不得分: what rules of entries beneath do to one above.
//!
//! Where there are sources, a deduction counts by its source's weight; what takes all takes all, whoever found it.

use chidu_analysis::program::{Action, EntryId, RuleId};
use chidu_values::Number;

use super::{Firing, Outcome, fire, zero};
use crate::assessment::Step;
use crate::entry::{self, Made};
use crate::facts::View;
use crate::ledger::Ledger;
use crate::limits::Effect;
use crate::missing;
use crate::plan::Plan;
use crate::triggers::{Settled, Sight};

/// What reaches an entry from beneath.
pub(crate) struct Incoming<'a> {
    plan: &'a Plan<'a>,
    id: EntryId,
    /// The views, each with its weight, if it has one.
    views: Vec<(&'a View<'a>, Option<Number>)>,
    settled: &'a [Settled],
}

impl<'a> Incoming<'a> {
    pub fn new(plan: &'a Plan<'a>, id: EntryId, views: Vec<(&'a View<'a>, Option<Number>)>, settled: &'a [Settled]) -> Self {
        Self { plan, id, views, settled }
    }

    /// Whether something beneath takes all from the entry.
    pub fn takes_all(&self) -> bool {
        self.rules(Action::Zero(self.id)).any(|rule| self.views.iter().any(|(view, _)| self.zero(view, rule, &Number::ZERO).is_some()))
    }

    /// Takes the deductions from a score.
    pub fn deduct(&self, made: &mut Made) {
        for rule in self.rules(Action::DeductAbove(self.id)) {
            for (view, weight) in &self.views {
                let sight = Sight::new(view, self.settled);
                if let Outcome::Fired(firings) = fire(&sight, rule) {
                    firings.into_iter().for_each(|firing| take(made, rule, firing, view.source.zip(weight.clone())));
                }
            }
        }
    }

    /// Takes all that is left.
    pub fn take_all(&self, made: &mut Made) {
        for rule in self.rules(Action::Zero(self.id)) {
            for (view, _) in &self.views {
                let standing = entry::standing(self.plan, self.id, &made.ledger);
                if let Some(firing) = self.zero(view, rule, &standing) {
                    made.ledger.set(Step::Clamp, &standing);
                    let mut last = Ledger::new(view.source);
                    last.push(Step::Escalated(firing.fired), -standing, firing.rows);
                    made.ledger.append(last);
                    made.zeroed = true;
                    made.effects.iter_mut().for_each(|effect| effect.delta = Number::ZERO);
                }
            }
        }
    }

    fn zero(&self, view: &View<'_>, rule: RuleId, standing: &Number) -> Option<Firing> {
        zero::all(&Sight::new(view, self.settled), rule, standing)
    }

    /// Those of items that apply: of one that does not, no clause counts.
    fn rules(&self, action: Action) -> impl Iterator<Item = RuleId> {
        let program = self.plan.program;
        let applies = |rule: &RuleId| {
            let from = program[*rule].entry;
            self.views.iter().all(|(view, _)| missing::inapplicable(self.plan, view, from).is_none())
        };
        self.plan.node(self.id).incoming.iter().copied().filter(move |rule| program[*rule].action == action).filter(applies)
    }
}

fn take(made: &mut Made, rule: RuleId, firing: Firing, source: Option<(usize, Number)>) {
    let mut ledger = Ledger::new(source.as_ref().map(|(source, _)| *source));
    let score = -firing.amount;
    ledger.push(Step::Escalated(firing.fired), score.clone(), firing.rows);
    if let Some((source, weight)) = source {
        let delta = &(&score * &weight) - &score;
        ledger.push(Step::Blend { source, weight, score }, delta, Vec::new());
    }
    made.deductions = &made.deductions - ledger.score();
    made.effects.push(Effect { rule, delta: ledger.score().clone() });
    made.ledger.append(ledger);
}
