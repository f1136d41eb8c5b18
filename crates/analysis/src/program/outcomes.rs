//! What a total comes to: sources, grades, vetoes, exclusions, the year, quotas; and the examples that say so.
//!
//! Start at [`Band`].

use chidu_diagnostics::Span;
use chidu_values::Number;

use super::{Bound, EntryId, FactId, PastTest, RuleId, Trigger};

/// 评价主体.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    /// As a fraction of one.
    pub weight: Number,
    pub span: Span,
}

/// A grade with the totals that earn it.
#[derive(Clone, Debug)]
pub struct Band {
    pub name: String,
    pub bound: Bound,
    /// 排名前10%: the places that it asks for beside the bound.
    pub place: Option<(FactId, Bound)>,
    /// 且未发生事故的: what must hold beside the bound, all of it.
    pub besides: Vec<Trigger>,
    pub text: String,
    pub span: Span,
    pub line: u32,
}

/// A consequence for the whole result.
#[derive(Clone, Debug)]
pub struct Veto {
    pub id: String,
    pub triggers: Vec<Trigger>,
    /// The grade that it sets; `None` where it only takes away a right.
    pub grade: Option<String>,
    /// What it does to the grade that the total earns (不得评为优秀, 降一级); of a veto that sets the grade `None`.
    pub change: Option<GradeChange>,
    /// Counts as often as it was found (每投诉一次降一级).
    pub each: bool,
    /// In the author's words: 直接定为不合格, 取消评先资格.
    pub outcome: String,
    pub text: String,
    pub span: Span,
    pub line: u32,
}

/// What a veto does to the grade that the total earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeChange {
    /// No better than this one, by its place in [`Program::bands_best_first`].
    Ceiling(usize),
    /// So many bands lower; the lowest stays.
    Down(u32),
}

/// 不予考评.
#[derive(Clone, Debug)]
pub struct Exclusion {
    pub fact: FactId,
    pub text: String,
    pub span: Span,
    pub line: u32,
}

/// 非本单位原因的除外: a row that names it counts nothing, and says why.
#[derive(Clone, Debug)]
pub struct Exception {
    /// In the author's words: 非本单位原因.
    pub name: String,
    /// What records may call it, as keys of [`crate::label::key`].
    pub labels: Vec<String>,
    /// The rules whose rows may name it, in text order.
    pub members: Vec<RuleId>,
    pub text: String,
    pub span: Span,
    pub line: u32,
}

/// 年度结果: so many periods of a calendar year with such a result have a consequence.
#[derive(Clone, Debug)]
pub struct Annual {
    pub times: u32,
    /// 连续: in a row; a period without a scored total breaks the row.
    pub consecutive: bool,
    /// 累计三个月: what is found counts by periods, not by occurrences.
    pub by_periods: bool,
    pub test: AnnualTest,
    pub outcome: String,
    pub text: String,
    pub span: Span,
    pub line: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnualTest {
    /// The rounded total lies within.
    Total(Bound),
    /// The grade is this one.
    Grade(String),
    /// Something was found, measured or computed (a place).
    Past(PastTest),
}

/// 优秀不超过40%: at most so many of the period's scored subjects have a grade.
#[derive(Clone, Debug)]
pub struct Quota {
    /// Position in the program's bands.
    pub band: usize,
    pub most: Most,
    pub text: String,
    pub span: Span,
    pub line: u32,
}

/// How many a quota lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Most {
    /// A share of the scored subjects, as a fraction of one; a part of a subject is none.
    Share(Number),
    Count(Number),
}

/// 示例: facts and what they must earn.
#[derive(Clone, Debug)]
pub struct Example {
    pub title: String,
    pub span: Span,
    pub given: Vec<ExampleFact>,
    pub expected: Vec<Expectation>,
}

/// One line of a 示例's facts.
#[derive(Clone, Debug)]
pub struct ExampleFact {
    pub fact: FactId,
    /// Of an answer: which option.
    pub option: Option<usize>,
    pub amount: ExampleAmount,
    /// An amount that the line gives for an assessor's range.
    pub given: Option<Number>,
    /// 样本 甲: the object of which the line speaks.
    pub object: Option<String>,
    /// Who says so (position in the sources); `None`: each of them.
    pub source: Option<usize>,
    pub span: Span,
}

/// How many or how much a line of an example says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleAmount {
    /// A count, or the value of a measure or event in the fact's unit.
    Value(Number),
    /// How often an event happened, its size unsaid, and the rule that counts it whatever its size.
    Times(Number, RuleId),
}

/// One part of 应得.
#[derive(Clone, Debug)]
pub struct Expectation {
    pub span: Span,
    pub what: Expected,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    Score(EntryId, Number),
    Total(Number),
    Grade(String),
    /// 不予考评, or a consequence in its own words.
    Consequence(String),
}
