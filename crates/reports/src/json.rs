//! Results as JSON and JSON Lines. The names are an interface: they stay; more may be added.
//!
//! Decimals are strings. Every entry's score is the sum of its reasons' `delta`.

use chidu_analysis::program::{Action, Program, Role};
use chidu_diagnostics::{Lang, Text};
use chidu_evaluation::assessment::{
    AnnualResult, Basis, EntryResult, Fired, GradeBy, Missing, Overruled, QuotaCut, Reason, Status, Step, SubjectResult,
};
use chidu_evaluation::observation::RowId;
use chidu_values::{Number, Period};
use serde::Serialize;

use crate::run::{Place, Run, VetoRows, entry_of};
use crate::{Problem, RecordFile, arithmetic, words};

/// The whole run as one object, with a line's end.
pub fn json(run: &Run<'_>, lang: Lang) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(&document(run, lang))?;
    text.push('\n');
    Ok(text)
}

/// The same records, one a line: what was read, then results, years and problems.
pub fn json_lines(run: &Run<'_>, lang: Lang) -> serde_json::Result<String> {
    let document = document(run, lang);
    let mut lines = vec![line("meta", &Meta::of(&document))?];
    for result in &document.results {
        lines.push(line("result", result)?);
    }
    for annual in &document.annual {
        lines.push(line("annual", annual)?);
    }
    for problem in &document.problems {
        lines.push(line("problem", problem)?);
    }
    Ok(lines.concat())
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    rulebook: RulebookOut<'a>,
    records: Vec<RecordOut<'a>>,
    results: Vec<ResultOut<'a>>,
    annual: Vec<AnnualOut<'a>>,
    problems: Vec<ProblemOut<'a>>,
}

#[derive(Serialize)]
struct Meta<'d, 'a> {
    format: u32,
    rulebook: &'d RulebookOut<'a>,
    records: &'d [RecordOut<'a>],
}

#[derive(Serialize)]
struct RulebookOut<'a> {
    title: Option<&'a str>,
    file: &'a str,
    sha256: &'a str,
    effective: Option<String>,
}

#[derive(Serialize)]
struct RecordOut<'a> {
    file: &'a str,
    sha256: &'a str,
    read: usize,
    used: usize,
    reported: usize,
}

#[derive(Serialize)]
struct ResultOut<'a> {
    subject: &'a str,
    period: Period,
    status: Status,
    total: Option<Number>,
    grade: Option<&'a str>,
    grade_by: Option<DecidedOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quota: Option<QuotaOut<'a>>,
    consequences: Vec<&'a str>,
    consequence_reasons: Vec<DecidedOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points_computed: Option<&'a Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<MissingOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    excluded_by: Vec<PlaceOut<'a>>,
    entries: Vec<EntryOut<'a>>,
}

/// A band or veto that decided, with the rows behind it.
#[derive(Serialize)]
struct DecidedOut<'a> {
    outcome: &'a str,
    text: &'a str,
    line: u32,
    records: Vec<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct MissingOut<'a> {
    entry: &'a str,
    message: String,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    id: &'a str,
    name: &'a str,
    points: Option<&'a Number>,
    score: Option<&'a Number>,
    /// Why there is no score.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    clause: Option<&'a str>,
    text: String,
    line: Option<u32>,
    effect: &'static str,
    amount: Number,
    delta: &'a Number,
    count: Option<&'a Number>,
    value: Option<&'a Number>,
    /// Of a formula, an interpolation or a bound that records carry: what it was computed from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermOut<'a>>,
    capped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    overruled_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overruled: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    by_other: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<BasisOut<'a>>,
    arithmetic: String,
    records: Vec<PlaceOut<'a>>,
}

/// The peers or periods behind a computed value.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BasisOut<'a> {
    Place { value: &'a Number, place: u32, of: u32, tied: u32 },
    Mean { value: &'a Number, mean: &'a Number, of: u32 },
    Best { value: &'a Number, best: &'a Number, of: u32 },
    Change { period: Period, before: &'a Number, now: &'a Number },
    Periods { periods: Vec<PastOut<'a>> },
}

#[derive(Serialize)]
struct PastOut<'a> {
    period: Period,
    value: &'a Number,
}

