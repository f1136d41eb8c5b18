//! Names through the protocol: where they are made and used, and what becomes of them when they change.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::features::{asked, place};

const BOOK: &str = "《窗口考核》 满分30分
一、服务 15分
  1. 服务态度 10分: 每发现一处不达标扣1分; 服务态度恶劣的, 扣2分 #恶劣
  2. 窗口秩序 5分: 等候时间超过10分钟扣2分; 每超过5分钟加扣1分; 等候时间超过60分钟的, 追加扣1分
二、资料 10分: 资料齐全的得满分, 每缺一项扣0.5分; 服务得分低于9分的, 不得分
三、满意率 5分: 满意率达到90%得满分, 每低1个百分点扣1分

等级:
  25分以上为合格, 不足25分为不合格
一票否决: 弄虚作假的, 直接定为不合格
数据:
  态度: 服务态度
示例 \"甲\":
  服务态度 不达标 2处
  窗口秩序 等候时间 12分钟
  恶劣
  一票否决 弄虚作假
  应得: 服务态度 6分, 资料 9.5分, 总分 26分, 不合格
";

/// The book with a cursor: `$0` is put into the first place where the words without it stand.
fn marked(with_cursor: &str) -> String {
    let words = with_cursor.replace("$0", "");
    assert!(BOOK.contains(&words), "{words}");
    BOOK.replacen(&words, with_cursor, 1)
}

/// The words of a range of the book.
fn words(range: &Value) -> String {
    let number = |end: &str, key: &str| usize::try_from(range[end][key].as_u64().expect("a number")).expect("small");
    let line: Vec<u16> = BOOK.lines().nth(number("start", "line")).expect("a line").encode_utf16().collect();
    String::from_utf16(&line[number("start", "character")..number("end", "character")]).expect("whole characters")
}

