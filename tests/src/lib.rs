//! Proof: an evaluator written apart from the product, rulebooks with records made at random to compare the two, and helpers
//! of the end-to-end tests.
//!
//! Not here: the tests themselves (`tests/tests`). Start at [`naive::assess`] and [`generate::case`] for the comparison, at
//! [`chidu`] for the binary; `cases.rs` says what a case file looks like.

pub mod binary;
pub mod cases;
pub mod editor;
pub mod generate;
pub mod naive;
pub mod pages;
pub mod pieces;
pub mod results;
pub mod scripted;
pub mod short;
pub mod sums;

pub use binary::{chidu, workspace};
