//! A client at the other end of real pipes: handlers that misbehave on purpose, and what the server makes of them.
//!
//! `client` is the client, `edits` compares thousands of edits with a model, `session` tests the life of a session, `requests`
//! cancellation and queues, `checks` the diagnostics; `features` and the rest ask what an editor asks.

mod around;
mod checks;
mod client;
mod commands;
mod completion;
mod configuration;
mod edits;
mod features;
mod fixes;
mod formatting;
mod names;
mod requests;
mod session;
mod sheet;
mod tokens;
mod workspace;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;

use crate::backend::Backend;

impl Backend {
    /// A handler that takes longer than any test.
    pub async fn slow(&self, _: Value) -> Result<()> {
        tokio::time::sleep(std::time::Duration::from_secs(600)).await;
        Ok(())
    }

    /// A handler with a bug in it.
    pub async fn panic(&self, _: Value) -> Result<()> {
        panic!("on purpose")
    }
}
