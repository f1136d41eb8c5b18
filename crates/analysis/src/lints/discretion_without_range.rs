//! # 酌情而没有范围
//!
//! `酌情扣分` 没有说最少扣多少、最多扣多少。考评员扣多少都对，申诉的窗口无从查起。
//!
//! 请写明范围：`酌情扣1-3分`。
//!
//! # English
//!
//! `酌情扣分` gives no least and no most, so that any amount is right and none can be appealed against.
//!
//! Give the range: `酌情扣1-3分`.

use std::collections::BTreeSet;

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Subject, amount_left_out};
use crate::program::{Amount, Rule};
use crate::reading::GapKind;

const CODE: &str = "discretion-without-range";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let gaps = subject.passages.iter().flat_map(|passage| &passage.reading.gaps);
    let external: BTreeSet<Span> = gaps.filter(|gap| gap.kind == GapKind::External).map(|gap| gap.span).collect();
    let told = subject.passages.iter().flat_map(|passage| &passage.told);
    let left_out: BTreeSet<Span> = told.filter(|told| told.code == amount_left_out::CODE).map(|told| told.span).collect();
    let given = |rule: &Rule| rule.amount == Amount::Given && rule.cap.is_none() && !external.contains(&rule.effect.span);
    let open = |rule: &&Rule| given(rule) && !left_out.contains(&rule.effect.span);
    subject.program.rules.iter().filter(open).map(diagnostic).collect()
}

fn diagnostic(rule: &Rule) -> Diagnostic {
    let message = Text::new(format!("“{}”没有范围", rule.text), format!("`{}` gives no range", rule.text));
    let help = Text::new("请写明范围，例如 `酌情扣1-3分`", "give the range, e.g. `酌情扣1-3分`");
    Diagnostic::new(CODE, Severity::Warning, rule.effect.span, message).help(help)
}
