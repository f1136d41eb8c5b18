//! `chidu/scoreSheet`: the score sheet of a rulebook as it will look, for a panel beside the text. Clients learn of it from
//! `experimental.scoreSheet` among the capabilities.
//!
//! Not here: what is in it (`reports`). Start at [`sheet`].

use chidu_reports::sheet::{self, Sheet};
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::TextDocumentIdentifier;

use crate::snapshot::Snapshot;

/// The parameters of `chidu/scoreSheet`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetParams {
    /// By which the ticket knows the document.
    #[serde(rename = "textDocument")]
    _document: TextDocumentIdentifier,
}

/// The answer to `chidu/scoreSheet`.
#[derive(Serialize)]
pub struct SheetResult {
    /// The version of the text that it shows.
    pub version: i32,
    #[serde(flatten)]
    pub sheet: Sheet,
}

/// The score sheet of a document.
pub fn sheet(snapshot: &Snapshot) -> SheetResult {
    let sheet = sheet::sheet(&snapshot.file(), &snapshot.text, snapshot.analysis(), snapshot.session.lang);
    SheetResult { version: snapshot.version, sheet }
}
