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
    let named = named(snapshot, params);
    let mut found = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        found.extend(named.as_ref().map_or_else(|| quick(snapshot, params.range), |named| fixes_of(snapshot, named)));
    }
    if named.is_none() && wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        found.extend(all(snapshot));
    }
    found.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The diagnostics whose fixes alone are asked for. Kate gives the whole text as the range and names the one at the cursor; some of its
/// versions then make every change of the answer, whichever diagnostic it belongs to.
fn named<'a>(snapshot: &'a Snapshot, params: &CodeActionParams) -> Option<Vec<&'a Diagnostic>> {
    let context = &params.context;
    let whole = snapshot.places().offset(params.range.start) == 0 && snapshot.places().offset(params.range.end) == snapshot.text.len();
    if !whole || context.diagnostics.is_empty() || context.only.is_some() {
        return None;
    }
    let is_named = |diagnostic: &&Diagnostic| {
        let told = present(diagnostic, snapshot);
        context.diagnostics.iter().any(|named| named.range == told.range && named.code == told.code)
    };
    Some(snapshot.told().iter().filter(is_named).collect())
}

fn fixes_of(snapshot: &Snapshot, diagnostics: &[&Diagnostic]) -> Vec<CodeAction> {
    diagnostics.iter().flat_map(|diagnostic| offered(snapshot, diagnostic)).collect()
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
