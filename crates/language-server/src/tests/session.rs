//! The life of a session: handshake, order, end.

use std::process::{Command, Stdio};
use std::time::Duration;

use chidu_diagnostics::Lang;
use serde_json::{Value, json};
use tower_lsp::lsp_types::InitializeParams;

use super::client::{Client, URI};
use crate::serve::Exit;
use crate::session::Session;

#[tokio::test(flavor = "multi_thread")]
async fn utf8_is_chosen_where_it_is_listed() {
    for (listed, chosen) in [(json!(["utf-16", "utf-8"]), "utf-8"), (json!(["utf-16"]), "utf-16"), (json!(null), "utf-16")] {
        let mut client = Client::start(None);
        let response = client.initialize(json!({"general": {"positionEncodings": listed}}), json!(null)).await;
        let capabilities = &response["result"]["capabilities"];
        assert_eq!(capabilities["positionEncoding"], chosen);
        assert_eq!(capabilities["textDocumentSync"], json!({"openClose": true, "change": 2}));
        assert_eq!(response["result"]["serverInfo"]["name"], "chidu");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_initialize_comes_first() {
    let mut client = Client::start(None);
    client.open("一").await;
    assert_eq!(client.ask("chidu/text", json!({"textDocument": {"uri": URI}})).await["error"]["code"], -32002);
    assert_eq!(client.ask("shutdown", json!(null)).await["error"]["code"], -32002);
    client.initialize(json!({}), json!(null)).await;
    let text = client.ask("chidu/text", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(text["error"]["message"], "the document is not open", "opened too early");
    assert_eq!(client.ask("initialize", json!({"capabilities": {}})).await["error"]["code"], -32600, "only once");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_exit_comes_after_shutdown() {
    let mut client = Client::ready(&[], json!(null)).await;
    client.open("一").await;
    assert_eq!(client.ask("shutdown", json!(null)).await["result"], json!(null), "null parameters, as Emacs sends them");
    assert_eq!(client.ask("chidu/text", json!({"textDocument": {"uri": URI}})).await["error"]["code"], -32600);
    client.notify("exit", json!(null)).await;
    assert_eq!(client.exit().await, Exit::Clean);
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_needs_no_parameters() {
    let mut client = Client::ready(&[], json!(null)).await;
    client.write(&json!({"jsonrpc": "2.0", "id": "end", "method": "shutdown"})).await;
    let response = client.expect(|message| message["id"] == "end").await;
    assert_eq!(response, json!({"jsonrpc": "2.0", "result": null, "id": "end"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_without_shutdown_is_abrupt() {
    let mut client = Client::ready(&[], json!(null)).await;
    client.notify("exit", json!(null)).await;
    assert_eq!(client.exit().await, Exit::Abrupt);
    let mut untouched = Client::start(None);
    untouched.notify("exit", json!(null)).await;
    assert_eq!(untouched.exit().await, Exit::Abrupt);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_pipe_ends_the_session() {
    let mut client = Client::ready(&[], json!(null)).await;
    client.send("test/slow", json!({})).await;
    assert_eq!(client.hang_up().await, Exit::Abrupt);
}

/// A client that writes all at once and reads afterwards gets every answer, the handshake first.
#[tokio::test(flavor = "multi_thread")]
async fn everything_may_be_sent_at_once() {
    let mut client = Client::start(None);
    let initialize = client.send("initialize", json!({"capabilities": {}})).await;
    client.open("服务态度").await;
    let text = client.send_text().await;
    let shutdown = client.send("shutdown", json!(null)).await;
    client.notify("exit", json!(null)).await;
    assert_eq!(client.exit().await, Exit::Clean);
    let messages = client.rest(Duration::from_secs(10)).await;
    assert_eq!(messages[0]["id"], initialize, "nothing precedes the handshake");
    let by_id = |id: i64| messages.iter().find(|message| message["id"] == id).expect("an answer");
    assert_eq!(by_id(text)["result"]["text"], "服务态度");
    assert_eq!(by_id(shutdown)["result"], Value::Null);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_death_of_the_editor_is_noticed() {
    let mut editor = Command::new("sleep").arg("600").stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("sleep is there");
    let mut client = Client::start(None);
    client.ask("initialize", json!({"processId": editor.id(), "capabilities": {}})).await;
    editor.kill().expect("it runs");
    // On Linux even a zombie is noticed; elsewhere the parent of this test is not `sleep`, and nothing can be told.
    if cfg!(target_os = "linux") {
        assert_eq!(client.exit().await, Exit::Abrupt);
    }
    editor.wait().expect("it was ours");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_death_of_a_process_that_never_lived_is_not() {
    let mut client = Client::start(None);
    client.ask("initialize", json!({"processId": u32::MAX - 1, "capabilities": {}})).await;
    client.open("一").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(client.ask("chidu/text", json!({"textDocument": {"uri": URI}})).await["result"]["text"], "一");
}

#[test]
fn the_language_is_the_first_that_is_said() {
    let lang = |options: Value, argument: Option<Lang>, locale: Option<&str>| {
        let initialization_options = Some(options);
        let locale = locale.map(str::to_owned);
        Session::negotiate(&InitializeParams { initialization_options, locale, ..InitializeParams::default() }, argument).lang
    };
    assert_eq!(lang(json!({"lang": "zh"}), Some(Lang::En), Some("en-US")), Lang::Zh);
    assert_eq!(lang(json!({}), Some(Lang::En), Some("zh-CN")), Lang::En);
    assert_eq!(lang(json!({}), None, Some("en_US.UTF-8")), Lang::En);
    assert_eq!(lang(json!({"lang": 3}), None, Some("fr")), Lang::En);
    assert_eq!(lang(json!({"lang": "fr"}), None, Some("C.UTF-8")), Lang::Zh);
}
