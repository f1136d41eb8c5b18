//! Points that belong to no finding of their own: (3分) behind a sentence, 共10分,每项2分, and amounts that nothing says.
//!
//! Not here: points with words before them ([`super::ladders`]), and columns of points ([`super::column`]). Start at [`Fold::declares_points`].

use std::ops::Range;

use chidu_values::Number;

use super::label::label;
use super::region::Found;
use super::{Draft, FAR, Fold, Rung, deeds};
use crate::forms::{Act, Count, Manner, Piece, What};
use crate::reading::{Condition, Effect, Gap, GapKind, Kind};

impl Fold<'_> {
    /// 文书送达规范。(3分)未签名的扣1分: points in brackets behind a sentence are of what it asks for. Behind a sentence that scores
    /// they say once more what the entry has, or nothing that is known. True where they have found their place.
    pub(super) fn declares_points(&mut self, at: usize, act: &Act) -> bool {
        let blank = |piece: &Piece| matches!(piece.what, What::Space);
        let Some(stop) = self.pieces.get(..at).unwrap_or_default().iter().rposition(|piece| !blank(piece)) else { return false };
        let stops = self.pieces.get(stop).is_some_and(|piece| matches!(piece.what, What::HardStop | What::SoftStop));
        let ends = matches!(
            self.pieces.get(at + 1).map(|piece| &piece.what),
            None | Some(What::Space | What::Text | What::Count(_) | What::HardStop | What::Enumerator)
        );
        let ([amount], true, true, None) = (act.amounts.as_slice(), stops, ends, &act.per) else { return false };
        let of = label(&self.words(&self.asked_before(stop)));
        let scores = |last: &Draft| last.effect.sentence + 1 == self.sentence && last.effect.kind != Kind::Points;
        let scored = self.drafts.last().is_some_and(scores);
        let own = self.points().is_some_and(|points| points == *amount);
        if if scored { !own } else { of.is_empty() && !own } {
            return false;
        }
        let of = Some(of).filter(|of| !scored && !of.is_empty());
        self.declare(at, amount, of);
        true
    }

    /// The words of the sentence that ends at a stop.
    fn asked_before(&self, stop: usize) -> Vec<Range<usize>> {
        let before = self.pieces.get(..stop).unwrap_or_default().iter().rev().take(FAR);
        let sentence = before.take_while(|piece| !matches!(piece.what, What::HardStop | What::SoftStop));
        let words = sentence.filter(|piece| !matches!(piece.what, What::Enumerator | What::Evidence | What::Rung(..)));
        let mut words: Vec<Range<usize>> = words.map(|piece| piece.at.clone()).collect();
        words.reverse();
        words
    }

    fn declare(&mut self, at: usize, amount: &Number, of: Option<String>) {
        let span = self.pieces.get(at).map_or_else(|| self.span_to(at), |piece| self.span(piece));
        let effect = Effect { amount: Some(amount.clone()), of, clause: span, sentence: self.sentence, ..Effect::new(Kind::Points, span) };
        self.drafts.push(Draft::said(effect));
        self.start = at + 1;
    }

    /// 未申报(按次计算) 5分: what is counted of a fault is what it costs each time.
    pub(super) fn taken_by_rate(&self, at: usize, found: &Found) -> Option<Kind> {
        found.per.as_ref()?;
        let by_rate =
            |piece: &Piece| matches!(&piece.what, What::Count(Count { manner: Manner::Each, .. })) && self.text(piece).starts_with('(');
        let counted = self.pieces.get(self.start..at).unwrap_or_default().iter().any(by_rate);
        let fault = |condition: &Condition| matches!(condition, Condition::Label(words) if deeds::is_fault(&chidu_syntax::fold_str(words)));
        (counted && found.cases.iter().flatten().all(fault)).then_some(Kind::Deduct)
    }

    /// 共12分,每项1.5分: for each of what has so many points.
    pub(super) fn shares_points(&self, at: usize, found: &Found) -> Option<Kind> {
        found.per.as_ref().filter(|_| found.bare)?;
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.kind == Kind::Points)?;
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        let beside = before.iter().all(|piece| matches!(piece.what, What::Comma | What::Space | What::Count(_)));
        let deducts = self.pieces.iter().any(|piece| matches!(&piece.what, What::Act(act) if act.kind == Kind::Deduct));
        // 总分100分,每项10分: how many points each has, and nothing that is reached.
        let all = last.effect.amount.as_ref().filter(|all| self.points().map_or(**all < Number::from(60), |points| points == **all));
        (beside && !deducts && last.rung == Rung::Not && all.is_some()).then_some(Kind::Award)
    }

    /// 主任和科长各占25%: each of them; 甲、乙分别占60%、40%: a list of which one share was read. True where it has found its place.
    pub(super) fn weighs_several(&mut self, at: usize, act: &Act, words: &str) -> bool {
        let folded = chidu_syntax::fold_str(words);
        // 迟到的,得分按50%计入总分: under a condition, which no share has.
        let counted = self.pieces.get(at).is_some_and(|piece| self.text_of(piece).contains('入'));
        let loose = counted && (folded.is_empty() || folded.contains([',', '、']));
        if folded.ends_with("分别") || loose {
            self.gap(at, GapKind::Unrecognized);
            return true;
        }
        let Some(names) = words.strip_suffix('各').map(|names| names.strip_suffix('均').unwrap_or(names)) else { return false };
        let names: Vec<String> = names.split(['、', '和', '与', '與', '及']).map(label).filter(|name| !name.is_empty()).collect();
        let ([share], [_, _, ..]) = (act.amounts.as_slice(), names.as_slice()) else {
            self.gap(at, GapKind::Unrecognized);
            return true;
        };
        let parts: Vec<(String, Number)> = names.into_iter().map(|name| (name, share.clone())).collect();
        self.weights(at, &parts);
        true
    }

    /// 不合格的,扣除全部分数,该案卷不得分: nothing is left of what nothing was left of.
    pub(super) fn says_nothing_again(&self, at: usize, act: &Act) -> bool {
        let again =
            |last: &Draft| last.effect.sentence == self.sentence && last.effect.kind == Kind::Zero && last.effect.scope == act.scope;
        if act.kind != Kind::Zero || !self.drafts.last().is_some_and(again) {
            return false;
        }
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let plain = region.iter().all(|piece| matches!(piece.what, What::Text | What::Comma | What::Space));
        let words = label(&self.words(&region.iter().map(|piece| piece.at.clone()).collect::<Vec<_>>()));
        let same = words.starts_with(['该', '該', '此']) && words.chars().count() <= 5 && !words.ends_with(['分', '绩', '項', '项']);
        plain && (words.is_empty() || same)
    }

    /// 未完成的,扣减相应分数: how much is not said, unless a list that follows says it.
    pub(super) fn unsaid_amounts(&mut self) {
        let scores = |piece: &Piece| matches!(piece.what, What::Act(_) | What::Rung(..) | What::Figure(_) | What::RungRange(..));
        let listed = ["下列", "以下", "如下", "下述"].iter().any(|word| self.folded.text.contains(word));
        let Some(at) = self.pieces.iter().rposition(|piece| matches!(piece.what, What::Intro)) else { return };
        let Some(piece) = self.pieces.get(at).filter(|piece| self.text(piece).contains("相应")) else { return };
        let leads = self.pieces.get(at + 1).is_some_and(|next| matches!(next.what, What::Colon));
        let followed = self.pieces.iter().skip(at + 1).any(scores);
        if !listed && !leads && !followed {
            self.gaps.push(Gap { span: self.folded.span(piece.at.clone()), kind: GapKind::MissingAmount });
        }
    }
}
