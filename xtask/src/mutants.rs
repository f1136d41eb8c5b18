//! Faults on purpose: each mutation of the evaluator must make its tests fail, or they prove nothing.
//!
//! The list is `crates/evaluation/tests/mutations.txt`. The sources are copied below `target`, so that the checkout itself
//! is never touched. Start at [`run`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const LIST: &str = "crates/evaluation/tests/mutations.txt";
const COPY: &str = "target/mutants/copy";
const BUILD: &str = "target/mutants/build";

/// A fault: what it is called and the places that it changes.
#[derive(Debug, Default)]
struct Mutation {
    name: String,
    changes: Vec<Change>,
}

/// Lines of a file that are replaced by others.
#[derive(Debug, Default)]
struct Change {
    file: String,
    before: String,
    after: String,
}

/// Makes every mutation in turn and fails where the tests do not.
pub fn run() -> Result<(), String> {
    let mutations = parse(&read(Path::new(LIST))?)?;
    copy()?;
    if !tests(&[])? {
        return Err("the tests fail without any mutation".to_owned());
    }
    let mut survivors = Vec::new();
    for mutation in &mutations {
        let caught = caught(mutation)?;
        println!("{} {}", if caught { "caught  " } else { "SURVIVED" }, mutation.name);
        survivors.extend((!caught).then_some(mutation.name.as_str()));
    }
    if survivors.is_empty() { Ok(()) } else { Err(format!("not caught: {}", survivors.join("; "))) }
}

fn caught(mutation: &Mutation) -> Result<bool, String> {
    let originals = apply(mutation)?;
    let compiles = tests(&["--no-run"]);
    let passes = tests(&[]);
    for (path, text) in originals.iter().rev() {
        write(path, text)?;
    }
    if compiles? { passes.map(|passes| !passes) } else { Err(format!("does not compile: {}", mutation.name)) }
}

/// Changes the copy; gives back what stood there.
fn apply(mutation: &Mutation) -> Result<Vec<(PathBuf, String)>, String> {
    let mut originals = Vec::new();
    for change in &mutation.changes {
        let path = Path::new(COPY).join(&change.file);
        let text = read(&path)?;
        if text.matches(&change.before).count() != 1 {
            return Err(format!("{}: not once in {}:\n{}", mutation.name, change.file, change.before));
        }
        write(&path, &text.replace(&change.before, &change.after))?;
        originals.push((path, text));
    }
    Ok(originals)
}

/// Whether the tests pass in the copy: the evaluation's own, which build fast, then the cases that were worked out by hand.
fn tests(arguments: &[&str]) -> Result<bool, String> {
    Ok(tests_of("chidu-evaluation", "it", arguments)? && tests_of("chidu-tests", "cases", arguments)?)
}

fn tests_of(package: &str, test: &str, arguments: &[&str]) -> Result<bool, String> {
    let build = std::env::current_dir().map_err(|error| error.to_string())?.join(BUILD);
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["test", "--quiet", "--locked", "--package", package, "--test", test]).args(arguments);
    cargo.current_dir(COPY).env("CARGO_TARGET_DIR", build).env("INSTA_UPDATE", "no").env_remove("INSTA_FORCE_PASS");
    let output = cargo.output().map_err(|error| format!("cargo: {error}"))?;
    Ok(output.status.success())
}

/// Copies every file that git knows, where it differs, so that the builds of one run serve the next; drops all others.
fn copy() -> Result<(), String> {
    let listed = Command::new("git").args(["ls-files", "-z"]).output().map_err(|error| format!("git: {error}"))?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let files: BTreeSet<&Path> = listed.split('\0').filter(|file| !file.is_empty()).map(Path::new).filter(|file| file.is_file()).collect();
    fs::create_dir_all(COPY).and_then(|()| drop_others(Path::new(COPY), &files)).map_err(|error| format!("{COPY}: {error}"))?;
    for file in files {
        refresh(file, &Path::new(COPY).join(file)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

fn refresh(file: &Path, target: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    if fs::read(target).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    fs::create_dir_all(target.parent().unwrap_or(Path::new(COPY)))?;
    fs::write(target, bytes)
}

fn drop_others(folder: &Path, files: &BTreeSet<&Path>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            drop_others(&path, files)?;
        } else if path.strip_prefix(COPY).is_ok_and(|file| !files.contains(file)) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// `## name`, then for each change `file: path`, lines after `- `, and the lines after `+ ` that stand in their place.
fn parse(list: &str) -> Result<Vec<Mutation>, String> {
    let mut mutations: Vec<Mutation> = Vec::new();
    for (number, line) in list.lines().enumerate() {
        let wrong = || format!("{LIST}:{}: {line}", number + 1);
        if let Some(name) = line.strip_prefix("## ") {
            mutations.push(Mutation { name: name.to_owned(), changes: Vec::new() });
        } else if let Some(file) = line.strip_prefix("file: ") {
            let changes = &mut mutations.last_mut().ok_or_else(wrong)?.changes;
            changes.push(Change { file: file.to_owned(), ..Change::default() });
        } else if let Some((sign, text)) = line.split_at_checked(1).filter(|(sign, _)| ["-", "+"].contains(sign)) {
            let change = mutations.last_mut().and_then(|mutation| mutation.changes.last_mut()).ok_or_else(wrong)?;
            let side = if sign == "-" { &mut change.before } else { &mut change.after };
            side.push_str(text.strip_prefix(' ').unwrap_or(text));
            side.push('\n');
        } else if !line.is_empty() && !line.starts_with('#') {
            return Err(wrong());
        }
    }
    Ok(mutations)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
