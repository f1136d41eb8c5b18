//! # 数字里混进了字母
//!
//! 这个数字里有长得像数字的字母（小写 l 当作 1，大写 O 当作 0），多半是扫描或粘贴时认错了。规则里的按数字读了，也请改正；
//! 分值里的是错误。
//!
//! 请改成数字：`得1分`、`100分`。
//!
//! # English
//!
//! A number holds letters that look like digits (l for 1, O for 0), probably from scanning. In a clause it is
//! read as the number, and should be mended all the same; in an entry's points it is an error.
//!
//! Write `得1分`, `100分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_syntax::ast::Entry;

use super::{Slip, Subject};

const CODE: &str = "letter-for-digit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let clauses = super::slips(subject, Slip::Letter).map(|span| diagnostic(subject, span, Severity::Warning));
    let mut heads = Vec::new();
    points_of(subject, &subject.parse.tree.root, &mut heads);
    // Points that are no number change what the entry is, so that nothing is scored over them.
    clauses.chain(heads.into_iter().map(|span| diagnostic(subject, span, Severity::Error))).collect()
}

/// `时限 l0分`, `满分IOO分`: heads of entries whose points hold a letter.
fn points_of(subject: &Subject<'_>, entry: &Entry, found: &mut Vec<Span>) {
    let head = entry.head;
    found.extend(misspelled(head.of(subject.text)).map(|(from, to)| Span::new(head.start as usize + from, head.start as usize + to)));
    entry.children.iter().for_each(|child| points_of(subject, child, found));
}

/// Where a number before 分 holds a letter, which stands behind no other letter.
fn misspelled(head: &str) -> Option<(usize, usize)> {
    let is_letter = |c: char| matches!(c, 'l' | 'I' | '|' | 'O' | 'o');
    head.match_indices('分').find_map(|(end, _)| {
        let before = head.get(..end)?.trim_end();
        let number = before.trim_end_matches(|c: char| is_letter(c) || c.is_ascii_digit() || c == '.');
        let digits = before.get(number.len()..)?;
        let alone = !number.ends_with(|c: char| c.is_ascii_alphanumeric());
        (alone && digits.contains(is_letter)).then_some((number.len(), before.len()))
    })
}

fn diagnostic(subject: &Subject<'_>, span: Span, severity: Severity) -> Diagnostic {
    let words = span.of(subject.text);
    let digits: String = words
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'l' | 'I' | '|' => '1',
            'O' | 'o' | '〇' => '0',
            other => other,
        })
        .collect();
    let message = Text::new(format!("“{words}”里混进了不是数字的字符"), format!("`{words}` holds characters that are no digits"));
    let help = match severity {
        Severity::Error => Text::new(format!("请改成 `{digits}`"), format!("write `{digits}`")),
        _ => Text::new(format!("按 {digits} 读了；请改成 `{digits}`"), format!("read as {digits}; write `{digits}`")),
    };
    let title = Text::new(format!("改为 `{digits}`"), format!("change to `{digits}`"));
    Diagnostic::new(CODE, severity, span, message).help(help).fix(title, vec![(span, digits)])
}
