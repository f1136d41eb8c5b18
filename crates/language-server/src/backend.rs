//! What the server can do: its capabilities, and a handler for each.
//!
//! A handler asks `ticket` for the document as it was when its request was sent, and does heavy work on a blocking thread. It never
//! awaits a request to the client: such requests are spawned, and their replies come to the actor as events.

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    InitializeParams, InitializeResult, ServerCapabilities, ServerInfo, TextDocumentIdentifier, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions,
};
use tower_lsp::{LanguageServer, async_trait};

use crate::session::Session;
use crate::ticket;

/// The handlers. Documents are the actor's, the session is the ticket's: there is nothing to hold.
pub struct Backend;

#[async_trait]
impl LanguageServer for Backend {
    /// Must not await: the service finishes it within the call, so that what follows on the wire finds the server initialized.
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let session = ticket::session()?;
        Ok(InitializeResult {
            capabilities: capabilities(&session),
            server_info: Some(ServerInfo { name: "chidu".into(), version: Some(env!("CARGO_PKG_VERSION").into()) }),
        })
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}

fn capabilities(session: &Session) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(session.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        ..ServerCapabilities::default()
    }
}

/// The parameters of `chidu/text`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextParams {
    #[serde(rename = "textDocument")]
    _document: TextDocumentIdentifier,
}

/// The answer to `chidu/text`.
#[derive(Serialize)]
pub struct TextResult {
    version: i32,
    text: String,
}

impl Backend {
    /// `chidu/text`, an aid for debugging editors: the text that the server holds, to compare with the editor's own.
    pub async fn text(&self, _: TextParams) -> Result<TextResult> {
        let snapshot = ticket::snapshot().await?;
        Ok(TextResult { version: snapshot.version, text: snapshot.text.clone() })
    }
}
