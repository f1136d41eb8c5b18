//! What an author lets run: an example, or the rulebook over a file of records.
//!
//! An example's outcome is said in the words of `check`, a run's result is the JSON of `chidu score`, with what each line of the rulebook
//! came to beside it. Start at [`example`] and [`score`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use chidu_analysis::program::Example;
use chidu_analysis::sentence;
use chidu_diagnostics::{Lang, Text};
use chidu_evaluation::assessment::{Step, SubjectResult};
use chidu_evaluation::plan::{Options, Plan};
use chidu_evaluation::{Assessment, assess, check, run_example};
use chidu_records::{Input, Records, problems_of_data};
use chidu_reports::{FileInfo, Problem, RecordFile, Run, json, terminal};
use chidu_values::Number;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::snapshot::Snapshot;

/// Runs one 示例: its argument is [`Runnable`].
pub const RUN_EXAMPLE: &str = "chidu.runExample";
/// Scores files of records: its argument is [`Scorable`].
pub const SCORE_WITH_RECORDS: &str = "chidu.scoreWithRecords";

/// Larger files are for `chidu score`.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Which example of which document.
#[derive(Debug, Deserialize)]
pub struct Runnable {
    /// By which the ticket knows the document.
    #[serde(rename = "uri")]
    _uri: Url,
    pub example: usize,
}

/// Which document, and which files of records, by address.
#[derive(Debug, Deserialize)]
pub struct Scorable {
    #[serde(rename = "uri")]
    _uri: Url,
    #[serde(default)]
    pub records: Vec<Url>,
    /// The roster.
    #[serde(default)]
    pub subjects: Option<Url>,
    /// Score what is understood.
    #[serde(default)]
    pub partial: bool,
}

/// Whether an example holds, and what is otherwise; the message is for the author.
pub fn example(snapshot: &Snapshot, at: usize) -> Result<Value, Text> {
    let analysis = snapshot.analysis();
    let missing = || Text::new("这个示例已经不在了，请再点一次", "this example is gone: ask again");
    let example = analysis.program.examples.get(at).ok_or_else(missing)?;
    let failures = run_example(&analysis.program, example);
    let told = if failures.is_empty() { vec![holds(example).get(snapshot.session.lang).to_owned()] } else { failed(snapshot, example) };
    Ok(json!({"example": example.title, "holds": failures.is_empty(), "message": told.join("\n")}))
}

fn holds(example: &Example) -> Text {
    Text::new(format!("示例“{}”成立", example.title), format!("the example “{}” holds", example.title))
}

/// What `check` says of it.
fn failed(snapshot: &Snapshot, example: &Example) -> Vec<String> {
    let found = snapshot.told();
    let own = |span| example.expected.iter().any(|part| part.span == span);
    let own = found.iter().filter(|diagnostic| diagnostic.code == "example-fails" && own(diagnostic.span));
    own.map(|diagnostic| diagnostic.message.get(snapshot.session.lang).to_owned()).collect()
}

/// What one line of the rulebook came to over all subjects and periods.
#[derive(Debug, Serialize)]
struct Line {
    /// 0-based, as the protocol counts.
    line: u32,
    /// To be shown behind the line.
    text: String,
    /// For each subject and period that it moved.
    subjects: Vec<Value>,
}

/// Scores records as `chidu score` does. Reads the files: call it off the runtime's own threads.
pub fn score(snapshot: &Snapshot, wanted: &Scorable) -> Result<Value, Text> {
    if snapshot.refused.is_some() {
        return Err(Text::new("规则书有一行太长，没有读", "the rulebook has a line that is too long, and was not read"));
    }
    let analysis = snapshot.analysis();
    let obstacles = check::obstacles(analysis, &snapshot.text, |found| snapshot.session.levels.apply(found));
    if !wanted.partial && (!obstacles.is_empty() || analysis.program.coverage.unrecognized > 0) {
        return Err(Text::new(
            "规则书有错误或未看懂的评分规则，不能评分",
            "the rulebook has errors or clauses that are not understood and is not scored",
        ));
    }
    if wanted.records.is_empty() {
        return Err(Text::new("请选一个记录文件（CSV、XLSX、JSON）", "choose a file of records (CSV, XLSX, JSON)"));
    }
    let tables = wanted.records.iter().map(input).collect::<Result<Vec<_>, _>>()?;
    let roster = wanted.subjects.as_ref().map(input).transpose()?;
    let records = chidu_records::read(&analysis.program, &tables, roster.as_ref()).map_err(|error| error.text())?;
    let plan = Plan::new(&analysis.program, Options { partial: wanted.partial });
    let assessment = assess(&plan, &records.observations);
    report(snapshot, &records, &assessment)
}

