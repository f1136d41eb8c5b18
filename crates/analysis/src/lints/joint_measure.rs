//! # 两个数值一个界限
//!
//! `建制率、达标率低于85%的,每低1个百分点扣2分`：两个率各算各的，还是有一个低于就算、平均起来算？ 连着写的两个数值按一个名字读，记录里只有一个数可报（规则 12）；
//! 后面是“每低1个百分点”这样的步的，现各算各的。
//!
//! 各算各的，写两条：`建制率低于85%的,每低1个百分点扣2分;达标率低于85%的,每低1个百分点扣2分`；合着算的，给它一个名字：`两率平均值低于85%的`。
//!
//! # English
//!
//! `建制率、达标率低于85%的`: is each compared for itself, does either suffice, or their mean? Two measures written together are read as one name
//! (rule 12), for which the records can state one value; before a step (每低1个百分点) each is compared for itself.
//!
//! Write a clause for each, or name what is compared: `两率平均值低于85%的`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::reading::{Condition, Effect};
use crate::wording::Wording;

const CODE: &str = "joint-measure";

/// 入学率、巩固率每下降1%: what the step says of them is no part of the name.
const MOVES: [&str; 12] = ["下降", "降低", "上升", "提高", "增加", "减少", "提升", "增长", "超过", "低于", "低", "高"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let joint = |wording: Wording<'_>| wording.effects().iter().filter_map(|effect| told(wording, effect)).collect::<Vec<_>>();
    let apart = |wording: Wording<'_>| wording.effects().windows(2).filter_map(|pair| stepped(wording, pair)).collect::<Vec<_>>();
    Wording::all(subject).flat_map(|wording| [joint(wording), apart(wording)].concat()).collect()
}

/// One step from one bound that two measures share: each is compared for itself.
fn stepped(wording: Wording<'_>, pair: &[Effect]) -> Option<Diagnostic> {
    let [first, second] = pair else { return None };
    let (Some(Condition::Compare { measure, value, .. }), Some(Condition::Compare { measure: other, value: same, .. })) =
        (first.when.first(), second.when.first())
    else {
        return None;
    };
    let words = wording.words(first.clause);
    let listed = first.span == second.span && value == same && measure != other && words.contains(&format!("{measure}、{other}"));
    let message = Text::new(
        format!("“{words}”：“{measure}”和“{other}”各算各的，还是合着算？现各算各的"),
        format!("`{words}`: are `{measure}` and `{other}` compared each, or together? Each is compared for itself"),
    );
    let help = Text::new("请分成两条，各写各的界限和分", "write a clause for each, with its own bound and amount");
    listed.then(|| Diagnostic::new(CODE, Severity::Advice, first.clause, message).help(help))
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    let (Some(Condition::Compare { measure, .. }) | Some(Condition::Within { measure, .. })) = effect.when.first() else { return None };
    let named = MOVES.iter().find_map(|word| measure.strip_suffix(word)).unwrap_or(measure);
    let (first, last) = named.split_once(['、', '和', '与', '及'])?;
    // 建制率、达标率 are two measures; 电气、仪表完好率 is one.
    let alike = first.chars().last() == last.chars().last() && first.chars().count() > 1 && last.chars().count() > 1;
    if !alike {
        return None;
    }
    let words = wording.words(effect.clause);
    let message = Text::new(
        format!("“{words}”：“{first}”和“{last}”各算各的，还是合着算？现当作一个数值（规则 12）"),
        format!("`{words}`: are `{first}` and `{last}` compared each, or together? They are read as one value (rule 12)"),
    );
    let help = Text::new("请分成两条，各写各的界限和分", "write a clause for each, with its own bound and amount");
    Some(Diagnostic::new(CODE, Severity::Advice, effect.clause, message).help(help))
}
