//! Words before a colon head what follows: 卫生:合格率低于90%扣2分 is of 合格率 alone, and 满意率:低于90%扣2分 of 满意率.
//!
//! Beside a bound they are no finding, which would have to be recorded as well. Not here: the heads of entries (`syntax`), and findings behind a
//! colon, which keep the words before it in their label. Start at [`Fold::leave_heading`].

use chidu_values::Number;

use super::Fold;
use super::label::label;
use super::region::{Found, Region};
use crate::forms::{Count, Manner, What};
use crate::reading::Condition;

/// Headings that name no measure.
const GENERAL: &[&str] =
    &["备注", "注", "说明", "加分项", "扣分项", "减分项", "考核内容", "考核标准", "评分细则", "考核要求", "检查内容", "其中", "要求"];

impl Fold<'_> {
    /// Takes a heading before a bound out of its region, and gives its words.
    pub(super) fn leave_heading(&self, region: &mut Region<'_>) -> Option<String> {
        let colon = region.pieces.iter().position(|piece| matches!(piece.what, What::Colon))?;
        let (head, rest) = (region.pieces.get(..colon)?, region.pieces.get(colon + 1..)?);
        let plain = head.iter().all(|piece| matches!(piece.what, What::Text | What::Space | What::Pause | What::Enumerator));
        let several = |count: &Count| count.manner == Manner::One && count.number > Number::ONE;
        let bounded = rest.iter().any(|piece| match &piece.what {
            What::Bound(_) | What::Quantity(..) => true,
            What::Count(count) => several(count),
            _ => false,
        });
        let other =
            |what: &What| matches!(what, What::Step(_) | What::Nth(_) | What::Rank { .. } | What::History(_) | What::Colon | What::Open);
        if !plain || !bounded || rest.iter().any(|piece| other(&piece.what)) {
            return None;
        }
        let words = label(&self.words(&region.left(0..colon)));
        (0..=colon).for_each(|index| region.take(index));
        Some(words).filter(|words| !words.is_empty() && !GENERAL.contains(&chidu_syntax::fold_str(words).as_ref()))
    }
}

/// A bound without a measure of its own is of what heads it.
pub(super) fn name(found: &mut Found, heading: &str) {
    for condition in found.cases.iter_mut().filter_map(|case| case.first_mut()) {
        if let Condition::Compare { measure, .. } | Condition::Within { measure, .. } = condition
            && measure.is_empty()
        {
            heading.clone_into(measure);
        }
    }
}
