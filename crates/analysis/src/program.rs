//! The compiled rulebook: entries, rules, facts and outcomes with every name, bound, tier and limit resolved.
//!
//! Not here: how it is made from a tree (`lower`), how it is laid out for speed and run (`evaluation`). All ids are made by
//! the lowering, which pushes the element first, so indexing by them cannot fail. Start at [`Program`].

use std::ops::{Index, IndexMut};

use chidu_diagnostics::Span;
use chidu_values::{Date, Number, PeriodKind, Rounding};

pub use crate::reading::Apart;
use crate::reading::Effect;

mod facts;
mod figures;
mod objects;
mod outcomes;

pub use facts::{Choice, Combine, Computed, Fact, FactKind, PastTest, Ranked};
pub use figures::Standing;
pub use objects::{Objects, Together};
pub use outcomes::{
    Annual, AnnualTest, Band, Example, ExampleAmount, ExampleFact, Exception, Exclusion, Expectation, Expected, GradeChange, Most, Quota,
    Source, Veto,
};

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident => $field:ident: $item:ty),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);

        impl $id {
            /// The position in the program's list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Index<$id> for Program {
            type Output = $item;
            #[expect(clippy::indexing_slicing, reason = "ids come from the lowering alone, which pushes the element first")]
            fn index(&self, id: $id) -> &$item {
                &self.$field[id.index()]
            }
        }

        impl IndexMut<$id> for Program {
            #[expect(clippy::indexing_slicing, reason = "ids come from the lowering alone, which pushes the element first")]
            fn index_mut(&mut self, id: $id) -> &mut $item {
                &mut self.$field[id.index()]
            }
        }
    )+};
}

ids! {
    /// An entry of a program; 0 is the root.
    EntryId => entries: Entry,
    /// A rule of a program, in text order.
    RuleId => rules: Rule,
    /// A fact that records can state.
    FactId => facts: Fact,
    /// A group of rules of which one counts.
    TierId => tiers: Tier,
    /// A budget of one criterion.
    BudgetId => budgets: Budget,
    /// A cap or floor over several rules.
    LimitId => limits: Limit,
}

/// The root entry of every program.
pub const ROOT: EntryId = EntryId(0);

/// A compiled rulebook.
#[derive(Clone, Debug)]
pub struct Program {
    /// The title without 《》, where there is one.
    pub title: Option<String>,
    /// 发布, 施行 and the like, as written, in text order.
    pub properties: Vec<(String, String)>,
    /// 施行: from when it holds.
    pub effective: Option<Date>,
    /// What is assessed, in the author's word (窗口); 对象 where unsaid.
    pub subject: String,
    pub period: PeriodKind,
    /// 修约 of the total or of each item; `None` where the rulebook does not round.
    pub rounding: Option<RoundingRule>,
    pub missing: MissingPolicy,
    /// 总分最高: what the total may reach with 加分项; the root's points where unsaid.
    pub ceiling: Option<Number>,
    /// 可为负分.
    pub may_be_negative: bool,
    /// Text order, parents before children. `[0]` is the root; 加分项 and 扣分项 are its last children.
    pub entries: Vec<Entry>,
    /// Text order.
    pub rules: Vec<Rule>,
    pub facts: Vec<Fact>,
    pub tiers: Vec<Tier>,
    pub budgets: Vec<Budget>,
    pub limits: Vec<Limit>,
    /// 评价主体, with weights that add up to one; empty where the rulebook names none.
    pub sources: Vec<Source>,
    /// Highest first as far as they can be ordered; the first that holds is the grade (rule 8 and 21).
    pub bands: Vec<Band>,
    pub vetoes: Vec<Veto>,
    /// In text order.
    pub quotas: Vec<Quota>,
    /// 不予考评.
    pub exclusions: Vec<Exclusion>,
    /// 非本单位原因的除外, in text order.
    pub exceptions: Vec<Exception>,
    /// 年度结果.
    pub annual: Vec<Annual>,
    /// 数据: a header of the records and what it means (a field such as 对象, or an entry, label or handle).
    pub columns: Vec<(String, String)>,
    pub examples: Vec<Example>,
    /// How many clauses there are of each sort, for the summary of `reading`.
    pub coverage: Coverage,
}

