//! What the arguments ask for: which tasks there are and what they take. Start at [`parse`].

use std::ffi::OsString;
use std::path::PathBuf;

use chidu_diagnostics::Lang;
use clap::ArgMatches;
use clap::error::ErrorKind;

use crate::command::command;
use crate::failure::Failure;
use crate::usage;

/// What is to be done.
#[derive(Debug)]
pub enum Task {
    /// Help or version: words to be shown.
    Show(String),
    Score(ScoreTask),
    Explain(ExplainTask),
    Check(CheckTask),
    Reading(ReadingTask),
    Form(FormTask),
    Fmt(FmtTask),
    /// The page of a code, or the list of codes.
    Page(Option<String>),
    /// The completion script of a shell.
    Completions(String),
    /// The manual page.
    Manual,
    Serve,
}

/// A rulebook and records.
#[derive(Debug)]
pub struct Inputs {
    pub rulebook: PathBuf,
    pub records: Vec<PathBuf>,
    pub subjects: Option<PathBuf>,
    pub partial: bool,
}

#[derive(Debug)]
pub struct ScoreTask {
    pub inputs: Inputs,
    pub outputs: Vec<PathBuf>,
}

#[derive(Debug)]
pub struct ExplainTask {
    pub inputs: Inputs,
    pub subject: String,
    pub period: Option<String>,
    pub all: bool,
    pub html: Option<PathBuf>,
}

#[derive(Debug)]
pub struct CheckTask {
    pub paths: Vec<PathBuf>,
    pub format: CheckFormat,
    pub fix: bool,
    pub deny_advice: bool,
}

/// How `check` tells what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    Text,
    Json,
    Sarif,
    Github,
}

#[derive(Debug)]
pub struct FormTask {
    pub rulebook: PathBuf,
    pub output: PathBuf,
}

#[derive(Debug)]
pub struct FmtTask {
    pub paths: Vec<PathBuf>,
    /// Only say what would change.
    pub check: bool,
}

#[derive(Debug)]
pub enum ReadingTask {
    File {
        path: PathBuf,
        json: bool,
    },
    /// A document as a draft of its rulebook, to a file or to standard output.
    Draft {
        path: PathBuf,
        output: Option<PathBuf>,
    },
    /// Clauses on standard input, one JSON object a line.
    Lines,
}

/// Understands the arguments, or says in the language of the run what is wrong with them.
pub fn parse(words: Vec<OsString>, lang: Lang) -> Result<Task, Failure> {
    let words = spelt_out(words);
    match command(lang).try_get_matches_from(&words) {
        Ok(matches) => Ok(task(&matches)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Task::Show(error.render().to_string())),
            _ => Err(Failure::Usage(usage::words(&error, &words, lang))),
        },
    }
}

/// `chidu help score` is `chidu score --help`: many type it so.
fn spelt_out(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

fn task(matches: &ArgMatches) -> Task {
    match matches.subcommand() {
        Some(("score", found)) => Task::Score(ScoreTask { inputs: inputs(found), outputs: paths(found, "output") }),
        Some(("explain", found)) => Task::Explain(explain(found)),
        Some(("check", found)) => {
            let deny_advice = text(found, "deny").is_some();
            Task::Check(CheckTask { paths: paths(found, "files"), format: check_format(found), fix: found.get_flag("fix"), deny_advice })
        }
        Some(("reading", found)) if found.get_flag("jsonl") => Task::Reading(ReadingTask::Lines),
        Some(("reading", found)) if found.get_flag("as-rulebook") => {
            Task::Reading(ReadingTask::Draft { path: path(found, "file"), output: found.get_one::<PathBuf>("output").cloned() })
        }
        Some(("reading", found)) => Task::Reading(ReadingTask::File { path: path(found, "file"), json: is_json(found) }),
        Some(("form", found)) => Task::Form(FormTask { rulebook: path(found, "rulebook"), output: path(found, "output") }),
        Some(("fmt", found)) => Task::Fmt(FmtTask { paths: paths(found, "files"), check: found.get_flag("check") }),
        Some(("explain-code", found)) => Task::Page(text(found, "code")),
        Some(("completions", found)) => Task::Completions(text(found, "shell").unwrap_or_default()),
        Some(("man", _)) => Task::Manual,
        _ => Task::Serve,
    }
}

fn inputs(found: &ArgMatches) -> Inputs {
    Inputs {
        rulebook: path(found, "rulebook"),
        records: paths(found, "records"),
        subjects: found.get_one::<PathBuf>("subjects").cloned(),
        partial: found.get_flag("partial"),
    }
}

fn explain(found: &ArgMatches) -> ExplainTask {
    ExplainTask {
        inputs: inputs(found),
        subject: text(found, "subject").unwrap_or_default(),
        period: text(found, "period"),
        all: found.get_flag("all"),
        html: found.get_one::<PathBuf>("html").cloned(),
    }
}

fn path(found: &ArgMatches, id: &str) -> PathBuf {
    found.get_one::<PathBuf>(id).cloned().unwrap_or_default()
}

fn paths(found: &ArgMatches, id: &str) -> Vec<PathBuf> {
    found.get_many::<PathBuf>(id).into_iter().flatten().cloned().collect()
}

fn text(found: &ArgMatches, id: &str) -> Option<String> {
    found.get_one::<String>(id).cloned()
}

fn check_format(found: &ArgMatches) -> CheckFormat {
    match text(found, "format").as_deref() {
        Some("json") => CheckFormat::Json,
        Some("sarif") => CheckFormat::Sarif,
        Some("github") => CheckFormat::Github,
        _ => CheckFormat::Text,
    }
}

fn is_json(found: &ArgMatches) -> bool {
    text(found, "format").is_some_and(|format| format == "json")
}
