//! 90%以上得5分,…,其余不得分: rungs of which one counts. Which one is `tiers`' affair.

use chidu_analysis::program::{Rule, Trigger};

/// True for 其余, 否则: it holds only where no other rung does.
pub(crate) fn is_rest(rule: &Rule) -> bool {
    rule.triggers.iter().any(|trigger| matches!(trigger, Trigger::Otherwise(_)))
}
