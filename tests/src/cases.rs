//! The scoring cases of `tests/cases`: one rule of the language, a rulebook, records and the result worked out by hand, in one
//! file that a person can read.
//!
//! Not here: running a case (`tests/tests/cases.rs`). A case file looks like this; sections but `rulebook` and `expected` may
//! be left out:
//!
//! ```text
//! Why it comes out so: the rule and the arithmetic, in a few sentences.
//!
//! === options
//! --partial
//! === rulebook
//! 接待时间 10分: 超过10分钟的, 每次扣2分
//! === records              (or `records NAME` for another file than records.csv; several are scored together)
//! 对象,评分项,情形,次数,数值
//! 甲,接待时间,,,12分钟
//! === subjects
//! 对象
//! 甲
//! === expected
//! exit 0
//! rows 1 used 1 reported 0
//! 甲 - scored 8
//!   接待时间 8
//! ```
//!
//! In `expected`, a line at the margin is a result: subject, period, status, total (`-` for none, `?` for any), and as
//! wanted `grade G` and `consequences A,B`. Indented lines are scores of entries by name (`-` for none). Further lines:
//! `exit N`, `rows R used U reported P`, `rejected ROW [suggestion]`, `problem ROW`, `annual SUBJECT YEAR CONSEQUENCE`,
//! and `refused`: the rulebook does not score at all. Every result has to be listed.

use std::fs;
use std::path::{Path, PathBuf};

/// One case file, taken apart.
#[derive(Debug, Default)]
pub struct Case {
    pub name: String,
    pub options: Vec<String>,
    pub rulebook: String,
    /// File names and contents.
    pub records: Vec<(String, String)>,
    pub subjects: Option<String>,
    pub expected: Expected,
}

/// What a case says must come out.
#[derive(Debug, Default)]
pub struct Expected {
    pub exit: Option<i32>,
    pub refused: bool,
    pub rows: Option<[String; 3]>,
    /// Rows that must be reported, with the suggestion where one is stated.
    pub rejected: Vec<(u64, Option<String>)>,
    /// Rows about which a problem is told, counted or not.
    pub problems: Vec<u64>,
    pub results: Vec<Outcome>,
    pub annual: Vec<[String; 3]>,
}

/// The result of one subject and period.
#[derive(Debug, Default)]
pub struct Outcome {
    pub subject: String,
    pub period: String,
    pub status: String,
    pub total: String,
    pub grade: Option<String>,
    pub consequences: Option<String>,
    pub entries: Vec<(String, String)>,
}

/// All cases under a folder, in the order of their names.
pub fn all(folder: &Path) -> Vec<Case> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    files.iter().map(|file| read(folder, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).expect("the folder of cases").flatten() {
        let path = item.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "case") {
            files.push(path);
        }
    }
}

fn read(folder: &Path, file: &Path) -> Case {
    let text = fs::read_to_string(file).expect("a readable case");
    let name = file.strip_prefix(folder).unwrap_or(file).with_extension("").display().to_string();
    let mut case = Case { name, ..Case::default() };
    for section in text.split("\n=== ").skip(1) {
        let (title, body) = section.split_once('\n').unwrap_or((section, ""));
        let body = format!("{}\n", body.trim_end());
        match title.trim() {
            "options" => case.options = body.split_whitespace().map(str::to_owned).collect(),
            "rulebook" => case.rulebook = body,
            "records" => case.records.push(("records.csv".to_owned(), body)),
            "subjects" => case.subjects = Some(body),
            "expected" => case.expected = expected(&body, file),
            other => match other.strip_prefix("records ") {
                Some(records) => case.records.push((records.to_owned(), body)),
                None => panic!("{}: unknown section `{other}`", file.display()),
            },
        }
    }
    assert!(!case.rulebook.is_empty(), "{}: no rulebook", file.display());
    case
}

fn expected(body: &str, file: &Path) -> Expected {
    let mut expected = Expected::default();
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["exit", code] => expected.exit = Some(code.parse().expect("an exit code")),
            ["refused"] => expected.refused = true,
            ["rows", read, "used", used, "reported", reported] => expected.rows = Some([read, used, reported].map(|n| (*n).to_owned())),
            ["rejected", row, suggestion @ ..] => {
                expected.rejected.push((row.parse().expect("a row"), suggestion.first().map(|word| (*word).to_owned())));
            }
            ["problem", row] => expected.problems.push(row.parse().expect("a row")),
            ["annual", subject, year, consequence] => expected.annual.push([subject, year, consequence].map(|word| (*word).to_owned())),
            [entry, score] if line.starts_with(' ') => {
                let result = expected.results.last_mut().expect("a result above the entry");
                result.entries.push(((*entry).to_owned(), (*score).to_owned()));
            }
            [subject, period, status, total, more @ ..] => expected.results.push(Outcome {
                subject: (*subject).to_owned(),
                period: (*period).to_owned(),
                status: (*status).to_owned(),
                total: (*total).to_owned(),
                grade: after(more, "grade"),
                consequences: after(more, "consequences"),
                entries: Vec::new(),
            }),
            _ => panic!("{}: not understood: {line}", file.display()),
        }
    }
    expected
}

/// The word after a key word.
fn after(words: &[&str], key: &str) -> Option<String> {
    let at = words.iter().position(|word| *word == key)?;
    words.get(at + 1).map(|word| (*word).to_owned())
}
