//! `chidu score` and `chidu explain` as a user meets them.

use crate::bench::{Bench, RECORDS, RULEBOOK};

#[test]
fn the_summary_of_a_clean_run() {
    insta::assert_snapshot!(Bench::new().run(&["score", "规则.chidu", "记录.csv"]).page());
    insta::assert_snapshot!(Bench::new().run(&["--lang", "en", "score", "规则.chidu", "记录.csv"]).page());
}

#[test]
fn files_are_written_whole_and_the_same_each_time() {
    let bench = Bench::new();
    let arguments = ["score", "规则.chidu", "记录.csv", "-o", "果.json", "-o", "果.jsonl", "-o", "果.csv", "-o", "果.xlsx"];
    assert_eq!(bench.run(&arguments).code, 0);
    let names = ["果.json", "果.jsonl", "果.csv", "果.xlsx"];
    let bytes = || names.map(|name| std::fs::read(bench.path().join(name)).expect("written"));
    let first = bytes();
    assert_eq!(bench.run(&arguments).code, 0);
    assert!(first == bytes());
    let document: serde_json::Value = serde_json::from_slice(&first[0]).expect("JSON");
    assert_eq!(document["format"], 1);
    assert_eq!(document["results"][0]["subject"], "三号窗口");
    assert_eq!(document["results"][0]["total"], "5");
    assert_eq!(document["records"][0]["read"], 4);
    let left: Vec<_> = std::fs::read_dir(bench.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 6, "no temporary file stays: {left:?}");
}

/// The total is the sum of the root's reasons, and every entry's score the sum of its own.
#[test]
fn every_score_is_the_sum_of_its_reasons() {
    let bench = Bench::new();
    bench.run(&["score", "规则.chidu", "记录.csv", "-o", "果.json"]);
    let document: serde_json::Value = serde_json::from_str(&bench.read("果.json")).expect("JSON");
    let number = |value: &serde_json::Value| value.as_str().expect("a string").parse::<chidu_values::Number>().expect("a decimal");
    let mut checked = 0;
    for result in document["results"].as_array().expect("results") {
        for entry in result["entries"].as_array().expect("entries") {
            let sum: chidu_values::Number =
                entry["reasons"].as_array().expect("reasons").iter().map(|reason| number(&reason["delta"])).sum();
            assert_eq!(sum, number(&entry["score"]), "{} {}", result["subject"], entry["id"]);
            checked += 1;
        }
        assert_eq!(result["total"], result["entries"][0]["score"]);
    }
    assert!(checked >= 6);
}

#[test]
fn a_long_run_says_nothing_on_the_way_where_nobody_sees_it() {
    let bench = Bench::new();
    let (head, rows) = RECORDS.split_once('\n').expect("headings");
    let remarks = rows.lines().cycle().take(40).map(|row| format!("{row},{}\n", "记".repeat(20_000))).collect::<String>();
    bench.write("记录.csv", &format!("{head},备注\n{remarks}"));
    let ran = bench.run(&["score", "规则.chidu", "记录.csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("读取 40 行 = 采用 40 行"), "{}", ran.out);
}

#[test]
fn rejected_rows_are_listed_and_end_with_one() {
    let bench = Bench::new();
    bench.write("记录.csv", &format!("{RECORDS}三号窗口,2026-03-10,服务态度,不打标,1\n"));
    insta::assert_snapshot!(bench.run(&["score", "规则.chidu", "记录.csv"]).page());
}

#[test]
fn a_rulebook_that_is_not_understood_is_not_scored_unless_in_part() {
    let bench = Bench::new();
    bench.write("规则.chidu", &RULEBOOK.replace("超过10分钟的, 每次扣1分", "超过 分钟的, 每次扣1分"));
    insta::assert_snapshot!(bench.run(&["score", "规则.chidu", "记录.csv"]).page());
    let partial = bench.run(&["score", "--partial", "规则.chidu", "记录.csv", "-o", "果.json"]);
    assert_ne!(partial.code, 2, "{}", partial.err);
    let document: serde_json::Value = serde_json::from_str(&bench.read("果.json")).expect("JSON");
    let first = &document["results"][0];
    assert_eq!((&first["status"], &first["grade"]), (&"partial".into(), &serde_json::Value::Null));
    assert_eq!(first["points_computed"], "6");
}

#[test]
fn a_roster_brings_in_who_has_no_record() {
    let bench = Bench::new();
    bench.write("名单.csv", "窗口,周期\n三号窗口,2026年3月\n五号窗口,2026年3月\n七号窗口,2026年3月\n");
    let ran = bench.run(&["score", "规则.chidu", "记录.csv", "--subjects", "名单.csv"]);
    insta::assert_snapshot!(ran.page());
}

#[test]
fn one_subjects_statement() {
    let bench = Bench::new();
    insta::assert_snapshot!(bench.run(&["explain", "规则.chidu", "记录.csv", "--subject", "三号窗口"]).page());
    insta::assert_snapshot!(bench.run(&["explain", "规则.chidu", "记录.csv", "--subject", "五号窗口", "--all", "--lang", "en"]).page());
}

#[test]
fn unknown_subjects_and_periods_are_told_with_what_there_is() {
    let bench = Bench::new();
    let said = |arguments: &[&str]| {
        let ran = bench.run(&[&["explain", "规则.chidu", "记录.csv"], arguments].concat());
        assert_eq!(ran.code, 2);
        ran.err
    };
    insta::assert_snapshot!(said(&["--subject", "三号窗囗"]), @"错误：记录中没有“三号窗囗”；是否应为“三号窗口”？");
    insta::assert_snapshot!(said(&["--subject", "食堂"]), @"错误：记录中没有“食堂”；有：三号窗口、五号窗口");
    insta::assert_snapshot!(said(&["--subject", "三号窗口", "--period", "2026-04"]), @"错误：“三号窗口”没有 2026-04 的结果；有：2026-03");
}

#[test]
fn the_page_is_about_one_subject() {
    let bench = Bench::new();
    let ran = bench.run(&["explain", "规则.chidu", "记录.csv", "--subject", "三号窗口", "--html", "三号.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = bench.read("三号.html");
    assert!(page.contains("三号窗口") && !page.contains("五号窗口"));
}

#[test]
fn where_no_row_can_be_used_there_is_no_table() {
    let bench = Bench::new();
    bench.write("记录.csv", "窗口,日期,项目,情形,次数\n三号窗口,2026-03-02,服务,不达标,2\n");
    insta::assert_snapshot!(bench.run(&["score", "规则.chidu", "记录.csv"]).page());
}

/// What was tried and failed leaves no file behind.
#[test]
fn a_folder_that_is_not_there_is_told() {
    let bench = Bench::new();
    let ran = bench.run(&["score", "规则.chidu", "记录.csv", "-o", "无/果.json"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @"错误：没有这个文件或文件夹：无/果.json");
}

#[test]
fn the_same_file_twice_is_an_error() {
    let bench = Bench::new();
    let ran = bench.run(&["score", "规则.chidu", "记录.csv", "记录.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
}
