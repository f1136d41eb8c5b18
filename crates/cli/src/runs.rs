//! A rulebook and records from disk, scored: what `score` and `explain` have in common.

use std::path::Path;

use chidu_analysis::{Analysis, analyze};
use chidu_diagnostics::Diagnostic;
use chidu_evaluation::check;
use chidu_evaluation::plan::{Options, Plan};
use chidu_evaluation::{Assessment, assess};
use chidu_records::{Input, Records, problems_of_data};
use chidu_reports::{FileInfo, Problem, RecordFile, Run};

use crate::args::Inputs;
use crate::diagnostics;
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::output::Output;
use crate::progress::Progress;

/// Everything that came of one run.
#[derive(Debug)]
pub struct Scored {
    analysis: Analysis,
    rulebook: FileInfo,
    records: Records,
    files: Vec<RecordFile>,
    assessment: Assessment,
    problems: Vec<Problem>,
}

impl Scored {
    /// What the reports take.
    pub fn run(&self) -> Run<'_> {
        Run {
            program: &self.analysis.program,
            rulebook: &self.rulebook,
            records: &self.files,
            observations: &self.records.observations,
            assessment: &self.assessment,
            problems: &self.problems,
            notes: &self.records.notes,
        }
    }
}

/// Scores; `None` where the rulebook cannot be scored, which has been said.
pub fn scored(inputs: &Inputs, output: &mut Output) -> Result<Option<Scored>, Failure> {
    let source = files::source(&inputs.rulebook, output)?;
    let analysis = analyze(&source.text);
    if !inputs.partial && !is_scorable(&source, &analysis, output)? {
        return Ok(None);
    }
    let roster = inputs.subjects.as_deref().map(input).transpose()?;
    let tables = inputs.records.iter().map(|path| input(path)).collect::<Result<Vec<_>, _>>()?;
    let progress = Progress::of(&tables, output.lang);
    let records = chidu_records::read_telling(&analysis.program, &tables, roster.as_ref(), &|step| progress.step(step))
        .map_err(|error| Failure::Said(error.text()))?;
    progress.scoring();
    let plan = Plan::new(&analysis.program, Options { partial: inputs.partial });
    let assessment = assess(&plan, &records.observations);
    drop(progress);
    let rulebook = FileInfo { sha256: Input::new(&source.name, source.bytes).sha256(), file: source.name };
    let found = problems_of_data(&analysis.program, &records.observations, &assessment.problems);
    let problems = records.problems.iter().chain(&found).map(|each| Problem::of(each, output.lang)).collect();
    let files = records.files.iter().map(RecordFile::of).collect();
    Ok(Some(Scored { analysis, rulebook, records, files, assessment, problems }))
}

/// False where the rulebook cannot be scored, and then the reasons have been said.
pub fn is_scorable(source: &Source, analysis: &Analysis, output: &mut Output) -> Result<bool, Failure> {
    let errors = check::obstacles(analysis, &source.text, |found| source.configuration.levels.apply(found));
    let whole = errors.is_empty() && analysis.program.coverage.unrecognized == 0;
    if !whole {
        refuse(source, &errors, output)?;
    }
    Ok(whole)
}

fn refuse(source: &Source, errors: &[Diagnostic], output: &mut Output) -> Result<(), Failure> {
    let text = diagnostics::text(source, errors, output);
    output.put(&text)?;
    let line = output.say(
        "规则书有错误或未看懂的评分规则，不能评分；--partial 只按看懂的评分",
        "the rulebook has errors or clauses that are not understood and is not scored; --partial scores what is understood",
    );
    output.line(line)
}

fn input(path: &Path) -> Result<Input, Failure> {
    Ok(Input::new(path.display().to_string(), files::bytes(path)?))
}
