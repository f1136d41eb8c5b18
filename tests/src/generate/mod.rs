//! Random rulebooks in the words of the language, each with the same rulebook as data, and random records for them.
//!
//! The structure is made first, then printed in one of the wordings that mean it; the readings beside it are what the
//! words must be read as. Start at [`case`].

mod apart;
mod beyond;
mod body;
mod book;
mod dice;
mod form;
mod measure;
mod rows;
mod words;

pub use book::{Case, case};
pub use dice::Dice;
