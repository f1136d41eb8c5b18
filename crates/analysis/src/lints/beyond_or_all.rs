//! # 超出的部分还是全部
//!
//! `超过3人的,扣0.5分/人`：5人缺席，扣超出的2人，还是5人都扣？ 写 `超过` 的只数超出的部分，写 `以上` 的数全部（规则 10）；两种写法都有人作另一种理解。
//!
//! 只扣超出的，写 `超过3人的,每超过1人扣0.5分`；达到界限就全部扣，写 `3人以上的,按全部人数每人扣0.5分`。
//!
//! # English
//!
//! `超过3人的,扣0.5分/人`: of five absent, do two cost points or all five? 超过 counts those beyond, 以上 counts all (rule 10), and readers take
//! either wording the other way, too.
//!
//! Write `超过3人的,每超过1人扣0.5分` for those beyond, `3人以上的,按全部人数每人扣0.5分` for all.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Unit;

use super::Subject;
use crate::forms::{Bound, Limits, Manner, What};
use crate::reading::Op;
use crate::wording::{Placed, Wording};

const CODE: &str = "beyond-or-all";

/// 工龄5年以上的,每年加1分: spans that are counted one by one.
const SPANS: [&str; 5] = ["年", "月", "周", "天", "日"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.pieces().enumerate().filter_map(move |(at, piece)| told(wording, at, piece))).collect()
}

fn told(wording: Wording<'_>, at: usize, piece: &Placed) -> Option<Diagnostic> {
    let What::Bound(bound) = &piece.what else { return None };
    let Limits::One(op @ (Op::Above | Op::AtLeast), number) = &bound.limits else { return None };
    let counted = !Unit::of(&bound.unit).is_measured() || SPANS.contains(&bound.unit.as_str());
    if bound.unit.is_empty() || !counted || !counts_again(wording, at, bound) {
        return None;
    }
    let (words, unit) = (wording.words(piece.span), &bound.unit);
    let runs = if *op == Op::Above { ("只数超出的", "those beyond count") } else { ("全部都数", "all count") };
    let message = Text::new(
        format!("“{words}”之后每{unit}：只数超出 {number} {unit}的，还是全部都数？现{}（规则 10）", runs.0),
        format!("for each {unit} after `{words}`: those beyond {number}, or all of them? As it stands {} (rule 10)", runs.1),
    );
    let help = Text::new(
        format!("只数超出的，写 `每超过1{unit}`；全部都数，写 `按全部{}`", of_all(unit)),
        format!("for those beyond write `每超过1{unit}`, for all `按全部{}`", of_all(unit)),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help))
}

fn of_all(unit: &str) -> String {
    if unit == "人" { "人数每人".to_owned() } else { format!("{unit}数每{unit}") }
}

/// True where the effect of a bound counts each of what the bound has counted, and nothing says which of them.
fn counts_again(wording: Wording<'_>, at: usize, bound: &Bound) -> bool {
    for piece in wording.pieces().skip(at + 1) {
        match &piece.what {
            What::Act(act) => return act.per.as_deref() == Some(bound.unit.as_str()),
            What::Count(count) if count.manner == Manner::Each && count.unit == bound.unit => return count.verb.is_none(),
            What::SoftStop | What::HardStop | What::Step(_) | What::Bound(_) => return false,
            What::Text if wording.folded(piece.span).contains("全部") => return false,
            _ => {}
        }
    }
    false
}
