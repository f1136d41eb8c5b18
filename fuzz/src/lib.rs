//! What must hold of any bytes, for the fuzz targets: nothing panics, every place lies in the text, no row vanishes, formatting changes no meaning.
//!
//! Not here: how the targets are built and run, and where their seeds come from (`cargo xtask fuzz`). Each target is one line in `targets`.

use std::io::{Cursor, Write};
use std::sync::{LazyLock, Once};

use chidu_analysis::{Analysis, analyze as read_rulebook};
use chidu_diagnostics::{Lang, Span};
use chidu_evaluation::{Options, Plan, assess};
use chidu_records::{Input, read};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Before each part of a workbook that is written out as text.
const PART: &str = "=== ";

/// The rulebook that records are read against: each kind of fact, a few clashes of names.
static RULEBOOK: LazyLock<Analysis> = LazyLock::new(|| read_rulebook(include_str!("../rulebook.chidu")));

/// Any text is a tree, and every place is one of the text's.
pub fn parse(text: &str) {
    let parse = chidu_syntax::parse(text);
    parse.diagnostics.iter().for_each(|diagnostic| fits(text, diagnostic.span));
}

/// Any text is a program with diagnostics that can be shown, and the program runs.
pub fn analyze(text: &str) {
    let analysis = read_rulebook(text);
    for diagnostic in &analysis.diagnostics {
        fits(text, diagnostic.span);
        diagnostic.labels.iter().for_each(|label| fits(text, label.span));
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        edits.for_each(|edit| fits(text, edit.0));
        assert!(!diagnostic.message.get(Lang::Zh).is_empty() && !diagnostic.message.get(Lang::En).is_empty());
    }
    score(&analysis, &Input::new("records.csv", "对象,周期,评分项,情形,次数\n甲,2026-03,服务态度,不达标,2\n"));
}

/// Twice is once, nothing but spaces changes, and what was wrong before is wrong still.
pub fn format(text: &str) {
    let once = chidu_format::format(text);
    assert_eq!(chidu_format::format(&once), once, "twice is not once");
    assert_eq!(bare(&once), bare(text), "more than spaces changed");
    let told = |text: &str| read_rulebook(text).diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>();
    assert_eq!(told(&once), told(text), "read otherwise");
}

/// Any bytes are records or an error, as a file of that kind and as a roster.
pub fn records(extension: &str, bytes: &[u8]) {
    foreign_panics_are_caught();
    score(&RULEBOOK, &Input::new(format!("records.{extension}"), bytes));
    let roster = Input::new(format!("roster.{extension}"), bytes);
    let _ = read(&RULEBOOK.program, &[Input::new("records.csv", "窗口,月份,评分项\n甲,2026-03,服务态度\n")], Some(&roster));
}

/// A workbook from its parts written out as text, so that what is changed is a sheet and not the checksum of one; a workbook stays itself.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with(PART)) else { return bytes.to_vec() };
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in text.split(PART).skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        if written.start_file(name, stored).is_ok() {
            written.write_all(content.as_bytes()).expect("memory can be written to");
        }
    }
    written.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn score(analysis: &Analysis, input: &Input) {
    let Ok(records) = read(&analysis.program, std::slice::from_ref(input), None) else { return };
    for file in &records.files {
        assert_eq!(file.read, file.used + file.reported, "a row vanished");
    }
    assess(&Plan::new(&analysis.program, Options { partial: true }), &records.observations);
}

/// libFuzzer ends at any panic. The reader of workbooks, which is not ours, may panic over a damaged one: `records` catches that, as it
/// would anywhere else.
fn foreign_panics_are_caught() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            let ours = panic.location().is_some_and(|place| !place.file().contains("calamine"));
            if ours {
                eprintln!("{panic}");
            }
        }));
    });
}

fn fits(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no place of the text");
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
