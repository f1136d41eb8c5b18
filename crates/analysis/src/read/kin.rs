//! An effect takes after its neighbours: places after places, changes after changes, rungs of what is counted after the first of them.
//!
//! 第一名得10分,第二得8分,其余得4分 are places throughout; 比上年后退5位扣1分,后退10位扣2分 are changes throughout. Where a neighbour looks alike
//! and it is not known how, the clause is not understood. Not here: what a region says by itself; see [`super::region`]. Start at
//! [`Fold::takes_after`].

use chidu_values::{Number, Unit};

use super::ranking::Ranking;
use super::region::Found;
use super::{Draft, FAR, Fold, Tally, places};
use crate::forms::{Act, Past, What};
use crate::reading::{Condition, Effect, GapKind, Kind, Op, Per};

/// Words for a change against another period.
const CHANGES: &[&str] =
    &["后退", "倒退", "退步", "进步", "前进", "前移", "后移", "下滑", "下降", "上升", "降低", "提高", "提升", "减少", "增加", "增长"];
const OTHERS: &[&str] = &["其余", "其他", "其它", "否则", "其余名次", "其他名次", "其余各名"];
/// How many share what is said of 以后.
const ONWARD: &[&str] = &["及以后", "以后", "及之后", "及以下", "以下", "起"];

/// What contests are called.
const CONTESTS: &[&str] = &["赛", "竞", "运动会", "破纪录", "破记录"];
/// How many effects back the name of a contest may stand.
const LIST: usize = 12;

/// 竞赛第一名, 前三名.
fn is_place_won(words: &str) -> bool {
    words.contains(['第', '前']) && words.ends_with(['名', '位', '%'])
}

