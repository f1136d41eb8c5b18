//! What the server can do: its capabilities, and a handler for each.
//!
//! A handler asks `ticket` for the document as it was when its request was sent, and does heavy work on a blocking thread. It never
//! awaits a request to the client: such requests are spawned, and their replies come to the actor as events.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chidu_diagnostics::{Lang, Text};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse, DocumentFormattingParams,
    DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentRangeFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover,
    HoverParams, InitializeParams, InitializeResult, InlayHint, InlayHintParams, LinkedEditingRangeParams, LinkedEditingRanges, Location,
    MessageType, PrepareRenameResponse, ReferenceParams, RenameParams, SelectionRange, SelectionRangeParams, SemanticTokensDeltaParams,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    ServerInfo, SignatureHelp, SignatureHelpParams, SymbolInformation, TextDocumentIdentifier, TextDocumentPositionParams, TextEdit,
    WillSaveTextDocumentParams, WorkspaceEdit, WorkspaceSymbolParams,
};
use tower_lsp::{Client, LanguageServer, async_trait};

use crate::capabilities::capabilities;
use crate::features::commands::{self, Runnable, Scorable};
use crate::features::{
    actions, completion, definition, folding, format, highlight, hover, inlay, lenses, linked, links, references, rename, selection, sheet,
    signature, symbols, tokens, workspace,
};
use crate::folder;
use crate::snapshot::Snapshot;
use crate::ticket;
use crate::worker::Worker;

/// The handlers. Documents are the actor's, the session is the ticket's.
pub struct Backend {
    client: Client,
    /// One run over records at a time: one that was given up goes on to its end, unless a worker has it.
    scoring: Arc<Semaphore>,
    worker: Option<Worker>,
}

/// How long a run over records may take.
const PATIENCE: Duration = Duration::from_secs(10);

impl Backend {
    /// Handlers for one client.
    pub fn new(client: Client, worker: Option<Worker>) -> Self {
        Self { client, scoring: Arc::new(Semaphore::new(1)), worker }
    }

    /// By a worker where there is one: dropping the work ends it then.
    async fn score(&self, params: &ExecuteCommandParams) -> Result<Value> {
        let (wanted, lang) = (argument::<Scorable>(params)?, ticket::session()?.lang);
        let busy = Text::new("上一次计分还没有结束，请稍后再试", "the run before has not ended yet: try again in a moment");
        let Ok(permit) = self.scoring.clone().try_acquire_owned() else {
            return Err(failed(&busy, lang));
        };
        if let Some(worker) = &self.worker {
            let (snapshot, _permit) = (ticket::snapshot().await?, permit);
            return within(PATIENCE, worker.ask(&snapshot, params)).await.ok_or_else(|| failed(&too_long(), lang))?;
        }
        let work = of_snapshot(move |snapshot| {
            // Kept until the work itself has ended, be it waited for or not.
            let _permit = permit;
            commands::score(snapshot, &wanted).map_err(|told| refused(snapshot, &told))
        });
        within(PATIENCE, work).await.ok_or_else(|| failed(&too_long(), lang))??
    }

    /// Tells the author what came out; clients show nothing of an answer by themselves.
    fn show(&self, answer: &Value) {
        if let Some(message) = answer["message"].as_str() {
            let kind = if answer["holds"] == json!(false) { MessageType::WARNING } else { MessageType::INFO };
            let (client, message) = (self.client.clone(), message.to_owned());
            tokio::spawn(async move { client.show_message(kind, message).await });
        }
    }
}

fn too_long() -> Text {
    Text::new("计分用了 10 秒还没有完，已停下；请用 chidu score", "scoring took more than 10 seconds and was given up: use chidu score")
}

/// What a future comes to in time.
async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(limit, work).await.ok()
}

