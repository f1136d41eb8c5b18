//! # 按另一种情形处理
//!
//! `迟到15分钟以上的,按旷课处理,扣5分`：扣的就是这5分，还是照旷课那一条扣？两样都扣？ `视同缺席`、`以旷工半天计`、`三次迟到计旷工一次` 也一样。
//! 工具只算句子里写明的分，不去找“旷课”那一条。
//!
//! 请只留一样：写明分的，去掉 `按…处理`：`迟到15分钟以上的,扣5分`；照另一条的，把这种情形写进那一条：`旷课的(含迟到15分钟以上),每次扣5分`。
//!
//! # English
//!
//! `按旷课处理,扣5分`: are these five points all, or does the clause on truancy hold as well? What the sentence states is computed; no other clause is
//! looked up. The same goes for 视同缺席 and 以旷工半天计.
//!
//! Keep one of them: the points alone, or name this finding in the clause that is meant.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::wording::{Wording, first};

const CODE: &str = "treated-as";

/// 按规定处理 names no other finding.
const RULES: [&str; 9] = ["规定", "要求", "有关", "相关", "程序", "标准", "法", "制度", "》"];

/// What else is spoken of as another finding: 视同缺席, 算旷工.
const DEEDS: [&str; 16] = [
    "旷工", "旷课", "缺席", "缺勤", "迟到", "早退", "缺课", "缺考", "事假", "脱岗", "离岗", "未交", "未到", "未完成", "未参加", "请假",
];
const AS: [&str; 15] = [
    "视同", "视为", "视作", "等同于", "等同", "算作", "记作", "计为", "折合", "折算为", "折算成", "折算", "换算为", "算", "计",
];
/// 迟到三次按一次旷工计: with the verbs of counting, the deed makes it another finding.
const COUNTED: [&str; 5] = ["计算", "计扣", "计", "算", "扣分"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter(|wording| scores(*wording)).filter_map(told).collect()
}

/// 累计3次迟到按1次旷工处理 alone speaks of another clause that scores.
fn scores(wording: Wording<'_>) -> bool {
    wording.scoring().next().is_some() || wording.all_folded().contains("次")
}

fn told(wording: Wording<'_>) -> Option<Diagnostic> {
    let folded = wording.all_folded();
    let (treated, what) = handled(folded).or_else(|| counted(folded)).or_else(|| equated(folded))?;
    let span: Span = wording.find(&treated)?;
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}”：只扣这里写的分，还是照“{what}”那一条扣？现只算这里写的"),
        format!("`{words}`: the points written here, or those of the clause on `{what}`? Only what is written here"),
    );
    let help = Text::new(
        format!("只扣这里的分，去掉 `{words}`；照那一条扣的，把这种情形写进那一条"),
        format!("drop `{words}` for the points here, or name this finding in the clause on `{what}`"),
    );
    let told = Diagnostic::new(CODE, Severity::Advice, span, message).help(help);
    let title = Text::new(format!("删去“{words}”，得分不变"), format!("drop {words}, which changes no score"));
    Some(match with_comma(wording, span) {
        Some(span) => told.fix(title, vec![(span, String::new())]),
        None => told,
    })
}

/// The words and the comma behind them, where they are a phrase of their own.
fn with_comma(wording: Wording<'_>, span: Span) -> Option<Span> {
    let behind = wording.within(Span { start: span.end, end: wording.passage().span.end });
    let comma = behind.first().filter(|piece| piece.what == What::Comma)?;
    let next = behind.iter().skip(1).find(|piece| piece.what != What::Space)?;
    (comma.span.start == span.end).then_some(Span { start: span.start, end: next.span.start })
}

/// 按旷工处理, 以旷工论处.
fn handled(folded: &str) -> Option<(String, String)> {
    ["处理", "论处", "对待", "论"].iter().find_map(|ending| between(folded, ending, |_| true))
}

/// 以旷工半天计.
fn counted(folded: &str) -> Option<(String, String)> {
    COUNTED.iter().find_map(|ending| between(folded, ending, |what| DEEDS.iter().any(|deed| what.contains(deed))))
}

/// What stands between 按 and an ending, and the whole of it.
fn between(folded: &str, ending: &str, wanted: impl Fn(&str) -> bool) -> Option<(String, String)> {
    let end = first(folded, ending)?;
    let (from, by) = folded.get(..end)?.char_indices().rev().take(LONGEST).find(|(_, c)| matches!(c, '按' | '以' | '照'))?;
    let what = folded.get(from + by.len_utf8()..end)?;
    let plain = !what.is_empty() && !what.contains([',', ';', '。', '扣', '分']) && !RULES.iter().any(|rule| what.contains(rule));
    (plain && wanted(what)).then(|| (format!("{by}{what}{ending}"), what.to_owned()))
}

/// 视同缺席: the word and the deed right behind it.
fn equated(folded: &str) -> Option<(String, String)> {
    AS.iter().filter(|word| folded.contains(**word)).find_map(|word| {
        let counts = |at: usize| folded.get(..at).is_some_and(|before| before.ends_with(['累', '合', '统', '共', '总']));
        let (at, _) = folded.match_indices(word).find(|(at, _)| !counts(*at) && deed(folded.get(at + word.len()..).unwrap_or_default()).is_some())?;
        let deed = deed(folded.get(at + word.len()..)?)?;
        let end = at + word.len() + folded.get(at + word.len()..)?.find(deed)? + deed.len();
        Some((folded.get(at..end)?.to_owned(), deed.to_owned()))
    })
}

/// 旷工, also behind a number: 1次旷工.
fn deed(words: &str) -> Option<&'static str> {
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || "一二两三半次天个节 ".contains(c));
    DEEDS.iter().find(|deed| words.starts_with(**deed)).copied()
}

/// How far before its ending 按 may stand.
const LONGEST: usize = 14;
