//! `chidu score`: a rulebook's scores of records, on the terminal and in files.

use std::path::Path;

use chidu_diagnostics::Lang;
use chidu_evaluation::assessment::Status;
use chidu_reports::terminal::{Layout, summary};
use chidu_reports::{Run, csv, json, xlsx};

use crate::args::ScoreTask;
use crate::failure::Failure;
use crate::output::{Output, write_file};
use crate::runs::scored;

/// Scores; 1 where a row was rejected or a result is missing, 2 where the rulebook cannot be scored.
pub fn score(task: &ScoreTask, output: &mut Output) -> Result<u8, Failure> {
    // Known before anything is computed: a run of minutes does not end in a misspelt name.
    let formats = task.outputs.iter().map(|path| format(path).map(|format| (path, format))).collect::<Result<Vec<_>, _>>()?;
    let Some(scored) = scored(&task.inputs, output)? else {
        return Ok(2);
    };
    let run = scored.run();
    output.put(&summary(&run, Layout { lang: output.lang, framed: output.terminal, width: output.width() }))?;
    for (path, format) in formats {
        write_file(path, &written(&run, format, output.lang)?)?;
        let line = format!("{}{}", output.say("已写入：", "written: "), path.display());
        output.line(&line)?;
    }
    Ok(u8::from(is_wanting(&run)))
}

/// True where a row was rejected or a result is missing.
pub fn is_wanting(run: &Run<'_>) -> bool {
    !run.problems.is_empty() || run.assessment.results.iter().any(|result| result.status == Status::Missing)
}

/// A file's format, by the end of its name.
#[derive(Clone, Copy, Debug)]
enum Format {
    Json,
    JsonLines,
    Csv,
    Xlsx,
}

fn format(path: &Path) -> Result<Format, Failure> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "json" => Ok(Format::Json),
        "jsonl" | "ndjson" => Ok(Format::JsonLines),
        "csv" => Ok(Format::Csv),
        "xlsx" => Ok(Format::Xlsx),
        _ => Err(unknown_format(path)),
    }
}

fn unknown_format(path: &Path) -> Failure {
    let shown = path.display();
    Failure::new(
        format!("不知道用什么格式写 {shown}：文件名以 .json、.jsonl、.csv 或 .xlsx 结尾"),
        format!("no format is known for {shown}: the name ends in .json, .jsonl, .csv or .xlsx"),
    )
}

fn written(run: &Run<'_>, format: Format, lang: Lang) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Json => json::json(run, lang).map(String::into_bytes).map_err(|error| Failure::machine("JSON", &error)),
        Format::JsonLines => json::json_lines(run, lang).map(String::into_bytes).map_err(|error| Failure::machine("JSON", &error)),
        Format::Csv => csv::csv(run, lang).map_err(|error| Failure::machine("CSV", &error)),
        Format::Xlsx => xlsx::xlsx(run, lang).map_err(|error| Failure::machine("XLSX", &error)),
    }
}
