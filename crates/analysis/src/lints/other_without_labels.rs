//! # 没有前文的其他
//!
//! `其他` 指同一评分项里前面没有说到的情形，但这个评分项前面什么情形也没有说。
//!
//! 请先写具体的情形，或者直接写 `每发现一处不达标 扣1分`。
//!
//! # English
//!
//! 其他 means what the clauses before it do not name, and there are none in this entry.
//!
//! Name findings before it, or write `每发现一处不达标 扣1分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::{Fact, FactKind, Rule};

const CODE: &str = "other-without-labels";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let alone = |fact: &&Fact| fact.kind == FactKind::Other && !program.facts.iter().any(|other| other.entry == fact.entry && !matches!(other.kind, FactKind::Other | FactKind::Inapplicable));
    let rules = program.facts.iter().filter(alone).filter_map(|fact| fact.rules.first());
    rules.map(|rule| diagnostic(&program[*rule])).collect()
}

fn diagnostic(rule: &Rule) -> Diagnostic {
    let message = Text::new(format!("“{}”前面没有具体情形，不知道“其他”指什么", rule.text), format!("nothing stands before `{}` for 其他 to be other than", rule.text));
    let help = Text::new("请先写具体情形，或者写 `每发现一处不达标 扣1分`", "name findings before it, or write `每发现一处不达标 扣1分`");
    Diagnostic::new(CODE, Severity::Warning, rule.span, message).help(help)
}
