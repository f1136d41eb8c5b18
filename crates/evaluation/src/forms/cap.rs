//! 最多扣N分 of one effect. Caps over several effects are in `limits`.

use chidu_analysis::program::Rule;
use chidu_values::Number;

/// An amount within the rule's own cap, and whether the cap bit.
pub(crate) fn own(rule: &Rule, uncapped: &Number) -> (Number, bool) {
    match &rule.cap {
        Some(cap) if uncapped > cap => (cap.clone(), true),
        _ => (uncapped.clone(), false),
    }
}
