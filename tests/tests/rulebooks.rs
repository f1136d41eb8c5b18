//! The rulebooks of `rulebooks/`: each checks, scores its records to the hand-made `expected.json`, reports its wrong rows, and
//! agrees with the table worked by hand in its `SOURCE.md`.
//!
//! `expected.json` and the tables were worked out from the rules of the language; they are never regenerated from the tool.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use chidu_tests::results::{array, entry_score, number, problem_rows, result, suggests, word};
use chidu_tests::{chidu, workspace};
use serde_json::Value;

#[test]
fn every_folder_is_listed() {
    let items = fs::read_dir(workspace().join("rulebooks")).expect("rulebooks").flatten();
    let folders = items.filter(|item| item.path().is_dir()).map(|item| item.file_name().to_string_lossy().into_owned());
    assert_eq!(folders.collect::<BTreeSet<String>>(), RULEBOOKS.iter().map(|name| (*name).to_owned()).collect());
}

/// The same tests for each rulebook, each under its own name.
macro_rules! rulebooks {
    ($($module:ident: $name:literal),+ $(,)?) => {
        const RULEBOOKS: &[&str] = &[$($name),+];

        $(mod $module {
            #[test]
            fn nothing_is_told_of_it() {
                super::check($name);
            }

            #[test]
            fn csv_records_score_as_expected() {
                super::compare($name, "records.csv");
            }

            #[test]
            fn the_spreadsheet_scores_as_the_csv() {
                super::compare($name, "records.xlsx");
            }

            #[test]
            fn wrong_rows_are_reported_and_the_rest_is_scored() {
                super::wrong_rows($name);
            }

            #[test]
            fn the_table_worked_by_hand_agrees() {
                super::hand($name);
            }

            #[test]
            fn english_arithmetic_has_english_units() {
                super::english($name);
            }
        })+
    };
}

rulebooks! {
    bank_branch: "bank-branch",
    convenience_centre: "convenience-centre",
    convenience_window: "convenience-window",
    customer_satisfaction: "customer-satisfaction",
    hospital_windows: "hospital-windows",
    postal_stars: "postal-stars",
    red_flag_window: "red-flag-window",
    satisfied_public: "satisfied-public",
    window_practice: "window-practice",
}

#[test]
fn published_hospital_points_are_told_each_once_and_at_its_place() {
    let found = diagnostics("hospital-windows");
    let told: Vec<(&str, u64)> = found.iter().map(|(code, line)| (code.as_str(), *line)).collect();
    assert_eq!(told, [("points-do-not-add-up", 2), ("points-do-not-add-up", 21), ("missing-amount", 30)]);
}

#[test]
fn published_star_bands_overlap_at_90_and_95() {
    let found = diagnostics("postal-stars");
    assert!(!found.is_empty());
    assert!(found.iter().all(|(code, line)| code == "overlapping-bands" && *line == 25), "{found:?}");
}

