//! Whose a count is where it does not stand right before its effect: 抽查一人不合格, and 每发生一起事故,班长扣3分,组长扣2分.
//!
//! Not here: counts beside their effects; see [`super::region`]. Start at [`Fold::spreads`].

use std::ops::Range;

use chidu_values::Number;

use super::Fold;
use super::label::label;
use super::region::{Found, Region};
use crate::forms::{Act, Bound, Count, Limits, Manner, Piece, What};
use crate::reading::{Condition, Kind, Op};

/// Verbs of looking; longer ones first.
const LOOKS: &[&str] = &[
    "现场随机抽查",
    "随机抽查",
    "现场抽查",
    "现场检查",
    "现场查看",
    "现场提问",
    "随机提问",
    "现场抽考",
    "任意抽查",
    "抽查",
    "抽取",
    "抽检",
    "抽考",
    "抽问",
    "提问",
    "询问",
    "任查",
    "任抽",
    "查看",
    "查验",
    "查阅",
    "核查",
    "监测",
    "检查",
    "调阅",
    "翻阅",
    "电话核实",
    "电话随访",
    "电话回访",
    "电话抽查",
    "电话访问",
    "入户核实",
    "核实",
    "走访",
    "查",
];
/// What one looks at.
const SOURCES: &[&str] = &[
    "记录",
    "记录本",
    "资料",
    "台账",
    "档案",
    "文件",
    "文档",
    "图纸",
    "报表",
    "现场",
    "汇报",
    "材料",
    "票据",
    "凭证",
    "合同",
    "证书",
    "证件",
    "报告",
    "佐证",
    "制度",
    "病历",
    "登记本",
    "登记簿",
    "处方",
    "手册",
    "台帐",
    "账簿",
    "清单",
];
/// Occasions of looking.
const SETTINGS: &[&str] =
    &["检查", "抽查", "巡查", "督查", "督导", "考核", "考评", "暗访", "巡检", "验收", "抽检", "稽查", "抽考", "评审", "检验", "督办"];
/// What says that something is wrong.
const FAILS: [char; 17] = ['無', '沒', '違', '亂', '髒', '未', '不', '无', '没', '缺', '少', '漏', '违', '错', '乱', '脏', '损'];

/// What says that something was not done in time.
pub(super) const LATE: &[&str] = &["逾期", "超期", "超时", "按时", "按期", "及时", "未在", "规定时", "时限"];