impl Fold<'_> {
    /// What the effects before say of this one.
    pub(super) fn takes_after(&self, found: &mut Found, act: &Act, at: usize) -> Result<(), GapKind> {
        self.named_before(found, at);
        self.next_place(found);
        self.next_share(found, act);
        self.named_place(found);
        if act.kind != Kind::Ratio {
            self.remaining_places(found)?;
        }
        self.same_history(found);
        self.same_change(found)?;
        self.further_change(found);
        self.same_each(found, act, at)?;
        self.bare_places(found, act)?;
        self.counts_places(found)
    }

    /// 1-3名,加0.5分: places, or how many there were; which is not said.
    fn bare_places(&self, found: &Found, act: &Act) -> Result<(), GapKind> {
        let bare = |condition: &Condition| match condition {
            Condition::Within { measure, unit, .. } if matches!(unit.as_str(), "名" | "位") => {
                measure.is_empty() || measure.ends_with(['赛', '賽', '會', '会', '比'])
            }
            _ => false,
        };
        let earns = matches!(act.kind, Kind::Add | Kind::Award) && found.rank.is_none();
        if earns && found.cases.iter().flatten().any(bare) { Err(GapKind::Unrecognized) } else { Ok(()) }
    }

    /// 获竞赛第一名加10分,第二名加8分: a prize of the same contest, where the first of them is a finding.
    pub(super) fn named_before(&self, found: &mut Found, at: usize) {
        let Some(last) = self.drafts.last().filter(|last| last.effect.sentence == self.sentence) else { return };
        let [Condition::Label(before)] = last.effect.when.as_slice() else { return };
        let contest = is_place_won(before) && last.effect.kind != Kind::Rank;
        if let Some(rank) = &found.rank
            && (contest || self.is_in_contest())
            && matches!(rank.of.as_str(), "" | "获" | "获得" | "取得" | "夺得" | "列")
        {
            found.cases = vec![vec![Condition::Label(rank.words.clone())]];
            found.rank = None;
        }
        // 比赛前三名加5分,四至六名加3分.
        if let ([case], None, true) = (found.cases.as_mut_slice(), &found.rank, contest)
            && let [Condition::Within { measure, unit, .. }] = case.as_slice()
            && measure.is_empty()
            && matches!(unit.as_str(), "名" | "位")
        {
            let words: Vec<_> = self.pieces.get(self.start..at).unwrap_or_default().iter().map(|piece| piece.at.clone()).collect();
            *case = vec![Condition::Label(super::label::label(&self.words(&words)))];
        }
    }

    /// 运动会破纪录加2分,第一名加1分: what has been said before in the sentence is of a contest.
    fn is_in_contest(&self) -> bool {
        let before = self.drafts.iter().rev().take(LIST).take_while(|draft| draft.effect.sentence == self.sentence);
        let mut labels = before.filter_map(|draft| match draft.effect.when.as_slice() {
            [Condition::Label(words)] if draft.effect.kind != Kind::Rank => Some(chidu_syntax::fold_str(words)),
            _ => None,
        });
        labels.any(|words| CONTESTS.iter().any(|word| words.contains(word)) || words.ends_with("比武") || is_place_won(&words))
    }

    /// 第1-3名得5分,4-6名得3分: a bound in places, after a rank or of a ranking, is a rank too.
    fn next_place(&self, found: &mut Found) {
        let after_rank = self.after_rank().is_some();
        let [case] = found.cases.as_mut_slice() else { return };
        let Some(Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }) = case.first_mut() else { return };
        let places = matches!(unit.as_str(), "名" | "位") || unit == "%" && after_rank;
        let ranking = ["排名", "名次", "排序"].iter().any(|word| measure.ends_with(word));
        if found.rank.is_none() && (places && after_rank && measure.is_empty() || places && ranking) {
            let words = std::mem::replace(measure, "名次".to_owned());
            let of = words.clone();
            found.rank = Some(Ranking { words, place: case.first().cloned(), of });
        }
    }

    /// 第一的得10分,第二的得8分: 第二 alone after a place.
    fn named_place(&self, found: &mut Found) {
        let Some(last) = self.after_rank().filter(|_| found.rank.is_none()) else { return };
        let [case] = found.cases.as_slice() else { return };
        let [Condition::Label(words)] = case.as_slice() else { return };
        let Some(place) = place_named(words, last.effect.when.first()) else { return };
        found.rank = Some(Ranking { words: words.clone(), place: Some(place), of: String::new() });
    }

    /// 第一名得10分,其余得4分: every place after those before.
    fn remaining_places(&self, found: &mut Found) -> Result<(), GapKind> {
        let Some(last) = self.after_rank().filter(|_| found.rank.is_none()) else { return Ok(()) };
        let [case] = found.cases.as_slice() else { return Ok(()) };
        let [Condition::Label(words)] = case.as_slice() else { return Ok(()) };
        if last.effect.sentence != self.sentence || !OTHERS.contains(&words.as_str()) {
            return Ok(());
        }
        let ranks = self.drafts.iter().rev().take_while(|draft| draft.effect.kind == Kind::Rank);
        if ranks.clone().nth(FAR).is_some() {
            return Err(GapKind::Unrecognized);
        }
        let place = after_all(ranks).ok_or(GapKind::Unrecognized)?;
        found.rank = Some(Ranking { words: words.clone(), place: Some(place), of: String::new() });
        Ok(())
    }

    /// 前20%为优秀,20%-50%为良好: a grade by a share of nothing is one of the places.
    fn next_share(&self, found: &mut Found, act: &Act) {
        let Some(Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }) = &act.own else { return };
        let share = act.kind == Kind::Grade && unit == "%" && measure.is_empty() && self.after_rank().is_some();
        if share && found.rank.is_none() {
            let place = act.own.clone().map(|own| renamed(own, "名次"));
            found.rank = Some(Ranking { words: "名次".to_owned(), place, of: String::new() });
        }
    }

    /// The effect before, where it is for a place.
    fn after_rank(&self) -> Option<&Draft> {
        self.drafts.last().filter(|last| last.effect.kind == Kind::Rank)
    }

    /// 比上年每下降1%扣1分,每上升1%加1分: the second step compares with the last year too.
    fn same_history(&self, found: &mut Found) {
        let steps = |per: &Option<Per>| per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured());
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.kind == Kind::History);
        if let Some(last) = last.filter(|last| found.history.is_none() && steps(&last.effect.per) && steps(&found.per)) {
            found.history = Some(Past { times: last.effect.times, since: last.effect.since });
        }
    }

    /// 较上年后退5位扣1分,后退10位扣2分: nothing but a change is one of the same thing against the same period.
    fn same_change(&self, found: &mut Found) -> Result<(), GapKind> {
        let Some(last) = self.drafts.last().filter(|last| last.effect.kind == Kind::History && found.history.is_none()) else {
            return Ok(());
        };
        let [case] = found.cases.as_mut_slice() else { return Ok(()) };
        if let (None, [Condition::Label(words)]) = (last.effect.times, case.as_slice()) {
            let bare = is_change(words);
            found.history = bare.then_some(Past { times: None, since: last.effect.since });
            let more = !bare && CHANGES.iter().any(|change| words.ends_with(change));
            return if more { Err(GapKind::Unrecognized) } else { Ok(()) };
        }
        let [Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }] = case.as_mut_slice() else {
            return Ok(());
        };
        if last.effect.times.is_some() {
            let counted = measure.is_empty() && matches!(unit.as_str(), "次" | "年" | "个月" | "月" | "期" | "季度" | "周");
            return if counted { Err(GapKind::Unrecognized) } else { Ok(()) };
        }
        let Some(of) = self.changed(last, measure) else { return Ok(()) };
        *measure = of;
        found.history = Some(Past { times: None, since: last.effect.since });
        Ok(())
    }

    /// 位次进步5位以上加0.5分,进步10位以上加1分: tiers of one change, of which the higher holds.
    fn further_change(&self, found: &mut Found) {
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.per.is_none());
        let Some(last) = last.filter(|_| found.history.is_none() && found.per.is_none()) else { return };
        let [case] = found.cases.as_mut_slice() else { return };
        let [Condition::Compare { measure, .. } | Condition::Within { measure, .. }] = case.as_mut_slice() else { return };
        if let Some(Condition::Compare { .. } | Condition::Within { .. }) = last.effect.when.first()
            && let Some(of) = self.changed(last, measure)
        {
            *measure = of;
        }
    }

    /// An effect without words of its own shares the condition of the one before it, where something says that it does.
    pub(super) fn share(&self, act: &Act, found: &mut Found) -> Result<(), GapKind> {
        let Some(last) = self.drafts.last().filter(|last| last.effect.sentence == self.sentence) else { return Ok(()) };
        if matches!(last.effect.kind, Kind::Points | Kind::Weight | Kind::Limit | Kind::Average) {
            return Ok(());
        }
        // 请假半天扣0.5分,一天扣1分: whole days of what was missed half a day.
        let days = found.single && found.per.as_ref().is_some_and(|per| matches!(per.unit.as_str(), "天" | "日" | "个工作日"));
        if let ([Condition::Label(before)], true) = (last.effect.when.as_slice(), days)
            && let Some(of) = ["半天", "半日"].iter().find_map(|half| before.strip_suffix(half)).filter(|of| !of.is_empty())
        {
            found.cases = vec![vec![Condition::Label(of.to_owned())]];
            return Ok(());
        }
        // 组织2次得2分,1次得1分: a rung of the same count.
        if found.single && last.tally == Tally::Several {
            return Ok(());
        }
        let opposite = matches!(last.effect.kind, Kind::Award | Kind::Full) && matches!(act.kind, Kind::Deduct);
        if opposite && found.per.is_some() {
            return Ok(());
        }
        let unharmed = act.kind == Kind::Full && last.effect.kind == Kind::Exclude;
        // 弄虚作假的,取消评优资格,每次扣2分: both, of the same.
        let taken_too = matches!(act.kind, Kind::Deduct | Kind::Zero) && last.effect.kind == Kind::Veto && !last.effect.when.is_empty();
        let follows = unharmed
            || taken_too
            || found.joined
            || self.is_heading()
            || act.target.is_some()
            || matches!(act.kind, Kind::Veto | Kind::Zero | Kind::Ratio)
            || last.effect.kind == Kind::Zero && act.kind == Kind::Deduct && act.amounts.is_empty() && act.range.is_none()
            || both_discretion(act, last);
        if !follows {
            return Err(GapKind::Unrecognized);
        }
        // 低于70分或发生事故的,一票否决,取消评优: every case of the effect before.
        if last.effect.alternative.is_some() {
            let cases = self.drafts.iter().filter(|draft| draft.effect.alternative == last.effect.alternative);
            found.cases = cases.map(|draft| draft.effect.when.clone()).collect();
            return Ok(());
        }
        // 每次扣2分、首席代表扣1分,取消评先资格: of what was found, and not of who answers for it.
        let found_out = |draft: &&Draft| !matches!(draft.effect.when.as_slice(), [Condition::Label(words)] if is_role(words));
        let own = super::of_sentence(&self.drafts, self.sentence).find(found_out);
        found.cases = vec![own.unwrap_or(last).effect.when.clone()];
        Ok(())
    }

    /// The measure that a bare change is of: 年度位次进步 for 进步 after 年度位次后退.
    fn changed(&self, last: &Draft, change: &str) -> Option<String> {
        CHANGES.iter().find(|word| **word == change)?;
        let of = match last.effect.when.first()? {
            Condition::Compare { measure, .. } | Condition::Within { measure, .. } => measure.as_str(),
            Condition::Label(words) => words.as_str(),
            _ => return None,
        };
        let subject = CHANGES.iter().find_map(|word| of.strip_suffix(word)).or_else(|| of.strip_suffix("持平"))?;
        Some(format!("{subject}{change}"))
    }

    /// 每获一项一等奖加4分、二等奖加2分, 每发生一起一般事故扣5分,较大事故扣10分: counted like the first. Of what is no rung of the same kind it is not known.
    fn same_each(&self, found: &mut Found, act: &Act, at: usize) -> Result<(), GapKind> {
        let Some(last) = self.drafts.last().filter(|last| last.effect.sentence == self.sentence) else { return Ok(()) };
        // 优秀每次加1分,连续三年优秀的另加2分: so many in a row are one.
        let same = matches!(act.kind, Kind::Add | Kind::Award | Kind::Deduct) && last.effect.kind == act.kind && found.history.is_none();
        let counted = last.each || act.kind == Kind::Deduct && last.tally == Tally::One;
        let Some(per) = last.effect.per.as_ref().filter(|_| same && counted && found.per.is_none() && !act.once) else { return Ok(()) };
        let [case] = found.cases.as_slice() else { return Ok(()) };
        let [Condition::Label(words)] = case.as_slice() else { return Ok(()) };
        // 每次扣2分、首席代表扣1分: somebody else, of the same.
        if act.kind == Kind::Deduct && is_role(words) {
            (found.per, found.each) = (Some(per.clone()), true);
            return Ok(());
        }
        let [Condition::Label(before)] = last.effect.when.as_slice() else { return Ok(()) };
        let pause = self.pieces.get(self.start..at).and_then(<[_]>::first).is_some_and(|piece| matches!(piece.what, What::Pause));
        let worse = ["拒", "仍", "屡", "再", "情节", "造成"].iter().any(|word| words.starts_with(word));
        // 准确投放每次积1分,连续30天准确投放的奖励10分: a feat of its own.
        let feat = ["连续", "累计", "全年", "全月"].iter().any(|word| words.starts_with(word));
        // 卫生不合格每处扣1分,记录不合格扣2分: two faults that end alike, of which the second is one of its own. 补考仍不合格 is the first once more.
        // 指标未完成月计划, 未完成年度计划 too.
        let head: String = words.chars().take(3).collect();
        let again = before.contains(&head)
            || words.ends_with(before.as_str())
            || words.chars().zip(before.chars()).take_while(|(a, b)| a == b).count() > 2;
        let faults =
            !again && words.contains(['未', '不', '没', '無', '无', '沒']) && before.contains(['未', '不', '没', '無', '无', '沒']);
        if places::are_kin(before, words) && !(act.kind == Kind::Deduct && (worse || faults)) && !feat {
            (found.per, found.each) = (Some(per.clone()), true);
        } else if pause && act.kind != Kind::Deduct {
            return Err(GapKind::Unrecognized);
        }
        Ok(())
    }

    /// 第1名得20分,以后每降低一名减1分: a step in places is none of a measure, nor a finding.
    fn counts_places(&self, found: &Found) -> Result<(), GapKind> {
        if found.rank.is_some() && found.per.as_ref().is_some_and(|per| matches!(per.unit.as_str(), "名" | "位" | "个名次" | "名次"))
        {
            return Err(GapKind::Unrecognized);
        }
        let Some(per) = found.per.as_ref().filter(|_| found.rank.is_none()) else { return Ok(()) };
        let said = |words: &str| CHANGES.iter().any(|word| words.contains(word));
        let places = |words: &str| words.contains("位次") || words.contains("名次") || words.contains("排名");
        let odd = found.cases.iter().flatten().any(|condition| match condition {
            Condition::Label(words) | Condition::Compare { measure: words, .. } => {
                said(words)
                    && (matches!(per.unit.as_str(), "名" | "位") && (found.history.is_some() || !is_more_of(words))
                        || found.history.is_none() && places(words))
            }
            _ => false,
        });
        if odd { Err(GapKind::Unrecognized) } else { Ok(()) }
    }
}

