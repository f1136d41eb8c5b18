//! Whole texts and their trees.

mod blocks;
mod numbers;
mod ownership;
mod pasted;
mod places;
mod points;
mod sentences;
mod tables;
mod tree;

use chidu_syntax::{outline, parse};

/// The tree of a text as a person reads it, and what is wrong with its form.
fn tree(text: &str) -> String {
    let parse = parse(text);
    let mut out = outline(&parse.tree);
    for diagnostic in &parse.diagnostics {
        let place = diagnostic.span.of(text);
        out.push_str(&format!("! {} at “{place}”: {}\n", diagnostic.code, diagnostic.message.zh));
    }
    out
}

/// The lines below the root alone.
fn below(text: &str) -> String {
    let tree = tree(text);
    tree.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}
