//! Requests that run long, fail, or pile up.

use std::time::{Duration, Instant};

use serde_json::json;

use super::client::Client;
use crate::serve::Exit;

#[tokio::test(flavor = "multi_thread")]
async fn slow_requests_are_cancelled_at_once() {
    let mut client = Client::ready(&[], json!(null)).await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        slow.push(client.send("test/slow", json!({})).await);
    }
    let before = Instant::now();
    for id in &slow {
        client.notify("$/cancelRequest", json!({"id": id})).await;
    }
    for id in slow {
        assert_eq!(client.response(id).await["error"]["code"], -32800);
    }
    assert!(before.elapsed() < Duration::from_secs(10), "200 cancellations took {:?}", before.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_requests_hold_nothing_up() {
    let mut client = Client::ready(&[], json!(null)).await;
    for _ in 0..300 {
        client.send("test/slow", json!({})).await;
    }
    client.open("").await;
    for version in 2..500 {
        client.change(version, json!([{"text": format!("第{version}版")}])).await;
    }
    let text = client.send_text().await;
    assert_eq!(client.response(text).await["result"], json!({"version": 499, "text": "第499版"}));
    client.ask("shutdown", json!(null)).await;
    client.notify("exit", json!(null)).await;
    assert_eq!(client.exit().await, Exit::Clean, "with 300 requests under way");
}

/// The client writes 2,000 requests whose answers fill both pipes many times over, and only then reads.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_read_can_still_write() {
    let (mut client, output) = Client::deaf(None);
    client.send("initialize", json!({"capabilities": {}})).await;
    client.open(&"每发现一处不达标 扣1分\n".repeat(100)).await;
    let mut asked = Vec::new();
    for version in 2..2002 {
        client
            .change(version, json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "一"}]))
            .await;
        asked.push((version, client.send_text().await));
    }
    let mut client = client.listening(output);
    for (version, id) in asked {
        assert_eq!(client.response(id).await["result"]["version"], version);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_an_answer() {
    let mut client = Client::ready(&[], json!(null)).await;
    assert_eq!(client.ask("test/panic", json!({})).await["error"]["code"], -32603);
    client.open("一").await;
    let text = client.send_text().await;
    assert_eq!(client.response(text).await["result"]["text"], "一");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_said_or_ignored() {
    let mut client = Client::ready(&[], json!(null)).await;
    client.notify("$/unheard", json!({})).await;
    client.notify("textDocument/didChange", json!({"nonsense": true})).await;
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": super::client::URI}})).await;
    client.notify("$/cancelRequest", json!({"id": "never asked"})).await;
    assert_eq!(client.ask("chidu/unheard", json!({})).await["error"]["code"], -32601);
    assert_eq!(client.rest(Duration::from_millis(50)).await, Vec::<serde_json::Value>::new());
}
