//! Values that are said without a bound, or whose bound goes on: 100%得满分, 质保期3年得1分 before 每延长1年, 2小时内到达 before 4小时内.
//!
//! What follows says on which side of such a value one must be, or that it is one rung of several; where nothing does, it is left to the
//! label or not understood. Not here: values between which is interpolated ([`super::interpolation`]). Start at [`Fold::reached`].

use chidu_values::{Dimension, Number, Unit};

use super::label::label;
use super::region::Region;
use super::{FAR, Fold, alternatives, thresholds};
use crate::forms::{Act, Bound, Count, Direction, Limits, Manner, Piece, Step, What, condition};
use crate::reading::{Condition, Kind, Op};

/// Verbs of having, before so many years of something.
const HAS: &[&str] = &["且有", "具有", "具备", "拥有", "有", "从事", "担任"];

impl Fold<'_> {
    /// 按时率100%的: the most that a rate can be; of another number it is not said on which side one must be. Without a name it is the
    /// entry's, as with every comparison.
    pub(super) fn reached(&self, region: &Region<'_>, index: usize, (number, unit): (&Number, &str), counted: bool) -> Option<Condition> {
        // 覆盖率100%,每漏1人: what ought to be, before a count of what is not.
        if counted {
            return None;
        }
        let measure = self.measure(region, index);
        let named = |name: &str| name.ends_with(['率', '度']) || name.ends_with("比例");
        let of_item = measure.is_empty() && self.drafts.is_empty() && self.only_phrase(region, &region.phrase(index));
        let done = chidu_syntax::fold_str(&measure).contains("完成");
        let rate = done || named(&measure) || of_item && self.context.item.is_none_or(|item| named(&chidu_syntax::fold_str(item)));
        (unit == "%" && *number == Number::from(100) && self.closes_phrase(region, index) && rate).then(|| Condition::Compare {
            // 完成任务100%: more than all of it is no less.
            op: if done && !named(&measure) { Op::AtLeast } else { Op::Is },
            measure,
            value: number.clone(),
            unit: unit.to_owned(),
        })
    }

    /// 真实率95%得满分,每降低1%扣1分; 组织2次得2分,每增加1次加1分: the step says on which side of the value one must be.
    pub(super) fn reached_before_step(&self, region: &Region<'_>, index: usize, value: (&Number, &str), act: &Act) -> Option<Condition> {
        let (number, unit) = value;
        let gives = matches!(act.kind, Kind::Award | Kind::Full | Kind::Add);
        let op = self.side_of_step(region, unit).filter(|_| gives && self.closes_phrase(region, index))?;
        let verb = match region.at(index).map(|piece| &piece.what) {
            Some(What::Count(Count { verb: Some(verb), .. })) => self.words(std::slice::from_ref(verb)),
            _ => String::new(),
        };
        Some(Condition::Compare { measure: self.measure(region, index) + &verb, op, value: number.clone(), unit: unit.to_owned() })
    }

    /// 90%得35分,80%得30分,70%得25分: values and points that rise or fall together are rungs from each value on; where one rises and the other
    /// falls, up to each.
    pub(super) fn value_rung(&self, region: &Region<'_>, index: usize, value: (&Number, &str), act: &Act) -> Option<Condition> {
        let (number, unit) = value;
        let closes = self.closes_phrase(region, index) && act.per.is_none();
        let rungs = closes.then(|| self.rungs_of_values(region, act.kind, unit))?;
        let several = rungs.len() > 2 || rungs.len() == 2 && self.bound_beside(region, unit);
        let pairs = || rungs.windows(2).filter_map(|pair| if let [a, b] = pair { Some((a, b)) } else { None });
        let with = pairs().all(|(a, b)| a.0 != b.0 && a.1 != b.1 && (a.0 < b.0) == (a.1 < b.1));
        let against = pairs().all(|(a, b)| a.0 != b.0 && a.1 != b.1 && (a.0 < b.0) != (a.1 < b.1));
        let one_way = pairs().all(|(a, b)| a.0 < b.0) || pairs().all(|(a, b)| a.0 > b.0);
        let op = match (with, against) {
            (true, false) => Op::AtLeast,
            (false, true) => Op::AtMost,
            _ => return None,
        };
        (several && one_way).then(|| Condition::Compare {
            measure: self.measure(region, index),
            op,
            value: number.clone(),
            unit: unit.to_owned(),
        })
    }

    /// The values of the sentence in a unit that stand right before points of a kind, with these.
    fn rungs_of_values(&self, region: &Region<'_>, kind: Kind, unit: &str) -> Vec<(Number, Number)> {
        let sentence = self.sentence_of(region);
        let mut rungs = Vec::new();
        for (at, piece) in sentence.iter().enumerate() {
            let What::Act(act) = &piece.what else { continue };
            let before = sentence.get(..at).unwrap_or_default().iter().rev();
            let value =
                before.filter(|piece| !matches!(piece.what, What::Space) && self.text(piece) != "的").map(|piece| &piece.what).next();
            if let (true, [amount], Some(What::Quantity(value, of))) = (act.kind == kind, act.amounts.as_slice(), value)
                && of.trim_start_matches('个') == unit.trim_start_matches('个')
            {
                rungs.push((value.clone(), amount.clone()));
            }
        }
        rungs
    }

    /// 50%以下不得分, in the sentence of rungs without a bound.
    fn bound_beside(&self, region: &Region<'_>, unit: &str) -> bool {
        self.sentence_of(region)
            .iter()
            .any(|piece| matches!(&piece.what, What::Bound(bound) if bound.unit == unit && matches!(bound.limits, Limits::One(..))))
    }

    /// The pieces of the sentence of a region, as far as anything looks.
    fn sentence_of(&self, region: &Region<'_>) -> &[Piece] {
        let at = region.pieces.last().map_or(0, |piece| self.pieces.partition_point(|other| other.at.start < piece.at.end));
        let stops = |piece: &Piece| matches!(piece.what, What::SoftStop | What::HardStop);
        let (before, after) = self.pieces.split_at(at.min(self.pieces.len()));
        let start = before.iter().rev().take(FAR).take_while(|piece| !stops(piece)).count();
        let end = after.iter().take(FAR).take_while(|piece| !stops(piece)).count();
        self.pieces.get(at - start..at + end).unwrap_or_default()
    }

    /// On which side of a value in a unit the step behind it counts.
    fn side_of_step(&self, region: &Region<'_>, unit: &str) -> Option<Op> {
        let after = self.behind(region);
        let mut sentence = after.iter().take(FAR).take_while(|piece| !matches!(piece.what, What::SoftStop | What::HardStop));
        let step = sentence.find_map(|piece| if let What::Step(step) = &piece.what { Some(step) } else { None })?;
        let own = sentence.find_map(|piece| if let What::Act(act) = &piece.what { Some(act.kind) } else { None })?;
        let op = match (step.direction, own) {
            (Direction::Down, Kind::Deduct) | (Direction::Up, Kind::Add) => Op::AtLeast,
            (Direction::Up, Kind::Deduct) | (Direction::Down, Kind::Add) => Op::AtMost,
            _ => return None,
        };
        thresholds::same_unit(unit, step).then_some(op)
    }

    /// True where a count of several before its award is where the step behind it starts.
    pub(super) fn is_start_of_step(&self, region: &Region<'_>, tally: &Condition, act: &Act) -> bool {
        let Condition::Compare { unit, .. } = tally else { return false };
        act.kind == Kind::Award && self.side_of_step(region, unit) == Some(Op::AtLeast)
    }

    /// 组织2次得2分,每增加1次: what the step counts goes on from what the points before it are for.
    pub(super) fn goes_on_from(&self, step: &Step) -> bool {
        let last = super::of_sentence(&self.drafts, self.sentence);
        let mut given = last.filter(|draft| matches!(draft.effect.kind, Kind::Award | Kind::Full));
        let first = given.next().and_then(|draft| draft.effect.when.first());
        matches!(first, Some(Condition::Compare { op: Op::AtLeast, unit, .. }) if thresholds::same_unit(unit, step))
            && given.next().is_none()
    }

    /// 5年以上工作经验得3分,3年以上得2分; 2小时内到达得4分,4小时内得2分: the words around the first of such bounds are what all of them measure.
    pub(super) fn leading_rung(&self, region: &Region<'_>, index: usize, bound: &Bound, act: &Act) -> Option<Condition> {
        let gives = matches!(act.kind, Kind::Award | Kind::Full | Kind::Add) && act.per.is_none();
        let phrase = region.phrase(index);
        let tail = label(&self.tail(region, index, phrase.end));
        let timed = Unit::of(&bound.unit).is_measured() && !matches!(bound.unit.as_str(), "" | "分");
        let plain = !tail.is_empty() && !tail.contains(['未', '無', '无', '没', '不', '超']);
        if !gives || !timed || !plain || !self.only_phrase(region, &phrase) || self.bounds_in(region) != 1 {
            return None;
        }
        let head = self.measure(region, index);
        if head.is_empty() && self.is_next_rung(&bound.unit, &tail) {
            return condition(bound.clone(), head);
        }
        if !self.rung_follows(region, &bound.unit, &tail) {
            return None;
        }
        let head = HAS.iter().find_map(|has| head.strip_suffix(has)).unwrap_or(&head);
        condition(bound.clone(), format!("{head}{tail}"))
    }

    /// 2小时内到达现场得4分,4小时内到达得2分: the words behind a bound are those of the rung before.
    fn is_next_rung(&self, unit: &str, tail: &str) -> bool {
        let last = self.drafts.last().filter(|last| last.effect.sentence + 1 >= self.sentence && last.effect.kind != Kind::Deduct);
        let same = |when: &Condition| matches!(when, Condition::Compare { measure, unit: of, .. } if are_alike(of, unit) && (measure.is_empty() || measure.contains(tail)));
        last.is_some_and(|last| last.effect.when.iter().any(same))
    }

    /// True where the next effect has a bound in the same unit, and no words besides those behind this one.
    fn rung_follows(&self, region: &Region<'_>, unit: &str, tail: &str) -> bool {
        let next = self.behind(region).iter().take(alternatives::RUNG);
        let next: Vec<&Piece> =
            next.skip_while(|piece| matches!(piece.what, What::Comma | What::Space | What::SoftStop | What::HardStop)).collect();
        let Some((Piece { what: What::Bound(bound), .. }, rest)) = next.split_first().map(|(first, rest)| (*first, rest)) else {
            return false;
        };
        let one = matches!(bound.limits, Limits::One(..) | Limits::Two { .. }) && are_alike(&bound.unit, unit);
        let mut rest = rest.iter().skip_while(|piece| matches!(piece.what, What::Space | What::Comma) || self.ends_rung(piece, tail));
        let gives = |piece: &&&Piece| matches!(&piece.what, What::Act(act) if matches!(act.kind, Kind::Award | Kind::Full | Kind::Zero | Kind::Add) && act.per.is_none());
        one && rest.next().as_ref().is_some_and(gives)
    }

    /// The words behind a rung's bound, where they say no more than those of the rung before it.
    fn ends_rung(&self, piece: &Piece, tail: &str) -> bool {
        let text = self.text(piece);
        let again = label(text);
        alternatives::AFTER_BOUND.contains(&text) || matches!(piece.what, What::Text) && !again.is_empty() && tail.starts_with(&again)
    }

    /// 12篇得满分 before a step, of a count of several.
    pub(super) fn counted_before_step(&self, region: &Region<'_>, index: usize, count: &Count, act: &Act) -> Option<Condition> {
        let several = count.manner != Manner::Each && count.number > Number::ONE;
        several.then(|| self.reached_before_step(region, index, (&count.number, &count.unit), act)).flatten()
    }

    /// The pieces behind a region's effect.
    fn behind(&self, region: &Region<'_>) -> &[Piece] {
        let end = region.pieces.last().map_or(0, |piece| piece.at.end);
        self.pieces.get(self.pieces.partition_point(|piece| piece.at.start < end) + 1..).unwrap_or_default()
    }
}

/// 30分钟 and 1小时 are rungs of one measure.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_start_matches('个'), other.trim_start_matches('个'));
    one == other || Unit::of(one).dimension == Dimension::Time && Unit::of(other).dimension == Dimension::Time
}
