//! What the server can do: its capabilities, and a handler for each.
//!
//! A handler asks `ticket` for the document as it was when its request was sent, and does heavy work on a blocking thread. It never
//! awaits a request to the client: such requests are spawned, and their replies come to the actor as events.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionResponse, CompletionOptions, CompletionParams, CompletionResponse,
    DocumentFormattingParams, DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse, FoldingRange,
    FoldingRangeParams, Hover, HoverParams, InitializeParams, InitializeResult, InlayHint, InlayHintParams, OneOf,
    SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, ServerCapabilities, ServerInfo, TextDocumentIdentifier,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextEdit,
};
use tower_lsp::{LanguageServer, async_trait};

use crate::features::{actions, completion, folding, format, hover, inlay, symbols, tokens};
use crate::session::Session;
use crate::snapshot::Snapshot;
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

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let position = params.text_document_position_params.position;
        of_snapshot(move |snapshot| hover::hover(snapshot, position)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        of_snapshot(move |snapshot| Some(inlay::hints(snapshot, params.range))).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        of_snapshot(move |snapshot| Some(actions::actions(snapshot, &params))).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let position = params.text_document_position.position;
        of_snapshot(move |snapshot| Some(CompletionResponse::List(completion::completions(snapshot, position)))).await
    }

    async fn semantic_tokens_full(&self, _: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        of_snapshot(|snapshot| Some(SemanticTokensResult::Tokens(tokens::tokens(snapshot)))).await
    }

    async fn semantic_tokens_full_delta(&self, params: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
        of_snapshot(move |snapshot| Some(tokens::tokens_since(snapshot, &params.previous_result_id))).await
    }

    async fn semantic_tokens_range(&self, params: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
        of_snapshot(move |snapshot| Some(SemanticTokensRangeResult::Tokens(tokens::tokens_in(snapshot, params.range)))).await
    }

    async fn document_symbol(&self, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        of_snapshot(|snapshot| Some(DocumentSymbolResponse::Nested(symbols::symbols(snapshot)))).await
    }

    async fn folding_range(&self, _: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        of_snapshot(|snapshot| Some(folding::folds(snapshot))).await
    }

    async fn formatting(&self, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        of_snapshot(|snapshot| Some(format::edits(snapshot, None))).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        of_snapshot(move |snapshot| Some(format::edits(snapshot, Some(params.range)))).await
    }
}

/// Runs a feature on the document that the request names, off the runtime's own threads.
async fn of_snapshot<T: Send + 'static>(feature: impl FnOnce(&Snapshot) -> T + Send + 'static) -> Result<T> {
    let snapshot: Arc<Snapshot> = ticket::snapshot().await?;
    tokio::task::spawn_blocking(move || feature(&snapshot)).await.map_err(|_| Error::internal_error())
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
        hover_provider: Some(true.into()),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        // No trigger characters: letters ask by themselves, and those of Chinese would ask with every step of a composition.
        completion_provider: Some(CompletionOptions::default()),
        document_symbol_provider: Some(OneOf::Left(true)),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: tokens::legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..SemanticTokensOptions::default()
            }
            .into(),
        ),
        folding_range_provider: Some(true.into()),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
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
