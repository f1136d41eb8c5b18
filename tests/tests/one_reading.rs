//! The guide's page on clauses with one reading is true: each doubtful wording fires the lint that its table names and no other ambiguity, each
//! rewording fires none and has the reading that stands beside it.
//!
//! A table headed `| 意思 | 写法 | 读法 |` is one ambiguity: the doubtful wording with its lint, then the rewordings with their readings.

use std::collections::BTreeSet;
use std::fs;

use chidu_analysis::clause::{Clause, clause};
use chidu_analysis::{Context, LINTS, lints, sentence};
use chidu_tests::workspace;

#[test]
fn the_doubtful_wording_fires_its_lint_alone() {
    for table in tables() {
        let (doubtful, code) = &table[0];
        assert_eq!(ambiguities(&read(doubtful)), BTreeSet::from([code.as_str()]), "{doubtful}");
    }
}

#[test]
fn each_rewording_has_the_one_reading_that_is_stated() {
    for (wording, stated) in tables().iter().flat_map(|table| &table[1..]) {
        let clause = read(wording);
        assert_eq!(ambiguities(&clause), BTreeSet::new(), "{wording}");
        assert!(clause.reading.gaps.is_empty(), "{wording}: {:?}", clause.reading.gaps);
        let readings: Vec<String> = clause.reading.effects.iter().map(|effect| sentence::effect(effect).zh).collect();
        assert_eq!(&readings.join("；"), stated, "{wording}");
    }
}

#[test]
fn ten_ambiguities_have_a_table_and_all_have_a_link() {
    let tables = tables();
    let codes: BTreeSet<&str> = tables.iter().map(|table| table[0].1.as_str()).collect();
    assert_eq!((tables.len(), codes.len()), (10, 10));
    assert!(tables.iter().all(|table| table.len() >= 3), "each meaning has a rewording");
    let page = page();
    let missing = LINTS.iter().filter(|lint| lint.ambiguity && !page.contains(&format!("[{0}](../lints/{0}.md)", lint.code)));
    assert_eq!(missing.map(|lint| lint.code).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_wording_fires_the_lint_that_stands_before_it() {
    let text = fs::read_to_string(workspace().join("tests/ambiguities.txt")).expect("tests/ambiguities.txt");
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (code, wording) = line.split_once('|').unwrap_or_else(|| panic!("a lint and a wording: {line}"));
        let expected: BTreeSet<&str> = [code.trim()].into_iter().filter(|code| *code != "-").collect();
        assert_eq!(ambiguities(&read(wording.trim())), expected, "{wording}");
    }
}

fn read(wording: &str) -> Clause {
    clause(wording, &Context { item: Some("考核"), points: Some("100"), ..Context::default() })
}

fn ambiguities(clause: &Clause) -> BTreeSet<&'static str> {
    clause.codes().into_iter().filter(|code| lints::is_ambiguity(code)).collect()
}

fn page() -> String {
    fs::read_to_string(workspace().join("docs/guide/one-reading.md")).expect("docs/guide/one-reading.md")
}

/// Wording and what stands beside it, for each line of each table.
fn tables() -> Vec<Vec<(String, String)>> {
    let page = page();
    let tables = page.split("| 意思 | 写法 | 读法 |\n|---|---|---|\n").skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, wording, reading] = cells.as_slice() else { panic!("three cells: {line}") };
        (wording.trim_matches('`').to_owned(), (*reading).to_owned())
    };
    tables.map(|table| table.lines().take_while(|line| line.starts_with('|')).map(row).collect()).collect()
}
