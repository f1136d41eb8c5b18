//! # 第一名，是谁的第一名
//!
//! `指导学生竞赛,第一名加3分,第二名加2分`：是外面竞赛的名次，还是这份规则书考核的对象之间的名次？ 名次写在竞赛、比赛、评选后面的，按记录里的情形读（`竞赛,第一名`），
//! 记录写了才加；对象之间的名次写 `排名第1名`（规则 22）。
//!
//! 竞赛的名次，写 `竞赛获第一名的,每次加3分`；对象之间的，写 `排名第1名的加3分`。
//!
//! # English
//!
//! `指导学生竞赛,第一名加3分,第二名加2分`: a place in a contest elsewhere, or among those whom this rulebook assesses? Behind the name of a contest it is
//! a finding that the record names; places among the subjects are written `排名第1名` (rule 22).
//!
//! Write `竞赛获第一名的,每次加3分` for a contest, `排名第1名的加3分` for a place among the subjects.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::reading::{Condition, Effect};
use crate::wording::Wording;

const CODE: &str = "place-in-contest";

/// What has places of its own.
const CONTESTS: [&str; 8] = ["赛", "竞", "运动会", "评选", "征文", "演讲", "会演", "汇演"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let pairs = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let pairs = wording.scoring().zip(wording.scoring().skip(1));
        pairs.filter_map(|pair| told(wording, pair)).chain(titles(wording)).take(1).collect()
    };
    Wording::all(subject).flat_map(pairs).collect()
}

/// Two rungs side by side, the second of which is a place alone.
fn told(wording: Wording<'_>, (first, second): (&Effect, &Effect)) -> Option<Diagnostic> {
    let (head, _) = place(first)?;
    let (bare, rest) = place(second)?;
    // 竞赛前三名分别加3、2、1分: one head for all of them.
    let shared = first.span == second.span && head == bare && CONTESTS.iter().any(|word| head.contains(word));
    if first.sentence != second.sentence || head.is_empty() || !(bare.is_empty() || shared) || !rest {
        return None;
    }
    Some(diagnostic(wording.words(first.clause), first.clause))
}

/// 全国竞赛获冠军加8分、亚军加6分: titles are places, too.
fn titles(wording: Wording<'_>) -> Option<Diagnostic> {
    let folded = wording.all_folded();
    let contest = CONTESTS.iter().any(|word| folded.contains(word)) && folded.contains("亚军");
    let span = wording.find("冠军").filter(|_| contest)?;
    Some(diagnostic(wording.words(span), span))
}

fn diagnostic(words: &str, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("“{words}”：竞赛的名次，还是考核对象之间的名次？现按记录里的情形（竞赛的名次）读"),
        format!("`{words}`: a place in the contest, or among those assessed? It is read as a finding: a place in the contest"),
    );
    let help = Text::new(
        "竞赛的名次写 `获第一名的,每次加3分`；考核对象之间的写 `排名第1名的加3分`",
        "write `获第一名的,每次加3分` for a contest, `排名第1名的加3分` for a place among the subjects",
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}

/// What stands before 第一名 in a label, and whether nothing follows it.
fn place(effect: &Effect) -> Option<(String, bool)> {
    let [Condition::Label(label)] = effect.when.as_slice() else { return None };
    let folded = chidu_syntax::fold_str(label);
    let (head, rest) = folded.split_once('第')?;
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八".contains(c));
    let ends = digits.strip_prefix(['名', '位'])?;
    (digits.len() < rest.len()).then(|| (head.to_owned(), ends.is_empty()))
}
