//! What the lines of the version before said: a line that stands in the next one, too, need not be read again.
//!
//! Not here: how a line is read (`kind`). Start at [`Lines::read`].

use chidu_grammar::lines::Rule;

use crate::kept::{Kept, key};
use crate::kind::{self, Kind};
use crate::patch::Last;

/// The lines of the last version of one document, and its tree. It never changes a result.
#[derive(Debug, Default)]
pub struct Lines {
    lines: Kept<Line>,
    pub(crate) last: Option<Last>,
}

#[derive(Debug)]
struct Line {
    rule: Rule,
    text: Box<str>,
    said: Said,
}

/// What a line says.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub kind: Kind,
    /// How long `评分标准:` at its head is.
    pub lead: Option<usize>,
    /// Prose that is a heading all the same.
    pub caption: bool,
}

impl Said {
    pub fn read(rule: Rule, at: usize, text: &str) -> Self {
        let kind = kind::read(rule, at, text);
        let caption = match &kind {
            Kind::Prose(range) => text.get(range.start - at..range.end - at).is_some_and(kind::is_caption),
            _ => false,
        };
        Self { kind, lead: kind::lead(text), caption }
    }
}

impl Lines {
    pub(crate) fn begin(&mut self) {
        self.lines.begin();
    }

    pub(crate) fn end(&mut self) {
        self.lines.end();
    }

    /// Reads a line, which begins at an offset of the folded text, as one of the rules that accept any line; or finds it as it was read before.
    pub(crate) fn read(&mut self, rule: Rule, at: usize, text: &str) -> Said {
        let key = key((rule, text));
        let known = self.lines.take(key, |line| line.rule == rule && *line.text == *text);
        let line = known.unwrap_or_else(|| Line { rule, text: text.into(), said: Said::read(rule, 0, text) });
        let mut said = line.said.clone();
        self.lines.keep(key, line);
        said.kind.shift(at);
        said
    }
}
