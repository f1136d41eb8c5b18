//! Whole documents as they are pasted: every entry and every clause is found, and no requirement is read as scoring.
//!
//! `tests/documents/NAME/document.txt` is the document, `expected.txt` what a reader finds in it, written by hand: a line for the root and
//! for each entry (path, name, points), below it a line for each effect in the short form of [`chidu_tests::short`], or `external`
//! or `unrecognized` for a clause that is not mechanised.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chidu_tests::results::{array, word};
use chidu_tests::{chidu, short, workspace};
use serde_json::Value;

#[test]
fn every_entry_and_clause_is_found() {
    let wrong: Vec<String> = folders()
        .iter()
        .filter_map(|folder| {
            let should = fs::read_to_string(folder.join("expected.txt")).expect("what is expected");
            let is = found(&folder.join("document.txt"));
            (should != is).then(|| format!("{}\n{}", folder.display(), similar(&should, &is)))
        })
        .collect();
    assert!(wrong.is_empty(), "{} documents read otherwise\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_draft_of_its_rulebook_says_the_same() {
    let wrong: Vec<String> = folders()
        .iter()
        .filter_map(|folder| {
            let document = folder.join("document.txt");
            let place = tempfile::tempdir().expect("a folder");
            let draft = place.path().join("draft.chidu");
            let done = chidu().args(["reading", "--as-rulebook", "-o"]).arg(&draft).arg(&document).status().expect("chidu runs");
            assert!(done.success(), "{}", folder.display());
            let text = fs::read_to_string(&draft).expect("a draft");
            let (should, is) = (without_places(&found(&document)), without_places(&found(&draft)));
            let (faults, told) = (serious(&document), serious(&draft));
            let marks = text.matches("// 待改: ").count();
            let marked = faults.iter().filter(|code| MARKED.contains(&code.as_str())).count();
            (should != is || faults != told || marks != marked)
                .then(|| format!("{}\n{}\n{faults:?}\n{told:?}, {marks} marks\n{text}", folder.display(), similar(&should, &is)))
        })
        .collect();
    assert!(wrong.is_empty(), "{} drafts say something else\n{}", wrong.len(), wrong.join("\n"));
}

/// What a draft marks: clauses that nobody computes as they stand.
const MARKED: [&str; 5] = ["unrecognized-clause", "missing-amount", "not-computed", "unreadable-block-line", "external-clause"];

/// Entries by name and points, since a row without a number gets one; what is said of the whole comes first, wherever it stood.
fn without_places(outline: &str) -> String {
    let (mut whole, mut entries) = (Vec::new(), Vec::new());
    for line in outline.lines() {
        match (line.starts_with("  "), entries.is_empty()) {
            (true, true) => whole.push(line.to_owned()),
            (true, false) => entries.push(line.to_owned()),
            (false, _) if line.starts_with('《') => whole.insert(0, line.to_owned()),
            (false, _) => entries.push(line.split_once(' ').map_or("", |(_, name)| name).to_owned()),
        }
    }
    if let Some(said) = whole.get_mut(1..) {
        said.sort();
    }
    whole.into_iter().chain(entries).collect::<Vec<_>>().join("\n")
}

/// The codes of what is wrong, warnings and errors, and of clauses that are not mechanised.
fn serious(file: &Path) -> Vec<String> {
    let output = chidu().args(["check", "--format", "json"]).arg(file).output().expect("chidu runs");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let diagnostics = array(&told).iter();
    let counts = |diagnostic: &&Value| diagnostic["severity"] != "advice" || diagnostic["code"] == "external-clause";
    let mut codes: Vec<String> = diagnostics.filter(counts).map(|diagnostic| word(&diagnostic["code"])).collect();
    codes.sort();
    codes
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace().join("tests/documents")).expect("documents");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    assert!(folders.len() >= 10, "only {} documents", folders.len());
    folders
}

/// What the tool finds in a document.
fn found(document: &Path) -> String {
    let output = chidu().args(["reading", "--format", "json"]).arg(document).output().expect("chidu runs");
    assert!(output.status.success(), "{}: {}", document.display(), String::from_utf8_lossy(&output.stderr));
    outline(&serde_json::from_slice(&output.stdout).expect("JSON"))
}

fn outline(meaning: &Value) -> String {
    let mut out = format!("《{}》{}\n", word(&meaning["title"]), points(meaning));
    for part in array(&meaning["parts"]) {
        if part["role"] != "root" {
            let words = [word(&part["id"]), word(&part["name"])];
            let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
            writeln!(out, "{}{}", words.join(" "), points(part)).expect("a string");
        }
        array(&part["clauses"]).iter().for_each(|clause| out.push_str(&lines(clause)));
    }
    out
}

fn points(part: &Value) -> String {
    part["points"].as_str().map(|points| format!(" {points}分")).unwrap_or_default()
}

fn lines(clause: &Value) -> String {
    let status = word(&clause["status"]);
    let effects = array(&clause["effects"]);
    let before = if status == "assessor" { "assessor " } else { "" };
    match effects {
        [] => format!("  {status}\n"),
        _ => effects.iter().map(|effect| format!("  {before}{}\n", short::effect(&effect["reading"]))).collect(),
    }
}

/// Both texts line by line: `-` is expected and missing, `+` is found and was not expected.
fn similar(should: &str, is: &str) -> String {
    let (should, is): (Vec<&str>, Vec<&str>) = (should.lines().collect(), is.lines().collect());
    let mut lengths = vec![vec![0; is.len() + 1]; should.len() + 1];
    for (row, left) in should.iter().enumerate().rev() {
        for (column, right) in is.iter().enumerate().rev() {
            let longest = lengths[row + 1][column].max(lengths[row][column + 1]);
            lengths[row][column] = if left == right { lengths[row + 1][column + 1] + 1 } else { longest };
        }
    }
    let (mut row, mut column, mut out) = (0, 0, String::new());
    while row < should.len() || column < is.len() {
        let sign = match (should.get(row), is.get(column)) {
            (Some(left), Some(right)) if left == right => ' ',
            (Some(_), Some(_)) if lengths[row + 1][column] >= lengths[row][column + 1] => '-',
            (Some(_), None) => '-',
            _ => '+',
        };
        let line = if sign == '+' { is[column] } else { should[row] };
        writeln!(out, "{sign} {line}").expect("a string");
        row += usize::from(sign != '+');
        column += usize::from(sign != '-');
    }
    out
}