/// Neither error nor warning nor advice of the rulebook; what is printed wrong is held to what it says of itself.
fn check(name: &str) {
    for (strict, path) in [(true, folder(name).join("rulebook.chidu")), (false, folder(name))] {
        let output =
            chidu().arg("check").args(strict.then_some(["--deny", "advice"]).into_iter().flatten()).arg(path).output().expect("chidu runs");
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{text}{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn wrong_rows(name: &str) {
    let wrong = &expected(name)["wrong"];
    let output = score(name, "wrong-rows.csv", 1);
    let by_hand: BTreeSet<u64> = array(&wrong["rows"]).iter().filter_map(Value::as_u64).collect();
    assert_eq!(problem_rows(&output), by_hand, "reported rows\n{:#}", output["problems"]);
    compare_counts(wrong, &output);
    for (row, suggestion) in wrong["suggestions"].as_object().into_iter().flatten() {
        let (row, suggestion) = (row.parse().unwrap_or_default(), suggestion.as_str().unwrap_or_default());
        assert!(suggests(&output, row, suggestion), "row {row} should suggest {suggestion}\n{:#}", output["problems"]);
    }
    compare_results(&wrong["results"], &output);
}

fn hand(name: &str) {
    let source = fs::read_to_string(folder(name).join("SOURCE.md")).expect("SOURCE.md");
    let (subject, period, scores) = hand_table(&source);
    let output = score(name, "records.csv", 0);
    let found = result(&output, &subject, &period).unwrap_or_else(|| panic!("no result for {subject} {period}"));
    assert!(scores.len() >= 4, "the table by hand has only {} rows", scores.len());
    assert!(scores.iter().any(|(entry, _)| entry == "总分"), "the table by hand has no 总分");
    for (entry, by_hand) in &scores {
        let is = if entry == "总分" { number(&found["total"]) } else { entry_score(found, entry) };
        assert_eq!(&is, by_hand, "{subject} {period} {entry}");
    }
}

/// No number of the arithmetic has a Chinese unit behind it; names and what is quoted stay the author's.
fn english(name: &str) {
    let output = score_in("en", name, "records.csv", 0);
    let entries = array(&output["results"]).iter().flat_map(|result| array(&result["entries"]));
    let told: Vec<String> = entries.flat_map(|entry| array(&entry["reasons"])).map(|reason| word(&reason["arithmetic"])).collect();
    assert!(told.len() > 5, "{output:#}");
    for arithmetic in told {
        let own: String = arithmetic.split(['“', '”']).step_by(2).collect();
        let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
        let mut digits = own.match_indices(|c: char| c.is_ascii_digit()).filter_map(|(at, digit)| own.get(at + digit.len()..));
        assert!(digits.all(|rest| !rest.trim_start().starts_with(chinese)), "{arithmetic}");
    }
}

fn folder(name: &str) -> PathBuf {
    workspace().join("rulebooks").join(name)
}

fn expected(name: &str) -> Value {
    let text = fs::read_to_string(folder(name).join("expected.json")).expect("expected.json");
    serde_json::from_str(&text).expect("JSON")
}

/// The JSON of one run, whose exit code is held as well.
fn score(name: &str, records: &str, exit: i32) -> Value {
    score_in("zh", name, records, exit)
}

fn score_in(lang: &str, name: &str, records: &str, exit: i32) -> Value {
    let out = tempfile::tempdir().expect("a folder");
    let file = out.path().join("out.json");
    let mut command = chidu();
    command.args(["score", "--lang", lang]).arg(folder(name).join("rulebook.chidu")).arg(folder(name).join(records)).arg("-o").arg(&file);
    let output = command.output().expect("chidu runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(exit), "{said}");
    serde_json::from_str(&fs::read_to_string(&file).expect("a result")).expect("JSON")
}

/// Code and line of each error and warning of `as-published.chidu`, the expectation in its first line taken away so that they show.
fn diagnostics(name: &str) -> Vec<(String, u64)> {
    let text = fs::read_to_string(folder(name).join("as-published.chidu")).expect("as-published.chidu");
    let (first, rest) = text.split_once('\n').expect("lines");
    assert!(first.starts_with("// 预期:"), "{name}: the first line says what is wrong");
    let copy = tempfile::tempdir().expect("a folder");
    let file = copy.path().join("as-published.chidu");
    fs::write(&file, format!("//\n{rest}")).expect("a copy");
    let output = chidu().args(["check", "--format", "json"]).arg(&file).output().expect("chidu runs");
    assert_eq!(output.status.code(), Some(1), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = if value.is_array() { array(&value) } else { array(&value["diagnostics"]) };
    let mut found: Vec<(String, u64)> = list.iter().filter(|d| d["severity"] != "advice").map(code_and_line).collect();
    found.sort_by_key(|(_, line)| *line);
    found
}

fn code_and_line(diagnostic: &Value) -> (String, u64) {
    (diagnostic["code"].as_str().unwrap_or_default().to_owned(), diagnostic["line"].as_u64().unwrap_or_default())
}

fn compare(name: &str, records: &str) {
    let (expected, output) = (expected(name), score(name, records, 0));
    assert!(array(&output["problems"]).is_empty(), "{:#}", output["problems"]);
    compare_counts(&expected["records"], &output);
    compare_results(&expected["results"], &output);
    let annual = |value: &Value| -> Vec<[Value; 3]> {
        array(&value["annual"]).iter().map(|year| ["subject", "year", "consequences"].map(|key| year[key].clone())).collect()
    };
    assert_eq!(annual(&output), annual(&expected), "annual");
}

fn compare_counts(expected: &Value, output: &Value) {
    for key in ["read", "used", "reported"] {
        assert_eq!(output["records"][0][key], expected[key], "rows {key}");
    }
}

fn compare_results(expected: &Value, output: &Value) {
    assert_eq!(array(&output["results"]).len(), array(expected).len(), "number of results");
    for by_hand in array(expected) {
        let (subject, period) = (by_hand["subject"].as_str().unwrap_or("-"), by_hand["period"].as_str().unwrap_or("-"));
        let at = format!("{subject} {period}");
        let found = result(output, subject, period).unwrap_or_else(|| panic!("{at}: no result"));
        for key in ["status", "grade", "consequences"] {
            assert_eq!(found[key], by_hand[key], "{at} {key}");
        }
        assert_eq!(number(&found["total"]), number(&by_hand["total"]), "{at} total");
        for (entry, score) in by_hand["entries"].as_object().into_iter().flatten() {
            assert_eq!(entry_score(found, entry), number(score), "{at} {entry}");
        }
    }
}

/// The table under `## 手工核算: SUBJECT PERIOD`: entry (first column) and score (last column).
fn hand_table(source: &str) -> (String, String, Vec<(String, String)>) {
    let (_, rest) = source.split_once("## 手工核算: ").expect("a section 手工核算");
    let (heading, body) = rest.split_once('\n').expect("lines");
    let (subject, period) = heading.trim().split_once(' ').expect("subject and period");
    let rows = body.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|')).skip(2);
    let scores = rows.map(|row| {
        let cells: Vec<&str> = row.trim().trim_matches('|').split('|').map(str::trim).collect();
        (cells.first().unwrap_or(&"").to_string(), cells.last().unwrap_or(&"").to_string())
    });
    (subject.to_owned(), period.trim().to_owned(), scores.collect())
}
