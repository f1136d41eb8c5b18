//! `chidu explain-code`: the page of a diagnostic's code, or the list of codes.

use chidu_analysis::LINTS;
use chidu_analysis::lints::{Lint, find};
use chidu_diagnostics::{Lang, Severity};

use crate::failure::Failure;
use crate::near::nearest;
use crate::output::Output;

/// Prints a page, or all names.
pub fn explain_code(code: Option<&str>, output: &mut Output) -> Result<u8, Failure> {
    match code {
        Some(code) => page(code, output)?,
        None => list(output)?,
    }
    Ok(0)
}

fn page(code: &str, output: &mut Output) -> Result<(), Failure> {
    let lint = find(code).ok_or_else(|| unknown(code))?;
    let page = lint.page(output.lang);
    output.line(page.trim_end())
}

fn unknown(code: &str) -> Failure {
    match nearest(code, LINTS.iter().map(|lint| lint.code)) {
        Some(near) => Failure::new(
            format!("没有“{code}”这个诊断代码；是否应为“{near}”？"),
            format!("there is no diagnostic “{code}”; did you mean “{near}”?"),
        ),
        None => Failure::new(
            format!("没有“{code}”这个诊断代码；chidu explain-code 列出全部"),
            format!("there is no diagnostic “{code}”; chidu explain-code lists them all"),
        ),
    }
}

/// Each code with its severity and the title of its page.
fn list(output: &mut Output) -> Result<(), Failure> {
    let width = LINTS.iter().map(|lint| lint.code.len()).max().unwrap_or(0);
    for lint in LINTS {
        let severity = match lint.severity {
            Severity::Error => output.say("错误", "error  "),
            Severity::Warning => output.say("警告", "warning"),
            Severity::Advice => output.say("建议", "advice "),
        };
        let line = format!("{:width$}  {severity}  {}", lint.code, title(lint, output.lang));
        output.line(&line)?;
    }
    Ok(())
}

/// The title of a lint's page.
pub fn title(lint: &Lint, lang: Lang) -> String {
    let page = lint.page(lang);
    page.lines().find(|line| !line.trim().is_empty()).unwrap_or("").trim_start_matches('#').trim().to_owned()
}
