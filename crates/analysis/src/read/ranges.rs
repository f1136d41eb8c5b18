//! 方案全面15-20分;方案较全面10-14分: ranges without a verb that fall from one to the next are the rungs of a scale, and what each is called.
//!
//! Of as many points as a total has they may as well be its grades. Not here: ranges of a column ([`super::effects`]), and a scale whose words say that
//! it is one (优8-10分; `grammar/forms/assessor_range.pest`). Start at [`Fold::is_on_falling_scale`].

use chidu_values::Number;

use super::Fold;
use super::label::label;
use crate::forms::{Act, Bound, Limits, Piece, What};
use crate::reading::{Condition, Kind};

/// No scale has more rungs.
const RUNGS: usize = 12;
/// What a range is of that says no rung.
const SCORES: &[&str] = &["得分", "总分", "成绩", "分值", "评分", "分数", "分", "扣", "加", "在", "为"];

impl Fold<'_> {
    /// True of a range among others that fall, from all the points of the entry on.
    pub(super) fn is_on_falling_scale(&self, at: usize) -> bool {
        let mut ranges = self.pieces.iter().enumerate().filter_map(|(index, piece)| Some((index, self.rung_of(index, piece)?)));
        let rungs: Vec<(usize, (Number, Number))> = ranges.by_ref().take(RUNGS).collect();
        let falls = rungs.windows(2).all(|pair| matches!(pair, [(_, (low, _)), (_, (_, high))] if high <= low));
        let Some((_, (_, highest))) = rungs.first().filter(|_| rungs.len() > 1 && falls && ranges.next().is_none()) else { return false };
        // As for a band: so many points are no total's.
        let whole = match self.points() {
            Some(points) => *highest == points && points < Number::from(60),
            None => *highest <= Number::from(20),
        };
        whole && rungs.iter().all(|(index, _)| self.is_named(*index)) && rungs.iter().any(|(index, _)| *index == at)
    }

    /// The ends of a range in points that closes its phrase.
    pub(super) fn range_of(&self, at: usize, bound: &Bound) -> Option<(Number, Number)> {
        let next = self.pieces.get(at + 1).map(|piece| &piece.what);
        let ends = matches!(next, None | Some(What::Comma | What::SoftStop | What::HardStop | What::Close | What::Space));
        match &bound.limits {
            Limits::Two { low, low_in, high, high_in } if ends && bound.unit == "分" => {
                // 4≤N<5分 says which rung has the number between.
                let signs = self.pieces.get(at).is_some_and(|piece| self.text(piece).contains(['<', '≤', '>', '≥']));
                (signs || *low_in && *high_in).then(|| (low.clone(), high.clone()))
            }
            _ => None,
        }
    }

    fn rung_of(&self, at: usize, piece: &Piece) -> Option<(Number, Number)> {
        match &piece.what {
            What::Bound(bound) => self.range_of(at, bound),
            What::RungRange(low, high, None) => Some((low.clone(), high.clone())),
            What::Act(act) if act.kind == Kind::Award => act.range.clone(),
            _ => None,
        }
    }

    /// True where words stand right before a range, and say no score.
    fn is_named(&self, at: usize) -> bool {
        if matches!(self.pieces.get(at).map(|piece| &piece.what), Some(What::Act(act)) if act.own.is_some()) {
            return true;
        }
        let before = self.pieces.get(..at).unwrap_or_default();
        let before = before.iter().rfind(|piece| !matches!(piece.what, What::Space | What::Open | What::Colon));
        before.is_some_and(|piece| {
            let words = self.text(piece).trim_end();
            matches!(piece.what, What::Text) && !SCORES.iter().any(|score| words.ends_with(score))
        })
    }

    /// 方案全面、合理15-20分: the word of the scale ends a phrase, and all of it names the rung.
    pub(super) fn rated_by_phrase(&self, at: usize, act: &Act) -> Option<Act> {
        let Some(Condition::Label(word)) = &act.own else { return None };
        act.range.as_ref()?;
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let touches = matches!(region.last().map(|piece| &piece.what), Some(What::Text | What::Pause | What::Joined(_)));
        let plain = |piece: &Piece| {
            matches!(piece.what, What::Text | What::Pause | What::Comma | What::Space | What::Enumerator | What::Joined(_) | What::HardStop)
        };
        let first = region.iter().find(|piece| matches!(piece.what, What::Text))?;
        let end = region.last().filter(|_| touches && region.iter().all(plain)).map(|piece| piece.at.end)?;
        let names = self.folded.text.get(end..)?.starts_with(word.as_str()) && !word.starts_with(|c: char| c.is_ascii());
        let own = label(self.folded.span(first.at.start..end + word.len()).of(self.source));
        let own = Some(own).filter(|own| names && own.len() > word.len())?;
        Some(Act { own: Some(Condition::Label(own)), ..act.clone() })
    }
}
