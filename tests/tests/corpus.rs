//! Readings of real clauses, held against readings made by hand. The folder with the clauses, the readings and the judge is named by
//! `CHIDU_CORPUS`; without it there is nothing to hold against, and the test says so.
//!
//! Not here: what single wordings mean (`wordings.rs` of the analysis).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The least exact, the most misread and the most dropped, in per cent of the clear clauses.
struct Bounds {
    exact: f64,
    misread: f64,
    dropped: f64,
}

#[test]
fn clauses_to_learn_from() {
    hold("tune", &Bounds { exact: 97.0, misread: 0.5, dropped: 0.0 });
}

#[test]
fn clauses_to_be_measured_on() {
    hold("check", &Bounds { exact: 88.0, misread: 2.0, dropped: 0.0 });
}

/// A total hides a form that is missing: each of those with ten clauses or more is read.
#[test]
fn forms_to_learn_from() {
    let Some(folder) = corpus() else { return };
    let judged = judge(&folder, "tune", &["--forms"]);
    let forms: Vec<(&str, u32, u32)> = judged.lines().filter_map(form).filter(|(_, _, all)| *all >= 10).collect();
    assert!(forms.len() > 10, "the judge tells of forms: {judged}");
    for (name, exact, all) in forms {
        assert!(100 * exact >= 85 * all, "{name}: {exact} of {all}");
    }
}

/// `deduct each   exact 233 status 0 unrecognized 0 …`: the form, how many are exact, and how many there are.
fn form(line: &str) -> Option<(&str, u32, u32)> {
    let (name, counts) = line.split_once(" exact ").filter(|_| !line.contains('%'))?;
    let counts: Vec<u32> = counts.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    Some((name.trim(), *counts.first()?, counts.iter().sum()))
}

/// What the tool cannot know, it says that it does not: on clauses on which careful readers differ, and hardly on others.
#[test]
fn ambiguities_to_learn_from() {
    tell_apart("tune", &Told { ambiguous: 84.0, clear: 2.0 });
}

#[test]
fn ambiguities_to_be_measured_on() {
    tell_apart("check", &Told { ambiguous: 60.0, clear: 3.5 });
}

/// How many of the ambiguous clauses at least, and of the clear ones at most, get an ambiguity diagnostic, in per cent.
struct Told {
    ambiguous: f64,
    clear: f64,
}

fn tell_apart(part: &str, bounds: &Told) {
    let Some(folder) = corpus() else { return };
    let gold = lines(&folder.join(format!("{part}.gold.jsonl")));
    let clauses = fs::read_to_string(folder.join(format!("{part}.clauses.jsonl"))).expect("the clauses can be read");
    let told: BTreeMap<String, bool> = clauses.lines().map(ambiguous).collect();
    let share = |marked: bool| {
        let rows: Vec<bool> = gold.iter().filter(|row| row["ambiguous"] == marked).map(|row| told[word(row)]).collect();
        100.0 * rows.iter().filter(|told| **told).count() as f64 / rows.len().max(1) as f64
    };
    let (ambiguous, clear) = (share(true), share(false));
    println!("{part}: told of the ambiguous {ambiguous:.1}%, of the clear {clear:.1}%");
    assert!(ambiguous >= bounds.ambiguous, "{part}: of the ambiguous {ambiguous:.1}%");
    assert!(clear <= bounds.clear, "{part}: of the clear {clear:.1}%");
}

fn ambiguous(line: &str) -> (String, bool) {
    let told: Value = serde_json::from_str(&chidu_analysis::clause::jsonl_line(line).expect("a clause is JSON")).expect("JSON");
    (word(&told).to_owned(), told["ambiguous"] == true)
}

fn word(row: &Value) -> &str {
    row["id"].as_str().expect("an id")
}

/// The rubrics that the rulebooks are made of are read without exception.
#[test]
fn clauses_of_the_seeds() {
    let Some(folder) = corpus() else { return };
    let judged = judge(&folder, "tune", &["--show", "exact"]);
    let exact: BTreeSet<&str> = judged.lines().filter_map(|line| line.split(' ').next()).collect();
    let clauses = lines(&folder.join("tune.clauses.jsonl"));
    let gold = lines(&folder.join("tune.gold.jsonl"));
    let clear = |id: &str| gold.iter().any(|row| row["id"] == id && row["ambiguous"] == false);
    let seeds = clauses.iter().filter(|row| row["doc"].as_str().is_some_and(|doc| doc.starts_with("seed-")));
    let missed: Vec<&str> = seeds.filter_map(|row| row["id"].as_str()).filter(|id| clear(id) && !exact.contains(id)).collect();
    assert!(missed.is_empty(), "not exact: {missed:?}");
}

fn hold(part: &str, bounds: &Bounds) {
    let Some(folder) = corpus() else { return };
    let judged = judge(&folder, part, &[]);
    let figures: Value = serde_json::from_str(judged.lines().last().unwrap_or_default()).expect("the judge's last line is JSON");
    let figure = |name: &str| figures[name].as_f64().unwrap_or_else(|| panic!("{name} is a figure: {figures}"));
    println!("{part}: {figures}");
    assert!(figure("exact") >= bounds.exact, "{part} exact: {figures}");
    assert!(figure("misread") <= bounds.misread, "{part} misread: {figures}");
    assert!(figure("dropped") <= bounds.dropped, "{part} dropped: {figures}");
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("CHIDU_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: CHIDU_CORPUS names no folder of clauses");
    }
    folder
}

/// What the judge says of the readings of a part.
fn judge(folder: &Path, part: &str, options: &[&str]) -> String {
    let clauses = fs::read_to_string(folder.join(format!("{part}.clauses.jsonl"))).expect("the clauses can be read");
    let readings: Vec<String> = clauses.lines().map(|line| chidu_analysis::clause::jsonl_line(line).expect("a clause is JSON")).collect();
    // From within the folder: the judge tells the parts by the path that it is given, and folders above may have any name.
    let mut judge = Command::new("python3")
        .current_dir(folder)
        .arg("compare.py")
        .arg(format!("{part}.gold.jsonl"))
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs the judge");
    let mut input = judge.stdin.take().expect("the judge reads");
    let writer = std::thread::spawn(move || input.write_all(readings.join("\n").as_bytes()));
    let output = judge.wait_with_output().expect("the judge ends");
    writer.join().expect("the writer ends").expect("the judge takes all readings");
    assert!(output.status.success(), "the judge fails on {part}");
    String::from_utf8(output.stdout).expect("the judge writes UTF-8")
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("the corpus can be read");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}
