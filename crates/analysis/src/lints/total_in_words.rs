//! # 总分怎么来，用话说了一遍
//!
//! `最终得分以满分100分进行折算`：用什么折、乘几除几？ `总得分应为各项得分之和` 是又一条规则，还是说明？ 总分按规则 3、13、14 由各项相加；写成话的算法工具不执行。
//!
//! 与规则相同的，删去；不同的，写公式：`得分=实得分÷应得分×100`，或写权重：`占60%`。
//!
//! # English
//!
//! `最终得分以满分100分进行折算`: scaled by what? `总得分应为各项得分之和`: one more rule, or an explanation? Totals are sums by rules 3, 13 and 14; a
//! way of computing them that is told in prose is not carried out.
//!
//! Leave it out where it says the same; else write the formula, `得分=实得分÷应得分×100`, or weights, `占60%`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::reading::Kind;
use crate::wording::Wording;

const CODE: &str = "total-in-words";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Option<Diagnostic> {
        let sentences = wording.sentences();
        sentences.into_iter().find(|span| is_told(wording, *span)).map(|span| told(wording, span))
    };
    Wording::all(subject).filter_map(of).collect()
}

/// One score is made into another, and no formula says how.
const SCALED: [&str; 12] = [
    "进行折算", "折算为", "折算成", "折合为", "折合成", "换算为", "换算成", "折算后", "折成百分制", "按百分制", "折合后", "折百",
];

/// A sentence on a score that says how it comes about, and gives no formula.
fn is_told(wording: Wording<'_>, span: Span) -> bool {
    let computed = |kind: Kind| matches!(kind, Kind::Formula | Kind::Ratio | Kind::Weight | Kind::Deduct | Kind::Add | Kind::Award);
    let runs =
        || wording.effects().iter().any(|effect| computed(effect.kind) && span.start <= effect.span.start && effect.span.start < span.end);
    let folded = wording.folded(span);
    let of_score = ["得分", "总分", "成绩"].iter().any(|word| folded.contains(word));
    let adds = || ["之和", "相加", "求和", "累加得", "相加得", "汇总得", "合计得", "加总"].iter().any(|word| folded.contains(word));
    let sums = || adds() && !folded.contains("不得") && !folded.contains("超过");
    let scales = || SCALED.iter().any(|word| folded.contains(word));
    of_score && (sums() || scales()) && !folded.contains(['=', '×', '÷', '*']) && !runs()
}

fn told(wording: Wording<'_>, span: Span) -> Diagnostic {
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}”：没有公式，是又一条规则，还是说明？总分现由各项相加（规则 3）"),
        format!("`{words}` states no formula: one more rule, or an explanation? Totals are sums (rule 3)"),
    );
    let help = Text::new(
        "只是说明的，删去；要折算的写公式，例如 `得分=实得分÷应得分×100`，或写权重 `占60%`",
        "leave it out, or write the formula, e.g. `得分=实得分÷应得分×100`, or a weight: `占60%`",
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}
