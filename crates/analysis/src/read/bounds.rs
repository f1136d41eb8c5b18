//! A bound and its measure: 死亡10人以上的, 发生2起以上事故, 新增低于5个项目; and where it is no condition but part of a name.
//!
//! Not here: bounds that steps start from ([`super::steps`]), and several of them ([`super::alternatives`]). Start at [`Fold::bound`].

use std::ops::Range;

use chidu_values::Unit;

use super::Fold;
use super::alternatives::{AFTER_BOUND, Compared};
use super::asides::FAILS;
use super::label::{is_assessment, is_term, label};
use super::region::Region;
use super::sides::{is_treatment, negates, without_note};
use crate::forms::{Act, Bound, Limits, What, condition};
use crate::reading::{Condition, Kind, Op};

/// Words of a bound that name no finding: 低于5个.
const SHORT_OF: &[&str] = &["低于", "少于", "不足", "未达到", "未达", "达不到", "不到"];
/// Units of what is done or had, and of no size of a thing: 2次以上活动, but 50人以上企业.
pub(super) const COUNTS: &[&str] = &["个", "次", "项", "件", "条", "篇", "名", "场", "期", "起", "例", "类", "种", "门", "本", "份"];
/// Of these, what belongs to the measure.
const HARMS: &[&str] = &["死亡", "死亡的", "死亡者", "受伤的", "受伤者"];

