//! Diagnostics as JSON.

use chidu_diagnostics::{Diagnostic, Lang, LineIndex, Severity, Span};
use serde_json::{Value, json};

use crate::files::Source;

/// One object for each; the names are an interface.
pub fn objects(source: &Source, diagnostics: &[Diagnostic], lang: Lang) -> Vec<Value> {
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