/// A grade that was reached and had no room left.
#[derive(Serialize)]
struct QuotaOut<'a> {
    reached: &'a str,
    text: &'a str,
    line: u32,
    most: u32,
    reaching: u32,
    of: u32,
    tied: u32,
}

#[derive(Serialize)]
struct TermOut<'a> {
    name: &'a str,
    value: &'a Number,
    unit: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    row: u32,
}

#[derive(Serialize)]
struct AnnualOut<'a> {
    subject: &'a str,
    year: String,
    consequences: Vec<&'a str>,
    reasons: Vec<PeriodOut>,
    rules: Vec<AnnualRuleOut<'a>>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct PeriodOut {
    period: Period,
    total: Number,
}

#[derive(Serialize)]
struct AnnualRuleOut<'a> {
    outcome: &'a str,
    text: &'a str,
    line: u32,
    periods: Vec<Period>,
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    row: Option<u32>,
    column: Option<&'a str>,
    code: &'a str,
    message: &'a str,
    suggestion: Option<&'a str>,
}

impl<'d, 'a> Meta<'d, 'a> {
    fn of(document: &'d Document<'a>) -> Self {
        Self { format: document.format, rulebook: &document.rulebook, records: &document.records }
    }
}

fn line<T: Serialize>(kind: &'static str, record: &T) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line<'r, T> {
        r#type: &'static str,
        #[serde(flatten)]
        record: &'r T,
    }
    let mut text = serde_json::to_string(&Line { r#type: kind, record })?;
    text.push('\n');
    Ok(text)
}

fn document<'a>(run: &Run<'a>, lang: Lang) -> Document<'a> {
    let vetoes = VetoRows::new(run);
    Document {
        format: 1,
        rulebook: RulebookOut {
            title: run.program.title.as_deref(),
            file: &run.rulebook.file,
            sha256: &run.rulebook.sha256,
            effective: run.program.effective.map(|date| date.to_string()),
        },
        records: run.records.iter().map(record_out).collect(),
        results: run.assessment.results.iter().map(|result| result_out(run, result, &vetoes, lang)).collect(),
        annual: run.assessment.annual.iter().map(|annual| annual_out(run, annual)).collect(),
        problems: run.problems.iter().map(|problem| problem_out(problem, lang)).collect(),
    }
}

fn record_out(record: &RecordFile) -> RecordOut<'_> {
    let RecordFile { file, sha256, read, used, reported } = record;
    RecordOut { file, sha256, read: *read, used: *used, reported: *reported }
}

fn result_out<'a>(run: &Run<'a>, result: &'a SubjectResult, vetoes: &VetoRows, lang: Lang) -> ResultOut<'a> {
    ResultOut {
        subject: run.subject(result.subject),
        period: result.period,
        status: result.status,
        total: result.total.clone(),
        grade: result.grade.as_deref(),
        grade_by: result.grade_by.and_then(|by| grade_out(run, vetoes.of(result), by)),
        place: result.place,
        quota: result.quota.as_ref().and_then(|cut| quota_out(run, cut)),
        consequences: result.consequences.iter().map(|consequence| consequence.text.as_str()).collect(),
        consequence_reasons: result.consequences.iter().filter_map(|consequence| consequence_out(run, consequence)).collect(),
        points_computed: result.points_computed.as_ref(),
        missing: missing_out(run.program, result, lang),
        excluded_by: places_out(run.places(&result.excluded_by)),
        entries: result.entries.iter().filter(|part| is_listed(run.program, part)).map(|part| entry_out(run, part, lang)).collect(),
    }
}

/// Every entry that owns points, and whatever else has a score or reasons.
fn is_listed(program: &Program, part: &EntryResult) -> bool {
    let owns = !matches!(entry_of(program, part).role, Role::Criterion | Role::Heading);
    owns || part.score.is_some() || !part.reasons.is_empty()
}

fn grade_out<'a>(run: &Run<'a>, rows: &[RowId], by: GradeBy) -> Option<DecidedOut<'a>> {
    let program = run.program;
    let (outcome, text, line) = match by {
        GradeBy::Band(at) | GradeBy::Lowered(at) => program.bands.get(at).map(|band| (&band.name, &band.text, band.line))?,
        GradeBy::Veto(at) => program.vetoes.get(at).map(|veto| (&veto.outcome, &veto.text, veto.line))?,
    };
    Some(DecidedOut { outcome, text, line, records: places_out(run.places(rows)) })
}

