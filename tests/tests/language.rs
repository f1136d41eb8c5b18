//! The language reference is true: each wording of its tables reads as the table says, and its whole rulebook checks.
//!
//! A table headed `| 写法 | 读法 |` has one clause a line. The reading is written short: kind, amount, `/step unit`, condition,
//! cap, target; see [`chidu_tests::short`].

use std::fs;
use std::io::Write;
use std::process::Stdio;

use chidu_tests::short::reading as short;
use chidu_tests::{chidu, workspace};
use serde_json::{Value, json};

#[test]
fn every_wording_reads_as_its_table_says() {
    let rows = rows();
    assert!(rows.len() >= 40, "only {} wordings", rows.len());
    let readings = read(&rows);
    assert_eq!(readings.len(), rows.len());
    let differ: Vec<String> = rows
        .iter()
        .zip(&readings)
        .filter(|((_, should), is)| should != *is)
        .map(|((clause, should), is)| format!("{clause}\n  table {should}\n  tool  {is}"))
        .collect();
    assert!(differ.is_empty(), "{} of {} wordings differ\n{}", differ.len(), rows.len(), differ.join("\n"));
}

#[test]
fn its_rulebook_checks() {
    let text = reference();
    let (_, rest) = text.split_once("```chidu\n").expect("a rulebook");
    let (rulebook, _) = rest.split_once("```").expect("its end");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rulebook.chidu");
    fs::write(&file, rulebook).expect("a file");
    let output = chidu().arg("check").arg(&file).output().expect("chidu runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

fn reference() -> String {
    fs::read_to_string(workspace().join("docs/language.md")).expect("docs/language.md")
}

/// Clause and short reading of each line of each table of wordings.
fn rows() -> Vec<(String, String)> {
    let text = reference();
    let tables = text.split("| 写法 | 读法 |\n|---|---|\n").skip(1);
    let lines = tables.flat_map(|table| table.lines().take_while(|line| line.starts_with('|')));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`')).collect();
            (cells.first().unwrap_or(&"").to_string(), cells.last().unwrap_or(&"").to_string())
        })
        .collect()
}

/// What the tool reads, short, in the order of the rows.
fn read(rows: &[(String, String)]) -> Vec<String> {
    let mut child = chidu().args(["reading", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("chidu runs");
    let input: String =
        rows.iter().map(|(clause, _)| json!({"id": clause, "item": null, "points": null, "clause": clause}).to_string() + "\n").collect();
    child.stdin.take().expect("standard input").write_all(input.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(|line| short(&serde_json::from_str::<Value>(line).expect("JSON")["reading"])).collect()
}
