//! Did you mean: the candidate that a mistyped word is nearest to.

use chidu_analysis::label;

/// The nearest candidate within a third of the word's length, the first of several.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let most = (word.chars().count() / 3).max(1);
    let near = candidates.into_iter().filter_map(|candidate| label::distance(word, candidate, most).map(|edits| (edits, candidate)));
    near.min_by_key(|(edits, _)| *edits).map(|(_, candidate)| candidate)
}
