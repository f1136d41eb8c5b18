//! Whole runs of the release build, in one table: how long each takes, and how often the shortest of them.
//!
//! Seconds differ from machine to machine and from hour to hour; the ratios within one run hold. Not here: what is fast enough. Start at
//! [`run`].

use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FOLDER: &str = "target/bench";
pub const BINARY: &str = "target/release/chidu";
/// Each run is made so often; the shortest counts.
const TIMES: usize = 5;

/// A run of the binary: what it shows, its arguments, and what it reads on standard input.
struct Case {
    name: String,
    arguments: Vec<String>,
    input: Option<PathBuf>,
}

pub fn run() -> Result<(), String> {
    build()?;
    let cases = cases()?;
    let times = cases.iter().map(shortest).collect::<Result<Vec<Duration>, String>>()?;
    let least = times.iter().min().map_or(1.0, Duration::as_secs_f64);
    println!("| run | ms | ratio |\n|---|---|---|");
    for (case, time) in cases.iter().zip(&times) {
        let seconds = time.as_secs_f64();
        println!("| {} | {:.1} | {:.1} |", case.name, seconds * 1000.0, seconds / least);
    }
    Ok(())
}

pub fn build() -> Result<(), String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    let status = cargo.args(["build", "--release", "--locked", "-p", "chidu"]).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the release build failed".to_owned()) }
}

fn cases() -> Result<Vec<Case>, String> {
    fs::create_dir_all(FOLDER).map_err(|error| error.to_string())?;
    let book = written("rulebook.chidu", &rulebook(10_000))?;
    let small = written("window.chidu", WINDOW)?;
    let rows = written("rows.csv", &rows(200_000))?;
    let mut cases = vec![case("explain-code, to start and stop", &["explain-code", "same-condition"], None)];
    cases.extend(corpus());
    cases.push(case("check, 10,000 lines", &["check", &book], None));
    cases.push(case("score, 200,000 rows", &["score", &small, &rows], None));
    Ok(cases)
}

fn case(name: &str, arguments: &[&str], input: Option<PathBuf>) -> Case {
    Case { name: name.to_owned(), arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(), input }
}

/// The clause files of the corpus, where it is at hand.
fn corpus() -> Vec<Case> {
    let Some(folder) = std::env::var_os("CHIDU_CORPUS").map(PathBuf::from) else { return Vec::new() };
    let files = ["tune", "check"].map(|part| (part, folder.join(format!("{part}.clauses.jsonl"))));
    let there = files.into_iter().filter(|(_, file)| file.exists());
    there.map(|(part, file)| case(&format!("reading, clauses of {part}"), &["reading", "--jsonl"], Some(file))).collect()
}

fn written(name: &str, text: &str) -> Result<String, String> {
    let path = Path::new(FOLDER).join(name);
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path.to_string_lossy().into_owned())
}

fn shortest(case: &Case) -> Result<Duration, String> {
    let times = (0..TIMES).map(|_| once(case)).collect::<Result<Vec<Duration>, String>>()?;
    times.into_iter().min().ok_or_else(|| "no runs".to_owned())
}

fn once(case: &Case) -> Result<Duration, String> {
    let input = match &case.input {
        Some(path) => File::open(path).map_err(|error| format!("{}: {error}", path.display()))?.into(),
        None => Stdio::null(),
    };
    let start = Instant::now();
    let ran = Command::new(BINARY).args(&case.arguments).stdin(input).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let time = start.elapsed();
    let output = ran.map_err(|error| format!("{BINARY}: {error}"))?;
    if output.status.success() { Ok(time) } else { Err(format!("{}: {}", case.name, String::from_utf8_lossy(&output.stderr))) }
}

/// A rulebook of about so many lines, in which nothing is wrong.
pub fn rulebook(lines: usize) -> String {
    const CLAUSES: [&str; 7] = [
        "每发现一处不达标扣1分, 最多扣3分; 与群众争吵的扣2分。",
        "等候超过10分钟的, 每次扣1分; 未登记的扣0.5分/次, 扣完为止。",
        "台账缺一项扣1分; 未按规定归档的不得分。以现场抽查记录为准。",
        "满意度90%以上得5分, 80%以上不足90%得3分, 不足80%不得分。",
        "出勤率低于95%的, 每低1个百分点扣0.5分, 不足1个百分点按1个百分点计。",
        "统一着装, 佩戴工牌, 使用文明用语。着装不符每人扣1分。",
        "设备巡检不到位的, 发现一次扣2分; 整改逾期的扣3分。",
    ];
    const MORE: [&str; 4] =
        ["每出现一起投诉扣1分。", "弄虚作假的, 扣2分。", "资料应当完整、准确、及时。", "擅自离岗的, 每人次扣1分, 最多扣4分。"];
    let mut text = "《大型考核细则》\n对象: 单位\n周期: 每月\n\n".to_owned();
    for (entry, (clause, more)) in (0..lines / 3).zip(CLAUSES.iter().cycle().zip(MORE.iter().cycle())) {
        if entry % 10 == 0 {
            let _ = writeln!(text, "第{0}章 第{0}类工作", entry / 10 + 1);
        }
        let _ = writeln!(text, "{}. 事项{entry}号 5分:\n  {clause}\n  {more}", entry % 10 + 1);
    }
    text
}

const WINDOW: &str = "《窗口考核》 满分10分\n对象: 窗口\n周期: 每月\n\n一、服务态度 6分: 每发现一处不达标 扣1分, 最多扣3分; 与群众争吵的 扣2分\n二、等候时间 4分: 超过10分钟的, 每次扣1分\n";

/// A log of findings of 500 windows in a year.
fn rows(rows: usize) -> String {
    const FINDINGS: [&str; 3] = ["服务态度,不达标", "服务态度,与群众争吵", "等候时间,超过10分钟"];
    let mut text = "窗口,日期,项目,情形,次数\n".to_owned();
    for row in 0..rows {
        let finding = FINDINGS[row % 3];
        let _ = writeln!(text, "{}号窗口,2026-{:02}-{:02},{finding},1", row % 500 + 1, row / 500 % 12 + 1, row / 6000 % 28 + 1);
    }
    text
}