impl Fold<'_> {
    /// 每发生一起事故,班长(扣3分): a count, and in the phrase behind it nothing but who it is about.
    pub(super) fn spreads(&self, region: &Region<'_>) -> bool {
        let Some(index) = region.last(|what| matches!(what, What::Count(Count { manner: Manner::Each, .. }))) else { return false };
        let end = region.phrase(index).end;
        let rest = region.left(end..region.pieces.len());
        let plain = region.pieces.iter().skip(end).all(|piece| matches!(piece.what, What::Text | What::Comma | What::Space | What::Colon));
        plain && !rest.is_empty() && self.names_one(&rest)
    }

    /// A short name: 班长, 主编, 分管领导. What fails says more than who.
    pub(super) fn names_one(&self, ranges: &[Range<usize>]) -> bool {
        let name = label(&self.words(ranges));
        let fails = ['未', '不', '没', '無', '无', '缺', '少', '漏', '错', '违', '超', '有', '其', '逾', '迟'];
        (2..=8).contains(&name.chars().count()) && !name.contains(fails) && !name.contains([',', '，', '、'])
    }

    /// 抽查3人,一人不合格; 任查2个月记录,有一次未上报: where one looks, and at how many, is no part of what was found.
    pub(super) fn leave_sample(&self, region: &mut Region<'_>) {
        let mut start = 0;
        while let Some(comma) = region.stop_after(start).filter(|comma| region.pieces.len() > comma + 1) {
            if !self.looks(region, start..comma) && !self.asks_first(region, start, comma) {
                break;
            }
            (start..=comma).for_each(|index| region.take(index));
            start = comma + 1;
        }
    }

    /// 抽查3人, 查相应记录本: a verb of looking, and at what.
    pub(super) fn looks(&self, region: &Region<'_>, phrase: Range<usize>) -> bool {
        let words = chidu_syntax::fold_str(&label(&self.words(&region.left(phrase.clone())))).into_owned();
        let counts = |piece: &Piece| matches!(piece.what, What::Count(_) | What::Quantity(..));
        let count = phrase.clone().find(|index| region.at(*index).is_some_and(counts));
        // 健康档案抽查20份: of what one looks at so many.
        let of = count.filter(|count| count + 1 == phrase.end).map(|count| label(&self.words(&region.left(phrase.start..count))));
        if of.is_some_and(|of| chidu_syntax::fold_str(&of).ends_with("抽查") && of.chars().count() <= 10 && !of.contains(FAILS)) {
            return true;
        }
        // 检查佐证材料(图纸、照片等).
        let words = words.split_once('(').filter(|(_, note)| note.ends_with(')')).map_or(words.as_ref(), |(words, _)| words);
        let place = ["现场", "随机", "实地"].iter().find_map(|place| words.strip_prefix(place));
        let verb = |words: &str| LOOKS.iter().find_map(|look| words.strip_prefix(look)).map(str::to_owned);
        let Some(rest) = verb(words).or_else(|| place.and_then(verb)) else { return false };
        let sample = count.is_some_and(|count| {
            let before = label(&self.words(&region.left(phrase.start..count)));
            let after = label(&self.words(&region.left(count + 1..phrase.end)));
            let before = chidu_syntax::fold_str(&before);
            let whom = after.is_empty() && before.chars().count() <= 8 && !before.contains(FAILS);
            let how = ["现场", "随机", "实地"].iter().find_map(|place| before.strip_prefix(place)).unwrap_or(&before);
            (LOOKS.contains(&how) || whom) && after.chars().count() <= 8
        });
        // 检查所有设备,发现一处缺失螺栓.
        let all = ["所有", "全部", "各"].iter().any(|all| rest.starts_with(all)) && rest.chars().count() <= 10 && !rest.contains(FAILS);
        sample || all || rest.chars().count() <= 16 && !rest.contains(FAILS) && SOURCES.iter().any(|source| rest.ends_with(source))
    }

    /// 5项制度,缺一项: how many there ought to be is no part of what is lacking.
    pub(super) fn leave_total(&self, region: &mut Region<'_>) {
        let last = region.last(|what| matches!(what, What::Count(_))).and_then(|index| region.at(index));
        let Some(Piece { what: What::Count(last), .. }) = last else { return };
        let lacks = last.verb.clone().is_some_and(|verb| self.words(&[verb]).starts_with(['缺', '少', '漏'])) && last.number == Number::ONE;
        let Some(comma) = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)) else { return };
        let first = region.pieces.iter().position(|piece| !matches!(piece.what, What::Space | What::Enumerator)).unwrap_or(0);
        let all = |count: &Count| count.manner == Manner::One && count.number > Number::ONE && count.unit == last.unit;
        let total = matches!(region.at(first).map(|piece| &piece.what), Some(What::Count(count)) if all(count));
        let named = region.pieces.get(first + 1..comma).is_some_and(|rest| matches!(rest, [Piece { what: What::Text, .. }]));
        if lacks && total && named {
            region.take(first);
        }
    }

    /// 检查中每发现一处: when one looked is no part of what was found.
    pub(super) fn leave_setting(&self, region: &mut Region<'_>, index: usize) {
        let start = region.phrase(index).start;
        let words = chidu_syntax::fold_str(&label(&self.words(&region.left(start..index)))).into_owned();
        let rest = ["过程中", "中", "时", "期间"].iter().find_map(|end| words.strip_suffix(end));
        if rest.is_some_and(|rest| rest.chars().count() <= 8 && SETTINGS.iter().any(|setting| rest.ends_with(setting))) {
            (start..index).for_each(|index| region.take(index));
        }
    }

    /// 未按时清扫,每条路: what is counted, after a phrase that names the finding.
    pub(super) fn fails_earlier(&self, region: &Region<'_>, index: usize) -> bool {
        let start = region.phrase(index).start;
        let told = matches!(region.at(index).map(|piece| &piece.what), Some(What::Count(Count { manner: Manner::Each, verb: None, .. })));
        let found = region
            .at(index)
            .and_then(|piece| self.folded.text.get(piece.at.clone()))
            .is_some_and(|words| words.contains(['发', '出', '有']));
        told && !found && label(&self.words(&region.left(0..start))).contains(FAILS)
    }

    /// 覆盖率100%,每漏1人扣1分: a deduction for each does not depend on the duty before it being met.
    pub(super) fn leave_duty(&self, region: &mut Region<'_>, act: &Act) {
        let Some(comma) = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)) else { return };
        let met = |bound: &Bound| match &bound.limits {
            Limits::One(Op::AtLeast | Op::Is, _) => bound.unit == "%",
            // 签订率不足100%的,每少1户: of all, again.
            Limits::One(Op::Below, value) => bound.unit == "%" && *value == Number::from(100),
            _ => false,
        };
        let duty = |piece: &Piece| match &piece.what {
            What::Quantity(value, unit) => unit == "%" && *value == Number::from(100),
            What::Bound(bound) => met(bound),
            _ => false,
        };
        let duties = region.pieces.iter().take(comma).filter(|piece| duty(piece)).count();
        let last = region.pieces.iter().take(comma).rfind(|piece| !matches!(self.text(piece), "的" | "者" | " "));
        let ends = last.is_some_and(duty);
        let mut after = region.pieces.iter().skip(comma + 1).filter(|piece| !matches!(piece.what, What::Space));
        // 合格率100%,一人不合格: one of those counted, with or without 每.
        let one = |count: &Count| count.manner == Manner::Each || count.number == Number::ONE;
        let each = match after.next().map(|piece| &piece.what) {
            Some(What::Count(count)) => one(count),
            // 建册率达100%,每少1人: of all.
            Some(What::Step(step)) => !step.measured && region.pieces.iter().take(comma).any(is_all),
            _ => false,
        };
        if act.kind == Kind::Deduct && duties == 1 && ends && each {
            (0..comma).for_each(|index| region.take(index));
        }
    }

    /// 迟到15分钟以上,按旷课1节处理,扣5分: as what something counts besides is no condition of the points that it costs here.
    pub(super) fn leave_treatment(&self, region: &mut Region<'_>) {
        let commas: Vec<usize> =
            region.pieces.iter().enumerate().filter(|(_, piece)| matches!(piece.what, What::Comma)).map(|(at, _)| at).collect();
        let bounded = |until: usize| region.pieces.iter().take(until).any(|piece| matches!(piece.what, What::Bound(_)));
        let phrases = commas.iter().map(|comma| (*comma, region.phrase(comma + 1)));
        let treated: Vec<(usize, Range<usize>)> =
            phrases.filter(|(comma, phrase)| bounded(*comma) && self.treats(region, phrase.clone())).collect();
        for (comma, phrase) in treated {
            (comma..phrase.end).for_each(|index| region.take(index));
        }
        self.leave_treated_last(region);
        let counted = (2..region.pieces.len()).filter(|at| {
            let before = region.pieces.get(..*at).unwrap_or_default();
            matches!(before, [.., Piece { what: What::Bound(_), .. }, Piece { what: What::Text, .. }]) && self.is_treated(before)
        });
        let counted: Vec<usize> = counted.filter(|at| matches!(region.at(*at).map(|piece| &piece.what), Some(What::Count(_)))).collect();
        for at in counted {
            let ends = region.at(at + 1).filter(|piece| ["论处", "处理", "计算", "計算", "處理"].contains(&self.text(piece)));
            (at - 1..=at + usize::from(ends.is_some())).for_each(|at| region.take(at));
        }
        let seen: Vec<usize> = (1..region.pieces.len()).filter(|at| self.is_seen_as(region, *at)).collect();
        seen.into_iter().for_each(|at| region.take(at));
    }

    /// 迟到十分钟按旷课一节处理扣5分: the same without a comma before it.
    fn leave_treated_last(&self, region: &mut Region<'_>) {
        let Some(last) = region.pieces.iter().rposition(|piece| !matches!(piece.what, What::Space)) else { return };
        let [Some(words), Some(count), Some(end)] =
            [last.checked_sub(2), last.checked_sub(1), Some(last)].map(|at| at.and_then(|at| region.at(at)))
        else {
            return;
        };
        let counts = matches!(&count.what, What::Count(Count { manner: Manner::One, .. }) | What::Quantity(..));
        let ends = matches!(end.what, What::Text) && ["处理", "论处", "计算", "对待"].contains(&self.text(end).trim());
        let by = self
            .text(words)
            .rfind('按')
            .filter(|at| self.text(words).get(*at..).is_some_and(|what| (3..=5).contains(&what.chars().count())));
        if let (true, true, What::Text, Some(by)) = (counts, ends, &words.what, by) {
            region.shorten(last - 2, by);
            region.take(last - 1);
            region.take(last);
        }
    }

    /// 无故缺席算旷工,旷工一天: what something else counts as, before what that costs.
    pub(super) fn leave_naming(&self, region: &mut Region<'_>) {
        let Some(comma) = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)) else { return };
        let plain = region.pieces.iter().take(comma).all(|piece| matches!(piece.what, What::Text | What::Space | What::Hint | What::Pause));
        let words =
            chidu_syntax::fold_str(&self.words(&region.pieces.iter().take(comma).map(|piece| piece.at.clone()).collect::<Vec<_>>()))
                .into_owned();
        let called = ["算作", "算", "视为", "视同", "视作"].iter().find_map(|verb| words.rsplit_once(verb)).map(|(_, called)| called);
        let next: String = region.pieces.iter().skip(comma + 1).map(|piece| self.text(piece)).collect();
        if plain && called.is_some_and(|called| (2..=4).contains(&called.chars().count()) && next.trim_start().starts_with(called)) {
            (0..=comma).for_each(|index| region.take(index));
        }
    }

    /// 超过30分钟的视为脱岗, 超过10分钟由评委: behind a bound, what it is called, or who takes the points.
    fn is_seen_as(&self, region: &Region<'_>, at: usize) -> bool {
        let behind = region.at(at - 1).is_some_and(|piece| matches!(piece.what, What::Bound(_)));
        let Some(piece) = region.at(at).filter(|piece| behind && matches!(piece.what, What::Text)) else { return false };
        let text = self.text(piece).trim_start_matches(['的', '者', '即']);
        let who = text.starts_with('由') && !text.contains(FAILS);
        let named = ["视为", "视同", "视作"].iter().any(|head| text.starts_with(head));
        region.phrase(at).end == at + 1 && (who || named) && text.chars().count() <= 10
    }

    /// 迟到10分钟按旷课一节处理: as how much of something else it counts is no number of what was found.
    pub(super) fn treated_as(&self, region: &Region<'_>, index: usize) -> bool {
        let phrase = region.phrase(index);
        let before = self.words(&region.left(phrase.start..index));
        let after = self.words(&region.left(index + 1..phrase.end));
        // 超过30分钟按旷工半天扣5分: behind a bound, without a verb of its own.
        let behind = region.pieces.get(phrase.start..index).unwrap_or_default();
        if matches!(behind, [.., Piece { what: What::Bound(_), .. }, Piece { what: What::Text, .. }]) && self.is_treated(behind) {
            return true;
        }
        let ends = ["处理", "论处", "计算", "對待", "对待", "計算", "處理"].iter().any(|end| after.trim_end().ends_with(end));
        ends && before.contains('按')
    }

    /// 每个窗口应当摆放公示牌,如未摆放的: what each of them ought to have, before what is missing.
    pub(super) fn misses_of_each(&self, region: &Region<'_>, index: usize) -> bool {
        let end = region.phrase(index).end;
        let asked = chidu_syntax::fold_str(&self.words(&region.left(index + 1..end))).into_owned();
        let missed = chidu_syntax::fold_str(&label(&self.words(&region.left(end..region.pieces.len())))).into_owned();
        let missed = missed.strip_prefix(['如', '若', '凡']).unwrap_or(&missed);
        let asks = ["应", "须", "必须", "要做到", "要有"].iter().any(|word| asked.contains(word)) && !asked.contains(FAILS);
        asks && missed.starts_with(['未', '没', '无', '不', '违', '缺'])
    }

    /// 按旷工, 的按旷课: as how much of it something counts follows.
    fn is_treated(&self, before: &[Piece]) -> bool {
        let words = before.last().map_or("", |piece| self.text(piece)).trim_start_matches(['的', '者', ' ']);
        words.strip_prefix(['按', '算', '计']).is_some_and(|of| (2..=4).contains(&of.chars().count()))
    }

    /// 配置1名项目经理, 赠送电脑、打印机各1套: what is offered, by one, for an award.
    pub(super) fn offers_one(&self, region: &Region<'_>, index: usize, act: &Act) -> bool {
        const OFFERS: [&str; 8] = ["配置", "配备", "派驻", "安排", "赠送", "设置", "指派", "各"];
        let one = matches!(region.at(index).map(|piece| &piece.what), Some(What::Count(count)) if count.number == Number::ONE);
        let gives = matches!(act.kind, Kind::Award | Kind::Full | Kind::Add) && act.per.is_none();
        let before = self.words(&region.left(region.phrase(index).start..index));
        one && gives && OFFERS.iter().any(|verb| before.trim_end().ends_with(verb))
    }

    /// 按旷课1节处理, 视为旷工半天, with a count at most.
    fn treats(&self, region: &Region<'_>, phrase: Range<usize>) -> bool {
        let plain = phrase.clone().all(|at| {
            matches!(
                region.at(at).map(|piece| &piece.what),
                Some(What::Text | What::Space | What::Hint | What::Count(Count { manner: Manner::One, .. }) | What::Quantity(..))
            )
        });
        let words = label(&self.words(&region.left(phrase)));
        let as_what = words.starts_with('按') && ["处理", "论处", "计算", "对待", "計算", "處理"].iter().any(|end| words.ends_with(end));
        let seen_as = ["视为", "視為", "视同", "视作"].iter().any(|head| words.starts_with(head));
        plain && (as_what || seen_as) && words.chars().count() <= 14
    }

    /// 五部门, 三级教育: a numeral in the midst of a name.
    pub(super) fn names(&self, region: &Region<'_>, index: usize) -> bool {
        let Some(piece) = region.pieces.get(index) else { return false };
        let spelled = !self.text(piece).contains(|c: char| c.is_ascii_digit());
        let several = matches!(&piece.what, What::Count(count) if count.number != Number::ONE && count.manner != Manner::Each);
        let next = region.pieces.get(index + 1).filter(|next| matches!(next.what, What::Text)).map_or("", |next| self.text(next));
        let row = index.checked_sub(1).and_then(|before| region.pieces.get(before)).map_or("", |before| self.text(before));
        // 连续3盏不亮: how many in a row make one finding.
        if several && row.ends_with("连续") && !next.is_empty() && !next.starts_with(['以', '及']) {
            return true;
        }
        spelled
            && several
            && !next.is_empty()
            && !next.starts_with(['的', '者', '未', '不', '没', '無', '无', '以', '及', '内', '后', '時', '时', '缺', '漏', '违'])
    }

    /// 每年发展党员1名,培养积极分子2名,未发展的: how many are due, with what is missed after the comma.
    pub(super) fn is_planned(&self, region: &Region<'_>, index: usize) -> bool {
        let due = region.pieces.iter().take(index).any(|piece| matches!(piece.what, What::Duty));
        let last = region.pieces.iter().rposition(|piece| matches!(piece.what, What::Comma)).filter(|comma| *comma > index);
        let missed = last.map(|comma| label(&self.words(&region.left(comma + 1..region.pieces.len()))));
        due && missed.is_some_and(|missed| missed.starts_with(['未', '没']))
    }

    /// 抽查一人不合格: what was found of the one that is counted stands right behind it.
    pub(super) fn fails_at(&self, region: &Region<'_>, index: usize) -> bool {
        let Some(Piece { what: What::Count(count), .. }) = region.at(index) else { return false };
        let phrase = region.phrase(index);
        let before = self.words(&region.left(phrase.start..index));
        let after = self.words(&region.left(index + 1..phrase.end));
        let often =
            before.ends_with(['年', '月', '周', '日', '天', '季', '度', '期', '第', '于', '足', '过', '到', '达', '每', '前', '后']);
        let after = after.trim();
        let thing = (1..=4).contains(&after.chars().count());
        count.number == Number::ONE && !often && (thing || after.starts_with(['不', '未', '无', '没', '違', '违', '缺', '漏', '错']))
    }
}

