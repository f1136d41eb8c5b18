//! Running the server: on standard input and output, or on any pair of pipes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chidu_diagnostics::Lang;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};
use tower_lsp::{LspService, Server};

use crate::backend::Backend;
use crate::output::Output;
use crate::service::{Lifecycle, Service};
use crate::worker::Worker;

/// Requests that may be under way together. Far more than any client sends, since a full house stops the reading, and with it cancellation.
const SLOTS: usize = 4096;

/// Bytes that are read ahead.
const READ_AHEAD: usize = 64 * 1024;

/// Threads for analyses, beside the two that read and write. Each holds on to memory of its own, and more than the machine has cores gain nothing.
const BLOCKING: usize = 6;

/// How long the last messages may take to leave once the client has ended the session.
const GRACE: Duration = Duration::from_secs(1);

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// After `shutdown`, as the protocol asks.
    Clean,
    /// Without it: the client vanished or gave up.
    Abrupt,
}

/// Serves standard input and output until the session ends. `lang` is the language that the user named, if any: it comes after the client's
/// `initializationOptions` and before the client's locale.
pub fn run(lang: Option<Lang>) -> io::Result<Exit> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(BLOCKING).enable_all().build()?;
    let exit = runtime.block_on(serve_with(tokio::io::stdin(), tokio::io::stdout(), lang, Worker::of_this_program()));
    // A read of standard input cannot be interrupted, and the client may keep it open.
    runtime.shutdown_background();
    Ok(exit)
}

/// Serves a pair of pipes, and scores records within this process.
pub async fn serve<R, W>(input: R, output: W, lang: Option<Lang>) -> Exit
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    serve_with(input, output, lang, None).await
}

/// Serves a pair of pipes until the client says `exit`, closes its end, or dies.
async fn serve_with<R, W>(input: R, output: W, lang: Option<Lang>, worker: Option<Worker>) -> Exit
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let lifecycle = Arc::new(Lifecycle::default());
    let (near, far) = tokio::io::duplex(READ_AHEAD);
    tokio::spawn(feed(input, far, lifecycle.clone()));
    let queue = Output::new();
    let writer = tokio::spawn(write(queue.clone(), output, lifecycle.clone()));

    let mut client = None;
    let build = LspService::build(|ours| {
        client = Some(ours.clone());
        Backend::new(ours, worker)
    });
    let (inner, socket) = methods(build).finish();
    let Some(client) = client else { return Exit::Abrupt };
    let service = Service::new(inner, client, queue.clone(), lifecycle.clone(), lang);
    let serving = async {
        Server::new(near, queue.clone(), socket).concurrency_level(SLOTS).serve(service).await;
        queue.close();
        // Fails only where the writer panicked.
        let _ = writer.await;
    };
    tokio::select! {
        () = serving => (),
        () = too_late(&lifecycle) => (),
    }
    if lifecycle.shut_down.load(Ordering::SeqCst) { Exit::Clean } else { Exit::Abrupt }
}

/// Returns when the last messages have had their time.
async fn too_late(lifecycle: &Lifecycle) {
    lifecycle.stopped().await;
    tokio::time::sleep(GRACE).await;
}

/// Methods that the protocol does not know.
fn methods(build: tower_lsp::LspServiceBuilder<Backend>) -> tower_lsp::LspServiceBuilder<Backend> {
    let build = build.custom_method("chidu/text", Backend::text).custom_method("chidu/scoreSheet", Backend::score_sheet);
    #[cfg(test)]
    let build = build.custom_method("test/slow", Backend::slow).custom_method("test/panic", Backend::panic);
    build
}

/// Moves the input along until it ends or nothing more is wanted: tower-lsp itself would read on after `exit`.
async fn feed(mut input: impl AsyncRead + Unpin, mut pipe: DuplexStream, lifecycle: Arc<Lifecycle>) {
    tokio::select! {
        _ = tokio::io::copy(&mut input, &mut pipe) => (),
        () = lifecycle.stopped() => (),
    }
    lifecycle.stop();
}

/// Moves the output along. A client that no longer reads has ended the session.
async fn write(queue: Output, output: impl AsyncWrite + Unpin, lifecycle: Arc<Lifecycle>) {
    if queue.pump(output).await.is_err() {
        lifecycle.stop();
    }
}
