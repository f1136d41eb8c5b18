//! # 两档都要的数
//!
//! `3袋以下每处扣0.1分,3袋以上每处扣0.2分`：正好3袋归哪一档？ 以上、以下都包括本数（规则 6），`5-15分钟`、`15分钟以上` 也共用15分钟。
//! 两档都成立时只算最严的一档（规则 8），读的人不一定这么想。
//!
//! 请让一头不含：`3袋以下每处扣0.1分,超过3袋每处扣0.2分`；或写明 `3袋以上(不含3袋)`。
//!
//! # English
//!
//! `3袋以下每处扣0.1分,3袋以上每处扣0.2分`: where do three bags belong? 以上 and 以下 both include the number (rule 6). Where two tiers hold, the
//! tightest counts (rule 8), which not every reader will guess.
//!
//! Leave the number out on one side: `3袋以下…,超过3袋…`, or say so: `3袋以上(不含3袋)`.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Number;

use super::Subject;
use crate::forms::{Bound, Limits, What};
use crate::reading::{Kind, Op};
use crate::wording::{Placed, Wording};

const CODE: &str = "shared-boundary";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let mut before: Option<(&Placed, &Bound)> = None;
        let mut scored = false;
        for piece in wording.pieces() {
            match &piece.what {
                What::Bound(bound) => {
                    told.extend(before.filter(|_| scored).and_then(|before| shared(wording, before, (piece, bound))));
                    (before, scored) = (Some((piece, bound)), false);
                }
                What::Act(act) => scored = act.kind != Kind::Grade,
                What::Rung(..) => scored = true,
                _ => {}
            }
        }
        told
    };
    Wording::all(subject).flat_map(of).collect()
}

fn shared(wording: Wording<'_>, first: (&Placed, &Bound), second: (&Placed, &Bound)) -> Option<Diagnostic> {
    let said = |piece: &Placed| wording.folded(piece.span).contains(['(', '≥', '≤']);
    let (one, other) = (ends(first.1), ends(second.1));
    let number = one.1.filter(|high| other.0.as_ref() == Some(high)).or(one.0.filter(|low| other.1.as_ref() == Some(low)))?;
    let units = first.1.unit == second.1.unit || first.1.unit.is_empty() || second.1.unit.is_empty();
    if !units || said(first.0) || said(second.0) {
        return None;
    }
    let unit = &second.1.unit;
    let (one, other) = (wording.words(first.0.span), wording.words(second.0.span));
    let message = Text::new(
        format!("“{one}”和“{other}”都包括 {number}{unit}：正好 {number}{unit} 归哪一档？现归较严的一档（规则 6、8）"),
        format!("`{one}` and `{other}` both include {number}{unit}: which of them has it? The tighter one (rules 6 and 8)"),
    );
    let help = Text::new(
        format!("请让一头不含，例如 `超过{number}{unit}` 或 `不足{number}{unit}`"),
        format!("leave it out on one side, e.g. `超过{number}{unit}` or `不足{number}{unit}`"),
    );
    let label = Text::new("这一档也包括它", "this one includes it, too");
    Some(Diagnostic::new(CODE, Severity::Warning, second.0.span, message).label(first.0.span, label).help(help))
}

/// The lowest and the highest number that a bound itself includes.
fn ends(bound: &Bound) -> (Option<Number>, Option<Number>) {
    match &bound.limits {
        Limits::One(Op::AtLeast, low) => (Some(low.clone()), None),
        Limits::One(Op::AtMost, high) => (None, Some(high.clone())),
        Limits::Two { low, low_in, high, high_in } => (low_in.then(|| low.clone()), high_in.then(|| high.clone())),
        _ => (None, None),
    }
}
