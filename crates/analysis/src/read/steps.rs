//! 每超过5分钟, 每低1个百分点: a step, and the threshold that it starts from.
//!
//! Not here: what else a region says; see [`super::region`]. Start at [`Fold::step`].

use chidu_values::{Number, Unit};

use super::asides::FAILS;
use super::label::label;
use super::region::{Found, Region};
use super::{Fold, alternatives, thresholds};
use crate::forms::{Act, Bound, Count, Direction, Manner, Piece, Step, What, condition};
use crate::reading::{Condition, GapKind, Kind, Op, Per};

/// 全年不足12条: when something is counted, and no name of what is.
const WHEN: &[&str] = &[
    "全年",
    "全年累计",
    "年度",
    "年度累计",
    "年内",
    "当年",
    "当年累计",
    "本年度",
    "本年",
    "每年",
    "全月",
    "当月",
    "当月累计",
    "本月",
    "本月累计",
    "每月",
    "季度",
    "当季",
    "本季度",
    "每季度",
    "每季",
    "每半年",
    "每期",
    "本周",
    "每周",
    "累计",
    "合计",
    "总数",
    "有",
    "每学期",
    "每学年",
    "学期",
    "学年",
];

/// 达到99%。未达到的每下降1%: of the limit that was said before.
const SHORT_OF_IT: &[&str] = &[
    "未达到",
    "未达",
    "达不到",
    "未达标",
    "不达标",
    "未达要求",
    "达不到要求",
    "未达到要求",
    "低于标准",
    "未达到标准",
    "达不到标准",
    "不足",
];

/// 浓度每超标1项: what was found, and nothing that is measured from a limit.
const EXCESSES: &[&str] = &["超标", "超期", "超时", "超限", "超载", "超员", "超速"];

/// 超时每10分钟: that a step counts what is beyond.
const BEYOND: &[&str] = &["超时", "超期", "超过", "超出", "逾期", "迟", "晚", "延误", "拖延"];

/// What goes to no one side.
const EITHER_WAY: &[&str] = &["偏离", "偏差", "相差", "浮动", "上下浮动", "波动", "变动", "变化", "误差", "差异"];
const FALLS: &[&str] = &["向下浮动", "降", "降低", "下降", "减少", "少", "低", "低于", "下浮"];
const RISES: &[&str] =
    &["向上浮动", "增", "增加", "增长", "升", "上升", "提高", "提升", "高", "高于", "超", "超过", "超出", "上浮", "多", "升高"];
const LATE: &[&str] = &["延迟", "推迟", "滞后"];
const EARLY: &[&str] = &["提前"];

