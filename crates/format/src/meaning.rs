//! What a text means, to be compared: everything that is compiled and everything that is told of it, with places counted in the characters
//! that are no spaces, and without the numbers of lines.
//!
//! Compared as it is printed for debugging, so that whatever is added to a program later is compared, too.

use std::fmt::Write;

use chidu_diagnostics::Span;

/// Everything that may not change.
#[derive(PartialEq, Eq)]
pub(crate) struct Meaning(String);

impl Meaning {
    pub fn of(text: &str) -> Self {
        let analysis = chidu_analysis::analyze(text);
        let mut told = format!("{:?}", analysis.program);
        for diagnostic in &analysis.diagnostics {
            // Writing to a string cannot fail.
            let _ = write!(told, "{} {:?}", diagnostic.code, diagnostic.span);
        }
        Self(without_spaces(&told, &Counts::new(text)))
    }
}

/// Without spaces, and with every `Span { start: 7, end: 9 }` counted in other characters.
fn without_spaces(told: &str, counts: &Counts) -> String {
    let mut out = String::with_capacity(told.len());
    let mut rest = told;
    while let Some((before, after)) = rest.split_once("Span { start: ") {
        push(&mut out, before);
        let span = after.split_once(" }").and_then(|(inside, behind)| Some((span(inside)?, behind)));
        rest = match span {
            Some((span, behind)) => {
                let _ = write!(out, "@{}-{}", counts.before(span.start), counts.before(span.end));
                behind
            }
            None => after,
        };
    }
    push(&mut out, rest);
    out
}

/// Without numbers of lines either, for blank lines come and go.
fn push(out: &mut String, text: &str) {
    for (at, piece) in text.split(" line: ").enumerate() {
        let piece = if at == 0 { piece } else { piece.trim_start_matches(|character: char| character.is_ascii_digit()) };
        push_plain(out, piece);
    }
}

fn push_plain(out: &mut String, text: &str) {
    // Characters that are escaped in what is printed for debugging: `\t`, `\u{3000}`.
    let plain = text.replace("\\t", "").replace("\\n", "").replace("\\r", "").replace("\\u{3000}", "").replace("\\u{a0}", "");
    out.extend(plain.chars().filter(|character| !character.is_whitespace()));
}

fn span(inside: &str) -> Option<Span> {
    let (start, end) = inside.split_once(", end: ")?;
    Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// How many characters that are no spaces stand before a place.
struct Counts {
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl Counts {
    fn new(text: &str) -> Self {
        let kept = text.char_indices().filter(|(_, character)| !character.is_whitespace());
        Self { ends: kept.map(|(at, character)| at + character.len_utf8()).collect() }
    }

    fn before(&self, offset: u32) -> usize {
        self.ends.partition_point(|&end| end <= offset as usize)
    }
}
