//! 有1项不符合的为不合格。执行一票否决制: what a veto is called says no more than the one before it.
//!
//! Without a condition of its own it would hold for everybody. Not here: a name beside what it does (一票否决,取消评优资格), which are two
//! consequences of one condition. Start at [`settle`].

use super::Draft;
use crate::reading::Kind;

/// Leaves the name of a veto out that stands alone behind one.
pub(super) fn settle(drafts: &mut Vec<Draft>) {
    for at in (1..drafts.len()).rev() {
        let Some([before, here]) = drafts.get(at - 1..=at) else { continue };
        let (before, here) = (&before.effect, &here.effect);
        let vetoes = before.kind == Kind::Veto && here.kind == Kind::Veto && before.sentence + 1 == here.sentence;
        let called = here.outcome.as_ref().is_some_and(|outcome| outcome.contains("一票否决"));
        if vetoes && called && here.when.is_empty() && !before.when.is_empty() {
            drafts.remove(at);
        }
    }
}