fn consequence_out<'a>(run: &Run<'a>, consequence: &'a chidu_evaluation::assessment::Consequence) -> Option<DecidedOut<'a>> {
    let veto = run.program.vetoes.get(consequence.veto)?;
    let records = places_out(run.places(&consequence.rows));
    Some(DecidedOut { outcome: &consequence.text, text: &veto.text, line: veto.line, records })
}

fn missing_out<'a>(program: &'a Program, result: &SubjectResult, lang: Lang) -> Vec<MissingOut<'a>> {
    let parts = result.entries.iter().filter_map(|part| part.missing.as_ref().map(|why| (part, why)));
    let known = parts.filter_map(|(part, why)| words::missing(program, why).map(|text| (part, text)));
    known.map(|(part, text)| MissingOut { entry: &entry_of(program, part).id, message: text.get(lang).to_owned() }).collect()
}

fn missing_entry(program: &Program, why: &Missing) -> Text {
    words::missing(program, why).unwrap_or_else(|| Text::new("其中有缺项", "something of it is missing"))
}

fn entry_out<'a>(run: &Run<'a>, part: &'a EntryResult, lang: Lang) -> EntryOut<'a> {
    let entry = entry_of(run.program, part);
    EntryOut {
        id: &entry.id,
        name: &entry.name,
        points: entry.points.as_ref(),
        score: part.score.as_ref(),
        missing: part.missing.as_ref().map(|why| missing_entry(run.program, why).get(lang).to_owned()),
        reasons: part.reasons.iter().map(|reason| reason_out(run, reason, lang)).collect(),
    }
}

fn terms<'a>(program: &'a Program, fired: &'a Fired) -> Vec<TermOut<'a>> {
    let term = |(fact, value): &'a (chidu_analysis::program::FactId, Number)| {
        let fact = &program[*fact];
        TermOut { name: &fact.name, value, unit: fact.unit.as_ref().map(|unit| unit.name.as_str()) }
    };
    fired.terms.iter().map(term).collect()
}

fn reason_out<'a>(run: &Run<'a>, reason: &'a Reason, lang: Lang) -> ReasonOut<'a> {
    let program = run.program;
    let fired = fired(&reason.step);
    let rule = fired.map(|fired| &program[fired.rule]);
    let arithmetic = arithmetic::of(program, reason).get(lang).to_owned();
    let limit = match &reason.step {
        Step::Limit(id) => Some(&program[*id]),
        _ => None,
    };
    let text = rule.map(|rule| rule.text.clone()).or_else(|| limit.map(|limit| limit.text.clone()));
    ReasonOut {
        clause: rule.map(|rule| rule.id.as_str()),
        text: text.unwrap_or_else(|| arithmetic.clone()),
        line: rule.map(|rule| rule.line).or_else(|| limit.map(|limit| limit.line)),
        effect: effect_name(program, &reason.step),
        amount: reason.delta.abs(),
        delta: &reason.delta,
        count: fired.and_then(|fired| fired.count.as_ref()),
        value: fired.and_then(|fired| fired.value.as_ref()),
        terms: fired.map(|fired| terms(program, fired)).unwrap_or_default(),
        capped: fired.is_some_and(|fired| fired.capped),
        overruled_by: fired.and_then(|fired| fired.overruled).map(|by| overruling(program, by)),
        overruled: fired.and_then(|fired| fired.overruled).map(overruled_name),
        source: reason.source.and_then(|source| program.sources.get(source)).map(|source| source.name.as_str()),
        object: reason.object.as_deref(),
        by_other: fired.is_some_and(|fired| fired.by_other),
        basis: fired.and_then(|fired| fired.basis.as_deref()).map(basis_out),
        arithmetic,
        records: places_out(run.places(&reason.rows)),
    }
}

