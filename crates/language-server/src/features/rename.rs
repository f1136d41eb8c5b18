//! Another name for an entry, a measure, a finding, a grade, a source or a handle, wherever it stands: in clauses, 示例 and 数据.
//!
//! A new name is taken only where the rulebook means the same with it; that is found out by reading it again. Records keep their old
//! words, so the old name can be kept as their 原名: a change of its own, which a client that can asks about. Start at [`rename`].

use std::collections::HashMap;

use chidu_analysis::program::{Program, ROOT};
use chidu_analysis::{Analysis, analyze};
use chidu_diagnostics::{Severity, Span, Text};
use chidu_syntax::ast::BlockKind;
use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, PrepareRenameResponse,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::names::{Occurrence, Referent};
use crate::session::OldNames;
use crate::snapshot::Snapshot;

/// The annotation under which the old name is kept.
const KEPT: &str = "old-name";

/// What can be renamed at a position, or why nothing can.
pub fn prepare(snapshot: &Snapshot, position: Position) -> Result<PrepareRenameResponse, Text> {
    let found = renameable(snapshot, position)?;
    let range = snapshot.places().range(found.span);
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.span.of(&snapshot.text).to_owned() })
}

/// The edits that rename what stands at a position.
pub fn rename(snapshot: &Snapshot, position: Position, new: &str) -> Result<WorkspaceEdit, Text> {
    let found = renameable(snapshot, position)?;
    let new = new.trim();
    fits(new)?;
    free(snapshot, &found.of, new)?;
    let spans: Vec<Span> = snapshot.names().of(&found.of).map(|name| name.span).collect();
    means_the_same(snapshot, &spans, new)?;
    let edits = spans.iter().map(|span| TextEdit::new(snapshot.places().range(*span), new.to_owned())).collect();
    Ok(edit(snapshot, edits, kept(snapshot, found, new)))
}

fn renameable(snapshot: &Snapshot, position: Position) -> Result<&Occurrence, Text> {
    let offset = snapshot.places().offset(position);
    let nothing = || {
        Text::new(
            "这里没有可以改名的名称：光标放在评分项、数值、情形、等级或短名上",
            "there is no name here: put the cursor on an entry, a measure, a finding, a grade or a handle",
        )
    };
    let found = snapshot.names().at(offset).ok_or_else(nothing)?;
    // 其他 and a label that is spread over its clause are made nowhere in one piece.
    let made = snapshot.names().of(&found.of).any(|name| name.makes);
    let spread = || Text::new("这个名称不是连在一起写的，请直接改条文", "this name is not written in one piece: change the clause itself");
    made.then_some(found).ok_or_else(spread)
}

/// A name must stay one when it is read again.
fn fits(new: &str) -> Result<(), Text> {
    let stops = |c: char| c.is_control() || ":：;；,，。#\"“”《》".contains(c);
    match new.find(stops).and_then(|at| new.get(at..)).and_then(|rest| rest.chars().next()) {
        _ if new.is_empty() => Err(Text::new("名称不能为空", "a name cannot be empty")),
        Some(c) => Err(Text::new(format!("名称里不能有“{c}”"), format!("a name cannot hold “{c}”"))),
        None => Ok(()),
    }
}

/// Two things of one sort with one name could not be told apart.
fn free(snapshot: &Snapshot, of: &Referent, new: &str) -> Result<(), Text> {
    let program = &snapshot.analysis().program;
    let key = chidu_analysis::label::key;
    let taken = match of {
        Referent::Entry(id) => {
            let siblings = program.entries.iter().filter(|entry| entry.parent == program[*id].parent);
            siblings.into_iter().any(|entry| key(&entry.name) == key(new) && entry.name != program[*id].name)
        }
        Referent::Fact(id, _) => program
            .facts
            .iter()
            .any(|fact| fact.entry == program[*id].entry && fact.name != program[*id].name && fact.labels.contains(&key(new))),
        Referent::Grade(name) => program.bands.iter().any(|band| band.name == new && band.name != *name),
        Referent::Source(name) => program.sources.iter().any(|source| source.name == new && source.name != *name),
        Referent::Handle(name) => program.rules.iter().any(|rule| rule.handle.as_deref() == Some(new) && name != new),
    };
    let told = || Text::new(format!("已经有“{new}”了，同名的分不开"), format!("there is a “{new}” already"));
    if taken { Err(told()) } else { Ok(()) }
}

