//! Blanks that stand within a word, as pasted documents have them: 不得 分, 5 %, ( 1 ). The reading of a clause leaves them out.
//!
//! Not here: blanks between words, which part sentences (得1分 无,不得分). Start at [`fold_joined`].

use crate::fold::{Folded, fold_without};

/// More blanks than these are a gap on purpose.
const MOST: usize = 3;

/// Folds a text for reading, without the blanks that part one of the words, a number from its `%`, or brackets from what they hold.
pub fn fold_joined(text: &str, words: &[&str]) -> Folded {
    let folded = crate::fold(text);
    if !folded.text.contains([' ', '\n']) {
        return folded;
    }
    let idle = idle(&folded.text, words);
    if idle.is_empty() { folded } else { fold_without(text, &idle.into_iter().map(|at| folded.offset(at)).collect::<Vec<usize>>()) }
}

/// Where the blanks begin that are left out.
fn idle(text: &str, words: &[&str]) -> Vec<usize> {
    let mut idle = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(BLANKS)).map(|at| from + at) {
        let (before, rest) = text.split_at(at);
        let after = rest.trim_start_matches(BLANKS);
        // Every blank is one byte long.
        let run = rest.len() - after.len();
        let kept = kept(before, after, words);
        if run <= MOST && kept < run {
            idle.extend(at + kept..at + run);
        }
        from = at + run;
    }
    idle
}

const BLANKS: [char; 3] = [' ', '\n', '\r'];

/// How many blanks stay between what is before and after.
fn kept(before: &str, after: &str, words: &[&str]) -> usize {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return usize::MAX };
    match (last, next) {
        // 扣( )分: a place to fill in.
        ('(', ')') => usize::MAX,
        ('(', _) | (_, ')') => 0,
        (last, '%') if last.is_ascii_digit() => 0,
        // 0  5分: the point of a number is lost, or a number stands beside another.
        (last, next) if last.is_ascii_digit() && next.is_ascii_digit() => 1,
        _ if !last.is_ascii() && !next.is_ascii() && words.iter().any(|word| spans(word, before, after)) => 0,
        _ => usize::MAX,
    }
}

/// True where a word begins before the blank and ends behind it.
fn spans(word: &str, before: &str, after: &str) -> bool {
    word.char_indices().skip(1).any(|(at, _)| {
        let (head, tail) = word.split_at(at);
        before.ends_with(head) && after.starts_with(tail)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn joins(text: &str, expected: &str) {
        assert_eq!(fold_joined(text, &["不得分", "扣完为止", "每次"]).text, expected);
    }

    #[test]
    fn blanks_within_words_go() {
        joins("未提供的不得 分", "未提供的不得分");
        joins("每 次扣1分，扣完\n为止。", "每次扣1分,扣完为止。");
        joins("（ 1 ）低于90 %的", "(1)低于90%的");
    }

    #[test]
    fn blanks_between_words_stay() {
        joins("有方案得1分 无，不得分", "有方案得1分 无,不得分");
        joins("逃逸  12\n超速 6", "逃逸  12\n超速 6");
        joins("加0   5分", "加0 5分");
        joins("扣( )分", "扣( )分");
    }

    #[test]
    fn the_author_s_bytes_are_found_behind_them() {
        let text = "未提供的不得 分；低于90 %的";
        let folded = fold_joined(text, &["不得分"]);
        let at = folded.text.find("不得分").unwrap();
        assert_eq!(folded.span(at..at + "不得分".len()).of(text), "不得 分");
        let at = folded.text.find("90%").unwrap();
        assert_eq!(folded.span(at..at + 3).of(text), "90 %");
    }
}
