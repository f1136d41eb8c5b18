//! A rulebook's spaces put in order: indentation by level, one space around points, blank lines between sections.
//!
//! Changes nothing but spaces and line ends: script, width, punctuation and wording are the author's. A change after which the rulebook would
//! mean something else is not made: that is checked here, each time, and not only by tests. Not here: files, and what is wrong with
//! a text. Start at [`format`]: where lines stand (`layout`), spaces within a line (`spaces`), what may not change (`meaning`).

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod edit;
mod layout;
mod meaning;
mod spaces;

#[cfg(test)]
mod tests;

pub use edit::{Edit, apply};

use meaning::Meaning;

/// How often the result is formatted again until nothing changes. Two are usual; a text that has not settled then is left as it was.
const ROUNDS: usize = 6;

/// How many times one round may ask whether a selection of its changes is harmless.
const QUESTIONS: usize = 300;

/// The text with its spaces in order. `format(format(text)) == format(text)`, and both mean what `text` means.
pub fn format(text: &str) -> String {
    let mut settled = text.to_owned();
    for _ in 0..ROUNDS {
        let proposed = proposals(&settled);
        if proposed.is_empty() {
            return settled;
        }
        let harmless = Harmless::new(&settled).of(proposed);
        if harmless.is_empty() {
            return settled;
        }
        settled = apply(&settled, &harmless);
    }
    text.to_owned()
}

/// The least changes that make [`format`]'s text of a text, in its order.
pub fn edits(text: &str) -> Vec<Edit> {
    edit::between(text, &format(text))
}

fn proposals(text: &str) -> Vec<Edit> {
    let parse = chidu_syntax::parse(text);
    let lines = layout::Lines::new(text, &parse.tree);
    let mut all = lines.edits();
    all.extend(spaces::edits(text, &parse.tree, &lines));
    edit::sorted(text, all)
}

/// Picks the changes that leave the meaning as it is.
struct Harmless<'t> {
    text: &'t str,
    meaning: Meaning,
    questions: usize,
    kept: Vec<Edit>,
}

impl<'t> Harmless<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, meaning: Meaning::of(text), questions: 0, kept: Vec::new() }
    }

    /// All of them where that does no harm, else as many of either half as do none.
    fn of(mut self, proposed: Vec<Edit>) -> Vec<Edit> {
        self.take(&proposed);
        edit::sorted(self.text, self.kept)
    }

    fn take(&mut self, proposed: &[Edit]) {
        if proposed.is_empty() || self.questions >= QUESTIONS {
            return;
        }
        self.questions += 1;
        let together: Vec<Edit> = self.kept.iter().chain(proposed).cloned().collect();
        if Meaning::of(&apply(self.text, &edit::sorted(self.text, together.clone()))) == self.meaning {
            self.kept = together;
        } else if let (left @ [_, ..], right @ [_, ..]) = proposed.split_at(proposed.len() / 2) {
            self.take(left);
            self.take(right);
        }
    }
}
