//! `chidu reading` and `chidu explain-code` as a user meets them.

use crate::bench::Bench;

#[test]
fn a_reading_in_both_languages() {
    let bench = Bench::new();
    insta::assert_snapshot!(bench.run(&["reading", "规则.chidu"]).page());
    insta::assert_snapshot!(bench.run(&["--lang", "en", "reading", "规则.chidu"]).page());
}

#[test]
fn a_reading_as_json() {
    let ran = Bench::new().feed(&["reading", "--format", "json", "-"], "服务态度 5分: 每发现一处不达标 扣1分, 最多扣3分\n");
    insta::assert_snapshot!(ran.page());
}

#[test]
fn clauses_line_by_line() {
    let input = "{\"id\":\"a\",\"item\":null,\"points\":null,\"clause\":\"每发现一处不达标扣1分\"}\n\n{\"id\":2,\"item\":\"服务\",\"points\":\"5\",\"clause\":\"微笑服务\"}\n";
    let ran = Bench::new().feed(&["reading", "--jsonl"], input);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["id"], "a");
    assert_eq!(lines[0]["reading"]["effects"][0]["amount"], "1");
    assert_eq!(lines[1]["reading"]["status"], "prose");
}

#[test]
fn a_code_has_its_page_in_both_languages() {
    let bench = Bench::new();
    let chinese = bench.run(&["explain-code", "overlapping-bands"]);
    let english = bench.run(&["explain-code", "overlapping-bands", "--lang", "en"]);
    assert_eq!((chinese.code, english.code), (0, 0));
    assert!(chinese.out.contains("四星") && english.out.contains("bands"));
    let unknown = bench.run(&["explain-code", "overlaping-bands"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("overlapping-bands"), "{}", unknown.err);
    assert!(bench.run(&["explain-code"]).out.contains("overlapping-bands"));
}
