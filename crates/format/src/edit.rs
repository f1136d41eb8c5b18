//! Changes of spaces, and texts with such changes made. Start at [`Edit`].

use chidu_diagnostics::Span;

/// Spaces and line ends in place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The author's bytes: nothing, or spaces and line ends.
    pub span: Span,
    pub text: String,
}

impl Edit {
    pub(crate) fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { span: Span::new(start, end), text: text.into() }
    }
}

/// The text with changes made, which are in its order and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { span, text: new } in edits {
        out.push_str(text.get(at..span.start as usize).unwrap_or(""));
        out.push_str(new);
        at = span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// Changes that change something, in the text's order; of two that overlap the first.
pub(crate) fn sorted(text: &str, mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.retain(|edit| edit.span.of(text) != edit.text);
    edits.sort_by_key(|edit| edit.span);
    let mut end = 0;
    let mut before: Option<Span> = None;
    edits.retain(|edit| {
        let apart = edit.span.start >= end && before != Some(edit.span);
        if apart {
            (end, before) = (edit.span.end, Some(edit.span));
        }
        apart
    });
    edits
}

/// The changes that lead from one text to another which differs in spaces and line ends alone.
pub(crate) fn between(from: &str, to: &str) -> Vec<Edit> {
    let (old, new) = (gaps(from), gaps(to));
    // INVARIANT: both hold the same other characters, so their runs of spaces stand between the same ones.
    let pairs = old.iter().zip(&new).filter(|(old, new)| old.1 != new.1);
    let halves = pairs.flat_map(|((at, old), (_, new))| {
        let both = old.contains('\n') && new.contains('\n');
        let ((behind, deeper), (behind_new, deeper_new)) = if both { (halves(old), halves(new)) } else { ((*old, ""), (*new, "")) };
        [(*at, behind, behind_new), (at + behind.len(), deeper, deeper_new)]
    });
    halves.filter(|(_, old, new)| old != new).map(|(at, old, new)| trimmed(at, old, new)).collect()
}

/// What stands behind a line's last character, and its end with all that follows.
fn halves(gap: &str) -> (&str, &str) {
    let newline = gap.find('\n').unwrap_or(gap.len());
    let end = gap.get(..newline).filter(|before| before.ends_with('\r') && newline < gap.len()).map_or(newline, |before| before.len() - 1);
    gap.split_at_checked(end).unwrap_or((gap, ""))
}

/// The run of spaces before each other character and at the end, with its place.
fn gaps(text: &str) -> Vec<(usize, &str)> {
    let mut begin = 0;
    let mut found = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        found.push((begin, text.get(begin..at).unwrap_or("")));
        begin = at + character.len_utf8();
    }
    found.push((begin, text.get(begin..).unwrap_or("")));
    found
}

/// Without what both have at their beginning and at their end.
fn trimmed(at: usize, old: &str, new: &str) -> Edit {
    let common =
        |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize { pairs.map_while(|(a, b)| (a == b).then(|| a.len_utf8())).sum() };
    let head = common(&mut old.chars().zip(new.chars()));
    // A CR LF stays whole.
    let head = if old.get(..head).is_some_and(|head| head.ends_with('\r')) { head - 1 } else { head };
    let (rest, wanted) = (old.get(head..).unwrap_or(""), new.get(head..).unwrap_or(""));
    let tail = common(&mut rest.chars().rev().zip(wanted.chars().rev()));
    let kept = rest.get(rest.len() - tail..).unwrap_or("");
    let tail = if kept.starts_with('\n') { tail - 1 } else { tail };
    let wanted = wanted.get(..wanted.len() - tail).unwrap_or("");
    Edit::new(at + head, at + head + rest.len() - tail, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_differs_is_changed() {
        let found = between("一、甲\r\n\r\n\r\n    1. 乙", "一、甲\r\n\r\n  1. 乙\r\n");
        let told: Vec<(&str, &str)> = found.iter().map(|edit| (edit.span.of("一、甲\r\n\r\n\r\n    1. 乙"), edit.text.as_str())).collect();
        assert_eq!(told, [("\r\n  ", ""), ("", "\r\n")]);
        let spaced = between("甲  \n    乙", "甲\n  乙");
        assert_eq!(spaced.len(), 2, "the end of one line and the beginning of the next: {spaced:?}");
    }

    proptest! {
        #[test]
        fn changes_lead_to_the_other_text(pairs in prop::collection::vec(("[ \t\u{3000}\r\n]{0,4}", "[ \r\n]{0,4}", "[一a]"), 0..8)) {
            let from: String = pairs.iter().map(|(gap, _, word)| format!("{gap}{word}")).collect();
            let to: String = pairs.iter().map(|(_, gap, word)| format!("{gap}{word}")).collect();
            let edits = between(&from, &to);
            prop_assert_eq!(apply(&from, &edits), to);
            prop_assert_eq!(sorted(&from, edits.clone()), edits);
        }
    }
}
