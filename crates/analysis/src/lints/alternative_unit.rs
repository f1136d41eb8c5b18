//! # 单位后面又括一个单位
//!
//! `每次(项)扣1分`：按次数还是按项数？一次检查发现三项不齐，扣1分还是3分？ 括号里的单位不算数，按括号前的单位计（规则 7）。
//!
//! 请留下一个单位：`每次扣1分`，或 `每项扣1分`。
//!
//! # English
//!
//! `每次(项)扣1分`: by visits or by items? Three items missing in one visit cost 1 or 3. The unit before the bracket counts (rule 7).
//!
//! Keep one of them: `每次扣1分` or `每项扣1分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::What;
use crate::wording::{Placed, Wording};

const CODE: &str = "alternative-unit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.pieces().filter_map(move |piece| told(wording, piece))).collect()
}

fn told(wording: Wording<'_>, piece: &Placed) -> Option<Diagnostic> {
    let What::Count(count) = &piece.what else { return None };
    let folded = wording.folded(piece.span);
    // (按次计算): the only unit there is.
    if folded.starts_with('(') {
        return None;
    }
    let other = match folded.split_once('(') {
        Some((_, rest)) => rest.split(')').next().unwrap_or(rest).trim_start_matches(['/', '每', ' ']).trim().to_owned(),
        None => before_or(wording.all_folded().get(..piece.at.start)?)?,
    };
    let (words, unit) = (wording.words(piece.span), &count.unit);
    let message = Text::new(
        format!("“{words}”：按{unit}数，还是按{other}数？现按{unit}数（规则 7）"),
        format!("`{words}`: does it count by {unit} or by {other}? It counts by {unit} (rule 7)"),
    );
    let help = Text::new(format!("请留下一个单位：`每{unit}` 或 `每{other}`"), format!("keep one unit: `每{unit}` or `每{other}`"));
    let told = Diagnostic::new(CODE, Severity::Advice, piece.span, message).help(help);
    let title = Text::new(format!("只留“{unit}”，得分不变"), format!("keep {unit} alone, which changes no score"));
    Some(match words.split_once(['(', '\u{ff08}']).filter(|_| words.ends_with([')', '\u{ff09}'])) {
        Some((kept, _)) => told.fix(title, vec![(piece.span, kept.trim_end().to_owned())]),
        None => told,
    })
}

/// 每件或每次: the unit before 或.
fn before_or(before: &str) -> Option<String> {
    let (_, unit) = before.strip_suffix('或')?.rsplit_once('每')?;
    let short = !unit.is_empty() && unit.chars().count() <= 2;
    short.then(|| unit.to_owned())
}
