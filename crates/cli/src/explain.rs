//! `chidu explain`: one subject's statement.

use chidu_evaluation::assessment::Status;
use chidu_evaluation::observation::SubjectId;
use chidu_reports::statement::{Wanted, statements};
use chidu_reports::{Run, explanation, html};
use chidu_values::Period;

use crate::args::ExplainTask;
use crate::failure::Failure;
use crate::near::nearest;
use crate::output::{Output, write_file};
use crate::runs::scored;

/// Explains; 1 where a row was rejected or a result that is shown is missing, 2 where there is nothing to explain.
pub fn explain(task: &ExplainTask, output: &mut Output) -> Result<u8, Failure> {
    let Some(scored) = scored(&task.inputs, output)? else {
        return Ok(2);
    };
    let run = scored.run();
    let subject = subject(&run, &task.subject)?;
    let period = task.period.as_deref().map(|text| period(&run, subject, text)).transpose()?;
    let wanted = Wanted { subject, period, all: task.all, lang: output.lang };
    let found = statements(&run, &wanted);
    if let Some(path) = &task.html {
        let page = html::page(&run, &found, output.lang).map_err(|error| Failure::machine("HTML", &error))?;
        write_file(path, page.as_bytes())?;
        let line = format!("{}{}", output.say("已写入：", "written: "), path.display());
        output.line(&line)?;
    } else {
        output.put(&explanation::text(&run, &found, output.lang))?;
    }
    if !run.problems.is_empty() {
        output.note(&rejected(run.problems.len(), output));
    }
    let is_shown = |at: Period| period.is_none_or(|period| period == at);
    let own = run.assessment.results.iter().filter(|result| result.subject == subject && is_shown(result.period));
    let missing = own.into_iter().any(|result| result.status == Status::Missing);
    Ok(u8::from(missing || !run.problems.is_empty()))
}

fn rejected(count: usize, output: &Output) -> String {
    match output.lang {
        chidu_diagnostics::Lang::Zh => format!("注意：记录中有 {count} 条问题，用 chidu score 查看"),
        chidu_diagnostics::Lang::En => format!("Note: problems of the records: {count}; chidu score lists them"),
    }
}

fn subject(run: &Run<'_>, name: &str) -> Result<SubjectId, Failure> {
    let subjects = &run.observations.subjects;
    let at = subjects.iter().position(|subject| subject == name).and_then(|at| u32::try_from(at).ok());
    at.map(SubjectId).ok_or_else(|| match nearest(name, subjects.iter().map(String::as_str)) {
        Some(near) => Failure::new(
            format!("记录中没有“{name}”；是否应为“{near}”？"),
            format!("“{name}” is not in the records; did you mean “{near}”?"),
        ),
        None => Failure::new(
            format!("记录中没有“{name}”；有：{}", listed(subjects, "、")),
            format!("“{name}” is not in the records; there are: {}", listed(subjects, ", ")),
        ),
    })
}

fn listed(names: &[String], by: &str) -> String {
    const MOST: usize = 12;
    let more = if names.len() > MOST { "…" } else { "" };
    names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(by) + more
}

/// `2026年3月` as `2026-03`: so it stands in many a spreadsheet.
fn as_printed(text: &str) -> String {
    match text.trim().split_once('年') {
        Some((year, month)) if month.ends_with('月') => format!("{year}-{:0>2}", month.trim_end_matches(['月', ' ']).trim()),
        Some((year, "")) => year.to_owned(),
        _ => text.trim().to_owned(),
    }
}

fn period(run: &Run<'_>, subject: SubjectId, text: &str) -> Result<Period, Failure> {
    let own = run.assessment.results.iter().filter(|result| result.subject == subject).map(|result| result.period);
    let periods: Vec<Period> = own.collect();
    let asked = as_printed(text).parse::<Period>().ok().filter(|period| periods.contains(period));
    asked.ok_or_else(|| {
        let all: Vec<String> = periods.iter().map(Period::to_string).collect();
        Failure::new(
            format!("“{}”没有 {text} 的结果；有：{}", run.subject(subject), listed(&all, "、")),
            format!("“{}” has no result for {text}; there are: {}", run.subject(subject), listed(&all, ", ")),
        )
    })
}
