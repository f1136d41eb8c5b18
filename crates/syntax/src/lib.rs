//! Text of a rulebook to its tree, and back. Never fails and never panics: what does not fit becomes prose or a diagnostic.
//!
//! Not here: what a clause means (`analysis`). Start at [`parse`]: folded text ([`fold`]) → lines (`lines`) → what each says (`kind`) →
//! what belongs below what (`build`, `table`) → the public tree (`finish`, [`ast`]).

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod again;
pub mod ast;
mod build;
mod finish;
mod fold;
mod joined;
pub mod kept;
mod kind;
mod lines;
mod messages;
mod nodes;
mod number;
mod numeral;
mod outline;
mod patch;
mod pipes;
mod table;

pub use again::Lines;
pub use fold::{Folded, fold, fold_char, fold_str, visible};
pub use joined::fold_joined;
pub use numeral::numeral;
pub use outline::outline;

use std::sync::Arc;

use chidu_diagnostics::Diagnostic;

/// A tree, and what is wrong with the text's form.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    pub tree: ast::Tree,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a rulebook. Total: any text gives a tree, in time linear in its length.
pub fn parse(text: &str) -> Parse {
    whole(text, &mut Lines::default())
}

/// The same, with what is known of the version before. The result is equal.
pub fn parse_again(text: &str, known: &mut Lines) -> Arc<Parse> {
    let parse = known.last.take().and_then(|last| patch::patched(last, text)).unwrap_or_else(|| Arc::new(whole(text, known)));
    known.last = Some(patch::Last { text: text.to_owned(), parse: parse.clone() });
    parse
}

fn whole(text: &str, known: &mut Lines) -> Parse {
    known.begin();
    let mut folded = fold(text);
    pipes::to_tabs(&mut folded.text);
    let mut builder = build::Builder::new(text, &folded, known);
    for line in lines::lines(text, &folded) {
        builder.line(&line);
    }
    builder.end_row();
    let tree = finish::finish(&builder);
    let diagnostics = builder.diagnostics;
    known.end();
    Parse { tree, diagnostics }
}
