//! The lines of a folded text: where each begins and ends, how deep it is indented, and where its comment stands.
//!
//! Not here: what a line says (`kind`). Start at [`lines`].

use std::ops::Range;

use crate::Folded;

/// One line that says something. All ranges are of the folded text.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// From the line's first byte, with its indentation, to the last that is neither space nor comment.
    pub whole: Range<usize>,
    /// The same without the indentation. Empty for a line that only holds a comment.
    pub said: Range<usize>,
    /// The comment with its slashes.
    pub comment: Option<Range<usize>>,
    /// In columns: a space is one, a full-width space two, a tab goes to the next multiple of four.
    pub indent: usize,
}

/// The lines of a text that are not blank.
pub(crate) fn lines<'a>(source: &'a str, folded: &'a Folded) -> impl Iterator<Item = Line> + 'a {
    let mut start = 0;
    folded.text.split_inclusive('\n').filter_map(move |text| {
        let at = start;
        start += text.len();
        line(source, folded, at, text)
    })
}

fn line(source: &str, folded: &Folded, at: usize, text: &str) -> Option<Line> {
    let full = text.trim_end();
    let comment = comment(full);
    let said = full.get(..comment.unwrap_or(full.len())).unwrap_or(full).trim_end();
    let begin = said.len() - said.trim_start().len();
    if full.is_empty() {
        return None;
    }
    let indent = columns(folded.span(at..at + begin).of(source));
    Some(Line {
        whole: at..at + said.len(),
        said: at + begin..at + said.len(),
        comment: comment.map(|from| at + from..at + full.len()),
        indent,
    })
}

/// `//` begins a comment at the start or after a space: `http://` does not.
fn comment(text: &str) -> Option<usize> {
    if !text.contains('/') {
        return None;
    }
    text.match_indices("//")
        .map(|(at, _)| at)
        .find(|&at| text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t'])))
}

fn columns(indentation: &str) -> usize {
    indentation.chars().fold(0, |column, character| match character {
        '\t' => column / 4 * 4 + 4,
        '\u{3000}' => column + 2,
        ' ' | '\u{a0}' => column + 1,
        _ => column,
    })
}
