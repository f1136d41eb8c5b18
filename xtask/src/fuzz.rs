//! Fuzz targets, each for so many seconds: `cargo xtask fuzz [SECONDS [TARGET]]`.
//!
//! They are built with coverage counters, which the stable compiler can do, below `target/fuzz`. What was found is kept there too, between
//! runs. Not here: what a target checks (`fuzz/src/lib.rs`). Start at [`run`].

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use chidu_tests::pieces;

/// So long for each target, unless asked otherwise.
const SECONDS: &str = "60";

/// The targets, and the files of this repository that each begins with: folders, and how the names end. Its own are in `fuzz/seeds`.
const TARGETS: &[(&str, &[&str], &[&str])] = &[
    ("parse", RULEBOOKS, TEXTS),
    ("analyze", RULEBOOKS, TEXTS),
    ("format", RULEBOOKS, TEXTS),
    ("csv", &["rulebooks"], &[".csv"]),
    ("json", &[], &[]),
    ("jsonl", &[], &[]),
    ("xlsx", &["rulebooks"], &[".xlsx"]),
    ("xls", &[], &[]),
    ("ods", &[], &[]),
    ("html", &[], &[]),
];
const RULEBOOKS: &[&str] = &["rulebooks", "tests/lints", "tests/documents"];
const TEXTS: &[&str] = &[".chidu", "document.txt"];

/// A run shorter than this draws the same inputs each time, so that a check of every change does not fail by chance.
const SHORT: u32 = 30;

/// Where everything is built and found.
const PLACE: &str = "target/fuzz";

/// What the compiler is told, so that a run can see which branches an input takes.
const COUNTERS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// No input is longer, takes more seconds, or needs more memory (in MB).
const LIMITS: &[&str] =
    &["-max_len=16384", "-timeout=10", "-rss_limit_mb=512", "-malloc_limit_mb=256", "-use_value_profile=0", "-print_final_stats=1"];

/// Builds all, runs each in turn, and names those that found something.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let (seconds, target) = match arguments {
        [] => (SECONDS, None),
        [seconds] => (*seconds, None),
        [seconds, target] => (*seconds, Some(*target)),
        _ => return Err("cargo xtask fuzz [SECONDS [TARGET]]".to_owned()),
    };
    let seconds: u32 = seconds.parse().map_err(|_| "cargo xtask fuzz [SECONDS [TARGET]]: seconds are a whole number".to_owned())?;
    let chosen: Vec<_> = TARGETS.iter().filter(|(name, ..)| target.is_none_or(|target| target == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
        return Err(format!("there is no such target; there are: {}", names.join(", ")));
    }
    let machine = machine()?;
    build(&machine)?;
    let found: Vec<String> =
        chosen.into_iter().filter_map(|(name, folders, endings)| fuzz(name, folders, endings, seconds, &machine).err()).collect();
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// The machine's own name for its kind. Naming it keeps build scripts and macros free of counters.
fn machine() -> Result<String, String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned).ok_or_else(|| "rustc names no host".to_owned())
}

fn build(machine: &str) -> Result<(), String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", machine]);
    cargo.env("RUSTFLAGS", COUNTERS).env("CARGO_TARGET_DIR", PLACE);
    let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("the fuzz targets do not build".to_owned()) }
}

fn fuzz(name: &str, folders: &[&str], endings: &[&str], seconds: u32, machine: &str) -> Result<(), String> {
    let place = Path::new(PLACE);
    let (corpus, found) = (place.join("corpus").join(name), place.join("found"));
    let told = |error: io::Error| format!("{name}: {error}");
    sow(name, folders, endings, &corpus).and_then(|()| fs::create_dir_all(&found)).map_err(told)?;
    let words = place.join("words");
    fs::write(&words, dictionary()).map_err(told)?;
    let program = place.join(machine).join("release").join(name);
    let mut command = Command::new(&program);
    command.arg(&corpus).arg(format!("-max_total_time={seconds}")).args(LIMITS).arg(format!("-dict={}", words.display()));
    command.args((seconds < SHORT).then_some("-seed=1"));
    command.arg(format!("-artifact_prefix={}/{name}-", found.display()));
    let output = command.output().map_err(told)?;
    let log = String::from_utf8_lossy(&output.stderr);
    fs::write(place.join(format!("{name}.log")), log.as_bytes()).map_err(told)?;
    println!("{name}: {}", log.lines().rfind(|line| line.starts_with("Done ")).unwrap_or("FOUND SOMETHING"));
    if output.status.success() { Ok(()) } else { Err(finding(name, &program, &log)) }
}

/// What was found, with the fuzzer's last words and how to see it again.
fn finding(name: &str, program: &Path, log: &str) -> String {
    let lines: Vec<&str> = log.lines().filter(|line| !line.starts_with(['#', '"'])).collect();
    let last = lines[lines.len().saturating_sub(20)..].join("\n");
    format!("{last}\n{name} found something; again: {} FILE", program.display())
}

/// Puts the seeds into the corpus of a target, beside what former runs found.
fn sow(name: &str, folders: &[&str], endings: &[&str], corpus: &Path) -> io::Result<()> {
    fs::create_dir_all(corpus)?;
    let mut files = Vec::new();
    for folder in folders {
        below(Path::new(folder), &mut files)?;
    }
    files.retain(|file| endings.iter().any(|ending| file.to_string_lossy().ends_with(ending)));
    let own = Path::new("fuzz/seeds").join(name);
    if own.is_dir() {
        below(&own, &mut files)?;
    }
    for file in files {
        fs::copy(&file, corpus.join(file.to_string_lossy().replace(['/', '\\'], "-")))?;
    }
    Ok(())
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() { below(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The words that rulebooks and records are made of, for the fuzzer to put together.
fn dictionary() -> String {
    let escaped = |word: &&str| word.bytes().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
    pieces::OF_RULEBOOKS.iter().chain(pieces::OF_RECORDS).map(escaped).map(|word| format!("\"{word}\"\n")).collect()
}
