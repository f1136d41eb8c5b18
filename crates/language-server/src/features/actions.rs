//! Changes that diagnostics offer, one by one and all at once.

use std::collections::HashMap;

use chidu_diagnostics::{Diagnostic, Fix, Lang, Span};
use chidu_evaluation::fixes;
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Range, TextEdit, WorkspaceEdit};

use crate::present::present;
use crate::snapshot::Snapshot;

/// The actions for a range, of the kinds that the client asks for.
pub fn actions(snapshot: &Snapshot, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| {
            only.iter().any(|asked| kind.as_str() == asked.as_str() || kind.as_str().starts_with(&format!("{}.", asked.as_str())))
        })
    };
    let mut found = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        found.extend(quick(snapshot, params.range));
    }
    if wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        found.extend(all(snapshot));
    }
    found.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

fn quick(snapshot: &Snapshot, range: Range) -> Vec<CodeAction> {
    let places = snapshot.places();
    let (start, end) = (places.offset(range.start), places.offset(range.end));
    let touches = |span: Span| span.start as usize <= end && start <= span.end as usize;
    // What may be changed elsewhere is offered there, too.
    let changed = |diagnostic: &Diagnostic| diagnostic.choices.iter().flat_map(|fix| &fix.edits).any(|(span, _)| touches(*span));
    let found = snapshot.told();
    found
        .iter()
        .filter(|diagnostic| touches(diagnostic.span) || changed(diagnostic))
        .flat_map(|diagnostic| offered(snapshot, diagnostic))
        .collect()
}

/// What is certain comes first, and is what a client applies that asks nobody.
fn offered(snapshot: &Snapshot, diagnostic: &Diagnostic) -> Vec<CodeAction> {
    let one = |fix: &Fix, certain: bool| CodeAction {
        title: fix.title.get(snapshot.session.lang).to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![present(diagnostic, snapshot)]),
        edit: Some(edit(snapshot, edits(snapshot, fix))),
        is_preferred: Some(certain),
        ..CodeAction::default()
    };
    diagnostic.fix.iter().map(|fix| one(fix, true)).chain(diagnostic.choices.iter().map(|fix| one(fix, false))).collect()
}

fn edits(snapshot: &Snapshot, fix: &Fix) -> Vec<TextEdit> {
    fix.edits.iter().map(|(span, text)| TextEdit::new(snapshot.places().range(*span), text.clone())).collect()
}

/// Everything that is certain, as one change of the whole text; `None` where nothing is.
fn all(snapshot: &Snapshot) -> Option<CodeAction> {
    let (text, changes) = fixes::mend(&snapshot.text);
    let title = match snapshot.session.lang {
        Lang::Zh => format!("改掉全部有把握改的（{changes} 处）"),
        Lang::En => format!("Make every change that is certain ({changes})"),
    };
    let whole = snapshot.places().range(Span::new(0, snapshot.text.len()));
    (changes > 0).then(|| CodeAction {
        title,
        kind: Some(CodeActionKind::SOURCE_FIX_ALL),
        edit: Some(edit(snapshot, vec![TextEdit::new(whole, text)])),
        ..CodeAction::default()
    })
}

fn edit(snapshot: &Snapshot, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(snapshot.uri.clone(), edits)])), ..WorkspaceEdit::default() }
}
