//! # 超过…以上
//!
//! `超过30%以上`：正好30%算不算？ `超过` 不包括本数，`以上` 包括本数（规则 6），两个词写在一个数上，互相矛盾。
//! 现按前面的词读：`超过30%以上` 不含30%，`低于60%以下` 不含60%。
//!
//! 请留下一个词：不含写 `超过30%`，含写 `30%以上`。
//!
//! # English
//!
//! `超过30%以上`: is 30% itself meant? 超过 leaves the number out, 以上 takes it in (rule 6), so that the two contradict one another. The word in
//! front holds.
//!
//! Keep one of them: `超过30%` without the number, `30%以上` with it.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::reading::Kind;
use crate::wording::{Placed, Wording};

const CODE: &str = "doubled-boundary";

const ABOVE: [&str; 6] = ["超过", "超出", "大于", "高于", "多于", ">"];
const BELOW: [&str; 6] = ["低于", "少于", "小于", "不足", "不满", "<"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).flat_map(|wording| wording.pieces().filter_map(move |piece| told(wording, piece))).collect()
}

fn told(wording: Wording<'_>, piece: &Placed) -> Option<Diagnostic> {
    let whole = wording.folded(piece.span);
    let (folded, span) = match &piece.what {
        What::Bound(_) => (whole, piece.span),
        What::Act(act) if act.kind == Kind::Grade => {
            let bound = bound_of(&whole)?;
            let span = wording.find_in(piece.span, &bound)?;
            (bound.into(), span)
        }
        _ => return None,
    };
    let doubled = |words: &[&str], ending: &str| folded.ends_with(ending) && words.iter().any(|word| folded.starts_with(word));
    let ending = if doubled(&ABOVE, "以上") { "以上" } else { "以下" };
    if folded.contains('=') || !doubled(if ending == "以上" { &ABOVE } else { &BELOW }, ending) {
        return None;
    }
    let words = wording.words(span);
    let number: String = folded.chars().skip_while(|c| !c.is_ascii_digit() && !"一二两三四五六七八九十百".contains(*c)).collect();
    let bare = number.trim_end_matches(ending);
    let message = Text::new(
        format!("“{words}”：正好 {bare} 算不算？前面的词不含，“{ending}”含；现按不含读（规则 6）"),
        format!("`{words}`: is {bare} itself meant? The word in front leaves it out, `{ending}` takes it in; it is left out (rule 6)"),
    );
    let kept: String = folded.chars().take(folded.chars().count().saturating_sub(2)).collect();
    let help = Text::new(format!("不含写 `{kept}`，含写 `{number}`"), format!("write `{kept}` without it, `{number}` with it"));
    let cut = Span { start: span.end.saturating_sub(u32::try_from(ending.len()).unwrap_or(0)), end: span.end };
    let title = Text::new(format!("去掉“{ending}”，仍不含 {bare}"), format!("drop `{ending}`: {bare} stays left out"));
    Some(Diagnostic::new(CODE, Severity::Warning, span, message).help(help).fix(title, vec![(cut, String::new())]))
}

/// 低于80分以下 of 低于80分以下的为不合格: the bound that opens a grade.
fn bound_of(words: &str) -> Option<String> {
    let words = ["综合得分", "考核得分", "得分", "总分", "成绩"].iter().find_map(|name| words.strip_prefix(name)).unwrap_or(words);
    let end = ["以上", "以下"].iter().filter_map(|ending| words.find(ending).map(|at| at + ending.len())).min()?;
    words.get(..end).filter(|bound| bound.chars().count() <= LONGEST).map(str::to_owned)
}

/// No bound of a grade has more characters.
const LONGEST: usize = 12;
