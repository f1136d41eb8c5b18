//! # 分别，对不上
//!
//! `中央、省级交办的、去京上访的,分别扣10分、5分`：三样东西两个数，哪个数归哪样？ `未征求意见,或未落实评先、晋级规定的,分别扣5分`：几样各扣5分？
//! 并列的个数和数的个数不一样，或有两组并列时，“分别”没有唯一的配法。`市级、省级、国家级的,分别加1-3分` 也是：依次1分、2分、3分，还是每级都在1到3分之间定？
//! `经历、学历有一人不合要求的各扣1分`：一人两样都不合，扣1分还是2分？
//!
//! 请一样一条：`中央交办的扣10分;省级交办的扣5分`。
//!
//! # English
//!
//! `A、B、C…,分别扣10分、5分`: three things and two amounts. Where the lists differ in length, or there are two of them, 分别 pairs them in more than
//! one way. A range after 分别 (`分别加1-3分`) may be one number for each in order, or any within it for each.
//!
//! Write a clause for each: `中央交办的扣10分;省级交办的扣5分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::{Act, Manner, What};
use crate::reading::Kind;
use crate::wording::{Placed, Wording, phrases};

const CODE: &str = "uneven-respectively";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.regions().into_iter().filter_map(move |region| told(wording, region))).collect()
}

fn told(wording: Wording<'_>, region: &[Placed]) -> Option<Diagnostic> {
    let (piece, before) = region.split_last()?;
    let What::Act(act) = &piece.what else { return None };
    let words = wording.words(piece.span);
    let folded = wording.folded(piece.span);
    let listed = before.iter().any(|piece| piece.what == What::Pause);
    let said = (act.respectively || says_respectively(wording, before)) && (listed || folded.contains("分别"));
    let ranged = act.range.is_some() && (said || is_only_range(wording) && lists_places(wording, before));
    let uneven = act.respectively && folded.contains("分别") && !pairs_up(act, before);
    let counted = act.respectively && act.amounts.len() == 1 && listed && before.iter().any(is_count);
    let counted = counted || act.kind == Kind::Deduct && act.amounts.len() == 1 && counts_a_list(before);
    if !ranged && !uneven && !counted {
        return None;
    }
    let message = if ranged {
        Text::new(
            format!("“{words}”：前面几样依次各得范围里的一个数，还是每样都由考评员在范围内定？现按后一种读"),
            format!("`{words}`: one number of the range each, in order, or any within it for each? It is read as any within it"),
        )
    } else if uneven {
        let amounts = act.amounts.len();
        Text::new(
            format!("“{words}”：{amounts} 个数和前面并列的几样对不上，哪个数归哪样？"),
            format!("`{words}`: {amounts} amounts do not pair with what is listed before them; which is whose?"),
        )
    } else {
        Text::new(
            format!("“{words}”：前面几样各算各的，还是合起来数？"),
            format!("`{words}`: is each of those before it counted for itself, or all together?"),
        )
    };
    let help = Text::new("请一样一条，各写各的分，用 `;` 隔开", "write a clause for each, with its own amount, parted by `;`");
    Some(Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help))
}

fn is_count(piece: &Placed) -> bool {
    matches!(&piece.what, What::Count(count) if count.manner != Manner::Each)
}

/// 分别 in the words before a range: 分别酌情扣1-2分.
fn says_respectively(wording: Wording<'_>, before: &[Placed]) -> bool {
    before.iter().rev().find(|piece| piece.what == What::Text).is_some_and(|piece| wording.folded(piece.span).ends_with("分别"))
}

/// True where one list alone stands before it, as long as the amounts; for a single amount, a list right before it or none.
fn pairs_up(act: &Act, before: &[Placed]) -> bool {
    let pauses = |phrase: &[Placed]| phrase.iter().filter(|piece| piece.what == What::Pause).count();
    let named = phrases(before).filter(|phrase| phrase.iter().any(|piece| matches!(piece.what, What::Text | What::Bound(_))));
    let mixed = before.iter().any(|piece| piece.what == What::Either) && before.iter().any(|piece| piece.what == What::Pause);
    if mixed && act.amounts.len() < 2 {
        return false;
    }
    let lists: Vec<usize> = named.map(pauses).collect();
    let listed: Vec<usize> = lists.iter().copied().filter(|pauses| *pauses > 0).collect();
    match act.amounts.len() {
        0 | 1 => listed.is_empty() || listed.len() == 1 && lists.last() == listed.first(),
        amounts => listed.is_empty() || listed == [amounts - 1],
    }
}

/// 省、市、县级先进 before a range: places, of which one would think that each has its own.
fn lists_places(wording: Wording<'_>, before: &[Placed]) -> bool {
    let phrase = before.split(|piece| matches!(piece.what, What::Comma | What::Colon)).rfind(|phrase| phrase.iter().any(|piece| piece.what == What::Text));
    let words = |piece: &Placed| piece.what == What::Text && crate::read::begins_with_place(&wording.folded(piece.span));
    phrase.is_some_and(|phrase| phrase.windows(2).any(|pair| matches!(pair, [pause, item] if pause.what == What::Pause && words(item))))
}

/// Ranges side by side (国家级加3-4分;省、市级加1-2分) are ranges, and no lists.
fn is_only_range(wording: Wording<'_>) -> bool {
    wording.effects().iter().filter(|effect| effect.range.is_some()).count() < 2
}

/// 无登记、无签名、不洁每项扣1分: 每项 right behind a list, which may be its items.
fn counts_a_list(before: &[Placed]) -> bool {
    let Some((last, list)) = before.split_last() else { return false };
    let items = matches!(&last.what, What::Count(count) if count.manner == Manner::Each && count.verb.is_none() && count.noun.is_none() && matches!(count.unit.as_str(), "项" | "样"));
    let phrase = list.rsplit(|piece| matches!(piece.what, What::Comma | What::Colon)).next().unwrap_or_default();
    items && matches!(phrase.last(), Some(piece) if piece.what == What::Text) && phrase.iter().filter(|piece| piece.what == What::Pause).count() > 1
}
