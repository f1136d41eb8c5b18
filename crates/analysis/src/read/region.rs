//! The region before an effect: which of its counts, steps and bounds belong to the effect, and which words are its label.
//!
//! A count or a bound that is neither used nor plainly part of a label makes the clause unrecognized: a number attached to the wrong
//! thing is worse than none. Not here: several alternatives in one region; see [`super::alternatives`]. Start at [`Fold::region`].

use std::ops::Range;

use chidu_values::Number;

use super::label::label;
pub(super) use super::phrases::Region;
use super::ranking::Ranking;
use super::{FAR, Fold, Tally, counts, headings};
use crate::forms::{Act, Bound, Count, Direction, Limits, Manner, Past, Piece, What};
use crate::reading::{Condition, GapKind, Kind, Op, Per};

/// What says that something is not whole.
const LACKING: &[&str] = &["不全", "不完整", "不齐", "不到位", "不规范", "不及时", "不完善", "不足", "不符"];
/// The unit of 第二次.
pub(super) const TIMES: &str = "次";

/// What a region says of the effect at its end.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub per: Option<Per>,
    /// Said with 每.
    pub each: bool,
    /// One effect for each; never empty.
    pub cases: Vec<Vec<Condition>>,
    /// It says nothing of its own: the condition of the effect before it holds.
    pub bare: bool,
    /// Joined to the effect before it: 并, 同时.
    pub joined: bool,
    /// A count of one that stands without 每: 一次, 发现一处.
    pub single: bool,
    /// A count of several directly before the deduction (两次扣3分): the rung of a ladder, or not understood.
    pub tally: bool,
    /// 第二次: it adds to what the occurrences before cost.
    pub nth: bool,
    /// How often it happened was said before, for all effects of the sentence.
    pub spreads: bool,
    pub history: Option<Past>,
    /// 或累计三次: the other way to the effect.
    pub or_past: Option<Past>,
    /// Of a step: whether it counts what is lower.
    pub falls: Option<bool>,
    pub rank: Option<Ranking>,
}

