//! # 看不懂的计分规则
//!
//! 这句话看起来要计分（有 `扣`、`分`、`不得分`、`否决` 等词），但是工具不认识这种写法。看不懂的规则绝不猜，也绝不悄悄略过：
//! 有这样的句子时整本规则书不评分；用 `--partial` 可以只算看得懂的部分，但结果不给等级。
//!
//! 请换一种写法，例如 `每发现一处不达标 扣1分, 最多扣5分`；用户指南列出了全部写法。
//!
//! # English
//!
//! The sentence looks as though it scores, and its wording is not known. What is not understood is neither guessed nor skipped:
//! the rulebook does not score; `--partial` scores the rest without a grade.
//!
//! Put it another way, e.g. `每发现一处不达标 扣1分, 最多扣5分`; the guide lists every form.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Subject, number_without_bound};
use crate::reading::{Gap, GapKind};

const CODE: &str = "unrecognized-clause";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let gaps = subject.passages.iter().flat_map(|passage| &passage.reading.gaps);
    let told: Vec<Span> = number_without_bound::check(subject).iter().map(|diagnostic| diagnostic.span).collect();
    let untold = |gap: &&Gap| !told.iter().any(|span| gap.span.start <= span.start && span.end <= gap.span.end);
    gaps.filter(|gap| gap.kind == GapKind::Unrecognized)
        .filter(untold)
        .map(|gap| {
            let words = gap.span.of(subject.text).trim();
            let message = Text::new(format!("看不懂这条计分规则：“{words}”"), format!("this scores, but is not understood: `{words}`"));
            let help = Text::new(
                "请换成已知的写法，例如 `每发现一处不达标 扣1分, 最多扣5分`",
                "put it in a known form, e.g. `每发现一处不达标 扣1分, 最多扣5分`",
            );
            Diagnostic::new(CODE, Severity::Error, gap.span, message).help(help)
        })
        .collect()
}