/// What part an entry plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The rulebook itself.
    Root,
    /// Has entries with points beneath it.
    Section,
    /// Owns points and rules.
    Item,
    /// Has no points of its own: its rules belong to the entry above. Its name and number still serve in records.
    Criterion,
    /// A heading, requirement or block without scoring.
    Heading,
    /// 加分项.
    Bonus,
    /// 扣分项.
    Malus,
}

/// A section, item or criterion.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path of numbers, or names where unnumbered: `二.5`; the root's is empty.
    pub id: String,
    pub handle: Option<String>,
    /// In the author's spelling; may be empty for a criterion.
    pub name: String,
    /// 原名: what records may still call it, as keys of [`crate::label::key`].
    pub former: Vec<String>,
    /// The head in the file.
    pub span: Span,
    pub line: u32,
    pub role: Role,
    /// The most it can have: as stated, else the sum of its children's. `None`: no upper bound.
    pub points: Option<Number>,
    /// True where the text states the points.
    pub stated: bool,
    /// A factor: weight × root points ÷ own points, already combined. `None` where the weight is a mere check.
    pub factor: Option<Number>,
    /// The weight as stated, as a fraction of one.
    pub weight: Option<Number>,
    pub parent: Option<EntryId>,
    pub children: Vec<EntryId>,
    /// Items beneath that do not apply are left out, and the rest counts for all of its points.
    pub rescales: bool,
    /// Each of several objects is scored by the rules alone, and the scores make one.
    pub objects: Option<Objects>,
    /// Where its own score begins.
    pub start: Start,
    /// Rules that this entry owns (those of its criteria too), in text order.
    pub rules: Vec<RuleId>,
    pub budgets: Vec<BudgetId>,
    pub limits: Vec<LimitId>,
    /// Clauses that score and cannot be computed: why the entry is blocked under `--partial`.
    pub blocked: Vec<Span>,
    /// Where evidence is named.
    pub evidence: Vec<String>,
}

/// Where the score of an entry begins, before its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The sum of the children's scores.
    Children,
    /// Its points: its clauses deduct.
    Full,
    /// Zero: its clauses only award or add, or budgets hold its points.
    Zero,
    /// 基准N分.
    Base(Number),
}

/// One effect, resolved.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its entry's path and its place there: `二.5-1`.
    pub id: String,
    pub handle: Option<String>,
    /// The entry whose score it changes first.
    pub entry: EntryId,
    /// The entry in whose text it stands: the same, or a criterion of it.
    pub criterion: EntryId,
    /// The clause in the author's words.
    pub text: String,
    pub span: Span,
    /// 1-based line of the effect in the file.
    pub line: u32,
    /// What was read.
    pub effect: Effect,
    pub action: Action,
    pub amount: Amount,
    /// All must hold. Empty: always.
    pub triggers: Vec<Trigger>,
    pub counting: Counting,
    /// In place of the amount, points that follow the value of the first trigger's fact along a line.
    pub slope: Option<Line>,
    /// The most that this effect alone can take or give.
    pub cap: Option<Number>,
    /// The group of which only one member counts.
    pub tier: Option<TierId>,
    pub budget: Option<BudgetId>,
    /// Rows with one 事项编号 count once, with the largest effect (rule 23).
    pub same_matter: bool,
}

/// Points along a straight line between two values of a measure; beyond either, those of the nearer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The value that earns less, and its points.
    pub from: (Number, Number),
    pub to: (Number, Number),
}

impl Line {
    /// The points of a value.
    pub fn at(&self, value: &Number) -> Number {
        let ((x, y), (end, most)) = (&self.from, &self.to);
        let share = (value - x).divide(&(end - x)).unwrap_or_default();
        let share = share.max(Number::ZERO).min(Number::ONE);
        y + &(&share * &(most - y))
    }

    /// True where its points may be a fraction without end.
    pub fn divides(&self) -> bool {
        (&self.to.1 - &self.from.1).divide(&(&self.to.0 - &self.from.0)).is_none_or(|slope| !slope.is_decimal())
    }
}

