//! One thing that is wrong with a rulebook's text.

use crate::{Span, Text};

/// How bad a diagnostic is: errors stop scoring, warnings fail `check`, advice never counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Advice,
    Warning,
    Error,
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: Text,
}

/// A change of the text that removes the cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub title: Text,
    /// Replacements of the author's bytes, not overlapping.
    pub edits: Vec<(Span, String)>,
}

/// Something wrong with the text of a rulebook: a fact with its place and both wordings. Where it is shown is decided elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kebab-case name of what is wrong, e.g. `overlapping-bands`; `chidu explain-code` has a page for each.
    pub code: &'static str,
    pub severity: Severity,
    /// The place that is marked.
    pub span: Span,
    /// What is wrong, in the author's words; reads well alone on one line.
    pub message: Text,
    /// What stands at the marked place, if it needs a word.
    pub note: Option<Text>,
    /// Where else to look.
    pub labels: Vec<Label>,
    /// What to type.
    pub help: Option<Text>,
    /// The change that is certain, where one is.
    pub fix: Option<Fix>,
    /// Changes of which the author chooses one: none is certain, so nobody makes one unasked.
    pub choices: Vec<Fix>,
    /// The file says that it is wrong in this way on purpose (`// 预期: …`): shown, and not counted.
    pub expected: bool,
}

impl Diagnostic {
    /// A diagnostic with a message and nothing else.
    pub fn new(code: &'static str, severity: Severity, span: Span, message: Text) -> Self {
        Self { code, severity, span, message, note: None, labels: Vec::new(), help: None, fix: None, choices: Vec::new(), expected: false }
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Says what stands at the marked place.
    #[must_use]
    pub fn note(mut self, note: Text) -> Self {
        self.note = Some(note);
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Offers a change of the text.
    #[must_use]
    pub fn fix(mut self, title: Text, edits: Vec<(Span, String)>) -> Self {
        self.fix = Some(Fix { title, edits });
        self
    }

    /// Offers a change that may be the one that is meant.
    #[must_use]
    pub fn choice(mut self, title: Text, edits: Vec<(Span, String)>) -> Self {
        self.choices.push(Fix { title, edits });
        self
    }

    /// Moves every place of it by so many bytes.
    pub fn shift(&mut self, by: i64) {
        self.place(|span| span.shifted(by));
    }

    /// Moves every place of it.
    pub fn place(&mut self, moved: impl Fn(Span) -> Span) {
        let labels = self.labels.iter_mut().map(|label| &mut label.span);
        let edits = self.fix.iter_mut().chain(&mut self.choices).flat_map(|fix| &mut fix.edits).map(|(span, _)| span);
        for span in std::iter::once(&mut self.span).chain(labels).chain(edits) {
            *span = moved(*span);
        }
    }
}
