//! Completion through the protocol: what is offered where, for which spelling, and what it replaces.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::features::asked;

const BOOK: &str = "《窗口考核》 满分20分
一、服务态度 10分: 每发现一处不达标扣1分; 与群众争吵的扣2分 #争吵
二、等候时间 5分: 超过10分钟的, 每次扣1分
三、长期规划 5分: 未建立的, 扣2分

评价主体:
  群众 60%, 领导 40%

等级:
  15分以上为合格, 不足15分为不合格
";

/// The answer for a text behind the rulebook, with `$0` at the cursor.
async fn behind(text: &str) -> Vec<Value> {
    let answer = asked(&format!("{BOOK}{text}"), "textDocument/completion", json!({})).await;
    assert_eq!(answer["isIncomplete"], true, "every letter may change it");
    answer["items"].as_array().expect("items").clone()
}

/// What is replaced, what comes in its place, and what is said of it.
fn told(item: &Value) -> String {
    let range = &item["textEdit"]["range"];
    let width = range["end"]["character"].as_u64().unwrap_or(0) - range["start"]["character"].as_u64().unwrap_or(0);
    let detail = item["detail"].as_str().unwrap_or("");
    let filter = item["filterText"].as_str().unwrap_or("");
    format!("{width} {filter:?} → {:?} {detail}", item["textEdit"]["newText"].as_str().unwrap_or("")).trim_end().to_owned()
}

async fn first(text: &str, count: usize) -> String {
    let items = behind(text).await;
    let lines: Vec<String> = items.iter().take(count).map(told).collect();
    format!("{text}\n    {}", lines.join("\n    "))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_offered_where() {
    let mut all = Vec::new();
    for text in [
        "示例 \"甲\":\n  fwtd$0",
        "示例 \"甲\":\n  服务态度 $0",
        "示例 \"甲\":\n  服务态度 bdb$0",
        "示例 \"甲\":\n  服务态度 不达标 2$0",
        "示例 \"甲\":\n  changqi$0",
        "示例 \"甲\":\n  应得: 总分 90分, bh$0",
        "一票否决:\n  弄虚作假的, 直接定为b$0",
        "数据:\n  窗口名称: dx$0",
        "djx$0",
        "dengji$0",
        "四、用语 5分: 说话生硬的, 每次$0",
        "四、用语 5分: 说话生硬mc$0",
        "四、用语 5分: 每fx$0",
        "四、用语 5分: 超过10fz$0",
        "四、用语 5分: zdk$0",
        "四、用语 5分: 由qz$0",
        "四、用语 5$0分: 每处扣1分",
        "// 允许 step$0",
        "// 允许 unsaid-t$0",
        "// 允许 cap-over-several, msjd$0",
        "// 预期: points-d$0",
        "// 允许 points-do$0",
    ] {
        all.push(first(text, 4).await);
    }
    insta::assert_snapshot!(all.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clause_is_shown_with_what_it_is_read_as() {
    let items = behind("四、用语 5分: mfxyc$0").await;
    assert_eq!(items[0]["label"], "每发现一处不达标扣1分");
    assert_eq!(items[0]["documentation"]["value"], "每处扣 1 分（不达标）");
}

#[tokio::test(flavor = "multi_thread")]
async fn properties_are_offered_before_the_entries_and_their_values_behind_them() {
    let keys = asked("《考核》 满分5分\nz$0\n一、服务 5分: 每处扣1分\n", "textDocument/completion", json!({})).await;
    assert_eq!(keys["items"][0]["label"], "周期");
    let values = asked("周期: mj$0\n一、服务 5分: 每处扣1分\n", "textDocument/completion", json!({})).await;
    assert_eq!(values["items"][0]["label"], "每季度");
    let none = behind("zhouqi$0").await;
    assert!(none.iter().all(|item| item["label"] != "周期"), "not behind the entries");
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_titles_and_words_that_spell_nothing_are_left_alone() {
    for text in ["// fwtd$0", "四、用语 5分: 每处扣1分 // fwtd$0", "四、用语 5分: 𠮷😀$0", "四、用语 5分: qqqq$0"] {
        assert_eq!(behind(text).await, Vec::<Value>::new(), "{text}");
    }
}

/// A client that fills in gaps gets them; one that says that pinyin is off gets none of it; the range counts the session's units.
#[tokio::test(flavor = "multi_thread")]
async fn the_client_decides_on_gaps_pinyin_and_columns() {
    let snippets =
        json!({"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}, "general": {"positionEncodings": ["utf-8"]}});
    let text = "一、𠮷服务 5分: 每处扣1分\r\n示例 \"😀\":\r\n  𠮷f";
    let ask = |line: u32, character: u32| json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}});
    let mut client = Client::start(None);
    client.initialize(snippets, json!({"lang": "zh"})).await;
    client.open(text).await;
    let answer = client.ask("textDocument/completion", ask(2, 7)).await;
    let item = &answer["result"]["items"][0];
    assert_eq!(
        item["textEdit"],
        json!({"range": {"start": {"line": 2, "character": 2}, "end": {"line": 2, "character": 7}}, "newText": "𠮷服务"})
    );
    client.change(2, json!([{"text": "一、用语 5分: zdk"}])).await;
    let answer = client.ask("textDocument/completion", ask(0, 99)).await;
    assert_eq!(answer["result"]["items"][0]["textEdit"]["newText"], "最多扣${1:5}分");
    assert_eq!(answer["result"]["items"][0]["insertTextFormat"], 2);

    let mut client = Client::start(None);
    client.initialize(json!({}), json!({"lang": "zh", "pinyin": false})).await;
    client.open("一、用语 5分: zdk").await;
    let answer = client.ask("textDocument/completion", ask(0, 99)).await;
    assert_eq!(answer["result"]["items"], json!([]));
    client.change(2, json!([{"text": "一、用语 5分: 最多"}])).await;
    let answer = client.ask("textDocument/completion", ask(0, 99)).await;
    assert_eq!(answer["result"]["items"][0]["textEdit"]["newText"], "最多扣5分");
}

/// Names are those of the state before while the text has not been checked; what is typed is always the text's own.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_just_changed_is_completed_at_once() {
    let mut client = Client::ready(&[], json!({"lang": "zh", "debounce": 60_000})).await;
    client.open(BOOK).await;
    client.diagnostics().await;
    let end = json!({"line": 10, "character": 0});
    client.change(2, json!([{"range": {"start": end, "end": end}, "text": "示例 \"甲\":\n  cqgh"}])).await;
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 11, "character": 6}});
    let answer = client.ask("textDocument/completion", place).await;
    assert_eq!(answer["result"]["items"][0]["label"], "长期规划");
}
