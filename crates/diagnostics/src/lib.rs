//! Where something is wrong in a rulebook, and what: spans, bilingual texts, diagnostics and their rendering.
//!
//! Not here: which things are wrong (that is `syntax` for the tree and `analysis` for the meaning), and problems of
//! records, which are about data and live in `records`. Start at [`Diagnostic`].

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod diagnostic;
mod excerpt;
mod levels;
mod lines;
mod render;
mod span;
mod text;

pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use levels::Levels;
pub use lines::{Columns, LineIndex, boundary};
pub use render::{RenderOptions, render};
pub use span::Span;
pub use text::{Lang, Text};
