//! What every report takes: the program, what was read, and what came of it.

use std::collections::BTreeMap;

use chidu_analysis::program::{Entry, EntryId, FactId, Program, Role, Start, facts_of};
use chidu_diagnostics::Text;
use chidu_evaluation::assessment::{Assessment, EntryResult, GradeBy, SubjectResult};
use chidu_evaluation::observation::{Observations, RowId, SubjectId};
use chidu_records::FileSummary;
use chidu_values::Period;

use crate::Problem;

/// A file and the hash of its bytes, in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileInfo {
    pub file: String,
    pub sha256: String,
}

/// A file of records and what became of its rows. INVARIANT: `read == used + reported`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFile {
    pub file: String,
    pub sha256: String,
    pub read: usize,
    pub used: usize,
    pub reported: usize,
}

impl RecordFile {
    /// What reading it came to.
    pub fn of(file: &FileSummary) -> Self {
        let FileSummary { file, sha256, read, used, reported } = file.clone();
        Self { file, sha256, read, used, reported }
    }
}

/// One run of a rulebook over records.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    pub program: &'a Program,
    pub rulebook: &'a FileInfo,
    pub records: &'a [RecordFile],
    pub observations: &'a Observations,
    pub assessment: &'a Assessment,
    /// Of the records and of the evaluation, in the order of files and rows.
    pub problems: &'a [Problem],
    /// What a reader of the results must know about the records.
    pub notes: &'a [Text],
}

/// A row as people find it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub sheet: Option<&'a str>,
    pub row: u32,
}

impl<'a> Run<'a> {
    /// The name of a subject.
    pub fn subject(&self, id: SubjectId) -> &'a str {
        self.observations.subjects.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The title in its marks, or the rulebook's file where it has none.
    pub fn title(&self) -> String {
        match &self.program.title {
            Some(title) => format!("《{title}》"),
            None => self.short(&self.rulebook.file).to_owned(),
        }
    }

    /// Rows as machines find them: files as they were given.
    pub(crate) fn places(&self, rows: &[RowId]) -> Vec<Place<'a>> {
        rows.iter().filter_map(|row| place(self.observations, *row)).collect()
    }

    /// Rows as people find them: files by their names alone.
    pub(crate) fn short_places(&self, rows: &[RowId]) -> Vec<Place<'a>> {
        self.places(rows).into_iter().map(|place| Place { file: self.short(place.file), ..place }).collect()
    }

    /// A file's name without its folders, where no other file of the run has the same.
    pub(crate) fn short<'f>(&self, file: &'f str) -> &'f str {
        let name = base(file);
        let namesakes = self.records.iter().filter(|other| base(&other.file) == name).count();
        if namesakes > 1 { file } else { name }
    }
}

/// For each veto, subject and period, the rows that state what the veto asks for. Made once for all results.
pub(crate) struct VetoRows(BTreeMap<(usize, SubjectId, Period), Vec<RowId>>);

impl VetoRows {
    /// Looks through the observations once.
    pub(crate) fn new(run: &Run<'_>) -> Self {
        let mut asked: BTreeMap<FactId, Vec<usize>> = BTreeMap::new();
        for (at, veto) in run.program.vetoes.iter().enumerate() {
            for fact in facts_of(&veto.triggers) {
                asked.entry(fact).or_default().push(at);
            }
        }
        let mut rows: BTreeMap<_, Vec<RowId>> = BTreeMap::new();
        for seen in &run.observations.list {
            for veto in asked.get(&seen.fact).into_iter().flatten() {
                rows.entry((*veto, seen.subject, seen.period)).or_default().push(seen.row);
            }
        }
        Self(rows)
    }

    /// The rows behind the veto that set a result's grade; none where no veto did.
    pub(crate) fn of(&self, result: &SubjectResult) -> &[RowId] {
        let rows = match result.grade_by {
            Some(GradeBy::Veto(at)) => self.0.get(&(at, result.subject, result.period)),
            _ => None,
        };
        rows.map_or(&[], Vec::as_slice)
    }
}

fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

fn place(observations: &Observations, id: RowId) -> Option<Place<'_>> {
    let row = observations.rows.get(id.0 as usize)?;
    let file = observations.files.get(row.file as usize).map_or("", String::as_str);
    let sheet = row.sheet.and_then(|sheet| observations.sheets.get(sheet as usize)).map(String::as_str);
    Some(Place { file, sheet, row: row.row })
}

/// The entry of a result's part.
pub(crate) fn entry_of<'p>(program: &'p Program, result: &EntryResult) -> &'p Entry {
    &program[result.entry]
}

/// Entries that own a score and hold no others: one column of a table each.
pub(crate) fn items(program: &Program) -> Vec<EntryId> {
    let own = |entry: &Entry| match entry.role {
        Role::Item | Role::Bonus | Role::Malus => true,
        Role::Root => entry.children.is_empty() || !entry.rules.is_empty(),
        Role::Section => !entry.rules.is_empty(),
        Role::Criterion | Role::Heading => false,
    };
    let ids = (0_u32..).map(EntryId);
    ids.zip(&program.entries).filter(|(_, entry)| own(entry)).map(|(id, _)| id).collect()
}

/// True where an entry starts from nothing and earns its points.
pub(crate) fn earns(entry: &Entry) -> bool {
    entry.start == Start::Zero && entry.points.is_some() && entry.role == Role::Item
}

/// The part of a result that is about one entry.
pub(crate) fn part(result: &SubjectResult, id: EntryId) -> Option<&EntryResult> {
    result.entries.get(id.index()).filter(|part| part.entry == id)
}
