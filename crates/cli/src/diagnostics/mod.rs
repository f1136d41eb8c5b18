//! Diagnostics in every format that `check` writes, a file each, and how they decide the exit code.
//!
//! Start at [`text`] for what people read; the others are for machines.

pub mod github;
pub mod json;
pub mod sarif;

use chidu_diagnostics::{Diagnostic, Lang, RenderOptions, Severity, render};

use crate::files::Source;
use crate::output::Output;

/// How many there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
}

impl Tally {
    /// Counts those that the file does not expect of itself.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|each| each.severity == severity && !each.expected).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), advice: count(Severity::Advice) }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self { errors: self.errors + other.errors, warnings: self.warnings + other.warnings, advice: self.advice + other.advice }
    }

    /// `2 个错误，1 个警告`; what there is none of is left out.
    pub fn words(self, lang: Lang) -> String {
        let parts = [(self.errors, "个错误", "error"), (self.warnings, "个警告", "warning"), (self.advice, "条建议", "advice")];
        let some = parts.iter().filter(|(count, ..)| *count > 0);
        let told: Vec<String> = match lang {
            Lang::Zh => some.map(|(count, zh, _)| format!("{count} {zh}")).collect(),
            Lang::En => some.map(|(count, _, en)| format!("{count} {en}{}", plural(*count, en))).collect(),
        };
        match (told.is_empty(), lang) {
            (true, Lang::Zh) => "没有问题".to_owned(),
            (true, Lang::En) => "nothing is wrong".to_owned(),
            (false, Lang::Zh) => told.join("，"),
            (false, Lang::En) => told.join(", "),
        }
    }
}

fn plural(count: usize, word: &str) -> &'static str {
    if count == 1 || word == "advice" { "" } else { "s" }
}

/// With source, squiggle, message and help.
pub fn text(source: &Source, diagnostics: &[Diagnostic], output: &Output) -> String {
    render(&source.name, &source.text, diagnostics, output.lang, RenderOptions { color: output.coloured, ascii: false })
}
