//! Spreadsheets and tables to observations, each with the row it was read from; every row counts or is listed with a reason.
//!
//! Not here: scores (`evaluation`) and how problems are printed (`reports`, `cli`). The core is a function of bytes: only
//! [`Input::from_path`] touches a file. Start at [`read()`].
//!
//! INVARIANT: of each file, rows read = rows used + rows reported.

mod amounts;
mod cell;
mod collect;
mod delimited;
mod encoding;
mod except;
mod form;
mod header;
mod headings;
mod help;
mod input;
mod json;
mod limits;
mod long;
mod margin;
mod markup;
mod names;
mod nothing;
mod object;
mod ods;
mod open;
mod problem;
mod product;
mod quantity;
mod read;
mod resolve;
mod roster;
mod row;
mod table;
mod title;
mod unseen;
mod when;
mod wide;
mod words;
mod workbook;

pub use form::{FormError, form};
pub use input::Input;
pub use problem::{RecordProblem, What, problems_of_data};
pub use read::{FileSummary, ReadError, Records, Step, read, read_telling};
