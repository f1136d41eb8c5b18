//! Where a step starts: 每上升1% after 达到90%得5分, and a limit in the entry's name.
//!
//! Not here: a threshold within the step's own region ([`super::steps`]). Start at [`Fold::threshold_before`].

use chidu_values::Number;

use super::label::label;
use super::region::Region;
use super::{Draft, FAR, Fold};
use crate::forms::{Direction, Step, What};
use crate::reading::{Condition, GapKind, Kind, Op};

/// 收缴率95%以上。符合得2分,每降低1%: of what was asked before.
const MET: &[&str] = &["符合", "达到", "达标", "符合要求", "达到要求", "符合标准", "达到标准"];

impl Fold<'_> {
    /// 达到90%,低于此每10个百分点: to which side, before 每.
    pub(super) fn side_before(&self, region: &mut Region<'_>, index: usize, step: &Step) -> Option<Step> {
        let phrase = region.phrase(index);
        let words = chidu_syntax::fold_str(&label(&self.words(&region.left(phrase.start..index)))).into_owned();
        let of = ["部分", "此数", "此值", "此", "该值", "该标准", "标准", "目标值", "目标", "指标"]
            .iter()
            .find_map(|of| words.strip_suffix(of))?;
        let direction = match of {
            "低于" | "少于" | "不足" | "未达到" | "未达" | "达不到" => Direction::Down,
            "高于" | "超过" | "超出" | "多于" => Direction::Up,
            _ => return None,
        };
        if step.direction != Direction::Unsaid {
            return None;
        }
        (phrase.start..index).for_each(|at| region.take(at));
        Some(Step { direction, ..step.clone() })
    }

    /// 感染率<8%;合理用药,开展监测。每超过1个百分点: what ought to be done ends a sentence, and no share could be taken of it.
    pub(super) fn follows_duty(&self, region: &Region<'_>, index: usize, words: &str) -> bool {
        let before = region.pieces.get(..index).unwrap_or_default();
        let stop = before.iter().rposition(|piece| matches!(piece.what, What::HardStop));
        let blank = |from: usize| region.left(from..index).into_iter().all(|range| self.is_blank(&range));
        let measured = ["率", "度", "比例", "比重", "占比", "面", "量", "数", "值", "额", "价", "分", "浓度", "水平"];
        stop.is_some_and(blank) && words.contains([',', '，', '、']) && !measured.iter().any(|end| words.ends_with(end))
    }

    /// The threshold that something before a step gives on the same measure: an effect of the passage, else a requirement in it. An error where
    /// there is more before it than is looked through.
    pub(super) fn threshold_before(&self, words: &str, step: &Step) -> Result<Option<Condition>, GapKind> {
        // A step that starts from nothing is no threshold of another.
        let bounded = |draft: &&Draft| {
            draft.effect.per.is_none()
                || !matches!(draft.effect.when.first(), Some(Condition::Compare { value, .. }) if *value == Number::ZERO)
        };
        // 指标内得5分,每下降1%扣1分: what this sentence gives points for is not what an earlier one compares.
        let other = |last: &&Draft| {
            last.effect.sentence == self.sentence
                && matches!(last.effect.kind, Kind::Award | Kind::Full)
                && matches!(last.effect.when.as_slice(), [Condition::Label(words)] if !MET.contains(&chidu_syntax::fold_str(words).as_ref()))
        };
        if words.is_empty() && self.drafts.last().filter(other).is_some() {
            return Ok(None);
        }
        let effects = self.drafts.iter().rev().take(FAR).filter(bounded).filter_map(|draft| draft.effect.when.first());
        // 准时率99%以上得20分,低于95%得0分;货损率每0.1%: a bound without a name is of what was named before it.
        let named = self.drafts.iter().rev().take(FAR).filter_map(|draft| draft.effect.when.first()).find_map(|told| match told {
            Condition::Compare { measure, .. } | Condition::Within { measure, .. } => Some(measure).filter(|measure| !measure.is_empty()),
            _ => None,
        });
        let of_another = step.direction == Direction::Unsaid || named.is_some_and(|named| !named.contains(words));
        let fits = |told: &&Condition| match told {
            Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. } => {
                let unnamed = measure.is_empty() && !of_another;
                same_unit(unit, step) && (words.is_empty() || unnamed || !measure.is_empty() && measure.starts_with(words))
            }
            _ => false,
        };
        let threshold = effects.filter(fits).find_map(|told| beyond(told.clone(), step.direction));
        // 低于50%得满分,每高3个百分点: from where what is given ends.
        let threshold = threshold.or_else(|| self.end_of_award(words, step));
        if words.is_empty() && threshold.is_none() && self.states_several(step) {
            return Err(GapKind::Unrecognized);
        }
        let missed = |told: &Condition| beyond(told.clone(), step.direction).or_else(|| across(told.clone(), step.direction));
        let stated = || self.stated.iter().rev().take(FAR).filter(fits).find_map(missed);
        let threshold = threshold.or_else(stated);
        let unseen = self.drafts.len() > FAR || self.stated.len() > FAR;
        if threshold.is_none() && unseen { Err(GapKind::Unrecognized) } else { Ok(threshold) }
    }

    fn end_of_award(&self, words: &str, step: &Step) -> Option<Condition> {
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.per.is_none())?;
        let [Condition::Compare { measure, op, value, unit }] = last.effect.when.as_slice() else { return None };
        let across = match (op, step.direction) {
            (Op::Below, Direction::Up) => Op::Above,
            (Op::Above, Direction::Down) => Op::Below,
            _ => return None,
        };
        let gives = matches!(last.effect.kind, Kind::Award | Kind::Full) && words.is_empty() && same_unit(unit, step);
        gives.then(|| Condition::Compare { measure: measure.clone(), op: across, value: value.clone(), unit: unit.clone() })
    }

    /// 主干道≥98%、支路≥97%。每下降1%: two limits in the sentence before, and it is not said of which.
    fn states_several(&self, step: &Step) -> bool {
        let last = self.stated.get(self.stated_from..).unwrap_or_default();
        let limit = |told: &Condition| match told {
            Condition::Compare { measure, unit, value, .. } if same_unit(unit, step) && !measure.is_empty() => {
                Some((value.clone(), measure.clone()))
            }
            _ => None,
        };
        let mut limits = last.iter().filter_map(limit);
        let first = limits.next();
        first.is_some_and(|first| limits.any(|other| other != first))
    }

    /// The limit that the item's name states: 出勤率达到95%.
    pub(super) fn threshold_of_item(&self, step: &Step) -> Option<Condition> {
        let folded = chidu_syntax::fold_str(self.context.item?);
        let pieces = crate::forms::pieces(&folded, crate::forms::Convention::default()).pieces;
        let mut bounds = pieces.into_iter().filter_map(|piece| if let What::Bound(bound) = piece.what { Some(bound) } else { None });
        let (Some(bound), None) = (bounds.next(), bounds.next()) else { return None };
        if !same_unit(&bound.unit, step) {
            return None;
        }
        beyond(crate::forms::condition(bound, String::new())?, step.direction)
    }
}

