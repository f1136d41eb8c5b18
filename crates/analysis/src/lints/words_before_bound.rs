//! # 界限前面另有情形
//!
//! `光源未达标,图像不合格,有效运行少于90%的,扣2分`：三样都要有才扣，有一样就扣，还是前两样只是背景？ 界限前面半句里的话和界限一起成立才算，或并不作为条件，
//! 读者分不清。
//!
//! 有一样就扣，一样一条，用 `;` 隔开；都有才扣，用 `且` 连接：`光源未达标且有效运行少于90%的,扣2分`；只是背景的，移到要求里，另成一句。
//!
//! # English
//!
//! `光源未达标,图像不合格,有效运行少于90%的,扣2分`: must all three hold, does one suffice, or are the first two mere background? Words in a phrase of
//! their own before a bound may be any of these.
//!
//! Write a clause for each, or join them with 且, or move the background to a sentence of its own.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::reading::{Condition, Effect, GapKind};
use crate::wording::{Placed, Wording, phrases};

const CODE: &str = "words-before-bound";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let read: Vec<Diagnostic> = wording.scoring().filter_map(|effect| told(wording, effect)).collect();
        let refused = wording.regions().into_iter().filter_map(|region| unread(wording, region));
        refused.chain(read).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

/// 环境脏乱,设备破损,完好率低于95%的,扣3分: refused, since nobody knows what holds the three together.
fn unread(wording: Wording<'_>, region: &[Placed]) -> Option<Diagnostic> {
    let (act, before) = region.split_last().filter(|(act, _)| matches!(&act.what, What::Act(act) if act.amounts.len() == 1))?;
    let plain = |piece: &Placed| matches!(piece.what, What::Text | What::Space | What::Comma | What::Bound(_) | What::Enumerator);
    let effects = wording.effects().iter().any(|effect| effect.span.start == act.span.start);
    let of: Vec<&[Placed]> = phrases(before).filter(|phrase| phrase.iter().any(|piece| piece.what == What::Text)).collect();
    let bounded = of.last().is_some_and(|phrase| phrase.iter().any(|piece| matches!(piece.what, What::Bound(_))));
    let gap = wording.passage().reading.gaps.iter().any(|gap| gap.kind == GapKind::Unrecognized);
    if effects || !gap || !bounded || of.len() < 3 || !before.iter().all(plain) {
        return None;
    }
    let span = Wording::span(before.first()?, act);
    Some(diagnostic(wording.words(Wording::span(of.first()?.first()?, of.first()?.last()?)), wording.words(span), span))
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let [Condition::Compare { .. } | Condition::Within { .. }] = effect.when.as_slice() else { return None };
    // 卫生:合格率低于90%的,扣2分: a heading is no condition.
    let before = wording.before(effect);
    let heading = before.iter().position(|piece| piece.what == What::Colon).map_or(0, |colon| colon + 1);
    let before = before.get(heading..).unwrap_or_default();
    if before.iter().any(|piece| matches!(piece.what, What::Joined(_) | What::Either | What::Step(_) | What::SoftStop | What::HardStop)) {
        return None;
    }
    let bounded = phrases(before).position(|phrase| phrase.iter().any(|piece| matches!(piece.what, What::Bound(_))))?;
    let first = phrases(before).take(bounded).find(|phrase| phrase.iter().any(|piece| piece.what == What::Text))?;
    let aside = match first {
        [only] => only.span,
        [from, .., to] => Wording::span(from, to),
        [] => return None,
    };
    Some(diagnostic(wording.words(aside), wording.words(effect.clause), effect.clause))
}

fn diagnostic(words: &str, clause: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("“{clause}”：“{words}”也要成立，有一样就算，还是只是背景？现只看界限"),
        format!("`{clause}`: must `{words}` hold as well, does either suffice, or is it background? The bound alone counts"),
    );
    let help = Text::new(
        "都要成立用 `且` 连接；有一样就算，分成两条；只是背景，另成一句",
        "join them with 且, or write two clauses, or make the background a sentence of its own",
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}
