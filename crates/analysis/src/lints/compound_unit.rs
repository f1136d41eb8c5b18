//! # 两个计数单位连用
//!
//! `每次每处扣0.5分`、`扣1分/人/次`：一次发现三处，扣1.5分还是0.5分？ 两个单位连用时按相乘计（规则 7）：每一次的每一处都扣。
//! 另一种读法是只按其中一个单位数。
//!
//! 请只写一个单位：每一处都扣，写 `每发现一处扣0.5分`；一次检查只扣一回，写 `每次扣0.5分`；人和次相乘，写 `每人次扣1分`。
//!
//! # English
//!
//! `每次每处扣0.5分`: do three places found in one visit cost 1.5 or 0.5? Two units multiply (rule 7): every place of every visit counts.
//! The other reading counts by one of the two alone.
//!
//! Write one unit: `每发现一处扣0.5分` for every place, `每次扣0.5分` for once a visit, `每人次扣1分` for persons times visits.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::{Manner, What};
use crate::reading::Effect;
use crate::wording::{Placed, Wording, phrases};

const CODE: &str = "compound-unit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let read: Vec<Diagnostic> = wording.effects().iter().filter_map(|effect| told(wording, effect)).collect();
        let refused = || wording.regions().into_iter().filter_map(move |region| unread(wording, region)).collect();
        if read.is_empty() { refused() } else { read }
    };
    Wording::all(subject).flat_map(of).collect()
}

/// 每条路每处, and 每项每次 of a sentence that nothing has read: two units before one deduction.
fn unread(wording: Wording<'_>, region: &[Placed]) -> Option<Diagnostic> {
    let (act, before) = region.split_last().filter(|(act, _)| matches!(act.what, What::Act(_)))?;
    let each = |piece: &&Placed| matches!(&piece.what, What::Count(count) if count.manner == Manner::Each);
    let phrase = phrases(before).last()?;
    let counts: Vec<&Placed> = phrase.iter().filter(each).collect();
    let joined = |piece: &&Placed| matches!(&piece.what, What::Count(count) if count.unit.contains('/'));
    let beside = counts.windows(2).any(|pair| matches!(pair, [first, second] if is_near(wording, first, second)));
    let (first, last) = (*counts.first()?, *counts.last()?);
    if !beside && !counts.iter().any(joined) {
        return None;
    }
    let span = Wording::span(first, last);
    let (words, act) = (wording.words(span), wording.words(act.span));
    let message = Text::new(
        format!("“{words}{act}”：两个单位都算，还是只按其中一个算？"),
        format!("`{words}{act}`: do both units count, or one of the two?"),
    );
    let help = Text::new(
        format!("请只写一个单位，例如 `{}{act}`", wording.words(last.span)),
        format!("write one unit, e.g. `{}{act}`", wording.words(last.span)),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, span, message).help(help))
}

/// 每条路每处: at most a noun between them, and no 或, which makes a choice of them.
fn is_near(wording: Wording<'_>, first: &Placed, second: &Placed) -> bool {
    let between = wording.all_folded().get(first.at.end..second.at.start).unwrap_or_default();
    between.chars().count() <= 3 && !between.contains('或')
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let unit = &effect.per.as_ref()?.unit;
    // 微克/立方米 is one unit.
    let (first, last) = unit.split_once('/').filter(|(first, _)| !matches!(*first, "微克" | "毫克"))?;
    let count = wording.before(effect).iter().find(|piece| matches!(&piece.what, What::Count(count) if count.unit.contains('/')));
    let span = count.map_or(effect.span, |piece| piece.span);
    let (words, act) = (wording.words(span), wording.words(effect.span));
    let amount = act.split(['/', '(', '\u{ff08}']).next().unwrap_or(act);
    let message = Text::new(
        format!("“{words}”：每{first}的每{last}都算，还是只按其中一个单位算？现按相乘计（规则 7）"),
        format!("`{words}`: does each {last} of each {first} count, or do they count by one of the two? They multiply (rule 7)"),
    );
    let help = Text::new(
        format!("请只写一个单位：每一{last}都算，写 `每发现一{last}{amount}`；每一{first}只算一回，写 `每{first}{amount}`"),
        format!("write one unit: `每发现一{last}{amount}` for every {last}, `每{first}{amount}` for once a {first}"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, span, message).help(help))
}
