//! Everything that is wrong with a rulebook: what the analysis finds, 示例 that do not hold, and an expectation that is not met.
//!
//! The one answer of `chidu check` and of the language server. Start at [`check`].

use chidu_analysis::{Analysis, analyze};
use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_syntax::ast::Spanned;

/// Checks a text. A file that is wrong on purpose (`// 预期: …`) and is wrong in just these ways has nothing wrong.
pub fn check(text: &str) -> Vec<Diagnostic> {
    of_analysis(&analyze(text))
}

/// The same, of an analysis that is made already.
pub fn of_analysis(analysis: &Analysis) -> Vec<Diagnostic> {
    let found = analysis.diagnostics.clone();
    match &analysis.parse.tree.expected {
        Some(expected) => against(expected, found),
        None => found,
    }
}

/// Takes away what was expected, each code as often as it is listed; tells what is left of either side.
fn against(expected: &[Spanned], found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut open: Vec<&Spanned> = expected.iter().collect();
    let mut rest: Vec<Diagnostic> = Vec::new();
    for diagnostic in found {
        match open.iter().position(|code| code.text == diagnostic.code) {
            Some(at) => drop(open.remove(at)),
            None => rest.push(diagnostic),
        }
    }
    let surplus: Vec<&str> = rest.iter().filter(|each| each.severity != Severity::Advice).map(|each| each.code).collect();
    let mut told: Vec<Diagnostic> = open.iter().map(|code| absent(code)).collect();
    told.extend((!surplus.is_empty()).then(|| unexpected(expected, &surplus)));
    told.extend(rest);
    told
}

const CODE: &str = "expected-diagnostics";

fn absent(code: &Spanned) -> Diagnostic {
    let name = &code.text;
    let message = Text::new(format!("预期有“{name}”，却没有出现"), format!("“{name}” was expected and did not occur"));
    Diagnostic::new(CODE, Severity::Error, code.span, message).help(Text::new(
        "代码按出现的次数列出；已经改好的，从“预期”中删去",
        "list each code as often as it occurs; take out what has been mended",
    ))
}

fn unexpected(expected: &[Spanned], surplus: &[&str]) -> Diagnostic {
    let span = expected.iter().map(|code| code.span).reduce(Span::to).unwrap_or_default();
    let names = surplus.join(", ");
    let message = Text::new(format!("出现了没有预期的诊断：{names}"), format!("diagnostics that were not expected: {names}"));
    Diagnostic::new(CODE, Severity::Error, span, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanned(text: &str) -> Spanned {
        Spanned { span: Span::new(10, 12), text: text.to_owned() }
    }

    fn found(code: &'static str, severity: Severity) -> Diagnostic {
        Diagnostic::new(code, severity, Span::default(), Text::default())
    }

    fn codes(expected: &[&str], found: Vec<Diagnostic>) -> Vec<&'static str> {
        let expected: Vec<Spanned> = expected.iter().map(|code| spanned(code)).collect();
        against(&expected, found).iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn what_was_expected_is_not_told() {
        let both = vec![found("overlapping-bands", Severity::Error), found("overlapping-bands", Severity::Error)];
        assert!(codes(&["overlapping-bands", "overlapping-bands"], both).is_empty());
    }

    #[test]
    fn each_code_counts_as_often_as_it_is_listed() {
        let twice = vec![found("overlapping-bands", Severity::Error), found("overlapping-bands", Severity::Error)];
        assert_eq!(codes(&["overlapping-bands"], twice), ["expected-diagnostics", "overlapping-bands"]);
        let once = vec![found("overlapping-bands", Severity::Error)];
        assert_eq!(codes(&["overlapping-bands", "overlapping-bands"], once), ["expected-diagnostics"]);
    }

    #[test]
    fn advice_need_not_be_expected() {
        assert_eq!(codes(&[], vec![found("tiers-exclude", Severity::Advice)]), ["tiers-exclude"]);
    }
}
