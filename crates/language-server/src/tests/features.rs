//! What an editor may ask, through the protocol: a text with `$0` where the cursor is, and the answer drawn beside it.
//!
//! [`FEATURES`] is held against what the server advertises: nothing advertised untested.

use serde_json::{Value, json};

use super::client::{Client, URI};

pub const WINDOW: &str = "《窗口考核》 满分20分
一、服务 15分
  1. 服务态度 10分: 每发现一处不达标扣1分, 最多扣5分; 与群众争吵的扣2分
  2. 等候时间 5分: 超过10分钟的, 每次扣1分
二、资料 5分:
  资料齐全的得满分, 每缺一项扣0.5分

等级:
  15分以上为合格, 不足15分为不合格
";

/// Each capability beside the text itself, and the test that holds it.
const FEATURES: &[&str] = &[
    "codeActionProvider",
    "codeLensProvider",
    "completionProvider",
    "definitionProvider",
    "documentFormattingProvider",
    "documentHighlightProvider",
    "documentLinkProvider",
    "documentRangeFormattingProvider",
    "documentSymbolProvider",
    "executeCommandProvider",
    "experimental",
    "foldingRangeProvider",
    "hoverProvider",
    "inlayHintProvider",
    "linkedEditingRangeProvider",
    "referencesProvider",
    "renameProvider",
    "selectionRangeProvider",
    "semanticTokensProvider",
    "signatureHelpProvider",
    "workspaceSymbolProvider",
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_advertised_untested() {
    let mut client = Client::start(None);
    let response = client.initialize(json!({}), json!(null)).await;
    let capabilities = response["result"]["capabilities"].as_object().expect("capabilities").clone();
    let base = ["positionEncoding", "textDocumentSync"];
    let mut advertised: Vec<&str> = capabilities.keys().map(String::as_str).filter(|key| !base.contains(key)).collect();
    advertised.sort_unstable();
    assert_eq!(advertised, FEATURES);
}

/// A client with a text open; the position of `$0` in it.
pub async fn with(text: &str, lang: &str) -> (Client, Value) {
    let at = text.find("$0").unwrap_or(0);
    let before = &text[..at];
    let line = before.matches('\n').count();
    let column: usize = before.rsplit('\n').next().unwrap_or("").chars().map(char::len_utf16).sum();
    let mut client = Client::ready(&["utf-16"], json!({"lang": lang})).await;
    client.open(&text.replace("$0", "")).await;
    (client, json!({"line": line, "character": column}))
}

pub async fn asked(text: &str, method: &str, more: Value) -> Value {
    let (mut client, position) = with(text, "zh").await;
    let mut params = json!({"textDocument": {"uri": URI}, "position": position, "range": {"start": position, "end": position}});
    more.as_object().into_iter().flatten().for_each(|(key, value)| params[key] = value.clone());
    client.ask(method, params).await["result"].take()
}

async fn hover(marked: &str) -> String {
    let text = WINDOW.replace(&marked.replace("$0", ""), marked);
    let found = asked(&text, "textDocument/hover", json!({})).await;
    found["contents"]["value"].as_str().map_or_else(|| "nothing".to_owned(), |told| format!("{} {told}", place(&found["range"])))
}

pub fn place(range: &Value) -> String {
    let at = |end: &str| format!("{}:{}", range[end]["line"], range[end]["character"]);
    format!("{}-{}", at("start"), at("end"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hover_says_what_was_read_and_what_can_be_scored() {
    let mut told = Vec::new();
    for marked in [
        "不达标$0扣1分",
        "与群众$0争吵",
        "超过10$0分钟",
        "每缺$0一项",
        "服务$0态度",
        "一、服$0务 15分",
        "15分以上$0为合格",
        "不足15分$0为不",
        "《窗口$0考核》",
    ] {
        told.push(format!("{marked}  {}", hover(marked).await.replace('\n', "⏎")));
    }
    insta::assert_snapshot!(told.join("\n"));
}

/// The page of what is wrong stands behind what was read; what is not understood has the page alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_hover_explains_what_is_wrong() {
    let words = |answer: &Value| answer["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let cap = words(&asked("一、服务 5分: 每处扣1分, 最多$0扣8分\n", "textDocument/hover", json!({})).await);
    assert!(cap.starts_with("---\n\n**上限高于分值** `cap-above-points`\n") && cap.contains("正确的写法"), "{cap}");
    let both = words(&asked("一、服务 5分: 争吵的, 扣$08分\n", "textDocument/hover", json!({})).await);
    assert!(both.starts_with("扣 8 分，只计一次（争吵） `一-1`\n\n---\n\n**"), "{both}");
    assert!(both.contains("`deduction-above-points`"), "{both}");
    let unread = words(&asked("一、服务 5分: 视情形扣$0分较多\n", "textDocument/hover", json!({})).await);
    assert!(unread.starts_with("---\n\n**看不懂的计分规则** `unrecognized-clause`\n"), "{unread}");
    let (mut client, position) = with("一、服务 5分: 每处扣1分, 最多$0扣8分\n", "en").await;
    let english = client.ask("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": position})).await;
    assert!(words(&english["result"]).starts_with("---\n\n**`cap-above-points`**\n\nA cap is larger"), "{english}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hover_names_the_law_and_the_standard() {
    let words = |answer: &Value| answer["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let text = "修约: 按GB/T 8170保$0留一位小数\n一、投诉 5分: 3次以上的扣2分; 查阅投诉台账\n";
    assert!(words(&asked(text, "textDocument/hover", json!({})).await).contains("四舍六入五成双，保留 1 位小数。依据 GB/T 8170"));
    let bound = text.replace("$0", "").replace("3次以上", "3次以$0上");
    assert!(words(&asked(&bound, "textDocument/hover", json!({})).await).ends_with("依据《民法典》第一千二百五十九条：“以上”包括本数"));
    let own = format!("以上不包括本数\n{bound}");
    let told = words(&asked(&own, "textDocument/hover", json!({})).await);
    assert!(told.contains("扣 2 分") && !told.contains("民法典"), "the rulebook has said so for itself: {told}");
    let entry = text.replace("$0", "").replace("投诉 5分", "投$0诉 5分");
    assert_eq!(words(&asked(&entry, "textDocument/hover", json!({})).await), "**一 投诉**\n\n可得 3–5 分\n\n依据来源：查阅投诉台账");
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_stand_behind_the_words_that_they_explain() {
    let range = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    let text = WINDOW.replace("二、资料 5分", "二、资料 6分");
    let hints = asked(&text, "textDocument/inlayHint", range).await;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for hint in hints.as_array().expect("hints").iter().rev() {
        let line = &mut lines[usize::try_from(hint["position"]["line"].as_u64().expect("a line")).expect("small")];
        let units: Vec<u16> = line.encode_utf16().collect();
        let (before, after) = units.split_at(usize::try_from(hint["position"]["character"].as_u64().expect("a column")).expect("small"));
        let of = |units: &[u16]| String::from_utf16(units).expect("whole characters");
        *line = format!("{}⟦{}⟧{}", of(before), hint["label"].as_str().expect("a label"), of(after));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// A client that shows lenses has the sums there, and need not read them twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_with_lenses_has_the_sums_above_the_lines() {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    for (capabilities, label) in [(json!({}), "各项合计 20 分 · 可得 3–20 分"), (json!({"textDocument": {"codeLens": {}}}), "可得 3–20 分")]
    {
        let mut client = Client::start(None);
        client.initialize(capabilities, json!({"lang": "zh"})).await;
        client.open(WINDOW).await;
        let hints = client.ask("textDocument/inlayHint", json!({"textDocument": {"uri": URI}, "range": range})).await;
        assert_eq!(hints["result"][0]["label"], label);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_outside_the_range_are_not_sent() {
    let range = json!({"range": {"start": {"line": 3, "character": 0}, "end": {"line": 4, "character": 0}}});
    let hints = asked(WINDOW, "textDocument/inlayHint", range).await;
    let lines: Vec<&Value> = hints.as_array().expect("hints").iter().map(|hint| &hint["position"]["line"]).collect();
    assert_eq!(lines, [&json!(3)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn symbols_are_the_outline() {
    let symbols = asked(WINDOW, "textDocument/documentSymbol", json!({})).await;
    let mut lines = Vec::new();
    outline(&symbols, 0, &mut lines);
    insta::assert_snapshot!(lines.join("\n"));
}

fn outline(symbols: &Value, depth: usize, lines: &mut Vec<String>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let detail = symbol["detail"].as_str().unwrap_or("");
        let (name, range, head) = (symbol["name"].as_str().expect("a name"), place(&symbol["range"]), place(&symbol["selectionRange"]));
        lines.push(format!("{:width$}{name} {detail} {range} head {head}", "", width = depth * 2));
        outline(&symbol["children"], depth + 1, lines);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_several_lines_folds() {
    let folds = asked(WINDOW, "textDocument/foldingRange", json!({})).await;
    let lines: Vec<String> =
        folds.as_array().expect("folds").iter().map(|fold| format!("{}-{}", fold["startLine"], fold["endLine"])).collect();
    assert_eq!(lines, ["1-3", "4-5", "7-8"]);
}

const LETTERS: &str = "服务态度 10分: 每发现一处不达标扣l$0分\n用语 5分: 语言不规范扣I分\n";

async fn actions(only: Value) -> Vec<Value> {
    let context = json!({"context": {"diagnostics": [], "only": only}});
    asked(LETTERS, "textDocument/codeAction", context).await.as_array().expect("actions").clone()
}

fn edited(action: &Value) -> Vec<String> {
    let edits = action["edit"]["changes"][URI].as_array().expect("edits");
    edits.iter().map(|edit| format!("{} {:?}", place(&edit["range"]), edit["newText"].as_str().expect("text"))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quick_fix_changes_what_the_cursor_is_at_and_fix_all_the_rest_too() {
    let quick = actions(json!(["quickfix"])).await;
    assert_eq!(quick.iter().map(edited).collect::<Vec<_>>(), [["0:19-0:20 \"1\""]]);
    assert_eq!(quick[0]["diagnostics"][0]["code"], "letter-for-digit");
    let all = actions(json!(["source.fixAll"])).await;
    assert_eq!(
        all.iter().map(edited).collect::<Vec<_>>(),
        [["0:0-2:0 \"服务态度 10分: 每发现一处不达标扣1分\\n用语 5分: 语言不规范扣1分\\n\""]]
    );
    assert_eq!(actions(json!(["refactor"])).await, Vec::<Value>::new());
    assert_eq!(actions(json!(["source"])).await.len(), 1, "a kind holds those beneath it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_not_open_has_no_features() {
    let mut client = Client::ready(&[], json!(null)).await;
    let answer = client.ask("textDocument/foldingRange", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(answer["error"]["code"], -32602);
}
