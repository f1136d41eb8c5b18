//! The tree as text that a person can read: for tests, and for looking at what a file was taken for.
//!
//! Not here: what the tree means. Start at [`outline`].

use std::fmt::Write;

use crate::ast::{Block, Entry, Tree};

/// One line for each entry and passage, indented as they nest.
pub fn outline(tree: &Tree) -> String {
    let mut out = String::new();
    if let Some(expected) = &tree.expected {
        let codes: Vec<&str> = expected.iter().map(|code| code.text.as_str()).collect();
        line(&mut out, 0, &format!("expected {}", codes.join(" ")));
    }
    line(&mut out, 0, &format!("root {}", words(&tree.root)));
    for property in &tree.properties {
        let unknown = if property.known { "" } else { " (unknown)" };
        line(&mut out, 1, &format!("property {} = {}{unknown}", property.key.text, property.value.text));
    }
    below(&mut out, 1, &tree.root);
    for block in &tree.blocks {
        head(&mut out, block);
        below(&mut out, 2, &block.entry);
    }
    out
}

fn head(out: &mut String, block: &Block) {
    let title = block.title.as_ref().map(|title| format!(" “{}”", title.text)).unwrap_or_default();
    line(out, 1, &format!("block {:?}{title} {}", block.kind, words(&block.entry)));
}

fn below(out: &mut String, depth: usize, entry: &Entry) {
    for passage in &entry.passages {
        let column = passage.column.as_ref().map(|column| format!("[{}] ", column.text)).unwrap_or_default();
        let text: Vec<&str> = passage.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        line(out, depth, &format!("| {column}{}", text.join(" ⏎ ")));
    }
    for child in &entry.children {
        line(out, depth, &words(child));
        below(out, depth + 1, child);
    }
}

fn words(entry: &Entry) -> String {
    let number = entry.number.as_ref().map(|number| format!("{}/{} ", number.text, number.level));
    let points = entry.points.as_ref().map(|points| format!(" {}分", points.value));
    let weight = entry.weight.as_ref().map(|weight| format!(" ×{}", weight.value));
    let handle = entry.handle.as_ref().map(|handle| format!(" #{}", handle.text));
    let name = format!("<{}>", entry.name.text);
    [number, Some(name), points, weight, handle].into_iter().flatten().collect()
}

fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:indent$}{text}", "", indent = depth * 2);
}
