//! Problems of the data as reports list them. Who finds them: `records`, of the files and of what the evaluation reports.

use chidu_diagnostics::{Lang, Text};
use chidu_records::RecordProblem;

/// One row (or file) with something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    pub sheet: Option<String>,
    /// As the spreadsheet shows it; `None` where the whole file or no row at all is meant.
    pub row: Option<u32>,
    /// The column's header.
    pub column: Option<String>,
    pub code: String,
    pub message: Text,
    /// What was probably meant, or what to type, as a sentence in the language of the run.
    pub suggestion: Option<String>,
}

impl Problem {
    /// What was found in the records, in the language of the run.
    pub fn of(found: &RecordProblem, lang: Lang) -> Self {
        Self {
            file: found.file.clone(),
            sheet: found.sheet.clone(),
            row: found.row,
            column: found.column.clone(),
            code: found.code.to_owned(),
            message: found.message.clone(),
            suggestion: found.suggestion.as_ref().map(|text| text.get(lang).to_owned()),
        }
    }
}
