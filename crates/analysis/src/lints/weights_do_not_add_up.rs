//! # 权重加起来不是100%
//!
//! 同一级各项的权重，或者各评价主体的权重，加起来不是100%。这样算出来的总分不是按满分计的。
//!
//! 请改正写错的那个权重。
//!
//! # English
//!
//! The weights of the entries on one level, or of the sources, do not add up to 100%.
//!
//! Mend the weight that is wrong.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::lower::Fault;
use crate::program::EntryId;

const CODE: &str = "weights-do-not-add-up";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    if subject.faults.iter().any(|fault| matches!(fault, Fault::UnknownWeight { .. })) {
        return Vec::new();
    }
    let sources: Vec<(Number, Span)> = program.sources.iter().map(|source| (source.weight.clone(), source.span)).collect();
    let levels = program.entry_ids().map(|id| {
        let weight = |part: EntryId| program[part].weight.clone().map(|weight| (weight, program[part].span));
        program.parts(id).into_iter().filter_map(weight).collect::<Vec<_>>()
    });
    std::iter::once(sources).chain(levels).filter_map(|weights| diagnostic(&weights)).collect()
}

fn diagnostic(weights: &[(Number, Span)]) -> Option<Diagnostic> {
    let (_, first) = weights.first()?;
    let sum: Number = weights.iter().map(|(weight, _)| weight).sum();
    if sum == Number::ONE {
        return None;
    }
    let percent = &sum * &Number::from(100);
    let span = weights.iter().fold(*first, |all, (_, span)| all.to(*span));
    let message = Text::new(format!("权重加起来是{percent}%，不是100%"), format!("the weights add up to {percent}%, not to 100%"));
    let help = Text::new("请改正写错的那个权重", "mend the weight that is wrong");
    Some(Diagnostic::new(CODE, Severity::Error, span, message).help(help))
}
