//! Gathers observations, rows and problems of a run, and counts what became of each row.
//!
//! INVARIANT: a row is read when it is either used or reported, by [`Collector::used`] or [`Collector::reported`], and never both.

use std::collections::{HashMap, HashSet};

use chidu_analysis::program::RuleId;
use chidu_evaluation::Observations;
use chidu_evaluation::observation::{Given, Observation, Row, RowId, SubjectId};
use chidu_syntax::fold_str;
use chidu_values::{Date, Number, Period};

use crate::names::Target;
use crate::problem::{RecordProblem, What};

/// Where the current table stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub file: u32,
    pub name: String,
    pub sheet: Option<String>,
}

/// What a row states, before its row has a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    pub target: Target,
    pub source: Option<usize>,
    pub value: Number,
    pub times: Number,
    pub words: Option<String>,
    pub given: Option<Given>,
    pub matter: Option<String>,
    /// Position of the exception that the row names.
    pub excepted: Option<usize>,
    pub date: Option<Date>,
    /// The object of which it speaks, as written.
    pub object: Option<String>,
}

impl Statement {
    /// That something was not found.
    pub(crate) fn none_of(target: Target) -> Self {
        let (value, times) = (Number::ZERO, Number::ONE);
        Self { target, source: None, value, times, words: None, given: None, matter: None, excepted: None, date: None, object: None }
    }
}

/// Rows of one file, by what became of them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub used: usize,
    pub reported: usize,
}

#[derive(Default)]
pub(crate) struct Collector {
    pub observations: Observations,
    pub problems: Vec<RecordProblem>,
    /// By file.
    pub tallies: Vec<Tally>,
    subjects: HashMap<String, SubjectId>,
    sheets: HashMap<String, u32>,
    /// Objects as they are compared, with their first spelling.
    objects: HashMap<String, String>,
    assessed: HashSet<(SubjectId, Period)>,
}

impl Collector {
    /// A file from here on.
    pub(crate) fn file(&mut self, name: &str) -> u32 {
        self.observations.files.push(name.to_owned());
        self.tallies.push(Tally::default());
        u32::try_from(self.tallies.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// A row that counts.
    pub(crate) fn used(&mut self, place: &Place, row: u32, subject: &str, period: Period, statements: Vec<Statement>) {
        let subject = self.subject(subject);
        self.assess(subject, period);
        let id = self.row(place, row);
        for mut statement in statements {
            statement.object = statement.object.map(|object| self.objects.entry(identity(&object)).or_insert(object).clone());
            self.observations.list.push(observation(statement, subject, period, id));
        }
        self.tally(place).used += 1;
    }

    /// A row that does not count, with one or more reasons: heading of the column, and what.
    pub(crate) fn reported(&mut self, place: &Place, row: u32, reasons: Vec<(Option<String>, What)>) {
        for (column, what) in reasons {
            self.problem(place, Some(row), column.as_deref(), what);
        }
        self.tally(place).reported += 1;
    }

    /// Rows that are reported together, by one problem of their table.
    pub(crate) fn reported_together(&mut self, place: &Place, rows: usize) {
        self.tally(place).reported += rows;
    }

    /// A problem that is no row's.
    pub(crate) fn problem(&mut self, place: &Place, row: Option<u32>, column: Option<&str>, what: What) {
        self.problems.push(RecordProblem::new(&place.name, place.sheet.as_deref(), row, column, what));
    }

    /// The subject of a name; the first spelling is shown.
    pub(crate) fn subject(&mut self, name: &str) -> SubjectId {
        let next = SubjectId(u32::try_from(self.observations.subjects.len()).unwrap_or(u32::MAX));
        let id = *self.subjects.entry(identity(name)).or_insert(next);
        if id == next {
            self.observations.subjects.push(name.to_owned());
        }
        id
    }

    pub(crate) fn assess(&mut self, subject: SubjectId, period: Period) {
        if self.assessed.insert((subject, period)) {
            self.observations.assessed.push((subject, period));
        }
    }

    fn row(&mut self, place: &Place, row: u32) -> RowId {
        let sheet = place.sheet.as_ref().map(|sheet| {
            let next = u32::try_from(self.observations.sheets.len()).unwrap_or(u32::MAX);
            let id = *self.sheets.entry(sheet.clone()).or_insert(next);
            if id == next {
                self.observations.sheets.push(sheet.clone());
            }
            id
        });
        self.observations.rows.push(Row { file: place.file, sheet, row });
        RowId(u32::try_from(self.observations.rows.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    fn tally(&mut self, place: &Place) -> &mut Tally {
        let index = place.file as usize;
        if self.tallies.len() <= index {
            self.tallies.resize(index + 1, Tally::default());
        }
        #[expect(clippy::indexing_slicing, reason = "the list was made long enough in the line above")]
        &mut self.tallies[index]
    }
}

/// A name as it is compared: folded, and without spaces, which are typed to align names (张 三).
pub(crate) fn identity(name: &str) -> String {
    let folded = fold_str(name);
    let latin = folded.chars().any(|character| character.is_ascii_alphabetic());
    if latin { folded.split_whitespace().collect::<Vec<_>>().join(" ") } else { folded.split_whitespace().collect() }
}

fn observation(statement: Statement, subject: SubjectId, period: Period, row: RowId) -> Observation {
    let Statement { target: Target { fact, option, rule }, source, value, times, words, given, matter, excepted, date, object } = statement;
    let rule: Option<RuleId> = rule;
    Observation { subject, period, source, fact, option, value, times, rule, words, given, matter, excepted, date, object, row }
}
