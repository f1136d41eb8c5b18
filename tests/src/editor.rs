//! The other end of `chidu lsp`: a client that writes what it is told, and reads in a thread of its own. Start at [`Editor::start`].

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// No message may take longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server process and the pipes to it; killed when it is dropped.
pub struct Editor {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    last_id: i64,
}

impl Editor {
    /// Starts the server that a command names, and shakes hands.
    pub fn start(command: &mut Command, encoding: &str, options: &Value) -> Self {
        let spawned = command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = spawned.expect("the server starts");
        let input = child.stdin.take().expect("piped");
        let output = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = output;
            while let Some(message) = read(&mut output) {
                let _ = sender.send(message);
            }
        });
        let mut editor = Self { child, input, messages, last_id: 0 };
        let capabilities = json!({"general": {"positionEncodings": [encoding]}});
        let params = json!({"processId": std::process::id(), "capabilities": capabilities, "initializationOptions": options});
        let response = editor.ask("initialize", params);
        assert_eq!(response["result"]["capabilities"]["positionEncoding"], encoding);
        editor.notify("initialized", json!({}));
        editor
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and does not wait.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.write(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}));
        self.last_id
    }

    /// Sends a request and waits for its answer; what else comes meanwhile is lost.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Waits for a message; those before it are lost.
    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("a message in time");
            if wanted(&message) {
                return message;
            }
        }
    }

    /// What has come, without waiting.
    pub fn received(&self) -> Vec<Value> {
        self.messages.try_iter().collect()
    }

    /// The next message.
    pub fn next(&self) -> Value {
        self.messages.recv_timeout(PATIENCE).expect("a message in time")
    }

    /// The memory that the server holds, in KiB; `None` where the system does not tell.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches("kB").trim().parse().ok()
    }

    /// True while the server runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|status| status.is_none())
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        let written = write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| self.input.flush());
        written.expect("the server reads");
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ").map_or(Some(length), |length| length.parse().ok())?,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
