//! # 扣分又罚款
//!
//! `每次扣5分,罚款30元`：这一条是考核得分的，还是经济处罚的？ 工具只算分；钱的部分原样保留、列出，不参与计分（规则 24），整条因此算不上全部可算。
//!
//! 请分成两句，钱的一句移到别的办法里：`每次扣5分`。罚款另行规定的，写 `罚款按《经济处罚办法》执行`，放在评分项之外。
//!
//! # English
//!
//! `每次扣5分,罚款30元`: is this a clause of points or of money? Points alone are computed; money is kept and shown and does not count (rule 24).
//!
//! Part the two: keep `每次扣5分` here, and leave the fine to the document that it belongs to.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::reading::GapKind;
use crate::wording::Wording;

const CODE: &str = "money-beside-points";

const MONEY: [&str; 4] = ["罚款", "扣罚", "扣款", "扣发"];

/// What is taken besides points, behind a verb of taking.
const TAKEN: [&str; 5] = ["奖金", "工资", "违约金", "服务费", "押金"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter_map(told).collect()
}

fn told(wording: Wording<'_>) -> Option<Diagnostic> {
    let reading = &wording.passage().reading;
    let scores = wording.scoring().next().is_some() || reading.gaps.iter().any(|gap| gap.kind == GapKind::Unrecognized);
    if !scores {
        return None;
    }
    // 扣罚5分 takes points.
    let points = |span: &Span| wording.effects().iter().any(|effect| effect.span.start <= span.start && span.end <= effect.span.end);
    let taken = || TAKEN.iter().find_map(|words| taken(wording, words));
    let span = MONEY.iter().filter_map(|words| wording.find(words)).find(|span| !points(span)).or_else(taken)?;
    let words = wording.words(span);
    let message = Text::new(
        format!("扣分之外还有“{words}”：算考核得分，还是算经济处罚？现只算分，钱不计（规则 24）"),
        format!("`{words}` beside points: a score, or a fine? Points alone are computed (rule 24)"),
    );
    let help = Text::new("请把罚款另写一句，放到评分项之外", "part the fine from the points, and put it outside the items");
    Some(Diagnostic::new(CODE, Severity::Advice, span, message).help(help))
}

/// 扣除当月奖金: a verb of taking in the same phrase, not far before.
fn taken(wording: Wording<'_>, words: &str) -> Option<Span> {
    let before = wording.all_folded().split_once(words)?.0;
    let near: String = before.chars().rev().take(6).take_while(|c| !",;。分".contains(*c)).collect();
    near.contains(['扣', '罚']).then(|| wording.find(words)).flatten()
}
