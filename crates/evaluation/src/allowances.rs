//! `// 允许 unsaid-tier: 理由`: what the author has looked at and lets stand, with the reason.
//!
//! The comment speaks of its own line, or, alone on a line, of the next line that says something. Not here: what is wrong (`check`). Start at
//! [`settle`].

use chidu_analysis::{label, lints};
use chidu_diagnostics::{Diagnostic, LineIndex, Severity, Span, Text};
use chidu_syntax::ast::Tree;
use chidu_syntax::fold_str;

const COMMAS: [char; 3] = [',', '\u{3001}', '\u{ff0c}'];

/// One code that a comment lets stand.
struct Allowance {
    /// The whole comment.
    comment: Span,
    code: String,
    place: Span,
    /// 1-based.
    line: usize,
    used: bool,
}

/// Takes out what comments let stand, and tells of comments that let nothing stand or give no reason. Errors are never let stand: with them
/// nothing can be scored.
pub fn settle(tree: &Tree, text: &str, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let lines = LineIndex::new(text);
    let mut told = Vec::new();
    let mut allowances = Vec::new();
    for comment in tree.comments.iter().filter(|comment| names_codes(comment.of(text))) {
        let (codes, reason) = parts(comment.of(text));
        if reason.trim().is_empty() {
            told.push(without_reason(*comment));
        }
        let line = line_meant(tree, text, &lines, *comment);
        allowances.extend(codes.into_iter().map(|(at, code)| {
            let start = comment.start as usize + at;
            Allowance { comment: *comment, place: Span::new(start, start + code.len()), code, line, used: false }
        }));
    }
    if allowances.is_empty() {
        return found;
    }
    found.retain(|diagnostic| !is_allowed(diagnostic, &lines, &mut allowances));
    told.extend(allowances.iter().filter(|allowance| !allowance.used).map(|allowance| unused(allowance, text, &found, &lines)));
    found.extend(told);
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

fn is_allowed(diagnostic: &Diagnostic, lines: &LineIndex, allowances: &mut [Allowance]) -> bool {
    if diagnostic.severity == Severity::Error {
        return false;
    }
    let line = lines.line(diagnostic.span.start as usize);
    let mut allowed = false;
    for allowance in allowances.iter_mut().filter(|allowance| allowance.line == line && allowance.code == diagnostic.code) {
        (allowance.used, allowed) = (true, true);
    }
    allowed
}

/// Behind the slashes: `允许`, and a name as lints have them. `// 允许家属陪同` is an ordinary comment.
fn names_codes(comment: &str) -> bool {
    words_of(comment).is_some_and(|(_, rest)| rest.starts_with(|first: char| first.is_ascii_lowercase()))
}

/// What stands behind `允许`, and where in the comment.
fn words_of(comment: &str) -> Option<(usize, &str)> {
    let rest = comment.trim_start_matches('/').trim_start();
    let rest = ["允许", "允許", "allow"].iter().find_map(|word| rest.strip_prefix(word))?;
    let words = rest.trim_start();
    (words.len() < rest.len()).then_some((comment.len() - words.len(), words))
}

/// The codes with their places in the comment, and the reason behind the colon.
fn parts(comment: &str) -> (Vec<(usize, String)>, &str) {
    let Some((at, words)) = words_of(comment) else { return (Vec::new(), "") };
    let colon = words.find([':', '\u{ff1a}']);
    let list = colon.and_then(|colon| words.get(..colon)).unwrap_or(words);
    let reason = colon.and_then(|colon| words.get(colon..)).unwrap_or("").trim_start_matches([':', '\u{ff1a}']);
    let mut place = at;
    let code = |piece: &str| {
        let begin = place + piece.len() - piece.trim_start().len();
        place += piece.len();
        (begin, piece.trim_end_matches(COMMAS).trim().to_owned())
    };
    let codes: Vec<(usize, String)> = list.split_inclusive(COMMAS).map(code).filter(|(_, code)| !code.is_empty()).collect();
    (codes, reason)
}

/// The comment's own line where something stands before it, else the next that says something.
fn line_meant(tree: &Tree, text: &str, lines: &LineIndex, comment: Span) -> usize {
    let own = lines.line(comment.start as usize);
    let is_alone = |line: usize| {
        let start = lines.start(line).unwrap_or(0);
        let words = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let said = start + words.len() - words.trim_start_matches('\u{feff}').trim_start().len();
        words.trim().is_empty() || tree.comments.iter().any(|comment| comment.start as usize == said)
    };
    let mut line = own;
    while lines.start(line + 1).is_some() && is_alone(line) {
        line += 1;
    }
    line
}

fn without_reason(comment: Span) -> Diagnostic {
    let message = Text::new("允许一种问题，却没有写理由", "a kind of problem is let stand without a reason");
    let help = Text::new(
        "在冒号后面写明为什么，例如 `// 允许 unsaid-tier: 两档分别计算是本意`",
        "say why behind a colon, as in `// 允许 unsaid-tier: both tiers are meant`",
    );
    Diagnostic::new("suppression-without-reason", Severity::Warning, comment, message).help(help)
}

fn unused(allowance: &Allowance, text: &str, found: &[Diagnostic], lines: &LineIndex) -> Diagnostic {
    let code = &allowance.code;
    let there = found.iter().any(|each| each.code == *code && lines.line(each.span.start as usize) == allowance.line);
    let (message, help) = if lints::find(code).is_none() {
        let near = label::nearest(&fold_str(code), lints::LINTS.iter().map(|lint| lint.code));
        let help = match near {
            Some(near) => Text::new(format!("是不是想写 `{near}`？"), format!("did you mean `{near}`?")),
            None => Text::new("`chidu explain-code` 列出全部代码", "`chidu explain-code` lists all codes"),
        };
        (Text::new(format!("没有叫 `{code}` 的检查"), format!("there is no lint `{code}`")), help)
    } else if there {
        (
            Text::new(format!("`{code}` 是错误，不能允许"), format!("`{code}` is an error and cannot be let stand")),
            Text::new(
                "有错误的规则书不评分；请改正它，删去这条注释",
                "a rulebook with errors does not score: mend it, and delete the comment",
            ),
        )
    } else {
        (
            Text::new(
                format!("第 {} 行没有 `{code}`，这条允许不起作用", allowance.line),
                format!("there is no `{code}` on line {}: nothing is let stand", allowance.line),
            ),
            Text::new("删去这条注释，或者移到它所说的那一行上面", "delete the comment, or move it above the line that it speaks of"),
        )
    };
    let title = Text::new("删去这条注释", "delete the comment");
    let diagnostic = Diagnostic::new("unused-suppression", Severity::Warning, allowance.place, message).help(help);
    if there || lints::find(code).is_none() || parts(allowance.comment.of(text)).0.len() > 1 {
        return diagnostic;
    }
    diagnostic.fix(title, vec![(with_space(text, allowance.comment), String::new())])
}

/// The comment with the spaces before it, and with its line where there is nothing else on it.
fn with_space(text: &str, comment: Span) -> Span {
    let before = text.get(..comment.start as usize).unwrap_or("");
    let start = before.trim_end_matches([' ', '\t', '\u{3000}']).len();
    let alone = start == 0 || before.get(..start).is_some_and(|before| before.ends_with('\n'));
    let end = comment.end as usize;
    let newline = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at + 1);
    Span::new(start, if alone { newline } else { end })
}
