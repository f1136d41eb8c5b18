//! The language server: what `chidu check` says of a rulebook, shown in an editor while it is written.
//!
//! The only crate that names LSP types. Not here: what is wrong with a text (that is `analysis`), and what the process answers to the
//! shell (that is `cli`).
//!
//! Messages pass through in this order; start reading at [`service`](crate::service):
//!
//! ```text
//! stdin ─► Service::call, in wire order ─┬─ edits ────────► Actor: owns the documents ─► checks, debounced ─► Outbox ─► stdout
//!                                        └─ requests ─► handler of Backend, with the Snapshot of its Ticket ─────────► stdout
//! ```
//!
//! A new feature is a file in [`features`](crate::features), with its line in [`capabilities`](crate::capabilities) and its handler in
//! [`backend`](crate::backend).

mod actor;
mod backend;
mod capabilities;
mod checker;
mod document;
mod features;
mod folder;
mod names;
mod outbox;
mod output;
mod pages;
mod parent;
mod position;
mod present;
mod serve;
mod service;
mod session;
mod settings;
mod snapshot;
mod spelling;
mod ticket;
mod vocabulary;
mod worker;

#[cfg(test)]
mod tests;

pub use serve::{Exit, run, serve};
