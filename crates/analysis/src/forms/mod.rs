//! The forms in which clauses are written: a file for each, under the name of its grammar rule. Each says how the form is written, what it
//! means and what piece of a passage it gives.
//!
//! Not here: which piece belongs to which effect; that is the fold in [`crate::read`]. Start at [`pieces`].

mod assessor_range;
mod average;
pub(crate) use average::SUM;
mod award;
mod band;
mod base;
pub(crate) use base::BASE;
mod bonus;
mod cap;
mod comparison;
mod entry_result;
mod escalation;
mod evidence;
mod exclude;
mod external;
mod fixed;
mod floor;
mod formula;
mod group_cap;
mod history;
mod ladder;
mod lexemes;
mod parallel_list;
mod part;
mod past_step;
mod per_occurrence;
mod per_step;
mod points;
mod quota;
mod rank;
pub(crate) use rank::{FALLING, OF_BEST};
mod ratio;
mod repetition;
mod rescale;
mod same_matter;
pub use same_matter::SAME_MATTER;
mod sample;
mod scale;
mod two_way;
mod veto;
mod weight;
mod zero;

use std::ops::Range;

use chidu_diagnostics::Span;
use chidu_grammar::clauses::{Rule, islands};
use chidu_grammar::tree::Pair;
use chidu_values::{Number, PeriodKind};

pub use comparison::Convention;
pub(crate) use comparison::condition;

use crate::reading::{Condition, Group, Kind, Op, Partial, Scope, Sign, Since, Target, Times, Trim};

pub(crate) type Island<'a> = Pair<'a, Rule>;

/// One island of a passage, or a character of the sea between.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub what: What,
    /// Bytes of the folded text.
    pub at: Range<usize>,
}

/// A piece with its place in the author's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub what: What,
    /// Bytes of the folded text.
    pub at: Range<usize>,
    pub span: Span,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Prose, and whole brackets and quotes in which nothing scores.
    Text,
    Space,
    Comma,
    Pause,
    Colon,
    Open,
    Close,
    SoftStop,
    HardStop,
    /// `1.`, `(2)`, `①` at the head of something.
    Enumerator,
    Handle(String),
    /// 否则.
    Otherwise,
    /// 并, 且, 同时; true for 且 and 并且, which are no parts of other words.
    Joined(bool),
    /// 或.
    Either,
    /// A 每 of which it is not known what it counts.
    StrayEach,
    /// 每周, 每年: how often something is due.
    Duty,
    /// 在基本分的基础上: says nothing that the rest does not.
    Aside,
    /// 去掉一个最高分和一个最低分: how many at either end.
    Trim(Trim),
    /// 率=完成数/任务数×100%: the end of a name, and how its value comes about.
    Defined,
    Evidence,
    /// 按以下情况扣分: what follows says how.
    Intro,
    External,
    Count(Count),
    Step(Step),
    /// 每超(欠)1%: a step to either side, in the order in which they are said.
    TwoWay(Box<[Step; 2]>),
    /// With the unit that it speaks of.
    Partial(Partial, String),
    Bound(Bound),
    History(Past),
    /// 有一项不得分 as a condition, and the words of what it is one of, where they stand in it (有一项保证项目得零分).
    EntryResult(u32, Option<Range<usize>>),
    /// A place among the subjects; `said` where a word of ranking makes it one whatever stands before.
    Rank {
        said: bool,
        place: Option<Condition>,
        places: Vec<String>,
    },
    /// 抽查3份病历: several objects, of which each is scored alone.
    Sample(Sampled),
    /// 第二次, 首次: which occurrence of a finding.
    Nth(Nth),
    /// 以此类推.
    Onward,
    /// 扣满5分的, with the name of what is measured.
    UsedUp(Number, &'static str),
    Act(Box<Act>),
    Cap(CapSaid),
    Weights(Vec<(String, Number)>),
    /// A number of points without a verb; true within its own brackets.
    Rung(Box<Act>, bool),
    /// 裁判根据现场情况打分: the assessor scores, where points have been said; else it describes how it is done.
    Judged(Box<Act>),
    /// A number with a unit that is no bound.
    Quantity(Number, String),
    Figure(Number),
    /// 2-5分 without a verb.
    RungRange(Number, Number, Option<String>),
    /// 1-5 at the end of a row.
    FigureRange(Number, Number),
    /// A word of a consequence: text within a label, an alarm elsewhere.
    Hint,
    /// It looks as though it scores, and no form took it.
    Alarm,
}