/// 首席代表, 班长: who answers for it, and nothing that was found.
fn is_role(words: &str) -> bool {
    const ROLES: &[&str] = &[
        "代表",
        "负责人",
        "责任人",
        "班长",
        "组长",
        "队长",
        "站长",
        "科长",
        "部长",
        "店长",
        "主任",
        "经理",
        "主管",
        "领导",
        "书记",
        "舍长",
        "室长",
        "班主任",
        "辅导员",
    ];
    words.chars().count() <= 6 && ROLES.iter().any(|role| words.ends_with(role))
}

/// 酌情加分, 扣分: one discretion for both.
fn both_discretion(act: &Act, last: &Draft) -> bool {
    act.bare && last.assessor
}

/// 增加驻场人员: more of something, and no change of a place.
fn is_more_of(words: &str) -> bool {
    ["增加", "减少"].iter().any(|word| words.split_once(word).is_some_and(|(_, of)| !of.is_empty()))
}

fn is_change(words: &str) -> bool {
    CHANGES.contains(&words) || words == "持平"
}

fn renamed(condition: Condition, name: &str) -> Condition {
    let measure = name.to_owned();
    match condition {
        Condition::Compare { op, value, unit, .. } => Condition::Compare { measure, op, value, unit },
        Condition::Within { low, low_in, high, high_in, unit, .. } => Condition::Within { measure, low, low_in, high, high_in, unit },
        other => other,
    }
}

