//! `chidu form`: the blank spreadsheet that fits a rulebook.

use std::path::Path;

use chidu_analysis::analyze;

use crate::args::FormTask;
use crate::failure::Failure;
use crate::files;
use crate::output::{Output, write_file};
use crate::runs::is_scorable;

/// Writes the form; 2 where the rulebook cannot be scored, which has been said.
pub fn form(task: &FormTask, output: &mut Output) -> Result<u8, Failure> {
    if !is_spreadsheet(&task.output) {
        let shown = task.output.display();
        let zh = format!("检查记录表只能写成 .xlsx：{shown}");
        return Err(Failure::new(zh, format!("a form is written as .xlsx alone: {shown}")));
    }
    let source = files::source(&task.rulebook, output)?;
    let analysis = analyze(&source.text);
    if !is_scorable(&source, &analysis, output)? {
        return Ok(2);
    }
    let bytes = chidu_records::form(&analysis.program, output.lang).map_err(|error| Failure::machine("XLSX", &error))?;
    write_file(&task.output, &bytes)?;
    let line = format!("{}{}", output.say("已写入：", "written: "), task.output.display());
    output.line(&line)?;
    Ok(0)
}

fn is_spreadsheet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}
