//! A rulebook to read against, and what was read as lines of text.

use std::io::{Cursor, Write};

use chidu_analysis::program::{FactKind, Program};
use chidu_diagnostics::Lang;
use chidu_evaluation::observation::Given;
use chidu_records::{Input, Records, read};

/// The rulebook of the tests: each kind of fact, a few clashes of names.
pub const RULEBOOK: &str = "《窗口服务检查考核细则》 满分100分
对象: 窗口
周期: 每月
修约: 四舍五入保留两位小数

一、环境卫生 10分
  1. 物品摆放 5分: 每发现一处不达标 扣1分
  2. 门窗玻璃 5分: 每发现一处不达标 扣1分, 最多扣3分

二、礼仪规范 30分
  1. 服务态度 10分: 每发现一处不达标 扣1分, 最多扣5分
  2. 用语 5分: 语言不规范 扣5分
  3. 语态 5分: 视情扣1-3分
  4. 工作纪律 5分:
     玩手机、电脑游戏的, 每次扣3分;
     与群众发生争执的, 不得分;
     其他每发现一处 扣1分。
  5. 告知 5分: 未放告知牌 扣2分 #告知牌; 未耐心解释 扣2分。

三、办事效率 20分
  1. 接待时间 10分: 超过3分钟的, 每次扣1分; 超过10分钟的, 每次扣2分
  2. 交接班 10分: 交接时间超过10分钟 扣5分

四、群众评价 40分
  1. 满意度调查 20分: 很满意得20分, 基本满意得16分, 一般得12分, 不太满意得8分, 很不满意得4分, 取平均分
  2. 满意率 20分: 达到90%得满分, 每低1个百分点扣0.5分, 扣完为止

一票否决:
  弄虚作假的, 直接定为不合格

不予考评: 当月未进行检查的
";

/// The program of a rulebook.
pub fn program(rulebook: &str) -> Program {
    std::sync::Arc::unwrap_or_clone(chidu_analysis::analyze(rulebook).program)
}

/// Reads one file against the rulebook of the tests.
pub fn read_one(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let program = program(RULEBOOK);
    match read(&program, &[Input::new(name, bytes)], None) {
        Ok(records) => shown(&program, &records),
        Err(error) => error.text().get(Lang::Zh).to_owned(),
    }
}

/// Observations, problems and counts, a line each.
pub fn shown(program: &Program, records: &Records) -> String {
    let mut lines = observed(program, records);
    lines.extend(problems(records, Lang::Zh));
    lines.extend(records.files.iter().map(|file| format!("{}: 读{} 计{} 报{}", file.file, file.read, file.used, file.reported)));
    lines.join("\n")
}

/// Each observation: row, subject, period, fact, value.
pub fn observed(program: &Program, records: &Records) -> Vec<String> {
    let observations = &records.observations;
    let line = |seen: &chidu_evaluation::observation::Observation| {
        let row = &observations.rows[seen.row.0 as usize];
        let sheet = row.sheet.map(|sheet| format!("[{}]", observations.sheets[sheet as usize])).unwrap_or_default();
        let fact = &program[seen.fact];
        let option = match (&fact.kind, seen.option) {
            (FactKind::Answer(_, choices), Some(option)) => format!("={}", choices[option].name),
            _ => String::new(),
        };
        let mut line = format!(
            "{sheet}{} {} {} {} {}{option} {}",
            row.row, observations.subjects[seen.subject.0 as usize], seen.period, program[fact.criterion].id, fact.name, seen.value
        );
        if seen.times != chidu_values::Number::ONE {
            line += &format!(" ×{}", seen.times);
        }
        line += &seen.rule.map(|rule| format!(" by {}", program[rule].id)).unwrap_or_default();
        line += &seen.words.as_ref().map(|words| format!(" “{words}”")).unwrap_or_default();
        line += &match &seen.given {
            Some(Given::Deducted(points)) => format!(" -{points}"),
            Some(Given::Added(points)) => format!(" +{points}"),
            Some(Given::Scored(points)) => format!(" ={points}"),
            None => String::new(),
        };
        line += &seen.source.map(|source| format!(" from {}", program.sources[source].name)).unwrap_or_default();
        line += &seen.matter.as_ref().map(|matter| format!(" #{matter}")).unwrap_or_default();
        line
    };
    observations.list.iter().map(line).collect()
}

/// Each problem: place, code, sentence, help.
pub fn problems(records: &Records, lang: Lang) -> Vec<String> {
    let line = |problem: &chidu_records::RecordProblem| {
        let sheet = problem.sheet.as_ref().map(|sheet| format!("[{sheet}]")).unwrap_or_default();
        let row = problem.row.map(|row| format!(":{row}")).unwrap_or_default();
        let column = problem.column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
        let help = problem.suggestion.as_ref().map(|help| format!(" → {}", help.get(lang))).unwrap_or_default();
        format!("{}{sheet}{row}{column} {}: {}{help}", problem.file, problem.code, problem.message.get(lang))
    };
    records.problems.iter().map(line).collect()
}

/// Who was assessed when.
pub fn assessed(records: &Records) -> String {
    let pairs = &records.observations.assessed;
    pairs
        .iter()
        .map(|(subject, period)| format!("{} {period}", records.observations.subjects[subject.0 as usize]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// An ODS file of these `<table:table>`s.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest/>"),
    ];
    for (name, text) in parts {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        written.start_file(name, stored).unwrap();
        written.write_all(text.as_bytes()).unwrap();
    }
    written.finish().unwrap().into_inner()
}
