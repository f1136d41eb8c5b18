//! All property tests with seeds that nobody has seen: `cargo xtask prove [CASES [SEED]]`; scores against the naive evaluator alone, for which
//! many more cases are drawn: `cargo xtask prove naive [CASES [SEED]]`.
//!
//! An ordinary run draws the same few cases each time (`.cargo/config.toml`), so that a change is judged and not the dice. This draws others.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::process::{Child, Command};
use std::thread::available_parallelism;

const USAGE: &str = "cargo xtask prove [naive] [CASES [SEED]]: both are whole numbers";

/// So many cases of each property, unless asked otherwise.
const CASES: u64 = 1_000;

/// So many against the naive evaluator.
const NAIVE_CASES: u64 = 1_000_000;

/// From so many cases on it is faster to build with optimisation first.
const MANY: u64 = 50_000;

/// The property that compares scores.
const NAIVE: &str = "scores_equal_those_of_the_naive_evaluator";

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

/// Runs them all, and names the seed of those that fail. Without numbers the comparison with the naive evaluator comes last, a million times.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let number = |text: &str| text.parse::<u64>().map_err(|_| USAGE.to_owned());
    match arguments {
        [] => all(CASES, fresh()).and_then(|()| naive(NAIVE_CASES, fresh())),
        ["naive"] => naive(NAIVE_CASES, fresh()),
        ["naive", cases] => naive(number(cases)?, fresh()),
        ["naive", cases, seed] => naive(number(cases)?, number(seed)?),
        [cases] => all(number(cases)?, fresh()),
        [cases, seed] => all(number(cases)?, number(seed)?),
        _ => Err(USAGE.to_owned()),
    }
}

fn all(cases: u64, seed: u64) -> Result<(), String> {
    println!("seed {seed}, {cases} cases of each property");
    let failed: Vec<String> = TESTS.iter().filter_map(|(package, tests)| test(package, tests, cases, seed).err()).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

fn test(package: &str, tests: &[&str], cases: u64, seed: u64) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--quiet", "--package", package]).args(tests);
    let status = drawn(&mut command, cases, seed).status().map_err(|error| format!("{package}: {error}"))?;
    let again = format!("PROPTEST_CASES={cases} PROPTEST_RNG_SEED={seed} cargo test -p {package} {}", tests.join(" "));
    if status.success() { Ok(()) } else { Err(format!("{package} fails with seed {seed}; again: {again}")) }
}

/// Each processor takes its share, with a seed of its own. Overflows are looked for in either profile.
fn naive(cases: u64, seed: u64) -> Result<(), String> {
    let shares = available_parallelism().map_or(1, |count| count.get() as u64);
    let share = cases.div_ceil(shares);
    let profile = if cases < MANY { "dev" } else { "prove" };
    println!("seeds {seed} to {}, {share} cases of each against the naive evaluator", seed.wrapping_add(shares - 1));
    let test = ["test", "--quiet", "--profile", profile, "--package", "chidu-tests", "--test", "properties"];
    let built = Command::new(env!("CARGO")).args(test).arg("--no-run").status().map_err(|error| error.to_string())?;
    if !built.success() {
        return Err("the property tests do not build".to_owned());
    }
    let begin = |seed: u64| {
        let mut command = Command::new(env!("CARGO"));
        command.args(test).args(["--", NAIVE]);
        drawn(&mut command, share, seed).spawn().map(|child| (seed, child)).map_err(|error| error.to_string())
    };
    let running: Vec<(u64, Child)> = (0..shares).map(|at| begin(seed.wrapping_add(at))).collect::<Result<_, _>>()?;
    let ended: Vec<(u64, bool)> =
        running.into_iter().map(|(seed, mut child)| (seed, child.wait().is_ok_and(|status| status.success()))).collect();
    let again = |seed: &u64| format!("PROPTEST_CASES={share} PROPTEST_RNG_SEED={seed} cargo {} -- {NAIVE}", test.join(" "));
    let failed: Vec<String> =
        ended.iter().filter(|(_, passed)| !passed).map(|(seed, _)| format!("seed {seed} fails; again: {}", again(seed))).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

fn drawn(command: &mut Command, cases: u64, seed: u64) -> &mut Command {
    command
        .env("PROPTEST_CASES", cases.to_string())
        .env("PROPTEST_RNG_SEED", seed.to_string())
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
}

/// A number that no other run has, from the keys of a hash map.
fn fresh() -> u64 {
    RandomState::new().build_hasher().finish()
}
