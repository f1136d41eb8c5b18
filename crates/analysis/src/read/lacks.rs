//! 每年召开会议4次,缺一次: what is lacking of a duty that the phrase before names with its number.
//!
//! Not here: 每少一次 as a step from a bound; see [`super::steps`]. Start at [`Fold::lacks`].

use chidu_values::Number;

use super::Fold;
use super::label::label;
use super::region::{Found, Region};
use crate::forms::{Act, Bound, Count, Limits, Manner, What};
use crate::reading::{Condition, Kind, Op, Per};

/// What one ought to do so many times, or have so many of.
const DEEDS: &[&str] = &[
    "开展", "召开", "组织", "举办", "举行", "建立", "设立", "设置", "配备", "配置", "安排", "完成", "进行", "参加", "培育", "打造", "创建",
    "报送", "上报", "张贴", "悬挂", "发放", "印发", "刊发", "发布",
];

impl Fold<'_> {
    /// The effect of each one that is lacking, where the duty is plain: one number of the same unit before the comma.
    pub(super) fn lacks(&self, region: &Region<'_>, act: &Act) -> Option<Found> {
        let index = region.last(|what| matches!(what, What::Count(_)))?;
        let What::Count(lacking) = &region.at(index)?.what else { return None };
        let verb = self.words(&[lacking.verb.clone()?]);
        let said = matches!(verb.as_str(), "少" | "缺" | "缺少" | "短少") || self.undoes(region, &verb);
        let said = said && lacking.manner != Manner::One;
        let phrase = region.phrase(index);
        let blank = |range| region.left(range).iter().all(|range| self.is_blank(range));
        let alone = blank(phrase.start..index) && blank(index + 1..region.pieces.len());
        let plain = act.kind == Kind::Deduct && !act.bare && act.per.is_none() && act.amounts.len() == 1;
        if !said || !alone || !plain || lacking.number != Number::ONE || lacking.noun.is_some() {
            return None;
        }
        let case = self.duty(region, phrase.start, &lacking.unit, &verb)?;
        let down = matches!(case, Condition::Compare { .. });
        let per = Per { step: Number::ONE, unit: lacking.unit.clone(), down };
        Some(Found { per: Some(per), cases: vec![vec![case]], each: lacking.manner == Manner::Each, ..Found::default() })
    }

    /// 每季度更换1次,少换1次: 少 of the verb of the duty.
    fn undoes(&self, region: &Region<'_>, verb: &str) -> bool {
        let done = verb.strip_prefix('少').filter(|done| done.chars().count() == 1);
        let before = region.pieces.iter().take_while(|piece| !matches!(piece.what, What::Comma));
        done.is_some_and(|done| before.map(|piece| self.text(piece)).collect::<String>().contains(done))
    }

    /// 每年至少开展2次演练: the one number before the comma, and what there should be so many of. Of one thing that has a name, none
    /// is lacking or all is: 每半年开展一次演练.
    pub(super) fn duty(&self, region: &Region<'_>, end: usize, unit: &str, verb: &str) -> Option<Condition> {
        let numbers = region.pieces.iter().enumerate().take(end).filter(|(_, piece)| {
            matches!(piece.what, What::Count(_) | What::Bound(_) | What::Quantity(..) | What::Step(_) | What::StrayEach | What::Either)
        });
        let [(at, piece)] = numbers.collect::<Vec<_>>()[..] else { return None };
        let stops = region.pieces.get(at..end)?.iter().any(|piece| matches!(piece.what, What::SoftStop | What::HardStop));
        if stops {
            return None;
        }
        let (number, of, own) = match &piece.what {
            What::Count(Count { manner: Manner::One | Manner::Found, number, unit, verb, .. }) => (number, unit, verb.clone()),
            What::Bound(Bound { limits: Limits::One(Op::AtLeast, number), unit, asks, .. }) if *asks || self.is_deed(region, at) => {
                (number, unit, None)
            }
            _ => return None,
        };
        if of != unit {
            return None;
        }
        let own = own.map_or(String::new(), |own| self.words(&[own]));
        let noun = label(&self.words(&region.left(at + 1..region.phrase(at).end)));
        let before = self.measure(region, at) + &own;
        if before.is_empty() {
            return None;
        }
        if *number == Number::ONE && !noun.is_empty() {
            return Some(Condition::Label(noun + verb));
        }
        Some(Condition::Compare { measure: before + &noun, op: Op::Below, value: number.clone(), unit: unit.to_owned() })
    }

    /// 开展4次以上培训: what ought to be done so often, and no condition, as 4次以上的 would be.
    fn is_deed(&self, region: &Region<'_>, at: usize) -> bool {
        let after = self.words(&region.left(at + 1..region.phrase(at).end));
        let done = chidu_syntax::fold_str(&self.measure(region, at)).into_owned();
        !after.trim_start().starts_with(['的', '者']) && DEEDS.iter().any(|deed| done.ends_with(deed))
    }
}