/// True where a threshold in a unit is one that a step is counted from.
pub(super) fn same_unit(unit: &str, step: &Step) -> bool {
    let years = |unit: &str| unit == "周岁" || unit == "岁";
    let plain = unit.trim_start_matches('个');
    unit == step.unit
        || plain == step.unit
        || unit == "%" && step.unit == "百分点"
        || unit == "‰" && step.unit == "千分点"
        || years(unit) && years(&step.unit)
}

/// The comparison under which a step in a direction counts: what is reached from above is missed from below.
pub(super) fn toward(condition: Condition, direction: Direction) -> Option<Condition> {
    let Condition::Compare { measure, op, value, unit } = condition else { return None };
    let op = match (direction, op) {
        (Direction::Unsaid, op) => op,
        (Direction::Down, Op::Below | Op::AtMost) | (Direction::Up, Op::Above | Op::AtLeast) => op,
        (Direction::Down, Op::AtLeast | Op::Is) => Op::Below,
        (Direction::Up, Op::AtMost | Op::Is) => Op::Above,
        _ => return None,
    };
    Some(Condition::Compare { measure, op, value, unit })
}

/// 感染率低于8%,每超过1个百分点: what ought to be is missed from where it ends.
pub(super) fn across(condition: Condition, direction: Direction) -> Option<Condition> {
    let Condition::Compare { measure, op, value, unit } = condition else { return None };
    let op = match (direction, op) {
        (Direction::Up, Op::Below) => Op::Above,
        (Direction::Down, Op::Above) => Op::Below,
        _ => return None,
    };
    Some(Condition::Compare { measure, op, value, unit })
}

/// Beyond a threshold that was said before: the threshold itself is not beyond it.
fn beyond(condition: Condition, direction: Direction) -> Option<Condition> {
    // 95%-100%得满分,每低1%: from the end on that side.
    if let Condition::Within { measure, low, high, unit, .. } = condition {
        let (op, value) = match direction {
            Direction::Down => (Op::Below, low?),
            Direction::Up => (Op::Above, high?),
            Direction::Unsaid => return None,
        };
        return Some(Condition::Compare { measure, op, value, unit });
    }
    let mut beyond = toward(condition, direction)?;
    if let Condition::Compare { op, .. } = &mut beyond {
        *op = match *op {
            Op::AtLeast => Op::Above,
            Op::AtMost => Op::Below,
            other => other,
        };
    }
    Some(beyond)
}
