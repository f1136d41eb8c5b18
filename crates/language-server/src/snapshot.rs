//! One state of one document, which no later edit changes: the text, its lines, and what the analysis says of it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chidu_analysis::Analysis;
use chidu_diagnostics::LineIndex;
use tower_lsp::lsp_types::Url;

use crate::position::Places;
use crate::session::Session;
use crate::vocabulary::Vocabulary;

/// The names of the latest state of a document that was analysed, shared by its snapshots.
#[derive(Default)]
pub struct Known {
    latest: Mutex<Option<(i32, Arc<Vocabulary>)>>,
}

impl Known {
    fn get(&self) -> Option<Arc<Vocabulary>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, words)| words.clone())
    }

    /// Keeps the names of a version, unless those of a later one are there.
    fn put(&self, version: i32, words: &Arc<Vocabulary>) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.as_ref().is_none_or(|(known, _)| *known < version) {
            *latest = Some((version, words.clone()));
        }
    }
}

/// A document as it was when a message arrived. The analysis is made once, by whoever asks first.
pub struct Snapshot {
    pub uri: Url,
    pub version: i32,
    pub text: String,
    pub lines: LineIndex,
    pub session: Arc<Session>,
    analysis: OnceLock<Analysis>,
    vocabulary: OnceLock<Arc<Vocabulary>>,
    known: Arc<Known>,
}

impl Snapshot {
    /// Freezes a state.
    pub fn new(uri: Url, version: i32, text: String, lines: LineIndex, session: Arc<Session>) -> Self {
        Self { uri, version, text, lines, session, analysis: OnceLock::new(), vocabulary: OnceLock::new(), known: Arc::default() }
    }

    /// The same, sharing the names of the states before it.
    pub fn knowing(self, known: Arc<Known>) -> Self {
        Self { known, ..self }
    }

    /// What `check` says of this text. Takes milliseconds the first time: call it off the runtime's own threads.
    pub fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| chidu_analysis::analyze(&self.text))
    }

    /// The names of this text; while it has not been analysed, those of the latest state that has.
    pub fn vocabulary(&self) -> Arc<Vocabulary> {
        let earlier = if self.analysis.get().is_none() { self.known.get() } else { None };
        earlier.unwrap_or_else(|| self.learn())
    }

    /// Collects the names of this very text, and keeps them for later states.
    pub fn learn(&self) -> Arc<Vocabulary> {
        let words = self.vocabulary.get_or_init(|| Arc::new(Vocabulary::new(self.analysis())));
        self.known.put(self.version, words);
        words.clone()
    }

    /// For going between byte offsets and the client's positions.
    pub fn places(&self) -> Places<'_> {
        Places { text: &self.text, lines: &self.lines, encoding: self.session.encoding }
    }
}