/// 连续两次, 比上年: how other periods come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Past {
    pub times: Option<Times>,
    pub since: Option<Since>,
}

/// 每发现一处, 缺一项, 一次.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub manner: Manner,
    pub number: Number,
    pub unit: String,
    /// Bytes of words that may belong to the label: the verb (缺), the noun (制度).
    pub verb: Option<Range<usize>>,
    pub noun: Option<Range<usize>>,
}

/// How a count is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// With 每.
    Each,
    /// After a verb of finding: 缺一项, 发现1人.
    Found,
    /// Bare: 一次.
    One,
}

/// 抽查3份病历, 每份单独计分.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sampled {
    pub count: Option<u32>,
    /// 不少于3份.
    pub at_least: bool,
    /// Empty where unsaid.
    pub unit: String,
}

/// 第二次, 第三次及以上.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nth {
    pub number: Number,
    /// That one and every later one.
    pub onward: bool,
}

/// 每超过5分钟, 每低1个百分点.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub direction: Direction,
    pub number: Number,
    pub unit: String,
    pub measured: bool,
    /// Bytes of the verb and of what it refers to (高于基准价).
    pub words: Range<usize>,
    /// True where the number of the step is missing.
    pub missing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
    Unsaid,
}

/// A measure against one number or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub limits: Limits,
    pub unit: String,
    /// What it is a distance from: 低于基准价 of 低于基准价10%以上; empty where it is none.
    pub from: String,
    /// It says what ought to be: 至少2次, 不得超过3人.
    pub asks: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Limits {
    One(Op, Number),
    Two {
        low: Number,
        low_in: bool,
        high: Number,
        high_in: bool,
    },
    /// A bound whose number is missing.
    Missing,
}

/// Something that scores, before its condition is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    pub kind: Kind,
    /// More than one where amounts stand side by side.
    pub amounts: Vec<Number>,
    pub range: Option<(Number, Number)>,
    /// 该项分值的50%: in place of the amount, what share of the entry's points.
    pub part: Option<Number>,
    /// 得8分以上: from so many points on, up to all that there are; else from none up to so many.
    pub bounded: Option<(Number, bool)>,
    /// The assessor decides: 酌情.
    pub discretion: bool,
    /// A verb without its amount: whether it is the assessor's or a slip shows in its condition.
    pub bare: bool,
    /// 分别, 各.
    pub respectively: bool,
    pub once: bool,
    pub additional: bool,
    /// 插值: between the rungs before.
    pub interpolates: bool,
    /// 加扣分…: the same amount either way.
    pub both_ways: bool,
    /// 加(扣)0.1分 of a step to either side: what is done on the second.
    pub other: Option<Kind>,
    pub target: Option<Target>,
    pub scope: Scope,
    /// 扣1分/次.
    pub per: Option<String>,
    pub own: Option<Condition>,
    pub of: Option<String>,
    pub expr: Option<String>,
    pub outcome: Option<String>,
    pub sign: Option<Sign>,
    pub floor: Option<Number>,
    /// 其余为D级: what no band before has taken.
    pub rest: bool,
    /// 2/处(10): the most of it.
    pub most: Option<Number>,
}

impl Act {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            amounts: Vec::new(),
            range: None,
            part: None,
            bounded: None,
            discretion: false,
            bare: false,
            respectively: false,
            once: false,
            additional: false,
            interpolates: false,
            both_ways: false,
            rest: false,
            most: None,
            other: None,
            target: None,
            scope: Scope::Nearest,
            per: None,
            own: None,
            of: None,
            expr: None,
            outcome: None,
            sign: None,
            floor: None,
        }
    }

    fn with_amount(kind: Kind, amount: Number) -> Self {
        Self { amounts: vec![amount], ..Self::new(kind) }
    }

    fn piece(self) -> What {
        What::Act(Box::new(self))
    }
}

/// A cap before it is known what it binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CapSaid {
    /// `None` is 扣完为止.
    pub points: Option<Number>,
    /// 不超过5分, which may be a comparison.
    pub bare: bool,
    pub sign: Option<Sign>,
    pub scope: Scope,
    /// 扣满5分 (为止 or not): may be the condition of what follows.
    pub spoken_verb: bool,
    /// Each week, each month has the cap of its own.
    pub window: Option<PeriodKind>,
    /// The entries or clauses that it names.
    pub group: Option<Group>,
    /// 单次: for each time.
    pub once: bool,
    /// 均, 各: of each effect alone.
    pub alike: bool,
    /// 加减分均: of what is taken, and of what is given.
    pub both: bool,
}

