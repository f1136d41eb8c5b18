//! # 看懂了, 但还不会算
//!
//! 工具看懂了这句话，但是现在的版本还不会算这一类（没有数可循的按比例、用到别的评分项得分的公式、连不成一条线的插值）。不会算的绝不略过，所以规则书不评分；
//! 用 `--partial` 可以只算其余部分，但结果不给等级。
//!
//! 请改用能算的写法，或者交给考评员：`视情扣1-3分`。
//!
//! 几种情形另有各自的条文，又要看它们的总数（`迟到每次扣1分;早退每次扣1分;迟到、早退累计超过3次的不得分`），也不算：合成一条 `迟到、早退的,每次扣1分;迟到、早退超过3次的不得分`。
//!
//! # English
//!
//! The clause is understood, but this version does not compute its kind (shares of nothing that is measured, formulas over the scores of other entries, rungs through which no line runs). Nothing is skipped in silence, so the
//! rulebook does not score; `--partial` scores the rest without a grade.
//!
//! Put it in a form that is computed, or leave the amount to the assessor: `视情扣1-3分`. A total over findings that have clauses of their own is not
//! computed either: make them one clause, as in `迟到、早退的,每次扣1分;迟到、早退超过3次的不得分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "not-computed";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::NotComputed { span } => {
            let message = Text::new(format!("看懂了，但还不会算：“{}”", crate::lints::trim(span.of(subject.text))), format!("understood, but not computed by this version: `{}`", crate::lints::trim(span.of(subject.text))));
            let help = Text::new("请改用能算的写法，或者写明范围由考评员决定，例如 `视情扣1-3分`", "use a form that is computed, or leave it to the assessor: `视情扣1-3分`");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        Fault::Total { span } => {
            let message = Text::new("几种情形各有条文，它们的总数还不会算", "a total over findings that have clauses of their own is not computed");
            let help = Text::new("合成一条：`迟到、早退的,每次扣1分;迟到、早退超过3次的不得分`", "make them one clause: `迟到、早退的,每次扣1分;迟到、早退超过3次的不得分`");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
