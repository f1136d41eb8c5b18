//! What must hold: labels, comparisons, and where one effect stands for several (A或B), the cases.
//!
//! Not here: counts and steps ([`super::region`]), and 分别 ([`super::respective`]). Start at [`Fold::cases`].

use std::ops::Range;

use chidu_values::Number;

use super::Fold;
use super::asides::{FAILS, supposed, without_assessment};
use super::bounds::COUNTS;
use super::label::{finding, is_actor, is_assessment, is_term, label, without_actor, without_term};
use super::region::Region;
use super::remains::{is_whose, without_reproof};
pub(super) use super::sides::named;
use super::sides::{beyond, negates, sided, unfilled};
use super::tasks::unmet;
use super::thresholds::toward;
use crate::forms::{Act, Bound, Count, Limits, Manner, Piece, What};
use crate::reading::{Condition, GapKind, Kind, Op};

/// 1-2人受伤的,每伤1人: the verb of the count says once more what the bound is of.
fn says_again(condition: &Condition, words: &str) -> bool {
    let (Condition::Compare { measure, .. } | Condition::Within { measure, .. }) = condition else { return false };
    !words.is_empty() && words.chars().count() <= 2 && measure.contains(words)
}

/// 抽查账物相符率,相符率100%: the phrase before only says of what the measure is taken.
fn names_measure(words: &str, conditions: &[Condition]) -> bool {
    let [Condition::Compare { measure, .. } | Condition::Within { measure, .. }] = conditions else { return false };
    !measure.is_empty() && words.ends_with(measure.as_str()) && !words.contains(FAILS)
}

/// 按全部人数, after a bound: all are counted, not those beyond. Rule 10 does so where the bound includes its number.
fn counts_all(words: &str) -> bool {
    words.strip_prefix("按全部").is_some_and(|rest| rest.ends_with('数') && rest.chars().count() <= 3)
}

/// Words of what ought to be, and of what may be.
const ASKING: &[&str] = &["至少", "应", "须", "必须", "要求", "不少于", "不得少于", "最多", "至多"];

/// What may stand between a bound and its effect.
pub(super) const AFTER_BOUND: &[&str] = &[
    "",
    "的",
    "者",
    "时",
    "的时",
    "后",
    "以后",
    "的部分",
    "部分",
    "考核",
    "的情况",
    "起",
    "人员",
    "以内的",
    "才",
    "死亡",
    "死亡的",
    "死亡者",
    "受伤的",
    "受伤者",
    "的投标人",
    "的供应商",
    "的单位",
    "的企业",
    "的个人",
    "的人员",
    "的学生",
    "的教师",
    "的部门",
    "的窗口",
    "的科室",
    "的对象",
    "的班级",
];
/// How many pieces the next rung has at most.
pub(super) const RUNG: usize = 8;

/// 实行一票否决,年度内不得评先: when and what the consequence is of, and no finding.
const OF_RESULT: &[&str] = &[
    "年度内",
    "当年",
    "当年度",
    "年度",
    "本年度",
    "年内",
    "一年内",
    "年终",
    "年末",
    "年底",
    "考核结论",
    "考核结果",
    "考核等级",
    "考核等次",
    "年度考核",
    "当年考核",
    "当月考核",
];

/// Of which rates more is better.
const GOOD: &[&str] = &[
    "合格", "及时", "完成", "达标", "满意", "完好", "正确", "准确", "到位", "覆盖", "参与", "知晓", "出席", "签订", "办结", "普及", "依从",
    "符合", "执行", "落实", "归档", "上报", "回访", "处理", "整改", "治愈", "好转", "规范", "持证", "培训", "入学", "巩固", "优秀", "公开",
    "受理", "化解", "到会", "见面",
];

