//! # 数字里混进了字母
//!
//! 这个数字里有长得像数字的字母（小写 l 当作 1，大写 O 当作 0），多半是扫描或粘贴时认错了。工具按数字读了，但请改正，免得别人读错。
//!
//! 请改成数字：`得1分`、`100分`。
//!
//! # English
//!
//! A number holds letters that look like digits (l for 1, O for 0), probably from scanning. It was read as the number; mend it all the same.
//!
//! Write `得1分`, `100分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;

const CODE: &str = "letter-for-digit";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let spans = subject.passages.iter().flat_map(|passage| &passage.reading.suspects);
    spans.map(|span| diagnostic(subject, *span)).collect()
}

fn diagnostic(subject: &Subject<'_>, span: Span) -> Diagnostic {
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
    let help = Text::new(format!("按 {digits} 读了；请改成 `{digits}`"), format!("read as {digits}; write `{digits}`"));
    let title = Text::new(format!("改为 `{digits}`"), format!("change to `{digits}`"));
    Diagnostic::new(CODE, Severity::Warning, span, message).help(help).fix(title, vec![(span, digits)])
}
