//! All property tests with seeds that nobody has seen: `cargo xtask prove [CASES [SEED]]`.
//!
//! An ordinary run draws the same few cases each time (`.cargo/config.toml`), so that a change is judged and not the dice. This draws others.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::process::Command;

/// So many cases of each property, unless asked otherwise.
const CASES: &str = "1000";

/// The tests that draw cases: package, and which of its tests.
const TESTS: &[(&str, &[&str])] = &[
    ("chidu-grammar", &["--test", "it"]),
    ("chidu-syntax", &["--lib", "--test", "it"]),
    ("chidu-analysis", &["--test", "total"]),
    ("chidu-format", &["--lib"]),
    ("chidu-records", &["--lib", "--test", "it"]),
    ("chidu-evaluation", &["--test", "it"]),
    ("chidu-language-server", &["--lib"]),
    ("chidu-tests", &["--test", "properties", "--test", "any_text", "--test", "format"]),
];

/// Runs them all, and names the seed of those that fail.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let (cases, seed) = match arguments {
        [] => (CASES, fresh()),
        [cases] => (*cases, fresh()),
        [cases, seed] => (*cases, (*seed).to_owned()),
        _ => return Err("cargo xtask prove [CASES [SEED]]".to_owned()),
    };
    let is_number = |text: &str| text.parse::<u64>().is_ok();
    if !is_number(cases) || !is_number(&seed) {
        return Err("cargo xtask prove [CASES [SEED]]: both are whole numbers".to_owned());
    }
    println!("seed {seed}, {cases} cases of each property");
    let failed: Vec<String> = TESTS.iter().filter_map(|(package, tests)| test(package, tests, cases, &seed).err()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

fn test(package: &str, tests: &[&str], cases: &str, seed: &str) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--quiet", "--package", package]).args(tests);
    command.env("PROPTEST_CASES", cases).env("PROPTEST_RNG_SEED", seed).env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
    let status = command.status().map_err(|error| format!("{package}: {error}"))?;
    let again = format!("PROPTEST_CASES={cases} PROPTEST_RNG_SEED={seed} cargo test -p {package} {}", tests.join(" "));
    if status.success() { Ok(()) } else { Err(format!("{package} fails with seed {seed}; again: {again}")) }
}

/// A number that no other run has, from the keys of a hash map.
fn fresh() -> String {
    RandomState::new().build_hasher().finish().to_string()
}
