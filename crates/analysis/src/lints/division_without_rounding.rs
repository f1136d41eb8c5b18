//! # 要除而没有修约
//!
//! 这本规则书要算平均分、比例或折算，得数可能除不尽（如 2/3），却没有说保留几位小数。两个人算出来的总分就可能不同。
//!
//! 请在开头加一行：`修约: 四舍五入保留两位小数`；也可以写 `修约: GB/T 8170, 保留一位小数`。
//!
//! # English
//!
//! The rulebook averages, takes ratios or rescales, so that a total may have no end (2/3), and does not say how it is rounded.
//!
//! Add a line at its head: `修约: 四舍五入保留两位小数`, or `修约: GB/T 8170, 保留一位小数`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Action, Combine, Computed, Counting, FactKind, MissingPolicy, Objects, Program, Rule, StepPart, Together};

const CODE: &str = "division-without-rounding";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    if program.rounding.is_some() {
        return Vec::new();
    }
    let rule = program.rules.iter().find(|rule| divides(program, rule)).map(|rule| rule.span);
    let factor = program.entries.iter().find(|entry| entry.factor.as_ref().is_some_and(|factor| !factor.is_decimal())).map(|entry| entry.span);
    let rescaled = rescales(program).then(|| property(subject, "缺项")).flatten();
    let factor = factor.or(program.entries.iter().find(|entry| entry.rescales).map(|entry| entry.span));
    let mean = program.entries.iter().filter_map(|entry| entry.objects.as_ref()).find(|objects| averages(objects)).map(|objects| objects.span);
    rule.or(factor).or(mean).or(rescaled).map(|span| diagnostic(subject, span)).into_iter().collect()
}

/// True where the mean of so many objects may be a fraction without end.
fn averages(objects: &Objects) -> bool {
    let parts = objects.count.filter(|_| !objects.at_least).and_then(|count| Number::ONE.divide(&Number::from(i64::from(count))));
    objects.together == Together::Mean && parts.is_none_or(|part| !part.is_decimal())
}

/// True where the rule's points may be a fraction without end.
fn divides(program: &Program, rule: &Rule) -> bool {
    let average = crate::program::facts_of(&rule.triggers).iter().any(|fact| match &program[*fact].kind {
        FactKind::Answer(combine, _) => *combine == Combine::Average,
        FactKind::Measure(combine) => *combine == Combine::Average && proportional(rule),
        FactKind::Computed(Computed::OfBest { .. } | Computed::Distance { .. } | Computed::Change { relative: true, .. }) => proportional(rule),
        _ => false,
    });
    let share = matches!(&rule.counting, Counting::Steps { size, partial: StepPart::Share, .. } if Number::ONE.divide(size).is_none_or(|steps| !steps.is_decimal()));
    let quotient = crate::program::facts_of(&rule.triggers).iter().any(|fact| match &program[*fact].kind {
        FactKind::Derived(expr) => expr.divides() && (rule.counting == Counting::Value || proportional(rule)),
        _ => false,
    });
    average || share || quotient || rule.slope.as_ref().is_some_and(crate::program::Line::divides)
}

fn proportional(rule: &Rule) -> bool {
    rule.action == Action::AwardRatio || matches!(rule.counting, Counting::Steps { partial: StepPart::Share, .. })
}

fn rescales(program: &Program) -> bool {
    program.missing == MissingPolicy::Rescale && program.facts.iter().any(|fact| matches!(fact.kind, FactKind::Measure(_) | FactKind::Answer(..)))
}

fn property(subject: &Subject<'_>, key: &str) -> Option<Span> {
    subject.parse.tree.properties.iter().find(|property| property.key.text == key).map(|property| property.value.span)
}

fn diagnostic(subject: &Subject<'_>, span: Span) -> Diagnostic {
    let message = Text::new("这里可能除不尽，而规则书没有写怎样修约", "this may have no end as a decimal, and the rulebook does not say how it rounds");
    let line = "修约: 四舍五入保留两位小数";
    let help = Text::new(format!("请在开头加一行 `{line}`"), format!("add a line at the head: `{line}`"));
    let first = subject.parse.tree.root.children.first().map_or(0, |entry| entry.head.start as usize);
    let at = subject.text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let title = Text::new(format!("加上 `{line}`"), format!("add `{line}`"));
    Diagnostic::new(CODE, Severity::Error, span, message).help(help).fix(title, vec![(Span::at(at), format!("{line}\n"))])
}