/// What a rule does when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Takes from its own entry.
    Deduct,
    /// Takes from an entry above after that one's own clamp of what is beneath (追加扣, 直接扣总分).
    DeductAbove(EntryId),
    /// Adds over what the entry has.
    Add,
    /// The entry scores this much more, from zero (or from the start of a budgeted criterion).
    Award,
    /// The amount is the value itself times the amount: `points × rate`, with the value as a fraction of one.
    AwardRatio,
    /// 得满分, 不扣分 beside deductions: adds nothing; kept to be shown.
    Keep,
    /// The entry scores nothing.
    Zero(EntryId),
    /// The budget scores nothing.
    ZeroBudget(BudgetId),
    /// Multiplies what the other rule takes or gives for each occurrence that this one names: by the factor in `amount`.
    Scale(RuleId),
}

/// How much a rule takes or gives each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    Fixed(Number),
    /// The record says how much, within these bounds.
    Range(Number, Number),
    /// The record says how much.
    Given,
}

/// What must hold for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A finding was made at least once, an event happened.
    Found(FactId),
    /// A count, a measure, or an event's value lies within bounds.
    Bound(FactId, Bound),
    /// An answer is this option (position in the fact's options).
    Option(FactId, usize),
    /// No other option or rung of the tier holds, and the fact is known: 其余, 否则.
    Otherwise(FactId),
    /// At least so many of these entries scored 0, by whatever path.
    ScoredZero { entries: Vec<EntryId>, at_least: u32 },
    /// An entry's score lies within bounds.
    Score(EntryId, Bound),
    /// The deductions of an entry before clamping lie within bounds (扣满N分).
    Deductions(EntryId, Bound),
    /// The grade is one of these (不合格的, 限期整改): only of what follows from a grade.
    Graded(Vec<String>),
}

impl Trigger {
    /// The fact that it tests.
    pub fn fact(&self) -> Option<FactId> {
        match self {
            Self::Found(fact) | Self::Bound(fact, _) | Self::Option(fact, _) | Self::Otherwise(fact) => Some(*fact),
            Self::ScoredZero { .. } | Self::Score(..) | Self::Deductions(..) | Self::Graded(_) => None,
        }
    }
}

/// An interval in the fact's unit; an open end is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    pub low: Option<Edge>,
    pub high: Option<Edge>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub at: Number,
    /// True where the number itself belongs to the interval.
    pub closed: bool,
}

impl Bound {
    /// True where the value lies within.
    pub fn holds(&self, value: &Number) -> bool {
        let above = self.low.as_ref().is_none_or(|edge| *value > edge.at || (edge.closed && *value == edge.at));
        let below = self.high.as_ref().is_none_or(|edge| *value < edge.at || (edge.closed && *value == edge.at));
        above && below
    }
}

/// How often a rule's amount counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Once for a subject and period, however often it happened.
    Once,
    /// For each occurrence: the count of the first trigger's fact, or each event that falls to this rule.
    Each,
    /// For each occurrence beyond a number (`down`: short of it) of the first trigger's fact.
    Beyond { from: Number, down: bool },
    /// As often as the value of the first trigger's fact says: the fact is a formula's, and the amount is 1.
    Value,
    /// For each step of a size beyond a number (`down`: below it) of the first trigger's fact; of events, for each one.
    Steps { size: Number, from: Number, down: bool, partial: StepPart },
}

/// What an incomplete step is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepPart {
    Nothing,
    /// 不足…按…计.
    Whole,
    /// 按比例, 插值.
    Share,
}

/// Rules of one measure, count or answer of which the first that holds counts alone (rule 8).
#[derive(Clone, Debug)]
pub struct Tier {
    pub entry: EntryId,
    pub fact: FactId,
    /// The tightest bound first; an unbounded per-occurrence, or 其余, last.
    pub members: Vec<RuleId>,
}

/// `得N分` followed by deductions (rule 13): starts at N and stays within 0..N.
#[derive(Clone, Debug)]
pub struct Budget {
    pub entry: EntryId,
    pub amount: Number,
    /// The rule that gives it.
    pub award: RuleId,
}

/// A cap or floor over several effects, or over an entry.
#[derive(Clone, Debug)]
pub struct Limit {
    pub entry: EntryId,
    pub text: String,
    pub span: Span,
    pub line: u32,
    pub kind: LimitKind,
    pub amount: Number,
    /// The rules that it binds jointly, in text order; of [`LimitKind::Score`] kinds empty.
    pub members: Vec<RuleId>,
    /// 每周累计: it binds what falls into each week of the period, so that rows need a date; `None`: the whole period.
    pub window: Option<PeriodKind>,
    /// 每人最多扣2分, 每次最多扣3分: it binds each of these; `None`: all of them together.
    pub apart: Option<Apart>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// The members take at most so much together.
    Deductions,
    /// The members add or award at most so much together.
    Additions,
    /// The entry scores at most so much.
    MostScore,
    /// The entry scores at least so much.
    LeastScore,
}

