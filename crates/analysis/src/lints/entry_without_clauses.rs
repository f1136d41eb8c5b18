//! # 评分项没有规则
//!
//! 这个评分项写了分值，却没有一句评分规则，所以人人都得满分。可能漏写了规则，也可能规则写成了看不出计分的话。
//!
//! 请补上规则，例如 `每发现一处不达标 扣1分`。
//!
//! # English
//!
//! The entry has points and no clause that scores, so everybody gets them all.
//!
//! Add a clause, e.g. `每发现一处不达标 扣1分`.

use std::collections::BTreeSet;

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::{Entry, EntryId, FactKind, Role};

const CODE: &str = "entry-without-clauses";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let facts = program.facts.iter().filter(|fact| fact.kind != FactKind::Inapplicable);
    let with_facts: BTreeSet<EntryId> = facts.map(|fact| fact.entry).collect();
    let empty = |id: &EntryId| {
        let entry = &program[*id];
        entry.role == Role::Item && entry.rules.is_empty() && entry.blocked.is_empty() && !with_facts.contains(id)
    };
    program.entry_ids().filter(empty).map(|id| diagnostic(&program[id])).collect()
}

fn diagnostic(entry: &Entry) -> Diagnostic {
    let name = &entry.name;
    let message = Text::new(format!("“{name}”没有评分规则，人人都得满分"), format!("`{name}` has no clause that scores: everybody gets it all"));
    let help = Text::new("请补上规则，例如 `每发现一处不达标 扣1分`", "add a clause, e.g. `每发现一处不达标 扣1分`");
    Diagnostic::new(CODE, Severity::Warning, entry.span, message).help(help)
}
