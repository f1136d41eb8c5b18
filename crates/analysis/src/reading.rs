//! What a passage was understood to mean, as data: the one meaning that the hover shows, `chidu reading` prints and the
//! evaluator runs.
//!
//! Not here: how words are read (`forms`), and how effects of one rulebook work together (`program`).

use chidu_diagnostics::Span;
use chidu_syntax::Folded;
use chidu_values::{Number, PeriodKind};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::forms::Placed;

/// How far a passage was understood; of several statements the worst holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing in it scores.
    #[default]
    Prose,
    /// Every scoring statement is an effect that can be computed from records.
    Understood,
    /// At least one amount is left to the assessor.
    Assessor,
    /// It scores by something outside the rulebook.
    External,
    /// It looks as though it scores, and it is not known how.
    Unrecognized,
}

/// One passage's meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    pub status: Status,
    /// In text order.
    pub effects: Vec<Effect>,
    /// What was not understood, each with its place in the passage.
    #[serde(skip)]
    pub gaps: Vec<Gap>,
    /// Where evidence is named (以投诉举报为准, 查阅台账): spans of the passage.
    #[serde(skip)]
    pub evidence: Vec<Span>,
    /// Numbers that were read though they are misspelled (得l分, IOO分, 0 5分): spans of the passage.
    #[serde(skip)]
    pub suspects: Vec<Span>,
    /// How it is worded: the whole passage in pieces, for who asks whether the words allow another reading.
    #[serde(skip)]
    pub(crate) pieces: Vec<Placed>,
    /// True where the passage may call points something else than 分.
    #[serde(skip)]
    pub(crate) other_points: bool,
    /// The passage in the one spelling that is read.
    #[serde(skip)]
    pub(crate) folded: Folded,
}

impl Reading {
    /// Moves every place of it by so many bytes.
    pub(crate) fn shift(&mut self, by: i64) {
        let effects = self.effects.iter_mut().flat_map(|effect| [&mut effect.span, &mut effect.clause]);
        let gaps = self.gaps.iter_mut().map(|gap| &mut gap.span);
        let pieces = self.pieces.iter_mut().map(|piece| &mut piece.span);
        for span in effects.chain(gaps).chain(&mut self.evidence).chain(&mut self.suspects).chain(pieces) {
            *span = span.shifted(by);
        }
    }
}

/// A stretch that scores and could not be read, or that names something outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub span: Span,
    pub kind: GapKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// Scores, and it is not known how.
    Unrecognized,
    /// A verb or a bound without its number: `每减少1个百分点,扣分`, `超过 分钟扣2分`.
    MissingAmount,
    /// 以此类推 after rungs from which the next cannot be told.
    Progression,
    /// Refers to another document, or to money: kept, not mechanised.
    External,
}

/// What an effect does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Deduct,
    Add,
    Award,
    Full,
    Zero,
    Veto,
    Grade,
    Scale,
    Weight,
    Limit,
    Points,
    Ratio,
    Formula,
    Average,
    Rank,
    History,
    Exclude,
}

