//! The owner of the documents: takes the events in wire order, hands out snapshots, and lets checks run when the text has rested.
//!
//! INVARIANT: nothing here waits for a client or for an analysis; a check runs elsewhere and its result comes back as an event.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior};
use tower_lsp::lsp_types::{Diagnostic, DidChangeTextDocumentParams, TextDocumentItem, Url};

use crate::checker::Checker;
use crate::document::Document;
use crate::outbox::{Outbox, Publication};
use crate::present;
use crate::session::Session;
use crate::settings::{self, Found, Stamp};
use crate::snapshot::Snapshot;

/// How long a text rests after its check before its names are collected.
const REST: Duration = Duration::from_millis(50);

/// How often it is asked whether a `chidu.toml` has changed, where the client does not tell.
const LOOK: Duration = Duration::from_secs(2);

/// What the actor is told.
pub enum Event {
    Open(TextDocumentItem),
    Change(DidChangeTextDocumentParams),
    Close(Url),
    /// Asks for the document as it is now; the reply is dropped where it is not open.
    Snapshot(Url, oneshot::Sender<Arc<Snapshot>>),
    /// Asks for every open document as it is now.
    All(oneshot::Sender<Vec<Arc<Snapshot>>>),
    Checked(Checked),
    /// The client's settings, as it sends them.
    Settings(Value),
    /// A `chidu.toml` came, changed or went.
    FilesChanged,
}

/// What the `chidu.toml` above a document decides, for one opening of it.
struct Decided {
    uri: Url,
    opening: u64,
    found: Found,
}

/// The result of a check.
pub struct Checked {
    uri: Url,
    opening: u64,
    version: i32,
    diagnostics: Vec<Diagnostic>,
}

/// The documents of one session, and the checks that are due.
pub struct Actor {
    session: Arc<Session>,
    events: UnboundedReceiver<Event>,
    /// For results of checks to come back by; weak, so that the end of the service is the end of the events.
    back: WeakUnboundedSender<Event>,
    outbox: Arc<Outbox>,
    checker: Checker,
    documents: BTreeMap<Url, Document>,
    openings: u64,
    looks: JoinSet<Decided>,
    /// Each `chidu.toml` of which something was told.
    told: BTreeSet<Url>,
    /// What is known of the `chidu.toml` above each document.
    stamps: BTreeMap<Url, Stamp>,
}

impl Actor {
    /// An actor without documents, and the way to tell it of some.
    pub fn new(session: Arc<Session>, outbox: Arc<Outbox>) -> (Self, UnboundedSender<Event>) {
        let (sender, events) = unbounded_channel();
        let back = sender.downgrade();
        (
            Self {
                session,
                events,
                back,
                outbox,
                checker: Checker::start(),
                documents: BTreeMap::new(),
                openings: 0,
                looks: JoinSet::new(),
                told: BTreeSet::new(),
                stamps: BTreeMap::new(),
            },
            sender,
        )
    }

