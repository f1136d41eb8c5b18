//! What a clause was read as, worked out on made-up findings, the law behind it, what an entry can score, and what is wrong, where the
//! pointer rests.

use chidu_analysis::program::{EntryId, Role, Trigger};
use chidu_diagnostics::{Diagnostic, Lang, Span, Text};
use chidu_reports::sample;
use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::basis;
use super::clauses::{Clause, attainable, clauses};
use crate::snapshot::Snapshot;

/// What is told of one place: where it is, and what is said of it, a paragraph each.
type About = (Span, Vec<String>);

/// The hover at a position; `None` where nothing scores and nothing is wrong.
pub fn hover(snapshot: &Snapshot, position: Position) -> Option<Hover> {
    let offset = snapshot.places().offset(position);
    let about = clause(snapshot, offset).or_else(|| property(snapshot, offset)).or_else(|| entry(snapshot, offset));
    let wrong = wrong(snapshot, offset);
    let span = about.as_ref().map(|(span, _)| *span).or_else(|| wrong.first().map(|found| found.span))?;
    let mut parts = about.map(|(_, lines)| lines).unwrap_or_default();
    parts.extend(wrong.iter().filter_map(|found| page(found.code, snapshot.session.lang)));
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n") });
    Some(Hover { contents, range: Some(snapshot.places().range(span)) })
}

fn holds(span: Span, offset: usize) -> bool {
    span.range().contains(&offset) || span.end as usize == offset
}

fn clause(snapshot: &Snapshot, offset: usize) -> Option<About> {
    let found = clauses(snapshot).into_iter().find(|clause| holds(clause.span, offset))?;
    let mut lines = sentences(snapshot, &found);
    lines.extend(worked(snapshot, &found));
    lines.extend(law(snapshot, &found).map(|text| text.get(snapshot.session.lang).to_owned()));
    Some((found.span, lines))
}

/// Each effect's sentence with the id by which records and explanations name it.
fn sentences(snapshot: &Snapshot, clause: &Clause<'_>) -> Vec<String> {
    let program = &snapshot.analysis().program;
    let told = clause.effects.iter().map(|told| {
        let id = told.rule.map(|(_, rule)| format!(" `{}`", rule.id)).unwrap_or_default();
        format!("{}{id}", told.sentence(program).get(snapshot.session.lang))
    });
    told.collect()
}

/// `例：2处 × 1分 = 扣2分`.
fn worked(snapshot: &Snapshot, clause: &Clause<'_>) -> Vec<String> {
    let (program, lang) = (&snapshot.analysis().program, snapshot.session.lang);
    let lead = Text::new("例：", "e.g. ");
    let rules = clause.effects.iter().filter_map(|told| told.rule);
    rules.flat_map(|(id, _)| sample::of(program, id)).map(|text| format!("{}{}", lead.get(lang), text.get(lang))).collect()
}

/// The article behind a bound, unless the rulebook says for itself which of them include their number.
fn law(snapshot: &Snapshot, clause: &Clause<'_>) -> Option<Text> {
    let analysis = snapshot.analysis();
    let bound = |trigger: &Trigger| matches!(trigger, Trigger::Bound(..) | Trigger::Score(..) | Trigger::Deductions(..));
    let bounds = clause.effects.iter().any(|told| told.rule.is_none_or(|(_, rule)| rule.triggers.iter().any(bound)));
    let own = analysis.parse.tree.properties.iter().any(|property| property.key.text == "本数");
    if bounds && !own { basis::of_bound(clause.span.of(&snapshot.text)) } else { None }
}

/// 修约 is the property with a standard behind it.
fn property(snapshot: &Snapshot, offset: usize) -> Option<About> {
    let analysis = snapshot.analysis();
    let at = |span: Span| holds(span, offset);
    let found = analysis.parse.tree.properties.iter().find(|property| at(property.key.span.to(property.value.span)))?;
    let rule = analysis.program.rounding.filter(|_| found.key.text == "修约")?;
    Some((found.key.span.to(found.value.span), vec![basis::of_rounding(rule.rounding).get(snapshot.session.lang).to_owned()]))
}

fn entry(snapshot: &Snapshot, offset: usize) -> Option<About> {
    let program = &snapshot.analysis().program;
    let entries = (0..).map(EntryId).zip(&program.entries);
    let owns = |role: Role| !matches!(role, Role::Criterion | Role::Heading);
    let (id, entry) = entries.filter(|(_, entry)| owns(entry.role)).find(|(_, entry)| holds(entry.span, offset))?;
    let name = if entry.name == entry.id { "" } else { entry.name.as_str() };
    let heading = [entry.id.as_str(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let mut lines = vec![format!("**{heading}**")];
    let lang = snapshot.session.lang;
    lines.extend(attainable(snapshot, id).map(|range| range.get(lang).to_owned()));
    let evidence = Text::new("依据来源：", "evidence: ");
    lines.extend((!entry.evidence.is_empty()).then(|| format!("{}{}", evidence.get(lang), entry.evidence.join("；"))));
    Some((entry.span, lines))
}

/// What is wrong at a place, one of each kind.
fn wrong(snapshot: &Snapshot, offset: usize) -> Vec<&Diagnostic> {
    let mut found: Vec<&Diagnostic> = Vec::new();
    for diagnostic in snapshot.told().iter().filter(|each| holds(each.span, offset)) {
        if found.iter().all(|known| known.code != diagnostic.code) {
            found.push(diagnostic);
        }
    }
    found
}

/// The page of a lint behind a line, its title with its code.
fn page(code: &str, lang: Lang) -> Option<String> {
    let page = chidu_analysis::lints::find(code)?.page(lang);
    let told = match page.strip_prefix("# ").and_then(|page| page.split_once('\n')) {
        Some((title, rest)) => format!("**{title}** `{code}`\n{rest}"),
        None => format!("**`{code}`**\n\n{page}"),
    };
    Some(format!("---\n\n{}", told.trim_end()))
}
