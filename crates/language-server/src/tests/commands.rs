//! Lenses and the commands behind them, through the protocol.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::features::asked;

const BOOK: &str = "《窗口考核》 满分20分
对象: 窗口
一、服务 16分
  1. 服务态度 10分: 每发现一处不达标扣1分, 最多扣5分
  2. 等候时间 5分: 超过10分钟的, 每次扣1分
二、资料 5分: 每缺一项扣2分
示例 \"好的\":
  服务态度 不达标 2处
  应得: 服务态度 8分
示例 \"坏的\":
  资料 缺 1项
  应得: 资料 4分
";

#[tokio::test(flavor = "multi_thread")]
async fn lenses_say_what_adds_up_and_what_can_be_run() {
    let lenses = asked(BOOK, "textDocument/codeLens", json!({})).await;
    let told: Vec<String> = lenses
        .as_array()
        .expect("lenses")
        .iter()
        .map(|lens| {
            format!(
                "{} {} {} {}",
                lens["range"]["start"]["line"],
                lens["command"]["title"].as_str().expect("a title"),
                lens["command"]["command"],
                lens["command"]["arguments"]
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

async fn run(client: &mut Client, command: &str, argument: Value) -> Value {
    client.ask("workspace/executeCommand", json!({"command": command, "arguments": [argument]})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_is_run_on_the_text_that_was_there() {
    let mut client = Client::ready(&[], json!({"lang": "zh"})).await;
    client.open(BOOK).await;
    let first = run(&mut client, "chidu.runExample", json!({"uri": URI, "example": 0})).await;
    assert_eq!(first["result"], json!({"example": "好的", "holds": true, "message": "示例“好的”成立"}));
    let shown = client.expect(|message| message["method"] == "window/showMessage").await;
    assert_eq!(shown["params"], json!({"type": 3, "message": "示例“好的”成立"}));
    let second = run(&mut client, "chidu.runExample", json!({"uri": URI, "example": 1})).await;
    assert_eq!(second["result"]["message"], "示例“坏的”不成立：资料应为 4 分，实际为 3 分");
    let shown = client.expect(|message| message["method"] == "window/showMessage").await;
    assert_eq!(shown["params"]["type"], 2, "a warning");
    client.change(2, json!([{"text": BOOK.replace("资料 4分", "资料 3分")}])).await;
    let mended =
        client.send("workspace/executeCommand", json!({"command": "chidu.runExample", "arguments": [{"uri": URI, "example": 1}]})).await;
    client.change(3, json!([{"text": ""}])).await;
    assert_eq!(client.response(mended).await["result"]["holds"], true, "whatever came after it");
    let gone = run(&mut client, "chidu.runExample", json!({"uri": URI, "example": 1})).await;
    assert_eq!(gone["error"]["message"], "这个示例已经不在了，请再点一次");
}

/// 甲: 2 处 −2, 12 分钟 −1, 1 项 −2; 乙: 7 处 −5 at most. 用语 is no entry.
#[tokio::test(flavor = "multi_thread")]
async fn records_are_scored_and_told_by_line() {
    let folder = std::env::temp_dir().join(format!("chidu-lsp-records-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder of our own");
    let file = folder.join("记录.csv");
    fs::write(
        &file,
        "窗口,评分项,情形,次数,数值\n甲,服务态度,不达标,2,\n甲,等候时间,,,12分钟\n甲,资料,缺,1,\n乙,服务态度,不达标,7,\n乙,用语,,1,\n",
    )
    .expect("the folder is ours");
    let records = tower_lsp::lsp_types::Url::from_file_path(&file).expect("a path from the root");
    let mut client = Client::ready(&[], json!({"lang": "zh"})).await;
    client.open(&BOOK.replace("服务 16分", "服务 15分")).await;
    let answer = run(&mut client, "chidu.scoreWithRecords", json!({"uri": URI, "records": [records]})).await;
    let result = &answer["result"];
    let totals: Vec<String> = result["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|each| format!("{} {} {}", each["subject"], each["status"], each["total"]))
        .collect();
    assert_eq!(totals, ["\"甲\" \"scored\" \"15\"", "\"乙\" \"scored\" \"15\""]);
    let lines: Vec<String> = result["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|each| format!("{} {}", each["line"], each["text"].as_str().expect("text")))
        .collect();
    assert_eq!(lines, ["3 2 个结果，共 -7 分", "4 1 个结果，共 -1 分", "5 1 个结果，共 -2 分"]);
    assert_eq!(result["lines"][0]["subjects"][1], json!({"subject": "乙", "period": "-", "points": "-5 分"}));
    assert_eq!(result["problems"][0]["row"], 6);
    assert_eq!(result["message"], "2 个结果，1 处记录问题");
    let summary = result["summary"].as_str().expect("what `chidu score` prints");
    assert!(summary.starts_with("《窗口考核》\n"), "{summary}");
    assert!(summary.contains("读取 5 行 = 采用 4 行 + 列出问题 1 行") && summary.contains("第 6 行"), "{summary}");
    fs::remove_dir_all(&folder).expect("the folder is ours");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_scored_is_said() {
    let mut client = Client::ready(&[], json!({"lang": "zh"})).await;
    client.open(&BOOK.replace("服务 16分", "服务 15分")).await;
    let message = |answer: Value| answer["error"]["message"].as_str().unwrap_or_default().to_owned();
    let none = run(&mut client, "chidu.scoreWithRecords", json!({"uri": URI})).await;
    assert_eq!(message(none), "请选一个记录文件（CSV、XLSX、JSON）");
    let absent = run(&mut client, "chidu.scoreWithRecords", json!({"uri": URI, "records": ["file:///no/such/file.csv"]})).await;
    assert!(message(absent).starts_with("读不了 /no/such/file.csv："));
    let web = run(&mut client, "chidu.scoreWithRecords", json!({"uri": URI, "records": ["https://example.org/a.csv"]})).await;
    assert_eq!(message(web), "https://example.org/a.csv 不是文件");
    client.change(2, json!([{"text": "一、服务 5分: 每发现一处不达标 扣分\n"}])).await;
    let wrong = run(&mut client, "chidu.scoreWithRecords", json!({"uri": URI, "records": []})).await;
    assert_eq!(message(wrong), "规则书有错误或未看懂的评分规则，不能评分");
    let unknown = run(&mut client, "chidu.unheard", json!({"uri": URI})).await;
    assert_eq!(unknown["error"]["code"], -32602);
    let bare = client.ask("workspace/executeCommand", json!({"command": "chidu.runExample"})).await;
    assert_eq!(bare["error"]["code"], -32602);
}
