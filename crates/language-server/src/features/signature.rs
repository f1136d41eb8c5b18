//! Which gap of which clause the cursor is in, while the clause is being typed.
//!
//! The patterns are those of completion, and what each would do is the sentence of its own reading. Start at [`signatures`].

use chidu_analysis::{Context, read, sentence};
use chidu_diagnostics::{Lang, Text};
use chidu_syntax::fold_char;
use tower_lsp::lsp_types::{Documentation, ParameterInformation, ParameterLabel, Position, SignatureHelp, SignatureInformation};

use super::completion::patterns::{CLAUSES, Pattern};
use crate::snapshot::Snapshot;

/// More patterns that begin alike help nobody.
const MOST: usize = 4;

/// The patterns that the clause before a position may become; `None` where none has begun.
pub fn signatures(snapshot: &Snapshot, position: Position) -> Option<SignatureHelp> {
    let offset = snapshot.places().offset(position);
    let line = snapshot.text.get(..offset)?.rsplit('\n').next()?;
    if line.trim_start().starts_with("//") || line.contains(" //") {
        return None;
    }
    let clause = line.rsplit([':', '：', ';', '；', '。']).next()?;
    let typed = squeezed(clause);
    let mut fitting: Vec<(usize, usize, &Pattern)> =
        CLAUSES.iter().filter_map(|pattern| begun(pattern, &typed).map(|(words, gap)| (words, gap, pattern))).collect();
    fitting.sort_by_key(|(words, ..)| std::cmp::Reverse(*words));
    fitting.truncate(MOST);
    let (_, gap, _) = *fitting.first()?;
    let signatures = fitting.iter().map(|(_, gap, pattern)| signature(snapshot, pattern, *gap)).collect();
    Some(SignatureHelp { signatures, active_signature: Some(0), active_parameter: u32::try_from(gap).ok() })
}

/// Folded characters without spaces and punctuation: how a clause and a pattern are compared.
fn squeezed(text: &str) -> Vec<char> {
    text.chars().map(fold_char).filter(|c| !c.is_whitespace() && !",、".contains(*c)).collect()
}

/// A pattern's parts: words, and gaps between them.
#[derive(Debug)]
enum Part {
    Words(Vec<char>),
    Gap,
}

fn parts(pattern: &Pattern) -> Vec<Part> {
    let mut found = Vec::new();
    for piece in pattern.text.split('⟨') {
        let words = match piece.split_once('⟩') {
            Some((_, rest)) => {
                found.push(Part::Gap);
                rest
            }
            None => piece,
        };
        let words = squeezed(words);
        if !words.is_empty() {
            found.push(Part::Words(words));
        }
    }
    found
}

/// How many characters of a pattern's words a clause has, and the gap that it has come to; `None` where it is no beginning of the pattern.
fn begun(pattern: &Pattern, typed: &[char]) -> Option<(usize, usize)> {
    let (mut at, mut words, mut gaps, mut open) = (0, 0, 0, false);
    for part in parts(pattern) {
        let rest = typed.get(at..).unwrap_or_default();
        let Part::Words(wanted) = part else {
            gaps += 1;
            open = true;
            continue;
        };
        let found = if open { find(rest, &wanted).filter(|skipped| *skipped > 0) } else { rest.starts_with(&wanted).then_some(0) };
        let Some(skipped) = found else {
            // The clause ends within these words, or within the gap before them.
            let within = open && words > 0 || !rest.is_empty() && wanted.starts_with(rest) && words + rest.len() > 1;
            return (within && words + rest.len() > 1).then(|| (words, gap_of(gaps, open)));
        };
        at += skipped + wanted.len();
        words += wanted.len();
        open = false;
    }
    // Complete: nothing is left to fill in unless a gap closes it.
    let rest = typed.len() - at.min(typed.len());
    (words > 1 && (open || rest == 0)).then(|| (words, gap_of(gaps, true)))
}

/// The gap that is open, or the one that comes next.
fn gap_of(gaps: usize, open: bool) -> usize {
    if open { gaps.saturating_sub(1) } else { gaps }
}

fn find(text: &[char], words: &[char]) -> Option<usize> {
    text.windows(words.len().max(1)).position(|window| window == words)
}

/// A pattern as it is shown: the gaps in brackets, each a parameter.
fn signature(snapshot: &Snapshot, pattern: &Pattern, gap: usize) -> SignatureInformation {
    let lang = snapshot.session.lang;
    let label = pattern.text.replace('⟨', "〔").replace('⟩', "〕");
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let gaps = label.match_indices('〔').filter_map(|(start, _)| {
        let rest = label.get(start..)?;
        let end = start + rest.find('〕')? + '〕'.len_utf8();
        Some((units(label.get(..start)?), units(label.get(..end)?)))
    });
    let parameters =
        gaps.map(|(start, end)| ParameterInformation { label: ParameterLabel::LabelOffsets([start, end]), documentation: None });
    SignatureInformation {
        parameters: Some(parameters.collect()),
        documentation: Some(Documentation::String(meaning(pattern, lang))),
        active_parameter: u32::try_from(gap).ok(),
        label,
    }
}

/// What the pattern is called, and what it would be read as.
fn meaning(pattern: &Pattern, lang: Lang) -> String {
    let text = pattern.text.replace(['⟨', '⟩'], "");
    let reading = read(&text, &Context { points: Some("100"), ..Context::default() });
    let told: Vec<String> = reading.effects.iter().map(|effect| sentence::effect(effect).get(lang).to_owned()).collect();
    format!("{}\n{}", Text::new(pattern.zh, pattern.en).get(lang), told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(typed: &str) -> Vec<(&'static str, usize)> {
        let typed = squeezed(typed);
        let mut found: Vec<(usize, usize, &str)> =
            CLAUSES.iter().filter_map(|pattern| begun(pattern, &typed).map(|(words, gap)| (words, gap, pattern.zh))).collect();
        found.sort_by_key(|(words, ..)| std::cmp::Reverse(*words));
        found.into_iter().take(2).map(|(_, gap, name)| (name, gap)).collect()
    }

    #[test]
    fn a_clause_that_is_begun_has_come_to_a_gap() {
        assert_eq!(at("每发现一处"), [("按处扣分", 0), ("按处扣分有上限", 0)]);
        assert_eq!(at("每发现一处污迹扣"), [("按处扣分", 1), ("按处扣分有上限", 1)]);
        assert_eq!(at("每发现一处污迹扣2分, 最多扣"), [("按处扣分有上限", 2)]);
        assert_eq!(at("超过20分钟的, 每次扣"), [("超时按次扣分", 1), ("按次扣分", 1)]);
        assert_eq!(at("交接时间超过"), []);
        assert_eq!(at("一"), []);
    }
}
