//! 第一名得10分,每降低一个名次扣1分: each further place is worth so much less than the place before it.
//!
//! Not here: places that are named one by one ([`super::kin`]), and what the step gives (`lower::falling`). Start at [`Fold::falls_by_places`].

use chidu_values::Number;

use super::{Fold, Rung};
use crate::forms::{Act, FALLING, What};
use crate::reading::{Condition, Effect, GapKind, Kind, Op, Per, Sign};

/// What may stand before the step.
const HEADS: &[&str] = &["以后", "此后", "其后", "往后", "之后", "其余", "其他", "其他名次", "其余名次", "综合", "考核", "得分"];
const NOUNS: &[&str] = &["名次", "排名", "位次", "排位", "排序", "名列"];
const FALLS: &[&str] = &["降低", "下降", "下滑", "降", "后退", "退后", "后移", "退步", "退", "落后", "靠后", "往后", "低", "差"];
const PLACES: &[&str] = &["一个名次", "1个名次", "一个位次", "1个位次", "一名次", "一名", "1名", "一位", "1位", "个名次", "个位次"];

impl Fold<'_> {
    /// A deduction for each place behind the one before it; true where it has found its place, or none.
    pub(super) fn falls_by_places(&mut self, at: usize, act: &Act) -> bool {
        let said = act.of.as_deref() == Some(FALLING);
        let plain = act.kind == Kind::Deduct && act.range.is_none() && act.per.is_none() && !act.respectively;
        if !(said || plain && self.is_place_step(at)) {
            return false;
        }
        let alone = self.pieces.get(self.start..at).unwrap_or_default().iter().all(|piece| matches!(piece.what, What::Comma | What::Space));
        // 第一名得10分,第二名得9分,以此类推,每降一名扣1分: the same once more.
        if self.went_on(act) {
            self.start = at + 1;
            return true;
        }
        match self.place_before().filter(|_| !said || alone) {
            Some((place, ranked)) => self.push_step(at, act, (place, ranked)),
            None => self.gap(at, GapKind::Unrecognized),
        }
        true
    }

    /// True where the places named so far fall by as much already, down to the last that has anything.
    fn went_on(&self, act: &Act) -> bool {
        let mut last = super::of_sentence(&self.drafts, self.sentence).map(|draft| &draft.effect);
        let (Some(here), Some(before), [less]) = (last.next(), last.next(), act.amounts.as_slice()) else { return false };
        let places = here.kind == Kind::Rank && before.kind == Kind::Rank && here.per.is_none();
        match (&here.amount, &before.amount) {
            (Some(here), Some(before)) => places && here <= less && before - here == *less,
            _ => false,
        }
    }

    /// The one place that the effect before is for, and what is ranked.
    fn place_before(&self) -> Option<(Number, String)> {
        let last = self.drafts.last().filter(|last| last.effect.sentence + 1 >= self.sentence && last.rung != Rung::Bracketed)?;
        let first = &last.effect;
        let given = first.kind == Kind::Rank && matches!(first.does, Kind::Award | Kind::Full) && first.per.is_none();
        match first.when.as_slice() {
            [Condition::Compare { measure, op: Op::Is, value, .. }] if given && measure == "名次" => {
                Some((value.clone(), first.ranked.clone()))
            }
            _ => None,
        }
    }

    fn push_step(&mut self, at: usize, act: &Act, (place, ranked): (Number, String)) {
        let clause = self.span_to(at);
        let span = self.pieces.get(at).map_or(clause, |piece| self.span(piece));
        let behind = Condition::Compare { measure: "名次".to_owned(), op: Op::Above, value: place, unit: "名".to_owned() };
        let effect = Effect {
            amount: act.amounts.first().cloned(),
            per: Some(Per { step: Number::ONE, unit: "名".to_owned(), down: false }),
            when: vec![behind],
            sign: Some(Sign::Deduct),
            does: Kind::Deduct,
            ranked,
            clause,
            sentence: self.sentence,
            ..Effect::new(Kind::Rank, span)
        };
        self.drafts.push(super::Draft::said(effect));
        self.start = at + 1;
    }

    /// 名次每下降一位: nothing else stands before the points.
    fn is_place_step(&self, at: usize) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let (Some(first), Some(last)) = (region.first(), region.last()) else { return false };
        let words = self.folded.text.get(first.at.start..last.at.end).unwrap_or_default();
        let words: String = words.chars().filter(|c| !c.is_whitespace() && *c != ',').take(24).collect();
        let words = words.trim_end_matches(['的', '者']);
        let Some((head, step)) = words.split_once('每') else { return false };
        let head = NOUNS.iter().find_map(|noun| head.strip_suffix(noun)).unwrap_or(head);
        let falls = |step: &str| FALLS.iter().any(|fall| step.strip_prefix(fall).is_some_and(|rest| PLACES.contains(&rest)));
        (head.is_empty() || HEADS.contains(&head)) && falls(step.trim_start_matches('再'))
    }
}
