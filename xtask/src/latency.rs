//! How long the language server takes, as an editor sees it: a release build, real pipes, no debounce. Start at [`run`].
//!
//! Not here: what it says (its own tests). A figure above its goal fails the chore.

use std::process::Command;
use std::time::{Duration, Instant};

use chidu_tests::editor::Editor;
use serde_json::{Value, json};

use crate::bench;

const URI: &str = "file:///bench/rulebook.chidu";
/// Edits and requests of each kind.
const TIMES: usize = 300;

struct Measured {
    name: String,
    median: Duration,
    most: Duration,
    goal: Duration,
}

/// Measures, prints a table, and fails where a goal is missed.
pub fn run() -> Result<(), String> {
    bench::build()?;
    let small = Book::open(500).edits(Duration::from_millis(3));
    let mut large = Book::open(10_000);
    let rows = [
        small,
        large.edits(Duration::from_millis(15)),
        large.requests("hover", Duration::from_millis(10)),
        large.requests("completion", Duration::from_millis(10)),
    ];
    println!("| run | median ms | p99 ms | goal ms |\n|---|---|---|---|");
    for row in &rows {
        println!("| {} | {:.2} | {:.2} | {} |", row.name, millis(row.median), millis(row.most), row.goal.as_millis());
    }
    let memory = large.editor.resident().map(|kib| kib / 1024);
    println!("| memory at 10,000 lines, MiB | {} | | 150 |", memory.map_or("?".to_owned(), |memory| memory.to_string()));
    let missed: Vec<&str> = rows.iter().filter(|row| row.most > row.goal).map(|row| row.name.as_str()).collect();
    if missed.is_empty() && memory.is_none_or(|memory| memory <= 150) {
        Ok(())
    } else {
        Err(format!("goals missed: {}", missed.join("; ")))
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A rulebook that is open.
struct Book {
    editor: Editor,
    lines: usize,
    text: String,
    version: i64,
}

impl Book {
    fn open(lines: usize) -> Self {
        let mut editor = Editor::start(&mut Command::new(bench::BINARY), "utf-16", &json!({"debounce": 0, "lang": "zh"}));
        let text = bench::rulebook(lines);
        let document = json!({"uri": URI, "languageId": "chidu", "version": 1, "text": text});
        editor.notify("textDocument/didOpen", json!({"textDocument": document}));
        let mut book = Self { editor, lines, text, version: 1 };
        book.checked();
        book
    }

    /// Waits for the diagnostics of the text as it is.
    fn checked(&mut self) {
        let version = self.version;
        self.editor.until(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["version"] == version);
    }

    /// The edit of a turn: a character at the end of a line, and the same taken out again.
    fn edit(&self, turn: usize) -> Value {
        let lines = self.text.lines().count();
        let line = (turn / 2 * 37 + 5) % lines;
        let column = self.text.lines().nth(line).map_or(0, |line| line.encode_utf16().count());
        let end = json!({"line": line, "character": column});
        match turn % 2 {
            0 => json!({"range": {"start": end, "end": end}, "text": "。"}),
            _ => {
                json!({"range": {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + 1}}, "text": ""})
            }
        }
    }

    /// Sends an edit, and waits for the diagnostics of the text with it; how long that takes.
    fn type_one(&mut self, change: &Value) -> Duration {
        let begin = Instant::now();
        self.version += 1;
        let document = json!({"uri": URI, "version": self.version});
        self.editor.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
        self.checked();
        begin.elapsed()
    }

    fn edits(&mut self, goal: Duration) -> Measured {
        let times = (0..TIMES).map(|turn| self.type_one(&self.edit(turn))).collect();
        measured(format!("edit to diagnostics, {} lines", self.lines), times, goal)
    }

    /// Right after an edit, as one types.
    fn requests(&mut self, name: &str, goal: Duration) -> Measured {
        let method = format!("textDocument/{name}");
        let times = (0..TIMES).map(|turn| {
            self.type_one(&self.edit(turn));
            let position = json!({"line": turn * 31 % 9000 + 6, "character": 8});
            let begin = Instant::now();
            let answer = self.editor.ask(&method, json!({"textDocument": {"uri": URI}, "position": position}));
            assert!(answer["error"] == Value::Null, "{answer}");
            begin.elapsed()
        });
        let times = times.collect();
        measured(format!("{name}, {} lines", self.lines), times, goal)
    }
}

fn measured(name: String, mut times: Vec<Duration>, goal: Duration) -> Measured {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    Measured { name, median: at(50), most: at(99), goal }
}
