//! # 同一情形两条规则
//!
//! 同一评分项里有两条规则说的是同一个情形，又没有写 `加扣`、`另扣`。同一情形的两条规则只有一条算数，另一条不起作用。
//!
//! 请合并成一条；如果两条都要算，第二条写 `另扣N分`。
//!
//! # English
//!
//! Two clauses of one entry have the same condition, and the second does not say 加扣 or 另扣. Only one of them counts.
//!
//! Make them one; if both are meant, write `另扣N分` in the second.

use std::collections::BTreeMap;

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::{Action, FactId, Rule, RuleId, facts_of};

const CODE: &str = "same-condition";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let mut found = Vec::new();
    for entry in program.entries.iter().filter(|entry| entry.rules.len() > 1) {
        // Twins are of the same facts, so that each rule is held against few, also in an entry of very many.
        let mut earlier: BTreeMap<Vec<FactId>, Vec<RuleId>> = BTreeMap::new();
        for rule in &entry.rules {
            let alike = earlier.entry(facts_of(&program[*rule].triggers)).or_default();
            let first = alike.iter().find(|other| is_twin(&program[**other], &program[*rule]));
            found.extend(first.map(|first| diagnostic(&program[*first], &program[*rule])));
            alike.push(*rule);
        }
    }
    found
}

fn is_twin(a: &Rule, b: &Rule) -> bool {
    let takes = |rule: &Rule| matches!(rule.action, Action::Deduct | Action::Add | Action::Award | Action::Zero(_)) && !rule.effect.additional;
    a.entry == b.entry && !a.triggers.is_empty() && a.triggers == b.triggers && takes(a) && takes(b)
}

fn diagnostic(first: &Rule, second: &Rule) -> Diagnostic {
    let message = Text::new(
        format!("“{}”和“{}”说的是同一个情形，只有一条算数", first.text, second.text),
        format!("`{}` and `{}` have the same condition; only one counts", first.text, second.text),
    );
    let help = Text::new("请合并成一条；两条都要算就写 `另扣N分`", "make them one; if both are meant, write `另扣N分`");
    Diagnostic::new(CODE, Severity::Warning, second.span, message)
        .label(first.span, Text::new("第一条在这里", "the first one"))
        .help(help)
}
