//! Records against rulebooks, from bytes to observations and problems.

mod long;
mod support;
