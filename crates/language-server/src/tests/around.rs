//! What surrounds the cursor, through the protocol: the ranges that a selection grows to, the gaps of a clause, the links of a text.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::features::{WINDOW, asked, place};

/// The text of a range of UTF-16 columns.
fn words(text: &str, range: &Value) -> String {
    let number = |end: &str, key: &str| usize::try_from(range[end][key].as_u64().expect("a number")).expect("small");
    let lines: Vec<Vec<u16>> = text.split('\n').map(|line| line.encode_utf16().collect()).collect();
    let (first, last) = (number("start", "line"), number("end", "line"));
    let cut = |at: usize| {
        let line = lines.get(at).cloned().unwrap_or_default();
        let from = if at == first { number("start", "character") } else { 0 };
        let to = if at == last { number("end", "character") } else { line.len() };
        String::from_utf16(&line[from..to]).expect("whole characters")
    };
    (first..=last).map(cut).collect::<Vec<_>>().join("⏎")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_grows_by_the_parts_of_the_reading() {
    let mut lines = Vec::new();
    for marked in ["不达$0标扣1分", "服务态$0度", "15分以上为合$0格", "周$0期"] {
        let text = WINDOW.replacen("《窗口考核》", "周期: 每月\n《窗口考核》", usize::from(marked.contains('期'))).replacen(
            &marked.replace("$0", ""),
            marked,
            1,
        );
        let before = &text[..text.find("$0").expect("a cursor")];
        let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
        let position = json!({"line": before.matches('\n').count(), "character": column});
        let answer = asked(&text, "textDocument/selectionRange", json!({"positions": [position]})).await;
        let mut range = &answer[0];
        lines.push(marked.to_owned());
        while range.is_object() {
            lines.push(format!("    {}", words(&text.replace("$0", ""), &range["range"])));
            range = &range["parent"];
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clause_that_is_typed_shows_its_gaps() {
    let mut lines = Vec::new();
    for text in [
        "一、服务 5分: 每发现一处$0",
        "一、服务 5分: 每发现一处污迹扣1分，最多扣$0",
        "一、服务 5分: 未建立台账的, 扣2分; 达到95%得满分, 每低$0",
        "一、服务 5分:\r\n  超过10分钟的, 每次扣$0",
        "// 每发现一处$0",
        "一、服务 5分: 😀$0",
    ] {
        let answer = asked(text, "textDocument/signatureHelp", json!({})).await;
        let mut shown = format!("{text}\n");
        for signature in answer["signatures"].as_array().into_iter().flatten() {
            let label = signature["label"].as_str().expect("a label");
            let gap =
                &signature["parameters"][usize::try_from(signature["activeParameter"].as_u64().expect("a gap")).expect("small")]["label"];
            let units: Vec<u16> = label.encode_utf16().collect();
            let at = |end: usize| usize::try_from(gap[end].as_u64().expect("an offset")).expect("small");
            let gap = String::from_utf16(&units[at(0)..at(1)]).expect("whole characters");
            let told = signature["documentation"].as_str().expect("words").replace('\n', " — ");
            shown.push_str(&format!("    {label}  in {gap}  {told}\n"));
        }
        lines.push(shown);
    }
    insta::assert_snapshot!(lines.join(""));
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_and_files_in_comments_lead_out() {
    let text = "// 来源: SOURCE.md，另见 附件/表.xlsx\n《考核》 满分5分 // 见 https://example.org/办法?id=1。\n一、😀服务 5分: 每处扣1分; 见 report.pdf (http://example.org/a.) $0\n";
    let answer = asked(text, "textDocument/documentLink", json!({})).await;
    let links: Vec<String> = answer
        .as_array()
        .expect("links")
        .iter()
        .map(|link| format!("{} {}", place(&link["range"]), link["target"].as_str().expect("a target")))
        .collect();
    assert_eq!(
        links,
        [
            "0:7-0:16 file:///SOURCE.md",
            "0:20-0:29 file:///%E9%99%84%E4%BB%B6/%E8%A1%A8.xlsx",
            "1:15-1:35 https://example.org/",
            "2:32-2:52 http://example.org/a",
        ]
    );
}

/// Whatever is asked of whatever stands there, an answer comes, and it is none of a panic.
#[tokio::test(flavor = "multi_thread")]
async fn half_typed_text_is_answered() {
    let whole = "《考核》 满分20分\r\n一、服务😀 15分\r\n  1. 𠮷态度 10分: 每发现一处不达标扣1分, 最多扣5分 #牌 // 注\r\n二、率 5分: 达到90％得满分，每低1个百分点扣１分\r\n数据:\r\n  原名 甲: 率\r\n等级:\r\n  15分以上为合格\r\n示例 \"甲\":\r\n  𠮷态度 不达标 2处\r\n  应得: 服务😀 13分, 总分 18分\r\n";
    for encoding in ["utf-8", "utf-16"] {
        let mut client = Client::ready(&[encoding], json!({"debounce": 60_000})).await;
        client.open("").await;
        for (version, (at, _)) in whole.char_indices().step_by(5).enumerate() {
            let text = &whole[..at];
            client.change(version as i64 + 2, json!([{"text": text}])).await;
            let last = text.rsplit('\n').next().unwrap_or("");
            let column = if encoding == "utf-8" { last.len() } else { last.encode_utf16().count() };
            let position = json!({"line": text.matches('\n').count(), "character": column});
            everything_is_answered(&mut client, &position, text).await;
        }
    }
}

const ASKED: [&str; 18] = [
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/codeAction",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/completion",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/range",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/rename",
    "textDocument/linkedEditingRange",
    "textDocument/selectionRange",
    "textDocument/documentLink",
    "textDocument/signatureHelp",
    "textDocument/codeLens",
    "textDocument/formatting",
];

pub async fn everything_is_answered(client: &mut Client, position: &Value, text: &str) {
    let params = json!({
        "textDocument": {"uri": URI}, "position": position, "positions": [position], "range": {"start": {"line": 0, "character": 0}, "end": position},
        "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1, "isRetrigger": false}, "newName": "乙", "options": {"tabSize": 2, "insertSpaces": true},
    });
    for method in ASKED {
        let answer = client.ask(method, params.clone()).await;
        let refused = method == "textDocument/rename" && answer["error"]["code"] == -32803;
        assert!(answer.get("result").is_some() || refused, "{method} of {text:?}: {answer}");
    }
}
