//! What a `chidu.toml` and the client's settings decide, while the session lasts.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use tower_lsp::lsp_types::Url;

use super::client::Client;

/// One warning: a deduction above the points.
const STRICT: &str = "服务态度 5分: 与群众争吵的, 扣10分\n";

struct Office {
    folder: TempDir,
    client: Client,
    rulebook: String,
}

impl Office {
    /// A client in a folder with a `chidu.toml`, and a rulebook open in a folder beneath.
    async fn open(configuration: &str, options: Value) -> Self {
        Self::opened_by(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}), configuration, options).await
    }

    async fn opened_by(capabilities: Value, configuration: &str, options: Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("chidu.toml"), configuration).expect("ours");
        let rulebook = uri(&folder.path().join("细则/a.chidu"));
        let mut client = Client::start(None);
        client.initialize(capabilities, options).await;
        client
            .notify("textDocument/didOpen", json!({"textDocument": {"uri": rulebook, "languageId": "chidu", "version": 1, "text": STRICT}}))
            .await;
        Self { folder, client, rulebook }
    }

    /// The severities and messages that come next for a file.
    async fn told(&mut self, file: &str) -> Vec<(i64, String)> {
        let uri = if file.is_empty() { self.rulebook.clone() } else { uri(&self.folder.path().join(file)) };
        let wanted = |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str();
        let message = self.client.expect(wanted).await;
        let diagnostics = message["params"]["diagnostics"].as_array().expect("diagnostics");
        let words = |one: &Value| one["message"].as_str().expect("words").lines().next().unwrap_or_default().to_owned();
        diagnostics.iter().map(|one| (one["severity"].as_i64().expect("a severity"), words(one))).collect()
    }

    async fn write(&mut self, configuration: Option<&str>) {
        let file = self.folder.path().join("chidu.toml");
        match configuration {
            Some(text) => fs::write(&file, text).expect("ours"),
            None => fs::remove_file(&file).expect("ours"),
        }
        let changes = json!({"changes": [{"uri": uri(&file), "type": 2}]});
        self.client.notify("workspace/didChangeWatchedFiles", changes).await;
    }
}

fn uri(path: &Path) -> String {
    Url::from_file_path(path).expect("a path").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_decides_severity_and_language_as_for_check() {
    let mut office = Office::open("[lints]\ndeduction-above-points = 'error'\n", json!(null)).await;
    assert_eq!(office.told("").await.iter().map(|told| told.0).collect::<Vec<_>>(), [1], "an error");
    office.write(Some("language = 'en'\n")).await;
    let told = office.told("").await;
    assert!(told.len() == 1 && told[0].0 == 2 && english(&told[0].1), "a warning in English: {told:?}");
    office.write(Some("[lints]\ndeduction-above-points = 'off'\n")).await;
    assert_eq!(office.told("").await, []);
    office.write(None).await;
    let told = office.told("").await;
    assert!(told.len() == 1 && told[0].0 == 2 && !english(&told[0].1), "as if there had been none: {told:?}");
}

/// Neovim tells of no files on Linux: the server looks for itself, for a file that changes, and for one that comes and goes.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_tell_of_files_need_not() {
    let mut office = Office::opened_by(json!({}), "", json!({"lang": "zh"})).await;
    assert_eq!(office.told("").await.iter().map(|told| told.0).collect::<Vec<_>>(), [2], "a warning");
    let file = office.folder.path().join("chidu.toml");
    fs::write(&file, "[lints]\ndeduction-above-points = 'error'\n").expect("ours");
    assert_eq!(office.told("").await.iter().map(|told| told.0).collect::<Vec<_>>(), [1], "an error");
    let nearer = office.folder.path().join("细则");
    fs::create_dir(&nearer).expect("ours");
    fs::write(nearer.join("chidu.toml"), "[lints]\ndeduction-above-points = 'off'\n").expect("ours");
    assert_eq!(office.told("").await, []);
    fs::remove_file(nearer.join("chidu.toml")).expect("ours");
    assert_eq!(office.told("").await.iter().map(|told| told.0).collect::<Vec<_>>(), [1], "the one above again");
    assert_eq!(office.client.rest(std::time::Duration::from_secs(3)).await, Vec::<Value>::new(), "nothing for what did not change");
}

/// Whether names are found by pinyin follows the file from one request to the next.
#[tokio::test(flavor = "multi_thread")]
async fn pinyin_is_found_as_the_file_says() {
    let mut office = Office::open("pinyin = true\n", json!({"lang": "zh"})).await;
    let text = format!("{STRICT}示例 \"甲\":\n  fwtd");
    let change = json!({"textDocument": {"uri": office.rulebook, "version": 2}, "contentChanges": [{"text": text}]});
    office.client.notify("textDocument/didChange", change).await;
    // The severity shows whose decision it is that was told last.
    for (configuration, severity, found) in [
        ("pinyin = true\n[lints]\ndeduction-above-points = 'error'\n", 1, 1),
        ("pinyin = false\n[lints]\ndeduction-above-points = 'note'\n", 3, 0),
        ("", 2, 1),
    ] {
        office.write(Some(configuration)).await;
        let decided = |message: &Value| message["params"]["version"] == 2 && message["params"]["diagnostics"][0]["severity"] == severity;
        office.client.expect(decided).await;
        let asked = json!({"textDocument": {"uri": office.rulebook}, "position": {"line": 2, "character": 6}});
        let answer = office.client.ask("textDocument/completion", asked).await;
        assert_eq!(answer["result"]["items"].as_array().map(Vec::len), Some(found), "{configuration}: {answer}");
    }
}

