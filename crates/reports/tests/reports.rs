//! Each report of one run made by hand, as a person would see it.

mod sample;

use chidu_diagnostics::Lang;
use chidu_evaluation::observation::SubjectId;
use chidu_reports::statement::{Wanted, statements};
use chidu_reports::terminal::{Layout, summary};
use chidu_reports::{csv, explanation, html, json, xlsx};
use sample::Sample;
use unicode_width::UnicodeWidthStr;

fn wanted(subject: u32, all: bool, lang: Lang) -> Wanted {
    Wanted { subject: SubjectId(subject), period: None, all, lang }
}

#[test]
fn the_summary_in_chinese() {
    let sample = Sample::new();
    insta::assert_snapshot!(summary(&sample.run(), Layout { lang: Lang::Zh, framed: false, width: None }));
}

#[test]
fn the_summary_in_english_with_a_frame() {
    let sample = Sample::new();
    insta::assert_snapshot!(summary(&sample.run(), Layout { lang: Lang::En, framed: true, width: None }));
}

#[test]
fn the_summary_in_a_narrow_terminal() {
    let sample = Sample::new();
    let shown = summary(&sample.run(), Layout { lang: Lang::Zh, framed: true, width: Some(60) });
    let framed = shown.lines().filter(|line| line.starts_with(['│', '┌', '╞', '└']));
    assert!(framed.clone().count() > 4 && framed.clone().all(|line| line.width() <= 60), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn the_json_document() {
    let sample = Sample::new();
    insta::assert_snapshot!(json::json(&sample.run(), Lang::Zh).expect("serialises"));
}

#[test]
fn json_lines_hold_the_same_records() {
    let sample = Sample::new();
    let document: serde_json::Value = serde_json::from_str(&json::json(&sample.run(), Lang::En).expect("serialises")).expect("parses");
    let lines = json::json_lines(&sample.run(), Lang::En).expect("serialises");
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("parses")).collect();
    let of = |kind: &str| {
        let own = lines.iter().filter(|line| line["type"] == kind).cloned();
        own.map(|mut line| {
            line.as_object_mut().expect("an object").shift_remove("type");
            line
        })
        .collect::<Vec<_>>()
    };
    for (kind, field) in [("result", "results"), ("annual", "annual"), ("problem", "problems")] {
        assert_eq!(serde_json::Value::Array(of(kind)), document[field], "{kind}");
    }
    assert_eq!(lines[0]["rulebook"], document["rulebook"]);
    assert_eq!(lines[0]["records"], document["records"]);
    assert_eq!(lines.len(), 5);
}

/// The deltas of every entry's reasons add up to its score.
#[test]
fn scores_are_the_sums_of_their_reasons() {
    let sample = Sample::new();
    let document: serde_json::Value = serde_json::from_str(&json::json(&sample.run(), Lang::Zh).expect("serialises")).expect("parses");
    let mut checked = 0;
    for entry in document["results"]
        .as_array()
        .expect("results")
        .iter()
        .flat_map(|result| result["entries"].as_array().expect("entries"))
        .filter(|entry| !entry["score"].is_null())
    {
        let deltas =
            entry["reasons"].as_array().expect("reasons").iter().map(|reason| sample::number(reason["delta"].as_str().expect("a string")));
        assert_eq!(deltas.sum::<chidu_values::Number>().to_string(), entry["score"], "{}", entry["id"]);
        checked += 1;
    }
    assert_eq!(checked, 5);
}

#[test]
fn an_explanation_in_both_languages() {
    let sample = Sample::new();
    let run = sample.run();
    insta::assert_snapshot!("explanation_zh", explanation::text(&run, &statements(&run, &wanted(0, false, Lang::Zh)), Lang::Zh));
    insta::assert_snapshot!("explanation_en_all", explanation::text(&run, &statements(&run, &wanted(0, true, Lang::En)), Lang::En));
    insta::assert_snapshot!("explanation_missing", explanation::text(&run, &statements(&run, &wanted(1, false, Lang::Zh)), Lang::Zh));
}

#[test]
fn the_page_of_one_subject() {
    let sample = Sample::new();
    let run = sample.run();
    let page = |subject, lang| html::page(&run, &statements(&run, &wanted(subject, true, lang)), lang).expect("renders");
    let body = |page: String| page.split_once("</style>").map(|(_, body)| body.to_owned()).expect("a body");
    insta::assert_snapshot!("page_zh", body(page(0, Lang::Zh)));
    insta::assert_snapshot!("page_en_missing", body(page(1, Lang::En)));
}

#[test]
fn a_page_names_nobody_else() {
    let sample = Sample::new();
    let run = sample.run();
    let page = html::page(&run, &statements(&run, &wanted(0, true, Lang::Zh)), Lang::Zh).expect("renders");
    assert!(page.contains("三号窗口"));
    assert!(!page.contains("五号"));
    assert!(page.contains(&"ab".repeat(32)) && page.contains(&"cd".repeat(32)), "both hashes");
    assert!(!page.contains("http://") && !page.contains("https://"), "self-contained");
}

#[test]
fn the_table_for_excel() {
    let sample = Sample::new();
    let bytes = csv::csv(&sample.run(), Lang::Zh).expect("writes");
    assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]), "the mark by which Excel knows UTF-8");
    let text = String::from_utf8(bytes).expect("UTF-8");
    insta::assert_snapshot!(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"), @r"
    窗口,考核周期,总分,等级,状态,处理结果,服务态度,等候时间
    三号窗口,2026-03,5.5,合格,已评分,取消评先资格,3,2.5
    '=五号<窗口>,2026-03,,,缺项,,6,
    ");
}

#[test]
fn the_spreadsheet_is_the_same_each_time() {
    let sample = Sample::new();
    let first = xlsx::xlsx(&sample.run(), Lang::Zh).expect("writes");
    assert_eq!(first, xlsx::xlsx(&sample.run(), Lang::Zh).expect("writes"));
}
