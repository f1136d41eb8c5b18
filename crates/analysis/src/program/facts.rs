//! What records can state of a subject in a period, and what is computed from it.
//!
//! Start at [`Fact`].

use chidu_values::Unit;

use super::{Bound, EntryId, FactId, RuleId};
use crate::expr::Expr;
use crate::reading::Since;

/// Something that records can state of a subject in a period.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The entry whose rules use it (a block's facts: the root).
    pub entry: EntryId,
    /// The entry in whose text it stands.
    pub criterion: EntryId,
    /// The block's name that records give as 评分项 in place of an entry: 一票否决, 不予考评.
    pub block: Option<&'static str>,
    pub kind: FactKind,
    /// In the author's words: what a form or a column is headed with.
    pub name: String,
    /// What records may call it, as keys of [`crate::label::key`]. For answers, each option has its own.
    pub labels: Vec<String>,
    /// The ids and handles of its rules; records may use them.
    pub handles: Vec<String>,
    /// Of a measure, event or counted finding.
    pub unit: Option<Unit>,
    /// The rules that use it.
    pub rules: Vec<RuleId>,
}

/// What kind of thing records state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Counted; no row is none found.
    Finding,
    /// 其他: takes findings of the entry that no label names.
    Other,
    /// One value a subject and period; without it the entry is missing.
    Measure(Combine),
    /// Each row is tested on its own; no row means that nothing happened.
    Event,
    /// 不适用: found at least once, the item is left out of the entry above that rescales.
    Inapplicable,
    /// Worth what this expression of other facts comes to; no record states it.
    Derived(Expr),
    /// One of these options; without one the entry is missing. A single option is a yes (a count of 1) or a no (a count of 0).
    Answer(Combine, Vec<Choice>),
    /// No row states it: it follows from the other subjects of the period or from other periods (rule 22).
    Computed(Computed),
}

/// What follows from the peers of a period, or from earlier periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Computed {
    /// The place among the scored subjects of the period; in per cent of them where the fact's unit is %.
    Place { of: Ranked, ascending: bool, from_end: bool },
    /// How far the value lies above the mean of the scored subjects of the period (`down`: below it); in per cent of the mean where
    /// `relative`.
    Distance { of: Ranked, down: bool, relative: bool },
    /// The value as a fraction of the best one of the period (`ascending`: the best one as a fraction of it).
    OfBest { of: Ranked, ascending: bool },
    /// By how much a measure rose (`down`: fell) against an earlier period; in per cent of what it was where `relative`.
    Change { of: FactId, since: Since, down: bool, relative: bool },
    /// How many periods in a row, up to this one, it was so.
    Streak(PastTest),
    /// How often it was so in the calendar year, up to this period; 0 where it is not so in this one. What is found counts by
    /// occurrences, or by `periods`; anything else by periods.
    Tally { test: PastTest, periods: bool },
    /// How often something was found in this period that had been found before in the calendar year.
    Again(FactId),
}

/// What subjects are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranked {
    /// The score of an entry, before the effects of places and means; the root's is the total.
    Score(EntryId),
    Measure(FactId),
}

/// What must have been so in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastTest {
    /// Found at least once; a tally counts how often.
    Found(FactId),
    /// A measure or count within bounds.
    Bound(FactId, Bound),
    /// The total, or an entry's score.
    Score(EntryId, Bound),
    /// A grade.
    Grade(String),
    /// A computed fact (a place) within bounds.
    Computed(FactId, Bound),
}

/// An option of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: String,
    /// Keys of [`crate::label::key`].
    pub labels: Vec<String>,
}

/// What several values of one measure or answer make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Different values are a record problem, and the entry is missing.
    Single,
    /// 取平均: of a measure, of the values; of an answer, of the points of each answer.
    Average,
    /// 取最高.
    Highest,
    /// 取最低.
    Lowest,
    /// 去掉一个最高分和一个最低分取平均: of what is left of a measure's values.
    Trimmed { highest: u32, lowest: u32 },
}

impl Computed {
    /// The fact that rows state and this follows from.
    pub fn measure(&self) -> Option<FactId> {
        match self {
            Computed::Place { of, .. } | Computed::Distance { of, .. } | Computed::OfBest { of, .. } => match of {
                Ranked::Measure(fact) => Some(*fact),
                Ranked::Score(_) => None,
            },
            Computed::Change { of, .. } | Computed::Again(of) => Some(*of),
            Computed::Streak(test) | Computed::Tally { test, .. } => match test {
                PastTest::Found(fact) | PastTest::Bound(fact, _) => Some(*fact),
                PastTest::Score(..) | PastTest::Grade(_) | PastTest::Computed(..) => None,
            },
        }
    }
}

impl Fact {
    /// What it follows from, of a fact that no row states.
    pub fn computed(&self) -> Option<&Computed> {
        match &self.kind {
            FactKind::Computed(computed) => Some(computed),
            _ => None,
        }
    }
}
