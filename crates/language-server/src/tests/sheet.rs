//! The score sheet, through the protocol.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::features::asked;

/// 服务 says 16 and holds 15; 卫生 leaves its amount to the assessor, 作风 lies outside.
const BOOK: &str = "《窗口考核》 满分40分
一、服务 16分
  1. 服务态度 10分: 每发现一处不达标扣1分, 最多扣5分
  2. 等候时间 5分: 超过10分钟的, 每次扣1分
二、资料 5分: 每缺一项扣2分
三、卫生 10分: 酌情扣1-3分
四、作风 10分: 按《作风考核办法》扣分
等级:
  30分以上为优秀, 不足30分为合格
";

/// The sheet as a person reads it.
fn drawn(sheet: &Value) -> String {
    let mut lines = vec![format!("{} v{}", text(&sheet["title"]), sheet["version"]), row(&sheet["total"])];
    lines.extend(sheet["rows"].as_array().expect("rows").iter().map(row));
    lines.extend(sheet["summary"].as_array().expect("a summary").iter().map(text));
    lines.join("\n")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("-").to_owned()
}

fn row(row: &Value) -> String {
    let depth = usize::try_from(row["depth"].as_u64().expect("a depth")).expect("small");
    let cells = ["id", "name", "points", "range", "sum", "mismatch", "standing", "role"].map(|key| text(&row[key]));
    let clauses = row["clauses"].as_array().expect("clauses").iter().map(|clause| {
        let sentences: Vec<String> = clause["sentences"].as_array().expect("sentences").iter().map(text).collect();
        format!("\n      {} {} {} → {}", clause["line"], text(&clause["text"]), text(&clause["mark"]), sentences.join("; "))
    });
    format!("{}{} {}{}", "  ".repeat(depth + 1), row["line"], cells.join(" | "), clauses.collect::<String>())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_score_sheet_holds_every_entry_with_what_it_can_score() {
    insta::assert_snapshot!(drawn(&asked(BOOK, "chidu/scoreSheet", json!({})).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_score_sheet_is_announced_and_follows_the_text() {
    let mut client = Client::start(None);
    let response = client.initialize(json!({}), json!({"lang": "en"})).await;
    assert_eq!(response["result"]["capabilities"]["experimental"], json!({"scoreSheet": true}));
    client.open(BOOK).await;
    let asked = json!({"textDocument": {"uri": URI}});
    let first = client.ask("chidu/scoreSheet", asked.clone()).await;
    assert_eq!(first["result"]["rows"][0]["mismatch"], "items add up to 15 points, 16 points stated");
    assert_eq!(first["result"]["headings"]["range"], "Attainable");
    client.change(2, json!([{"text": BOOK.replace("服务 16分", "服务 15分")}])).await;
    let second = client.ask("chidu/scoreSheet", asked.clone()).await;
    assert_eq!(second["result"]["rows"][0]["mismatch"], Value::Null);
    assert_eq!(second["result"]["version"], 2);
    client.change(3, json!([{"text": ""}])).await;
    let empty = client.ask("chidu/scoreSheet", asked).await;
    assert_eq!((&empty["result"]["title"], &empty["result"]["rows"]), (&json!("rulebook.chidu"), &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_not_open_has_no_score_sheet() {
    let mut client = Client::ready(&[], json!(null)).await;
    let answer = client.ask("chidu/scoreSheet", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(answer["error"]["code"], -32602);
    assert_eq!(client.ask("chidu/scoreSheet", json!({})).await["error"]["code"], -32602);
}

/// What a clause takes that was not understood is anybody's guess: the range says so, and the sheet shows the clause.
#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_was_not_understood_may_score_anything() {
    let sheet = asked("一、作风 10分: 视情形扣分较多\n", "chidu/scoreSheet", json!({})).await;
    let row = &sheet["rows"][0];
    assert_eq!((&row["range"], &row["standing"]), (&json!("0–10"), &json!("external")));
    assert_eq!(row["clauses"][0]["mark"], "未看懂");
}