/// 100%.
fn is_all(piece: &Piece) -> bool {
    let all = Number::from(100);
    match &piece.what {
        What::Quantity(value, unit) => unit == "%" && *value == all,
        What::Bound(Bound { limits: Limits::One(_, value), unit, .. }) => unit == "%" && *value == all,
        _ => false,
    }
}

/// (前发不过眉)3、未戴工牌: a number in the midst begins anew, unless something before it says how often or how much.
pub(super) fn after_number(pieces: &[Piece]) -> &[Piece] {
    let Some(at) = pieces.iter().rposition(|piece| matches!(piece.what, What::Enumerator)).filter(|at| *at > 0) else { return pieces };
    let (before, rest) = pieces.split_at(at);
    let plain = |piece: &Piece| {
        matches!(piece.what, What::Text | What::Space | What::Comma | What::Pause | What::Enumerator | What::Open | What::Close)
    };
    let announced = |piece: &Piece| matches!(piece.what, What::Intro) || plain(piece);
    let begins = before.last().is_some_and(|piece| !matches!(piece.what, What::Text | What::Pause));
    // 考核内容:(1)迟到的: what heads a list.
    let before = before.split_last().filter(|(last, _)| matches!(last.what, What::Colon | What::Intro)).map_or(before, |(_, head)| head);
    let says = rest.iter().any(|piece| matches!(piece.what, What::Text));
    if begins && says && before.iter().all(announced) { rest } else { pieces }
}

/// 清退出场并取消资格: a consequence before this one is no finding; nor is 缺一项 of 缺一项或过期一件, which is counted too.
pub(super) fn goes_on(act: &Act, found: &Found) -> bool {
    let counted = found.single && found.per.is_some();
    let one = |words: &str| {
        let counted = words.split_once('或').map(|(before, _)| before.chars().rev().skip(1).take(1).collect::<String>());
        counted.is_some_and(|number| matches!(number.as_str(), "一" | "1"))
    };
    let over = |words: &str| act.kind == Kind::Veto && words.ends_with('并') || counted && one(words);
    found.cases.iter().flatten().any(|condition| matches!(condition, Condition::Label(words) if over(words)))
}
