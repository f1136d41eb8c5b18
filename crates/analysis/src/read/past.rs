//! 连续两次, 累计三次, 比上年, and 连续两次或累计三次, which are two ways to one effect.
//!
//! Not here: what earlier periods do to a score (`lower::history`). Start at [`Fold::past`].

use super::Fold;
use super::region::{Found, Region};
use crate::forms::{Act, Past, Piece, What};
use crate::reading::GapKind;

impl Fold<'_> {
    /// What a region says of other periods, and the other way where it says two; an error where they are no ways to one effect.
    pub(super) fn past(&self, region: &mut Region<'_>) -> Result<[Option<Past>; 2], GapKind> {
        let said: Vec<(usize, Past)> = region
            .pieces
            .iter()
            .enumerate()
            .filter_map(|(at, piece)| if let What::History(past) = &piece.what { Some((at, *past)) } else { None })
            .collect();
        match said.as_slice() {
            [] => Ok([None, None]),
            [(_, first), rest @ ..] if rest.iter().all(|(_, past)| past == first) => Ok([Some(*first), None]),
            [(from, first), (to, second)] if first.times.is_some() && second.times.is_some() && self.are_ways(region, *from, *to) => {
                (*from..=*to).for_each(|at| region.take(at));
                Ok([Some(*first), Some(*second)])
            }
            // 连续两月环比下降: what falls is not what is in a row.
            _ => Err(GapKind::Unrecognized),
        }
    }

    /// True where 或 or 、 alone stands between two places.
    fn are_ways(&self, region: &Region<'_>, from: usize, to: usize) -> bool {
        let between = region.pieces.get(from + 1..to).unwrap_or_default();
        let joins = |piece: &Piece| matches!(piece.what, What::Either | What::Pause);
        between.iter().any(joins) && between.iter().all(|piece| joins(piece) || matches!(piece.what, What::Space | What::Comma))
    }

    /// The same effect once more, by the other way.
    pub(super) fn push_other_way(&mut self, found: &Found) {
        let number = u32::try_from(self.drafts.len()).unwrap_or(u32::MAX);
        let Some((past, last)) = found.or_past.zip(self.drafts.last_mut()) else { return };
        last.effect.alternative = Some(number);
        let mut other = last.clone();
        other.effect.times = past.times;
        self.drafts.push(other);
    }
}

/// True where two ways lead to more than one effect, or to one that counts.
pub(super) fn leads_apart(act: &Act, found: &Found) -> bool {
    found.or_past.is_some() && (found.cases.len() != 1 || found.per.is_some() || act.amounts.len() > 1)
}
