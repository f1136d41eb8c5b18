//! # 以此类推，类推不出来
//!
//! `1次扣1分, 2次扣3分, 以此类推` 有两种推法：第3次到5分（每次多扣2分），或者到6分、9分（越扣越多）。两个人会算出不同的分，
//! 所以工具不猜，规则书不评分。能推的有两种：扣分和次数同步增长（`1次扣1分, 2次扣2分, 以此类推`），
//! 或者写出三档以上、每档多扣的一样多（`1次扣1分, 2次扣3分, 3次扣5分, 以此类推`）。
//!
//! 请再写一档，或者把每次多扣几分写明：`1次扣1分, 每增加1次加扣2分`。
//!
//! # English
//!
//! `1次扣1分, 2次扣3分, 以此类推` can go on as 5 (two more each time), or as 6 or 9 (ever more). Two people would compute different
//! scores, so nothing is guessed and the rulebook does not score. It can be told where the points grow with the count (1 for one, 2 for two), or where three rungs
//! or more grow by the same amount each.
//!
//! Write one more rung, or say how much each further one costs: `1次扣1分, 每增加1次加扣2分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::reading::GapKind;
use crate::wording::Wording;

const CODE: &str = "unclear-progression";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let gaps = subject.passages.iter().flat_map(|passage| &passage.reading.gaps);
    let open = gaps.filter(|gap| gap.kind == GapKind::Progression).map(|gap| diagnostic(super::trim(gap.span.of(subject.text)), gap.span));
    open.chain(Wording::all(subject).filter_map(grows)).collect()
}

fn diagnostic(words: &str, span: Span) -> Diagnostic {
    let message =
        Text::new(format!("“{words}”：前面几档推不出下一档"), format!("`{words}`: the rungs before it do not say how the next one is"));
    let help = Text::new(
        "请至少写出三档，每档多扣的一样多；或者写明每多一次加扣几分",
        "write at least three rungs that grow by the same amount, or say how much each further one costs",
    );
    Diagnostic::new(CODE, Severity::Error, span, message).help(help)
}

/// 依次递增 in a sentence that is refused: by how much is not said.
fn grows(wording: Wording<'_>) -> Option<Diagnostic> {
    let refused = wording.passage().reading.gaps.iter().any(|gap| gap.kind == GapKind::Unrecognized);
    let span = GROWS.iter().filter(|_| refused).find_map(|word| wording.find(word))?;
    Some(diagnostic(wording.words(span), span))
}

/// It grows, without a number.
const GROWS: [&str; 7] = ["依次递增", "依次递减", "逐次递增", "逐次加重", "累加扣分", "扣分递增", "逐级递增"];
