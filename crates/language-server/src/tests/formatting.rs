//! Formatting through the protocol: the least edits, in both encodings, of all lines or of some.

use serde_json::{Value, json};

use super::client::{Client, URI};

const UNTIDY: &str = "一、环境😀 10分\r\n1.物品  5分:每处扣1分   \r\n\r\n\r\n   2. 玻璃 5分：  每处扣1分";

async fn edits(encoding: &str, method: &str, range: Value) -> Vec<String> {
    let mut client = Client::ready(&[encoding], json!(null)).await;
    client.open(UNTIDY).await;
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let answer = client.ask(method, json!({"textDocument": {"uri": URI}, "range": range, "options": options})).await;
    let place = |range: &Value, end: &str| format!("{}:{}", range[end]["line"], range[end]["character"]);
    let told = |edit: &Value| format!("{}-{} {}", place(&edit["range"], "start"), place(&edit["range"], "end"), edit["newText"]);
    answer["result"].as_array().expect("edits").iter().map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_what_differs_is_changed() {
    let all = [
        "1:0-1:0 \"  \"",
        "1:2-1:2 \" \"",
        "1:5-1:6 \"\"",
        "1:9-1:9 \" \"",
        "1:14-1:17 \"\"",
        "3:0-4:1 \"\"",
        "4:12-4:14 \"\"",
        "4:19-4:19 \"\\r\\n\"",
    ];
    assert_eq!(edits("utf-16", "textDocument/formatting", json!(null)).await, all);
    let utf8 = edits("utf-8", "textDocument/formatting", json!(null)).await;
    assert_eq!(utf8[2..4], ["1:9-1:10 \"\"", "1:15-1:15 \" \""]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_changes_its_lines_alone() {
    let lines = |first: u32, last: u32| json!({"start": {"line": first, "character": 0}, "end": {"line": last, "character": 0}});
    let second = edits("utf-16", "textDocument/rangeFormatting", lines(1, 2)).await;
    assert_eq!(second, ["1:0-1:0 \"  \"", "1:2-1:2 \" \"", "1:5-1:6 \"\"", "1:9-1:9 \" \"", "1:14-1:17 \"\""]);
    assert_eq!(edits("utf-16", "textDocument/rangeFormatting", lines(0, 1)).await, Vec::<String>::new());
}

/// A client that formats by itself is not offered it: it would be done twice, wanted or not.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_for_it_has_its_text_formatted_before_it_is_saved() {
    for wanted in [false, true] {
        let mut client = Client::start(None);
        let options = if wanted { json!({"formatOnSave": true}) } else { json!(null) };
        let response = client.initialize(json!({"general": {"positionEncodings": ["utf-16"]}}), options).await;
        let sync = &response["result"]["capabilities"]["textDocumentSync"];
        assert_eq!(sync["willSaveWaitUntil"], if wanted { json!(true) } else { json!(null) });
    }
    let mut client = Client::ready(&["utf-16"], json!({"formatOnSave": true})).await;
    client.open(UNTIDY).await;
    let asked = json!({"textDocument": {"uri": URI}, "reason": 1});
    let answer = client.ask("textDocument/willSaveWaitUntil", asked).await;
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let formatted = client.ask("textDocument/formatting", json!({"textDocument": {"uri": URI}, "options": options})).await;
    assert_eq!(answer["result"], formatted["result"]);
    assert_eq!(answer["result"].as_array().map(Vec::len), Some(8));
}