impl Fold<'_> {
    /// Reads the region before the piece at `at`, which is the act.
    pub(super) fn region(&self, at: usize, act: &Act) -> Result<Found, GapKind> {
        let pieces = self.pieces.get(self.start..at).unwrap_or_default();
        let task = self.after_target(pieces);
        // 满意率95%,达到目标: what the target is, is the condition where it can be.
        self.region_of(pieces, act).or_else(|gap| if task.len() < pieces.len() { self.region_of(task, act) } else { Err(gap) })
    }

    /// Reads pieces as the region before an act.
    pub(super) fn region_of(&self, pieces: &[Piece], act: &Act) -> Result<Found, GapKind> {
        let pieces = self.without_own(counts::after_number(pieces));
        if pieces.len() > FAR || pieces.iter().any(|piece| matches!(piece.what, What::TwoWay(_))) {
            return Err(GapKind::Unrecognized);
        }
        let mut region = Region::new(pieces);
        self.leave_if(&mut region);
        self.leave_sample(&mut region);
        self.leave_duty(&mut region, act);
        self.leave_due(&mut region, act);
        self.leave_cell(&mut region, act);
        self.leave_total(&mut region);
        self.leave_treatment(&mut region);
        self.leave_requirement(&mut region);
        self.leave_definition(&mut region);
        self.leave_naming(&mut region);
        self.leave_by(&mut region);
        self.leave_besides(&mut region);
        self.leave_announcement(&mut region);
        let heading = self.leave_heading(&mut region);
        if pieces.iter().any(|piece| matches!(piece.what, What::Alarm)) {
            return Err(GapKind::Unrecognized);
        }
        if self.is_left_open(pieces, act) {
            return Err(GapKind::Unrecognized);
        }
        if !self.drafts.is_empty() && opens_with_bound(pieces) {
            return Err(GapKind::Unrecognized);
        }
        if self.averages_each(pieces) || self.offers_another(pieces) || self.is_one_of_list(pieces) || ranges_each(pieces) {
            return Err(GapKind::Unrecognized);
        }
        let counts = matches!(act.kind, Kind::Deduct | Kind::Add);
        if counts && pieces.iter().any(|piece| matches!(piece.what, What::StrayEach)) {
            return Err(GapKind::Unrecognized);
        }
        let mut found = Found { joined: pieces.iter().any(|piece| matches!(piece.what, What::Joined(_))), ..Found::default() };
        [found.history, found.or_past] = self.past(&mut region)?;
        // 年度低于80分或单月低于70分累计3次: how often is of the latter alone.
        let bounds = pieces.iter().filter(|piece| matches!(piece.what, What::Bound(_))).count();
        let times = found.history.is_some_and(|past| past.since.is_none());
        if times && bounds > 1 && pieces.iter().any(|piece| matches!(piece.what, What::Either)) {
            return Err(GapKind::Unrecognized);
        }
        if let Some(index) = region.last(|what| matches!(what, What::Otherwise)).filter(|index| !self.leave_otherwise(&mut region, *index))
        {
            found.cases = vec![vec![Condition::Label(self.otherwise(&mut region, index))]];
            found.per = self.count(&mut region, act)?;
            return Ok(found);
        }
        if let (Some(index), true) =
            (region.last(|what| matches!(what, What::Nth(_))), counts || matches!(act.kind, Kind::Zero | Kind::Full))
        {
            return self.nth(region, index, act, found);
        }
        if let Some(index) = region.last(|what| matches!(what, What::Step(_))) {
            return self.step(region, index, act, found);
        }
        if let Some(lacks) = self.lacks(&region, act) {
            return Ok(Found { joined: found.joined, history: found.history, ..lacks });
        }
        if let Some(tally) = self.tally(&region, act) {
            let starts = self.is_start_of_step(&region, &tally, act);
            return Ok(Found { tally: !starts, cases: vec![vec![tally]], ..found });
        }
        found.spreads = self.spreads(&region);
        found.per = self.count(&mut region, act)?;
        if let Some(case) = self.spread(&region, found.per.as_ref())? {
            found.cases = vec![vec![case]];
            return Ok(found);
        }
        let once = region.last(|what| matches!(what, What::Count(count) if count.manner != Manner::Each && count.number == Number::ONE));
        found.single = found.per.is_some() && act.per.is_none() && once.is_some();
        if found.per.is_none() && !act.once && matches!(act.kind, Kind::Deduct | Kind::Add | Kind::Award) {
            let names = || self.names_one(&region.left(0..region.pieces.len()));
            found.per = self.each_of.as_ref().filter(|(sentence, _)| *sentence == self.sentence && names()).map(|(_, per)| per.clone());
        }
        found.each = region.last(|what| matches!(what, What::Count(Count { manner: Manner::Each, .. }))).is_some();
        found.rank = self.rank(&region).or_else(|| self.ranking_in_order(&region, act));
        // 后2名、未达标的,每次扣2分: a place and another finding.
        if self.is_row_due(&region, &found) || found.rank.is_some() && self.is_one_of_several(&region) {
            return Err(GapKind::Unrecognized);
        }
        found.cases = self.cases(&mut region, act, found.per.is_some())?;
        // 得分低于60分且排名末位的: a place and a bound, of which only one would be kept.
        let compared = |condition: &Condition| matches!(condition, Condition::Compare { measure, .. } | Condition::Within { measure, .. } if !measure.contains("名次"));
        if found.rank.is_some() && found.cases.iter().flatten().any(compared) {
            return Err(GapKind::Unrecognized);
        }
        if let (Some(rank), true) = (&mut found.rank, act.respectively && found.cases.len() > 1 && act.amounts.len() > 1) {
            // 前三名分别加5、3、1分: each case has its place.
            rank.place = None;
        }
        self.count_what_lacks(&region, &mut found);
        heading.iter().for_each(|heading| headings::name(&mut found, heading));
        found.bare = found.cases.iter().all(Vec::is_empty);
        Ok(found)
    }

    /// 如有一项不符合: 如 alone, which the count has parted from its words. A requirement may stand before it.
    fn leave_if(&self, region: &mut Region<'_>) {
        let text =
            |index: usize| region.at(index).filter(|piece| matches!(piece.what, What::Text)).map_or("", |piece| self.text(piece).trim());
        let counted = |index: &usize| matches!(region.at(index + 1).map(|piece| &piece.what), Some(What::Count(_)));
        let Some(at) = (0..region.pieces.len()).rfind(|index| matches!(text(*index), "如" | "若" | "如果" | "若是") && counted(index))
        else {
            return;
        };
        let plain = region.pieces.iter().take(at).all(|piece| matches!(piece.what, What::Text | What::Space | What::Comma | What::Pause));
        let parted = at.checked_sub(1).and_then(|before| region.at(before)).is_some_and(|piece| matches!(piece.what, What::Comma));
        let start = if plain && parted { 0 } else { at };
        (start..=at).for_each(|index| region.take(index));
    }

    /// 基准价等于各报价的平均价,每高于: what a name means, before what is counted from it.
    fn leave_definition(&self, region: &mut Region<'_>) {
        let Some(comma) = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)) else { return };
        let words = chidu_syntax::fold_str(&self.words(&region.left(0..comma))).into_owned();
        let defined = ["基准价等于", "基准价为", "基准价=", "基准价是", "为基准价", "为评标基准价", "为评审基准价"];
        let plain = region.pieces.iter().take(comma).all(|piece| matches!(piece.what, What::Text | What::Space | What::Joined(_)));
        let steps = region.last(|what| matches!(what, What::Step(_))).is_some();
        if steps && plain && !words.ends_with("为基准") && defined.iter().any(|word| words.contains(word)) {
            (0..=comma).for_each(|index| region.take(index));
        }
    }

    /// 酌情降档: a consequence that the assessor may leave out; 最终成绩折半: of the total, and no effect's.
    fn is_left_open(&self, pieces: &[Piece], act: &Act) -> bool {
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or_default();
        let hinted = |piece: &Piece| matches!(piece.what, What::Hint) && matches!(text(piece), "酌情" | "视情");
        let totals = ["总分", "总成绩", "最终成绩", "最终得分", "总得分"];
        let last = || pieces.iter().rfind(|piece| matches!(piece.what, What::Text)).map(text);
        match act.kind {
            // 若当月考评为不合格,: when, and no consequence.
            Kind::Veto if self.is_supposed_grade(pieces) => true,
            // 擅自停止供货: what was done, and no consequence.
            Kind::Veto => pieces.last().is_some_and(|piece| {
                hinted(piece) || ["擅自", "私自", "无故", "自行", "被"].iter().any(|word| text(piece).ends_with(word))
            }),
            // 未获得5分: that it was not given.
            Kind::Award | Kind::Add => {
                pieces.last().is_some_and(|piece| ["未", "没", "没有", "不"].iter().any(|no| text(piece).ends_with(no)))
            }
            // 各分项无零分的: that nothing was lost.
            Kind::Zero => pieces.last().is_some_and(|piece| {
                let named = self.folded.text.get(piece.at.end..).is_some_and(|act| act.starts_with("零分") || act.starts_with("0分"));
                named && ["无", "没有", "未有", "未出现", "不存在"].iter().any(|no| text(piece).ends_with(no))
            }),
            Kind::Scale => last().is_some_and(|words| totals.iter().any(|total| words.ends_with(total))),
            _ => false,
        }
    }

    /// 不少于2次, 少一次扣2分: those that lack count, as with 每少一次.
    fn count_what_lacks(&self, region: &Region<'_>, found: &mut Found) {
        let lacks = |count: &Count| count.verb.clone().is_some_and(|verb| matches!(self.words(&[verb]).as_str(), "少" | "缺" | "缺少"));
        let lacking = region.pieces.iter().any(|piece| matches!(&piece.what, What::Count(count) if lacks(count)));
        let (Some(per), [case], true) = (&mut found.per, found.cases.as_mut_slice(), lacking) else { return };
        if let [Condition::Compare { op: op @ (Op::Below | Op::AtLeast), unit, .. }] = case.as_mut_slice()
            && *unit == per.unit
        {
            *op = Op::Below;
            per.down = true;
        }
    }

    /// 两次扣3分: a count of several that stands alone, or behind its finding, right before what it costs.
    fn tally(&self, region: &Region<'_>, act: &Act) -> Option<Condition> {
        if !matches!(act.kind, Kind::Deduct | Kind::Add | Kind::Award)
            || act.per.is_some()
            || act.bare && act.kind != Kind::Award
            || act.amounts.len() != 1
            || self.interpolates
        {
            return None;
        }
        let counted = |what: &What| matches!(what, What::Count(_) | What::Bound(_) | What::Step(_) | What::Quantity(..) | What::Either);
        let index = region.last(counted)?;
        let Some(Piece { what: What::Count(count), .. }) = region.at(index) else { return None };
        let alone = region.pieces.iter().filter(|piece| counted(&piece.what)).count() == 1;
        let met = (act.kind == Kind::Award).then(|| self.met(region, index)).flatten();
        // 符合1项标准得1分 is a rung of them too.
        let several = count.number > Number::ONE || met.is_some();
        if count.manner == Manner::Each || !several || !alone || met.is_none() && act.bare {
            return None;
        }
        if met.is_none() && !region.closes(index, &self.folded.text) {
            return self.next_rung(region, index, count);
        }
        let named = (0..index).filter(|at| !matches!(region.at(*at).map(|piece| &piece.what), Some(What::Duty)));
        let named: Vec<Range<usize>> = named.flat_map(|at| region.left_of(at)).collect();
        let words = label(&self.words(&named));
        let verb = count.verb.clone().map_or(String::new(), |verb| self.words(&[verb]));
        // 发现3次以上扣5分,发现2次扣2分: of the same as the bound before.
        let found = region.at(index).filter(|_| words.is_empty() && verb.is_empty()).map_or("", |piece| self.text(piece));
        let verb = ["发现", "发生", "出现"].iter().find(|verb| found.starts_with(**verb)).map_or(verb, |verb| (*verb).to_owned());
        // 符合上述3项标准, 符合2项标准: of one list.
        let words = if met.is_some() { words.trim_end_matches(['上', '述']).to_owned() } else { words };
        let measure = words + &verb + &met.unwrap_or_default();
        Some(Condition::Compare { measure, op: Op::AtLeast, value: count.number.clone(), unit: count.unit.clone() })
    }

    /// 符合3项标准: of what so many are met.
    fn met(&self, region: &Region<'_>, index: usize) -> Option<String> {
        let before = self.words(&region.left(region.phrase(index).start..index));
        let reached =
            ["符合", "满足", "具备", "達到", "达到"].iter().any(|verb| label(&before).trim_end_matches(['上', '述']).ends_with(verb));
        let tail = label(&self.words(&region.left(index + 1..region.pieces.len())));
        let named = ["标准", "標準", "条件", "條件", "要求", "指标", "指標", "项目", "内容", "情形"].contains(&tail.as_str());
        (reached && named).then_some(tail)
    }

    /// 1份不合格扣1分,2份不合格扣3分: a count before its finding, of which the effect before is a rung.
    fn next_rung(&self, region: &Region<'_>, index: usize, count: &Count) -> Option<Condition> {
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.tally != Tally::Not)?;
        let finding = label(&self.words(&region.left(index + 1..region.pieces.len())));
        let before = label(&self.words(&region.left(0..index)));
        let same = match (last.effect.when.as_slice(), &last.effect.per) {
            ([Condition::Label(of)], Some(per)) => *of == finding && per.unit == count.unit,
            ([Condition::Compare { measure, unit, .. }], None) => *measure == finding && *unit == count.unit,
            _ => false,
        };
        let measure = Some(finding).filter(|finding| same && before.is_empty() && count.verb.is_none() && !finding.is_empty())?;
        Some(Condition::Compare { measure, op: Op::AtLeast, value: count.number.clone(), unit: count.unit.clone() })
    }

    /// 第二次扣2分: from the second occurrence on, once; 第三次及以上: for each from the third on.
    fn nth(&self, mut region: Region<'_>, index: usize, act: &Act, mut found: Found) -> Result<Found, GapKind> {
        let Some(Piece { what: What::Nth(nth), .. }) = region.at(index) else { return Err(GapKind::Unrecognized) };
        region.take(index);
        let other = |what: &What| {
            matches!(what, What::Bound(_) | What::Count(_) | What::Step(_) | What::Quantity(..) | What::Either | What::Nth(_))
        };
        let others = region.pieces.iter().enumerate().any(|(at, piece)| at != index && other(&piece.what));
        if others || act.bare || act.per.is_some() || act.amounts.len() > 1 {
            return Err(GapKind::Unrecognized);
        }
        let words = label(&self.words(&region.left(0..region.pieces.len())));
        let measure = if words.is_empty() { self.last_counted().unwrap_or_default() } else { words };
        // 第一次不扣分: of that one alone.
        let harmless = act.kind == Kind::Full;
        if harmless && nth.onward {
            return Err(GapKind::Unrecognized);
        }
        let each = nth.onward && act.kind != Kind::Zero;
        let (op, value) = match (each, harmless) {
            (true, _) => (Op::Above, &nth.number - &Number::ONE),
            (false, true) => (Op::Is, nth.number.clone()),
            (false, false) => (Op::AtLeast, nth.number.clone()),
        };
        found.per = each.then(|| Per { step: Number::ONE, unit: TIMES.to_owned(), down: false });
        found.cases = vec![vec![Condition::Compare { measure, op, value, unit: TIMES.to_owned() }]];
        found.nth = !matches!(act.kind, Kind::Zero | Kind::Full);
        Ok(found)
    }

    /// What the effect before was for the so-many-th time of.
    fn last_counted(&self) -> Option<String> {
        match self.drafts.last()?.effect.when.as_slice() {
            [Condition::Compare { measure, unit, .. }] if unit == TIMES => Some(measure.clone()),
            _ => None,
        }
    }

    /// How often: the count that belongs to the effect, taken out of the region.
    fn count(&self, region: &mut Region<'_>, act: &Act) -> Result<Option<Per>, GapKind> {
        let suffix = act.per.clone().map(|unit| Per { step: Number::ONE, unit, down: false });
        let rung = self.interpolates && matches!(act.kind, Kind::Award | Kind::Full | Kind::Zero);
        if act.once
            || rung && suffix.is_none() && region.last(|what| matches!(what, What::Count(Count { manner: Manner::Each, .. }))).is_none()
        {
            return Ok(None);
        }
        if act.kind == Kind::Zero {
            // 未点检每次计0分: nothing is left after the first.
            if let Some(index) = self.each(region, act)? {
                self.use_count(region, index);
            }
            return Ok(None);
        }
        if let Some(index) = self.each(region, act)? {
            let per = self.use_count(region, index).map(|per| self.one_of_each(region, index, per));
            return Ok(per.map(|per| joined_units(per, suffix)));
        }
        let once = self.single(region).filter(|&index| region.closes(index, &self.folded.text) && is_one(region, index));
        if let (Some(_), Some(index)) = (&suffix, once) {
            return Ok(self.use_count(region, index).map(|per| joined_units(per, suffix)));
        }
        if suffix.is_some() {
            return Ok(suffix);
        }
        let Some(index) = self.single(region) else { return Ok(None) };
        let Some(Piece { what: What::Count(count), .. }) = region.at(index) else { return Ok(None) };
        // 采用1条,计5分: a comma before the points changes nothing; behind a bare count it may be what ought to be.
        let ends = region.phrase(index).end == region.pieces.len() || count.manner == Manner::Found;
        let beside = ends && region.closes(index, &self.folded.text);
        let counts_each = matches!(act.kind, Kind::Deduct | Kind::Add) || act.kind == Kind::Award && beside && !act.bare;
        if !counts_each {
            return Ok(None);
        }
        if act.kind == Kind::Award && (count.number != Number::ONE || self.follows_rung_of(&count.unit)) {
            return Ok(None);
        }
        if count.number == Number::ONE {
            return Ok(self.use_count(region, index));
        }
        Err(GapKind::Unrecognized)
    }

    /// 4次以上得4分, 3次得3分, 1次得1分: a count behind rungs of the same unit is a rung too.
    fn follows_rung_of(&self, counted: &str) -> bool {
        let before = self
            .drafts
            .last()
            .filter(|draft| draft.effect.kind == Kind::Award && draft.effect.per.is_none() && draft.tally != Tally::Several);
        before.is_some_and(|draft| matches!(draft.effect.when.as_slice(), [Condition::Compare { unit, .. }] if unit == counted))
    }

    /// The last 每 of the region; an earlier one is part of the label. In an earlier phrase than the last words it is a duty, or unclear.
    fn each(&self, region: &Region<'_>, act: &Act) -> Result<Option<usize>, GapKind> {
        let Some(index) = region.last(|what| matches!(what, What::Count(Count { manner: Manner::Each, .. }))) else { return Ok(None) };
        let phrase = region.phrase(index);
        let after = region.pieces.iter().enumerate().skip(index + 1);
        let due = after.clone().take_while(|(at, _)| phrase.contains(at)).any(|(at, piece)| match &piece.what {
            What::Duty => true,
            What::Count(_) => self.asks(region, at),
            // 每村不少于2名保洁员,未配备的: what each of them ought to have.
            What::Bound(bound) => bound.asks && act.kind != Kind::Award && self.asks(region, at),
            _ => false,
        });
        if due || self.asks_of_each(region, index, act) || self.misses_of_each(region, index) {
            return Ok(None);
        }
        if self.counts_another(region, index) {
            return Err(GapKind::Unrecognized);
        }
        let later = after.skip_while(|(at, _)| phrase.contains(at)).any(|(_, piece)| matches!(piece.what, What::Text));
        if later && !self.spreads(region) { Err(GapKind::Unrecognized) } else { Ok(Some(index)) }
    }

    /// 每村有一个宣传栏的得5分: what each of them ought to have.
    fn asks_of_each(&self, region: &Region<'_>, index: usize, act: &Act) -> bool {
        let next = region.at(index + 1).filter(|piece| matches!(piece.what, What::Count(_)));
        let has = next.is_some_and(|piece| self.words(std::slice::from_ref(&piece.at)).starts_with('有'));
        has && matches!(act.kind, Kind::Award | Kind::Full)
    }

    /// 每少一种机构或少一项制度: another count behind 或 is of another unit.
    pub(super) fn counts_another(&self, region: &Region<'_>, index: usize) -> bool {
        let rest = region.pieces.get(index..region.phrase(index).end).unwrap_or_default();
        rest.iter()
            .skip_while(|piece| !matches!(piece.what, What::Either))
            .any(|piece| matches!(piece.what, What::Count(_) | What::Step(_)))
    }

    /// A count without 每 that counts: after a verb of finding, at the head of the last phrase with words, or directly before the effect.
    fn single(&self, region: &Region<'_>) -> Option<usize> {
        let is_count = |manner: Manner| move |what: &What| matches!(what, What::Count(count) if count.manner == manner);
        if let Some(index) = region.last(is_count(Manner::One)).filter(|&index| {
            region.is_free(index) && !self.treated_as(region, index) && !region.is_due(index) && !self.names(region, index)
        }) {
            let phrase = region.phrase(index);
            let heads = region.left(phrase.start..index).iter().all(|range| self.is_blank(range));
            let last_words = region.pieces.iter().rposition(|piece| matches!(piece.what, What::Text | What::Count(_)));
            let in_last = last_words.is_some_and(|last| phrase.contains(&last));
            if region.closes(index, &self.folded.text)
                || (heads || self.fails_at(region, index) || self.is_object(region, index)) && in_last
            {
                return Some(index);
            }
        }
        let index = region.last(is_count(Manner::Found))?;
        Some(index).filter(|&index| !self.is_bounded(region, index) && !self.names(region, index) && !self.asks(region, index))
    }

    /// 化解1件积案, 培训1人: a verb, one of something, and no more than its name. Only in digits: 一 is often no number.
    fn is_object(&self, region: &Region<'_>, index: usize) -> bool {
        let phrase = region.phrase(index);
        let length = |range: Range<usize>| label(&self.words(&region.left(range))).chars().count();
        let digit = region.at(index).and_then(|piece| self.folded.text.get(piece.at.clone())).is_some_and(|text| text.starts_with('1'));
        let alone = region.pieces.iter().all(|piece| !matches!(piece.what, What::Bound(_) | What::Quantity(..) | What::Duty));
        digit && alone && (1..=4).contains(&length(phrase.start..index)) && (1..=10).contains(&length(index + 1..phrase.end))
    }

    /// 发生一次死亡10人以上的: the bound says what is counted.
    fn is_bounded(&self, region: &Region<'_>, index: usize) -> bool {
        let rest = region.pieces.get(index + 1..region.phrase(index).end).unwrap_or_default();
        rest.iter().any(|piece| matches!(piece.what, What::Bound(_)))
    }

    pub(super) fn is_blank(&self, range: &Range<usize>) -> bool {
        label(&self.words(std::slice::from_ref(range))).is_empty()
    }

    fn use_count(&self, region: &mut Region<'_>, index: usize) -> Option<Per> {
        let Some(Piece { what: What::Count(count), .. }) = region.at(index) else { return None };
        // 未清扫的,每个单元: the finding is named before, and 单元 only says what is counted.
        let before = region.pieces.get(..region.phrase(index).start).unwrap_or_default();
        let words = self.words(&before.iter().map(|piece| piece.at.clone()).collect::<Vec<_>>());
        let named = words.trim_end_matches([' ', ',', '，', '\t']).ends_with(['的', '者']) || self.fails_earlier(region, index);
        self.leave_setting(region, index);
        // 年报每有一处错误: the words before say only where, and the noun what is wrong.
        let own = self.words(&region.left(region.phrase(index).start..index));
        let wrong = ['未', '不', '无', '没', '無', '沒', '缺', '违', '違', '错', '漏', '超', '迟', '遲', '乱', '擅'];
        let faultless = !label(&own).is_empty() && !own.contains(wrong);
        // 内容不全的,每缺一项: the finding was named, and the verb says no more than how often.
        let verb = count.verb.clone().map(|verb| chidu_syntax::fold_str(&self.words(&[verb])).into_owned()).unwrap_or_default();
        let earlier = chidu_syntax::fold_str(&words);
        let told = named || earlier.contains(['未', '没', '无']) || LACKING.iter().any(|word| earlier.contains(word));
        let late = count.manner == Manner::Each && matches!(verb.as_str(), "超过" | "超" | "超期" | "超时" | "逾期");
        let late = late && counts::LATE.iter().any(|word| earlier.contains(word) || own.contains(word));
        let lacks = matches!(verb.as_str(), "缺" | "缺少" | "少" | "短少");
        let again = (told && lacks || late) && count.noun.is_none() && self.closes_phrase(region, index);
        let count = if again { &Count { verb: None, ..count.clone() } } else { count };
        region.keep(index, count, named, faultless);
        region.take(index);
        Some(Per { step: count.number.clone(), unit: count.unit.clone(), down: false })
    }

    /// 每提高或降低2%,增加或扣减1分: what is done is one of two, and which is not read.
    fn offers_another(&self, pieces: &[Piece]) -> bool {
        let mut backwards = pieces.iter().rev().skip_while(|piece| matches!(piece.what, What::Space));
        let either = matches!(backwards.next().map(|piece| &piece.what), Some(What::Either));
        let before = backwards.next().filter(|piece| either && matches!(piece.what, What::Text));
        let words = before.map(|piece| self.words(std::slice::from_ref(&piece.at)));
        words.is_some_and(|words| words.ends_with(['加', '减', '增', '奖', '升', '降', '少']))
    }

    /// 未覆盖移动、联通其中一家的: one of a list, and no alternative to its first.
    fn is_one_of_list(&self, pieces: &[Piece]) -> bool {
        let among = |piece: &Piece| {
            matches!(piece.what, What::Count(_)) && self.folded.text.get(piece.at.clone()).is_some_and(|text| text.starts_with("其中"))
        };
        pieces.iter().any(among) && pieces.iter().any(|piece| matches!(piece.what, What::Pause))
    }

    /// 平均每专业2个以上: an average that somebody works out, and no count of each.
    fn averages_each(&self, pieces: &[Piece]) -> bool {
        let ends = |piece: &Piece| matches!(piece.what, What::Text) && self.words(std::slice::from_ref(&piece.at)).ends_with("平均");
        let each = |piece: &Piece| {
            // 平均每超1分钟: how far the average lies beyond.
            let beyond = matches!(&piece.what, What::Step(step) if step.measured && step.direction != Direction::Unsaid);
            !beyond
                && matches!(&piece.what, What::Count(Count { manner: Manner::Each, .. }) | What::Step(_) | What::Duty | What::StrayEach)
                && self.words(std::slice::from_ref(&piece.at)).starts_with('每')
        };
        pieces.windows(2).any(|pair| matches!(pair, [before, count] if ends(before) && each(count)))
    }
}

