//! A clause that is a table: a header line and its rows, or one row that begins with its number.
//!
//! Not here: which cells make a row (`syntax`). Start at [`rows`].

use chidu_diagnostics::Span;
use chidu_syntax::ast::Entry;

use crate::clause::{Clause, clause};
use crate::read::Context;
use crate::reading::Reading;

/// Reads the rows of a clause that holds tabs, as they would be read in a document; `None` where they are plain text.
pub(crate) fn rows(text: &str, context: &Context<'_>) -> Option<Clause> {
    if !text.contains('\t') {
        return None;
    }
    let tree = chidu_syntax::parse(text).tree;
    if tree.tables.is_empty() {
        return without_number(text).map(|row| clause(&row, context));
    }
    let mut whole = Clause { reading: Reading::default(), diagnostics: Vec::new() };
    gather(&tree.root, context, &mut whole);
    Some(whole)
}

fn gather(entry: &Entry, context: &Context<'_>, whole: &mut Clause) {
    let name = Some(entry.name.text.as_str()).filter(|name| !name.is_empty()).or(context.item);
    let points = entry.points.as_ref().map(|points| points.value.as_str()).or(context.points);
    for passage in &entry.passages {
        let column = passage.column.as_ref().map(|column| column.text.as_str());
        let row = clause(&passage.text, &Context { item: name, points, column, ..*context });
        whole.reading.status = whole.reading.status.max(row.reading.status);
        whole.reading.effects.extend(row.reading.effects);
        let moved = |span: Span| Span { start: span.start + passage.span.start, end: span.end + passage.span.start };
        whole.diagnostics.extend(row.diagnostics.into_iter().map(|mut diagnostic| {
            diagnostic.span = moved(diagnostic.span);
            diagnostic
        }));
    }
    entry.children.iter().for_each(|child| gather(child, context, whole));
}

/// A row `3`, `迟到`, `2`: the number in front of a row is no part of its words.
fn without_number(text: &str) -> Option<String> {
    let (number, rest) = text.split_once('\t')?;
    let digits = number.trim();
    let is_number = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && rest.contains('\t')).then(|| format!("{}\t{rest}", " ".repeat(number.len())))
}
