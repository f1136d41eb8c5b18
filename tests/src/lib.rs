//! Proof: an evaluator written apart from the product, to compare the two, and helpers of the end-to-end tests.
//!
//! Not here: the tests themselves (`tests/tests`). Start at [`naive::assess`] for the evaluator, at [`chidu`] for the binary;
//! `cases.rs` says what a case file looks like.

pub mod binary;
pub mod cases;
pub mod naive;
pub mod results;

pub use binary::{chidu, workspace};
