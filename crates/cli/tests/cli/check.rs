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