impl Fold<'_> {
    /// 每超过5分钟: a step, and the threshold that it starts from.
    pub(super) fn step(&self, mut region: Region<'_>, index: usize, act: &Act, mut found: Found) -> Result<Found, GapKind> {
        let Some(Piece { what: What::Step(step), .. }) = region.at(index) else { return Err(GapKind::Unrecognized) };
        let turned = self.side_before(&mut region, index, step);
        let step = turned.as_ref().unwrap_or(step);
        // 每增0.01次/车: a part of what is counted is a rate.
        if !step.measured && step.number < Number::ONE {
            return Err(GapKind::Unrecognized);
        }
        if act.bare || step.missing {
            return Err(GapKind::MissingAmount);
        }
        // 每+1%, 每-1%: a sign, which no measure has.
        if region.at(index).is_some_and(|piece| self.text(piece).contains(['+', '-', '±'])) {
            return Err(GapKind::Unrecognized);
        }
        region.take(index);
        if self.is_rate(&region, index, step) {
            return Err(GapKind::Unrecognized);
        }
        // 每超过1%,每平方米扣0.1分: two counts of which one would be lost.
        let again = |piece: &Piece| matches!(&piece.what, What::Count(Count { manner: Manner::Each, .. }));
        // 超过时限的每件每超过1天: how late each of them is, and not all together.
        let of_each = index.checked_sub(2).and_then(|at| region.pieces.get(at..index)).is_some_and(|pair| {
            matches!(pair, [words, count] if matches!(words.what, What::Text) && again(count) && self.text(words).ends_with(['的', '者']))
        });
        if of_each || region.pieces.iter().skip(index + 1).any(again) {
            return Err(GapKind::Unrecognized);
        }
        if self.has_other_step(&region, index) {
            return Err(GapKind::Unrecognized);
        }
        if self.is_beside_findings(&region, index) {
            return Err(GapKind::Unrecognized);
        }
        if let Some(case) = self.extent(&region, index, step) {
            found.per = Some(Per { step: step.number.clone(), unit: step.unit.clone(), down: false });
            found.cases = vec![vec![case]];
            return Ok(found);
        }
        let bounds = self.bounds_of(&region, index, step)?;
        let named = region
            .pieces
            .iter()
            .filter(|piece| matches!(&piece.what, What::Quantity(_, unit) if unit == "%" && thresholds::same_unit(unit, step)));
        if named.count() + bounds.len() > 1 {
            return Err(GapKind::Unrecognized);
        }
        if bounds.is_empty() && self.follows_bare_bound(&region, step) || self.counts_another(&region, index) {
            return Err(GapKind::Unrecognized);
        }
        let per = Per { step: step.number.clone(), unit: step.unit.clone(), down: false };
        let case = match bounds.as_slice() {
            [] if found.history.is_some_and(|past| past.since.is_some()) => self.step_of_change(&region, index, step)?,
            [] => match self.step_from_duty(&region, index, step).or_else(|| self.step_from_quantity(&region, step)) {
                Some(from) => Some(from),
                None => self.step_without_bound(&region, index, step)?,
            },
            // 开展4次以上培训,每少一次: with what there should be so many of.
            [bound] => match self.step_from_duty(&region, index, step) {
                Some(duty) => Some(duty),
                None => self.step_from_bound(&mut region, *bound, step)?,
            },
            _ => return Err(GapKind::Unrecognized),
        };
        found.falls = match step.direction {
            Direction::Down => Some(true),
            Direction::Up => Some(false),
            Direction::Unsaid => None,
        };
        let verb = chidu_syntax::fold_str(&self.words(std::slice::from_ref(&step.words))).into_owned();
        if case.as_ref().is_some_and(|case| turns_around(case, &verb)) {
            return Err(GapKind::Unrecognized);
        }
        let down = matches!(&case, Some(Condition::Compare { op: Op::Below | Op::AtMost, .. }));
        found.per = Some(Per { down, ..per });
        found.cases = vec![case.into_iter().collect()];
        Ok(found)
    }

    /// 每连片抛荒5亩或零星抛荒30亩: two steps of which one would be lost.
    fn has_other_step(&self, region: &Region<'_>, index: usize) -> bool {
        let after = region.pieces.get(index + 1..).unwrap_or_default();
        let phrase = after.split(|piece| matches!(piece.what, What::Comma)).next().unwrap_or_default();
        let either = phrase.first().is_some_and(|piece| matches!(piece.what, What::Either));
        either && phrase.iter().any(|piece| self.text(piece).contains(|c: char| c.is_ascii_digit()))
    }

    /// 教育少于1次、外出前未提醒的,每少1次: a bound, and findings of another kind beside it.
    fn is_beside_findings(&self, region: &Region<'_>, index: usize) -> bool {
        let before = region.pieces.get(..index).unwrap_or_default();
        let Some(bound) = before.iter().rposition(|piece| matches!(piece.what, What::Bound(_))) else { return false };
        let after = before.get(bound + 1..).unwrap_or_default();
        let pause = after.iter().position(|piece| matches!(piece.what, What::Pause));
        let words = pause.map(|pause| label(&self.words(&region.left(bound + 2 + pause..index))));
        words.is_some_and(|words| chidu_syntax::fold_str(&words).contains(['未', '不', '无', '没']))
    }

    /// 控制在110以内得10分,每上升1个百分点: the number before it has no unit, and it is not known whether they are of one kind.
    fn follows_bare_bound(&self, region: &Region<'_>, step: &Step) -> bool {
        let Some(last) = self.drafts.last().filter(|last| last.effect.sentence == self.sentence) else { return false };
        let bare = matches!(last.effect.when.as_slice(), [Condition::Compare { unit, measure, .. }] if unit.is_empty() && crate::versus::versus(measure).is_none());
        let alone = label(&self.words(&region.left(0..region.pieces.len()))).is_empty();
        bare && alone && step.measured && matches!(last.effect.kind, Kind::Award | Kind::Full)
    }

    /// The bounds that a step may start from. One of another kind is no such bound; alone it leaves open where the step starts.
    fn bounds_of(&self, region: &Region<'_>, index: usize, step: &Step) -> Result<Vec<usize>, GapKind> {
        let fits = |bound: &Bound| {
            let (unit, of) = (Unit::of(&bound.unit), Unit::of(&step.unit));
            bound.is_missing() || bound.unit.is_empty() || thresholds::same_unit(&bound.unit, step) || unit.dimension == of.dimension
        };
        let bounds = region.pieces.iter().enumerate().filter_map(|(at, piece)| match &piece.what {
            What::Bound(bound) if region.is_free(at) => Some((at, fits(bound))),
            _ => None,
        });
        let bounds = bounds.filter(|(at, fits)| *fits || !self.is_whom(region, *at, index));
        let (fitting, others): (Vec<_>, Vec<_>) = bounds.partition(|(_, fits)| *fits);
        // 等候超过30分钟的患者比例大于10%: of whom, and how many of them.
        let names = |index: usize, fitting: usize| {
            let next = region.at(index + 1).filter(|piece| matches!(piece.what, What::Text) && index + 2 == fitting);
            next.and_then(|piece| self.text(piece).strip_prefix('的')).is_some_and(|noun| !noun.is_empty())
        };
        let elsewhere = |fitting: usize| others.iter().all(|(index, _)| !region.phrase(fitting).contains(index) || names(*index, fitting));
        match fitting.as_slice() {
            [] if !others.is_empty() => Err(GapKind::Unrecognized),
            [(only, _)] if !elsewhere(*only) => Err(GapKind::Unrecognized),
            _ => Ok(fitting.into_iter().map(|(index, _)| index).collect()),
        }
    }

    /// 超过3盏扣1分,每增加1盏加扣0.5分: beyond the bound of the deduction before.
    fn rises_from(&self, step: &Step, verb: &str) -> bool {
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.per.is_none());
        let bound = last.and_then(|last| last.effect.when.first());
        // 3起以内不扣分,每增加1起.
        let kept = last.is_some_and(|last| last.effect.kind == Kind::Full);
        let beyond = match bound {
            Some(Condition::Compare { op: Op::Above | Op::AtLeast, unit, .. }) => thresholds::same_unit(unit, step),
            Some(Condition::Compare { op: Op::AtMost, unit, .. }) => kept && thresholds::same_unit(unit, step),
            _ => false,
        };
        beyond && matches!(verb, "增加" | "增" | "多" | "再多" | "再增加")
    }

    /// 比上年每下降1%: from what it was, whatever has been said of the measure before.
    fn step_of_change(&self, region: &Region<'_>, index: usize, step: &Step) -> Result<Option<Condition>, GapKind> {
        if !step.measured {
            return self.step_without_bound(region, index, step);
        }
        let words = label(&self.words(&region.left(0..region.pieces.len())));
        let verb = self.words(std::slice::from_ref(&step.words));
        // 同比上升的,每上升1%.
        let measure = if words.ends_with(verb.as_str()) { words } else { label(&(words + &verb)) };
        Ok(Some(Condition::Compare { measure, op: Op::Above, value: Number::ZERO, unit: step.unit.clone() }))
    }

    fn step_without_bound(&self, region: &Region<'_>, index: usize, step: &Step) -> Result<Option<Condition>, GapKind> {
        let ought = if step.measured { self.requirements_before(region, index) } else { None };
        let ought = ought.unwrap_or_else(|| self.requirement_before(region, index));
        let words = compared_last(label(&self.words(&region.left(ought..region.pieces.len()))));
        let verb = self.words(std::slice::from_ref(&step.words));
        if !step.measured && (!verb.starts_with(['超', '高']) || EXCESSES.contains(&chidu_syntax::fold_str(&verb).as_ref())) {
            let phrase = region.phrase(index);
            let own = region.left(phrase.start..index).into_iter().chain(region.left(index + 1..region.pieces.len()));
            // 未进驻的,每少一项: the finding was named before, and the step says no more than how often.
            if !words.is_empty() && own.into_iter().all(|range| self.is_blank(&range)) {
                // 按规定召开会议,每少一次: of a requirement, what lacks.
                let lacks = verb.starts_with(['少', '缺']) && !words.contains(FAILS) && !words.contains(['的', '者']);
                return Ok(Some(Condition::Label(if lacks { words + &verb } else { words })));
            }
            // 6起不扣分,每降一起加0.5分: from what was said before.
            let falls = verb.starts_with(['降', '低']) || verb.starts_with("减少");
            let goes_on = words.is_empty() && (self.goes_on_from(step) || self.rises_from(step, &verb));
            let threshold = if falls || goes_on { self.threshold_before(&words, step)? } else { None };
            if threshold.is_some() {
                return Ok(threshold);
            }
            let text = self.words(&region.left(0..index)) + &verb + &self.words(&region.left(index + 1..region.pieces.len()));
            let against = self.compared_with().filter(|_| label(&text) == verb);
            let text = against.map_or(text, |against| against + &verb);
            let told = match alternatives::named(label(&text)) {
                Condition::Compare { measure, op, value, .. } => Condition::Compare { measure, op, value, unit: step.unit.clone() },
                told => told,
            };
            return Ok(Some(told).filter(|_| !text.is_empty()));
        }
        let of_before = SHORT_OF_IT.contains(&chidu_syntax::fold_str(&words).as_ref());
        let threshold = self.threshold_before(if of_before { "" } else { &words }, step)?.or_else(|| self.threshold_of_item(step));
        // 50%以下不得分。每超额完成10%: beyond the target, and not beyond so little of it.
        let of_target =
            |from: &Condition| matches!(from, Condition::Compare { value, unit, .. } if unit != "%" || *value >= Number::from(100));
        let threshold = threshold.filter(|from| !verb.starts_with("超额") || of_target(from));
        // 85%-93%,每偏离1%: to either side, of which the step would count one.
        if threshold.is_some() && EITHER_WAY.contains(&verb.as_str()) {
            return Err(GapKind::Unrecognized);
        }
        let threshold = threshold.or_else(|| self.across(step, &verb).filter(|_| words.is_empty()));
        if threshold.is_some() {
            return Ok(threshold);
        }
        if let Some(measure) = self.other_way(&verb).filter(|_| words.is_empty()) {
            return Ok(Some(Condition::Compare { measure, op: Op::Above, value: Number::ZERO, unit: step.unit.clone() }));
        }
        // 每高于1%,标准分扣2分: from what it is taken, and not what is measured.
        let words = Some(words)
            .filter(|words| !["标准分", "得分", "分值", "基本分", "基础分", "该项"].contains(&words.as_str()))
            .unwrap_or_default();
        let words = self.compared_with().filter(|_| words.is_empty()).unwrap_or(words);
        // 每提前10分钟以上到场: what makes a bound of the step is no part of its measure.
        let words = ["及以上", "及以下", "以上", "以下"]
            .iter()
            .find_map(|bound| words.strip_prefix(bound))
            .filter(|rest| !rest.starts_with(['年', '月', '季', '学']))
            .unwrap_or(&words)
            .to_owned();
        if matches!(step.unit.as_str(), "%" | "百分点" | "‰") && self.follows_duty(region, index, &words) {
            return Err(GapKind::Unrecognized);
        }
        let again = said_again(&words, &verb).map(str::to_owned);
        let measure = said_before(&words, &verb, step.direction).or(again).unwrap_or_else(|| label(&(words + named_by(&verb))));
        Ok(Some(Condition::Compare { measure, op: Op::Above, value: Number::ZERO, unit: step.unit.clone() }))
    }

    /// 以90%为基准,每提高1%加0.2分,每降低1%扣0.2分: the other side of where the step before starts.
    fn across(&self, step: &Step, verb: &str) -> Option<Condition> {
        let last = self.drafts.last().filter(|last| last.effect.sentence + 1 >= self.sentence && last.effect.per.is_some())?;
        let [Condition::Compare { measure, op, value, unit }] = last.effect.when.as_slice() else { return None };
        let across = match (op, step.direction) {
            (Op::Above | Op::AtLeast, Direction::Down) if FALLS.contains(&verb) => Op::Below,
            (Op::Below | Op::AtMost, Direction::Up) if RISES.contains(&verb) => Op::Above,
            _ => return None,
        };
        let starts = *value > Number::ZERO && thresholds::same_unit(unit, step);
        starts.then(|| Condition::Compare { measure: measure.clone(), op: across, value: value.clone(), unit: unit.clone() })
    }

    /// 应在8:30前开门,每迟开10分钟: where the phrase of the step begins, if it says by itself what is measured and a duty stands before it.
    fn requirement_before(&self, region: &Region<'_>, index: usize) -> usize {
        let start = region.phrase(index).start;
        let before = chidu_syntax::fold_str(&label(&self.words(&region.left(0..start)))).into_owned();
        let verb = region.at(index).map_or("", |piece| self.text(piece));
        let late = ["迟", "晚", "延", "推", "逾", "超时", "提前", "早退", "拖"].iter().any(|word| verb.contains(word));
        let asked = ["应", "须", "必须", "要求", "按时", "准时", "按规定时间", "及时"].iter().any(|word| before.contains(word));
        if late && asked && !before.contains(FAILS) { start } else { 0 }
    }

    /// 报价每高于基准价1%…,低于1%: of what the step before goes beyond.
    fn other_way(&self, verb: &str) -> Option<String> {
        let Some(Condition::Compare { measure, .. }) = self.drafts.last()?.effect.when.first() else { return None };
        let within = [("低于", "高于"), ("高于", "低于")].into_iter().find(|(forth, back)| *forth == verb && measure.contains(back));
        if let Some((_, back)) = within.filter(|_| crate::versus::versus(measure).is_some()) {
            return Some(measure.replacen(back, verb, 1));
        }
        // 价格比市场价高, 供货期比要求提前: what it is called ends with the way.
        let ways = [(FALLS, RISES), (RISES, FALLS), (LATE, EARLY), (EARLY, LATE)];
        let (_, backs) = ways.into_iter().find(|(forth, _)| forth.contains(&verb))?;
        let of = backs.iter().filter_map(|back| measure.strip_suffix(back)).min_by_key(|of| of.len())?;
        (of.chars().count() > 1).then(|| of.to_owned() + verb)
    }

    /// 与规定数相比每多1人…,每少1人: what the effect before was compared with.
    fn compared_with(&self) -> Option<String> {
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence)?;
        let Some(Condition::Compare { measure, .. }) = last.effect.when.first() else { return None };
        let end = measure.rfind("相比").map(|at| at + "相比".len())?;
        crate::versus::versus(measure).and_then(|_| measure.get(..end)).map(str::to_owned)
    }

    /// 每年至少开展2次演练,每少一次.
    fn step_from_duty(&self, region: &Region<'_>, index: usize, step: &Step) -> Option<Condition> {
        let verb = self.words(std::slice::from_ref(&step.words));
        let phrase = region.phrase(index);
        let blank = |range| region.left(range).iter().all(|range| self.is_blank(range));
        let counts = !step.measured && step.direction == Direction::Down && step.number == Number::ONE;
        let alone = blank(phrase.start..index) && blank(index + 1..region.pieces.len());
        (counts && alone).then(|| self.duty(region, phrase.start, &step.unit, &verb)).flatten()
    }

    /// 目标值95%,每低1个百分点: a value that is only named is where the step starts.
    fn step_from_quantity(&self, region: &Region<'_>, step: &Step) -> Option<Condition> {
        let mut values = region.pieces.iter().enumerate().filter_map(|(at, piece)| match &piece.what {
            // 5月份到位, 每推迟1个月: a date is no threshold.
            What::Quantity(_, unit) if matches!(unit.as_str(), "月" | "日") => None,
            What::Quantity(value, unit) if thresholds::same_unit(unit, step) => Some((at, value, unit)),
            What::Count(Count { manner: Manner::One | Manner::Found, number, unit, .. }) if !step.measured && *unit == step.unit => {
                Some((at, number, unit))
            }
            _ => None,
        });
        let (Some((at, value, unit)), None) = (values.next(), values.next()) else { return None };
        let op = match step.direction {
            Direction::Down => Op::Below,
            Direction::Up => Op::Above,
            Direction::Unsaid => return None,
        };
        // 平均值下浮3%为基准价: how the bound is made, and not where the step starts, as 以95%为基准 says.
        let phrase = region.phrase(at);
        let rest = self.words(&region.left(at + 1..phrase.end));
        let says = self.words(&region.left(phrase.start..at)).ends_with(['以', '按']);
        if !says && (rest.starts_with('为') || rest.starts_with('為') || rest.starts_with("作为")) {
            return None;
        }
        let measure = self.measure(region, at);
        // 最多缺席3人,每超1人: what there may be so many of.
        let of = match region.at(at).map(|piece| &piece.what) {
            Some(What::Count(Count { verb: Some(verb), .. })) if ["最多", "至多"].contains(&measure.as_str()) => {
                self.words(std::slice::from_ref(verb))
            }
            _ if says => measure.trim_end_matches(['以', '按']).to_owned(),
            _ => measure,
        };
        Some(Condition::Compare { measure: of, op, value: value.clone(), unit: unit.clone() })
    }

    fn step_from_bound(&self, region: &mut Region<'_>, at: usize, step: &Step) -> Result<Option<Condition>, GapKind> {
        let Some(Piece { what: What::Bound(bound), .. }) = region.at(at) else { return Err(GapKind::Unrecognized) };
        // 高低差超过10厘米的,每10米: how long it is, and not how far beyond.
        if step.direction == Direction::Unsaid && !thresholds::same_unit(&bound.unit, step) {
            return Err(GapKind::Unrecognized);
        }
        // 故障未在24小时内修复的,每延迟1天: how long it took, and not that it did not.
        let measure = self.measure(region, at);
        let measure = measure.strip_suffix(['未', '没', '沒']).map_or(measure.clone(), str::to_owned);
        let measure =
            self.done_within(region, at, step).filter(|_| matches!(measure.as_str(), "" | "未在" | "未于" | "在")).unwrap_or(measure);
        let told = condition(bound.clone(), measure).ok_or(GapKind::MissingAmount)?;
        if !bound.from.is_empty() {
            return Ok(Some(told));
        }
        // 30分钟内到场,超时每10分钟: from where it ought to be done. 30分钟内每10分钟: of what is in time.
        if step.direction == Direction::Unsaid && matches!(told, Condition::Compare { op: Op::AtMost, .. }) {
            let behind = self.words(&region.left(at + 1..region.pieces.len()));
            let late = BEYOND.iter().any(|word| chidu_syntax::fold_str(&behind).contains(word));
            return thresholds::toward(told, Direction::Up).filter(|_| late).map(Some).ok_or(GapKind::Unrecognized);
        }
        // 高度低于2.5m的,每10m: nothing is so much lower; how long it is, is meant.
        let never = matches!(&told, Condition::Compare { op: Op::Below | Op::AtMost, value, unit, .. } if *value < step.number && thresholds::same_unit(unit, step));
        if never {
            return Err(GapKind::Unrecognized);
        }
        let signed = region.at(at).is_some_and(|piece| self.text(piece).starts_with(['<', '>']));
        let verb = chidu_syntax::fold_str(&self.words(std::slice::from_ref(&step.words))).into_owned();
        let misses = signed || verb.starts_with(['超', '低', '降']) || verb == "下降";
        let closes = misses && region.phrase(at).end == at + 1 && !bound.unit.is_empty();
        let missed = thresholds::across(told.clone(), step.direction).filter(|_| closes);
        Ok(Some(thresholds::toward(told, step.direction).or(missed).ok_or(GapKind::Unrecognized)?))
    }

    /// 未在5日内上报的,每延迟1天: what took so long stands behind the bound.
    fn done_within(&self, region: &Region<'_>, at: usize, step: &Step) -> Option<String> {
        const LATE: [&str; 8] = ["延", "逾", "迟", "晚", "超", "拖", "滞", "推"];
        let text = region.at(at).map_or("", |piece| self.text(piece));
        let verb = self.words(std::slice::from_ref(&step.words));
        let late = text.ends_with('内') && LATE.iter().any(|late| chidu_syntax::fold_str(&verb).contains(late));
        let done = label(&self.tail(region, at, region.phrase(at).end));
        let done = ["未能", "未", "没有", "没"].iter().find_map(|no| done.strip_prefix(*no)).unwrap_or(&done).to_owned();
        (late && !done.is_empty()).then_some(done)
    }

    /// The measure that a bound is of: the words before it in its phrase. 有一项不得分或小计得分不足30分: a result before 或 is
    /// another condition.
    pub(super) fn measure(&self, region: &Region<'_>, at: usize) -> String {
        let phrase = region.phrase(at);
        let before = region.pieces.get(phrase.start..at).unwrap_or_default();
        let result = before.iter().position(|piece| matches!(piece.what, What::EntryResult(..)));
        let either = before.iter().rposition(|piece| matches!(piece.what, What::Either));
        let start = either.filter(|either| result.is_some_and(|result| result < *either)).map_or(phrase.start, |at| phrase.start + at + 1);
        let words = label(&self.words(&region.left(start..at)));
        if WHEN.contains(&words.as_str()) || matches!(words.as_str(), "以" | "按") {
            String::new()
        } else {
            without_place(measured(&words).to_owned())
        }
    }
}

