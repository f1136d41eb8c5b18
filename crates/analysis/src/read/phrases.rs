//! A region while its pieces are being given away: which are taken, which phrase holds one, and what is left for the label.
//!
//! Not here: to whom they are given ([`super::region`]). Start at [`Region`].

use std::ops::Range;

use crate::forms::{Count, Piece, What};

/// A region while its pieces are being given away.
pub(super) struct Region<'a> {
    pub pieces: &'a [Piece],
    /// What is no part of a label.
    taken: Vec<bool>,
    /// Words within a taken piece that a label keeps: 缺 of 每缺一项.
    kept: Vec<Range<usize>>,
}

impl<'a> Region<'a> {
    pub(super) fn new(pieces: &'a [Piece]) -> Self {
        let nothing = |piece: &Piece| {
            matches!(
                piece.what,
                What::Judged(_)
                    | What::Partial(..)
                    | What::Aside
                    | What::Trim(_)
                    | What::Sample(_)
                    | What::Evidence
                    | What::History(_)
                    | What::Handle(_)
                    | What::External
            )
        };
        let mut taken: Vec<bool> = pieces.iter().map(nothing).collect();
        for (slot, piece) in taken.iter_mut().zip(pieces) {
            match piece.what {
                What::Enumerator
                | What::Joined(_)
                | What::Space
                | What::Comma
                | What::Sample(_)
                | What::Pause
                | What::Colon
                | What::Close
                | What::HardStop
                | What::SoftStop => {
                    *slot = true;
                }
                _ => break,
            }
        }
        let heading = pieces.iter().rposition(|piece| matches!(piece.what, What::Intro)).map_or(0, |at| at + 1);
        taken.iter_mut().take(heading).for_each(|slot| *slot = true);
        let mut region = Self { pieces, taken, kept: Vec::new() };
        let joins: Vec<usize> = (0..pieces.len()).filter(|index| region.joins(*index)).collect();
        joins.into_iter().for_each(|index| region.take(index));
        region
    }

    /// 低于80%且投诉超过3次, 达到90%,且低于5%: a word between two conditions of which one is a bound, and no part of a name.
    fn joins(&self, index: usize) -> bool {
        let Some(Piece { what: What::Joined(strong), .. }) = self.at(index) else { return false };
        let before = self.pieces.get(..index).unwrap_or_default();
        let after = self.pieces.get(index + 1..).unwrap_or_default();
        let stops = |piece: &&Piece| matches!(piece.what, What::Comma | What::Space);
        if before.iter().rev().find(|piece| !matches!(piece.what, What::Space)).is_some_and(|piece| matches!(piece.what, What::Comma)) {
            let phrase = after.iter().take_while(|piece| !matches!(piece.what, What::Comma));
            return ends_in_bound(before.iter().rev().skip_while(stops)) || phrase.into_iter().any(is_bound);
        }
        let mut rest = after.iter().take_while(|piece| !matches!(piece.what, What::Comma));
        ends_in_bound(before.iter().rev()) || *strong && rest.any(is_bound)
    }

    /// True where a phrase ends before a piece.
    fn ends_phrase(&self, index: usize) -> bool {
        let Some(piece) = self.at(index) else { return true };
        match piece.what {
            What::Comma | What::Colon | What::Open | What::Close | What::SoftStop | What::HardStop => true,
            What::Joined(_) => self.joins(index),
            What::Either => ends_in_bound(self.pieces.get(..index).unwrap_or_default().iter().rev()),
            _ => false,
        }
    }

