//! What `check --format sarif` writes, held against the schema of SARIF 2.1.0.
//!
//! `schemas/sarif-2.1.0.json` is the schema that OASIS publishes, its descriptions left out. Not here: which result stands where (tests of `cli`).

use std::fs;

use boon::{Compiler, Schemas};
use chidu_analysis::LINTS;
use chidu_tests::{chidu, workspace};
use serde_json::Value;

/// What is wrong with a log, if anything is.
fn faults(log: &Value) -> Option<String> {
    const NAME: &str = "sarif-2.1.0.json";
    let text = fs::read_to_string(workspace().join("tests/schemas").join(NAME)).expect("the schema is there");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource(NAME, serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let schema = compiler.compile(NAME, &mut schemas).expect("the schema holds together");
    schemas.validate(log, schema).err().map(|error| format!("{error:#}"))
}

/// A folder in which each lint fires, under names that a URI cannot hold as they are, and one place that is let stand.
fn rulebooks() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for lint in LINTS {
        fs::write(folder.path().join(format!("错 #{}%.chidu", lint.code)), lint.bad).expect("ours");
        fs::write(folder.path().join(format!("对 {}.chidu", lint.code)), lint.good).expect("ours");
    }
    let expected = "// 预期: deduction-above-points\n服务态度 5分: 与群众争吵的, 扣10分\n";
    fs::write(folder.path().join("预期.chidu"), expected).expect("ours");
    let allowed = "服务态度 5分: 与群众争吵的, 扣10分 // 允许 deduction-above-points: 本意\n";
    fs::write(folder.path().join("允许.chidu"), allowed).expect("ours");
    folder
}

fn log(lang: &str, path: &std::path::Path) -> Value {
    let output = chidu().args(["--lang", lang, "check", "--format", "sarif"]).arg(path).output().expect("chidu runs");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_lint_in_both_languages_fits_the_schema() {
    let folder = rulebooks();
    for lang in ["zh", "en"] {
        let log = log(lang, folder.path());
        assert_eq!(faults(&log), None, "{lang}");
        let results = log["runs"][0]["results"].as_array().expect("results");
        let some = |holds: fn(&Value) -> bool| results.iter().any(holds);
        for lint in LINTS {
            assert!(results.iter().any(|result| result["ruleId"] == lint.code), "{}", lint.code);
        }
        for level in ["error", "warning", "note"] {
            assert!(results.iter().any(|result| result["level"] == level), "{level}");
        }
        assert!(some(|result| result["fixes"].is_array()) && some(|result| result["relatedLocations"].is_array()));
        assert!(some(|result| result["suppressions"][0]["kind"] == "inSource"), "expected problems are told as let pass");
    }
}

#[test]
fn nothing_found_fits_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.chidu"), "服务态度 5分: 每发现一处不达标扣1分\n").expect("ours");
    let log = log("zh", folder.path());
    assert_eq!((faults(&log), log["runs"][0]["results"].as_array().map(Vec::len)), (None, Some(0)));
}

/// The schema is one that can refuse.
#[test]
fn what_is_no_sarif_is_refused() {
    let folder = rulebooks();
    let log = log("zh", folder.path());
    let wrong = |at: &str, value: Value| {
        let mut log = log.clone();
        *log.pointer_mut(at).unwrap_or_else(|| panic!("{at} is there")) = value;
        assert!(faults(&log).is_some(), "{at}");
    };
    wrong("/version", "2.0.0".into());
    wrong("/runs/0/results/0/level", "advice".into());
    wrong("/runs/0/results/0/message", "only words".into());
    wrong("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into());
    wrong("/runs/0/columnKind", "bytes".into());
}

/// A place told by its whole path is a URI, as readers of SARIF take it.
#[test]
fn a_whole_path_is_a_file_uri() {
    let folder = rulebooks();
    let log = log("zh", folder.path());
    let first = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(first.as_str().is_some_and(|uri| uri.starts_with("file:///") && uri.is_ascii()), "{first}");
}
