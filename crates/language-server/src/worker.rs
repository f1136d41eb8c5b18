//! A run over records in a process of its own, which may use 1 GB, and which is killed as soon as nobody waits for it any more.
//!
//! It is this very program once more: a server that is told the text and the command, and whose answer is passed on as it is. Not here: the
//! scoring (`features::commands`), and how long it may take (`backend`). Start at [`Worker::ask`].

use std::io;
use std::path::PathBuf;
use std::process::Stdio;

use chidu_diagnostics::Text;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{ChildStdin, ChildStdout, Command};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::ExecuteCommandParams;

use crate::snapshot::Snapshot;

/// Set for a worker, which starts none.
const MARK: &str = "CHIDU_LSP_WORKER";

/// The address space of a worker, in KiB, where the system knows such a limit.
#[cfg(unix)]
const LIMITED: &str = "ulimit -v 1048576 2>/dev/null; exec \"$0\" lsp";

/// The request whose answer is wanted.
const ID: i64 = 2;

/// How workers are started.
pub struct Worker {
    program: PathBuf,
}

impl Worker {
    /// This program, unless it is a worker itself.
    pub fn of_this_program() -> Option<Self> {
        let free = std::env::var_os(MARK).is_none();
        free.then(std::env::current_exe)?.ok().map(|program| Self { program })
    }

    /// Has a command carried out on a text. A worker that ended without an answer was killed by its limit, or broke.
    pub async fn ask(&self, snapshot: &Snapshot, params: &ExecuteCommandParams) -> Result<Value> {
        let answer = self.answer(snapshot, params).await.ok().flatten();
        let mut answer = answer.ok_or_else(|| Error {
            code: ErrorCode::ServerError(crate::backend::REQUEST_FAILED),
            message: broken().get(snapshot.session.lang).to_owned().into(),
            data: None,
        })?;
        match serde_json::from_value::<Error>(answer["error"].take()) {
            Ok(error) => Err(error),
            Err(_) => Ok(answer["result"].take()),
        }
    }

    async fn answer(&self, snapshot: &Snapshot, params: &ExecuteCommandParams) -> io::Result<Option<Value>> {
        let mut child = self.command().spawn()?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else { return Ok(None) };
        let lang = Text::new("zh", "en");
        let options = json!({"lang": lang.get(snapshot.session.lang)});
        let handshake = json!({"processId": std::process::id(), "capabilities": {}, "initializationOptions": options});
        let document = json!({"uri": snapshot.uri, "languageId": "chidu", "version": snapshot.version, "text": snapshot.whole()});
        send(&mut input, &json!({"id": 1, "method": "initialize", "params": handshake})).await?;
        send(&mut input, &json!({"method": "textDocument/didOpen", "params": {"textDocument": document}})).await?;
        send(&mut input, &json!({"id": ID, "method": "workspace/executeCommand", "params": params})).await?;
        let mut output = BufReader::new(output);
        while let Some(message) = receive(&mut output).await? {
            if message["id"] == ID && message.get("method").is_none() {
                return Ok(Some(message));
            }
        }
        Ok(None)
    }

    fn command(&self) -> Command {
        let mut command = self.limited();
        // Each pool of memory takes address space that nobody uses.
        command.env(MARK, "1").env("MALLOC_ARENA_MAX", "2").env("RUST_BACKTRACE", "0");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        command
    }

    #[cfg(unix)]
    fn limited(&self) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LIMITED]).arg(&self.program);
        command
    }

    #[cfg(not(unix))]
    fn limited(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("lsp");
        command
    }
}

fn broken() -> Text {
    Text::new(
        "计分用的内存超过了 1 GB，或中途断了，已停下；请用 chidu score",
        "scoring took more than 1 GB of memory, or broke off, and was given up: use chidu score",
    )
}

async fn send(input: &mut ChildStdin, message: &Value) -> io::Result<()> {
    let mut message = message.clone();
    message["jsonrpc"] = json!("2.0");
    let body = message.to_string();
    input.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await?;
    input.flush().await
}

/// The next message; `None` at the end.
async fn receive(output: &mut BufReader<ChildStdout>) -> io::Result<Option<Value>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", bytes)) => length = bytes.parse().map_err(io::Error::other)?,
            Some(_) => (),
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).await?;
    serde_json::from_slice(&body).map(Some).map_err(io::Error::other)
}
