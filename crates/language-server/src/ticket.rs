//! What a request may look at: the state of the document that preceded it on the wire, however many edits have arrived since.
//!
//! The service puts a ticket around each handler; the handler asks for it here.

use std::cell::RefCell;
use std::sync::Arc;

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};

use crate::session::Session;
use crate::snapshot::Snapshot;

/// The right of one request to one state of one document.
pub struct Ticket {
    pub session: Arc<Session>,
    /// Comes from the actor; nothing comes where the document is not open, and there is none where the request names no document.
    pub snapshot: Option<oneshot::Receiver<Arc<Snapshot>>>,
    /// For a request about the whole workspace: every document that is open.
    pub all: Option<oneshot::Receiver<Vec<Arc<Snapshot>>>>,
}

tokio::task_local! {
    /// The ticket of the request that runs in this task; its snapshot is taken out once.
    pub static TICKET: RefCell<Ticket>;
}

/// The agreement with the client who asks.
pub fn session() -> Result<Arc<Session>> {
    TICKET.try_with(|ticket| ticket.borrow().session.clone()).map_err(|_| Error::internal_error())
}

/// The document that the request names, as it was when the request was sent.
pub async fn snapshot() -> Result<Arc<Snapshot>> {
    let taken = TICKET.try_with(|ticket| ticket.borrow_mut().snapshot.take()).ok().flatten();
    let receiver = taken.ok_or_else(|| Error::invalid_params("no document is named"))?;
    receiver.await.map_err(|_| Error::invalid_params("the document is not open"))
}

/// Every document that was open when the request was sent.
pub async fn all() -> Result<Vec<Arc<Snapshot>>> {
    let taken = TICKET.try_with(|ticket| ticket.borrow_mut().all.take()).ok().flatten();
    let receiver = taken.ok_or_else(Error::internal_error)?;
    receiver.await.map_err(|_| Error::internal_error())
}
