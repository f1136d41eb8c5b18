//! A client with its own framing: it writes what it is told, and reads in a task of its own, or not at all.

use std::time::Duration;

use chidu_diagnostics::Lang;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;

use crate::serve::{Exit, serve};

/// No test may wait longer for one message.
const PATIENCE: Duration = Duration::from_secs(20);

/// As large as a pipe on Linux.
const PIPE: usize = 64 * 1024;

pub const URI: &str = "file:///rulebook.chidu";

pub struct Client {
    input: DuplexStream,
    messages: UnboundedReceiver<Value>,
    /// Read already, while something else was waited for.
    passed_over: Vec<Value>,
    server: JoinHandle<Exit>,
    last_id: i64,
}

impl Client {
    /// Starts a server that has not been spoken to.
    pub fn start(lang: Option<Lang>) -> Self {
        let (client, output) = Self::deaf(lang);
        client.listening(output)
    }

    /// A client that does not read until `listening`.
    pub fn deaf(lang: Option<Lang>) -> (Self, DuplexStream) {
        let (input, server_input) = tokio::io::duplex(PIPE);
        let (server_output, output) = tokio::io::duplex(PIPE);
        let server = tokio::spawn(serve(server_input, server_output, lang));
        let (_, messages) = unbounded_channel();
        (Self { input, messages, passed_over: Vec::new(), server, last_id: 0 }, output)
    }

    /// Reads from now on.
    pub fn listening(mut self, output: DuplexStream) -> Self {
        let (sender, messages) = unbounded_channel();
        tokio::spawn(async move {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output).await {
                let _ = sender.send(message);
            }
        });
        self.messages = messages;
        self
    }

    /// Starts a server and shakes hands.
    pub async fn ready(encodings: &[&str], options: Value) -> Self {
        let mut client = Self::start(None);
        client.initialize(json!({"general": {"positionEncodings": encodings}}), options).await;
        client
    }

    pub async fn initialize(&mut self, capabilities: Value, options: Value) -> Value {
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options});
        let response = self.ask("initialize", params).await;
        self.notify("initialized", json!({})).await;
        response
    }

    pub async fn write(&mut self, message: &Value) {
        let body = message.to_string();
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        tokio::time::timeout(PATIENCE, self.input.write_all(framed.as_bytes())).await.expect("the server reads").expect("the pipe is open");
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    /// Sends a request and does not wait.
    pub async fn send(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.write(&json!({"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params})).await;
        self.last_id
    }

    pub async fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params).await;
        self.response(id).await
    }

    pub async fn response(&mut self, id: i64) -> Value {
        self.expect(|message| message["id"] == json!(id) && message.get("method").is_none()).await
    }

    pub async fn diagnostics(&mut self) -> Value {
        self.expect(|message| message["method"] == "textDocument/publishDiagnostics").await["params"].take()
    }

    /// The next message of a kind; others are kept for later.
    pub async fn expect(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.passed_over.iter().position(&wanted) {
            return self.passed_over.remove(at);
        }
        loop {
            let message = tokio::time::timeout(PATIENCE, self.messages.recv()).await.expect("an answer in time").expect("the server lives");
            if wanted(&message) {
                return message;
            }
            self.passed_over.push(message);
        }
    }

    pub async fn open(&mut self, text: &str) {
        self.notify("textDocument/didOpen", json!({"textDocument": {"uri": URI, "languageId": "chidu", "version": 1, "text": text}})).await;
    }

    pub async fn change(&mut self, version: i64, changes: Value) {
        self.notify("textDocument/didChange", json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": changes})).await;
    }

    /// Asks for the server's text without waiting for it.
    pub async fn send_text(&mut self) -> i64 {
        self.send("chidu/text", json!({"textDocument": {"uri": URI}})).await
    }

    /// Everything that was received and not asked for, and what comes within a moment.
    pub async fn rest(&mut self, moment: Duration) -> Vec<Value> {
        let mut rest = std::mem::take(&mut self.passed_over);
        while let Ok(Some(message)) = tokio::time::timeout(moment, self.messages.recv()).await {
            rest.push(message);
        }
        rest
    }

    /// Waits for the end of the server, with its input still open.
    pub async fn exit(&mut self) -> Exit {
        tokio::time::timeout(PATIENCE, &mut self.server).await.expect("the server ends").expect("without a panic")
    }

    /// Closes the server's input and waits for its end.
    pub async fn hang_up(mut self) -> Exit {
        self.input.shutdown().await.expect("the pipe closes");
        self.exit().await
    }
}

/// One message, framed as the protocol says.
async fn read(output: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ")?.parse().ok()?,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).await.ok()?;
    serde_json::from_slice(&body).ok()
}
