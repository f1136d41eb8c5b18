//! `chidu fmt`: rulebooks with their spaces in order, written back or only compared.

use std::path::Path;

use crate::args::FmtTask;
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::output::{Output, write_file};

/// Formats files and folders; with `--check` writes nothing, and 1 where something would change.
pub fn fmt(task: &FmtTask, output: &mut Output) -> Result<u8, Failure> {
    let paths = files::rulebooks(&task.paths)?;
    let sources = paths.iter().map(|path| files::source(path, output)).collect::<Result<Vec<_>, _>>()?;
    let mut changed = 0;
    for (path, source) in paths.iter().zip(&sources) {
        let text = chidu_format::format(&source.text);
        let differs = text != source.text;
        changed += usize::from(differs);
        one(task, path, source, differs.then_some(&text), output)?;
    }
    let piped = paths.iter().any(|path| path.as_os_str() == "-");
    if !piped || task.check {
        let line = summary(task, paths.len(), changed, output);
        output.line(&line)?;
    }
    Ok(u8::from(task.check && changed > 0))
}

/// Standard input goes to standard output, whether it changed or not.
fn one(task: &FmtTask, path: &Path, source: &Source, text: Option<&String>, output: &mut Output) -> Result<(), Failure> {
    match text {
        text if path.as_os_str() == "-" && !task.check => output.put(text.unwrap_or(&source.text)),
        Some(_) if task.check => {
            let words = output.say("格式不同：", "would be formatted: ");
            output.line(&format!("{words}{}", source.name))
        }
        Some(text) => write_file(path, text.as_bytes()),
        None => Ok(()),
    }
}

fn summary(task: &FmtTask, files: usize, changed: usize, output: &Output) -> String {
    if changed == 0 {
        return match (output.lang, files) {
            (chidu_diagnostics::Lang::Zh, _) => format!("检查了 {files} 个规则书：格式都对"),
            (chidu_diagnostics::Lang::En, 1) => "1 rulebook checked: nothing to format".to_owned(),
            (chidu_diagnostics::Lang::En, _) => format!("{files} rulebooks checked: nothing to format"),
        };
    }
    match (task.check, output.lang, files) {
        (true, chidu_diagnostics::Lang::Zh, _) => format!("检查了 {files} 个规则书：{changed} 个格式不同"),
        (true, chidu_diagnostics::Lang::En, 1) => format!("1 rulebook checked: {changed} would be formatted"),
        (true, chidu_diagnostics::Lang::En, _) => format!("{files} rulebooks checked: {changed} would be formatted"),
        (false, chidu_diagnostics::Lang::Zh, _) => format!("{files} 个规则书：改了 {changed} 个的格式"),
        (false, chidu_diagnostics::Lang::En, 1) => format!("1 rulebook: {changed} formatted"),
        (false, chidu_diagnostics::Lang::En, _) => format!("{files} rulebooks: {changed} formatted"),
    }
}
