//! `chidu check`: what is wrong with rulebooks, and what of it can be mended at once.

use std::path::PathBuf;

use chidu_diagnostics::{Diagnostic, Lang, Severity};
use chidu_evaluation::fixes;

use crate::args::{CheckFormat, CheckTask};
use crate::diagnostics::{self, Tally, github, json, sarif};
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::output::{Output, write_file};

/// Checks files and folders; 1 where something is wrong.
pub fn check(task: &CheckTask, output: &mut Output) -> Result<u8, Failure> {
    let paths = files::rulebooks(&task.paths)?;
    let sources = paths.iter().map(|path| files::source(path, output)).collect::<Result<Vec<_>, _>>()?;
    let (sources, changes) = if task.fix { mended(&paths, sources)? } else { (sources, 0) };
    let checked: Vec<(&Source, Vec<Diagnostic>)> = sources.iter().map(|source| (source, told(source))).collect();
    let tally = checked.iter().fold(Tally::default(), |tally, (_, found)| tally.plus(Tally::of(found)));
    match task.format {
        CheckFormat::Text => as_text(&checked, tally, task.fix.then_some(changes), output)?,
        CheckFormat::Json => as_json(&checked, output)?,
        CheckFormat::Sarif => pretty(&sarif::log(&checked, output.lang), output)?,
        CheckFormat::Github => as_commands(&checked, output)?,
    }
    let wrong = checked.iter().any(|(source, found)| fails(task, source, found));
    Ok(u8::from(wrong))
}

/// What is wrong, as severely as was decided.
fn told(source: &Source) -> Vec<Diagnostic> {
    source.configuration.levels.apply(chidu_evaluation::check(&source.text))
}

fn fails(task: &CheckTask, source: &Source, found: &[Diagnostic]) -> bool {
    let least = if task.deny_advice { Severity::Advice } else { source.configuration.fail_on };
    found.iter().any(|diagnostic| diagnostic.severity >= least && !diagnostic.expected)
}

/// Each rulebook with its certain changes made, written where there were any; and how many they were.
fn mended(paths: &[PathBuf], sources: Vec<Source>) -> Result<(Vec<Source>, usize), Failure> {
    let mut all = 0;
    let mut mended = Vec::new();
    for (path, source) in paths.iter().zip(sources) {
        let (text, changes) = fixes::mend(&source.text);
        if changes > 0 && path.as_os_str() == "-" {
            return Err(Failure::new(
                "--fix 不能改标准输入：给出文件名".to_owned(),
                "--fix cannot change standard input: name a file".to_owned(),
            ));
        }
        if changes > 0 {
            write_file(path, text.as_bytes())?;
        }
        all += changes;
        mended.push(Source { bytes: text.clone().into_bytes(), text, ..source });
    }
    Ok((mended, all))
}

fn as_text(checked: &[(&Source, Vec<Diagnostic>)], tally: Tally, changes: Option<usize>, output: &mut Output) -> Result<(), Failure> {
    for (source, found) in checked {
        let text = diagnostics::text(source, found, output);
        output.put(&text)?;
    }
    if let Some(changes) = changes {
        let line = changed(changes, output.lang);
        output.line(&line)?;
    }
    let line = summary(checked.len(), tally, output.lang);
    output.line(&line)
}

fn as_json(checked: &[(&Source, Vec<Diagnostic>)], output: &mut Output) -> Result<(), Failure> {
    let all: Vec<_> = checked.iter().flat_map(|(source, found)| json::objects(source, found, output.lang)).collect();
    pretty(&all, output)
}

fn as_commands(checked: &[(&Source, Vec<Diagnostic>)], output: &mut Output) -> Result<(), Failure> {
    checked.iter().try_for_each(|(source, found)| output.put(&github::lines(source, found, output.lang)))
}

fn pretty(value: &impl serde::Serialize, output: &mut Output) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::machine("JSON", &error))?;
    output.line(&text)
}

fn changed(changes: usize, lang: Lang) -> String {
    match (lang, changes) {
        (Lang::Zh, _) => format!("改了 {changes} 处"),
        (Lang::En, 1) => "1 change made".to_owned(),
        (Lang::En, _) => format!("{changes} changes made"),
    }
}

fn summary(files: usize, tally: Tally, lang: Lang) -> String {
    let words = tally.words(lang);
    match lang {
        Lang::Zh => format!("检查了 {files} 个规则书：{words}"),
        Lang::En if files == 1 => format!("1 rulebook checked: {words}"),
        Lang::En => format!("{files} rulebooks checked: {words}"),
    }
}