/// Reads the text with the new name and compares everything but names.
fn means_the_same(snapshot: &Snapshot, spans: &[Span], new: &str) -> Result<(), Text> {
    let mut text = snapshot.text.clone();
    for span in spans.iter().rev() {
        text.replace_range(span.range(), new);
    }
    let told = || {
        Text::new(
            format!("改成“{new}”以后，规则书的读法就变了，所以不改；请换一个名称，或直接改条文"),
            format!("with “{new}” the rulebook would be read otherwise: choose another name, or change the clauses themselves"),
        )
    };
    (shape(snapshot.analysis()) == shape(&analyze(&text))).then_some(()).ok_or_else(told)
}

/// What a rulebook means, without its names and places.
fn shape(analysis: &Analysis) -> Vec<String> {
    let program: &Program = &analysis.program;
    let errors = analysis.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let mut shape = vec![format!("{errors} {} {}", program.facts.len(), program.columns.len())];
    shape.extend(program.entries.iter().map(|entry| format!("{:?} {:?} {:?} {:?}", entry.role, entry.points, entry.parent, entry.rules)));
    let rules = program.rules.iter();
    shape.extend(rules.map(|rule| {
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            rule.entry, rule.action, rule.amount, rule.triggers, rule.counting, rule.cap, rule.tier
        )
    }));
    shape.extend(
        program.facts.iter().map(|fact| format!("{:?} {:?} {}", std::mem::discriminant(&fact.kind), fact.rules, fact.labels.len())),
    );
    shape.extend(program.limits.iter().map(|limit| format!("{:?} {:?} {:?}", limit.kind, limit.amount, limit.members)));
    shape.extend(program.bands.iter().map(|band| format!("{:?} {:?}", band.bound, band.place)));
    shape.extend(program.vetoes.iter().map(|veto| format!("{:?} {:?} {}", veto.triggers, veto.change, veto.grade.is_some())));
    shape.extend(program.annual.iter().map(|annual| format!("{} {}", annual.times, annual.consecutive)));
    for example in &program.examples {
        shape.extend(example.given.iter().map(|given| format!("{:?} {:?} {:?}", given.fact, given.option, given.amount)));
        shape.extend(example.expected.iter().map(|expected| format!("{:?}", std::mem::discriminant(&expected.what))));
    }
    shape
}

/// The line that keeps the old name for records, where they may name such a thing and the author may want it.
fn kept(snapshot: &Snapshot, found: &Occurrence, new: &str) -> Option<TextEdit> {
    let program = &snapshot.analysis().program;
    let old = match &found.of {
        Referent::Entry(id) if *id != ROOT => &program[*id].name,
        Referent::Fact(id, None) => &program[*id].name,
        _ => return None,
    };
    let asks = snapshot.session.old_names == OldNames::Ask && snapshot.session.annotations;
    let wanted = asks || snapshot.session.old_names == OldNames::Keep;
    let changed = chidu_analysis::label::key(old) != chidu_analysis::label::key(new);
    (wanted && changed).then(|| line(snapshot, &format!("原名 {}: {new}", old.trim())))
}

/// A further line of 数据, which is made where there is none.
fn line(snapshot: &Snapshot, words: &str) -> TextEdit {
    let text = &snapshot.text;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let block = snapshot.analysis().parse.tree.blocks.iter().rfind(|block| block.kind == BlockKind::Data);
    let (at, words) = match block {
        Some(block) => {
            let span = block.entry.span.to(block.entry.head);
            (span.start as usize + span.of(text).trim_end().len(), format!("{newline}  {words}"))
        }
        None => (text.trim_end().len(), format!("{newline}{newline}数据:{newline}  {words}")),
    };
    TextEdit::new(snapshot.places().range(Span::at(at)), words)
}

fn edit(snapshot: &Snapshot, mut edits: Vec<TextEdit>, kept: Option<TextEdit>) -> WorkspaceEdit {
    if !snapshot.session.annotations {
        edits.extend(kept);
        return WorkspaceEdit { changes: Some(HashMap::from([(snapshot.uri.clone(), edits)])), ..WorkspaceEdit::default() };
    }
    let asks = snapshot.session.old_names == OldNames::Ask;
    let annotated = kept.map(|edit| OneOf::Right(AnnotatedTextEdit { text_edit: edit, annotation_id: KEPT.to_owned() }));
    let label = Text::new("旧的记录仍可写原来的名称", "records may go on using the old name");
    let annotation =
        ChangeAnnotation { label: label.get(snapshot.session.lang).to_owned(), needs_confirmation: Some(asks), description: None };
    let annotations = annotated.is_some().then(|| HashMap::from([(KEPT.to_owned(), annotation)]));
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: snapshot.uri.clone(), version: Some(snapshot.version) };
    let edits = edits.into_iter().map(OneOf::Left).chain(annotated).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), change_annotations: annotations, ..WorkspaceEdit::default() }
}