impl Fold<'_> {
    /// A bound that closes its phrase is a comparison; one that goes on into a noun is part of a label, except 死亡10人以上的事故.
    pub(super) fn bound(&self, region: &Region<'_>, index: usize, bound: &Bound, (act, counted): (&Act, bool)) -> Option<Condition> {
        if self.is_deadline(region, index) {
            return None;
        }
        let phrase = region.phrase(index);
        let head = self.measure(region, index);
        let tail = self.tail(region, index, phrase.end);
        // 深度超过2米的基坑无防护: the bound says which, and what is wrong with it follows.
        let fails = |noun: &str| noun.contains(['未', '無', '无', '没', '不', '迟', '漏', '瞒', '错']);
        let noun = tail.strip_prefix('的').filter(|noun| !noun.is_empty() && !head.is_empty() && !fails(noun));
        let alone = phrase.start == 0 && phrase.end == region.pieces.len() || self.only_phrase(region, &phrase);
        // 垃圾日产日清,有1座以上中转站得10分: what stands before must hold as well.
        let gives = matches!(act.kind, Kind::Award | Kind::Full | Kind::Add);
        let led = gives && !alone && !counted && label(&self.words(&region.left(phrase.end..region.pieces.len()))).is_empty();
        let alone = alone || led;
        let last = phrase.end == region.pieces.len();
        let treated = is_treatment(tail.trim_start_matches('的'), last);
        let treated = treated || tail.trim_start_matches("的").starts_with('按') && tail.ends_with(['处', '理', '论', '處']);
        // 旷工3天以上的年度考核定为不称职: for when the consequence is.
        let term = tail.strip_prefix('的').is_some_and(|of| is_term(of) || is_assessment(of) && !fails(of));
        if AFTER_BOUND.contains(&tail.as_str()) || treated || term {
            let head = if HARMS.contains(&tail.as_str()) { format!("{head}{}", label(&tail)) } else { head };
            return condition(bound.clone(), head);
        }
        if let Some(rung) = self.leading_rung(region, index, bound, act) {
            return Some(rung);
        }
        // 发生2起以上事故 counts accidents; 发生50人以上上访 says how large one was.
        let happened = matches!(head.as_str(), "发生" | "发现" | "出现" | "存在") && !matches!(bound.unit.as_str(), "人" | "名");
        let starts = happened || matches!(head.as_str(), "" | "有" | "具有" | "具备" | "拥有" | "获得" | "提供");
        let counts = !Unit::of(&bound.unit).is_measured();
        if starts && counts && alone && !counted && !tail.is_empty() && self.bounds_in(region) == 1 {
            return condition(bound.clone(), label(&tail));
        }
        // 新增低于5个项目: the bound's own word says that it compares.
        let compares = region.pieces.get(index).is_some_and(|piece| SHORT_OF.iter().any(|word| self.text(piece).starts_with(word)));
        let does = !head.is_empty() && !negates(&head) && !fails(&tail) && !tail.starts_with(['的', '以', '或']);
        if compares && does && counts && alone && !counted && self.bounds_in(region) == 1 && tail.chars().count() <= 6 {
            return condition(bound.clone(), format!("{head}{}", label(&tail)));
        }
        let has = matches!(head.as_str(), "" | "有" | "具有" | "具备" | "拥有")
            && ["经验", "经历", "年限", "工龄", "教龄", "党龄", "业绩"].iter().any(|kind| tail.ends_with(kind));
        if has && alone && !fails(&tail) && self.bounds_in(region) == 1 {
            return condition(bound.clone(), label(tail.trim_start_matches('的')));
        }
        // 年内发展1名以上新党员: of what is done, how many.
        let gives = gives && matches!(bound.limits, Limits::One(Op::AtLeast | Op::Above, _)) && COUNTS.contains(&bound.unit.as_str());
        if gives && does && alone && !counted && self.bounds_in(region) == 1 && tail.chars().count() <= 10 {
            return condition(bound.clone(), format!("{head}{}", label(&tail)));
        }
        // 未设置高于2米的围挡: what is missing, and no measure.
        let noun = noun.filter(|_| alone && !led && self.bounds_in(region) == 1 && !fails(&head))?;
        condition(bound.clone(), format!("{}{head}", label(noun)))
    }

    /// 不及时清扫,3处以上扣0.5分: a count that is bounded, of the finding before it.
    pub(super) fn counted_before(&self, region: &Region<'_>, compared: &[Compared], (act, counted): (&Act, bool)) -> Option<Condition> {
        let [Compared { phrase, condition: Condition::Compare { measure, op, value, unit }, .. }] = compared else { return None };
        let takes = matches!(act.kind, Kind::Deduct | Kind::Zero | Kind::Veto) && !counted;
        let things = !Unit::of(unit).is_measured() && !unit.is_empty() && *unit != "分" && matches!(op, Op::AtLeast | Op::Above);
        let before = label(&self.words(&region.left(0..phrase.start)));
        let after = label(&self.words(&region.left(phrase.end..region.pieces.len())));
        let plain = region
            .pieces
            .iter()
            .take(phrase.start)
            .all(|piece| matches!(piece.what, What::Text | What::Space | What::Comma | What::Pause | What::Enumerator));
        let named = measure.is_empty() && after.is_empty() && before.chars().count() > 1 && before.contains(FAILS);
        (takes && things && plain && named).then(|| Condition::Compare {
            measure: before,
            op: *op,
            value: value.clone(),
            unit: unit.clone(),
        })
    }

    /// The words after a bound to its phrase's end, up to 或.
    pub(super) fn tail(&self, region: &Region<'_>, index: usize, end: usize) -> String {
        let rest = region.pieces.get(index + 1..end).unwrap_or_default();
        let rest = rest.iter().take_while(|piece| !matches!(piece.what, What::Either));
        let kept = rest.enumerate().filter(|(offset, piece)| {
            !region.left(index + 1 + offset..index + 2 + offset).is_empty() && !matches!(piece.what, What::Space | What::Joined(_))
        });
        let text: String = kept.filter_map(|(_, piece)| self.folded.text.get(piece.at.clone())).collect();
        without_note(text.trim()).to_owned()
    }

    pub(super) fn only_phrase(&self, region: &Region<'_>, phrase: &Range<usize>) -> bool {
        let outside = (0..region.pieces.len()).filter(|index| !phrase.contains(index));
        let ranges: Vec<Range<usize>> = outside.flat_map(|index| region.left(index..index + 1)).collect();
        label(&self.words(&ranges)).is_empty()
    }

    pub(super) fn bounds_in(&self, region: &Region<'_>) -> usize {
        region.pieces.iter().filter(|piece| matches!(piece.what, What::Bound(_))).count()
    }
}
