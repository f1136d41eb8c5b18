//! Results as a table that Excel opens: one row a subject and period, one column an item.

use chidu_analysis::program::{EntryId, Program};
use chidu_diagnostics::Lang;
use chidu_evaluation::assessment::SubjectResult;

use crate::run::{Run, items, part};
use crate::words;

/// What keeps a table from being written.
#[derive(Debug, thiserror::Error)]
#[error("writing the table: {0}")]
pub struct CsvError(String);

/// The table, with the mark by which Excel knows UTF-8.
pub fn csv(run: &Run<'_>, lang: Lang) -> Result<Vec<u8>, CsvError> {
    let items = items(run.program);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header(run.program, &items, lang)).map_err(failed)?;
    for result in &run.assessment.results {
        writer.write_record(row(run, result, &items, lang)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| CsvError(error.to_string()))
}

fn failed(error: csv::Error) -> CsvError {
    CsvError(error.to_string())
}

fn header(program: &Program, items: &[EntryId], lang: Lang) -> Vec<String> {
    let fixed = [words::PERIOD, words::TOTAL, words::GRADE, words::STATUS, words::CONSEQUENCES];
    let mut cells = vec![words::subject_word(&program.subject, lang)];
    cells.extend(fixed.map(|each| words::word(each, lang).to_owned()));
    cells.extend(items.iter().map(|id| column_name(program, *id)));
    cells.iter().map(|cell| guarded(cell)).collect()
}

fn row(run: &Run<'_>, result: &SubjectResult, items: &[EntryId], lang: Lang) -> Vec<String> {
    let number = |value: &chidu_values::Number| words::plain(value);
    let consequences: Vec<&str> = result.consequences.iter().map(|each| each.text.as_str()).collect();
    let mut cells = vec![
        guarded(run.subject(result.subject)),
        words::period(result.period),
        result.total.as_ref().map_or_else(String::new, number),
        guarded(result.grade.as_deref().unwrap_or("")),
        words::status(result.status).get(lang).to_owned(),
        guarded(&consequences.join("；")),
    ];
    cells.extend(items.iter().map(|id| part(result, *id).and_then(|part| part.score.as_ref()).map_or_else(String::new, number)));
    cells
}

/// The entry's name, with its number where another has the same name.
pub(crate) fn column_name(program: &Program, id: EntryId) -> String {
    let entry = &program[id];
    let namesakes = program.entries.iter().filter(|other| other.name == entry.name).count();
    match (entry.name.as_str(), entry.id.as_str(), namesakes) {
        ("", id, _) => id.to_owned(),
        (name, "", _) | (name, _, 1) => name.to_owned(),
        (name, id, _) => format!("{id} {name}"),
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are written by [`words::plain`].
pub(crate) fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
