//! # 一次扣分超过分值
//!
//! 一次就扣掉比评分项分值还多的分。一项最多扣完，多出来的部分不起作用；多半是扣分或分值写错了。
//!
//! 请核对；想一次扣完就写 `不得分`；想扣到上一级就写 `追加扣N分`。
//!
//! # English
//!
//! A single deduction is larger than the points of its entry. The rest is lost; probably a figure is wrong.
//!
//! To take everything at once, write `不得分`; to reach the entry above, `追加扣N分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Action, Amount, Rule};

const CODE: &str = "deduction-above-points";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let found = |rule: &Rule| {
        let points = program[rule.entry].points.as_ref()?;
        match &rule.amount {
            Amount::Fixed(amount) if rule.action == Action::Deduct && amount > points => {
                Some(diagnostic(amount, points, &program[rule.entry].name, rule))
            }
            _ => None,
        }
    };
    program.rules.iter().filter_map(found).collect()
}

fn diagnostic(amount: &Number, points: &Number, name: &str, rule: &Rule) -> Diagnostic {
    let message = Text::new(
        format!("“{name}”只有{points}分，一次却扣{amount}分"),
        format!("`{name}` has {points} points, a single deduction takes {amount}"),
    );
    let help = Text::new("想一次扣完请写 `不得分`；否则请核对数字", "to take everything write `不得分`; else compare the figures");
    Diagnostic::new(CODE, Severity::Warning, rule.effect.span, message).help(help)
}
