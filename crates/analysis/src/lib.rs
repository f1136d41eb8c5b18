//! Tree to program and diagnostics: readings, names, units, lints. Knows nothing of records and files. Start at [`analyze`].

mod forms;
pub mod label;
pub mod program;
pub mod read;
pub mod reading;
pub mod sentence;

pub use read::{Context, read, scores};

use chidu_diagnostics::Diagnostic;
use chidu_syntax::Parse;

/// Everything that can be said of a rulebook's text.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    pub parse: Parse,
    /// Of syntax and of meaning, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, compiles and checks a rulebook. Total, like [`chidu_syntax::parse`].
pub fn analyze(text: &str) -> Analysis {
    let parse = chidu_syntax::parse(text);
    let diagnostics = parse.diagnostics.clone();
    Analysis { parse, diagnostics }
}
