//! `chidu lsp` as an editor starts it: a process with pipes, and an exit code.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const WATCHDOG: Duration = Duration::from_secs(60);

/// The process, killed with the test.
struct Server {
    child: Child,
    input: Option<ChildStdin>,
    messages: mpsc::Receiver<Value>,
}

impl Server {
    fn start() -> Self {
        Self::with(&["lsp", "--stdio"])
    }

    fn with(arguments: &[&str]) -> Self {
        Self::of(chidu_tests::chidu().args(arguments))
    }

    fn of(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("chidu starts");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || read_all(output, &sender));
        Self { child, input, messages }
    }

    fn initialized() -> Self {
        let mut server = Self::start();
        server.write(json!({"id": 1, "method": "initialize", "params": {"processId": std::process::id(), "capabilities": {}}}));
        assert_eq!(server.next()["result"]["serverInfo"]["name"], "chidu");
        server.write(json!({"method": "initialized", "params": {}}));
        server
    }

    fn write(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        let input = self.input.as_mut().expect("still open");
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| input.flush()).expect("the server reads");
    }

    fn next(&self) -> Value {
        self.messages.recv_timeout(WATCHDOG).expect("a message in time")
    }

    fn exit_code(&mut self) -> Option<i32> {
        let begin = Instant::now();
        while begin.elapsed() < WATCHDOG {
            if let Some(status) = self.child.try_wait().expect("our own process") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already, unless the test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_all(mut output: BufReader<ChildStdout>, messages: &mpsc::Sender<Value>) {
    while let Some(message) = read(&mut output) {
        let _ = messages.send(message);
    }
}

fn read(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut header = String::new();
    output.read_line(&mut header).ok()?;
    let length = header.trim_end().strip_prefix("Content-Length: ")?.parse().ok()?;
    output.read_line(&mut header).ok()?;
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

#[test]
fn exit_after_shutdown_is_0_with_the_input_still_open() {
    let mut server = Server::initialized();
    server.write(json!({"id": 2, "method": "shutdown", "params": null}));
    assert_eq!(server.next(), json!({"jsonrpc": "2.0", "result": null, "id": 2}));
    server.write(json!({"method": "exit"}));
    assert_eq!(server.exit_code(), Some(0));
}

/// The client library of Visual Studio Code says it after whatever an extension says.
#[test]
fn an_editor_may_say_twice_that_it_means_pipes() {
    let mut server = Server::with(&["lsp", "--stdio", "--stdio"]);
    server.write(json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    assert_eq!(server.next()["result"]["serverInfo"]["name"], "chidu");
}

#[test]
fn exit_without_shutdown_is_1() {
    let mut server = Server::initialized();
    server.write(json!({"method": "exit"}));
    assert_eq!(server.exit_code(), Some(1));
}

#[test]
fn a_vanished_client_is_1() {
    let mut server = Server::initialized();
    server.input = None;
    assert_eq!(server.exit_code(), Some(1));
}

/// What `check` says of the text is published for it, and nothing for its mended version.
#[test]
fn diagnostics_are_those_of_check() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let file = folder.path().join("rulebook.chidu");
    let text = "《窗口检查》 满分10分\n一、服务态度 5分: 每发现一处不达标 扣1分\n二、用语 4分: 每发现一处不达标 扣1分\n";
    std::fs::write(&file, text).expect("the folder is ours");
    let checked = chidu_tests::chidu().arg("check").arg(&file).args(["--format", "json"]).output().expect("chidu runs");
    let checked: Value = serde_json::from_slice(&checked.stdout).expect("check writes JSON");

    let mut server = Server::initialized();
    let document = json!({"uri": "file:///rulebook.chidu", "languageId": "chidu", "version": 7, "text": text});
    server.write(json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    let published = server.next()["params"].take();
    assert_eq!(published["version"], 7);
    let codes = codes(&published["diagnostics"]);
    assert_eq!(codes, ["points-do-not-add-up"], "5 and 4 for 10");
    assert!(codes.iter().all(|code| checked.to_string().contains(code)), "{checked}");
}

/// The code of a diagnostic leads to its page, which is there, for a client that follows it; in the language of the session.
#[test]
fn a_code_leads_to_its_page() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let text = "一、服务 5分: 每处扣1分, 最多扣8分\n";
    for (follows, lang, begins) in [(true, "zh", "# 上限高于分值"), (true, "en", "# cap-above-points\n\nA cap"), (false, "zh", "")] {
        let mut command = chidu_tests::chidu();
        for name in ["XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"] {
            command.env(name, folder.path());
        }
        let mut server = Server::of(command.args(["lsp", "--lang", lang]));
        let capabilities = json!({"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": follows}}});
        server.write(json!({"id": 1, "method": "initialize", "params": {"capabilities": capabilities}}));
        server.next();
        let document = json!({"uri": "file:///rulebook.chidu", "languageId": "chidu", "version": 1, "text": text});
        server.write(json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
        let diagnostic = server.next()["params"]["diagnostics"][0].take();
        assert_eq!(diagnostic["code"], "cap-above-points");
        let page = diagnostic["codeDescription"]["href"].as_str().map(|href| {
            let path = href.strip_prefix("file://").expect("a file");
            std::fs::read_to_string(path).expect("the page is there")
        });
        assert_eq!(page.is_some(), follows);
        assert!(page.unwrap_or_default().starts_with(begins));
    }
}

fn codes(diagnostics: &Value) -> Vec<String> {
    diagnostics.as_array().into_iter().flatten().filter_map(|diagnostic| diagnostic["code"].as_str().map(str::to_owned)).collect()
}

/// A server that a rulebook is open in, and the folder of its records.
fn scoring(records: &[u8]) -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder of our own");
    std::fs::write(folder.path().join("records.json"), records).expect("the folder is ours");
    let mut server = Server::initialized();
    let text = "一、服务态度 5分: 每发现一处不达标扣1分\n";
    let document = json!({"uri": uri(&folder, "rulebook.chidu"), "languageId": "chidu", "version": 1, "text": text});
    server.write(json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    (server, folder)
}

fn uri(folder: &tempfile::TempDir, file: &str) -> String {
    format!("file://{}", folder.path().join(file).display())
}

/// Asks for a score.
fn score(server: &mut Server, folder: &tempfile::TempDir, id: i64) {
    let wanted = json!({"uri": uri(folder, "rulebook.chidu"), "records": [uri(folder, "records.json")]});
    let params = json!({"command": "chidu.scoreWithRecords", "arguments": [wanted]});
    server.write(json!({"id": id, "method": "workspace/executeCommand", "params": params}));
}

fn answer(server: &Server, id: i64) -> Value {
    loop {
        let message = server.next();
        if message["id"] == id && message.get("method").is_none() {
            return message;
        }
    }
}

const ONE_FINDING: &str = r#"[{"对象": "甲", "评分项": "服务态度", "情形": "不达标", "次数": 2}]"#;

/// The text is the editor's, the records are those of the disk.
#[test]
fn records_are_scored_by_a_worker() {
    let (mut server, folder) = scoring(ONE_FINDING.as_bytes());
    score(&mut server, &folder, 2);
    assert_eq!(answer(&server, 2)["result"]["results"][0]["total"], "3");
    std::fs::remove_file(folder.path().join("records.json")).expect("ours");
    score(&mut server, &folder, 3);
    let refused = answer(&server, 3)["error"].clone();
    assert_eq!(refused["code"], -32803);
    assert!(refused["message"].as_str().is_some_and(|words| words.contains("records.json")), "{refused}");
}

/// 40 MB that would be more than a gigabyte once read: the worker ends, and the server scores the next file.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_needs_more_than_a_gigabyte_is_given_up_alone() {
    let (mut server, folder) = scoring(format!("[{}0]", "0,".repeat(20_000_000)).as_bytes());
    score(&mut server, &folder, 2);
    let refused = answer(&server, 2)["error"]["message"].clone();
    assert!(refused.as_str().is_some_and(|words| words.contains("1 GB")), "{refused}");
    std::fs::write(folder.path().join("records.json"), ONE_FINDING).expect("ours");
    score(&mut server, &folder, 3);
    assert_eq!(answer(&server, 3)["result"]["results"][0]["total"], "3");
}

/// A run that was cancelled keeps nobody waiting.
#[test]
fn a_run_can_be_cancelled() {
    let (mut server, folder) = scoring(format!("[{}0]", "0,".repeat(20_000_000)).as_bytes());
    score(&mut server, &folder, 2);
    server.write(json!({"method": "$/cancelRequest", "params": {"id": 2}}));
    assert_eq!(answer(&server, 2)["error"]["code"], -32800);
    std::fs::write(folder.path().join("records.json"), ONE_FINDING).expect("ours");
    score(&mut server, &folder, 3);
    assert_eq!(answer(&server, 3)["result"]["results"][0]["total"], "3");
}
