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

/// However many threads read them.
#[test]
fn many_lines_keep_their_order_up_to_the_one_that_is_no_json() {
    let line = |id: usize| format!("{{\"id\":{id},\"clause\":\"迟到每次扣{id}分\"}}\n");
    let input: String = (1..=500).map(line).collect::<String>() + "{\n" + &line(501);
    let ran = Bench::new().feed(&["reading", "--jsonl"], &input);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<_> = lines.iter().map(|line| (line["id"].as_u64(), line["reading"]["effects"][0]["amount"].clone())).collect();
    assert_eq!(told, (1..=500).map(|id| (Some(id), serde_json::json!(id.to_string()))).collect::<Vec<_>>());
    assert!(ran.code == 2 && ran.err.contains("501"), "{}", ran.err);
}

/// A table, a requirement, a clause that nobody understands and one that is outside.
const DOCUMENT: &str =
    "附件1\n检查评分标准\n项目\t分值\t要求\t评分标准\n地面\t6\t干净\t每处扣1分;酌情再议扣分一半\n门窗\t4\t明亮\t按《条例》扣分\n合计\t10\n";

#[test]
fn a_document_as_a_draft_of_its_rulebook() {
    insta::assert_snapshot!(Bench::new().feed(&["reading", "--as-rulebook", "-"], DOCUMENT).page());
}

#[test]
fn a_draft_is_written_to_its_file_and_leaves_nothing_beside_it() {
    let bench = Bench::new();
    let ran = bench.feed(&["reading", "-", "--as-rulebook", "-o", "草稿.chidu"], DOCUMENT);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let checked = bench.run(&["check", "草稿.chidu"]);
    assert!(checked.out.contains("unrecognized-clause") && !checked.out.contains("headless-table"), "{}", checked.out);
    assert_eq!(bench.run(&["reading", "-", "-o", "草稿.chidu"]).code, 2, "a reading goes to no file");
}

#[test]
fn what_is_not_computed_is_listed_with_the_share_of_points() {
    let page = Bench::new().feed(&["reading", "-"], DOCUMENT).page();
    let (_, end) = page.split_once("分值：").expect("the points");
    insta::assert_snapshot!(end);
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
