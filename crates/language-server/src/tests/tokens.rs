//! Semantic tokens through the protocol, drawn into the text: `[keyword 扣]`.

use serde_json::{Value, json};

use super::client::{Client, URI};

const BOOK: &str = "《窗口考核》 满分20分
周期: 每月
一、服务 15分
  1. 服务态度 10分: 台面应当整洁。每发现一处不达标扣1分, 最多扣5分; 与群众争吵的, 扣2分 #争吵 // 说明
  2. 等候时间 5分: 超过10分钟的, 每次扣1分; 查阅登记台账
二、资料 5分:
  资料齐全的得满分, 每缺一项扣0.5分; 服务得分低于9分的, 不得分; 迟到,罚款扣钱
一票否决: 弄虚作假的, 直接定为不合格
等级:
  15分以上为合格, 不足15分为不合格
示例 \"甲\":
  服务态度 不达标 2处
  争吵
  应得: 服务态度 6分, 总分 16分, 合格
";

const TYPES: [&str; 11] = ["section", "entry", "key", "score", "number", "bound", "text", "unit", "grade", "handle", "comment"];

fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

/// The text with each token in brackets behind its kind; `*` where a name is made, `-` for prose.
fn drawn(text: &str, data: &Value) -> String {
    let numbers: Vec<usize> =
        data.as_array().expect("data").iter().map(|n| usize::try_from(n.as_u64().expect("a number")).expect("small")).collect();
    let mut lines: Vec<Vec<u16>> = text.split('\n').map(|line| line.encode_utf16().collect()).collect();
    let (mut line, mut column, mut placed) = (0, 0, Vec::new());
    for token in numbers.chunks(5) {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        placed.push((line, column, token[2], token[3], token[4]));
    }
    for (line, column, length, kind, modifiers) in placed.into_iter().rev() {
        let name = if modifiers & 2 == 2 { "-" } else { TYPES[kind] };
        let star = if modifiers & 1 == 1 { "*" } else { "" };
        let words = String::from_utf16(&lines[line][column..column + length]).expect("whole characters");
        let shown: Vec<u16> = format!("[{name}{star} {words}]").encode_utf16().collect();
        lines[line].splice(column..column + length, shown);
    }
    lines.iter().map(|line| String::from_utf16(line).expect("whole characters")).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_scores_stands_out_and_prose_steps_back() {
    let mut client = Client::ready(&["utf-16"], json!({})).await;
    client.open(BOOK).await;
    let whole = client.ask("textDocument/semanticTokens/full", document()).await;
    insta::assert_snapshot!(drawn(BOOK, &whole["result"]["data"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_legend_is_that_of_the_tokens() {
    let mut client = Client::start(None);
    let response = client.initialize(json!({}), json!(null)).await;
    let legend = &response["result"]["capabilities"]["semanticTokensProvider"]["legend"];
    assert_eq!(
        legend["tokenTypes"],
        json!(["namespace", "class", "property", "keyword", "number", "operator", "string", "type", "enumMember", "decorator", "comment"])
    );
    assert_eq!(legend["tokenModifiers"], json!(["declaration", "documentation"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_has_the_tokens_that_touch_it() {
    let mut client = Client::ready(&["utf-8"], json!({})).await;
    client.open("一、😀服务 5分: 每处扣1分\r\n二、用语 5分: 每处扣2分\r\n").await;
    let mut params = document();
    params["range"] = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 18}});
    let answer = client.ask("textDocument/semanticTokens/range", params).await;
    assert_eq!(answer["result"]["data"], json!([1, 6, 6, 1, 1, 0, 7, 4, 4, 0]), "用语 from byte 6, 5分 from byte 13");
}

/// An edit changes the tokens as the full list does, and a result that is not kept is sent whole.
#[tokio::test(flavor = "multi_thread")]
async fn a_delta_makes_the_old_list_the_new_one() {
    let mut client = Client::ready(&["utf-16"], json!({})).await;
    client.open(BOOK).await;
    let before = client.ask("textDocument/semanticTokens/full", document()).await["result"].take();
    let place = json!({"line": 4, "character": 0});
    client.change(2, json!([{"range": {"start": place, "end": place}, "text": "  9. 仪容 3分: 每次扣1分\r\n"}])).await;
    let mut params = document();
    params["previousResultId"] = before["resultId"].clone();
    let delta = client.ask("textDocument/semanticTokens/full/delta", params.clone()).await["result"].take();
    let whole = client.ask("textDocument/semanticTokens/full", document()).await["result"].take();
    let mut data = before["data"].as_array().expect("data").clone();
    let edits = delta["edits"].as_array().expect("edits");
    assert_eq!(edits.len(), 1);
    for edit in edits {
        let number = |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).expect("small");
        assert!(number("deleteCount") < data.len() / 2, "not all of it");
        data.splice(number("start")..number("start") + number("deleteCount"), edit["data"].as_array().expect("data").clone());
    }
    assert_eq!(json!(data), whole["data"]);
    assert_eq!(delta["resultId"], whole["resultId"]);
    params["previousResultId"] = json!("never");
    let answer = client.ask("textDocument/semanticTokens/full/delta", params).await["result"].take();
    assert_eq!(answer["data"], whole["data"]);
}