    /// Works until the service is gone and nobody waits for what is being looked for.
    pub async fn run(mut self) {
        let mut looks = tokio::time::interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let due = self.documents.values().filter(|document| !document.checking).filter_map(|document| document.due).min();
            // The timer rounds up to the next millisecond: what is due already does not wait for it.
            if due.is_some_and(|due| due <= Instant::now()) && self.events.is_empty() {
                self.check_due();
                continue;
            }
            tokio::select! {
                event = self.events.recv() => match event {
                    Some(event) => self.take(event),
                    None => break,
                },
                Some(Ok(decided)) = self.looks.join_next() => self.decide(decided),
                _ = looks.tick(), if !self.session.watches && !self.stamps.is_empty() => self.look_whether_changed(),
                () = tokio::time::sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => self.check_due(),
            }
        }
        while let Some(Ok(decided)) = self.looks.join_next().await {
            self.decide(decided);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Open(item) => self.open(item),
            Event::Change(params) => self.change(params),
            Event::Close(uri) => self.close(uri),
            Event::Snapshot(uri, reply) => {
                if let Some(document) = self.documents.get_mut(&uri) {
                    document.reply(reply);
                }
            }
            Event::All(reply) => {
                let all = self.documents.values_mut().map(|document| document.snapshot()).collect();
                // The one who asked may have been cancelled meanwhile.
                let _ = reply.send(all);
            }
            Event::Checked(checked) => self.publish(checked),
            Event::Settings(settings) => self.agree(&settings),
            Event::FilesChanged => self.look_again(),
        }
    }

    fn open(&mut self, item: TextDocumentItem) {
        self.openings += 1;
        let uri = item.uri.clone();
        self.documents.insert(uri.clone(), Document::open(item, self.openings, self.session.clone()));
        self.look_for(uri, self.openings);
    }

    /// Looks for the `chidu.toml` of a document, elsewhere.
    fn look_for(&mut self, uri: Url, opening: u64) {
        self.looks.spawn(async move { Decided { found: settings::load(uri.clone()).await, uri, opening } });
    }

    /// Of a file that is gone nothing is left to tell; of the others it comes anew.
    fn look_again(&mut self) {
        std::mem::take(&mut self.told)
            .into_iter()
            .for_each(|uri| self.outbox.put(uri, Publication { version: None, diagnostics: Vec::new() }));
        let open: Vec<(Url, u64)> = self.documents.iter().map(|(uri, document)| (uri.clone(), document.opening)).collect();
        open.into_iter().for_each(|(uri, opening)| self.look_for(uri, opening));
    }

    /// For a client that does not tell: asks the disk, elsewhere.
    fn look_whether_changed(&self) {
        let (known, back) = (self.stamps.clone(), self.back.clone());
        tokio::task::spawn_blocking(move || {
            let changed = known.iter().any(|(uri, stamp)| settings::stamp(uri) != *stamp);
            if let Some(events) = back.upgrade().filter(|_| changed) {
                // The actor may have ended.
                let _ = events.send(Event::FilesChanged);
            }
        });
    }

    fn decide(&mut self, Decided { uri, opening, found }: Decided) {
        let Some(document) = self.documents.get_mut(&uri).filter(|document| document.opening == opening) else { return };
        document.decide(found.configuration, &self.session);
        self.stamps.insert(uri, found.stamp);
        if let Some(file) = found.file {
            let diagnostics = file.diagnostics(&self.session);
            self.tell_of_file(file.uri, diagnostics);
        }
    }

    fn tell_of_file(&mut self, uri: Url, diagnostics: Vec<Diagnostic>) {
        let known = if diagnostics.is_empty() { self.told.remove(&uri) } else { !self.told.insert(uri.clone()) };
        if known || !diagnostics.is_empty() {
            self.outbox.put(uri, Publication { version: None, diagnostics });
        }
    }

    fn agree(&mut self, settings: &Value) {
        self.session = Arc::new(self.session.changed(settings));
        self.documents.values_mut().for_each(|document| document.agree(&self.session));
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        if let Some(document) = self.documents.get_mut(&params.text_document.uri) {
            let over = document.change(params.text_document.version, params.content_changes).and_then(Snapshot::retire);
            document.over.extend(over.map(|over| Box::new(over) as Box<dyn Send>));
        }
    }

    /// A closed document has no diagnostics.
    fn close(&mut self, uri: Url) {
        self.stamps.remove(&uri);
        if self.documents.remove(&uri).is_some() {
            self.outbox.put(uri, Publication { version: None, diagnostics: Vec::new() });
        }
    }

    fn check_due(&mut self) {
        let now = Instant::now();
        let ready = |document: &&mut Document| !document.checking && document.due.is_some_and(|due| due <= now);
        for document in self.documents.values_mut().filter(ready) {
            document.due = None;
            document.checking = true;
            tokio::spawn(check(document.snapshot(), document.opening, self.checker.clone(), self.back.clone()));
        }
    }

    /// Passes a result on, unless the text has moved on: then another check is due, and the places of this one would not fit.
    fn publish(&mut self, checked: Checked) {
        let Some(document) = self.documents.get_mut(&checked.uri).filter(|document| document.opening == checked.opening) else {
            return;
        };
        document.checking = false;
        let over = std::mem::take(&mut document.over);
        self.checker.put(|| drop(over));
        if document.is_at(checked.version) {
            self.outbox.put(checked.uri, Publication { version: Some(checked.version), diagnostics: checked.diagnostics });
        }
    }
}