/// Each of two rulebooks in one window follows the file that is nearest to it.
#[tokio::test(flavor = "multi_thread")]
async fn two_rulebooks_follow_two_files() {
    let mut office = Office::open("[lints]\ndeduction-above-points = 'error'\n", json!({"lang": "zh"})).await;
    assert_eq!(office.told("").await[0].0, 1);
    let other = office.folder.path().join("试行");
    fs::create_dir(&other).expect("ours");
    fs::write(other.join("chidu.toml"), "language = 'en'\n[lints]\ndeduction-above-points = 'note'\n").expect("ours");
    let document = json!({"uri": uri(&other.join("b.chidu")), "languageId": "chidu", "version": 1, "text": STRICT});
    office.client.notify("textDocument/didOpen", json!({"textDocument": document})).await;
    let told = office.told("试行/b.chidu").await;
    assert!(told.len() == 1 && told[0].0 == 3 && !english(&told[0].1), "{told:?}: what the client says of the language comes first");
    let again = json!({"textDocument": {"uri": office.rulebook, "version": 2}, "contentChanges": [{"text": STRICT}]});
    office.client.notify("textDocument/didChange", again).await;
    assert_eq!(office.told("").await[0].0, 1, "the first is as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_to_be_an_error_is_not_scored_as_with_score() {
    for (configuration, refused) in [("[lints]\ndeduction-above-points = 'error'\n", true), ("", false)] {
        let mut office = Office::open(configuration, json!(null)).await;
        let records = office.folder.path().join("a.csv");
        fs::write(&records, "对象,评分项,情形,次数\n甲,服务态度,与群众争吵,1\n").expect("ours");
        let wanted = json!({"uri": office.rulebook, "records": [uri(&records)]});
        let command = json!({"command": "chidu.scoreWithRecords", "arguments": [wanted]});
        let answer = office.client.ask("workspace/executeCommand", command).await;
        assert_eq!(answer["error"].is_object(), refused, "{configuration:?}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_author_lets_stand_is_told_as_by_check() {
    let mut office = Office::open("", json!(null)).await;
    let text = "《考核》 满分20分\n一、态度 5分: 争吵的, 扣10分 // 允许 deduction-above-points: 争吵一次就不留分\n\
                二、用语 5分: 粗暴的, 扣10分 // 允许 deduction-above-points\n三、卫生 5分: 每处不洁扣1分 // 允许 band-gap: 从前有过\n\
                // 允许 missing-amount: 以后再填\n四、等候 5分: 超过 分钟扣2分\n";
    let change = json!({"textDocument": {"uri": office.rulebook, "version": 2}, "contentChanges": [{"text": text}]});
    office.client.notify("textDocument/didChange", change).await;
    let message = office.client.expect(|message| message["params"]["version"] == 2).await;
    let diagnostics = message["params"]["diagnostics"].as_array().expect("diagnostics");
    let told: Vec<_> =
        diagnostics.iter().map(|one| (one["range"]["start"]["line"].as_u64(), one["code"].as_str(), one["severity"].as_u64())).collect();
    let wanted =
        [(2, "suppression-without-reason", 2), (3, "unused-suppression", 2), (4, "unused-suppression", 2), (5, "missing-amount", 1)];
    assert_eq!(told, wanted.map(|(line, code, severity)| (Some(line), Some(code), Some(severity))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_client_is_asked_to_tell_of_changes() {
    let mut office = Office::open("", json!(null)).await;
    let asked = office.client.expect(|message| message["method"] == "client/registerCapability").await;
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(registration["registerOptions"]["watchers"], json!([{"globPattern": "**/chidu.toml"}]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_in_it_is_not_understood_is_told_at_its_place_until_mended() {
    let mut office = Office::open("pinyin = 'yes'\n", json!({"lang": "en"})).await;
    let told = office.told("chidu.toml").await;
    assert!(told.len() == 1 && told[0].1.contains("`pinyin`"), "{told:?}");
    office.write(Some("pinyin = true\n")).await;
    assert_eq!(office.told("chidu.toml").await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_the_client_come_first_and_may_change() {
    let mut office = Office::open("language = 'zh'\n", json!({"lang": "en"})).await;
    assert!(office.told("").await.iter().all(|told| english(&told.1)), "what the client says comes first");
    office.client.notify("workspace/didChangeConfiguration", json!({"settings": {"chidu": {"lang": "zh"}}})).await;
    assert!(!office.told("").await.iter().any(|told| english(&told.1)));
    office.client.notify("workspace/didChangeConfiguration", json!({"settings": {"lang": "en", "debounce": 1}})).await;
    assert!(office.told("").await.iter().all(|told| english(&told.1)), "without a name of our own, too");
    for nonsense in [json!(null), json!({"settings": null}), json!({"settings": {"chidu": {"lang": 3}}}), json!({"settings": [1]})] {
        office.client.notify("workspace/didChangeConfiguration", nonsense).await;
    }
    let change = json!({"textDocument": {"uri": office.rulebook, "version": 2}, "contentChanges": [{"text": STRICT.repeat(2)}]});
    office.client.notify("textDocument/didChange", change).await;
    let latest = |message: &Value| message["params"]["version"] == 2;
    let message = office.client.expect(latest).await;
    assert!(message["params"]["diagnostics"][0]["message"].as_str().is_some_and(english), "what is not understood changes nothing");
}

/// The message of [`STRICT`] begins with a name, in the quotes of either language.
fn english(message: &str) -> bool {
    message.starts_with('`')
}
