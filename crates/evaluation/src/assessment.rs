//! Results with their reasons: what every report prints.
//!
//! INVARIANT: an entry's score is the sum of the `delta`s of its reasons; the total is the sum of the `delta`s of the
//! root's. No score exists without reasons.

use chidu_analysis::program::{BudgetId, EntryId, FactId, LimitId, RuleId, TierId};
use chidu_values::{Number, Period};
use serde::Serialize;

use crate::observation::{RowId, SubjectId};

/// The outcome of one run.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    /// By subject in the observations' order, then by period.
    pub results: Vec<SubjectResult>,
    /// By subject, then by year; only those with a consequence.
    pub annual: Vec<AnnualResult>,
    /// What the evaluation found wrong with the data: values that contradict one another, amounts that differ.
    pub problems: Vec<DataProblem>,
}

/// A score that is not the sum of its reasons: a fault of the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SumMismatch {
    pub subject: SubjectId,
    pub period: Period,
    pub entry: EntryId,
}

impl Assessment {
    /// The scores that are not the sum of their reasons. There are none.
    pub fn check_sums(&self) -> Vec<SumMismatch> {
        self.results.iter().flat_map(SubjectResult::mismatches).collect()
    }
}

impl SubjectResult {
    /// A result of which nothing is known but whose it is.
    pub(crate) const fn without_score(subject: SubjectId, period: Period, status: Status) -> Self {
        Self {
            subject,
            period,
            status,
            total: None,
            grade: None,
            grade_by: None,
            consequences: Vec::new(),
            entries: Vec::new(),
            excluded_by: Vec::new(),
            vetoed_by: Vec::new(),
            place: None,
            computed: Vec::new(),
            quota: None,
            points_computed: None,
        }
    }

    fn mismatches(&self) -> impl Iterator<Item = SumMismatch> + '_ {
        let root = self
            .entries
            .first()
            .map(|root| root.entry)
            .filter(|_| self.entries.first().and_then(|e| e.score.as_ref()) != self.total.as_ref());
        let wrong = self.entries.iter().filter(|entry| !entry.adds_up()).map(|entry| entry.entry);
        wrong.chain(root).map(|entry| SumMismatch { subject: self.subject, period: self.period, entry })
    }
}

impl EntryResult {
    fn adds_up(&self) -> bool {
        let sum: Number = self.reasons.iter().map(|reason| reason.delta.clone()).sum();
        match &self.score {
            Some(score) => *score == sum && !self.reasons.is_empty(),
            None => self.reasons.is_empty(),
        }
    }
}

/// How far a result goes; the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 不予考评: total and grade are absent.
    NotAssessed,
    /// A veto sets the grade.
    Vetoed,
    /// A value is missing: total and grade are absent.
    Missing,
    /// The rulebook has clauses that are not computed: no grade.
    Partial,
    Scored,
}

/// One subject in one period.
#[derive(Clone, Debug)]
pub struct SubjectResult {
    pub subject: SubjectId,
    pub period: Period,
    pub status: Status,
    /// Rounded as the rulebook says.
    pub total: Option<Number>,
    pub grade: Option<String>,
    /// Which band or veto decided the grade.
    pub grade_by: Option<GradeBy>,
    /// In text order.
    pub consequences: Vec<Consequence>,
    /// One for each entry of the program (criteria and headings too, with `score: None` and no reasons), by id; `[0]` is the root.
    pub entries: Vec<EntryResult>,
    /// Why it is not assessed: rows that named an exclusion.
    pub excluded_by: Vec<RowId>,
    /// Rows behind the veto that sets the grade.
    pub vetoed_by: Vec<RowId>,
    /// The place among the scored subjects of the period, before the effects of places; ties share the better one.
    pub place: Option<u32>,
    /// What computed facts that look back at other periods' places came to.
    pub computed: Vec<(FactId, Number)>,
    /// Why the grade is not the one that the total reaches.
    pub quota: Option<QuotaCut>,
    /// Under `--partial`, the points of entries that were computed, of the root's points.
    pub points_computed: Option<Number>,
}

/// A grade that was reached and had no room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaCut {
    /// Position in the program's quotas.
    pub quota: usize,
    /// The band that was reached: position in the program's bands.
    pub reached: usize,
    /// How many may have the grade, and how many reach it.
    pub most: u32,
    pub reaching: u32,
    /// The scored subjects of the period.
    pub of: u32,
    /// How many share this place among those that reach the grade.
    pub tied: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeBy {
    /// Position in the program's bands.
    Band(usize),
    /// Position in the program's vetoes.
    Veto(usize),
    /// Position in the program's bands of what the total earns; vetoes among the consequences lowered it.
    Lowered(usize),
}

/// A consequence beside the grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// In the author's words.
    pub text: String,
    /// Position in the program's vetoes.
    pub veto: usize,
    pub rows: Vec<RowId>,
}

/// One entry of one subject in one period.
#[derive(Clone, Debug)]
pub struct EntryResult {
    pub entry: EntryId,
    /// After its clamp (and rounding, where items are rounded), before its weight; `None` where it is missing, blocked or owns no score.
    pub score: Option<Number>,
    /// Why it has no score.
    pub missing: Option<Missing>,
    pub reasons: Vec<Reason>,
}

