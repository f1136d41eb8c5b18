//! The binary as a user meets it: arguments in, words and exit codes out.

mod bench;
mod check;
mod completions;
mod reading;
mod score;
mod statements;
mod usage;
