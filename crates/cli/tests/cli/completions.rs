//! Completions: what a real shell offers once it has read its script. A shell that is not here is left out; bash is everywhere in CI.

use std::process::{Command, Stdio};

use crate::bench::Bench;

/// Runs bash over the script: the words that it would offer for the last word of a line; none where it would look for files.
const BASH: &str = r#"source completions; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1))
_chidu_words chidu "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; echo "${COMPREPLY[@]}""#;

fn offered(bench: &Bench, shell: &str, arguments: &[&str]) -> Option<String> {
    bench.write("completions", &bench.run(&["completions", shell]).out);
    let mut command = Command::new(shell);
    command.args(arguments).current_dir(bench.path()).stderr(Stdio::null());
    let output = command.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[test]
fn bash_offers_commands_options_values_and_else_files() {
    let bench = Bench::new();
    let said = |words: &[&str]| offered(&bench, "bash", &[&["-c", BASH, "bash", "chidu"], words].concat()).expect("bash");
    assert!(said(&[""]).starts_with("score explain check"), "{}", said(&[""]));
    assert_eq!(said(&["sc"]), "score");
    assert_eq!(said(&["check", ""]), "");
    assert_eq!(said(&["check", "--fo"]), "--format");
    assert_eq!(said(&["check", "--format", ""]), "text json sarif github");
    assert_eq!(said(&["completions", "z"]), "zsh");
    assert_eq!(said(&["explain-code", "overl"]), "overlapping-bands");
}

#[test]
fn fish_offers_them_with_what_they_are() {
    let bench = Bench::new();
    let said = |line: &str| offered(&bench, "fish", &["-c", &format!("source completions; complete -C '{line}'")]);
    let Some(words) = said("chidu sc") else { return eprintln!("fish: left out, it is not here") };
    assert_eq!(words, "score\t按规则书给记录评分");
    assert_eq!(said("chidu explain-code overl").expect("fish"), "overlapping-bands\t等级重叠");
    assert_eq!(said("chidu score 规").expect("fish"), "规则.chidu");
}

#[test]
fn every_shell_can_read_its_script() {
    let bench = Bench::new();
    for shell in ["zsh", "fish"] {
        let Some(said) = offered(&bench, shell, &["-c", "eval \"$(cat completions)\" 2>&1"]) else { continue };
        assert!(!said.contains("error") && !said.contains("Unknown"), "{shell}: {said}");
    }
    for shell in ["powershell", "elvish"] {
        assert!(bench.run(&["completions", shell]).out.contains("按规则书给记录评分"), "{shell}");
    }
}
