//! `chidu reading`: what a rulebook was understood to mean, clause by clause, with what can be scored.

use std::io::BufRead;

use chidu_analysis::analyze;
use chidu_reports::meaning::{Meaning, meaning};

use crate::args::ReadingTask;
use crate::draft::draft;
use crate::failure::Failure;
use crate::files;
use crate::output::Output;

/// Prints a reading.
pub fn reading(task: &ReadingTask, output: &mut Output) -> Result<u8, Failure> {
    match task {
        ReadingTask::Lines => lines(output)?,
        ReadingTask::Draft { path, output: target } => {
            let source = files::source(path, output)?;
            let text = draft(&source, &analyze(&source.text), output.lang);
            match target {
                Some(target) => crate::output::write_file(target, text.as_bytes())?,
                None => output.put(&text)?,
            }
        }
        ReadingTask::File { path, json } => {
            let source = files::source(path, output)?;
            let analysis = analyze(&source.text);
            let meaning = meaning(&source.name, &source.text, &analysis, output.lang);
            match json {
                true => as_json(&meaning, output)?,
                false => output.put(&meaning.text(output.lang))?,
            }
        }
    }
    Ok(0)
}

fn as_json(meaning: &Meaning, output: &mut Output) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(meaning).map_err(|error| Failure::machine("JSON", &error))?;
    output.line(&text)
}

/// Readings of clauses on standard input, each as soon as its line is there.
fn lines(output: &mut Output) -> Result<(), Failure> {
    for (number, line) in (1..).zip(std::io::stdin().lock().lines()) {
        let line = line.map_err(|error| Failure::file("-".as_ref(), &error))?;
        if line.trim().is_empty() {
            continue;
        }
        let read = chidu_analysis::clause::jsonl_line(&line).map_err(|error| not_json(number, &error))?;
        output.line(&read)?;
    }
    Ok(())
}

fn not_json(line: u32, error: &serde_json::Error) -> Failure {
    Failure::new(format!("标准输入第 {line} 行不是所需的 JSON：{error}"), format!("line {line} of standard input: {error}"))
}
