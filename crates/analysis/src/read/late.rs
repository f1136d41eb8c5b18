//! 每件逾期一天, 每户少一人: two counts in one phrase, of which the second says how far it goes, so that each day, and each person, of each counts.
//!
//! Not here: 每件每超过一天, which says so itself (`grammar/forms/per_occurrence.pest`). Start at [`Fold::one_of_each`].

use chidu_values::{Dimension, Number, Unit};

use super::Fold;
use super::label::label;
use super::region::Region;
use crate::forms::{Bound, Count, Limits, Manner, What};
use crate::reading::{Op, Per};

/// What says that a time was passed.
const PASSED: &[&str] = &["超过", "超期", "超时", "逾期", "延期", "延误", "迟", "超出", "超"];

impl Fold<'_> {
    /// Of 每件逾期一天, what each day costs; the time is taken out of the region.
    pub(super) fn one_of_each(&self, region: &mut Region<'_>, index: usize, per: Per) -> Per {
        let phrase = region.phrase(index);
        let found = (index + 1..phrase.end).rev().find_map(|at| self.one_at(region, index, at).map(|unit| (at, unit)));
        let Some((at, unit)) = found.filter(|(at, _)| region.closes(*at, &self.folded.text) && per.step == Number::ONE) else { return per };
        let verb = match region.at(at).map(|piece| &piece.what) {
            Some(What::Count(Count { verb: Some(verb), .. })) => verb.end - verb.start,
            _ => 0,
        };
        region.shorten(at, verb);
        // 逾期的,每件逾期一天: said again.
        let again = chidu_syntax::fold_str(&label(&self.words(&region.left(index + 1..phrase.end)))).into_owned();
        if self.was_passed(region, index) && PASSED.iter().any(|word| *word == again) {
            (index + 1..phrase.end).for_each(|index| region.drop_words(index));
        }
        Per { unit: format!("{}/{unit}", per.unit), ..per }
    }

    /// The unit of one of a time, or of what lacks.
    fn one_at(&self, region: &Region<'_>, index: usize, at: usize) -> Option<String> {
        let mut counted = false;
        let (number, unit) = match &region.at(at)?.what {
            What::Count(Count { manner: Manner::Found, number, unit, verb: Some(_), .. }) => {
                counted = true;
                (number, unit)
            }
            // 每份病历书写错误一处.
            What::Count(Count { manner: Manner::One, number, unit, .. }) if self.fails_between(region, index, at) => {
                counted = true;
                (number, unit)
            }
            What::Count(Count { manner: Manner::One | Manner::Found, number, unit, .. }) | What::Quantity(number, unit) => (number, unit),
            // 逾期的,每件超过1天: how far beyond was said before.
            What::Bound(Bound { limits: Limits::One(Op::Above, number), unit, .. })
                if at == index + 1 && self.was_passed(region, index) =>
            {
                (number, unit)
            }
            _ => return None,
        };
        let unit = unit.strip_prefix('个').filter(|unit| !unit.is_empty() && *unit != "月").unwrap_or(unit);
        let time = Unit::of(unit).dimension == Dimension::Time || unit == "工作日";
        ((time || counted) && *number == Number::ONE && region.is_free(at)).then(|| unit.to_owned())
    }

    fn fails_between(&self, region: &Region<'_>, index: usize, at: usize) -> bool {
        let between = chidu_syntax::fold_str(&label(&self.words(&region.left(index + 1..at)))).into_owned();
        ["错误", "缺陷", "差错", "不合格", "不规范", "不符合", "不达标", "不合要求", "不正确", "有误", "遗漏"]
            .iter()
            .any(|end| between.ends_with(end))
    }

    fn was_passed(&self, region: &Region<'_>, index: usize) -> bool {
        let before = chidu_syntax::fold_str(&label(&self.words(&region.left(0..region.phrase(index).start)))).into_owned();
        PASSED.iter().any(|word| before.contains(word))
    }
}
