//! `chidu check` as a user meets it.

use crate::bench::{Bench, RULEBOOK};

#[test]
fn a_sound_rulebook_has_nothing_wrong() {
    let ran = Bench::new().run(&["check", "规则.chidu"]);
    insta::assert_snapshot!(ran.page(), @r"
    exit 0
    检查了 1 个规则书：没有问题
    ");
}

#[test]
fn one_line_alone_is_a_rulebook() {
    let ran = Bench::new().feed(&["check", "-"], "服务态度 5分: 每发现一处不达标 扣1分, 最多扣5分\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
}

#[test]
fn a_failed_example_is_told_where_it_says_what_is_due() {
    let bench = Bench::new();
    bench.write("规则.chidu", &format!("{RULEBOOK}\n示例 \"两处\":\n  服务态度 不达标 2处\n  应得: 服务态度 4分, 总分 9分\n"));
    insta::assert_snapshot!(bench.run(&["check", "规则.chidu"]).page());
    insta::assert_snapshot!(bench.run(&["--lang", "en", "check", "规则.chidu"]).page());
}

#[test]
fn a_file_wrong_on_purpose_is_held_to_just_that() {
    let bench = Bench::new();
    let bands = "  85-90分为三星, 90-95分为四星\n";
    let text = |first: &str| format!("{first}《星级》 满分100分\n\n服务态度 100分: 每发现一处不达标 扣1分\n\n等级:\n{bands}");
    bench.write("预期.chidu", &text("// 预期: overlapping-bands\n"));
    bench.write("没有预期.chidu", &text(""));
    let codes = |name: &str| {
        let ran = bench.run(&["check", "--format", "json", name]);
        let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
        let wrong = found.iter().filter(|each| each["severity"] != "advice" && each["expected"] == false);
        (ran.code, wrong.map(|each| each["code"].as_str().expect("a code").to_owned()).collect::<Vec<_>>())
    };
    let (code, found) = codes("没有预期.chidu");
    assert_eq!(code, 1);
    assert!(found.contains(&"overlapping-bands".to_owned()), "{found:?}");
    bench.write("全部.chidu", &text(&format!("// 预期: {}\n", found.join(", "))));
    assert_eq!(codes("全部.chidu"), (0, vec![]));
    bench.write("太多.chidu", &text(&format!("// 预期: {}, example-fails\n", found.join(", "))));
    assert_eq!(codes("太多.chidu"), (1, vec!["expected-diagnostics".to_owned()]));
}

#[test]
fn folders_are_searched_in_order() {
    let bench = Bench::new();
    for name in ["乙/二.chidu", "乙/一.chidu", "甲.chidu", "甲.txt"] {
        bench.write(&format!("全部/{name}"), "// 预期: overlapping-bands\n服务态度 5分: 每发现一处不达标 扣1分\n");
    }
    let ran = bench.run(&["check", "--format", "json", "全部"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
    let mut files: Vec<&str> = found.iter().map(|each| each["file"].as_str().expect("a file")).collect();
    files.dedup();
    assert_eq!(files, ["全部/甲.chidu", "全部/乙/一.chidu", "全部/乙/二.chidu"]);
    assert_eq!(ran.code, 1);
}

#[test]
fn json_says_where() {
    let ran =
        Bench::new().feed(&["check", "--format", "json", "-"], "服务态度 5分: 每发现一处不达标 扣1分\n等候时间 5分: 超过 分钟扣2分\n");
    let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
    let missing = found.iter().find(|each| each["code"] == "missing-amount").expect("a missing amount");
    assert_eq!(missing["file"], "-");
    assert_eq!(missing["line"], 2);
    assert_eq!(ran.code, 1);
}

#[test]
fn advice_counts_only_where_it_is_denied() {
    let bench = Bench::new();
    bench.write("建议.chidu", include_str!("statements/many.chidu"));
    let ran = bench.run(&["check", "建议.chidu"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("条建议"), "{}", ran.out);
    assert_eq!(bench.run(&["check", "--deny", "advice", "建议.chidu"]).code, 1);
}

const FAULTY: &str = "服务态度 IO分: 每发现一处不达标扣l分\n等候时间 5分: 超过 分钟扣2分\n";

#[test]
fn workflow_commands_name_file_line_and_column() {
    let bench = Bench::new();
    bench.write("甲.chidu", FAULTY);
    let ran = bench.run(&["check", "--format", "github", "甲.chidu"]);
    insta::assert_snapshot!(ran.page());
}

#[test]
fn sarif_has_each_result_with_its_rule_and_its_change() {
    let bench = Bench::new();
    bench.write("甲 乙.chidu", FAULTY);
    let ran = bench.run(&["--lang", "en", "check", "--format", "sarif", "甲 乙.chidu"]);
    let log: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!((ran.code, &log["version"]), (1, &serde_json::json!("2.1.0")));
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let letter = results.iter().find(|each| each["ruleId"] == "letter-for-digit").expect("a letter");
    let place = &letter["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E7%94%B2%20%E4%B9%99.chidu");
    assert_eq!(place["region"]["startLine"], 1);
    assert!(letter["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"].is_string(), "{letter}");
}

#[test]
fn what_is_certain_is_changed_in_the_file_and_the_rest_is_told() {
    let bench = Bench::new();
    bench.write("甲.chidu", FAULTY);
    let ran = bench.run(&["check", "--fix", "甲.chidu"]);
    assert_eq!(bench.read("甲.chidu"), "服务态度 10分: 每发现一处不达标扣1分\n等候时间 5分: 超过 分钟扣2分\n");
    assert!(ran.out.contains("改了 2 处") && ran.out.contains("missing-amount") && !ran.out.contains("letter-for-digit"), "{}", ran.out);
    assert_eq!(ran.code, 1);
    let refused = bench.feed(&["check", "--fix", "-"], FAULTY);
    assert_eq!(refused.code, 2);
}

#[test]
fn a_form_is_a_spreadsheet_and_nothing_else() {
    let bench = Bench::new();
    assert_eq!(bench.run(&["form", "规则.chidu", "-o", "检查表.xlsx"]).code, 0);
    let scored = bench.run(&["score", "规则.chidu", "检查表.xlsx", "记录.csv"]);
    assert!(scored.out.contains("检查表.xlsx：读取 0 行"), "{}", scored.out);
    assert_eq!(bench.run(&["form", "规则.chidu", "-o", "检查表.csv"]).code, 2);
}
