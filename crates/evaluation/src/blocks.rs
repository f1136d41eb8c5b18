//! The root's end: 加分项, 扣分项, and the bounds of the total (rule 14).
//!
//! Not here: what the blocks' own entries come to (`entry`). Start at [`close`].

use chidu_analysis::program::ROOT;
use chidu_values::Number;

use crate::assessment::Step;
use crate::entry::{Beneath, Made, limits_of, score_limits};
use crate::facts::View;
use crate::ledger::clamp;
use crate::limits;
use crate::plan::Plan;

/// Adds the blocks and clamps the total. What took all leaves nothing to add to.
pub(crate) fn close(plan: &Plan<'_>, view: &View<'_>, made: &mut Made, blocks: &Beneath) {
    if made.zeroed {
        return;
    }
    for (block, score) in &blocks.children {
        made.ledger.push(Step::Child(*block), score.clone(), Vec::new());
    }
    for cut in limits::apply(view, &limits_of(plan, ROOT, true), &mut made.effects, &blocks.effects) {
        made.ledger.push(Step::Limit(cut.limit), cut.delta, Vec::new());
    }
    let low = (!plan.program.may_be_negative).then_some(&Number::ZERO);
    let kept = clamp(made.ledger.score(), low, plan.program.ceiling.as_ref());
    made.ledger.set(Step::Clamp, &kept);
    score_limits(plan, ROOT, &mut made.ledger);
}
