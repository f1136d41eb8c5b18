//! Chores of this repository. `cargo xtask` lists them.

mod bench;
mod docs;
mod editor;
mod fuzz;
mod kate;
mod latency;
mod mutants;
mod prove;
mod reference;
mod vsix;
mod wordings;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask docs            write docs/lints from the doc comments of the lints, docs/wordings.md from the grammar, and the tables of the
                            English language reference from the Chinese one
cargo xtask docs --check    fail where one of them is not what would be written
cargo xtask mutants         make each fault listed beside the evaluation's tests, and fail where they do not catch it
cargo xtask prove [CASES [SEED]]
                            run all property tests with a fresh seed, which is named where one fails
cargo xtask prove naive [CASES [SEED]]
                            compare the scores of so many generated cases (a million) with those of the naive evaluator
cargo xtask fuzz [SECONDS [TARGET]]
                            run each fuzz target for so many seconds (60), and keep what it finds below target/fuzz (needs a C++ compiler)
cargo xtask bench           time whole runs of the release build, and print them as a table
cargo xtask bench lsp       time the language server at 500 and 10,000 lines, and fail where it is slower than it should be
cargo xtask vsix            pack editors/vscode with the server of this machine as a .vsix (needs node)
cargo xtask editor          drive that extension in a browser, and take the pictures of the READMEs (needs node, a Chromium, 1 GB)
cargo xtask kate            drive Kate on a screen that nobody sees (needs kate, Xvfb, xdotool and ImageMagick)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["docs"] => docs::write(),
        ["docs", "--check"] => docs::check(),
        ["mutants"] => mutants::run(),
        ["prove", ref more @ ..] => prove::run(more),
        ["fuzz", ref more @ ..] => fuzz::run(more),
        ["bench"] => bench::run(),
        ["vsix"] => vsix::run(),
        ["editor"] => editor::run(),
        ["kate"] => kate::run(),
        ["bench", "lsp"] => latency::run(),
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
