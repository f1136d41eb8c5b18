//! Names of the whole workspace: open rulebooks as they stand in the editor, the others as they stand in their folder.

use std::fs;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use super::client::Client;

fn told(answer: &Value) -> Vec<String> {
    let one = |symbol: &Value| {
        let uri = symbol["location"]["uri"].as_str().expect("a uri");
        let start = &symbol["location"]["range"]["start"];
        let file = uri.rsplit('/').next().unwrap_or_default();
        format!(
            "{} in {} {file}:{}:{}",
            symbol["name"].as_str().expect("a name"),
            symbol["containerName"].as_str().unwrap_or("-"),
            start["line"],
            start["character"]
        )
    };
    answer["result"].as_array().expect("symbols").iter().map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_found_in_rulebooks_that_are_open_and_in_those_that_are_not() {
    let folder = std::env::temp_dir().join(format!("chidu-lsp-workspace-{}", std::process::id()));
    fs::create_dir_all(folder.join("deeper/.hidden")).expect("a folder of our own");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("the folder is ours");
    write("open.chidu", "一、旧名 5分: 每处扣1分\n");
    write("deeper/closed.chidu", "《乙细则》 满分5分\r\n一、服务 5分\r\n  1. 😀服务态度 5分: 每处扣1分\r\n");
    write("deeper/.hidden/secret.chidu", "一、服务态度 5分: 每处扣1分\n");
    write("deeper/notes.txt", "一、服务态度 5分: 每处扣1分\n");
    let uri = |name: &str| Url::from_file_path(folder.join(name)).expect("a path from the root");
    let root = Url::from_directory_path(&folder).expect("a path from the root");
    let mut client = Client::start(None);
    client.ask("initialize", json!({"capabilities": {}, "workspaceFolders": [{"uri": root, "name": "我们的"}]})).await;
    let document = json!({"uri": uri("open.chidu"), "languageId": "chidu", "version": 1, "text": "《甲细则》 满分5分\n一、服务态度 5分: 每处扣1分\n等级:\n  4分以上为合格, 不足4分为不合格\n"});
    client.notify("textDocument/didOpen", json!({"textDocument": document})).await;
    let open = "服务态度 in 甲细则 open.chidu:1:2";
    let closed = "😀服务态度 in 服务 closed.chidu:2:5";
    for (query, found) in [
        ("服务态度", vec![open, closed]),
        ("fwtd", vec![open, closed]),
        ("FUWU", vec![open, "服务 in 乙细则 closed.chidu:1:2", closed]),
        ("dengji", vec!["等级 in 甲细则 open.chidu:2:0"]),
        ("乙", vec!["乙细则 in closed.chidu closed.chidu:0:1"]),
        ("旧名", vec![]),
    ] {
        assert_eq!(told(&client.ask("workspace/symbol", json!({"query": query})).await), found, "{query}");
    }
    assert_eq!(told(&client.ask("workspace/symbol", json!({"query": ""})).await).len(), 6, "everything");
    fs::remove_dir_all(&folder).expect("the folder is ours");
}
