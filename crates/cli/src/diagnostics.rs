//! Diagnostics as text and as JSON, and how they decide the exit code.

use chidu_diagnostics::{Diagnostic, Lang, LineIndex, RenderOptions, Severity, Span, render};
use serde_json::{Value, json};

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

/// One object for each; the names are an interface.
pub fn json(source: &Source, diagnostics: &[Diagnostic], lang: Lang) -> Vec<Value> {
    let lines = LineIndex::new(&source.text);
    diagnostics.iter().map(|diagnostic| Places { source, lines: &lines, lang }.diagnostic(diagnostic)).collect()
}

/// The name of a severity in JSON.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}

struct Places<'a> {
    source: &'a Source,
    lines: &'a LineIndex,
    lang: Lang,
}

impl Places<'_> {
    fn diagnostic(&self, diagnostic: &Diagnostic) -> Value {
        let mut object = json!({ "file": self.source.name, "code": diagnostic.code, "severity": severity(diagnostic.severity) });
        let labels = diagnostic.labels.iter().map(|label| self.placed(label.span, json!({ "text": label.text.get(self.lang) })));
        let labels: Vec<Value> = labels.collect();
        let fix = diagnostic.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter().map(|(span, text)| self.placed(*span, json!({ "text": text })));
            json!({ "title": fix.title.get(self.lang), "edits": edits.collect::<Vec<_>>() })
        });
        object = self.placed(diagnostic.span, object);
        object["message"] = json!(diagnostic.message.get(self.lang));
        object["note"] = json!(diagnostic.note.as_ref().map(|note| note.get(self.lang)));
        object["help"] = json!(diagnostic.help.as_ref().map(|help| help.get(self.lang)));
        object["labels"] = json!(labels);
        object["fix"] = json!(fix);
        object["expected"] = json!(diagnostic.expected);
        object
    }

    /// Adds line and column, both from 1, columns counted in characters; the end is behind the last character.
    fn placed(&self, span: Span, mut object: Value) -> Value {
        let (line, column) = self.lines.position(&self.source.text, span.start as usize);
        let (end_line, end_column) = self.lines.position(&self.source.text, span.end as usize);
        for (key, value) in [("line", line), ("column", column), ("end_line", end_line), ("end_column", end_column)] {
            object[key] = json!(value);
        }
        object
    }
}
