//! Tree to program and diagnostics: readings, names, units, lints. Knows nothing of records and files. Start at [`analyze`].

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]
#![deny(clippy::float_arithmetic, clippy::iter_over_hash_type)]

mod amend;
pub mod attainable;
mod cache;
pub mod clause;
pub mod expr;
mod forms;
mod grid;
pub mod label;
mod leftover;
pub mod lints;
pub mod lower;
pub mod marks;
mod once;
pub mod program;
pub mod read;
pub mod reading;
mod rows;
pub mod sentence;
mod versus;
mod wording;

pub use attainable::attainable;
pub use cache::Cache;
pub use lints::LINTS;
pub use read::{Context, read, scores};

use std::sync::Arc;

use chidu_diagnostics::Diagnostic;
use chidu_syntax::Parse;

use attainable::Interval;
use lower::{Fault, ReadPassage};
use program::Program;

/// Everything that can be said of a rulebook's text.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub parse: Arc<Parse>,
    /// What was read, passage by passage, in text order (entries first, then blocks).
    pub passages: Vec<ReadPassage>,
    /// The compiled rulebook; with errors among the diagnostics it is compiled as far as it was understood.
    pub program: Arc<Program>,
    /// What could not be compiled; each is worded by a diagnostic.
    pub faults: Vec<Fault>,
    /// What each entry can score, by id; `[0]` is the total.
    pub attainable: Vec<Interval>,
    /// Of syntax and of meaning, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, compiles and checks a rulebook. Total, like [`chidu_syntax::parse`].
pub fn analyze(text: &str) -> Analysis {
    analyze_again(text, &mut Cache::default())
}

/// The same, with what is known of the version before. The result is equal.
pub fn analyze_again(text: &str, cache: &mut Cache) -> Analysis {
    let parse = chidu_syntax::parse_again(text, &mut cache.lines);
    let lower::Lowered { program, passages, faults, kept } = lower::lower(&parse.tree, text, cache);
    let attainable = attainable::again(&program, kept);
    let program = Arc::new(program);
    cache.compiled.keep(&program, &attainable);
    let mut diagnostics = parse.diagnostics.clone();
    let subject = lints::Subject { text, parse: &parse, program: &program, passages: &passages, faults: &faults, attainable: &attainable };
    diagnostics.extend(once::once(lints::run(&subject)));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    Analysis { parse, passages, program, faults, attainable, diagnostics }
}
