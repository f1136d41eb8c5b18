//! Proof: an evaluator written apart from the product, to compare the two.
//!
//! Not here: the tests themselves (`tests/tests`). Start at [`naive::assess`].

pub mod naive;
