//! What stands above heads: what a section's points add up to and can be, whether an example holds, and what can be run.
//!
//! Not here: the running (`commands`). Start at [`lenses`].

use chidu_analysis::program::{Entry, EntryId, Example, Role};
use chidu_analysis::sentence;
use chidu_diagnostics::{Span, Text};
use chidu_evaluation::run_example;
use chidu_reports::sheet::disagreement;
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Command};

use super::clauses::attainable;
use super::commands::{RUN_EXAMPLE, SCORE_WITH_RECORDS};
use crate::snapshot::Snapshot;

/// More examples are run when they are asked for.
const RUN_AT_ONCE: usize = 50;

/// The lenses of the text, in its order.
pub fn lenses(snapshot: &Snapshot) -> Vec<CodeLens> {
    let program = &snapshot.analysis().program;
    let entries = (0..).map(EntryId).zip(&program.entries);
    let mut found: Vec<CodeLens> = entries.filter_map(|(id, entry)| of_section(snapshot, id, entry)).collect();
    found.extend(program.examples.iter().enumerate().map(|(at, example)| of_example(snapshot, at, example)));
    found.extend(program.entries.first().map(|root| records(snapshot, root)));
    found.sort_by_key(|lens| lens.range.start);
    found
}

/// `各项合计 15 分 · 可得 10–15 分` above a section.
fn of_section(snapshot: &Snapshot, id: EntryId, entry: &Entry) -> Option<CodeLens> {
    Some(lens(snapshot, entry.span, &summary(snapshot, id)?, "", Vec::new()))
}

/// `各项合计 15 分，这里写 16 分 · 可得 10–15 分`: what there is against what is claimed, and what can be scored.
pub fn summary(snapshot: &Snapshot, id: EntryId) -> Option<Text> {
    let program = &snapshot.analysis().program;
    let entry = &program[id];
    let holds = matches!(entry.role, Role::Section | Role::Root);
    let sum = sentence::points(&holds.then(|| program.sum_of_parts(id))??);
    let range = attainable(snapshot, id)?;
    let stated = program.mismatch(id).and(entry.points.as_ref()).map(sentence::points);
    let told = stated.map_or_else(|| adds_up(&sum), |stated| disagreement(&sum, &stated));
    Some(Text::new(format!("{} · {}", told.zh, range.zh), format!("{} · {}", told.en, range.en)))
}

fn adds_up(sum: &Text) -> Text {
    Text::new(format!("各项合计 {}", sum.zh), format!("items add up to {}", sum.en))
}

fn of_example(snapshot: &Snapshot, at: usize, example: &Example) -> CodeLens {
    let program = &snapshot.analysis().program;
    let run = Text::new("运行示例", "run this example");
    let title = if at < RUN_AT_ONCE {
        let holds = run_example(program, example).is_empty();
        let said = if holds { Text::new("成立", "it holds") } else { Text::new("不成立", "it does not hold") };
        Text::new(format!("{} · {}", run.zh, said.zh), format!("{} · {}", run.en, said.en))
    } else {
        run
    };
    lens(snapshot, example.span, &title, RUN_EXAMPLE, vec![json!({"uri": snapshot.uri, "example": at})])
}

fn records(snapshot: &Snapshot, root: &Entry) -> CodeLens {
    let title = Text::new("用记录计分…", "score with records…");
    lens(snapshot, root.span, &title, SCORE_WITH_RECORDS, vec![json!({"uri": snapshot.uri})])
}

fn lens(snapshot: &Snapshot, span: Span, title: &Text, command: &str, arguments: Vec<serde_json::Value>) -> CodeLens {
    let start = snapshot.places().range(Span::at(span.start as usize));
    let arguments = (!arguments.is_empty()).then_some(arguments);
    CodeLens {
        range: start,
        command: Some(Command { title: title.get(snapshot.session.lang).to_owned(), command: command.to_owned(), arguments }),
        data: None,
    }
}