/// The one argument of a command.
fn argument<T: DeserializeOwned>(params: &ExecuteCommandParams) -> Result<T> {
    let first = params.arguments.first().cloned().unwrap_or_default();
    serde_json::from_value(first).map_err(|error| Error::invalid_params(format!("{}: {error}", params.command)))
}

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
        of_text(move |snapshot| Some(CompletionResponse::List(completion::completions(snapshot, position)))).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let position = params.text_document_position_params.position;
        of_snapshot(move |snapshot| Some(GotoDefinitionResponse::Array(definition::definition(snapshot, position)))).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (position, declarations) = (params.text_document_position.position, params.context.include_declaration);
        of_snapshot(move |snapshot| Some(references::references(snapshot, position, declarations))).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let position = params.text_document_position_params.position;
        of_snapshot(move |snapshot| Some(highlight::highlights(snapshot, position))).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        of_snapshot(move |snapshot| rename::prepare(snapshot, params.position).map_err(|told| refused(snapshot, &told))).await?.map(Some)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (position, new) = (params.text_document_position.position, params.new_name);
        of_snapshot(move |snapshot| rename::rename(snapshot, position, &new).map_err(|told| refused(snapshot, &told))).await?.map(Some)
    }

    async fn linked_editing_range(&self, params: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
        let position = params.text_document_position_params.position;
        of_snapshot(move |snapshot| linked::linked(snapshot, position)).await
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

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        of_snapshot(move |snapshot| Some(selection::selections(snapshot, &params.positions))).await
    }

    async fn document_link(&self, _: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        of_snapshot(|snapshot| Some(links::links(snapshot))).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let position = params.text_document_position_params.position;
        of_text(move |snapshot| signature::signatures(snapshot, position)).await
    }

    async fn code_lens(&self, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        of_snapshot(|snapshot| Some(lenses::lenses(snapshot))).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let answer = match params.command.as_str() {
            commands::RUN_EXAMPLE => {
                let wanted: Runnable = argument(&params)?;
                of_snapshot(move |snapshot| commands::example(snapshot, wanted.example).map_err(|told| refused(snapshot, &told))).await?
            }
            commands::SCORE_WITH_RECORDS => self.score(&params).await,
            _ => return Err(Error::invalid_params(format!("{} is no command of chidu", params.command))),
        }?;
        self.show(&answer);
        Ok(Some(answer))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        let (session, open) = (ticket::session()?, ticket::all().await?);
        let found = tokio::task::spawn_blocking(move || {
            let closed = folder::rulebooks(&session.roots);
            let closed = closed.iter().filter(|(uri, _)| open.iter().all(|snapshot| snapshot.uri != *uri));
            let texts = open.iter().map(|snapshot| (&snapshot.uri, snapshot.text.as_str()));
            workspace::symbols(texts.chain(closed.map(|(uri, text)| (uri, text.as_str()))), &session, &params.query)
        });
        found.await.map(Some).map_err(|_| Error::internal_error())
    }

    async fn formatting(&self, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        of_text(|snapshot| Some(format::edits(snapshot, None))).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        of_text(move |snapshot| Some(format::edits(snapshot, Some(params.range)))).await
    }

    /// Asked for by those alone who said that they want it.
    async fn will_save_wait_until(&self, _: WillSaveTextDocumentParams) -> Result<Option<Vec<TextEdit>>> {
        of_text(|snapshot| Some(format::edits(snapshot, None))).await
    }

    async fn folding_range(&self, _: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        of_snapshot(|snapshot| Some(folding::folds(snapshot))).await
    }
}

/// Runs a feature on the document that the request names, off the runtime's own threads. Requests for a state that nobody has analysed yet
/// wait for one another, so that those which the next edit makes pointless can be cancelled before they cost anything.
async fn of_snapshot<T: Send + 'static>(feature: impl FnOnce(&Snapshot) -> T + Send + 'static) -> Result<T> {
    let snapshot: Arc<Snapshot> = ticket::snapshot().await?;
    let turn = snapshot.turn().await;
    let work = move || {
        snapshot.analysis();
        drop(turn);
        feature(&snapshot)
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::internal_error())
}

/// The same for what needs no analysis of the very text, and must not wait for one.
async fn of_text<T: Send + 'static>(feature: impl FnOnce(&Snapshot) -> T + Send + 'static) -> Result<T> {
    let snapshot: Arc<Snapshot> = ticket::snapshot().await?;
    tokio::task::spawn_blocking(move || feature(&snapshot)).await.map_err(|_| Error::internal_error())
}

/// A refusal that the client shows to the author as it is.
fn refused(snapshot: &Snapshot, told: &Text) -> Error {
    failed(told, snapshot.session.lang)
}

fn failed(told: &Text, lang: Lang) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: told.get(lang).to_owned().into(), data: None }
}

/// `RequestFailed` of the protocol: well asked, and not to be had.
pub const REQUEST_FAILED: i64 = -32803;

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
    /// `chidu/scoreSheet`: the rulebook as a score sheet.
    pub async fn score_sheet(&self, _: sheet::SheetParams) -> Result<sheet::SheetResult> {
        of_snapshot(sheet::sheet).await
    }

    /// `chidu/text`, an aid for debugging editors: the text that the server holds, to compare with the editor's own.
    pub async fn text(&self, _: TextParams) -> Result<TextResult> {
        let snapshot = ticket::snapshot().await?;
        Ok(TextResult { version: snapshot.version, text: snapshot.whole().to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_takes_too_long_is_given_up() {
        let slow = tokio::time::sleep(Duration::from_secs(600));
        assert_eq!(within(Duration::from_millis(5), slow).await, None);
        assert_eq!(within(Duration::from_secs(600), async { 1 }).await, Some(1));
    }
}
