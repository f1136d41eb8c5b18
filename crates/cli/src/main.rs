//! The `chidu` command: arguments in, files read, reports written, an exit code out.
//!
//! Everything that a rulebook or a score means is in the crates beneath; here are files, colours, languages and exit codes.
//! Start at [`run`].

mod args;
mod check;
mod command;
mod completions;
mod configured;
mod diagnostics;
mod draft;
mod explain;
mod failure;
mod files;
mod fmt;
mod form;
mod lang;
mod manual;
mod near;
mod output;
mod pages;
mod progress;
mod reading;
mod runs;
mod score;
mod usage;

use std::process::ExitCode;

use args::Task;
use chidu_diagnostics::Lang;
use failure::Failure;
use output::Output;

fn main() -> ExitCode {
    let words: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = lang::choose(&words, |key| std::env::var(key).ok());
    let task = args::parse(words.clone(), lang);
    // The server writes to standard output itself, so it must not find it locked.
    if let Ok(Task::Serve) = task {
        return serve(lang);
    }
    let named = lang::named(&words, |key| std::env::var(key).ok());
    let mut output = Output::new(lang);
    output.lang_is_named = named.is_some();
    match task.and_then(|task| run(task, &mut output)).and_then(|code| output.flush().map(|()| code)) {
        Ok(code) => ExitCode::from(code),
        // Whoever read the output has had enough of it.
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => ExitCode::from(output.fail(&failure)),
    }
}

/// Does what the arguments ask; the exit code.
fn run(task: Task, output: &mut Output) -> Result<u8, Failure> {
    match task {
        Task::Show(text) => output.put(&text).map(|()| 0),
        Task::Score(task) => score::score(&task, output),
        Task::Explain(task) => explain::explain(&task, output),
        Task::Check(task) => check::check(&task, output),
        Task::Reading(task) => reading::reading(&task, output),
        Task::Form(task) => form::form(&task, output),
        Task::Fmt(task) => fmt::fmt(&task, output),
        Task::Page(name) => pages::explain_code(name.as_deref(), output),
        Task::Completions(shell) => completions::completions(&shell, output),
        Task::Manual => output.put(&manual::page(output.lang)).map(|()| 0),
        Task::Serve => Ok(0),
    }
}

fn serve(lang: Lang) -> ExitCode {
    let named = lang::named(&std::env::args_os().collect::<Vec<_>>(), |key| std::env::var(key).ok());
    match chidu_language_server::run(named) {
        Ok(chidu_language_server::Exit::Clean) => ExitCode::SUCCESS,
        Ok(chidu_language_server::Exit::Abrupt) => ExitCode::FAILURE,
        Err(error) => ExitCode::from(Output::new(lang).fail(&Failure::machine("stdio", &error))),
    }
}