/// 浓度下降3%以上得5分,每上升1%: the other way than what is measured, from where it is not known.
fn turns_around(case: &Condition, verb: &str) -> bool {
    let Condition::Compare { measure, op: Op::Above | Op::AtLeast, value, .. } = case else { return false };
    let name = chidu_syntax::fold_str(measure);
    let falls = ["下降", "降低", "减少", "降幅"].iter().any(|word| name.ends_with(word));
    let rises = ["上升", "提高", "增加", "增长"].iter().any(|word| verb.starts_with(word));
    *value != Number::ZERO && falls && rises
}

/// How something has come to a value.
const COMES_TO: &[&str] = &[
    "下降至",
    "下降到",
    "降低至",
    "降低到",
    "降至",
    "降到",
    "压降至",
    "压降到",
    "上升至",
    "上升到",
    "提高至",
    "提高到",
    "提升至",
    "提升到",
    "升至",
    "升到",
    "增加至",
    "增加到",
    "增长至",
    "增长到",
    "增至",
    "減至",
    "减至",
];

/// 考核得分在70分以下: the measure is called 考核得分.
fn without_place(words: String) -> String {
    // 负债率降至60%以下, 降至60%以下: to where it has come.
    if let Some(name) = COMES_TO.iter().find_map(|verb| words.strip_suffix(verb)) {
        return name.to_owned();
    }
    if matches!(words.as_str(), "在" | "位于" | "处于" | "介于") {
        return String::new();
    }
    let named = ["存在", "现在", "所在", "内在"].iter().any(|word| words.ends_with(word));
    // 达标率为100%.
    let words = words
        .strip_suffix(['为', '為'])
        .filter(|name| name.ends_with(['率', '度', '数', '數', '量', '比', '重', '例']))
        .map_or(words.clone(), str::to_owned);
    match words.strip_suffix('在').filter(|rest| !named && rest.chars().count() > 1) {
        // 药占比控制在35%以内: what is kept there.
        Some(rest) => {
            ["控制", "保持"].iter().find_map(|kept| rest.strip_suffix(kept)).filter(|name| !name.is_empty()).unwrap_or(rest).to_owned()
        }
        None => words,
    }
}