fn basis_out(basis: &Basis) -> BasisOut<'_> {
    match basis {
        Basis::Place { value, place, of, tied } => BasisOut::Place { value, place: *place, of: *of, tied: *tied },
        Basis::Mean { value, mean, of } => BasisOut::Mean { value, mean, of: *of },
        Basis::Best { value, best, of } => BasisOut::Best { value, best, of: *of },
        Basis::Change { period, before, now } => BasisOut::Change { period: *period, before, now },
        Basis::Periods(periods) => {
            BasisOut::Periods { periods: periods.iter().map(|(period, value)| PastOut { period: *period, value }).collect() }
        }
    }
}

fn quota_out<'a>(run: &Run<'a>, cut: &QuotaCut) -> Option<QuotaOut<'a>> {
    let (quota, band) = (run.program.quotas.get(cut.quota)?, run.program.bands.get(cut.reached)?);
    let QuotaCut { most, reaching, of, tied, .. } = *cut;
    Some(QuotaOut { reached: &band.name, text: &quota.text, line: quota.line, most, reaching, of, tied })
}

/// The rule behind a step, if it is one.
pub(crate) fn fired(step: &Step) -> Option<&Fired> {
    match step {
        Step::Rule(fired) | Step::Escalated(fired) => Some(fired),
        _ => None,
    }
}

fn overruling(program: &Program, by: Overruled) -> &str {
    match by {
        Overruled::Tier(rule) | Overruled::SameMatter(rule) => &program[rule].id,
        Overruled::Exception(at) => program.exceptions.get(at).map_or("", |exception| &exception.name),
    }
}

fn overruled_name(by: Overruled) -> &'static str {
    match by {
        Overruled::Tier(_) => "tier",
        Overruled::SameMatter(_) => "same_matter",
        Overruled::Exception(_) => "exception",
    }
}

/// The name of a step in JSON and tables.
pub(crate) fn effect_name(program: &Program, step: &Step) -> &'static str {
    match step {
        Step::Rule(fired) | Step::Escalated(fired) => action_name(&program[fired.rule].action),
        Step::Start => "start",
        Step::Budget(_) => "budget",
        Step::Limit(_) => "limit",
        Step::Clamp => "clamp",
        Step::Child(_) => "child",
        Step::Rescaled { .. } => "rescale",
        Step::Assumed => "assumed",
        Step::Blend { .. } => "blend",
        Step::Object { .. } => "object",
        Step::Rounded => "round",
    }
}

fn action_name(action: &Action) -> &'static str {
    match action {
        Action::Deduct | Action::DeductAbove(_) => "deduct",
        Action::Add => "add",
        Action::Award => "award",
        Action::AwardRatio => "ratio",
        Action::Keep => "full",
        Action::Zero(_) | Action::ZeroBudget(_) => "zero",
        Action::Scale(_) => "scale",
    }
}

fn places_out(places: Vec<Place<'_>>) -> Vec<PlaceOut<'_>> {
    places.into_iter().map(|Place { file, sheet, row }| PlaceOut { file, sheet, row }).collect()
}

fn annual_out<'a>(run: &Run<'a>, annual: &'a AnnualResult) -> AnnualOut<'a> {
    let known = annual.consequences.iter().filter_map(|(at, periods)| run.program.annual.get(*at).map(|rule| (rule, periods)));
    let rules: Vec<AnnualRuleOut<'_>> = known
        .map(|(rule, periods)| AnnualRuleOut {
            outcome: &rule.outcome,
            text: &rule.text,
            line: rule.line,
            periods: periods.iter().map(|(period, _)| *period).collect(),
        })
        .collect();
    let all = annual.consequences.iter().flat_map(|(_, periods)| periods);
    let mut reasons: Vec<PeriodOut> = all.map(|(period, total)| PeriodOut { period: *period, total: total.clone() }).collect();
    reasons.sort();
    reasons.dedup();
    AnnualOut {
        subject: run.subject(annual.subject),
        year: annual.year.to_string(),
        consequences: rules.iter().map(|rule| rule.outcome).collect(),
        reasons,
        rules,
    }
}

fn problem_out(problem: &Problem, lang: Lang) -> ProblemOut<'_> {
    ProblemOut {
        file: &problem.file,
        sheet: problem.sheet.as_deref(),
        row: problem.row,
        column: problem.column.as_deref(),
        code: &problem.code,
        message: problem.message.get(lang),
        suggestion: problem.suggestion.as_deref(),
    }
}
