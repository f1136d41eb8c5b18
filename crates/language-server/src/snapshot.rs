//! One state of one document, which no later edit changes: the text, its lines, and what the analysis says of it.

use std::sync::{Arc, OnceLock};

use chidu_analysis::Analysis;
use chidu_diagnostics::LineIndex;
use tower_lsp::lsp_types::Url;

use crate::position::Places;
use crate::session::Session;

/// A document as it was when a message arrived. The analysis is made once, by whoever asks first.
pub struct Snapshot {
    pub uri: Url,
    pub version: i32,
    pub text: String,
    pub lines: LineIndex,
    pub session: Arc<Session>,
    analysis: OnceLock<Analysis>,
}

impl Snapshot {
    /// Freezes a state.
    pub fn new(uri: Url, version: i32, text: String, lines: LineIndex, session: Arc<Session>) -> Self {
        Self { uri, version, text, lines, session, analysis: OnceLock::new() }
    }

    /// What `check` says of this text. Takes milliseconds the first time: call it off the runtime's own threads.
    pub fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| chidu_analysis::analyze(&self.text))
    }

    /// For going between byte offsets and the client's positions.
    pub fn places(&self) -> Places<'_> {
        Places { text: &self.text, lines: &self.lines, encoding: self.session.encoding }
    }
}
