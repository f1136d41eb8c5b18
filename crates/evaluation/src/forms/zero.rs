//! 不得分: takes all from the smallest thing around it that owns points (rule 16).

use chidu_analysis::program::RuleId;
use chidu_values::Number;

use super::{Firing, Outcome, fire};
use crate::assessment::Fired;
use crate::triggers::Sight;

/// The firing that takes away what stands, if the rule holds. It has no amount of its own, nor a cap.
pub(crate) fn all(sight: &Sight<'_>, rule: RuleId, standing: &Number) -> Option<Firing> {
    let Outcome::Fired(firings) = fire(sight, rule) else {
        return None;
    };
    let firing = firings.into_iter().find(|firing| firing.fired.overruled.is_none())?;
    let fired = Fired { unit: standing.clone(), count: None, uncapped: standing.clone(), capped: false, ..firing.fired };
    Some(Firing { fired, amount: standing.clone(), rows: firing.rows })
}
