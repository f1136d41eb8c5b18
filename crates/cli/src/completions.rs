//! `chidu completions`: what a shell needs to complete commands, options, codes and file names.
//!
//! The scripts are clap's, in the language of the run, with what clap leaves out of one shell or another put right. Start at [`completions`].

use std::fmt::Write;

use chidu_analysis::LINTS;
use chidu_diagnostics::Lang;
use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use crate::command::{self, SHELLS};
use crate::failure::Failure;
use crate::output::Output;
use crate::pages::title;

/// Writes the script of a shell that the arguments have named.
pub fn completions(shell: &str, output: &mut Output) -> Result<u8, Failure> {
    let shell: Shell = shell.parse().map_err(|error: String| Failure::new(error.clone(), error))?;
    output.put(&script(shell, output.lang))?;
    Ok(0)
}

fn script(shell: Shell, lang: Lang) -> String {
    let codes = || PossibleValuesParser::new(LINTS.iter().map(|lint| lint.code));
    let mut whole = command::command(lang).mut_subcommand("explain-code", |found| found.mut_arg("code", |code| code.value_parser(codes())));
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut whole, "chidu", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => files_first(&script),
        Shell::Fish => script + &fish(lang),
        Shell::Zsh => named(script, &whole),
        _ => script,
    }
}

/// Bash offers options where a file is due, and no files beside them; whoever wants an option types a hyphen.
fn files_first(script: &str) -> String {
    const KEEP: &str = r#"
_chidu_words() {
    _chidu "$@"
    if [[ "$2" != -* ]]; then
        local word kept=()
        for word in "${COMPREPLY[@]}"; do
            [[ "$word" == -* ]] || kept+=("$word")
        done
        COMPREPLY=("${kept[@]}")
    fi
}

"#;
    match script.find("\nif [[ \"${BASH_VERSINFO[0]}\"") {
        Some(at) => [&script[..at], KEEP, &script[at..].replace("-F _chidu ", "-F _chidu_words ")].concat(),
        None => script.to_owned(),
    }
}

/// Fish is told nothing of words that stand at a place.
fn fish(lang: Lang) -> String {
    let mut lines = String::new();
    let mut line = |name: &str, word: &str, what: &str| {
        let what = what.replace('\'', "\\'");
        let _ = writeln!(lines, "complete -c chidu -n \"__fish_chidu_using_subcommand {name}\" -f -a {word} -d '{what}'");
    };
    SHELLS.iter().for_each(|shell| line("completions", shell, ""));
    LINTS.iter().for_each(|lint| line("explain-code", lint.code, &title(lint, lang)));
    lines
}

/// Zsh shows the inner names of places; here are those that the help uses.
fn named(mut script: String, whole: &Command) -> String {
    for place in whole.get_subcommands().flat_map(Command::get_positionals) {
        if let Some([name]) = place.get_value_names() {
            script = script.replace(&format!(":{} -- ", place.get_id()), &format!(":{name} -- "));
        }
    }
    script
}
