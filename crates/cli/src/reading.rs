//! `chidu reading`: what a rulebook was understood to mean, clause by clause, with what can be scored.

use std::io::{BufRead, BufReader, Read};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chidu_analysis::analyze;
use chidu_reports::meaning::{Meaning, meaning};

use crate::args::ReadingTask;
use crate::draft::draft;
use crate::failure::Failure;
use crate::files;
use crate::output::Output;

/// How many bytes of clauses are read at once.
const BATCH: usize = 1 << 18;
/// How many clauses a thread is worth.
const WORTH: usize = 32;

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

/// Readings of clauses on standard input, each as soon as its line is there; of many lines that are there at once, side by side.
fn lines(output: &mut Output) -> Result<(), Failure> {
    let mut input = BufReader::with_capacity(BATCH, std::io::stdin().lock());
    let mut number = 0;
    loop {
        let batch = batch(&mut input).map_err(|error| Failure::file("-".as_ref(), &error))?;
        if batch.is_empty() {
            return Ok(());
        }
        for read in side_by_side(&batch) {
            number += 1;
            if let Some(read) = read {
                output.line(&read.map_err(|error| not_json(number, &error))?)?;
            }
        }
    }
}

/// The next line, and those that are there with it; none at the end.
fn batch(input: &mut BufReader<impl Read>) -> std::io::Result<Vec<String>> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(lines);
        }
        lines.push(line);
        if !input.buffer().contains(&b'\n') {
            return Ok(lines);
        }
    }
}

/// What each line comes to, in their order; nothing of a blank one.
fn side_by_side(lines: &[String]) -> Vec<Option<serde_json::Result<String>>> {
    let of_one = |line: &String| (!line.trim().is_empty()).then(|| chidu_analysis::clause::jsonl_line(line.trim_end_matches(['\n', '\r'])));
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(lines.len() / WORTH + 1);
    let next = AtomicUsize::new(0);
    // Whoever is done takes the next line: clauses differ much in length.
    let taken = || {
        std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            lines.get(at).map(|line| (at, of_one(line)))
        })
        .collect::<Vec<_>>()
    };
    let mut read: Vec<_> = thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(taken)).collect();
        let own = taken();
        own.into_iter()
            .chain(helpers.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))))
            .collect()
    });
    read.sort_by_key(|(at, _)| *at);
    read.into_iter().map(|(_, read)| read).collect()
}

fn not_json(line: u32, error: &serde_json::Error) -> Failure {
    Failure::new(format!("标准输入第 {line} 行不是所需的 JSON：{error}"), format!("line {line} of standard input: {error}"))
}
