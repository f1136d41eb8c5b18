//! Hints at the ends of clauses and heads: what was read, and what an entry can score.

use chidu_analysis::program::{EntryId, Role};
use chidu_diagnostics::Span;
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::clauses::{Clause, attainable, clauses};
use super::lenses::summary;
use crate::snapshot::Snapshot;

/// The hints within a range.
pub fn hints(snapshot: &Snapshot, range: Range) -> Vec<InlayHint> {
    let places = snapshot.places();
    let wanted = places.offset(range.start)..=places.offset(range.end);
    let near = clauses(snapshot).into_iter().filter(|clause| wanted.contains(&(clause.span.end as usize)));
    let mut hints: Vec<(usize, InlayHint)> = near.filter_map(|clause| of_clause(snapshot, &clause)).collect();
    hints.extend(heads(snapshot));
    hints.retain(|(at, _)| wanted.contains(at));
    hints.sort_by_key(|(at, _)| *at);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

fn of_clause(snapshot: &Snapshot, clause: &Clause<'_>) -> Option<(usize, InlayHint)> {
    let (program, lang) = (&snapshot.analysis().program, snapshot.session.lang);
    let short: Vec<String> =
        clause.effects.iter().filter_map(|told| told.in_short(program)).map(|text| text.get(lang).to_owned()).collect();
    let whole: Vec<String> = clause.effects.iter().map(|told| told.sentence(program).get(lang).to_owned()).collect();
    (!short.is_empty()).then(|| hint(snapshot, clause.span, short.join("; "), whole.join("\n")))
}

/// What sections and the whole add up to (where no lens above says so) and can score, at the heads of those that hold others; an item's clauses speak for themselves.
fn heads(snapshot: &Snapshot) -> Vec<(usize, InlayHint)> {
    let program = &snapshot.analysis().program;
    let entries = (0..).map(EntryId).zip(&program.entries);
    let wanted = entries.filter(|(_, entry)| matches!(entry.role, Role::Root | Role::Section) && !entry.span.of(&snapshot.text).is_empty());
    let hint = |(id, entry): (EntryId, &chidu_analysis::program::Entry)| {
        let told = summary(snapshot, id)
            .filter(|_| !snapshot.session.lenses)
            .or_else(|| attainable(snapshot, id))?
            .get(snapshot.session.lang)
            .to_owned();
        Some(hint(snapshot, entry.span, told.clone(), told))
    };
    wanted.filter_map(hint).collect()
}

fn hint(snapshot: &Snapshot, span: Span, label: String, tooltip: String) -> (usize, InlayHint) {
    let at = span.end as usize;
    let hint = InlayHint {
        position: snapshot.places().position(at),
        label: InlayHintLabel::String(label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(tooltip)),
        padding_left: Some(true),
        padding_right: Some(false),
        data: None,
    };
    (at, hint)
}
