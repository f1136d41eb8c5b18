//! What a clause was read as, and what an entry can score, where the pointer rests.

use chidu_analysis::program::{EntryId, Role};
use chidu_diagnostics::Span;
use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::clauses::{Clause, attainable, clauses};
use crate::snapshot::Snapshot;

/// The hover at a position; `None` where nothing scores.
pub fn hover(snapshot: &Snapshot, position: Position) -> Option<Hover> {
    let offset = snapshot.places().offset(position);
    let (span, lines) = clause(snapshot, offset).or_else(|| entry(snapshot, offset))?;
    let value = lines.join("\n\n");
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(snapshot.places().range(span)) })
}

fn holds(span: Span, offset: usize) -> bool {
    span.range().contains(&offset) || span.end as usize == offset
}

fn clause(snapshot: &Snapshot, offset: usize) -> Option<(Span, Vec<String>)> {
    let found = clauses(snapshot).into_iter().find(|clause| holds(clause.span, offset))?;
    Some((found.span, sentences(snapshot, &found)))
}

/// Each effect's sentence with the id by which records and explanations name it.
fn sentences(snapshot: &Snapshot, clause: &Clause<'_>) -> Vec<String> {
    let program = &snapshot.analysis().program;
    let told = clause.effects.iter().map(|told| {
        let id = told.rule.map(|rule| format!(" `{}`", rule.id)).unwrap_or_default();
        format!("{}{id}", told.sentence(program).get(snapshot.session.lang))
    });
    told.collect()
}

fn entry(snapshot: &Snapshot, offset: usize) -> Option<(Span, Vec<String>)> {
    let program = &snapshot.analysis().program;
    let entries = (0..).map(EntryId).zip(&program.entries);
    let owns = |role: Role| !matches!(role, Role::Criterion | Role::Heading);
    let (id, entry) = entries.filter(|(_, entry)| owns(entry.role)).find(|(_, entry)| holds(entry.span, offset))?;
    let name = if entry.name == entry.id { "" } else { entry.name.as_str() };
    let heading = [entry.id.as_str(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let mut lines = vec![format!("**{heading}**")];
    lines.extend(attainable(snapshot, id).map(|range| range.get(snapshot.session.lang).to_owned()));
    Some((entry.span, lines))
}
