//! Records against rulebooks, from bytes to observations and problems.

mod any_bytes;
mod data;
mod files;
mod form;
mod kinds;
mod limits;
mod long;
mod roster;
mod rows;
mod rulebooks;
mod sources;
mod support;
mod traps;
mod unseen;
mod wide;
mod workbooks;