impl CapSaid {
    /// 扣完为止.
    pub(crate) fn until_nothing_is_left() -> Self {
        Self {
            points: None,
            bare: false,
            sign: None,
            scope: Scope::Nearest,
            spoken_verb: false,
            window: None,
            group: None,
            once: false,
            alike: false,
            both: false,
        }
    }
}

/// A passage in pieces.
pub(crate) struct Pieces {
    /// In order and without a gap.
    pub pieces: Vec<Piece>,
    /// Where letters stand for digits, or a decimal point is missing.
    pub suspects: Vec<Range<usize>>,
}

/// Reads folded text into pieces, in order and without a gap. Total.
pub(crate) fn pieces(folded: &str, convention: Convention) -> Pieces {
    let islands = islands(folded);
    let bands = islands.clone().into_iter().flatten().any(|island| island.as_rule() == Rule::band && band::is_band(&island));
    let has_formula = islands.clone().into_iter().flatten().any(|island| island.as_rule() == Rule::formula);
    let convention = islands.clone().into_iter().flatten().fold(convention, |said, island| said.with(&island));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut suspects = Vec::new();
    for island in islands.into_iter().flatten() {
        let mut at = island.as_span().start()..island.as_span().end();
        suspects.extend(lexemes::misspelled(&island));
        let mut what = what(island.clone(), convention);
        if island.as_rule() == Rule::ordinals {
            pieces.extend(listed(&island));
            continue;
        }
        if island.as_rule() == Rule::price_base {
            what = if has_formula { What::Text } else { What::Alarm };
        }
        if island.as_rule() == Rule::trimmed_mean {
            pieces.extend(average::trimmed_mean(&island).unwrap_or_else(|| vec![Piece { what: What::Alarm, at }]));
            continue;
        }
        if island.as_rule() == Rule::graded_row {
            pieces.extend(history::graded_row(&island).unwrap_or_else(|| vec![Piece { what: What::Alarm, at }]));
            continue;
        }
        if island.as_rule() == Rule::past_step {
            pieces.extend(past_step::pieces(&island).unwrap_or_else(|| vec![Piece { what: What::Alarm, at }]));
            continue;
        }
        if island.as_rule() == Rule::two_way {
            pieces.extend(two_way::pieces(&island).unwrap_or_else(|| vec![Piece { what: What::Alarm, at }]));
            continue;
        }
        if island.as_rule() == Rule::band && !bands {
            // A bound, and words after it.
            let Some(bound) = lexemes::find(&island, Rule::comparison) else { continue };
            let cut = bound.as_span().end();
            what = comparison::read(bound, convention).map_or(What::Alarm, What::Bound);
            pieces.push(Piece { what, at: at.start..cut });
            (what, at) = (What::Text, cut..at.end);
        }
        if matches!(what, What::Evidence) && in_word(&pieces, island.as_str()) {
            what = What::Text;
        }
        if unsaid_zero(&island) && matches!(pieces.last(), Some(Piece { what: What::Text, .. })) {
            what = What::Alarm;
        }
        match pieces.last_mut() {
            Some(Piece { what: What::Text, at: last }) if matches!(what, What::Text) => last.end = at.end,
            _ if at.is_empty() => {}
            _ => pieces.push(Piece { what, at }),
        }
    }
    award::settle(folded, &mut pieces);
    per_step::settle(folded, &mut pieces);
    comparison::settle_ends(folded, &mut pieces);
    sample::settle(folded, &mut pieces);
    Pieces { pieces, suspects }
}

/// 一、二、三 of 一、二、三等奖: alternatives, and pauses between.
fn listed(island: &Island<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for ordinal in island.clone().into_inner() {
        let at = ordinal.as_span().start()..ordinal.as_span().end();
        if let Some(last) = pieces.last() {
            pieces.push(Piece { what: What::Pause, at: last.at.end..at.start });
        }
        pieces.push(Piece { what: What::Text, at });
    }
    pieces
}

