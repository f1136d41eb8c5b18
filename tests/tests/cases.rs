//! Runs every scoring case of `tests/cases` through the binary and compares with what was worked out by hand.
//!
//! A case is changed only where the rules of the language say so, never to fit what the tool prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chidu_tests::cases::{Case, Outcome, all};
use chidu_tests::results::{array, entry_score, list, number, problem_rows, result, suggests, word};
use chidu_tests::{chidu, workspace};
use serde_json::Value;

/// Cases that do not hold yet, each with what is missing. A case that holds leaves this list.
const OPEN: &[(&str, &str)] = &[];

#[test]
fn every_case_scores_as_worked_out_by_hand() {
    let cases = all(&workspace().join("tests/cases"));
    assert!(cases.len() >= 40, "only {} cases found", cases.len());
    let open = |case: &&Case| OPEN.iter().any(|(name, _)| *name == case.name);
    let failed: Vec<(&Case, String)> = cases.iter().filter_map(|case| run(case).err().map(|why| (case, why))).collect();
    let wrong: Vec<String> = failed.iter().filter(|(case, _)| !open(case)).map(|(case, why)| format!("{}\n{why}", case.name)).collect();
    assert!(wrong.is_empty(), "{} of {} cases fail\n\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
    let holds = |name: &&str| !failed.iter().any(|(case, _)| case.name == **name);
    let mended: Vec<&str> = OPEN.iter().map(|(name, _)| *name).filter(holds).collect();
    assert!(mended.is_empty(), "these cases hold now, or are no cases, and leave the list OPEN: {mended:?}");
}

/// The differences between what the tool says and what the case expects, one a line.
fn run(case: &Case) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (exit, said, output) = score(case, folder.path())?;
    let mut wrong = Vec::new();
    if let Some(code) = case.expected.exit.filter(|code| Some(*code) != exit) {
        wrong.push(format!("exit {exit:?}, not {code}"));
    }
    match (&output, case.expected.refused) {
        (None, true) if exit == Some(2) => {}
        (None, true) => wrong.push(format!("refused with exit {exit:?}, not 2")),
        (Some(_), true) => wrong.push("scored, though it must be refused".to_owned()),
        (None, false) => wrong.push(format!("no result, exit {exit:?}")),
        (Some(output), false) => compare(case, output, &mut wrong),
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("  {}\n{}{said}", wrong.join("\n  "), problems(&output))) }
}

/// What the tool found wrong with the records: usually why a result is not what it should be.
fn problems(output: &Option<Value>) -> String {
    let list = output.iter().flat_map(|output| array(&output["problems"]));
    list.map(|problem| format!("  row {}: {}\n", problem["row"], word(&problem["message"]))).collect()
}

/// Scores the case in a folder of its own: exit code, standard error, and the JSON where it was written.
fn score(case: &Case, folder: &Path) -> Result<(Option<i32>, String, Option<Value>), String> {
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).map_err(|error| error.to_string());
    write("rulebook.chidu", &case.rulebook)?;
    let mut command = chidu();
    command.current_dir(folder).args(["score", "rulebook.chidu"]);
    for (name, text) in &case.records {
        write(name, text)?;
        command.arg(name);
    }
    command.args(["-o", "out.json"]).args(&case.options);
    if let Some(subjects) = &case.subjects {
        write("subjects.csv", subjects)?;
        command.args(["--subjects", "subjects.csv"]);
    }
    let done = command.output().map_err(|error| error.to_string())?;
    let output = fs::read_to_string(folder.join("out.json")).ok().and_then(|text| serde_json::from_str(&text).ok());
    Ok((done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned(), output))
}

fn compare(case: &Case, output: &Value, wrong: &mut Vec<String>) {
    for outcome in &case.expected.results {
        match result(output, &outcome.subject, &outcome.period) {
            None => wrong.push(format!("no result for {} {}", outcome.subject, outcome.period)),
            Some(found) => compare_result(outcome, found, wrong),
        }
    }
    let count = array(&output["results"]).len();
    if count != case.expected.results.len() {
        wrong.push(format!("{count} results, not {}", case.expected.results.len()));
    }
    compare_annual(case, output, wrong);
    compare_rows(case, output, wrong);
}

fn compare_result(outcome: &Outcome, found: &Value, wrong: &mut Vec<String>) {
    let mut differs = |what: &str, is: String, should: &str| {
        if is != should && should != "?" {
            wrong.push(format!("{} {}: {what} {is}, by hand {should}", outcome.subject, outcome.period));
        }
    };
    differs("status", word(&found["status"]), &outcome.status);
    differs("total", number(&found["total"]), &outcome.total);
    if let Some(grade) = &outcome.grade {
        differs("grade", word(&found["grade"]), grade);
    }
    if let Some(consequences) = &outcome.consequences {
        differs("consequences", list(&found["consequences"]), consequences);
    }
    for (name, score) in &outcome.entries {
        differs(name, entry_score(found, name), score);
    }
}

fn compare_annual(case: &Case, output: &Value, wrong: &mut Vec<String>) {
    let stated = array(&output["annual"]).iter().filter(|year| !array(&year["consequences"]).is_empty());
    let found: BTreeSet<[String; 3]> = stated.map(|a| [word(&a["subject"]), word(&a["year"]), list(&a["consequences"])]).collect();
    let expected: BTreeSet<[String; 3]> = case.expected.annual.iter().cloned().collect();
    if found != expected {
        wrong.push(format!("annual {found:?}, by hand {expected:?}"));
    }
}

fn compare_rows(case: &Case, output: &Value, wrong: &mut Vec<String>) {
    if let Some(rows) = &case.expected.rows {
        let files = array(&output["records"]);
        let found = ["read", "used", "reported"].map(|key| files.iter().filter_map(|file| file[key].as_u64()).sum::<u64>().to_string());
        if &found != rows {
            wrong.push(format!("rows read, used, reported {found:?}, by hand {rows:?}"));
        }
    }
    let told = problem_rows(output);
    let rejected = case.expected.rejected.iter().map(|(row, _)| row);
    for row in rejected.chain(&case.expected.problems).filter(|row| !told.contains(row)) {
        wrong.push(format!("nothing is reported about row {row}; reported are {told:?}"));
    }
    for (row, suggestion) in &case.expected.rejected {
        if suggestion.as_ref().is_some_and(|word| !suggests(output, *row, word)) {
            wrong.push(format!("row {row}: {suggestion:?} is not suggested"));
        }
    }
}
