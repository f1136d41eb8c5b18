//! Words that belong to what stands right beside them: 满分8分 behind what is counted, and the beginning of a formula's name.
//!
//! Not here: caps that say what they are; see [`super::limits`]. Start at [`Fold::full_closes`].

use std::ops::Range;

use super::Fold;
use super::label::label;
use crate::forms::{Act, CapSaid, What};
use crate::reading::{Cap, Condition, Kind, Sign};

impl Fold<'_> {
    /// 每份得2分,满分8分: the most that the occurrences before it give. True where it has found its place.
    pub(super) fn full_closes(&mut self, at: usize, act: &Act) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let bare = region.iter().all(|piece| matches!(piece.what, What::Comma | What::Space | What::Open));
        let said = self.pieces.get(at).and_then(|piece| self.folded.text.get(piece.at.clone()));
        let [most] = act.amounts.as_slice() else { return false };
        if act.kind != Kind::Points || !bare || !said.is_some_and(|text| text.contains("满分")) {
            return false;
        }
        // 得3分,每多1人加1分,满分6分: of both.
        if self.adds_to_award(most) {
            let said = CapSaid { points: Some(most.clone()), sign: Some(Sign::Award), ..CapSaid::until_nothing_is_left() };
            self.limit(at, &said, most, None);
            return true;
        }
        let sentence = self.sentence;
        let Some(last) = self.drafts.last_mut().map(|last| &mut last.effect) else { return false };
        let counted = last.sentence == sentence && last.per.is_some() && last.cap.is_none();
        if !counted || !matches!(last.kind, Kind::Award | Kind::Add) {
            return false;
        }
        last.cap = Some(Cap::Points(most.clone()));
        self.start = at + 1;
        true
    }

    /// 三年内不得转让: what is asked for, where nothing before it says when it would be taken away.
    pub(super) fn is_duty(&self, at: usize, act: &Act) -> bool {
        let text = self.pieces.get(at).and_then(|piece| self.folded.text.get(piece.at.clone())).unwrap_or_default();
        let timed = text.starts_with(|first: char| first.is_ascii_digit() || "自一二两三四五六半".contains(first));
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let said = region.iter().any(|piece| !matches!(piece.what, What::Comma | What::Space | What::Enumerator));
        act.kind == Kind::Veto && timed && !said && self.drafts.is_empty()
    }

    /// 单位综合得分=: the words that touch a formula's name are of it, and no condition.
    pub(super) fn name_formula(&self, at: usize, act: &mut Act, words: &mut Vec<Range<usize>>) {
        if act.kind != Kind::Formula {
            return;
        }
        // 折算为百分制 has no name.
        let start = self.pieces.get(at).filter(|piece| self.folded.text.get(piece.at.clone()).is_some_and(|text| text.contains('=')));
        let start = start.map(|piece| piece.at.start);
        if let (Some(of), Some(true)) = (&mut act.of, words.last().map(|last| Some(last.end) == start)) {
            let touching = words.pop().map(|last| self.words(&[last])).unwrap_or_default();
            // 即得分=: no part of a name.
            let touching = chidu_syntax::fold_str(label(&touching).as_str()).into_owned();
            *of = format!("{}{of}", touching.strip_prefix('即').unwrap_or(&touching));
        }
    }
}

/// 合格率95%以上为优秀: the words before a band that is not in points are what is measured.
pub(super) fn graded(act: &Act, mut own: Condition, words: &[Condition]) -> Condition {
    let of = match words {
        [Condition::Label(words)] if act.kind == Kind::Grade => words,
        _ => return own,
    };
    if let Condition::Compare { measure, .. } | Condition::Within { measure, .. } = &mut own
        && measure.is_empty()
    {
        measure.clone_from(of);
    }
    own
}
