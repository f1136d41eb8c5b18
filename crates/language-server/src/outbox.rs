//! Diagnostics on their way to the client, the latest of each document only: a slow client misses what is out of date and never what holds.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::output::Output;

/// What is to be shown for one document.
pub struct Publication {
    /// The version that was checked; none where the document was closed.
    pub version: Option<i32>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The latest publication of each document that has not left yet.
#[derive(Default)]
pub struct Outbox {
    waiting: Mutex<BTreeMap<Url, Publication>>,
    filled: Notify,
}

impl Outbox {
    /// Replaces what waits for this document.
    pub fn put(&self, uri: Url, publication: Publication) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(uri, publication);
        self.filled.notify_one();
    }

    /// Sends what waits, whenever the client has read what was sent before. The one task of the server that waits for the client.
    pub async fn publish(&self, client: Client, output: Output) {
        loop {
            self.filled.notified().await;
            while let Some((uri, publication)) = self.next() {
                client.publish_diagnostics(uri, publication.diagnostics, publication.version).await;
                output.drained().await;
            }
        }
    }

    /// Takes what leaves next.
    pub fn next(&self) -> Option<(Url, Publication)> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_first()
    }
}
