//! What every report takes: the program, what was read, and what came of it.

use chidu_analysis::program::{Entry, EntryId, Program, Role, Start, facts_of};
use chidu_diagnostics::Text;
use chidu_evaluation::assessment::{Assessment, EntryResult, GradeBy, SubjectResult};
use chidu_evaluation::observation::{Observations, RowId, SubjectId};

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
        self.shortened(self.places(rows))
    }

    pub(crate) fn shortened<'p>(&self, places: Vec<Place<'p>>) -> Vec<Place<'p>> {
        places.into_iter().map(|place| Place { file: self.short(place.file), ..place }).collect()
    }

    /// The rows that state what the veto which set a grade asks for.
    pub(crate) fn veto_rows(&self, result: &SubjectResult) -> Vec<Place<'a>> {
        let veto = match result.grade_by {
            Some(GradeBy::Veto(at)) => self.program.vetoes.get(at),
            _ => None,
        };
        let facts = veto.map(|veto| facts_of(&veto.triggers)).unwrap_or_default();
        let own = self.observations.list.iter().filter(|seen| seen.subject == result.subject && seen.period == result.period);
        let rows: Vec<RowId> = own.filter(|seen| facts.contains(&seen.fact)).map(|seen| seen.row).collect();
        self.places(&rows)
    }

    /// A file's name without its folders, where no other file of the run has the same.
    pub(crate) fn short<'f>(&self, file: &'f str) -> &'f str {
        let name = base(file);
        let namesakes = self.records.iter().filter(|other| base(&other.file) == name).count();
        if namesakes > 1 { file } else { name }
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
