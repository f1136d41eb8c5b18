//! Text of a rulebook to its tree, and back. Never fails and never panics: what does not fit becomes prose or a diagnostic.
//!
//! Not here: what a clause means (`analysis`). Start at [`parse`].

pub mod ast;
mod fold;
mod numeral;

pub use fold::{Folded, fold, fold_char, fold_str};
pub use numeral::numeral;

use chidu_diagnostics::Diagnostic;

/// A tree, and what is wrong with the text's form.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    pub tree: ast::Tree,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a rulebook. Total: any text gives a tree, in time linear in its length.
pub fn parse(_text: &str) -> Parse {
    Parse::default()
}
