//! Assessments as text, JSON, CSV, spreadsheets and pages; what a rulebook was read as, and its score sheet.
//!
//! Not here: colours and exit codes (`cli`), reading of files, and any score: reports print what an assessment says and compute
//! nothing of their own. Same input, same bytes: no clock, no hash order. Start at [`Run`], which every report takes, and at
//! [`json`], which shows all that is known of a run; of what needs no run at [`meaning`].

mod arithmetic;
pub mod csv;
pub mod explanation;
pub mod html;
pub mod json;
pub mod meaning;
mod objects;
mod problems;
mod run;
pub mod sample;
pub mod sheet;
pub mod statement;
pub mod terminal;
mod words;
pub mod xlsx;

pub use problems::Problem;
pub use run::{FileInfo, RecordFile, Run};
