//! # 要除而没有修约
//!
//! 这本规则书要算平均分、比例或折算，得数可能除不尽（如 2/3），却没有说保留几位小数。两个人算出来的总分就可能不同。
//!
//! 请在开头加一行：`修约: 四舍五入保留两位小数`；也可以写 `修约: GB/T 8170, 保留一位小数`。
//!
//! 写了 `每项` 的修约只管评分项：修约之后还要折算、按权重换算，或者大项再取平均的，总分仍可能除不尽，请去掉 `每项`，只修约总分。
//!
//! # English
//!
//! The rulebook averages, takes ratios or rescales, so that a total may have no end (2/3), and does not say how it is rounded.
//!
//! Add a line at its head: `修约: 四舍五入保留两位小数`, or `修约: GB/T 8170, 保留一位小数`.
//!
//! A rounding of each item (`每项`) does not reach what comes after it: rescaling, weights, the mean of a section. Leave `每项` out there, and
//! the total is rounded.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::program::{Action, Combine, Computed, Counting, EntryId, FactKind, MissingPolicy, Objects, Program, Role, Rule, StepPart, Together, Trigger};

const CODE: &str = "division-without-rounding";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    let of_items = program.rounding.map(|rule| rule.items);
    if of_items == Some(false) {
        return Vec::new();
    }
    // What an item comes to is rounded with it.
    let open = |id: EntryId| of_items.is_none() || !program[id].children.is_empty() || matches!(program[id].role, Role::Bonus | Role::Malus);
    let rule = program.rules.iter().find(|rule| open(rule.entry) && divides(program, rule)).map(|rule| rule.span);
    let factor = program.entries.iter().find(|entry| entry.factor.as_ref().is_some_and(|factor| !factor.is_decimal())).map(|entry| entry.span);
    let rescaled = rescales(program).then(|| property(subject, "缺项")).flatten();
    let factor = factor.or(program.entries.iter().find(|entry| entry.rescales).map(|entry| entry.span));
    let sampled = (0..).map(EntryId).zip(&program.entries).filter(|(id, _)| open(*id)).filter_map(|(_, entry)| entry.objects.as_ref());
    let mean = sampled.filter(|objects| averages(objects)).map(|objects| objects.span).next();
    rule.or(factor).or(mean).or(rescaled).map(|span| diagnostic(subject, span)).into_iter().collect()
}

/// True where the mean of so many objects may be a fraction without end.
fn averages(objects: &Objects) -> bool {
    let parts = objects.count.filter(|_| !objects.at_least).and_then(|count| Number::ONE.divide(&Number::from(i64::from(count))));
    objects.together == Together::Mean && parts.is_none_or(|part| !part.is_decimal())
}

/// True where the rule's points may be a fraction without end.
fn divides(program: &Program, rule: &Rule) -> bool {
    let mut facts = rule.triggers.iter().filter_map(Trigger::fact).map(|fact| &program[fact].kind);
    let mut others = facts.clone();
    let average = facts.any(|kind| match kind {
        FactKind::Answer(combine, _) => *combine == Combine::Average,
        FactKind::Measure(combine) => matches!(combine, Combine::Average | Combine::Trimmed { .. }) && proportional(rule),
        FactKind::Computed(Computed::OfBest { .. } | Computed::Distance { .. } | Computed::Change { relative: true, .. }) => proportional(rule),
        _ => false,
    });
    let share = matches!(&rule.counting, Counting::Steps { size, partial: StepPart::Share, .. } if Number::ONE.divide(size).is_none_or(|steps| !steps.is_decimal()));
    let quotient = others.any(|kind| match kind {
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
    if subject.program.rounding.is_some() {
        let message = Text::new("每项修约之后，这里还可能除不尽", "this comes after the items are rounded, and may have no end as a decimal");
        let help = Text::new("请去掉修约里的 `每项`，只修约总分", "leave `每项` out of 修约, so that the total is rounded");
        return Diagnostic::new(CODE, Severity::Error, span, message).help(help);
    }
    let message = Text::new("这里可能除不尽，而规则书没有写怎样修约", "this may have no end as a decimal, and the rulebook does not say how it rounds");
    let line = "修约: 四舍五入保留两位小数";
    let help = Text::new(format!("请在开头加一行 `{line}`"), format!("add a line at the head: `{line}`"));
    let first = subject.parse.tree.root.children.first().map_or(0, |entry| entry.head.start as usize);
    let at = subject.text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let title = Text::new(format!("加上 `{line}`"), format!("add `{line}`"));
    Diagnostic::new(CODE, Severity::Error, span, message).help(help).fix(title, vec![(Span::at(at), format!("{line}\n"))])
}
