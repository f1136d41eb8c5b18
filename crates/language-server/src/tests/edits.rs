//! Thousands of edits against a model that shares nothing with the server: the model counts columns its own way.

use std::collections::VecDeque;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};

use super::client::Client;
use crate::serve::Exit;

/// One change: where it begins and ends, as shares of the text in thousandths, and what it puts there.
type Change = (u16, u16, String);

const EDITS: usize = 3000;

/// What people type, paste and delete: Han, astral characters, both ends of line, halves of words.
fn changes() -> impl Strategy<Value = Vec<Change>> {
    let text = "([服务态度扣分,:;0-9a-z ]|😀|𠮷|é|\\n|\\r\\n){0,6}";
    let place = 0u16..=1000;
    proptest::collection::vec((place, 0u16..=40, text).prop_map(|(at, length, text)| (at, length, text)), 1..=3)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_the_server_is_the_text_of_the_editor_in_utf8() {
    edits_agree("utf-8", 1, str::len).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_the_server_is_the_text_of_the_editor_in_utf16() {
    edits_agree("utf-16", 2, |text| text.encode_utf16().count()).await;
}

async fn edits_agree(encoding: &str, seed: u64, columns: fn(&str) -> usize) {
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(seed), ..Config::default() });
    let mut client = Client::ready(&[encoding], json!({"debounce": 1})).await;
    let mut model = String::from("一、环境卫生 10分\r\n  1. 物品摆放 5分: 每发现一处不达标 扣1分😀\n");
    client.open(&model).await;
    let mut asked = VecDeque::new();
    for edit in 0..EDITS {
        let drawn = changes().new_tree(&mut runner).expect("a change").current();
        let sent: Vec<Value> = drawn.iter().map(|change| apply(&mut model, change, columns)).collect();
        client.change(edit as i64 + 2, json!(sent)).await;
        // A request between any two edits sees what preceded it, however many follow before it is answered.
        if edit % 3 == 0 {
            asked.push_back((client.send_text().await, edit, model.clone()));
        }
        if asked.len() > 40 {
            compare(&mut client, asked.pop_front()).await;
        }
    }
    while !asked.is_empty() {
        compare(&mut client, asked.pop_front()).await;
    }
    assert_eq!(client.hang_up().await, Exit::Abrupt);
}

async fn compare(client: &mut Client, asked: Option<(i64, usize, String)>) {
    let (id, edit, text) = asked.expect("something was asked");
    let response = client.response(id).await;
    assert_eq!(response["result"], json!({"version": edit as i64 + 2, "text": text}), "after edit {edit}");
}

/// Changes the model and says so in the words of the protocol.
fn apply(model: &mut String, (at, length, text): &Change, columns: fn(&str) -> usize) -> Value {
    // Now and then the whole text is replaced.
    if *length == 40 && at % 8 == 0 {
        *model = text.clone();
        return json!({"text": text});
    }
    let start = boundary(model, model.len() * usize::from(*at) / 1000);
    let end = boundary(model, (start + usize::from(*length) / 4).min(model.len()));
    let range = json!({"start": place(model, start, columns), "end": place(model, end, columns)});
    model.replace_range(start..end, text);
    json!({"range": range, "text": text})
}

/// The beginning of the character (or of the CR LF) that holds an offset.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) || (at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
        at -= 1;
    }
    at
}

fn place(text: &str, at: usize, columns: fn(&str) -> usize) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({"line": line, "character": columns(&before[start..])})
}