/// Why an entry has no score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No row states this fact.
    Fact(chidu_analysis::program::FactId),
    /// Rows contradict one another.
    Conflict(chidu_analysis::program::FactId, Vec<RowId>),
    /// A formula or comparison of this name divides by a value that is zero.
    Undefined(chidu_analysis::program::FactId, Vec<RowId>),
    /// Rows say that it does not apply: it is left out of the entry above.
    Inapplicable(Vec<RowId>),
    /// A source has no row.
    Source(usize),
    /// Rows name other than as many objects as have to be scored.
    Objects { found: u32 },
    /// An entry beneath is missing.
    Beneath(EntryId),
    /// A clause of it is not computed.
    Blocked,
}

/// One step of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub step: Step,
    /// What it changes in the entry's score: negative for deductions.
    pub delta: Number,
    /// The rows behind it, in row order.
    pub rows: Vec<RowId>,
    /// The source (评价主体) for which this was computed.
    pub source: Option<usize>,
    /// The object of which it is, in an entry that scores several (抽查3份病历).
    pub object: Option<String>,
}

/// What a reason is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Where the score begins: the points, a base.
    Start,
    /// A rule fired.
    Rule(Fired),
    /// A budget's clamp to 0..N gives back or takes away.
    Budget(BudgetId),
    /// A shared cap or floor bit.
    Limit(LimitId),
    /// The clamp to 0..points bit.
    Clamp,
    /// The score of an entry beneath, weighted.
    Child(EntryId),
    /// A rule of an entry beneath takes from here (追加扣, 直接扣总分).
    Escalated(Fired),
    /// 缺项: the points of missing entries are spread over the rest (不计入并折算), or count as zero or in full.
    /// `got ÷ due × points`.
    Rescaled { missing: Vec<EntryId>, got: Number, due: Number, points: Number },
    /// A missing entry counts as zero or in full.
    Assumed,
    /// Sources blended by their weights: the difference to this source's share.
    Blend { source: usize, weight: Number, score: Number },
    /// Scores of several objects made one: the difference to this object's share.
    Object { of: u32, together: chidu_analysis::program::Together, score: Number, counts: bool },
    /// 修约.
    Rounded,
}

/// How a rule came to its amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    pub rule: RuleId,
    /// Points each time.
    pub unit: Number,
    /// How many occurrences or steps counted; of an average, how many answers were this one; `None` for once.
    pub count: Option<Number>,
    /// Of an average: how many answers there were in all. The amount is `unit × count ÷ of`.
    pub of: Option<Number>,
    /// The measured value that was tested.
    pub value: Option<Number>,
    /// What a formula, a comparison with a carried value or an interpolation was computed from, in text order.
    pub terms: Vec<(FactId, Number)>,
    /// Before the rule's own cap.
    pub uncapped: Number,
    /// True where the rule's own cap bit.
    pub capped: bool,
    /// Why it counts nothing although it held: a tighter tier, the same matter, a zero.
    pub overruled: Option<Overruled>,
    /// Other rules of its tier that also held and gave way.
    pub instead_of: Option<TierId>,
    /// True where a finding that no label names was taken by 其他.
    pub by_other: bool,
    /// What a computed value rests on.
    pub basis: Option<Box<Basis>>,
}

/// The peers or periods behind a computed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A place among `of`, of which `tied` (itself counted) share it.
    Place { value: Number, place: u32, of: u32, tied: u32 },
    /// Against the mean of `of`.
    Mean { value: Number, mean: Number, of: u32 },
    /// Against the best of `of`.
    Best { value: Number, best: Number, of: u32 },
    /// Against an earlier period.
    Change { period: Period, before: Number, now: Number },
    /// The periods that count, with what each had.
    Periods(Vec<(Period, Number)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overruled {
    /// This rule of the same tier counts.
    Tier(RuleId),
    /// This rule took the same matter.
    SameMatter(RuleId),
    /// The row names this exception, by its position in the program.
    Exception(usize),
}

/// A year's consequence.
#[derive(Clone, Debug)]
pub struct AnnualResult {
    pub subject: SubjectId,
    pub year: i16,
    /// Positions in the program's annual rules, with the periods that count and their totals.
    pub consequences: Vec<(usize, Vec<(Period, Number)>)>,
}

/// Data that contradict the rulebook or one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataProblem {
    /// Two values of one single-valued measure or answer.
    Conflict { fact: chidu_analysis::program::FactId, rows: Vec<RowId> },
    /// What the fact is derived from holds a zero by which it divides.
    DividesByZero { fact: chidu_analysis::program::FactId, rows: Vec<RowId> },
    /// The row gives another amount than the clause computes.
    AmountDiffers { rule: RuleId, row: RowId, given: Number, computed: Number },
    /// More occurrences are doubled (加倍) than there were.
    ScaledMore { rule: RuleId, row: RowId, named: Number, there: Number },
    /// Rows of an entry name other than as many objects as it asks for.
    Objects { subject: SubjectId, period: Period, entry: EntryId, names: Vec<String> },
    /// Rows of one source are there and none of another.
    SourceMissing { subject: SubjectId, period: Period, source: usize },
}