fn told(answer: &Value, of: &str) -> String {
    let range = |place: &Value| if of.is_empty() { place.clone() } else { place[of].clone() };
    let all = answer.as_array().into_iter().flatten().map(range);
    all.map(|range| format!("{} {}", range["start"]["line"], words(&range))).collect::<Vec<_>>().join(", ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_leads_to_where_it_is_made_and_to_its_uses() {
    let mut lines = Vec::new();
    for cursor in [
        "服务态度$0 不达标 2处",
        "服务态度 不$0达标 2处",
        "等候时$0间 12",
        "\n  恶$0劣\n",
        "6分, 资$0料",
        "26分, 不$0合格",
        "服$0务得分",
        "满意$0率达到",
        "直接定为不$0合格",
        "弄虚$0作假\n",
        "态度: 服务态$0度",
        "每发$0现",
    ] {
        let text = marked(cursor);
        let definition = asked(&text, "textDocument/definition", json!({})).await;
        let references = asked(&text, "textDocument/references", json!({"context": {"includeDeclaration": false}})).await;
        lines.push(format!("{}\n    made {}\n    used {}", cursor.trim(), told(&definition, "range"), told(&references, "range")));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_under_the_cursor_is_marked_where_it_is_written_and_read() {
    let answer = asked(&marked("不达$0标扣"), "textDocument/documentHighlight", json!({})).await;
    let kinds: Vec<String> =
        answer.as_array().expect("places").iter().map(|mark| format!("{} {}", place(&mark["range"]), mark["kind"])).collect();
    assert_eq!(kinds, ["2:20-2:23 3", "13:7-13:10 2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_linked_is_written_alike() {
    let answer = asked(&marked("1. 服务$0态度"), "textDocument/linkedEditingRange", json!({})).await;
    assert_eq!(told(&answer["ranges"], ""), "2 服务态度, 2 服务态度, 11 服务态度, 13 服务态度, 17 服务态度");
    let pattern = answer["wordPattern"].as_str().expect("a pattern");
    assert!(pattern.starts_with("[^") && pattern.contains('：'));
    assert_eq!(asked(&marked("每发$0现"), "textDocument/linkedEditingRange", json!({})).await, Value::Null);
}

/// The rename of what stands at the cursor: the text that comes out, or the refusal.
async fn renamed(client: &mut Client, text: &str, new: &str) -> String {
    let at = text.find("$0").expect("a cursor");
    let before = &text[..at];
    let position =
        json!({"line": before.matches('\n').count(), "character": before.rsplit('\n').next().unwrap_or("").encode_utf16().count()});
    let clean = text.replace("$0", "");
    client.open(&clean).await;
    let answer = client.ask("textDocument/rename", json!({"textDocument": {"uri": URI}, "position": position, "newName": new})).await;
    if let Some(message) = answer["error"]["message"].as_str() {
        return message.to_owned();
    }
    let result = &answer["result"];
    let edits = match result["changes"][URI].as_array() {
        Some(edits) => edits.clone(),
        None => result["documentChanges"][0]["edits"].as_array().expect("edits").clone(),
    };
    applied(&clean, edits)
}

/// Edits of UTF-16 columns, made from the last to the first.
pub fn applied(text: &str, mut edits: Vec<Value>) -> String {
    let offset = |place: &Value| {
        let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("small");
        let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let units = text[start..].chars().scan(0, |units, c| {
            *units += c.len_utf16();
            Some((*units, c.len_utf8()))
        });
        start + units.take_while(|(units, _)| *units <= number("character")).map(|(_, bytes)| bytes).sum::<usize>()
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut out = text.to_owned();
    for edit in &edits {
        let new = edit["newText"].as_str().expect("text");
        out.replace_range(offset(&edit["range"]["start"])..offset(&edit["range"]["end"]), new);
    }
    out
}

/// Only the lines that changed.
fn changed(before: &str, after: &str) -> String {
    let old: Vec<&str> = before.lines().collect();
    after.lines().filter(|line| !old.contains(line)).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rename_goes_through_clauses_examples_and_data() {
    let mut client = Client::ready(&["utf-16"], json!({"lang": "zh"})).await;
    let mut all = Vec::new();
    for (cursor, new) in [
        ("1. 服务$0态度", "待人接物"),
        ("等候时间$0超过10", "排队时长"),
        ("以上为合$0格", "达标"),
        ("直接定为不合格$0", "差"),
        ("#恶$0劣", "态度恶劣"),
        ("服务态度 不达$0标", "不到位"),
        ("三、满意$0率", "好评率"),
        ("二、资料$0", "服务"),
        ("二、资料$0", "台账, 表册"),
        ("二、资料$0", ""),
        ("二、资料$0", "缺一项扣2分"),
        ("每发$0现", "甲"),
    ] {
        let after = renamed(&mut client, &marked(cursor), new).await;
        all.push(format!("{cursor} → {new}\n{}", changed(BOOK, &after)));
    }
    insta::assert_snapshot!(all.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_renamed_is_told_before() {
    let ask = |cursor| asked_raw(marked(cursor));
    assert_eq!(ask("窗口秩$0序 5分").await["result"]["placeholder"], "窗口秩序");
    assert_eq!(ask("每发$0现").await["error"]["message"], "这里没有可以改名的名称：光标放在评分项、数值、情形、等级或短名上");
}

async fn asked_raw(text: String) -> Value {
    let (mut client, position) = super::features::with(&text, "zh").await;
    client.ask("textDocument/prepareRename", json!({"textDocument": {"uri": URI}, "position": position})).await
}

/// The old name stays known to records where the author has said so, or says so when a client asks that can.
#[tokio::test(flavor = "multi_thread")]
async fn the_old_name_is_kept_for_records_where_that_is_wanted() {
    let text = "一、服务态$0度 5分: 每发现一处不达标扣1分\r\n示例 \"甲\":\r\n  服务态度 不达标 2处\r\n";
    let mut client = Client::ready(&["utf-16"], json!({"lang": "zh", "oldNames": "keep"})).await;
    let kept =
        "一、待人接物 5分: 每发现一处不达标扣1分\r\n示例 \"甲\":\r\n  待人接物 不达标 2处\r\n\r\n数据:\r\n  原名 服务态度: 待人接物\r\n";
    assert_eq!(renamed(&mut client, text, "待人接物").await, kept);
    let again = kept.replacen("待人接物", "待人$0接物", 1);
    let twice = renamed(&mut client, &again, "接待").await;
    assert!(twice.ends_with("数据:\r\n  原名 服务态度: 接待\r\n  原名 待人接物: 接待\r\n"), "{twice}");

    let mut client = Client::start(None);
    let support = json!({"documentChanges": true, "changeAnnotationSupport": {}});
    client.initialize(json!({"workspace": {"workspaceEdit": support}}), json!({"lang": "zh"})).await;
    client.open(&text.replace("$0", "")).await;
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 3}, "newName": "待人接物"});
    let answer = client.ask("textDocument/rename", params).await["result"].take();
    assert_eq!(answer["changeAnnotations"]["old-name"], json!({"label": "旧的记录仍可写原来的名称", "needsConfirmation": true}));
    let edits = answer["documentChanges"][0]["edits"].as_array().expect("edits");
    assert_eq!(edits.iter().filter(|edit| edit["annotationId"] == "old-name").count(), 1);
    assert_eq!(answer["documentChanges"][0]["textDocument"]["version"], 1);
}

/// Who assesses: the line that says so makes the name, examples use it, and what follows it is still found.
#[tokio::test(flavor = "multi_thread")]
async fn sources_are_names_too() {
    let text = "一、接待 5分: 每发现一处不达标扣1分\n评价主体: 自评 40%, 群众 60%\n示例 \"甲\":\n  自评 接待 不达标 2处\n  群众 接待 不达标 1处\n  应得: 接待 3.6分\n";
    let mut client = Client::ready(&["utf-16"], json!({"lang": "zh"})).await;
    for (cursor, new, lines) in [
        ("自$0评 接待", "本级", ["评价主体: 本级 40%, 群众 60%", "  本级 接待 不达标 2处"].as_slice()),
        ("群$0众 60%", "市民", &["评价主体: 自评 40%, 市民 60%", "  市民 接待 不达标 1处"]),
        (
            "自评 接$0待",
            "服务",
            &["一、服务 5分: 每发现一处不达标扣1分", "  自评 服务 不达标 2处", "  群众 服务 不达标 1处", "  应得: 服务 3.6分"],
        ),
        ("接待 不$0达标 1处", "不到位", &["一、接待 5分: 每发现一处不到位扣1分", "  自评 接待 不到位 2处", "  群众 接待 不到位 1处"]),
        ("自$0评 40%", "群众", &["已经有“群众”了，同名的分不开"]),
    ] {
        let marked = text.replacen(&cursor.replace("$0", ""), cursor, 1);
        let after = renamed(&mut client, &marked, new).await;
        assert_eq!(changed(text, &after), lines.join("\n"), "{cursor}");
    }
    let made = asked(&text.replace("自评 接待", "自$0评 接待"), "textDocument/definition", json!({})).await;
    assert_eq!(place(&made[0]["range"]), "1:6-1:8");
    let mut symbols =
        asked(&text.replace("自评 40%", "自$0评 40%"), "textDocument/references", json!({"context": {"includeDeclaration": true}})).await;
    let places: Vec<String> = symbols.as_array_mut().expect("places").iter().map(|each| place(&each["range"])).collect();
    assert_eq!(places, ["1:6-1:8", "3:2-3:4"]);
}
