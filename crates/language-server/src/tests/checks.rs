//! Diagnostics: published for the text that is there, after it has rested, and gone with it.

use std::time::Duration;

use chidu_diagnostics::{Diagnostic, Lang, LineIndex, Severity, Span, Text};
use serde_json::{Value, json};
use std::sync::Arc;
use tower_lsp::lsp_types::{InitializeParams, Url};

use super::client::{Client, URI};
use crate::present;
use crate::session::Session;
use crate::snapshot::Snapshot;

/// A line that can be no rulebook, whatever the language learns.
const WRONG: &str = "一、服务态度 5分: 每发现一处不达标 扣分\n";

#[tokio::test(flavor = "multi_thread")]
async fn an_opened_document_is_checked_at_once() {
    let mut client = Client::ready(&["utf-8"], json!({"debounce": 60_000})).await;
    client.open("服务态度 5分: 每发现一处不达标 扣1分, 最多扣5分\n").await;
    assert_eq!(client.diagnostics().await, json!({"uri": URI, "version": 1, "diagnostics": []}));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_of_edits_is_checked_once() {
    let mut client = Client::ready(&["utf-8"], json!({"debounce": 1500})).await;
    client.open("").await;
    client.diagnostics().await;
    for version in 2..=60 {
        client.change(version, json!([{"text": "环".repeat(version as usize)}])).await;
    }
    assert_eq!(client.diagnostics().await["version"], 60);
    assert_eq!(client.rest(Duration::from_millis(500)).await, Vec::<Value>::new(), "and never again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_document_has_no_diagnostics() {
    let mut client = Client::ready(&["utf-8"], json!({"debounce": 0})).await;
    client.open(WRONG).await;
    client.diagnostics().await;
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(client.diagnostics().await, json!({"uri": URI, "diagnostics": []}));
    client.open("").await;
    assert_eq!(client.diagnostics().await["version"], 1, "opened again");
}

/// A client that never reads must not make the server keep every state of the diagnostics.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_reader_gets_the_latest() {
    let (mut client, output) = Client::deaf(None);
    client.send("initialize", json!({"capabilities": {}, "initializationOptions": {"debounce": 0}})).await;
    client.open("").await;
    // Fill the pipe, so that what follows waits.
    client.change(2, json!([{"text": "环".repeat(50_000)}])).await;
    client.send_text().await;
    for version in 3..=200 {
        client.change(version, json!([{"text": ""}])).await;
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let mut client = client.listening(output);
    let mut versions = Vec::new();
    while versions.last() != Some(&json!(200)) {
        versions.push(client.diagnostics().await["version"].take());
    }
    assert!(versions.len() < 20, "{} publications for a client that did not read", versions.len());
}

/// 10 MB in one line are no rulebook: that is said at once, every question has an answer, and the next text is read as ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_too_long_is_said_and_everything_is_answered() {
    let mut client = Client::ready(&["utf-16"], json!({"debounce": 0, "lang": "zh"})).await;
    let text = format!("《考核》\r\n一、服务 5分: {}", "每发现一处不达标扣1分; ".repeat(300_000));
    assert!(text.len() > 9_900_000);
    client.open(&text).await;
    let told = client.diagnostics().await["diagnostics"].take();
    assert_eq!(told.as_array().map(Vec::len), Some(1));
    assert_eq!(told[0]["range"]["start"], json!({"line": 1, "character": 0}));
    assert!(told[0]["message"].as_str().is_some_and(|words| words.starts_with("这一行有 3900009 个字，太长")), "{}", told[0]["message"]);
    let place = json!({"line": 1, "character": 2_000_000});
    super::around::everything_is_answered(&mut client, &place, "10 MB").await;
    let change = json!({"range": {"start": {"line": 1, "character": 3}, "end": {"line": 1, "character": 3}}, "text": "😀"});
    client.change(2, json!([change])).await;
    let asked = client.send_text().await;
    let held = client.response(asked).await["result"]["text"].as_str().map(str::to_owned);
    assert!(held == Some(text.replace("一、服务", "一、服😀务")), "the text is the editor's all the same");
    client.change(3, json!([{"text": "一、服务 5分: 每处扣1分, 最多扣8分"}])).await;
    let told = client.expect(|message| message["params"]["version"] == 3).await;
    assert_eq!(told["params"]["diagnostics"][0]["code"], "cap-above-points");
}

#[test]
fn a_diagnostic_says_all_it_knows() {
    let text = "一、环境😀\r\n合计 10分\n".to_owned();
    let lines = LineIndex::new(&text);
    let session = Arc::new(Session::negotiate(&InitializeParams::default(), Some(Lang::En)));
    let snapshot = Snapshot::new(Url::parse(URI).expect("a uri"), 1, text, lines, session);
    let diagnostic = Diagnostic::new("points-do-not-add-up", Severity::Warning, Span::new(6, 16), Text::new("不等", "does not add up"))
        .note(Text::new("此处", "here"))
        .label(Span::new(18, 24), Text::new("合计在此", "the total is here"))
        .help(Text::new("改为5分", "write 5分"));
    let shown = serde_json::to_value(present::present(&diagnostic, &snapshot)).expect("json");
    assert_eq!(
        shown,
        json!({
            "range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 6}},
            "severity": 2,
            "code": "points-do-not-add-up",
            "source": "chidu",
            "message": "does not add up\nhere\nhelp: write 5分",
            "relatedInformation": [{
                "location": {"uri": URI, "range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 2}}},
                "message": "the total is here",
            }],
        })
    );
}
