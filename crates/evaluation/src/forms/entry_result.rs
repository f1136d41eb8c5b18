//! 小计得分不足12分的, 本大项不得分: an entry that scores nothing where its own score is too low (rule 16).
//!
//! The test is on what the entry would score without the clause: after caps, clamps, 追加扣, what is spread over it, and rounding.
//! Not here: results of other entries, which are tested like any condition (`triggers`). Start at [`fail`].

use chidu_analysis::program::{Action, EntryId, RuleId, Trigger};
use chidu_values::Number;

use super::zero;
use crate::assessment::Step;
use crate::entry::{Made, standing};
use crate::facts::View;
use crate::plan::Plan;
use crate::triggers::{Settled, Sight};

/// Takes all that an entry has where a clause about its own score holds.
pub(crate) fn fail(plan: &Plan<'_>, id: EntryId, views: Vec<(&View<'_>, Option<Number>)>, settled: &[Settled], mut made: Made) -> Made {
    for rule in rules(plan, id) {
        for (view, _) in &views {
            let score = made.ledger.score().clone();
            let sight = Sight { standing: Some((id, &score)), own: Some((id, &made.deductions)), ..Sight::new(view, settled) };
            let firing = zero::all(&sight, rule, &standing(plan, id, &made.ledger)).filter(|_| !made.zeroed);
            if let Some(firing) = firing {
                let here = plan.program[rule].entry == id;
                let step = if here { Step::Rule(firing.fired) } else { Step::Escalated(firing.fired) };
                made.ledger.push(step, -score, firing.rows);
                made.zeroed = true;
                made.effects.iter_mut().for_each(|effect| effect.delta = Number::ZERO);
            }
        }
    }
    made
}

/// The clauses that take all from an entry on account of its own score.
fn rules(plan: &Plan<'_>, id: EntryId) -> impl Iterator<Item = RuleId> {
    let own = plan.program[id].rules.iter().chain(&plan.node(id).incoming).copied();
    let own_score = move |trigger: &Trigger| matches!(trigger, Trigger::Score(entry, _) if *entry == id);
    own.filter(move |rule| {
        let rule = &plan.program[*rule];
        rule.action == Action::Zero(id) && rule.triggers.iter().any(own_score)
    })
}
