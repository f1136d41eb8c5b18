//! One state of one document, which no later edit changes: the text, its lines, and what the analysis says of it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chidu_analysis::{Analysis, Cache};
use chidu_diagnostics::{Diagnostic, LineIndex};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_lsp::lsp_types::{SemanticToken, Url};

use crate::names::Names;
use crate::position::Places;
use crate::session::Session;
use crate::vocabulary::Vocabulary;

/// What earlier states of a document leave to later ones: the names of the latest that was analysed, and the tokens that were sent last.
pub struct Known {
    /// One request at a time analyses a state of this document. Those that wait for their turn can be cancelled, as an analysis cannot.
    turn: Arc<Semaphore>,
    latest: Mutex<Option<(i32, Arc<Vocabulary>)>>,
    tokens: Mutex<Option<(i32, Vec<SemanticToken>)>>,
    /// What the latest analysis read, for the next one.
    cache: Mutex<Cache>,
}

impl Default for Known {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), latest: Mutex::default(), tokens: Mutex::default(), cache: Mutex::default() }
    }
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

/// More bytes than anybody writes into one line, a hundred thousand characters: what is that long is no rulebook, and would keep its author waiting.
const LONGEST: usize = 300_000;

/// A text that is not looked at, and why.
pub struct Refused {
    /// All of it.
    pub text: String,
    /// The first line that is too long, 0-based, and how many characters it has.
    pub line: u32,
    pub characters: usize,
}

/// A document as it was when a message arrived. The analysis is made once, by whoever asks first.
pub struct Snapshot {
    pub uri: Url,
    pub version: i32,
    pub text: String,
    pub lines: LineIndex,
    pub session: Arc<Session>,
    /// Where the document has a line that is too long: every question is answered as for an empty text.
    pub refused: Option<Box<Refused>>,
    analysis: OnceLock<Analysis>,
    told: OnceLock<Vec<Diagnostic>>,
    vocabulary: OnceLock<Arc<Vocabulary>>,
    names: OnceLock<Names>,
    known: Arc<Known>,
}

impl Snapshot {
    /// Freezes a state.
    pub fn new(uri: Url, version: i32, text: String, lines: LineIndex, session: Arc<Session>) -> Self {
        let (text, lines, refused) = match lines.longer_than(&text, LONGEST) {
            None => (text, lines, None),
            Some((line, characters)) => {
                let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
                (String::new(), LineIndex::new(""), Some(Box::new(Refused { text, line, characters })))
            }
        };
        Self {
            uri,
            version,
            text,
            lines,
            session,
            refused,
            analysis: OnceLock::new(),
            told: OnceLock::new(),
            vocabulary: OnceLock::new(),
            names: OnceLock::new(),
            known: Arc::default(),
        }
    }

    /// The same, sharing the names of the states before it.
    pub fn knowing(self, known: Arc<Known>) -> Self {
        Self { known, ..self }
    }

    /// The same text under another agreement.
    #[must_use]
    pub fn under(&self, session: Arc<Session>) -> Self {
        let refused = self.refused.as_ref().map(|refused| Box::new(Refused { text: refused.text.clone(), ..**refused }));
        let state = Self::new(self.uri.clone(), self.version, self.text.clone(), self.lines.clone(), session);
        Self { refused, ..state }.knowing(self.known.clone())
    }

    /// What `check` says of this text. Takes milliseconds the first time: call it off the runtime's own threads.
    pub fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| {
            let mut cache = self.known.cache.lock().unwrap_or_else(PoisonError::into_inner);
            chidu_analysis::analyze_again(&self.text, &mut cache)
        })
    }

    /// Gives up a state that is over: what was read of it is free for the next analysis at once, and the rest is left to be dropped. Where
    /// somebody still looks at it, nothing happens.
    pub fn retire(self: Arc<Self>) -> Option<impl Send + 'static> {
        let Analysis { faults, attainable, diagnostics, .. } = Arc::into_inner(self)?.analysis.into_inner()?;
        Some((faults, attainable, diagnostics))
    }

    /// The right to analyse it; `None` where that has been done.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        if self.analysis.get().is_some() {
            return None;
        }
        // Fails only where the semaphore is closed, and nobody closes it.
        self.known.turn.clone().acquire_owned().await.ok()
    }

    /// The names of this text; while they have not been collected, those of the latest state of which they have.
    pub fn vocabulary(&self) -> Arc<Vocabulary> {
        let collected = self.vocabulary.get().cloned().or_else(|| self.known.get());
        collected.unwrap_or_else(|| self.learn())
    }

    /// Collects the names of this very text, and keeps them for later states.
    pub fn learn(&self) -> Arc<Vocabulary> {
        let words = self.vocabulary.get_or_init(|| Arc::new(Vocabulary::new(self.analysis())));
        self.known.put(self.version, words);
        words.clone()
    }

    /// Where this text's names stand.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self.analysis(), &self.text))
    }

    /// Keeps the tokens that are sent, to tell later what has changed.
    pub fn keep_tokens(&self, tokens: &[SemanticToken]) {
        *self.known.tokens.lock().unwrap_or_else(PoisonError::into_inner) = Some((self.version, tokens.to_vec()));
    }

    /// The tokens that were sent last, if they were those of a version.
    pub fn kept_tokens(&self, version: i32) -> Option<Vec<SemanticToken>> {
        let kept = self.known.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(known, _)| *known == version).map(|(_, tokens)| tokens.clone())
    }

    /// What is wrong with it, as severely as was decided.
    pub fn told(&self) -> &[Diagnostic] {
        self.told.get_or_init(|| self.session.levels.apply(chidu_evaluation::check::of_analysis(self.analysis(), &self.text)))
    }

    /// The editor's text, looked at or not.
    pub fn whole(&self) -> &str {
        self.refused.as_ref().map_or(&self.text, |refused| &refused.text)
    }

    /// The name of the file, without its folders.
    pub fn file(&self) -> String {
        let name = self.uri.to_file_path().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        name.or_else(|| self.uri.path_segments()?.next_back().map(str::to_owned)).unwrap_or_default()
    }

    /// For going between byte offsets and the client's positions.
    pub fn places(&self) -> Places<'_> {
        Places { text: &self.text, lines: &self.lines, encoding: self.session.encoding }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::InitializeParams;

    #[tokio::test]
    async fn an_analysis_is_waited_for_by_whoever_comes_next_and_by_nobody_after_it() {
        let session = Arc::new(Session::negotiate(&InitializeParams::default(), None));
        let uri = Url::parse("file:///rulebook.chidu").expect("a uri");
        let snapshot = Snapshot::new(uri, 1, String::new(), LineIndex::new(""), session);
        let first = snapshot.turn().await;
        assert!(first.is_some());
        let moment = std::time::Duration::from_millis(5);
        assert!(tokio::time::timeout(moment, snapshot.turn()).await.is_err(), "one at a time");
        snapshot.analysis();
        assert!(snapshot.turn().await.is_none(), "nothing is left to wait for");
    }
}
