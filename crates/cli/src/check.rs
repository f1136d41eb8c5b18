//! `chidu check`: what is wrong with rulebooks.

use chidu_diagnostics::Lang;

use crate::args::CheckTask;
use crate::diagnostics::{self, Tally};
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::output::Output;

/// Checks files and folders; 1 where something is wrong.
pub fn check(task: &CheckTask, output: &mut Output) -> Result<u8, Failure> {
    let sources = files::rulebooks(&task.paths)?.iter().map(|path| files::source(path)).collect::<Result<Vec<_>, _>>()?;
    let tally = match task.json {
        true => as_json(&sources, output)?,
        false => as_text(&sources, output)?,
    };
    let wrong = tally.errors + tally.warnings > 0 || (task.deny_advice && tally.advice > 0);
    Ok(u8::from(wrong))
}

fn as_text(sources: &[Source], output: &mut Output) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    for source in sources {
        let found = chidu_evaluation::check(&source.text);
        tally = tally.plus(Tally::of(&found));
        let text = diagnostics::text(source, &found, output);
        output.put(&text)?;
    }
    let line = summary(sources.len(), tally, output.lang);
    output.line(&line)?;
    Ok(tally)
}

fn as_json(sources: &[Source], output: &mut Output) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    let mut all = Vec::new();
    for source in sources {
        let found = chidu_evaluation::check(&source.text);
        tally = tally.plus(Tally::of(&found));
        all.extend(diagnostics::json(source, &found, output.lang));
    }
    let text = serde_json::to_string_pretty(&all).map_err(|error| Failure::machine("JSON", &error))?;
    output.line(&text)?;
    Ok(tally)
}

fn summary(files: usize, tally: Tally, lang: Lang) -> String {
    let words = tally.words(lang);
    match lang {
        Lang::Zh => format!("检查了 {files} 个规则书：{words}"),
        Lang::En if files == 1 => format!("1 rulebook checked: {words}"),
        Lang::En => format!("{files} rulebooks checked: {words}"),
    }
}
