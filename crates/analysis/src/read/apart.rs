//! 每人最多扣2分, 单次最高扣3分, 每项不超过3分, 加减分均不超过2分: caps that several things have each for itself.
//!
//! Not here: caps of all together ([`super::limits`]), and what each is in the records (`lower::windows`). Start at [`Fold::cap_of_each`].

use chidu_values::Number;

use super::Fold;
use crate::forms::{CapSaid, Count, Manner, Piece, What};
use crate::reading::{Apart, Cap, Each, Effect, GapKind, Kind, Sign};

/// What is counted on the row that states it.
const OCCURRENCES: &[&str] = &["次", "起", "例", "回"];
/// What records name.
const OBJECTS: &[&str] = &["人", "名", "位", "户", "家", "份", "台", "辆", "车", "间", "组", "班", "队", "店", "村", "所", "单位"];
/// The listed clauses themselves.
const CLAUSES: &[&str] = &["项", "条", "款"];

impl Fold<'_> {
    /// Binds a cap that is for each of something; `None` where the words say nothing of the kind.
    pub(super) fn cap_of_each(&mut self, at: usize, said: &CapSaid, points: &Number, targets: &[usize]) -> Option<()> {
        let unit = self.unit_of_cap(at, said)?;
        if targets.is_empty() {
            return None;
        }
        let plain = said.window.is_none() && said.group.is_none() && said.scope == crate::reading::Scope::Nearest;
        let kinds = targets.iter().filter_map(|index| self.drafts.get(*index)).map(|draft| draft.effect.kind);
        let alike = kinds.clone().zip(kinds.skip(1)).all(|(one, next)| one == next);
        let done = plain && alike && self.bind_each(at, said, points, targets, &unit);
        if !done {
            self.gap(at, GapKind::Unrecognized);
        }
        Some(())
    }

    /// 人 of 每人最多, 次 of 单次最多: nothing else may stand before the cap.
    fn unit_of_cap(&self, at: usize, said: &CapSaid) -> Option<String> {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let mut spoken = region.iter().filter(|piece| !matches!(piece.what, What::Comma | What::Space | What::SoftStop | What::HardStop));
        match (spoken.next(), spoken.next(), said.once) {
            (None, _, true) => Some("次".to_owned()),
            (Some(Piece { what: What::Count(count), .. }), None, false) => each(count),
            _ => None,
        }
    }

    fn bind_each(&mut self, at: usize, said: &CapSaid, points: &Number, targets: &[usize], unit: &str) -> bool {
        let counted_by = |effect: &Effect| effect.per.as_ref().is_some_and(|per| per.unit == unit);
        let effects = || targets.iter().filter_map(|index| self.drafts.get(*index)).map(|draft| &draft.effect);
        if CLAUSES.contains(&unit) {
            let several = targets.len() > 1 && !effects().any(|effect| counted_by(effect) || effect.cap.is_some());
            if several {
                self.cap_each_clause(at, points, targets);
            }
            return several;
        }
        let apart = if OBJECTS.contains(&unit) {
            Apart::Object
        } else if OCCURRENCES.contains(&unit) && targets.len() == 1 {
            Apart::Row
        } else {
            return false;
        };
        let computed = effects().all(|effect| effect.per.is_some() && effect.amount.is_some() && effect.cap.is_none());
        // 每次加1分,单次最高加5分 says nothing more; 每次加6分 contradicts it.
        let within = effects().all(|effect| apart != Apart::Row || !counted_by(effect) || effect.amount.as_ref() <= Some(points));
        let paired = effects().any(|effect| apart == Apart::Row && effect.per.as_ref().is_some_and(|per| per.unit.contains('/')));
        if !computed || !within || paired {
            return false;
        }
        let each = Each { apart, unit: unit.to_owned() };
        match targets {
            [index] => {
                let Some(draft) = self.drafts.get_mut(*index) else { return false };
                draft.effect.cap = Some(Cap::Points(points.clone()));
                draft.effect.each = Some(each);
                self.start = at + 1;
            }
            _ => {
                self.limit(at, said, points, None);
                if let Some(limit) = self.drafts.last_mut() {
                    limit.effect.each = Some(each);
                }
            }
        }
        true
    }

    /// A每次扣1分,B每次扣2分,每项最多扣3分: every one of them.
    pub(super) fn cap_each_clause(&mut self, at: usize, points: &Number, targets: &[usize]) {
        for index in targets {
            if let Some(draft) = self.drafts.get_mut(*index) {
                draft.effect.cap = Some(Cap::Points(points.clone()));
            }
        }
        self.start = at + 1;
    }

    /// 加减分均不超过2分: what is taken, and what is given.
    pub(super) fn cap_both(&mut self, at: usize, said: &CapSaid, points: &Number) {
        let (from, mut bound) = (self.start, false);
        for (sign, kind) in [(Sign::Deduct, Kind::Deduct), (Sign::Add, Kind::Add)] {
            let said = CapSaid { sign: Some(sign), both: false, ..said.clone() };
            let Ok(targets) = self.targets(&said) else { return self.gap(at, GapKind::Unrecognized) };
            let targets: Vec<usize> =
                targets.into_iter().filter(|index| self.drafts.get(*index).is_some_and(|draft| draft.effect.kind == kind)).collect();
            if !targets.is_empty() {
                self.start = from;
                self.bind(at, &said, points, &targets);
                bound = true;
            }
        }
        if !bound {
            self.gap(at, GapKind::Unrecognized);
        }
    }
}

fn each(count: &Count) -> Option<String> {
    let plain = count.manner == Manner::Each && count.number == Number::ONE && count.verb.is_none();
    plain.then(|| count.unit.clone())
}