fn input(url: &Url) -> Result<Input, Text> {
    let path: PathBuf = url.to_file_path().map_err(|()| Text::new(format!("{url} 不是文件"), format!("{url} is no file")))?;
    let shown = path.display().to_string();
    let unreadable = |error: std::io::Error| Text::new(format!("读不了 {shown}：{error}"), format!("cannot read {shown}: {error}"));
    if std::fs::metadata(&path).map_err(unreadable)?.len() > LARGEST {
        return Err(Text::new(format!("{shown} 太大，请用 chidu score 计分"), format!("{shown} is too large: use chidu score")));
    }
    Ok(Input::new(shown.clone(), std::fs::read(&path).map_err(unreadable)?))
}

fn report(snapshot: &Snapshot, records: &Records, assessment: &Assessment) -> Result<Value, Text> {
    let program = &snapshot.analysis().program;
    let file = snapshot.file();
    let rulebook = FileInfo { sha256: Input::new(&*file, snapshot.text.clone().into_bytes()).sha256(), file };
    let found = problems_of_data(program, &records.observations, &assessment.problems);
    let problems: Vec<Problem> = records.problems.iter().chain(&found).map(|each| Problem::of(each, snapshot.session.lang)).collect();
    let files: Vec<RecordFile> = records.files.iter().map(RecordFile::of).collect();
    let run = Run {
        program,
        rulebook: &rulebook,
        records: &files,
        observations: &records.observations,
        assessment,
        problems: &problems,
        notes: &records.notes,
    };
    let told = json::json(&run, snapshot.session.lang).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let broken = || Text::new("结果写不成 JSON", "the result cannot be written as JSON");
    let mut value = told.ok_or_else(broken)?;
    value["lines"] = json!(lines(snapshot, &run));
    value["summary"] = json!(summary(&run, snapshot.session.lang));
    value["message"] = json!(message(&run).get(snapshot.session.lang));
    Ok(value)
}

/// What `chidu score` prints, for a place where the author can read at leisure.
fn summary(run: &Run<'_>, lang: Lang) -> String {
    terminal::summary(run, terminal::Layout { lang, framed: false, width: None })
}

fn message(run: &Run<'_>) -> Text {
    let (results, problems) = (run.assessment.results.len(), run.problems.len());
    Text::new(
        format!("{results} 个结果，{problems} 处记录问题"),
        format!("{}, {} in the records", counted(results, "result"), counted(problems, "problem")),
    )
}

/// What the rules of each line gave and took.
fn lines(snapshot: &Snapshot, run: &Run<'_>) -> Vec<Line> {
    let mut by_line: BTreeMap<u32, Vec<(&SubjectResult, Number)>> = BTreeMap::new();
    for result in &run.assessment.results {
        for (line, points) in moved(run, result) {
            by_line.entry(line).or_default().push((result, points));
        }
    }
    let lang = snapshot.session.lang;
    let line = |(line, moved): (u32, Vec<(&SubjectResult, Number)>)| {
        let sum = moved.iter().fold(Number::ZERO, |sum, (_, points)| &sum + points);
        let (count, sum) = (moved.len(), signed(&sum));
        let text = Text::new(format!("{count} 个结果，共 {}", sum.zh), format!("{}: {}", counted(count, "result"), sum.en));
        let one = |(result, points): &(&SubjectResult, Number)| json!({"subject": run.subject(result.subject), "period": result.period, "points": signed(points).get(lang)});
        Line { line, text: text.get(lang).to_owned(), subjects: moved.iter().map(one).collect() }
    };
    by_line.into_iter().map(line).collect()
}

/// The lines whose rules changed one result, with the points.
fn moved(run: &Run<'_>, result: &SubjectResult) -> BTreeMap<u32, Number> {
    let mut moved: BTreeMap<u32, Number> = BTreeMap::new();
    for reason in result.entries.iter().flat_map(|entry| &entry.reasons).filter(|reason| !reason.delta.is_zero()) {
        if let Step::Rule(fired) | Step::Escalated(fired) = &reason.step {
            let sum = moved.entry(run.program[fired.rule].line.saturating_sub(1)).or_insert(Number::ZERO);
            *sum = &*sum + &reason.delta;
        }
    }
    moved
}

/// `1 result`, `2 results`.
fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// `-3 分`, `+2 分`.
fn signed(number: &Number) -> Text {
    let points = sentence::points(number);
    if *number > Number::ZERO { Text::new(format!("+{}", points.zh), format!("+{}", points.en)) } else { points }
}
