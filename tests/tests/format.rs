//! `chidu fmt` over everything that is at hand: twice is once, nothing but spaces changes, and what was read is read still. The readings and
//! scores compared here are those that users get, not the formatter's own comparison.
//!
//! Not here: what a formatted rulebook looks like (tests of the `format` crate). The clauses of the corpus are looked for in the folder
//! that `CHIDU_CORPUS` names.

use std::fs;
use std::path::{Path, PathBuf};

use chidu_analysis::analyze;
use chidu_evaluation::{Options, Plan, assess};
use chidu_format::format;
use chidu_records::Input;
use chidu_tests::generate::case;
use chidu_tests::{chidu, workspace};
use proptest::prelude::*;
use serde_json::Value;

/// Everything that was read, without spaces: effects in their order, entries, and what is told.
fn read(text: &str) -> Vec<String> {
    let analysis = analyze(text);
    let passages = analysis.passages.iter().map(|passage| {
        let reading = serde_json::to_string(&*passage.reading).expect("a reading is JSON");
        format!("{} {reading}", analysis.program[passage.entry].id)
    });
    let entries = analysis.program.entries.iter().map(|entry| format!("{} {} {:?} {:?}", entry.id, entry.name, entry.role, entry.points));
    let told = analysis.diagnostics.iter().map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.span.of(text)));
    passages.chain(entries).chain(told).map(|line| bare(&line)).collect()
}

fn bare(text: &str) -> String {
    text.replace("\\n", "").replace("\\r", "").replace("\\t", "").chars().filter(|character| !character.is_whitespace()).collect()
}

fn hold(name: &str, text: &str) {
    let once = format(text);
    assert_eq!(bare(&once), bare(text), "{name}: more than spaces changed");
    assert_eq!(format(&once), once, "{name}: twice is not once");
    assert_eq!(read(&once), read(text), "{name}: read otherwise");
    assert_eq!(once.starts_with('\u{feff}'), text.starts_with('\u{feff}'), "{name}");
}

fn below(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for item in fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an entry").path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&workspace().join(folder), ending, &mut found);
    found.sort();
    found
}

#[test]
fn rulebooks_are_formatted_already() {
    let output = chidu().args(["fmt", "--check", "rulebooks"]).current_dir(workspace()).output().expect("chidu runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    below("rulebooks", ".chidu").iter().for_each(|path| hold(&path.display().to_string(), &fs::read_to_string(path).expect("text")));
}

#[test]
fn documents_fixtures_and_cases_are_read_as_before() {
    let documents = below("tests/documents", "document.txt");
    let fixtures = below("tests/lints", ".chidu");
    assert!(documents.len() >= 10 && fixtures.len() >= 100);
    for path in documents.iter().chain(&fixtures) {
        hold(&path.display().to_string(), &fs::read_to_string(path).expect("text"));
    }
    for path in below("tests/cases", ".case") {
        let text = fs::read_to_string(&path).expect("text");
        let rulebook = text.split("=== rulebook\n").nth(1).and_then(|rest| rest.split("=== ").next()).expect("a rulebook");
        hold(&path.display().to_string(), rulebook);
    }
}

/// Each clause as the body of an entry. Of a failure nothing but the number is told, for some of them are to be measured on.
#[test]
fn clauses_of_the_corpus_are_read_as_before() {
    let Some(folder) = std::env::var_os("CHIDU_CORPUS").map(PathBuf::from) else {
        println!("skipped: CHIDU_CORPUS names no folder of clauses");
        return;
    };
    for part in ["tune", "check"] {
        let clauses = fs::read_to_string(folder.join(format!("{part}.clauses.jsonl"))).expect("the clauses can be read");
        let changed = clauses.lines().filter(|line| {
            let row: Value = serde_json::from_str(line).expect("a line is JSON");
            let text = format!("甲 50分:\n{}\n\n乙 50分: 每处扣1分\n", row["clause"].as_str().expect("a clause"));
            let once = format(&text);
            read(&once) != read(&text) || format(&once) != once || bare(&once) != bare(&text)
        });
        assert_eq!(changed.count(), 0, "{part}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Rulebooks whose spaces were shaken score as before, row by row.
    #[test]
    fn a_formatted_rulebook_scores_the_same(case in case(), shakes in prop::collection::vec((0_usize..4000, 0_usize..4), 0..40)) {
        let text = shaken(&case.text, &shakes);
        let once = format(&text);
        prop_assert_eq!(read(&once), read(&text));
        prop_assert_eq!(&format(&once), &once);
        prop_assert_eq!(scores(&once, &case.csv()), scores(&text, &case.csv()));
    }
}

/// Spaces put behind colons and commas and at the ends of lines, and blank lines put between.
fn shaken(text: &str, shakes: &[(usize, usize)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, what) in shakes {
        let places: Vec<usize> = (0..characters.len()).filter(|&at| matches!(characters[at], ':' | ',' | ';' | '\n')).collect();
        let Some(&place) = places.get(at % places.len().max(1)) else { continue };
        let (offset, words) = [(1, " "), (0, "  "), (1, "\n"), (0, "\t")][*what];
        let lines = characters[place] == '\n';
        if lines || *what < 2 {
            characters.splice(place + offset..place + offset, words.chars());
        }
    }
    characters.into_iter().collect()
}

fn scores(text: &str, csv: &str) -> Vec<String> {
    let analysis = analyze(text);
    let Ok(records) = chidu_records::read(&analysis.program, &[Input::new("records.csv", csv)], None) else { return Vec::new() };
    let assessment = assess(&Plan::new(&analysis.program, Options { partial: true }), &records.observations);
    let entries = |result: &chidu_evaluation::assessment::SubjectResult| {
        result.entries.iter().map(|entry| format!("{:?}", entry.score)).collect::<Vec<_>>().join(" ")
    };
    assessment
        .results
        .iter()
        .map(|result| format!("{:?} {:?} {:?} {}", result.subject, result.total, result.grade, entries(result)))
        .collect()
}

#[test]
fn a_file_is_written_and_keeps_its_permissions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("细则.chidu");
    fs::write(&path, "一、环境  5分:每处扣1分   \n").expect("ours");
    let run = |arguments: &[&str]| {
        let output = chidu().args(["fmt", "--lang", "en"]).args(arguments).arg(folder.path()).output().expect("chidu runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned())
    };
    assert_eq!(run(&["--check"]), (Some(1), "1 rulebook checked: 1 would be formatted".to_owned()));
    assert_eq!(run(&[]), (Some(0), "1 rulebook: 1 formatted".to_owned()));
    assert_eq!(fs::read_to_string(&path).expect("text"), "一、环境 5分: 每处扣1分\n");
    assert_eq!(run(&["--check"]), (Some(0), "1 rulebook checked: nothing to format".to_owned()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("ours");
        fs::write(&path, "一、环境  5分:每处扣1分\n").expect("ours");
        assert_eq!(run(&[]).0, Some(0));
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn standard_input_goes_to_standard_output() {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = chidu().args(["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("chidu runs");
    child.stdin.take().expect("piped").write_all("一、环境 5分：  每处扣1分".as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stdout).as_ref()), (Some(0), "一、环境 5分：每处扣1分\n"));
}