/// Analyses a snapshot on a thread of its own. A panic there is told to the author instead of ending the server.
async fn check(snapshot: Arc<Snapshot>, opening: u64, checker: Checker, back: WeakUnboundedSender<Event>) {
    let (uri, version, lang) = (snapshot.uri.clone(), snapshot.version, snapshot.session.lang);
    let checked = snapshot.clone();
    let analysed = checker.run(move || present::diagnostics(&checked)).await;
    let diagnostics = analysed.unwrap_or_else(|_| vec![present::failure(lang)]);
    // From here on it belongs to the document alone, which gives it up at the next edit.
    let latest = Arc::downgrade(&snapshot);
    drop(snapshot);
    if let Some(events) = back.upgrade() {
        // The actor may have ended.
        let _ = events.send(Event::Checked(Checked { uri, opening, version, diagnostics }));
    }
    // Names are collected once the text rests: the next edit has no use for those of a state that is over, nor may it wait for them.
    tokio::time::sleep(REST).await;
    if let Some(snapshot) = latest.upgrade() {
        // A panic there takes nothing but the names.
        let _ = tokio::task::spawn_blocking(move || snapshot.learn()).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp::lsp_types::InitializeParams;

    fn actor() -> Actor {
        let session = Arc::new(Session::negotiate(&InitializeParams::default(), None));
        Actor::new(session, Arc::new(Outbox::default())).0
    }

    fn uri() -> Url {
        Url::parse("file:///rulebook.chidu").expect("a uri")
    }

    fn open(actor: &mut Actor, version: i32) {
        actor.take(Event::Open(TextDocumentItem::new(uri(), "chidu".into(), version, String::new())));
    }

    /// The versions that would leave now.
    fn checked(actor: &mut Actor, opening: u64, version: i32) -> Vec<Option<i32>> {
        actor.take(Event::Checked(Checked { uri: uri(), opening, version, diagnostics: Vec::new() }));
        std::iter::from_fn(|| actor.outbox.next()).map(|(_, publication)| publication.version).collect()
    }

    #[tokio::test]
    async fn only_a_result_for_the_text_that_is_there_leaves() {
        let mut actor = actor();
        open(&mut actor, 4);
        assert_eq!(checked(&mut actor, 1, 3), [], "the text has moved on");
        assert_eq!(checked(&mut actor, 1, 4), [Some(4)]);
    }

    #[tokio::test]
    async fn nobody_is_answered_before_it_is_known_what_was_decided() {
        let mut actor = actor();
        open(&mut actor, 4);
        let (reply, mut asked) = oneshot::channel();
        actor.take(Event::Snapshot(uri(), reply));
        assert!(asked.try_recv().is_err());
        let (configuration, _) = chidu_configuration::read("language = 'en'\n");
        actor.decide(Decided { uri: uri(), opening: 1, found: Found { configuration, ..Found::default() } });
        let answer = asked.try_recv().expect("an answer");
        assert_eq!((answer.version, answer.session.lang), (4, chidu_diagnostics::Lang::En));
    }

    #[tokio::test]
    async fn a_result_of_an_earlier_opening_is_lost() {
        let mut actor = actor();
        open(&mut actor, 4);
        actor.take(Event::Close(uri()));
        assert_eq!(checked(&mut actor, 1, 4), [None], "closing clears, and nothing follows");
        open(&mut actor, 4);
        assert_eq!(checked(&mut actor, 1, 4), []);
        assert_eq!(checked(&mut actor, 2, 4), [Some(4)]);
    }
}