/// 修约.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundingRule {
    pub rounding: Rounding,
    /// True: each item is rounded, and the total is their sum; false: the total.
    pub items: bool,
}

/// 缺项: what a missing value makes of the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingPolicy {
    /// The item and the total are missing.
    #[default]
    Missing,
    /// 不计入并折算.
    Rescale,
    /// 按零分计.
    Zero,
    /// 按满分计.
    Full,
}

/// How many of the scoring clauses, and of the points, are computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub understood: u32,
    pub assessor: u32,
    pub external: u32,
    pub unrecognized: u32,
    /// Points of entries all of whose clauses are computed.
    pub points_computed: Number,
    /// Points of entries with an amount that an assessor gives.
    pub points_assessor: Number,
    /// Points of entries with a clause that is not mechanised.
    pub points_external: Number,
}

/// The facts that triggers test.
pub fn facts_of(triggers: &[Trigger]) -> Vec<FactId> {
    triggers.iter().filter_map(Trigger::fact).collect()
}

impl Program {
    /// True for a fact on which no score depends: it is named only by 得满分 beside deductions, or by what gives a budget.
    pub fn is_silent(&self, fact: FactId) -> bool {
        if self[fact].kind == FactKind::Inapplicable {
            return true;
        }
        let given = |rule: RuleId| self.budgets.iter().any(|budget| budget.award == rule);
        let rules = &self[fact].rules;
        let keeps = |rule: &RuleId| self[*rule].action == Action::Keep || given(*rule);
        matches!(self[fact].kind, FactKind::Finding) && !rules.is_empty() && rules.iter().all(keeps)
    }

    /// The exceptions that a row of a fact may name, by their positions.
    pub fn exceptions_of(&self, fact: FactId) -> Vec<usize> {
        let covers = |exception: &Exception| exception.members.iter().any(|rule| self[fact].rules.contains(rule));
        self.exceptions.iter().enumerate().filter(|(_, exception)| covers(exception)).map(|(at, _)| at).collect()
    }

    /// True for a fact whose rows need a date, because a cap binds each week or month of them.
    pub fn is_dated(&self, fact: FactId) -> bool {
        let windows = self.limits.iter().filter(|limit| limit.window.is_some());
        windows.flat_map(|limit| &limit.members).any(|rule| self[fact].rules.contains(rule))
    }

    /// True for a fact whose rows have to name the object of which they speak.
    pub fn names_object(&self, fact: FactId) -> bool {
        let each = self.limits.iter().filter(|limit| limit.apart == Some(Apart::Object));
        let mut bound = each.flat_map(|limit| &limit.members);
        let stated = self[fact].block.is_none() && self[fact].kind != FactKind::Inapplicable;
        self[self[fact].entry].objects.is_some() && stated || bound.any(|rule| self[fact].rules.contains(rule))
    }

    /// True where rows of some fact have to name an object.
    pub fn has_objects(&self) -> bool {
        self.entries.iter().any(|entry| entry.objects.is_some()) || self.limits.iter().any(|limit| limit.apart == Some(Apart::Object))
    }

    /// A program of nothing: no entries yet, defaults for everything that a rulebook need not say.
    pub fn empty() -> Self {
        Self {
            title: None,
            properties: Vec::new(),
            effective: None,
            subject: "对象".to_owned(),
            period: PeriodKind::Whole,
            rounding: None,
            missing: MissingPolicy::Missing,
            ceiling: None,
            may_be_negative: false,
            entries: Vec::new(),
            rules: Vec::new(),
            facts: Vec::new(),
            tiers: Vec::new(),
            budgets: Vec::new(),
            limits: Vec::new(),
            sources: Vec::new(),
            bands: Vec::new(),
            vetoes: Vec::new(),
            quotas: Vec::new(),
            exclusions: Vec::new(),
            exceptions: Vec::new(),
            annual: Vec::new(),
            columns: Vec::new(),
            examples: Vec::new(),
            coverage: Coverage::default(),
        }
    }
}
