//! The service around tower-lsp's own: everything whose order matters happens in [`Service::call`], which runs synchronously and in the
//! order of the wire.
//!
//! tower-lsp runs handlers side by side, so an edit that awaits anything may be overtaken by the next. Here edits, cancellations and the
//! end never become handlers: they are sent on, or done, before `call` returns. Requests run as tasks of their own, each with a ticket
//! for the text that preceded it.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use chidu_diagnostics::Lang;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::lsp_types::{
    DidChangeConfigurationParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams, Registration, Url,
};
use tower_lsp::{Client, LspService};

use crate::actor::{Actor, Event};
use crate::backend::Backend;
use crate::outbox::Outbox;
use crate::output::Output;
use crate::parent;
use crate::session::Session;
use crate::ticket::{TICKET, Ticket};

/// What the service tells those who run it.
#[derive(Default)]
pub struct Lifecycle {
    /// True once nothing more is to be read.
    stopped: watch::Sender<bool>,
    /// `shutdown` came before the end.
    pub shut_down: AtomicBool,
}

impl Lifecycle {
    /// Nothing more is to be read.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// Waits for the end of the reading.
    pub async fn stopped(&self) {
        // Fails only where the sender is gone, and this very value holds it.
        let _ = self.stopped.subscribe().wait_for(|stopped| *stopped).await;
    }
}

/// Where in its life the server is.
enum Phase {
    Fresh,
    Running(Running),
    ShutDown,
    Exited,
}

/// What lives between `initialize` and `shutdown`.
struct Running {
    session: Arc<Session>,
    events: UnboundedSender<Event>,
}

/// tower-lsp's service, wrapped.
pub struct Service {
    inner: LspService<Backend>,
    client: Client,
    output: Output,
    lifecycle: Arc<Lifecycle>,
    /// The language said on the command line.
    lang: Option<Lang>,
    phase: Phase,
    /// Ended with the service.
    tasks: JoinSet<()>,
}

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, Infallible>> + Send>>;

impl Service {
    /// A service that waits for `initialize`.
    pub fn new(inner: LspService<Backend>, client: Client, output: Output, lifecycle: Arc<Lifecycle>, lang: Option<Lang>) -> Self {
        Self { inner, client, output, lifecycle, lang, phase: Phase::Fresh, tasks: JoinSet::new() }
    }
}

impl tower::Service<Request> for Service {
    type Response = Option<Response>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Answer {
        match (&self.phase, request.method()) {
            (Phase::Exited, _) => answer(None),
            (_, "exit") => self.exit(),
            (Phase::Fresh, "initialize") => self.initialize(request),
            (Phase::Fresh, _) => refuse(request, not_initialized()),
            (_, "$/cancelRequest") => answer(self.at_once(request)),
            (Phase::ShutDown, _) | (Phase::Running(_), "initialize") => refuse(request, Error::invalid_request()),
            (Phase::Running(_), "shutdown") => self.shut_down(request),
            (Phase::Running(running), "initialized") if running.session.watches => {
                self.watch();
                self.forward(request)
            }
            (Phase::Running(running), _) => match edit(&request) {
                Some(event) => running.send(event),
                None => self.forward(request),
            },
        }
    }
}

impl Service {
    /// Fixes the session and starts what lives as long as it. Refused where the parameters cannot be read.
    fn initialize(&mut self, request: Request) -> Answer {
        let Some(params) = params::<InitializeParams>(&request) else {
            return refuse(request, Error::invalid_params("initialize: the parameters cannot be read"));
        };
        let session = Arc::new(Session::negotiate(&params, self.lang));
        self.start(session.clone());
        let ticket = RefCell::new(Ticket { session, snapshot: None, all: None });
        let response = TICKET.sync_scope(ticket, || self.at_once(request));
        answer(response)
    }

    fn start(&mut self, session: Arc<Session>) {
        let outbox = Arc::new(Outbox::default());
        let (actor, events) = Actor::new(session.clone(), outbox.clone());
        self.tasks.spawn(actor.run());
        let (client, output, mark) = (self.client.clone(), self.output.clone(), self.output.mark());
        self.tasks.spawn(async move {
            // Nothing may precede the response to `initialize`.
            output.past(mark).await;
            outbox.publish(client, output).await;
        });
        if let Some(parent) = session.parent {
            let (lifecycle, gone) = (self.lifecycle.clone(), parent::gone(parent));
            self.tasks.spawn(async move {
                gone.await;
                lifecycle.stop();
            });
        }
        self.phase = Phase::Running(Running { session, events });
    }

