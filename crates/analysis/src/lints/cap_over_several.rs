//! # 上限管一条还是管几条
//!
//! `迟到每次扣1分,早退每次扣2分,最多扣3分`：3分是两样加起来的上限，还是各自的上限？ 上限合用于前一个 `;` 或 `。` 之后的几条（规则 15）。
//! 隔了 `;` 的只管最后一条；那一条只算一次、到不了上限的（`省级加3分;市级加2分,最多加5分`），也报。
//!
//! 合起来的，写 `合计最多扣3分`；各自的，每条后面写一次，用 `;` 隔开：`迟到每次扣1分,最多扣3分;早退每次扣2分,最多扣3分`。
//!
//! # English
//!
//! `迟到每次扣1分,早退每次扣2分,最多扣3分`: the most of both together, or of each? A cap binds together what stands since the last `;` or `。` (rule 15).
//! One behind a `;` that its own clause never reaches (`省级加3分;市级加2分,最多加5分`) is told as well.
//!
//! Write `合计最多扣3分` for both, or the cap behind each of them, parted by `;`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::reading::{Cap, Effect, Kind, Scope};
use crate::wording::Wording;

const CODE: &str = "cap-over-several";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.effects().iter().filter_map(move |effect| told(wording, effect))).collect()
}

fn told(wording: Wording<'_>, limit: &Effect) -> Option<Diagnostic> {
    let spoken = limit.kind == Kind::Limit && limit.amount.is_some() && limit.floor.is_none() && limit.scope == Scope::Nearest;
    let scores = |effect: &&Effect| matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award);
    let members = if spoken { wording.earlier(limit).filter(scores).count() } else { 0 };
    if members < 2 {
        return alone(wording, limit);
    }
    let words = wording.words(limit.span);
    let message = Text::new(
        format!("“{words}”：前面 {members} 条合起来的上限，还是各自的？现合起来算（规则 15）"),
        format!("`{words}`: the most of the {members} before it together, or of each? Together (rule 15)"),
    );
    let help = Text::new(
        format!("合起来的，写 `合计{words}`；各自的，在每条后面写 `{words}`，用 `;` 隔开"),
        format!("together, write `合计{words}`; each, write `{words}` behind each, parted by `;`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, limit.span, message).help(help))
}

/// 省级加3分;市级加2分,最多加5分: what its own clause never reaches may be meant for the one before as well.
fn alone(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let (Some(amount), Some(Cap::Points(most)), None) = (&effect.amount, &effect.cap, &effect.per) else { return None };
    let at = wording.effects().iter().position(|other| other == effect)?;
    let before = wording.effects().get(at.checked_sub(1)?)?;
    let beside = before.kind == effect.kind && before.sentence != effect.sentence && before.cap.is_none();
    if !beside || amount >= most {
        return None;
    }
    let (words, first) = (wording.words(effect.clause), wording.words(before.clause));
    let message = Text::new(
        format!("最多 {most} 分：只管“{words}”，还是也管前面的“{first}”？现只管这一条（规则 15）"),
        format!("at most {most}: of `{words}` alone, or of `{first}` as well? Of this one alone (rule 15)"),
    );
    let help = Text::new(
        format!("都管的，写 `合计最多{most}分`；只管这一条的，去掉上限：它只算一次，到不了 {most} 分"),
        format!("for both, write `合计最多{most}分`; for this one alone, drop the cap: it counts once and never reaches {most}"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, effect.span, message).help(help))
}
