//! Reads clauses, one a line, from standard input and prints their readings.

#![expect(clippy::disallowed_macros, reason = "a program of its own, not the crate")]

use std::io::BufRead;

fn main() {
    for line in std::io::stdin().lock().lines().map_while(Result::ok).filter(|line| !line.trim().is_empty()) {
        match chidu_analysis::read::jsonl_line(&line) {
            Ok(reading) => println!("{reading}"),
            Err(error) => eprintln!("{error}"),
        }
    }
}
