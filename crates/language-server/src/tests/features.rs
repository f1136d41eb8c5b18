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
    for marked in ["不达标$0扣1分", "与群众$0争吵", "服务$0态度", "一、服$0务 15分", "15分以上$0为合格", "《窗口$0考核》"]
    {
        told.push(format!("{marked}  {}", hover(marked).await.replace('\n', "⏎")));
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_stand_behind_the_words_that_they_explain() {
    let range = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    let hints = asked(WINDOW, "textDocument/inlayHint", range).await;
    let mut lines: Vec<String> = WINDOW.lines().map(str::to_owned).collect();
    for hint in hints.as_array().expect("hints").iter().rev() {
        let line = &mut lines[usize::try_from(hint["position"]["line"].as_u64().expect("a line")).expect("small")];
        let units: Vec<u16> = line.encode_utf16().collect();
        let (before, after) = units.split_at(usize::try_from(hint["position"]["character"].as_u64().expect("a column")).expect("small"));
        let of = |units: &[u16]| String::from_utf16(units).expect("whole characters");
        *line = format!("{}⟦{}⟧{}", of(before), hint["label"].as_str().expect("a label"), of(after));
    }
    insta::assert_snapshot!(lines.join("\n"));
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