impl Fold<'_> {
    /// The cases of a region from which the count has been taken: one list of conditions for each effect that it makes.
    pub(super) fn cases(&self, region: &mut Region<'_>, act: &Act, counted: bool) -> Result<Vec<Vec<Condition>>, GapKind> {
        if act.respectively {
            return self.respective(region, act);
        }
        let compared = self.compared(region, act, counted)?;
        if compared.is_empty() {
            region.release_joins();
        }
        let either = compared.first().and_then(|first| self.other_side(region, first.at));
        if let Some(cut) = either {
            return self.either(region, compared, cut, counted);
        }
        if compared.first().is_some_and(|first| self.follows_finding(region, first.at)) {
            return Err(GapKind::Unrecognized);
        }
        if compared.is_empty() && self.bounds_in(region) > 1 && !counted {
            return Err(GapKind::Unrecognized);
        }
        if self.has_loose_number(region, act, &compared, counted) {
            return Err(GapKind::Unrecognized);
        }
        if let Some(listed) = self.listed_beside(region, &compared, counted)? {
            return Ok(listed);
        }
        let mut conditions: Vec<Condition> = Vec::new();
        for comparison in &compared {
            conditions.push(comparison.condition.clone());
        }
        let joined = region.pieces.iter().any(|piece| matches!(piece.what, What::Joined(_)));
        if let Some(counted) = self.counted_before(region, &compared, (act, counted)) {
            return Ok(vec![vec![counted]]);
        }
        if let Some(missed) = self.missed(region, &compared, act) {
            return Ok(vec![vec![named(missed)]]);
        }
        if conditions.len() > 1 && !joined {
            return Err(GapKind::Unrecognized);
        }
        if let Some(beyond) = self.beyond_allowance(region, &compared) {
            return Ok(vec![vec![beyond]]);
        }
        let words = if self.begins_anew(region, &compared) { String::new() } else { supposed(finding(self.rest(region, &compared))) };
        let words = if matches!(act.kind, Kind::Deduct | Kind::Zero) { without_assessment(words) } else { words };
        let words = if names_measure(&words, &conditions) { String::new() } else { words };
        let own = act.kind == Kind::Zero && words.ends_with(['项', '項', '标', '標', '分', '绩', '績']);
        let words = if act.kind == Kind::Veto || own { without_term(words) } else { words };
        let words = if act.discretion { without_actor(words) } else { words };
        let words = if counted { words } else { without_reproof(words) };
        let assessed = |words: &str| is_term(words) || is_assessment(words);
        let words = if act.kind == Kind::Veto && !compared.is_empty() && assessed(&words) { String::new() } else { words };
        // 有5项不满足的,技术分得0分: of which entry it is, is said.
        if act.kind == Kind::Zero && !compared.is_empty() && words.ends_with('分') {
            return Err(GapKind::Unrecognized);
        }
        if let ([required], Some(direction)) = (conditions.as_slice(), beyond(&words)) {
            return Ok(vec![vec![toward(required.clone(), direction).ok_or(GapKind::Unrecognized)?]]);
        }
        let goes_on = self.drafts.last().is_some_and(|last| last.effect.sentence == self.sentence);
        let of_result = OF_RESULT.contains(&words.as_str()) || is_whose(&words);
        let words = if act.kind == Kind::Veto && goes_on && of_result { String::new() } else { words };
        // 最多扣5分,最少扣2分: between which the assessor chooses.
        if matches!(act.kind, Kind::Deduct | Kind::Add) && ["最少", "至少", "最低", "起码"].contains(&words.as_str()) {
            return Err(GapKind::Unrecognized);
        }
        let acts = act.kind == Kind::Veto && is_actor(&words);
        let words = if !compared.is_empty() && self.is_requirement(&words) { unmet(words) } else { words };
        let says_more = compared.is_empty() || !self.is_requirement(&words) && !acts && !counts_all(&words);
        if !words.is_empty() && says_more && !joined && self.fails_before(region, &compared) {
            return Err(GapKind::Unrecognized);
        }
        let again = counted && conditions.iter().any(|condition| matches!(condition, Condition::Compare { op: Op::Above, .. }));
        if again && ["多", "超", "增加", "超过", "超出", "超出部分", "超过部分", "超出的部分", "超过的部分"].contains(&words.as_str())
        {
            // 超过3只的,每多1只: those beyond it.
            return Ok(vec![conditions]);
        }
        let words = if conditions.iter().any(|condition| says_again(condition, &words)) { String::new() } else { words };
        // 演讲3-5分钟,超时或不足每30秒扣0.5分: what lies outside of what the bound says.
        let outside = conditions.iter().any(|condition| matches!(condition, Condition::Within { .. }));
        if outside && ["超时", "不足", "超出", "之外"].iter().any(|word| words.contains(word)) {
            return Err(GapKind::Unrecognized);
        }
        if !words.is_empty() && says_more && !self.is_task(region, &compared, act) {
            // 超过限额的,每次扣2分 counts how often; 与规定数相比每多1人, how far.
            let how_often = counted && !words.contains("相比");
            conditions.push(if how_often { Condition::Label(words) } else { named(words) });
        }
        Ok(vec![conditions])
    }

    /// 每年至少开展2次, 未开展的不得分: what ought to be is no condition of what is lost for something else after the comma. The words of that.
    fn missed(&self, region: &Region<'_>, compared: &[Compared], act: &Act) -> Option<String> {
        let asked = |index: &usize| match region.pieces.get(*index).map(|piece| &piece.what) {
            Some(What::Bound(bound)) => bound.asks || self.is_target(region, *index) || compared.is_empty() && self.asks(region, *index),
            Some(What::Count(_)) => self.asks(region, *index) || self.is_planned(region, *index),
            Some(What::Quantity(..)) => self.is_target(region, *index),
            _ => false,
        };
        let (end, asks) = match compared {
            [] => (0..region.pieces.len()).rev().find(asked).map_or((0, false), |index| (region.phrase(index).end, true)),
            [.., last] => (last.phrase.end, compared.iter().all(|each| asked(&each.at))),
        };
        let loses = matches!(act.kind, Kind::Deduct | Kind::Zero | Kind::Veto);
        let joined = region.pieces.iter().any(|piece| matches!(piece.what, What::Joined(_)));
        if !asks || !loses || joined {
            return None;
        }
        let after = label(&self.words(&region.left(end..region.pieces.len())));
        // 单笔不超过10万元,当季收回的: what is no failure goes on with what holds.
        let fails = after.contains(['未', '不', '没', '無', '无', '缺', '少', '漏', '逾', '违', '違', '超', '错', '迟', '拒']);
        (fails && beyond(&after).is_none()).then_some(after)
    }

    /// 每班最多缺席3人, 超过3人的: what is allowed says of what the number after it is.
    fn beyond_allowance(&self, region: &Region<'_>, compared: &[Compared]) -> Option<Condition> {
        let [Compared { phrase, condition: Condition::Compare { measure, op, value, unit }, .. }] = compared else { return None };
        let allowed = |piece: &Piece| matches!(&piece.what, What::Count(count) if count.number == *value && count.unit == *unit);
        let at = region.pieces.iter().take(phrase.start).position(allowed).filter(|at| measure.is_empty() && self.asks(region, *at))?;
        let before = region.phrase(at);
        let elsewhere = (0..region.pieces.len()).filter(|index| !phrase.contains(index) && !before.contains(index));
        let others: Vec<Range<usize>> = elsewhere.flat_map(|index| region.left(index..index + 1)).collect();
        let verb = match region.pieces.get(at).map(|piece| &piece.what) {
            Some(What::Count(Count { verb: Some(verb), .. })) => self.words(std::slice::from_ref(verb)),
            _ => String::new(),
        };
        let words = self.words(&region.left(before.start..at)) + &verb;
        let of = ["最多", "至多", "不得超过", "不超过"].iter().find_map(|most| words.split_once(*most)).map(|(_, of)| label(of))?;
        // 出勤人数,每班最多缺席3人: what it is about.
        let others = label(&self.words(&others));
        let plain = others.chars().count() <= 6 && !others.contains(FAILS) && !of.is_empty();
        plain.then(|| Condition::Compare { measure: of, op: *op, value: value.clone(), unit: unit.clone() })
    }

    /// A number that nothing has used may be what the effect depends on: a bound or a quantity that closes its phrase, and a count
    /// (会议一次未参加) where nothing else says how often. A bound that goes on into a noun is plainly part of a label.
    fn has_loose_number(&self, region: &Region<'_>, act: &Act, compared: &[Compared], counted: bool) -> bool {
        let loses = matches!(act.kind, Kind::Deduct | Kind::Zero | Kind::Veto);
        region.pieces.iter().enumerate().any(|(index, piece)| {
            let used = compared.iter().any(|comparison| comparison.at == index) || region.left(index..index + 1).is_empty();
            let number = matches!(piece.what, What::Bound(_) | What::Quantity(..)) && !self.is_deadline(region, index);
            let asked = |comparison: &Compared| matches!((&piece.what, &comparison.condition), (What::Quantity(value, unit), Condition::Compare { value: limit, unit: of, .. }) if value == limit && unit == of);
            let closes = || !compared.iter().any(asked) && AFTER_BOUND.contains(&self.tail(region, index, region.phrase(index).end).as_str());
            let at_all = |count: &Count| count.number == Number::ONE && matches!(act.kind, Kind::Veto | Kind::Zero);
            let once = matches!(&piece.what, What::Count(count) if count.manner != Manner::Each && !at_all(count) && !follows_each(region, index)) && !counted && !region.is_due(index) && !self.names(region, index) && !self.offers_one(region, index, act);
            !used && (number && closes() || once || counted && self.finds_several(region, index)) && !(loses && (self.asks(region, index) || self.is_planned(region, index)))
        })
    }

    /// 一个标段发现两处以上问题的: how many were found is what it depends on.
    fn finds_several(&self, region: &Region<'_>, index: usize) -> bool {
        let bound = matches!(region.pieces.get(index).map(|piece| &piece.what), Some(What::Bound(bound)) if COUNTS.contains(&bound.unit.as_str()) || bound.unit == "处");
        let head = self.words(&region.left(region.phrase(index).start..index));
        bound && ["发现", "出现", "存在", "查出"].iter().any(|verb| head.trim_end().ends_with(verb))
    }

    /// Words that ask for something say no more about when it is missed than the comparison does.
    fn is_requirement(&self, words: &str) -> bool {
        ["应", "須", "须", "必须", "要求"].iter().any(|word| words.contains(word))
    }

    /// 铺设不满,离墙大于2米的: a finding before a bound may hold by itself.
    fn fails_before(&self, region: &Region<'_>, compared: &[Compared]) -> bool {
        let Some(first) = compared.first() else { return false };
        let before = label(&self.words(&region.left(0..first.phrase.start)));
        let bound = matches!(first.condition, Condition::Compare { .. } | Condition::Within { .. });
        bound && before.contains(['未', '不', '没', '無', '无', '缺', '乱', '脏'])
    }

    /// The label of all that is left.
    fn rest(&self, region: &Region<'_>, compared: &[Compared]) -> String {
        let all = 0..region.pieces.len();
        let outside = all.filter(|index| !compared.iter().any(|comparison| comparison.phrase.contains(index)));
        let ranges: Vec<Range<usize>> = outside.flat_map(|index| region.left(index..index + 1)).collect();
        label(&self.words(&ranges).replace("，，", "，").replace(",,", ","))
    }

    /// Every comparison of the region that is the effect's own.
    fn compared(&self, region: &mut Region<'_>, act: &Act, counted: bool) -> Result<Vec<Compared>, GapKind> {
        let mut compared = Vec::new();
        for index in 0..region.pieces.len() {
            let Some(piece) = region.pieces.get(index) else { break };
            if region.left(index..index + 1).is_empty() {
                continue;
            }
            if matches!(&piece.what, What::Bound(_)) && self.tail(region, index, region.phrase(index).end).starts_with('/') {
                return Err(GapKind::Unrecognized);
            }
            if matches!(piece.what, What::Bound(_)) && self.lists_bounds(region, index) {
                return Err(GapKind::Unrecognized);
            }
            let condition = match &piece.what {
                // 低于80-85%: a range has two ends and no side.
                What::Bound(Bound { limits: Limits::Two { .. }, .. }) if sided(&self.measure(region, index)) => {
                    return Err(GapKind::Unrecognized);
                }
                What::Bound(_) if negates(&self.measure(region, index)) && self.closes_phrase(region, index) => {
                    return Err(GapKind::Unrecognized);
                }
                // 未佩戴胸牌不少于2人: so many who did not, or not so many who did.
                What::Bound(bound)
                    if bound.asks && matches!(bound.unit.as_str(), "人" | "名" | "处" | "件") && self.is_unmet(region, index, bound) =>
                {
                    return Err(GapKind::Unrecognized);
                }
                What::Bound(bound) if self.is_unfilled(region, index) || self.is_unmet(region, index, bound) => {
                    Some(unfilled(bound, &self.measure(region, index))?)
                }
                What::Bound(bound) if bound.is_missing() => return Err(GapKind::MissingAmount),
                What::Bound(_) if self.measure(region, index).starts_with('或') => return Err(GapKind::Unrecognized),
                What::Bound(bound) => self.bound(region, index, bound, (act, counted)),
                What::Quantity(value, unit) if self.interpolates => self.rung_value(region, index, (value, unit), act),
                What::Count(count) if self.interpolates && count.manner == Manner::One => {
                    self.rung_value(region, index, (&count.number, &count.unit), act)
                }
                What::Count(count) => {
                    let head = self.measure(region, index);
                    let said = self.counted_before_step(region, index, count, act).or_else(|| self.counted(region, index, count, act));
                    // 没有2名执法人员签名的: so many ought to be, and how many are too few is not said.
                    if said.is_some() && count.number > Number::ONE && negates(&head) {
                        return Err(GapKind::Unrecognized);
                    }
                    said
                }
                What::Quantity(number, unit) => self
                    .reached(region, index, (number, unit), counted)
                    .or_else(|| self.reached_before_step(region, index, (number, unit), act))
                    .or_else(|| self.value_rung(region, index, (number, unit), act)),
                What::UsedUp(number, measure) => Some(at_least((*measure).to_owned(), number, "分")),
                What::EntryResult(count, of) => Some(self.zeroed(region, index, *count, of.clone())),
                _ => None,
            };
            let Some(condition) = condition else { continue };
            let phrase = region.phrase(index);
            compared.push(Compared { at: index, phrase, condition });
        }
        Ok(compared)
    }

    /// 3日内,未上报的: until when something was due that was not done.
    pub(super) fn is_deadline(&self, region: &Region<'_>, index: usize) -> bool {
        let within = region.pieces.get(index).is_some_and(|piece| self.text(piece).ends_with('内'));
        let next = region.pieces.iter().skip(region.phrase(index).end).find(|piece| matches!(piece.what, What::Text));
        let undone = next.is_some_and(|piece| ["未", "没", "不", "无", "仍", "逾"].iter().any(|no| self.text(piece).starts_with(no)));
        within && undone && self.tail(region, index, region.phrase(index).end).is_empty()
    }

    /// 死亡3人以下、重伤10人以下: of several bounds in one phrase it is not said whether all must hold.
    fn lists_bounds(&self, region: &Region<'_>, index: usize) -> bool {
        let before = region.pieces.get(region.phrase(index).start..index).unwrap_or_default();
        let bound = before.iter().rposition(|piece| matches!(piece.what, What::Bound(_)));
        let next = bound.and_then(|at| before.get(at + 1));
        next.is_some_and(|piece| matches!(piece.what, What::Pause))
    }

    /// True where nothing but what may end it follows a bound in its phrase.
    pub(super) fn closes_phrase(&self, region: &Region<'_>, index: usize) -> bool {
        AFTER_BOUND.contains(&self.tail(region, index, region.phrase(index).end).as_str())
    }

    /// 未授课满18周: what was not done so long.
    fn is_unfilled(&self, region: &Region<'_>, index: usize) -> bool {
        let filled = region.pieces.get(index).is_some_and(|piece| self.text(piece).starts_with('满'));
        filled && self.measure(region, index).contains('未')
    }

    /// 未每月巡查2次以上, 未开展活动不少于4次: what ought to have been so much, and was not. 未整改2处以上 is so much that was not.
    fn is_unmet(&self, region: &Region<'_>, index: usize, bound: &Bound) -> bool {
        let lower = matches!(bound.limits, Limits::One(Op::AtLeast, _));
        let ought = bound.asks || bound.unit == "%" || region.is_due(index);
        let closes = AFTER_BOUND.contains(&self.tail(region, index, region.phrase(index).end).as_str());
        lower && ought && closes && self.measure(region, index).starts_with('未')
    }

    /// 至少开展2次, 未开展的…: a count of what ought to be, with what is wrong after the comma.
    pub(super) fn asks(&self, region: &Region<'_>, index: usize) -> bool {
        let phrase = region.phrase(index);
        let text = self.words(&region.left(phrase.start..index + 1));
        let follows = !label(&self.words(&region.left(phrase.end..region.pieces.len()))).is_empty();
        follows && (ASKING.iter().any(|word| text.contains(word)) || self.is_target(region, index))
    }

    /// 及时率100%, 合格率≥95%: how good something is meant to be.
    fn is_target(&self, region: &Region<'_>, index: usize) -> bool {
        let measure = self.measure(region, index);
        let rate = measure.strip_suffix(['率', '度']).unwrap_or_default();
        match region.pieces.get(index).map(|piece| &piece.what) {
            Some(What::Quantity(value, unit)) => unit == "%" && *value == Number::from(100) && !rate.is_empty(),
            Some(What::Bound(Bound { limits: Limits::One(Op::AtLeast, _), unit, .. })) => {
                unit == "%" && GOOD.iter().any(|good| rate.ends_with(good))
            }
            _ => false,
        }
    }

    /// 缺2项,不得分: a count before what is not counted each time is a comparison.
    fn counted(&self, region: &mut Region<'_>, index: usize, count: &Count, act: &Act) -> Option<Condition> {
        let takes_all = matches!(act.kind, Kind::Zero | Kind::Award | Kind::Full | Kind::Veto);
        let asked = matches!(act.kind, Kind::Zero | Kind::Veto) && self.asks(region, index);
        // 无任何一个证照的: none of them, and no count.
        let any = region.at(index).is_some_and(|piece| self.text(piece).starts_with("任何"));
        if !takes_all || !region.is_free(index) || asked || any || follows_each(region, index) || count.manner == Manner::Each {
            return None;
        }
        let phrase = region.phrase(index);
        // 一次死亡2人以上: the bound is of what happened at once.
        let rest = region.pieces.get(index + 1..phrase.end).unwrap_or_default();
        if count.manner == Manner::One && rest.iter().any(|piece| matches!(piece.what, What::Bound(_))) {
            return None;
        }
        let head = self.measure(region, index);
        if count.manner == Manner::One && !head.is_empty() {
            return None;
        }
        let verb = count.verb.clone().map_or(String::new(), |verb| self.words(&[verb]));
        let tail = label(&self.words(&region.left(index + 1..phrase.end)));
        // 弄虚作假的,发现一次不得分: the finding was named before, and one of it takes all.
        let named = head.is_empty() && verb.is_empty() && tail.is_empty() && phrase.start > 0 && count.number == Number::ONE;
        if named && !matches!(act.kind, Kind::Award | Kind::Full) {
            region.take(index);
            return None;
        }
        // 每周5次得满分: more are as good.
        let several = act.kind == Kind::Full && count.number > Number::ONE && region.is_due(index);
        let op = if matches!(act.kind, Kind::Award | Kind::Full) && !several { Op::Is } else { Op::AtLeast };
        let measure = label(&format!("{head}{verb}{tail}"));
        Some(Condition::Compare { measure, op, value: count.number.clone(), unit: count.unit.clone() })
    }

    /// 60%得6分 where what lies between is interpolated: a value of its own.
    fn rung_value(&self, region: &Region<'_>, index: usize, (value, unit): (&Number, &str), act: &Act) -> Option<Condition> {
        let rung = self.interpolates && matches!(act.kind, Kind::Award | Kind::Full | Kind::Zero);
        let ends = AFTER_BOUND.contains(&self.tail(region, index, region.phrase(index).end).as_str());
        (rung && ends).then(|| Condition::Compare {
            measure: self.measure(region, index),
            op: Op::Is,
            value: value.clone(),
            unit: unit.to_owned(),
        })
    }

    fn zeroed(&self, region: &Region<'_>, index: usize, count: u32, named: Option<Range<usize>>) -> Condition {
        let phrase = region.phrase(index);
        let of = match named {
            Some(named) => self.words(&[named]),
            None => self.measure(region, index).trim_end_matches(['有', '中']).to_owned(),
        };
        let text = label(&self.words(&region.left(phrase.start..index + 1)));
        Condition::Zeroed { of, at_least: count, text }
    }

    /// 发生事故,或考核得分低于70分: a finding or a comparison, and not both.
    fn follows_finding(&self, region: &Region<'_>, at: usize) -> bool {
        let before = region.pieces.get(..at).unwrap_or_default();
        let Some(either) = before.iter().rposition(|piece| matches!(piece.what, What::Either)) else { return false };
        let words = label(&self.words(&region.left(0..either)));
        let parted = before.get(..either).and_then(<[_]>::last).is_some_and(|piece| matches!(piece.what, What::Comma));
        !words.is_empty() && (parted || ["发生", "出现", "造成"].iter().any(|happens| words.starts_with(happens)))
    }

    /// Where 或 stands after a comparison: the index of what follows it.
    fn other_side(&self, region: &Region<'_>, at: usize) -> Option<usize> {
        let after = region.pieces.iter().enumerate().skip(at + 1);
        let mut after = after.skip_while(|(index, piece)| {
            matches!(piece.what, What::Space | What::Comma) || AFTER_BOUND.contains(&self.text(piece)) && index > &at
        });
        after.next().filter(|(_, piece)| matches!(piece.what, What::Either)).map(|(index, _)| index)
    }

    pub(super) fn text(&self, piece: &Piece) -> &str {
        self.folded.text.get(piece.at.clone()).unwrap_or("")
    }

    /// A comparison or something else: an effect for each.
    fn either(&self, region: &Region<'_>, compared: Vec<Compared>, cut: usize, counted: bool) -> Result<Vec<Vec<Condition>>, GapKind> {
        if counted {
            // An event that is counted is named by all of its words.
            return Ok(vec![vec![Condition::Label(label(&self.words(&region.left(0..region.pieces.len()))))]]);
        }
        let (before, after): (Vec<Compared>, Vec<Compared>) = compared.into_iter().partition(|comparison| comparison.at < cut);
        let words = label(&self.words(&region.left(cut + 1..region.pieces.len())));
        // 食物中毒事故,10人以上或有死亡的: of what the bound is, stands before it.
        let lead = before.first().map(|first| label(&self.words(&region.left(0..first.phrase.start)))).unwrap_or_default();
        let mut before = before.into_iter().map(|comparison| comparison.condition);
        let (Some(first), None) = (before.next(), before.next()) else { return Err(GapKind::Unrecognized) };
        let mut after = after.into_iter().map(|comparison| comparison.condition);
        let other = match (after.next(), after.next()) {
            (None, _) if !words.is_empty() => Condition::Label(without_term(words)),
            (Some(only), None) => only,
            _ => return Err(GapKind::Unrecognized),
        };
        let bare = matches!(&first, Condition::Compare { measure, .. } if measure.is_empty());
        let lead = (bare && !lead.is_empty()).then_some(Condition::Label(lead));
        Ok(vec![std::iter::once(first).chain(lead).collect(), vec![other]])
    }
}

/// 每村有一个宣传栏: the second count is of what the first has.
fn follows_each(region: &Region<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| region.pieces.get(before));
    before.is_some_and(|piece| matches!(&piece.what, What::Count(before) if before.manner == Manner::Each))
}

/// A comparison of a region, and the phrase that it stands in.
pub(super) struct Compared {
    pub(super) at: usize,
    pub(super) phrase: Range<usize>,
    pub(super) condition: Condition,
}

fn at_least(measure: String, number: &Number, unit: &str) -> Condition {
    Condition::Compare { measure, op: Op::AtLeast, value: number.clone(), unit: unit.to_owned() }
}
