//! Assessments as text for snapshots.

use chidu_analysis::program::{Program, Role};
use chidu_evaluation::assessment::*;
use chidu_evaluation::observation::RowId;
use chidu_values::Number;

pub fn assessment(program: &Program, assessment: &Assessment) -> String {
    let mut lines: Vec<String> = assessment.results.iter().flat_map(|result| case(program, result)).collect();
    lines.extend(assessment.annual.iter().map(|year| annual(program, year)));
    lines.extend(assessment.problems.iter().map(|problem| format!("problem: {problem:?}")));
    lines.join("\n")
}

pub fn scores(program: &Program, assessment: &Assessment) -> String {
    let line = |result: &SubjectResult| {
        let entries = result.entries.iter().filter(|entry| owns_score(program[entry.entry].role));
        let entries = entries.map(|entry| format!("{} {}", program[entry.entry].name, or_dash(entry.score.as_ref())));
        format!("{} {:?}", entries.collect::<Vec<_>>().join(", "), result.status)
    };
    assessment.results.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn owns_score(role: Role) -> bool {
    !matches!(role, Role::Criterion | Role::Heading)
}

fn case(program: &Program, result: &SubjectResult) -> Vec<String> {
    let grade = result.grade.as_ref().map(|grade| format!(" {grade}")).unwrap_or_default();
    let total = or_dash(result.total.as_ref());
    let mut lines = vec![format!("{}@{} {:?} {total}{grade}", result.subject.0, result.period, result.status)];
    lines.extend(result.consequences.iter().map(|c| format!("  => {}{}", c.text, rows(&c.rows))));
    if !result.vetoed_by.is_empty() || !result.excluded_by.is_empty() {
        lines.push(format!("  by{}{}", rows(&result.vetoed_by), rows(&result.excluded_by)));
    }
    for entry in result.entries.iter().filter(|entry| owns_score(program[entry.entry].role)) {
        let missing = entry.missing.as_ref().map(|missing| format!(" {missing:?}")).unwrap_or_default();
        lines.push(format!("  {} {}{missing}", program[entry.entry].name, or_dash(entry.score.as_ref())));
        lines.extend(entry.reasons.iter().map(|r| format!("    {}", reason(program, r))));
        lines.extend(silent(program, result, entry));
    }
    lines
}

fn silent(program: &Program, result: &SubjectResult, entry: &EntryResult) -> Option<String> {
    let fired = |rule: &chidu_analysis::program::RuleId| {
        let steps = result.entries.iter().flat_map(|entry| &entry.reasons);
        steps.clone().any(|r| matches!(&r.step, Step::Rule(f) | Step::Escalated(f) if f.rule == *rule))
    };
    let rules: Vec<_> = program[entry.entry].rules.iter().filter(|rule| !fired(rule)).map(|rule| program[*rule].text.as_str()).collect();
    (!rules.is_empty()).then(|| format!("    silent: {}", rules.join("; ")))
}

fn reason(program: &Program, reason: &Reason) -> String {
    let sign = if reason.delta.is_negative() { "" } else { "+" };
    let source = reason.source.map(|source| format!(" by {}", program.sources[source].name)).unwrap_or_default();
    let what = match &reason.step {
        Step::Start => "start".to_owned(),
        Step::Rule(fired) => self::fired(program, fired),
        Step::Escalated(fired) => format!("from below: {}", self::fired(program, fired)),
        Step::Budget(budget) => format!("budget of {}", program[*budget].amount),
        Step::Limit(limit) => format!("{:?}: {}", program[*limit].kind, program[*limit].text),
        Step::Clamp => "clamp".to_owned(),
        Step::Child(child) => program[*child].name.clone(),
        Step::Rescaled { missing, .. } => {
            format!("rescaled without {}", missing.iter().map(|entry| program[*entry].name.as_str()).collect::<Vec<_>>().join(", "))
        }
        Step::Assumed => "assumed".to_owned(),
        Step::Blend { source, weight, score } => format!("{} {score} at {weight}", program.sources[*source].name),
        Step::Object { of, together, score, .. } => format!("{score} of {:?}, {together:?} of {of}", reason.object),
        Step::Rounded => "rounded".to_owned(),
    };
    format!("{sign}{} {what}{source}{}", reason.delta, rows(&reason.rows))
}

fn fired(program: &Program, fired: &Fired) -> String {
    let times = |label: &str, count: &Option<Number>| count.as_ref().map(|count| format!("{label}{count}")).unwrap_or_default();
    let value = fired.value.as_ref().map(|value| format!(", measured {value}")).unwrap_or_default();
    let capped = if fired.capped { format!(", capped from {}", fired.uncapped) } else { String::new() };
    let overruled = match fired.overruled {
        Some(Overruled::Tier(rule)) => format!(", overruled by {}", program[rule].text),
        Some(Overruled::Exception(at)) => format!(", left out: {}", program.exceptions[at].name),
        Some(Overruled::SameMatter(rule)) => format!(", same matter as {}", program[rule].text),
        None => String::new(),
    };
    let tier = if fired.instead_of.is_some() { ", tightest" } else { "" };
    let other = if fired.by_other { ", as 其他" } else { "" };
    let arithmetic = format!("{}{}{}", fired.unit, times(" × ", &fired.count), times(" ÷ ", &fired.of));
    format!("{}: {arithmetic}{value}{capped}{overruled}{tier}{other}", program[fired.rule].text)
}

fn annual(program: &Program, year: &AnnualResult) -> String {
    let one = |(position, periods): &(usize, Vec<(chidu_values::Period, Number)>)| {
        let periods: Vec<String> = periods.iter().map(|(period, total)| format!("{period} {total}")).collect();
        format!("{} ({})", program.annual[*position].outcome, periods.join(", "))
    };
    let consequences: Vec<String> = year.consequences.iter().map(one).collect();
    format!("{} in {}: {}", year.subject.0, year.year, consequences.join("; "))
}

fn rows(rows: &[RowId]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!(" [{}]", rows.iter().map(|row| format!("r{}", row.0)).collect::<Vec<_>>().join(" "))
}

fn or_dash(number: Option<&Number>) -> String {
    number.map_or("-".to_owned(), ToString::to_string)
}