/// 志愿服务每满10小时: the measure is the service; 增长每超1%: by how much it grows beyond.
fn named_by(verb: &str) -> &str {
    if matches!(verb, "满" | "滿") { "" } else { verb }
}

/// 当报价高于基准价时,每高1%; 低于上年的,每低1%: the step says again on which side one is.
fn said_before(words: &str, verb: &str, direction: Direction) -> Option<String> {
    let bare = ["低", "降低", "下降", "少", "高", "升高", "多"].contains(&verb);
    let core = words.strip_suffix(['时', '時']).unwrap_or(words);
    let core = core.strip_prefix(['当', '當']).unwrap_or(core);
    let mean = core.contains("平均") && !core.contains("相比");
    let down = match crate::versus::versus(core) {
        Some(versus) if bare || core.len() < words.len() => versus.down,
        None if (mean || bare) && core.contains("低于") => true,
        None if (mean || bare) && core.contains("高于") => false,
        _ => return None,
    };
    (down == (direction == Direction::Down)).then(|| core.to_owned())
}

/// 逾期完成的,每逾期1天; 超额完成的,每超1%: the step says again what was found.
fn said_again<'a>(words: &'a str, verb: &'a str) -> Option<&'a str> {
    // 死亡人数超过控制指标,每超过1人: by how much was said too.
    let long = verb.chars().count() > 1;
    if long && crate::versus::versus(words).is_some() && words.contains(verb) {
        return Some(words);
    }
    // 资料移交滞后,每滞后一周: as it was said.
    if long && words.ends_with(verb) && words.chars().count() > verb.chars().count() {
        return Some(words);
    }
    let again = !verb.is_empty() && words.starts_with(verb);
    again.then_some(if verb.chars().count() > 1 { verb } else { words })
}

/// 平均值下浮3%为基准价,投标报价与基准价相比: of phrases of which the last compares, that one.
fn compared_last(words: String) -> String {
    match words.rsplit_once([',', '，']) {
        Some((before, last)) if last.contains("相比") && before.contains(['为', '為']) => last.to_owned(),
        _ => words,
    }
}

/// 制度 of 制度共5项, 安全员 of 应有安全员: without the words that only lead up to a number.
fn measured(words: &str) -> &str {
    let lead = ["应有", "应配备", "应设", "共有", "要求"].iter().find_map(|lead| words.strip_prefix(lead)).filter(|rest| !rest.is_empty());
    let words = lead.unwrap_or(words);
    let rest = ["共有", "共计", "应有", "共"].iter().find_map(|end| words.strip_suffix(end));
    rest.filter(|rest| !rest.is_empty() && !rest.ends_with('公')).unwrap_or(words)
}