    pub(super) fn at(&self, index: usize) -> Option<&'a Piece> {
        self.pieces.get(index)
    }

    pub(super) fn take(&mut self, index: usize) {
        if let Some(slot) = self.taken.get_mut(index) {
            *slot = true;
        }
    }

    /// Leaves of a piece its first bytes alone.
    pub(super) fn shorten(&mut self, index: usize, length: usize) {
        let Some(piece) = self.at(index) else { return };
        self.take(index);
        if length > 0 {
            self.kept.push(piece.at.start..piece.at.start + length);
        }
    }

    /// Leaves nothing of a piece, whatever was kept of it.
    pub(super) fn drop_words(&mut self, index: usize) {
        let Some(piece) = self.at(index) else { return };
        self.take(index);
        self.kept.retain(|kept| kept.end <= piece.at.start || piece.at.end <= kept.start);
    }

    /// Puts back the 且 that stand within a name after all.
    pub(super) fn release_joins(&mut self) {
        let mut words = (0..self.pieces.len()).filter(|index| self.is_free(*index));
        let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return };
        for (slot, piece) in self.taken.iter_mut().zip(self.pieces).take(last).skip(first) {
            *slot &= !matches!(piece.what, What::Joined(_));
        }
    }

    pub(super) fn is_free(&self, index: usize) -> bool {
        !self.taken.get(index).copied().unwrap_or(true)
    }

    /// The phrase that holds a piece: from one comma to the next.
    pub(super) fn phrase(&self, index: usize) -> Range<usize> {
        let start = (0..index.min(self.pieces.len())).rev().find(|at| self.ends_phrase(*at)).map_or(0, |at| at + 1);
        let end = (index..self.pieces.len()).find(|at| self.ends_phrase(*at)).unwrap_or(self.pieces.len());
        start..end
    }

    /// The first comma, or end of a sentence, from a piece on.
    pub(super) fn stop_after(&self, start: usize) -> Option<usize> {
        (start..self.pieces.len()).find(|index| self.at(*index).is_some_and(|piece| matches!(piece.what, What::Comma | What::HardStop)))
    }

    /// 每季度召开一次: how often something is due.
    pub(super) fn is_due(&self, index: usize) -> bool {
        self.pieces.get(self.phrase(index).start..index).unwrap_or_default().iter().any(|piece| matches!(piece.what, What::Duty))
    }

    /// The folded bytes of what is left in a range of pieces.
    pub(super) fn left(&self, range: Range<usize>) -> Vec<Range<usize>> {
        range.flat_map(|index| self.left_of(index)).collect()
    }

    pub(super) fn left_of(&self, index: usize) -> Vec<Range<usize>> {
        let Some(piece) = self.at(index) else { return Vec::new() };
        if self.is_free(index) {
            return vec![piece.at.clone()];
        }
        self.kept.iter().filter(|kept| piece.at.start <= kept.start && kept.end <= piece.at.end).cloned().collect()
    }

    /// A taken count leaves its verb and noun to the label where they are needed to name anything.
    pub(super) fn keep(&mut self, index: usize, count: &Count, named: bool, faultless: bool) {
        let phrase = self.phrase(index);
        if count.noun.is_some() || count.verb.is_some() {
            self.leave_requirements(phrase.start);
        }
        let others = |range: Range<usize>| {
            range.into_iter().any(|at| self.is_free(at) && self.at(at).is_some_and(|piece| matches!(piece.what, What::Text)))
        };
        let own_words = others(phrase);
        self.kept.extend(count.verb.clone());
        if !own_words && !named || count.verb.is_some() || faultless {
            self.kept.extend(count.noun.clone());
        }
    }

    /// 台面整洁。每发现一项问题扣1分: a sentence before a count that names what it counts says what ought to be, and names no finding.
    fn leave_requirements(&mut self, start: usize) {
        let before = self.pieces.get(..start).unwrap_or_default();
        let Some(stop) = before.iter().rposition(|piece| matches!(piece.what, What::SoftStop | What::HardStop)) else { return };
        (0..=stop).for_each(|index| self.take(index));
    }

    pub(super) fn last(&self, wanted: impl Fn(&What) -> bool) -> Option<usize> {
        self.pieces.iter().rposition(|piece| wanted(&piece.what))
    }

    /// True where nothing but spaces and commas stands between a piece and the region's end.
    pub(super) fn closes(&self, index: usize, folded: &str) -> bool {
        let rest = self.pieces.get(index + 1..).unwrap_or_default();
        let ending =
            |piece: &Piece| matches!(piece.what, What::Text) && matches!(folded.get(piece.at.clone()), Some("的" | "者" | "以内" | "时"));
        rest.iter().all(|piece| {
            matches!(piece.what, What::Space | What::Comma | What::Evidence | What::Joined(_) | What::Open | What::Close) || ending(piece)
        })
    }
}

fn is_bound(piece: &Piece) -> bool {
    matches!(piece.what, What::Bound(_))
}

/// True where the pieces, backwards, begin with a bound and what may end it: 低于80%的.
fn ends_in_bound<'a>(mut backwards: impl Iterator<Item = &'a Piece>) -> bool {
    let ending = |piece: &Piece| matches!(piece.what, What::Text) && piece.at.len() == "的".len();
    backwards.find(|piece| !ending(piece) && !matches!(piece.what, What::Space)).is_some_and(is_bound)
}
