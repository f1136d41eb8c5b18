//! What leads out of the rulebook: addresses, and files that a comment names (`// 来源: SOURCE.md`), beside the rulebook.

use chidu_diagnostics::Span;
use tower_lsp::lsp_types::{DocumentLink, Url};

use crate::snapshot::Snapshot;

/// The endings of files in which sources and records are kept.
const FILES: &[&str] = &[".md", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ods", ".csv", ".json", ".txt", ".html", ".chidu"];

/// The links of the text.
pub fn links(snapshot: &Snapshot) -> Vec<DocumentLink> {
    let text = &snapshot.text;
    let mut found: Vec<(Span, Url)> = addresses(text);
    for comment in &snapshot.analysis().parse.tree.comments {
        let files = words(*comment, text).into_iter().filter(|span| is_file(span.of(text)));
        found.extend(files.filter_map(|span| Some((span, snapshot.uri.join(span.of(text)).ok()?))));
    }
    found.sort_by_key(|(span, _)| *span);
    found.dedup_by_key(|(span, _)| *span);
    let link = |(span, target)| DocumentLink { range: snapshot.places().range(span), target: Some(target), tooltip: None, data: None };
    found.into_iter().map(link).collect()
}

fn addresses(text: &str) -> Vec<(Span, Url)> {
    let starts = text.match_indices("http").map(|(at, _)| at).filter(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with("https://") || rest.starts_with("http://")
    });
    let address = |at: usize| {
        let rest = text.get(at..)?;
        // An address is written in ASCII; full-width stops end it like spaces.
        let end = rest.find(|c: char| !c.is_ascii_graphic() || "\"<>".contains(c)).unwrap_or(rest.len());
        let address = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', ')', '#']);
        Some((Span::new(at, at + address.len()), Url::parse(address).ok()?))
    };
    starts.filter_map(address).collect()
}

fn is_file(word: &str) -> bool {
    !word.contains("//") && FILES.iter().any(|ending| word.len() > ending.len() && word.to_ascii_lowercase().ends_with(ending))
}

/// The words of a comment, without the punctuation around them.
fn words(span: Span, text: &str) -> Vec<Span> {
    let stop = |c: char| c.is_whitespace() || "，,；;：、。（）()《》“”\"".contains(c) || c == ':';
    let mut at = span.start as usize;
    let mut found = Vec::new();
    for part in span.of(text).split_inclusive(stop) {
        let word = part.trim_end_matches(stop);
        if !word.is_empty() {
            found.push(Span::new(at, at + word.len()));
        }
        at += part.len();
    }
    found
}