    /// Asks the client to tell of changes of `chidu.toml`; nobody waits for its consent.
    fn watch(&mut self) {
        let client = self.client.clone();
        let options = serde_json::json!({"watchers": [{"globPattern": format!("**/{}", chidu_configuration::NAME)}]});
        let method = "workspace/didChangeWatchedFiles".to_owned();
        let wanted = Registration { id: method.clone(), method, register_options: Some(options) };
        self.tasks.spawn(async move {
            // A client that refuses tells of nothing, and what it was told of before holds.
            let _ = client.register_capability(vec![wanted]).await;
        });
    }

    /// Emacs sends `"params": null`, which tower-lsp refuses: `shutdown` has no parameters, whatever is written there.
    fn shut_down(&mut self, request: Request) -> Answer {
        let (_, id, _) = request.into_parts();
        self.phase = Phase::ShutDown;
        self.lifecycle.shut_down.store(true, Ordering::SeqCst);
        let Some(id) = id else { return answer(None) };
        answer(self.at_once(Request::build("shutdown").id(id).finish()))
    }

    /// Ends the input; what is under way may still be answered.
    fn exit(&mut self) -> Answer {
        self.phase = Phase::Exited;
        self.lifecycle.stop();
        answer(None)
    }

    /// Runs a handler as a task of its own, so that neither its length nor a panic in it concerns any other message.
    fn forward(&mut self, request: Request) -> Answer {
        let Phase::Running(running) = &self.phase else {
            return refuse(request, Error::invalid_request());
        };
        let id = request.id().cloned();
        let ticket = RefCell::new(running.ticket(&request));
        let work = tokio::spawn(TICKET.scope(ticket, tower::Service::call(&mut self.inner, request)));
        let Some(id) = id else { return answer(None) };
        Box::pin(async move {
            let Ok(outcome) = work.await else {
                return Ok(Some(Response::from_error(id, Error::internal_error())));
            };
            Ok(outcome.ok().flatten())
        })
    }

    /// Runs a handler that awaits nothing, to its end.
    fn at_once(&mut self, request: Request) -> Option<Response> {
        let mut work = pin!(tower::Service::call(&mut self.inner, request));
        match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => outcome.ok().flatten(),
            Poll::Pending => None,
        }
    }
}

impl Running {
    fn send(&self, event: Event) -> Answer {
        // Fails only where the actor has ended, with the service itself.
        let _ = self.events.send(event);
        answer(None)
    }

    /// A ticket for the document that a request names, at this very place on the wire.
    fn ticket(&self, request: &Request) -> Ticket {
        let snapshot = named_document(request).map(|uri| {
            let (reply, snapshot) = oneshot::channel();
            let _ = self.events.send(Event::Snapshot(uri, reply));
            snapshot
        });
        let all = (request.method() == "workspace/symbol").then(|| {
            let (reply, all) = oneshot::channel();
            let _ = self.events.send(Event::All(reply));
            all
        });
        Ticket { session: self.session.clone(), snapshot, all }
    }
}

/// The event that an edit is to the actor; `None` for every other message, and for an edit that cannot be read.
fn edit(request: &Request) -> Option<Event> {
    match request.method() {
        "textDocument/didOpen" => params::<DidOpenTextDocumentParams>(request).map(|params| Event::Open(params.text_document)),
        "textDocument/didChange" => params(request).map(Event::Change),
        "workspace/didChangeConfiguration" => {
            params::<DidChangeConfigurationParams>(request).map(|params| Event::Settings(params.settings))
        }
        "workspace/didChangeWatchedFiles" => Some(Event::FilesChanged),
        "textDocument/didClose" => params::<DidCloseTextDocumentParams>(request).map(|params| Event::Close(params.text_document.uri)),
        _ => None,
    }
}

fn params<T: DeserializeOwned>(request: &Request) -> Option<T> {
    request.params().and_then(|params| T::deserialize(params).ok())
}

/// The document that a request is about; a command names it in its first argument.
fn named_document(request: &Request) -> Option<Url> {
    let params = request.params()?;
    let named = params.get("textDocument").or_else(|| params.get("arguments")?.get(0));
    named?.get("uri")?.as_str()?.parse().ok()
}

fn answer(response: Option<Response>) -> Answer {
    Box::pin(std::future::ready(Ok(response)))
}

/// Answers a request with an error; a notification has no answer.
fn refuse(request: Request, error: Error) -> Answer {
    let (_, id, _): (_, Option<Id>, _) = request.into_parts();
    answer(id.map(|id| Response::from_error(id, error)))
}

fn not_initialized() -> Error {
    Error { code: ErrorCode::ServerError(-32002), message: "the server is not initialized".into(), data: None }
}
