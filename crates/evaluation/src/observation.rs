//! What records say, as data: facts of subjects in periods, each with the row it was read from.
//!
//! Not here: reading files and matching names (`records`). Start at [`Observations`].

use chidu_analysis::program::{FactId, RuleId};
use chidu_values::{Date, Number, Period};

/// A subject's position in [`Observations::subjects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectId(pub u32);

/// A row's position in [`Observations::rows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// Everything that was read for one run.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// Names in the order of their first appearance (roster first).
    pub subjects: Vec<String>,
    /// Files in the order given.
    pub files: Vec<String>,
    /// Names of sheets, of all files together.
    pub sheets: Vec<String>,
    pub rows: Vec<Row>,
    /// Subjects that are assessed in a period, because a row of theirs was accepted or the roster says so. No duplicates.
    pub assessed: Vec<(SubjectId, Period)>,
    pub list: Vec<Observation>,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Position in [`Observations::files`].
    pub file: u32,
    /// Position in [`Observations::sheets`]; `None` for files without sheets.
    pub sheet: Option<u32>,
    /// As the spreadsheet shows it, the header being row 1 where it stands first.
    pub row: u32,
}

/// One fact read from one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    pub subject: SubjectId,
    pub period: Period,
    /// Position in the program's sources.
    pub source: Option<usize>,
    pub fact: FactId,
    /// Of an answer: which option was given.
    pub option: Option<usize>,
    /// A finding: how many. A measure: its value in the fact's unit. An answer: how many gave it.
    pub value: Number,
    /// An event: how often a value of this size was seen; else 1.
    pub times: Number,
    /// Of an event that the row names by a rule's condition (超过3分钟) without a value: the rule that holds for it, and no other
    /// of its tier; `value` is then the nearest number of that rule's bound and no measurement.
    pub rule: Option<RuleId>,
    /// Of 其他: what the row calls the finding.
    pub words: Option<String>,
    /// The amount that the row gives (扣分, 加分, 得分).
    pub given: Option<Given>,
    /// 事项编号.
    pub matter: Option<String>,
    /// The exception that the row names (除外), by its position in the program: the row counts nothing.
    pub excepted: Option<usize>,
    /// The day, where the row says it.
    pub date: Option<Date>,
    /// The object of which it speaks: one of several that are scored alone, or for which a cap is.
    pub object: Option<String>,
    pub row: RowId,
}

/// An amount of points that a row gives, for the whole of the row: for two occurrences it is that of both together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// 扣分
    Deducted(Number),
    /// 加分
    Added(Number),
    /// 得分
    Scored(Number),
}
