//! # 几个界限，每项扣几分
//!
//! `超限率超过4%、卸载率低于82%的,每项扣5分`：两个界限各是一项，还是另有“项”要数？ 都不达标扣10分还是5分？ “每项”前面列的是界限而不是事情，数的是什么，没有唯一的读法。
//!
//! 请一个界限一条：`超限率超过4%的,扣5分;卸载率低于82%的,扣5分`。
//!
//! # English
//!
//! `超限率超过4%、卸载率低于82%的,每项扣5分`: is each bound one 项, or are other things counted? With both missed, is it 10 or 5? What stands before 每项
//! are bounds and no things to count.
//!
//! Write a clause for each bound: `超限率超过4%的,扣5分;卸载率低于82%的,扣5分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::{Manner, Placed, What};
use crate::wording::Wording;

const CODE: &str = "counted-conditions";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.regions().into_iter().filter_map(move |region| told(wording, region))).collect()
}

fn told(wording: Wording<'_>, region: &[Placed]) -> Option<Diagnostic> {
    let counts = |piece: &&Placed| matches!(&piece.what, What::Count(count) if count.manner == Manner::Each && matches!(count.unit.as_str(), "项" | "个" | "条"));
    let count = region.iter().rfind(counts)?;
    let before = region.iter().take_while(|piece| piece.span.start < count.span.start);
    let bound = |what: &What| matches!(what, What::Bound(_));
    let bounds = before.clone().filter(|piece| bound(&piece.what)).count();
    let listed = before.clone().any(|piece| piece.what == What::Pause);
    let last = before.last().filter(|_| bounds >= 2 || bounds == 1 && listed)?;
    let from = region.iter().find(|piece| matches!(piece.what, What::Text | What::Bound(_)))?;
    let (words, each) = (wording.words(Wording::span(from, last)), wording.words(count.span));
    let message = Text::new(
        format!("“{words}”，“{each}”数的是几个界限，还是别的？"),
        format!("`{words}`: does `{each}` count the bounds, or something else?"),
    );
    let help = Text::new("请一个界限一条，各写各的分，用 `;` 隔开", "write a clause for each bound, parted by `;`");
    Some(Diagnostic::new(CODE, Severity::Advice, count.span, message).help(help))
}
