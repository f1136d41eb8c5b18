//! Everything that is wrong with a rulebook: what the analysis finds, 示例 that do not hold, and an expectation that is not met.
//!
//! The one answer of `chidu check` and of the language server. Start at [`check`].

use chidu_analysis::program::{Example, Expected, Program};
use chidu_analysis::{Analysis, analyze};
use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_syntax::ast::Spanned;
use chidu_values::Number;

use crate::allowances;
use crate::examples::{ExampleFailure, Found, run_example};

/// Checks a text. Where a file says in what ways it is wrong on purpose (`// 预期: …`), these are marked and do not count.
pub fn check(text: &str) -> Vec<Diagnostic> {
    of_analysis(&analyze(text), text)
}

/// The same, of an analysis that is made already.
pub fn of_analysis(analysis: &Analysis, text: &str) -> Vec<Diagnostic> {
    let mut found = analysis.diagnostics.clone();
    found.extend(analysis.program.examples.iter().flat_map(|example| failed(&analysis.program, example)));
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    let found = allowances::settle(&analysis.parse.tree, text, found);
    match &analysis.parse.tree.expected {
        Some(expected) => against(expected, found).into_iter().map(|told| without(told, expected, text)).collect(),
        None => found,
    }
}

/// The errors that keep a rulebook from being scored (rule 24), as severely as was `decided`; 示例 that do not hold are none of them.
pub fn obstacles(analysis: &Analysis, text: &str, decided: impl FnOnce(Vec<Diagnostic>) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut found = decided(allowances::settle(&analysis.parse.tree, text, analysis.diagnostics.clone()));
    found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    found
}

/// Marks what was expected, each code as often as it is listed, and tells what is left of either side.
fn against(expected: &[Spanned], mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut open: Vec<&Spanned> = expected.iter().collect();
    for diagnostic in &mut found {
        if let Some(at) = open.iter().position(|code| code.text == diagnostic.code) {
            open.remove(at);
            diagnostic.expected = true;
        }
    }
    let counts = |each: &&Diagnostic| !each.expected && each.severity != Severity::Advice;
    let surplus: Vec<&str> = found.iter().filter(counts).map(|each| each.code).collect();
    let mut told: Vec<Diagnostic> = open.iter().map(|code| absent(code)).collect();
    told.extend((!surplus.is_empty()).then(|| unexpected(expected, &surplus)));
    told.extend(found);
    told
}

/// What an example says and the rulebook does not do, each at its place in the 应得 line.
fn failed(program: &Program, example: &Example) -> Vec<Diagnostic> {
    let failures = run_example(program, example);
    let placed = failures.iter().filter_map(|failure| example.expected.get(failure.expectation).map(|part| (failure, part.span)));
    placed.map(|(failure, span)| example_fails(program, example, failure, span)).collect()
}

fn example_fails(program: &Program, example: &Example, failure: &ExampleFailure, span: Span) -> Diagnostic {
    let (what, wanted) = expected(program, &failure.expected);
    let is = found(&failure.found);
    let message = Text::new(
        format!("示例“{}”不成立：{}应为 {}，实际为 {}", example.title, what.zh, wanted.zh, is.zh),
        format!("the example “{}” does not hold: {} should be {} and is {}", example.title, what.en, wanted.en, is.en),
    );
    let help = Text::new("改正应得的数，或改正评分规则", "mend the figure that is expected, or the clauses");
    Diagnostic::new("example-fails", Severity::Error, span, message).help(help)
}

fn expected(program: &Program, expected: &Expected) -> (Text, Text) {
    match expected {
        Expected::Score(entry, score) => (Text::new(&program[*entry].name, &program[*entry].name), points(Some(score))),
        Expected::Total(total) => (Text::new("总分", "the total"), points(Some(total))),
        Expected::Grade(grade) => (Text::new("等级", "the grade"), Text::new(grade, grade)),
        Expected::Consequence(words) => (Text::new("结果", "the consequence"), Text::new(words, words)),
    }
}

fn found(found: &Found) -> Text {
    match found {
        Found::Score(score) | Found::Total(score) => points(score.as_ref()),
        Found::Grade(Some(grade)) => Text::new(grade, grade),
        Found::Consequences(all) if !all.is_empty() => Text::new(all.join("、"), all.join(", ")),
        Found::Grade(None) | Found::Consequences(_) => Text::new("无", "none"),
    }
}

fn points(score: Option<&Number>) -> Text {
    score.map_or_else(|| Text::new("缺项", "missing"), |score| Text::new(format!("{score} 分"), format!("{score} points")))
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

/// Offers to take a code that did not occur out of the list, or the line with it where it stands alone.
fn without(told: Diagnostic, expected: &[Spanned], text: &str) -> Diagnostic {
    let Some(at) = expected.iter().position(|code| told.code == CODE && code.span == told.span) else { return told };
    let title = Text::new("从“预期”中删去", "take it out of the list");
    let neighbours = (at.checked_sub(1).and_then(|before| expected.get(before)), expected.get(at + 1));
    let gone = match neighbours {
        _ if expected.iter().filter(|code| code.span == told.span).count() > 1 => return told,
        (_, Some(next)) => Span { start: told.span.start, end: next.span.start },
        (Some(before), None) => Span { start: before.span.end, end: told.span.end },
        (None, None) => {
            let end = text.get(told.span.end as usize..).and_then(|rest| rest.find('\n')).unwrap_or_default();
            Span { start: 0, end: told.span.end.saturating_add(u32::try_from(end + 1).unwrap_or_default()) }
        }
    };
    match gone.start == 0 && !text.starts_with("//") {
        true => told,
        false => told.fix(title, vec![(gone, String::new())]),
    }
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

    /// The codes that count.
    fn codes(expected: &[&str], found: Vec<Diagnostic>) -> Vec<&'static str> {
        let expected: Vec<Spanned> = expected.iter().map(|code| spanned(code)).collect();
        against(&expected, found).iter().filter(|diagnostic| !diagnostic.expected).map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn what_was_expected_is_told_and_does_not_count() {
        let both = vec![found("overlapping-bands", Severity::Error), found("overlapping-bands", Severity::Error)];
        assert!(codes(&["overlapping-bands", "overlapping-bands"], both.clone()).is_empty());
        let all = against(&[spanned("overlapping-bands")], both);
        assert_eq!(all.iter().map(|each| each.expected).collect::<Vec<_>>(), [false, true, false]);
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
