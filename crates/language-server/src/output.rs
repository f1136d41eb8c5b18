//! The way out: an unbounded queue of bytes before the client's pipe.
//!
//! tower-lsp stops reading while its output is blocked, so a client that writes a few hundred messages before it reads would hang
//! together with the server. Writing into memory cannot block; what could grow without bound, the diagnostics, waits for [`Output::drained`].

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::watch;

/// How far the queue has come, in bytes since the beginning.
#[derive(Clone, Copy, Default)]
struct Progress {
    accepted: u64,
    written: u64,
    closed: bool,
}

/// The end that is written to; clones share the queue.
#[derive(Clone)]
pub struct Output {
    queue: Arc<Mutex<Vec<u8>>>,
    progress: Arc<watch::Sender<Progress>>,
}

impl Output {
    /// An empty queue.
    pub fn new() -> Self {
        Self { queue: Arc::default(), progress: Arc::new(watch::Sender::new(Progress::default())) }
    }

    /// How many bytes were accepted so far.
    pub fn mark(&self) -> u64 {
        self.progress.borrow().accepted
    }

    /// Waits until something was accepted after a mark.
    pub async fn past(&self, mark: u64) {
        self.reached(|progress| progress.accepted > mark).await;
    }

    /// Waits until the client's pipe has taken all that was accepted.
    pub async fn drained(&self) {
        self.reached(|progress| progress.written == progress.accepted).await;
    }

    /// Lets [`Output::pump`] end once the queue is empty.
    pub fn close(&self) {
        self.progress.send_modify(|progress| progress.closed = true);
    }

    /// Moves the queue into the client's pipe until the output is closed or the pipe breaks.
    pub async fn pump(&self, mut pipe: impl AsyncWrite + Unpin) -> io::Result<()> {
        loop {
            self.reached(|progress| progress.accepted > progress.written || progress.closed).await;
            let bytes = std::mem::take(&mut *self.queue.lock().unwrap_or_else(PoisonError::into_inner));
            if bytes.is_empty() {
                return Ok(());
            }
            pipe.write_all(&bytes).await?;
            pipe.flush().await?;
            self.progress.send_modify(|progress| progress.written += bytes.len() as u64);
        }
    }

    async fn reached(&self, condition: impl FnMut(&Progress) -> bool) {
        // Fails only where the sender is gone, and this very value holds it.
        let _ = self.progress.subscribe().wait_for(condition).await;
    }
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        self.progress.send_modify(|progress| progress.accepted += bytes.len() as u64);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
