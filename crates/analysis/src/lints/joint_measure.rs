//! # 两个数值一个界限
//!
//! `建制率、达标率低于85%的,每低1个百分点扣2分`：两个率各算各的，还是有一个低于就算、平均起来算？ 连着写的两个数值按一个名字读，记录里只有一个数可报（规则 12）。
//!
//! 各算各的，写两条：`建制率低于85%的,每低1个百分点扣2分;达标率低于85%的,每低1个百分点扣2分`；合着算的，给它一个名字：`两率平均值低于85%的`。
//!
//! # English
//!
//! `建制率、达标率低于85%的`: is each compared for itself, does either suffice, or their mean? Two measures written together are read as one name
//! (rule 12), for which the records can state one value.
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
    Wording::all(subject).flat_map(|wording| wording.effects().iter().filter_map(move |effect| told(wording, effect))).collect()
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