/// 第二, 第6名以后, as places.
fn place_named(words: &str, before: Option<&Condition>) -> Option<Condition> {
    let folded = chidu_syntax::fold_str(words);
    let rest = folded.strip_prefix('第')?;
    let onward = ONWARD.iter().find_map(|word| rest.strip_suffix(word));
    let number = onward.unwrap_or(rest).trim_end_matches(['名', '位']);
    let value: Number = chidu_syntax::numeral(number).unwrap_or_else(|| number.to_owned()).parse().ok()?;
    let taken = before.and_then(highest).is_some_and(|highest| highest == value);
    let op = match onward {
        None => Op::Is,
        Some(_) if taken => Op::Above,
        Some(_) => Op::AtLeast,
    };
    Some(Condition::Compare { measure: "名次".to_owned(), op, value, unit: "名".to_owned() })
}

/// The last place that a condition names from the top.
fn highest(place: &Condition) -> Option<Number> {
    match place {
        Condition::Compare { measure, op: Op::Is | Op::AtMost, value, .. } if measure == "名次" => Some(value.clone()),
        Condition::Within { measure, high, .. } if measure == "名次" => high.clone(),
        _ => None,
    }
}

/// Beyond every place of some ranks; none where they are not all counted from the top in one unit.
fn after_all<'a>(ranks: impl Iterator<Item = &'a Draft>) -> Option<Condition> {
    let mut last: Option<(Number, String)> = None;
    for Effect { when, .. } in ranks.map(|draft| &draft.effect) {
        let [place @ (Condition::Compare { unit, .. } | Condition::Within { unit, .. })] = when.as_slice() else { return None };
        let place = highest(place)?;
        last = match last {
            Some((_, ref of)) if of != unit => return None,
            Some((highest, of)) => Some((highest.max(place), of)),
            None => Some((place, unit.clone())),
        };
    }
    let (value, unit) = last?;
    Some(Condition::Compare { measure: "名次".to_owned(), op: Op::Above, value, unit })
}