/// One statement that scores. The fields of `reading.md`; those marked "not printed" serve the analysis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    pub kind: Kind,
    /// Always positive; `None` where the text gives none.
    pub amount: Option<Number>,
    /// In place of the amount, the range to choose from, low end first.
    pub range: Option<(Number, Number)>,
    /// Each occurrence or step; `None` is once in a period.
    pub per: Option<Per>,
    /// What must hold; all of them. Empty: always.
    pub when: Vec<Condition>,
    pub cap: Option<Cap>,
    /// The least that remains.
    pub floor: Option<Number>,
    /// Where it goes past the item.
    pub target: Option<Target>,
    /// Rungs that exclude one another share a number.
    pub ladder: Option<u32>,
    /// What a points, weight or limit is of; what an average or exclusion concerns.
    pub of: Option<String>,
    /// The expression of a formula.
    pub expr: Option<String>,
    /// The consequence of a veto, grade or history.
    pub outcome: Option<String>,
    /// Which way a limit, rank or history works.
    pub sign: Option<Sign>,
    pub partial: Option<Partial>,
    /// 加扣, 再扣, 另扣, 追加: counts beside other tiers instead of excluding them. Not printed.
    pub additional: bool,
    /// 低于80%或超过3次的: effects with one number are ways to the same effect, which counts once. Not printed.
    pub alternative: Option<u32>,
    /// 中间按插值: of the rungs before it. Not printed.
    pub interpolates: bool,
    /// How far a zero, a cap or a limit reaches. Not printed.
    pub scope: Scope,
    /// 每周累计不超过3分: the cap binds each week, and not the period as a whole.
    pub window: Option<PeriodKind>,
    /// 每人最多扣2分: the cap binds each of these.
    pub each: Option<Each>,
    /// Of a limit: the entries or effects that it binds together. Not printed.
    pub group: Option<Group>,
    /// Of an average: several objects under the subject, of which each is scored alone (抽查3份病历,…,取平均分).
    pub sample: Option<Sample>,
    /// Of an average: 去掉一个最高分和一个最低分.
    pub trim: Option<Trim>,
    /// For history: how many periods, and whether in a row. Not printed.
    pub times: Option<Times>,
    /// For history: with which earlier period the measure is compared. Not printed.
    pub since: Option<Since>,
    /// For a change: whether the step says that it fell. Not printed.
    pub falls: Option<bool>,
    /// For rank and history: what the words do where the condition holds (扣, 加倍, 不得分). Not printed.
    pub does: Kind,
    /// For rank: what is ranked, in the author's words; empty where unsaid. Not printed.
    pub ranked: String,
    /// A short handle of the author's own, without the `#`. Not printed.
    pub handle: Option<String>,
    /// The effect's own words (`扣1分`) in the passage. Not printed.
    pub span: Span,
    /// The clause that holds it: from the end of the last `;`, `。` or line (or the last effect's phrase) to its own. Not printed.
    pub clause: Span,
    /// Which sentence of the passage it stands in, counted from 0; `;` and `。` end one. Caps bind within a sentence. Not printed.
    pub sentence: u32,
}

/// Each so many of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Per {
    pub step: Number,
    /// As read: 次, 处, 人/次, 分钟, 百分点 …
    pub unit: String,
    /// 不足…的每少: those that lack count, not those beyond. Not printed.
    #[serde(skip)]
    pub down: bool,
}

/// 每人, 每次: what has a cap for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    pub apart: Apart,
    /// 人.
    pub unit: String,
}

/// Which rows have a cap together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// 每次最多扣3分: each row alone.
    Row,
    /// 每人最多扣2分: the rows of each object that they name.
    Object,
}

/// 去掉一个最高分和一个最低分: how many values at either end the mean leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Trim {
    pub highest: u32,
    pub lowest: u32,
}

/// 抽查3份病历, 每份单独计分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// How many objects; `None` where unsaid.
    pub count: Option<u32>,
    /// 不少于3份: more are as good.
    #[serde(skip)]
    pub at_least: bool,
    /// 份; empty where unsaid.
    pub unit: String,
}

/// What must hold for an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Something was found, named by its text.
    Label(String),
    /// A measure or count compared with a number.
    Compare { measure: String, op: Op, value: Number, unit: String },
    /// A measure or count between two numbers; an open end is `None`.
    Within { measure: String, low: Option<Number>, low_in: bool, high: Option<Number>, high_in: bool, unit: String },
    /// So many of other entries score nothing (保证项目中有一项不得分): `of` names them, `text` is the whole. Printed as a label.
    Zeroed { of: String, at_least: u32, text: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Op {
    #[serde(rename = ">")]
    Above,
    #[serde(rename = ">=")]
    AtLeast,
    #[serde(rename = "<")]
    Below,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = "=")]
    Is,
}

/// The most that one effect can take or give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cap {
    Points(Number),
    /// 扣完为止.
    Item,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// The nearest entry above: 追加扣, 倒扣.
    Parent,
    /// 直接扣总分.
    Total,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    Deduct,
    Add,
    Award,
    Veto,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Partial {
    /// Whole steps only.
    Down,
    /// 不足一步按一步计.
    Up,
    /// 按比例, 插值.
    Ratio,
}

/// How far a zero, a cap or a limit reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// A zero: the smallest thing around it that owns points. A cap: the effects since the last `;` or `。`.
    #[default]
    Nearest,
    /// 累计, 合计, 本项: the whole criterion or item.
    Item,
    /// 本大项: the entry above the item, or the section that says it.
    Section,
    /// 本表, 全部, 总分.
    Total,
}

/// 1、2两项合计, 以上两项合计: what a cap binds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// By the numbers of the entries beside one another, as written; a range is spelt out.
    Named(Vec<String>),
    /// So many before it.
    Above(u32),
}

/// The word for each period of a kind: 周 of 每周.
pub fn window_word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "日",
        PeriodKind::Week => "周",
        PeriodKind::Month => "月",
        PeriodKind::Quarter => "季度",
        PeriodKind::HalfYear => "半年",
        PeriodKind::Year => "年",
        PeriodKind::Whole => "期",
    }
}

