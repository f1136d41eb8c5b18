//! 得分=完成数÷计划数×10: what an expression of other facts comes to, never below nothing. The clamp to the points is the entry's.

use chidu_analysis::program::{FactId, FactKind, Rule};
use chidu_values::Number;

use super::{Firing, primary};
use crate::assessment::Fired;
use crate::triggers::Sight;

/// What the rule's derived fact is made from.
pub(crate) fn terms(sight: &Sight<'_>, rule: &Rule) -> Vec<(FactId, Number)> {
    let Some(FactKind::Derived(expr)) = primary(rule).map(|fact| &sight.program()[fact].kind) else { return Vec::new() };
    expr.facts().into_iter().filter_map(|fact| Some((fact, sight.view.number(fact)?))).collect()
}

/// A formula is worth what it comes to, once; one that comes to less than nothing is worth nothing.
pub(crate) fn worth(firing: Firing) -> Firing {
    let fired = Fired { unit: firing.fired.uncapped.clone(), count: None, ..firing.fired };
    Firing { amount: firing.amount.max(Number::ZERO), fired, ..firing }
}
