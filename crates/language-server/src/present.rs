//! Diagnostics as the protocol words them.

use chidu_diagnostics::{Diagnostic, Lang, Severity, Text};
use tower_lsp::lsp_types::{
    self as lsp, CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
};

use crate::pages;
use crate::snapshot::{Refused, Snapshot};

/// Everything that is wrong with a document, in its order.
pub fn diagnostics(snapshot: &Snapshot) -> Vec<lsp::Diagnostic> {
    if let Some(refused) = &snapshot.refused {
        return vec![too_long(refused, snapshot.session.lang)];
    }
    snapshot.told().iter().map(|diagnostic| present(diagnostic, snapshot)).collect()
}

/// Said in place of diagnostics of a text that is not looked at.
fn too_long(refused: &Refused, lang: Lang) -> lsp::Diagnostic {
    let (line, characters) = (refused.line, refused.characters);
    let text = Text::new(
        format!("这一行有 {characters} 个字，太长，整个文件都没有检查\n建议：请分行写，一个评分项一行，一条评分规则一行"),
        format!(
            "this line has {characters} characters, which is too long: nothing in this file was checked\nhelp: write an entry a line, a clause a line"
        ),
    );
    lsp::Diagnostic {
        range: Range::new(Position::new(line, 0), Position::new(line, 80)),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("chidu".into()),
        message: text.get(lang).into(),
        ..lsp::Diagnostic::default()
    }
}

/// Said in place of diagnostics where the analysis itself failed.
pub fn failure(lang: Lang) -> lsp::Diagnostic {
    let text = Text::new("检查这份文本时程序内部出错，请报告此问题", "the checker failed on this text; please report it");
    lsp::Diagnostic {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("chidu".into()),
        message: text.get(lang).into(),
        ..lsp::Diagnostic::default()
    }
}

/// One diagnostic, in the language of the session.
pub fn present(diagnostic: &Diagnostic, snapshot: &Snapshot) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range: snapshot.places().range(diagnostic.span),
        severity: Some(if diagnostic.expected { DiagnosticSeverity::INFORMATION } else { severity(diagnostic.severity) }),
        code: Some(NumberOrString::String(diagnostic.code.into())),
        code_description: snapshot
            .session
            .pages
            .then(|| pages::address(diagnostic.code, snapshot.session.lang))
            .flatten()
            .map(|href| CodeDescription { href }),
        source: Some("chidu".into()),
        message: message(diagnostic, snapshot.session.lang),
        related_information: related(diagnostic, snapshot),
        ..lsp::Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Advice => DiagnosticSeverity::INFORMATION,
    }
}

/// What is wrong, then the note, then what to type: each on its line.
fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let mut lines = vec![diagnostic.message.get(lang).to_owned()];
    lines.extend(diagnostic.note.as_ref().map(|note| note.get(lang).to_owned()));
    let title = Text::new("建议：", "help: ");
    lines.extend(diagnostic.help.as_ref().map(|help| format!("{}{}", title.get(lang), help.get(lang))));
    lines.join("\n")
}

fn related(diagnostic: &Diagnostic, snapshot: &Snapshot) -> Option<Vec<DiagnosticRelatedInformation>> {
    let places = snapshot.places();
    let one = |label: &chidu_diagnostics::Label| DiagnosticRelatedInformation {
        location: Location::new(snapshot.uri.clone(), places.range(label.span)),
        message: label.text.get(snapshot.session.lang).into(),
    };
    (!diagnostic.labels.is_empty()).then(|| diagnostic.labels.iter().map(one).collect())
}
