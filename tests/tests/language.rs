//! The language reference is true: each wording of its tables reads as the table says, and its whole rulebook checks.
//!
//! A table headed `| 写法 | 读法 |` has one clause a line. The reading is written short: kind, amount, `/step unit`, condition,
//! cap, target; see [`short`].

use std::fs;
use std::io::Write;
use std::process::Stdio;

use chidu_tests::results::{array, word};
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

/// A reading in one line: `deduct 1 /1处 「不达标」 ≤5`; statuses other than `understood` stand in front.
fn short(reading: &Value) -> String {
    let effects: Vec<String> = array(&reading["effects"]).iter().map(effect).collect();
    let effects = effects.join("; ");
    match word(&reading["status"]).as_str() {
        "understood" => effects,
        status => format!("{status}: {effects}").trim_end().to_owned(),
    }
}

fn effect(effect: &Value) -> String {
    let mut parts = vec![word(&effect["kind"])];
    match array(&effect["range"]) {
        [low, high] => parts.push(format!("{}..{}", word(low), word(high))),
        _ => parts.extend(effect["amount"].as_str().filter(|_| effect["kind"] != "full").map(str::to_owned)),
    }
    if effect["per"].is_object() {
        parts.push(format!("/{}{}", word(&effect["per"]["step"]), word(&effect["per"]["unit"])));
    }
    if effect["when"].is_object() {
        let further = array(&effect["when"]["and"]).iter();
        parts.push(std::iter::once(&effect["when"]).chain(further).map(condition).collect::<Vec<_>>().join(" & "));
    }
    parts.extend(effect["partial"].as_str().filter(|part| *part != "down").map(|part| format!("({part})")));
    // A limit repeats its amount as its cap.
    parts.extend(effect["cap"].as_str().filter(|_| effect["kind"] != "limit").map(|cap| format!("≤{cap}")));
    parts.extend(effect["floor"].as_str().map(|floor| format!("≥{floor}")));
    parts.extend(effect["target"].as_str().map(|target| format!("→{target}")));
    parts.extend(effect["outcome"].as_str().map(|outcome| format!("⇒{outcome}")));
    parts.join(" ")
}

fn condition(when: &Value) -> String {
    if let Some(label) = when["label"].as_str() {
        return format!("「{label}」");
    }
    let (measure, unit) = (word(&when["measure"]), word(&when["unit"]));
    if when["op"] != "in" {
        return format!("{measure} {} {}{unit}", word(&when["op"]), word(&when["value"])).trim_start().to_owned();
    }
    let open = if when["low_in"] == true { "[" } else { "(" };
    let close = if when["high_in"] == true { "]" } else { ")" };
    // A rung after the first measures what the first does, and says so no more.
    format!("{measure} {open}{}{unit}, {}{unit}{close}", word(&when["low"]), word(&when["high"])).trim_start().to_owned()
}
