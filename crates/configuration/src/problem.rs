//! What is wrong with a `chidu.toml`: its place, and words in both languages. Start at [`tell`].

use std::ops::Range;

use chidu_analysis::label;
use chidu_diagnostics::{LineIndex, Span, Text};

/// Something in the file that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub span: Span,
    pub message: Text,
}

/// The problem in one line with its place, `chidu.toml:3:1: …`.
pub fn tell(name: &str, text: &str, problem: &Problem) -> Text {
    let (line, column) = LineIndex::new(text).position(text, problem.span.start as usize);
    let with = |words: &str| format!("{name}:{line}:{column}: {words}");
    Text::new(with(&problem.message.zh), with(&problem.message.en))
}

fn problem(place: Range<usize>, zh: String, en: String) -> Problem {
    Problem { span: Span::new(place.start, place.end), message: Text::new(zh, en) }
}

pub(crate) fn syntax(message: &str, place: Range<usize>) -> Problem {
    let message = message.replace('\n', ", ");
    problem(place, format!("不是 TOML：{message}"), format!("not TOML: {message}"))
}

pub(crate) fn unknown_key(key: &str, known: &[&str], place: Range<usize>) -> Problem {
    let (zh, en) = meant(key, known);
    problem(place, format!("不认识的键 `{key}`。{zh}"), format!("unknown key `{key}`. {en}"))
}

pub(crate) fn unknown_lint(code: &str, known: &[&str], place: Range<usize>) -> Problem {
    let (zh, en) = match near(code, known) {
        Some(_) => meant(code, known),
        None => ("`chidu explain-code` 列出全部".to_owned(), "`chidu explain-code` lists them all".to_owned()),
    };
    problem(place, format!("没有叫 `{code}` 的检查。{zh}"), format!("there is no lint `{code}`. {en}"))
}

pub(crate) fn wrong_value(key: &str, value: Option<&str>, known: &[&str], place: Range<usize>) -> Problem {
    let (zh, en) = meant(value.unwrap_or(""), known);
    let (said, said_en) = value.map_or_else(Default::default, |value| (format!("：{value}"), format!(": {value}")));
    problem(place, format!("`{key}` 的值不认识{said}。{zh}"), format!("the value of `{key}` is not understood{said_en}. {en}"))
}

pub(crate) fn no_list(key: &str, place: Range<usize>) -> Problem {
    problem(place, format!("`{key}` 要写成一列名称，例如 [\"细则\"]"), format!("`{key}` is a list of names, as in [\"rules\"]"))
}

pub(crate) fn no_table(key: &str, place: Range<usize>) -> Problem {
    problem(
        place,
        format!("`{key}` 要写成一节：[{key}]，下面每行一个检查"),
        format!("`{key}` is a section: [{key}], with a lint on each line"),
    )
}

pub(crate) fn lowered_error(code: &str, place: Range<usize>) -> Problem {
    let zh = format!("`{code}` 是错误，不能调低：有这种错误的规则书不评分");
    problem(place, zh, format!("`{code}` is an error and stays one: a rulebook that has it does not score"))
}

/// What was meant, or what there is.
fn meant(written: &str, known: &[&str]) -> (String, String) {
    match near(written, known) {
        Some(name) => (format!("是不是想写 `{name}`？"), format!("Did you mean `{name}`?")),
        None => (format!("可写 {}", known.join("、")), format!("There are: {}", known.join(", "))),
    }
}

fn near<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let most = (written.chars().count() / 3).max(1);
    let near = known.iter().filter_map(|name| label::distance(written, name, most).map(|edits| (edits, *name)));
    near.min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}
