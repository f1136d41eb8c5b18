//! 高低差超过10厘米的,每10米: over how much of it a bound of another kind is broken.
//!
//! Not here: how far something lies beyond a bound of its own kind; see [`super::steps`]. Start at [`Fold::extent`].

use chidu_values::{Dimension, Number, Unit};

use super::label::label;
use super::region::Region;
use super::{Fold, thresholds};
use crate::forms::{Bound, Count, Direction, Manner, Piece, Step, What};
use crate::reading::{Condition, GapKind, Op, Per};

impl Fold<'_> {
    /// 高低差超过10厘米的,每10米: how long or large it is that a bound of another unit names, and not how far it lies beyond.
    pub(super) fn extent(&self, region: &Region<'_>, index: usize, step: &Step) -> Option<Condition> {
        let bounds = bounds(region);
        let [bound] = bounds.as_slice() else { return None };
        let phrase = region.phrase(index);
        let own = region.left(phrase.start..index).into_iter().chain(region.left(index + 1..region.pieces.len()));
        let alone = own.into_iter().all(|range| self.is_blank(&range));
        let other = !thresholds::same_unit(&bound.unit, step) && !bound.unit.is_empty();
        let name = label(&self.words(&region.left(0..phrase.start)));
        (extends(step) && other && alone && !name.is_empty()).then(|| any(name, step.unit.clone()))
    }

    /// 杂草高度超过15cm每平方米: the same without a comma, where it stands like a count. What a count of findings bounds spreads over nothing.
    pub(super) fn spread(&self, region: &Region<'_>, per: Option<&Per>) -> Result<Option<Condition>, GapKind> {
        let Some(unit) = per.map(|per| Unit::of(&per.unit)).filter(Unit::is_measured) else { return Ok(None) };
        let bounds = bounds(region);
        if !bounds.iter().any(|bound| !bound.unit.is_empty() && Unit::of(&bound.unit).dimension != unit.dimension) {
            return Ok(None);
        }
        let spreads = matches!(unit.dimension, Dimension::Length | Dimension::Area | Dimension::Time);
        let name = label(&self.words(&region.left(0..region.pieces.len())));
        match bounds.as_slice() {
            [bound] if spreads && Unit::of(&bound.unit).is_measured() && !name.is_empty() => Ok(Some(any(name, unit.name))),
            _ => Err(GapKind::Unrecognized),
        }
    }

    /// 每100米有一处裂缝: how many there are to a length, which no step measures.
    pub(super) fn is_rate(&self, region: &Region<'_>, index: usize, step: &Step) -> bool {
        let counted = |piece: &Piece| matches!(&piece.what, What::Count(Count { manner: Manner::One | Manner::Found, .. }));
        let phrase = region.pieces.get(index..region.phrase(index).end).unwrap_or_default();
        // 每百公里1升: so much to a length.
        let amount = phrase.get(1).is_some_and(|next| self.text(next).trim_start().starts_with(|c: char| c.is_ascii_digit()));
        extends(step) && (amount || phrase.iter().any(counted))
    }
}

/// 每10米, and not 每超过10米: how long or large it is.
fn extends(step: &Step) -> bool {
    matches!(Unit::of(&step.unit).dimension, Dimension::Length | Dimension::Area) && step.direction == Direction::Unsaid
}

fn bounds<'r>(region: &'r Region<'_>) -> Vec<&'r Bound> {
    region.pieces.iter().filter_map(|piece| if let What::Bound(bound) = &piece.what { Some(bound) } else { None }).collect()
}

/// Any of it at all.
fn any(measure: String, unit: String) -> Condition {
    Condition::Compare { measure, op: Op::Above, value: Number::ZERO, unit }
}