/// 累计两次, 连续三次.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub count: u32,
    pub consecutive: bool,
    /// 三个月, 两年: the period that the words name; `None` for 次 and 期.
    pub unit: Option<PeriodKind>,
}

/// 比上年, 环比: the earlier period with which a measure is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The same period one calendar year before.
    LastYear,
    /// The period directly before, and its kind where the words name it (上月).
    LastPeriod(Option<PeriodKind>),
}

impl Effect {
    /// What it does where it holds, be it under a rank or a history or not.
    pub fn acts(&self) -> Kind {
        if matches!(self.kind, Kind::Rank | Kind::History) { self.does } else { self.kind }
    }

    /// 每降低一个名次扣1分: of each place behind the one before it.
    pub fn falls_by_places(&self) -> bool {
        self.kind == Kind::Rank && self.does == Kind::Deduct && self.per.is_some()
    }

    /// An effect of a kind, once, always, with nothing else said.
    pub fn new(kind: Kind, span: Span) -> Self {
        Self {
            kind,
            amount: None,
            range: None,
            per: None,
            when: Vec::new(),
            cap: None,
            floor: None,
            target: None,
            ladder: None,
            of: None,
            expr: None,
            outcome: None,
            sign: None,
            partial: None,
            additional: false,
            alternative: None,
            interpolates: false,
            scope: Scope::Nearest,
            window: None,
            each: None,
            group: None,
            sample: None,
            trim: None,
            times: None,
            since: None,
            falls: None,
            does: kind,
            ranked: String::new(),
            handle: None,
            span,
            clause: span,
            sentence: 0,
        }
    }
}

impl Serialize for Effect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        match &self.range {
            Some((low, high)) => map.serialize_entry("range", &[low, high])?,
            None => map.serialize_entry("amount", &self.amount)?,
        }
        map.serialize_entry("per", &self.per)?;
        map.serialize_entry("when", &When(&self.when))?;
        map.serialize_entry("cap", &self.cap)?;
        entry_if(&mut map, "floor", self.floor.as_ref())?;
        entry_if(&mut map, "target", self.target.as_ref())?;
        entry_if(&mut map, "ladder", self.ladder.as_ref())?;
        entry_if(&mut map, "of", self.of.as_ref())?;
        entry_if(&mut map, "expr", self.expr.as_ref())?;
        entry_if(&mut map, "outcome", self.outcome.as_ref())?;
        entry_if(&mut map, "sign", self.sign.as_ref())?;
        entry_if(&mut map, "partial", self.partial.as_ref())?;
        entry_if(&mut map, "window", self.window.map(window_word).as_ref())?;
        entry_if(&mut map, "each", self.each.as_ref().map(|each| &each.unit))?;
        entry_if(&mut map, "sample", self.sample.as_ref())?;
        entry_if(&mut map, "trim", self.trim.as_ref())?;
        map.end()
    }
}

impl Serialize for Cap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cap::Points(number) => number.serialize(serializer),
            Cap::Item => serializer.serialize_str("item"),
        }
    }
}

/// The first condition, with the rest under `and`; `null` for none.
struct When<'a>(&'a [Condition]);

impl Serialize for When<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((first, rest)) = self.0.split_first() else {
            return serializer.serialize_none();
        };
        let mut map = serializer.serialize_map(None)?;
        match first {
            Condition::Label(label) | Condition::Zeroed { text: label, .. } => map.serialize_entry("label", label)?,
            Condition::Compare { measure, op, value, unit } => {
                map.serialize_entry("measure", measure)?;
                map.serialize_entry("op", op)?;
                map.serialize_entry("value", value)?;
                map.serialize_entry("unit", unit)?;
            }
            Condition::Within { measure, low, low_in, high, high_in, unit } => {
                map.serialize_entry("measure", measure)?;
                map.serialize_entry("op", "in")?;
                map.serialize_entry("low", low)?;
                map.serialize_entry("high", high)?;
                map.serialize_entry("low_in", low_in)?;
                map.serialize_entry("high_in", high_in)?;
                map.serialize_entry("unit", unit)?;
            }
        }
        if !rest.is_empty() {
            let rest: Vec<When<'_>> = rest.chunks(1).map(When).collect();
            map.serialize_entry("and", &rest)?;
        }
        map.end()
    }
}

fn entry_if<M: SerializeMap, T: Serialize>(map: &mut M, key: &'static str, value: Option<&T>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, value))
}