/// 加3分(425分以上),: a bound in brackets is of the effect before it.
fn opens_with_bound(pieces: &[Piece]) -> bool {
    let mut inside = pieces.iter().skip_while(|piece| matches!(piece.what, What::Space));
    // 加1分(一周内补交加0.5分): what scores within the brackets has its own.
    let closes = pieces.iter().any(|piece| matches!(piece.what, What::Close));
    closes
        && matches!(inside.next().map(|piece| &piece.what), Some(What::Open))
        && inside.take_while(|piece| !matches!(piece.what, What::Close)).any(|piece| matches!(piece.what, What::Bound(_)))
}

/// 每项3-10分,: points to choose from for each, and no bound of what follows.
fn ranges_each(pieces: &[Piece]) -> bool {
    let each = |piece: &Piece| matches!(&piece.what, What::Count(Count { manner: Manner::Each, .. }));
    let range = |piece: &Piece| matches!(&piece.what, What::Bound(Bound { limits: Limits::Two { .. }, unit, .. }) if unit == "分");
    pieces.windows(2).any(|pair| matches!(pair, [count, points] if each(count) && range(points)))
}

fn is_one(region: &Region<'_>, index: usize) -> bool {
    matches!(region.at(index).map(|piece| &piece.what), Some(What::Count(count)) if count.number == Number::ONE)
}

/// 每次 … 扣1分/人: both units.
fn joined_units(per: Per, suffix: Option<Per>) -> Per {
    match suffix {
        Some(suffix) if !per.unit.split('/').any(|unit| unit == suffix.unit) => {
            Per { unit: format!("{}/{}", per.unit, suffix.unit), ..per }
        }
        _ => per,
    }
}

impl Bound {
    pub(super) fn is_missing(&self) -> bool {
        matches!(self.limits, Limits::Missing)
    }
}
