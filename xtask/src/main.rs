//! Chores of this repository. `cargo xtask` lists them.

mod docs;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask docs            write docs/lints from the doc comments of the lints
cargo xtask docs --check    fail where docs/lints is not what would be written";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["docs"] => docs::write(),
        ["docs", "--check"] => docs::check(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
