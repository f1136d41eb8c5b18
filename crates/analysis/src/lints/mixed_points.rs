//! # 点和分混用
//!
//! 同一份规则书里，`论文 40点`、`每篇加10点`，又有 `迟到每次扣1分`：一点就是一分，还是另有折算，或者点和分分开计？ 工具把点、积分都当作分（一点就是一分）。
//!
//! 一样的，请统一写“分”（或者都写“点”）；不一样的，先按自己的办法折成同一个单位，再写进规则书。
//!
//! # English
//!
//! `论文 40点` and `迟到每次扣1分` in one rulebook: is a 点 a 分, is there a rate between them, or are they kept apart? 点 and 积分 are read as 分, one
//! for one.
//!
//! Write one of them throughout. Where they differ, convert them to one unit before they go into the rulebook.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_syntax::ast::{Entry, Tree};

use super::Subject;
use crate::forms::What;
use crate::wording::Wording;

const CODE: &str = "mixed-points";

/// How an amount of points is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Fen,
    Dian,
    Jifen,
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut said = heads(subject);
    // Where the first passage stands that calls all of its points 分: those behind it tell nothing new.
    let mut plain = u32::MAX;
    for wording in Wording::all(subject) {
        let mixed = wording.passage().reading.other_points;
        if mixed || wording.passage().span.start < plain {
            let found = amounts(wording).take(if mixed { usize::MAX } else { 1 }).collect::<Vec<_>>();
            plain = found.first().map_or(plain, |(span, _)| if mixed { plain } else { span.start });
            said.extend(found);
        }
    }
    let Some((first, word)) = said.iter().min_by_key(|(span, _)| *span).copied() else { return Vec::new() };
    let other = said.iter().filter(|(_, other)| *other != word).min_by_key(|(span, _)| *span);
    other.map(|(span, other)| told(subject.text, (first, word), (*span, *other))).into_iter().collect()
}

fn heads(subject: &Subject<'_>) -> Vec<(Span, Word)> {
    let Tree { root, .. } = &subject.parse.tree;
    let mut said = Vec::new();
    let mut todo: Vec<&Entry> = vec![root];
    while let Some(entry) = todo.pop() {
        todo.extend(&entry.children);
        let points = entry.points.as_ref().map(|points| points.span);
        said.extend(points.and_then(|span| Some((span, word(&chidu_syntax::fold_str(span.of(subject.text)))?))));
    }
    said
}

fn amounts(wording: Wording<'_>) -> impl Iterator<Item = (Span, Word)> {
    let scoring = wording.pieces().filter(|piece| matches!(&piece.what, What::Act(act) if !act.amounts.is_empty() || act.range.is_some()));
    scoring.filter_map(move |piece| Some((piece.span, word(&wording.folded(piece.span))?)))
}

/// The word behind the last number.
fn word(folded: &str) -> Option<Word> {
    let at = folded.rfind(|c: char| c.is_ascii_digit())?;
    let rest = folded.get(at + 1..)?.trim_start();
    match rest {
        _ if rest.starts_with("积分") => Some(Word::Jifen),
        _ if rest.starts_with('点') => Some(Word::Dian),
        _ if rest.starts_with('分') => Some(Word::Fen),
        _ => None,
    }
}

fn told(text: &str, (first, word): (Span, Word), (span, other): (Span, Word)) -> Diagnostic {
    let name = |word: Word| match word {
        Word::Fen => "分",
        Word::Dian => "点",
        Word::Jifen => "积分",
    };
    let (one, two, words) = (name(word), name(other), super::trim(span.of(text)));
    let message = Text::new(
        format!("“{words}”写的是“{two}”，前面写的是“{one}”：一{two}就是一{one}吗？现按一样的算"),
        format!("`{words}` says {two} where {one} was said before: is one the other? They count alike"),
    );
    let help = Text::new(format!("一样的，都写“{one}”；不一样的，先折成同一个单位"), format!("write {one} throughout, or convert them to one unit first"));
    Diagnostic::new(CODE, Severity::Advice, span, message)
        .label(first, Text::new(format!("这里写的是“{one}”"), format!("{one} here")))
        .help(help)
}
