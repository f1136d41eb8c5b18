//! # 同级评分项重名
//!
//! 同一级里有两个评分项叫同一个名称。检查记录按名称找评分项，重名就分不清。
//!
//! 请改一个名称；或者在记录里用编号（`二.1`）。
//!
//! # English
//!
//! Two entries of one level have the same name. Records find entries by name, and cannot tell the two apart.
//!
//! Rename one, or use numbers (`二.1`) in the records.

use std::collections::BTreeMap;

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::label::key;
use crate::program::{Entry, EntryId, Program};

const CODE: &str = "repeated-name";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    program.entry_ids().flat_map(|id| twins(program, id)).collect()
}

fn twins(program: &Program, id: EntryId) -> Vec<Diagnostic> {
    let parts = program.parts(id);
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut first: BTreeMap<String, EntryId> = BTreeMap::new();
    let mut found = Vec::new();
    for part in parts {
        let name = key(&program[part].name);
        match first.get(&name) {
            _ if name.is_empty() => {}
            Some(earlier) => found.push(diagnostic(&program[*earlier], &program[part])),
            None => drop(first.insert(name, part)),
        }
    }
    found
}

fn diagnostic(first: &Entry, second: &Entry) -> Diagnostic {
    let name = &second.name;
    let message = Text::new(format!("这一级里有两个“{name}”"), format!("two entries of this level are called `{name}`"));
    let help = Text::new("请改一个名称，检查记录才分得清", "rename one, so that records can tell them apart");
    Diagnostic::new(CODE, Severity::Warning, second.span, message)
        .label(first.span, Text::new("第一个在这里", "the first one"))
        .help(help)
}
