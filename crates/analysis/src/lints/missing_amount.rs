//! # 缺少数字
//!
//! 句子里有 `扣`、`超过` 一类的词，后面却没有数字，例如 `业务办理超过 分钟扣2分` 或 `每减少1个百分点,扣分`。
//! 多半是从别处粘贴时丢了数字，或者原文留了空格待填。没有这个数字，谁也算不出分来，所以规则书不能评分。
//!
//! 请把数字补上；如果确实由考评员酌情决定，请写明范围，如 `酌情扣1-3分`。
//!
//! # English
//!
//! A word such as `扣` or `超过` stands without its number. The number was probably lost when the text was pasted, or was
//! left blank in the original. Nobody can compute a score without it, so the rulebook does not score.
//!
//! Fill in the number, or give the range where an assessor decides: `酌情扣1-3分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::reading::GapKind;

const CODE: &str = "missing-amount";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let gaps = subject.passages.iter().flat_map(|passage| &passage.reading.gaps);
    gaps.filter(|gap| gap.kind == GapKind::MissingAmount)
        .map(|gap| {
            let words = gap.span.of(subject.text).trim();
            let message = Text::new(format!("“{words}”缺少数字"), format!("`{words}` lacks its number"));
            let help = Text::new("请补上数字，例如 `超过10分钟 扣2分`", "fill in the number, e.g. `超过10分钟 扣2分`");
            Diagnostic::new(CODE, Severity::Error, gap.span, message).help(help)
        })
        .collect()
}