/// 德育成绩为0: words before it say of what, and it is not known which entry that is.
fn unsaid_zero(island: &Island<'_>) -> bool {
    island.as_rule() == Rule::zero
        && lexemes::has(island, Rule::scored_nil)
        && !lexemes::has(island, Rule::zero_here)
        && !lexemes::has(island, Rule::zero_item)
        && !lexemes::has(island, Rule::scope_total_score)
        && !lexemes::has(island, Rule::zero_scope)
}

/// 无复查记录: 查记录 in the midst of a word says nothing of where facts come from.
fn in_word(pieces: &[Piece], island: &str) -> bool {
    island.starts_with('查') && matches!(pieces.last(), Some(Piece { what: What::Text, .. }))
}

/// The piece that an island gives; an island that its form cannot read after all raises the alarm.
fn what(island: Island<'_>, convention: Convention) -> What {
    plain(&island).or_else(|| form(island, convention)).unwrap_or(What::Alarm)
}

fn plain(island: &Island<'_>) -> Option<What> {
    Some(match island.as_rule() {
        Rule::prose | Rule::convention | Rule::latin | Rule::opaque | Rule::not_scoring | Rule::loose_number | Rule::recent => What::Text,
        Rule::hint => What::Hint,
        Rule::space => What::Space,
        Rule::intro => What::Intro,
        Rule::comma => What::Comma,
        Rule::pause => What::Pause,
        Rule::colon => What::Colon,
        Rule::open => What::Open,
        Rule::close => What::Close,
        Rule::soft_stop => What::SoftStop,
        Rule::hard_stop => What::HardStop,
        Rule::enumerator => What::Enumerator,
        Rule::otherwise => What::Otherwise,
        Rule::joined => What::Joined(island.as_str().ends_with('且')),
        Rule::either => What::Either,
        Rule::duty => What::Duty,
        Rule::on_base => What::Aside,
        Rule::defined => What::Defined,
        Rule::stray_each => What::StrayEach,
        _ => return None,
    })
}

fn form(island: Island<'_>, convention: Convention) -> Option<What> {
    match island.as_rule() {
        Rule::handle => lexemes::handle(island),
        Rule::loose_quantity => lexemes::quantity(island),
        Rule::loose_range | Rule::range_each => {
            lexemes::range(&island).map(|(low, high)| What::RungRange(low, high, lexemes::suffix(&island)))
        }
        Rule::assessor_range | Rule::paren_range => assessor_range::read(island),
        Rule::average => average::read(island),
        Rule::trim => average::trim(&island),
        Rule::award | Rule::full => award::read(island),
        Rule::band => band::read(island, convention),
        Rule::called => band::called(&island),
        Rule::rest_band => band::rest(&island),
        Rule::base => base::read(island),
        Rule::bonus => bonus::read(island),
        Rule::cap => cap::read(island),
        Rule::comparison => comparison::read(island, convention).map(What::Bound),
        Rule::entry_result => entry_result::read(island),
        Rule::escalation | Rule::used_up => escalation::read(island),
        Rule::evidence => Some(evidence::read()),
        Rule::exclude => Some(exclude::read(island)),
        Rule::external => Some(external::read()),
        Rule::fixed | Rule::before_verb | Rule::signed | Rule::bare_figure | Rule::bare_range => fixed::read(island),
        Rule::floor => floor::read(island),
        Rule::formula => formula::read(island),
        Rule::group_cap => group_cap::read(island),
        Rule::history => history::read(island),
        Rule::ladder => ladder::read(island),
        Rule::parallel_list => parallel_list::read(island),
        Rule::part => part::read(island),
        Rule::per_occurrence => per_occurrence::read(island),
        Rule::by_rate => Some(per_occurrence::by_rate(&island)),
        Rule::per_step | Rule::step_partial => per_step::read(island),
        Rule::points | Rule::paren_points => points::read(island),
        Rule::quota => quota::read(island),
        Rule::rank => rank::read(island),
        Rule::rank_falling => rank::falling(&island),
        Rule::rank_ratio => Some(rank::share_of_best()),
        Rule::ratio => Some(ratio::read(island)),
        Rule::nil => comparison::nil(island),
        Rule::repetition | Rule::onward => repetition::read(island),
        Rule::rescale => rescale::read(island),
        Rule::same_matter => Some(same_matter::read(island)),
        Rule::scale => scale::read(island),
        Rule::veto | Rule::quoted_veto => Some(veto::read(island)),
        Rule::weight => weight::read(island),
        Rule::zero => zero::read(island),
        _ => None,
    }
}
