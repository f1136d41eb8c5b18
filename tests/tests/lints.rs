//! Every lint has a page in both languages and a pair of fixtures: the bad one fires it alone, the good one fires nothing.

use std::collections::BTreeSet;
use std::path::Path;

use chidu_analysis::LINTS;
use chidu_diagnostics::{Diagnostic, Lang, Severity};
use chidu_evaluation::fixes;

fn told(text: &str) -> Vec<Diagnostic> {
    chidu_evaluation::check(text).into_iter().filter(|diagnostic| !diagnostic.expected).collect()
}

/// Advice of other lints is let pass in a fixture: it never counts.
fn codes(text: &str, own: &str) -> BTreeSet<&'static str> {
    let counts = |diagnostic: &Diagnostic| diagnostic.severity != Severity::Advice || diagnostic.code == own;
    told(text).iter().filter(|diagnostic| counts(diagnostic)).map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_bad_fixture_fires_its_own_lint_alone() {
    let wrong: Vec<String> = LINTS
        .iter()
        .filter_map(|lint| {
            let found = codes(lint.bad, lint.code);
            (found != BTreeSet::from([lint.code])).then(|| format!("{}: {found:?}", lint.code))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One cause, one diagnostic: not two of one code that overlap, nor two of any code about the very same words.
#[test]
fn one_cause_is_told_once() {
    let twice = |one: &Diagnostic, other: &Diagnostic| {
        let overlap = one.span.start < other.span.end && other.span.start < one.span.end;
        (one.code == other.code && overlap) || one.span == other.span
    };
    for lint in LINTS {
        let found = told(lint.bad);
        for (at, one) in found.iter().enumerate() {
            let other = found[at + 1..].iter().find(|other| twice(one, other));
            assert!(other.is_none(), "{}: {} and {other:?}", lint.code, one.code);
        }
    }
}

#[test]
fn a_good_fixture_fires_nothing() {
    let wrong: Vec<String> = LINTS
        .iter()
        .filter_map(|lint| {
            let found = codes(lint.good, lint.code);
            (!found.is_empty()).then(|| format!("{}: {found:?}", lint.code))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_severity_listed_is_the_one_that_fires() {
    for lint in LINTS {
        for diagnostic in told(lint.bad).iter().filter(|diagnostic| diagnostic.code == lint.code) {
            assert_eq!(diagnostic.severity, lint.severity, "{}", lint.code);
            assert!(diagnostic.help.is_some(), "{} says what to type", lint.code);
            assert!(!diagnostic.message.zh.is_empty() && !diagnostic.message.en.is_empty(), "{}", lint.code);
        }
    }
}

#[test]
fn every_lint_has_a_page_in_both_languages() {
    for lint in LINTS {
        let (chinese, english) = (lint.page(Lang::Zh), lint.page(Lang::En));
        assert!(chinese.starts_with("# ") && chinese.chars().count() > 120, "{}: {chinese}", lint.code);
        assert!(english.is_ascii() || english.chars().count() > 120, "{}: {english}", lint.code);
        assert!(chinese.contains(lint.bad.trim_end()) && english.contains(lint.good.trim_end()), "{}", lint.code);
    }
}

#[test]
fn the_list_is_sorted_and_complete() {
    let codes: Vec<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "sorted, each once: {codes:?}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |folder: std::path::PathBuf, ending: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(&folder).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).filter(|name| name != "mod").collect()
    };
    let listed: BTreeSet<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    assert_eq!(names(root.join("lints"), ""), listed, "a folder of fixtures each");
    let files: BTreeSet<String> = listed.iter().map(|code| code.replace('-', "_")).collect();
    assert_eq!(names(root.join("../crates/analysis/src/lints"), ".rs"), files, "a file each");
}

/// What `check --fix` mends of the bad fixtures. A mend takes the lint away and is made once; a right rulebook has nothing to mend.
#[test]
fn what_is_certain_is_mended() {
    let mut mended = Vec::new();
    for lint in LINTS {
        assert_eq!(fixes::mend(lint.good), (lint.good.to_owned(), 0), "{}", lint.code);
        let (text, changes) = fixes::mend(lint.bad);
        assert_eq!(fixes::mend(&text), (text.clone(), 0), "{}", lint.code);
        if !told(&text).iter().any(|diagnostic| diagnostic.code == lint.code) {
            assert_ne!((text.as_str(), changes), (lint.bad, 0), "{}", lint.code);
            mended.push(format!("{}\n{text}", lint.code));
        }
    }
    assert!(mended.len() >= 20, "{}", mended.len());
    insta::assert_snapshot!(mended.join("\n"));
}

/// Mends that write out how a passage is read already leave every effect as it was.
#[test]
fn a_mend_that_says_what_is_read_changes_no_effect() {
    // Steps that are whole because nothing else is said, and because it is said, are one.
    let effects = |text: &str| {
        let passages = chidu_analysis::analyze(text).passages;
        let json = passages.iter().map(|passage| serde_json::to_string(&passage.reading.effects).expect("effects are JSON"));
        json.collect::<Vec<_>>().join("\n").replace(",\"partial\":\"down\"", "")
    };
    let says = |diagnostic: &&Diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.title.zh.ends_with("得分不变"));
    let lints: Vec<_> = LINTS.iter().filter(|lint| told(lint.bad).iter().any(|diagnostic| says(&diagnostic))).collect();
    assert!(lints.len() >= 8, "{}", lints.len());
    for lint in lints {
        assert_eq!(effects(&fixes::mend(lint.bad).0), effects(lint.bad), "{}", lint.code);
    }
}

/// Each code that the syntax and the check tell by themselves has a page, too.
#[test]
fn every_code_in_the_sources_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut missing = Vec::new();
    for file in ["syntax/src/messages.rs", "evaluation/src/check.rs", "evaluation/src/allowances.rs"] {
        let source = std::fs::read_to_string(root.join(file)).expect("the source is there");
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let quoted = source.split('"').skip(1).step_by(2).filter(|text| is_code(text));
        missing.extend(quoted.filter(|code| chidu_analysis::lints::find(code).is_none()).map(str::to_owned));
    }
    assert!(missing.is_empty(), "{missing:?}");
}

fn is_code(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
