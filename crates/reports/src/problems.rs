//! Problems of the data as they are listed: what records found while reading, and what the evaluation found while scoring.

use chidu_analysis::program::{FactId, Program, RuleId};
use chidu_diagnostics::Text;
use chidu_evaluation::assessment::DataProblem;
use chidu_evaluation::observation::{Observations, RowId, SubjectId};
use chidu_values::{Number, Period};

use crate::run::{Place, place};
use crate::words;

/// One row (or file) with something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    pub sheet: Option<String>,
    /// As the spreadsheet shows it; `None` where the whole file or no row at all is meant.
    pub row: Option<u32>,
    /// The column's header.
    pub column: Option<String>,
    pub code: String,
    pub message: Text,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

/// The evaluation's problems, one for each row that is concerned.
pub fn data_problems(program: &Program, observations: &Observations, problems: &[DataProblem]) -> Vec<Problem> {
    problems.iter().flat_map(|problem| one(program, observations, problem)).collect()
}

fn one(program: &Program, observations: &Observations, problem: &DataProblem) -> Vec<Problem> {
    match problem {
        DataProblem::Conflict { fact, rows } => {
            let at = |row: &RowId| conflict(program, *fact, rows.len(), place(observations, *row));
            rows.iter().map(at).collect()
        }
        DataProblem::AmountDiffers { rule, row, given, computed } => {
            vec![differs(program, *rule, given, computed, place(observations, *row))]
        }
        DataProblem::SourceMissing { subject, period, source } => vec![source_missing(program, observations, *subject, *period, *source)],
    }
}

fn at(place: Option<Place<'_>>, code: &str, message: Text) -> Problem {
    let (file, sheet, row) =
        place.map_or((String::new(), None, None), |at| (at.file.to_owned(), at.sheet.map(str::to_owned), Some(at.row)));
    Problem { file, sheet, row, column: None, code: code.to_owned(), message, suggestion: None }
}

fn conflict(program: &Program, fact: FactId, rows: usize, place: Option<Place<'_>>) -> Problem {
    let fact = &program[fact];
    let entry = &program[fact.entry].name;
    let zh = format!("“{}”在同一周期有 {rows} 个不同的数值，“{entry}”按缺项处理", fact.name);
    let en = format!("“{}” has {rows} values that differ in one period, so “{entry}” is missing", fact.name);
    at(place, "conflicting-values", Text::new(zh, en))
}

fn differs(program: &Program, rule: RuleId, given: &Number, computed: &Number, place: Option<Place<'_>>) -> Problem {
    let rule = &program[rule];
    let (given, computed) = (words::points(given), words::points(computed));
    let zh = format!("本行填写 {}，按“{}”（第 {} 行）应为 {}，以计算结果为准", given.zh, rule.text, rule.line, computed.zh);
    let en =
        format!("the row says {}, “{}” (line {}) makes it {}; the computed amount counts", given.en, rule.text, rule.line, computed.en);
    at(place, "amount-differs", Text::new(zh, en))
}

fn source_missing(program: &Program, observations: &Observations, subject: SubjectId, period: Period, source: usize) -> Problem {
    let name = observations.subjects.get(subject.0 as usize).map_or("", String::as_str);
    let source = program.sources.get(source).map_or("", |source| source.name.as_str());
    let period = words::period(period);
    let zh = format!("“{name}” {period} 没有评价主体“{source}”的记录");
    let en = format!("“{name}” has no record of the source “{source}” in {period}");
    at(None, "source-missing", Text::new(zh.replace("  ", " "), en.trim_end_matches(" in ").to_owned()))
}
