//! A document that is open in the editor, and its edits.

use std::sync::Arc;

use chidu_configuration::Configuration;
use chidu_diagnostics::LineIndex;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url};

use crate::position::Places;
use crate::session::Session;
use crate::snapshot::{Known, Snapshot};

/// The live state of one open document. Only the actor holds one.
pub struct Document {
    uri: Url,
    version: i32,
    text: String,
    lines: LineIndex,
    /// The snapshot of this very state, if somebody asked for one already.
    frozen: Option<Arc<Snapshot>>,
    known: Arc<Known>,
    /// Tells this opening from earlier ones of the same file, so that their late results are known.
    pub opening: u64,
    /// The agreement as it holds for this document.
    session: Arc<Session>,
    /// What the `chidu.toml` above it decides; `None` until that was looked for, and till then nothing is checked and nobody is answered.
    configuration: Option<Configuration>,
    waiting: Vec<(Arc<Snapshot>, oneshot::Sender<Arc<Snapshot>>)>,
    /// When to check.
    pub due: Option<Instant>,
    /// A check is running; the next waits for it.
    pub checking: bool,
    /// What states that are over still hold. To free it takes a while, and no check waits for that.
    pub over: Vec<Box<dyn Send>>,
}

impl Document {
    /// A document just opened, to be checked as soon as it is known what was decided for it.
    pub fn open(item: TextDocumentItem, opening: u64, session: Arc<Session>) -> Self {
        let lines = LineIndex::new(&item.text);
        Self {
            uri: item.uri,
            version: item.version,
            text: item.text,
            lines,
            frozen: None,
            known: Arc::default(),
            opening,
            session,
            configuration: None,
            waiting: Vec::new(),
            due: None,
            checking: false,
            over: Vec::new(),
        }
    }

    /// Applies the changes of one notification, each to the result of the one before, and puts off the check. Gives back the state that is over.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) -> Option<Arc<Snapshot>> {
        for change in changes {
            self.apply(change);
        }
        self.version = version;
        self.due = self.configuration.as_ref().map(|_| Instant::now() + self.session.debounce);
        self.frozen.take()
    }

    /// This state, to keep.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        let freeze = || {
            let state = Snapshot::new(self.uri.clone(), self.version, self.text.clone(), self.lines.clone(), self.session.clone());
            Arc::new(state.knowing(self.known.clone()))
        };
        self.frozen.get_or_insert_with(freeze).clone()
    }

    /// Gives this state to the one who asks, who may have been cancelled meanwhile: at once, or as soon as it is known what was decided.
    pub fn reply(&mut self, reply: oneshot::Sender<Arc<Snapshot>>) {
        let snapshot = self.snapshot();
        if self.configuration.is_none() {
            return self.waiting.push((snapshot, reply));
        }
        let _ = reply.send(snapshot);
    }

    /// What was decided is known, or has changed: the text is checked anew.
    pub fn decide(&mut self, configuration: Configuration, session: &Session) {
        self.session = Arc::new(session.decided(&configuration));
        self.configuration = Some(configuration);
        self.frozen = None;
        self.due = Some(Instant::now());
        for (snapshot, reply) in self.waiting.drain(..) {
            let _ = reply.send(Arc::new(snapshot.under(self.session.clone())));
        }
    }

    /// The client's settings have changed.
    pub fn agree(&mut self, session: &Session) {
        match self.configuration.clone() {
            Some(configuration) => self.decide(configuration, session),
            None => self.session = Arc::new(session.clone()),
        }
    }

    /// True where the result of a check still fits this text.
    pub fn is_at(&self, version: i32) -> bool {
        self.version == version
    }

    fn apply(&mut self, change: TextDocumentContentChangeEvent) {
        match change.range {
            None => self.text = change.text,
            Some(range) => {
                let places = Places { text: &self.text, lines: &self.lines, encoding: self.session.encoding };
                let (start, end) = (places.offset(range.start), places.offset(range.end));
                self.text.replace_range(start.min(end)..end.max(start), &change.text);
            }
        }
        self.lines = LineIndex::new(&self.text);
    }
}
