//! Diagnostics for a terminal: the sentence, the line of the rulebook, carets under the place, and what to type.
//!
//! Not here: JSON and the editor's form, which the command and the language server make from the same [`Diagnostic`]. Start at [`render`].

use std::ops::Range;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{self, Chars, Config, Styles, StylesWriter};

use crate::excerpt::Excerpt;
use crate::lines::boundary;
use crate::{Diagnostic, Lang, LineIndex, Severity, Span};

/// How diagnostics look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RenderOptions {
    /// With ANSI colours.
    pub color: bool,
    /// With ASCII lines, for terminals that show box characters two columns wide.
    pub ascii: bool,
}

/// Shows diagnostics of one text, each followed by an empty line.
pub fn render(file_name: &str, text: &str, diagnostics: &[Diagnostic], lang: Lang, options: RenderOptions) -> String {
    let index = LineIndex::new(text);
    let config = Config { chars: if options.ascii { Chars::ascii() } else { Chars::box_drawing() }, tab_width: 4, ..Config::default() };
    let one = |diagnostic: &Diagnostic| {
        let places: Vec<Range<usize>> = places(diagnostic).map(|span| inside(text, span)).collect();
        let excerpt = Excerpt::new(file_name, text, &index, &places);
        one(&excerpt, &config, diagnostic, &places, lang, options.color)
    };
    diagnostics.iter().map(one).collect()
}

/// Its own place, and those of its labels.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span))
}

fn one(file: &Excerpt, config: &Config, diagnostic: &Diagnostic, places: &[Range<usize>], lang: Lang, color: bool) -> String {
    let places = places.iter().map(|place| file.place(place));
    let shown = shown(diagnostic, places, lang);
    let mut buffer = if color { Buffer::ansi() } else { Buffer::no_color() };
    let styles = Styles::default();
    // INVARIANT: every place was cut to the text, so that nothing is out of range; a buffer does not fail.
    let _ = term::emit_to_write_style(&mut StylesWriter::new(&mut buffer, &styles), config, file, &shown);
    let text = String::from_utf8_lossy(buffer.as_slice()).into_owned();
    let (theirs, ours) = severity_words(diagnostic.severity, lang);
    // The first such word is the header's: nothing but colours stands before it.
    text.replacen(theirs, ours, 1)
}

fn shown(diagnostic: &Diagnostic, mut places: impl Iterator<Item = Range<usize>>, lang: Lang) -> codespan::Diagnostic<()> {
    let note = diagnostic.note.as_ref().map_or("", |note| note.get(lang));
    let primary = codespan::Label::primary((), places.next().unwrap_or_default()).with_message(note);
    let others =
        diagnostic.labels.iter().zip(places).map(|(label, place)| codespan::Label::secondary((), place).with_message(label.text.get(lang)));
    let help = diagnostic.help.as_ref().or(diagnostic.fix.as_ref().map(|fix| &fix.title));
    codespan::Diagnostic::new(severity(diagnostic.severity))
        .with_code(diagnostic.code)
        .with_message(message(diagnostic, lang))
        .with_labels_iter(std::iter::once(primary).chain(others))
        .with_notes_iter(help.map(|help| format!("{}: {}", help_word(lang), help.get(lang))))
}

fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let mark = match (diagnostic.expected, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "（预期）",
        (true, Lang::En) => "(expected) ",
    };
    format!("{mark}{}", diagnostic.message.get(lang))
}

fn severity(severity: Severity) -> codespan::Severity {
    match severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Advice => codespan::Severity::Help,
    }
}

/// The library's word for a severity, and ours.
fn severity_words(severity: Severity, lang: Lang) -> (&'static str, &'static str) {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => ("error", "错误"),
        (Severity::Error, Lang::En) => ("error", "error"),
        (Severity::Warning, Lang::Zh) => ("warning", "警告"),
        (Severity::Warning, Lang::En) => ("warning", "warning"),
        (Severity::Advice, Lang::Zh) => ("help", "建议"),
        (Severity::Advice, Lang::En) => ("help", "advice"),
    }
}

fn help_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "帮助",
        Lang::En => "help",
    }
}

/// A span as a range that lies within the text and splits no character.
fn inside(text: &str, span: Span) -> Range<usize> {
    let start = boundary(text, span.range().start);
    start..boundary(text, span.range().end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;
    use insta::assert_snapshot;
    use unicode_width::UnicodeWidthStr;

    const TEXT: &str = "一、环境卫生 10分\n  1. 物品摆放 5分: 每发现一处不达标 扣1分\n\t1. 门窗𠮷😀 5分：扣１分\n";

    fn sample(text: &str) -> Vec<Diagnostic> {
        let place = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        vec![
            Diagnostic::new(
                "repeated-number",
                Severity::Warning,
                place("1. 门窗"),
                Text::new("编号“1”重复", "the number “1” is used twice"),
            )
            .label(place("1. 物品"), Text::new("第一次在这里", "first used here"))
            .help(Text::new("给后一项换一个编号", "give the second one another number")),
            Diagnostic::new("cap-above-points", Severity::Error, place("扣１分"), Text::new("扣得太多", "deducts too much"))
                .note(Text::new("在这里", "here")),
            Diagnostic::new("end-of-text", Severity::Advice, Span::new(900, 901), Text::new("没有等级", "no grades"))
                .fix(Text::new("补上等级", "add grades"), vec![]),
        ]
    }

    #[test]
    fn speaks_chinese() {
        assert_snapshot!(render("细则.chidu", TEXT, &sample(TEXT), Lang::Zh, RenderOptions::default()), @r"
    警告[repeated-number]: 编号“1”重复
      ┌─ 细则.chidu:3:2
      │
    2 │   1. 物品摆放 5分: 每发现一处不达标 扣1分
      │   ------- 第一次在这里
    3 │     1. 门窗𠮷😀 5分：扣１分
      │     ^^^^^^^
      │
      = 帮助: 给后一项换一个编号

    错误[cap-above-points]: 扣得太多
      ┌─ 细则.chidu:3:13
      │
    3 │     1. 门窗𠮷😀 5分：扣１分
      │                      ^^^^^^ 在这里

    建议[end-of-text]: 没有等级
      ┌─ 细则.chidu:4:1
      │
    4 │ 
      │ ^
      │
      = 帮助: 补上等级
    ");
    }

    #[test]
    fn speaks_english_in_ascii() {
        let options = RenderOptions { ascii: true, ..RenderOptions::default() };
        assert_snapshot!(render("rules.chidu", TEXT, &sample(TEXT), Lang::En, options), @r"
    warning[repeated-number]: the number “1” is used twice
      --> rules.chidu:3:2
      |
    2 |   1. 物品摆放 5分: 每发现一处不达标 扣1分
      |   ------- first used here
    3 |     1. 门窗𠮷😀 5分：扣１分
      |     ^^^^^^^
      |
      = help: give the second one another number

    error[cap-above-points]: deducts too much
      --> rules.chidu:3:13
      |
    3 |     1. 门窗𠮷😀 5分：扣１分
      |                      ^^^^^^ here

    advice[end-of-text]: no grades
      --> rules.chidu:4:1
      |
    4 | 
      | ^
      |
      = help: add grades
    ");
    }

    #[test]
    fn colours_only_where_asked() {
        let plain = render("a", TEXT, &sample(TEXT), Lang::Zh, RenderOptions::default());
        let coloured = render("a", TEXT, &sample(TEXT), Lang::Zh, RenderOptions { color: true, ascii: false });
        assert!(!plain.contains('\u{1b}'));
        assert!(coloured.contains('\u{1b}') && coloured.contains("警告") && !coloured.contains("warning"));
    }

    #[test]
    fn carets_stand_under_their_words() {
        for words in ["物品摆放", "每发现一处", "扣1分", "环境", "10分"] {
            let at = TEXT.find(words).unwrap();
            let diagnostic = Diagnostic::new("x", Severity::Error, Span::new(at, at + words.len()), Text::new("消息", "message"));
            let shown = render("a", TEXT, &[diagnostic], Lang::Zh, RenderOptions { color: false, ascii: true });
            let line = shown.lines().find(|line| line.contains(words)).unwrap();
            let carets = shown.lines().find(|line| line.contains('^')).unwrap();
            let before = |line: &str, end: usize| line.get(..end).unwrap().width();
            assert_eq!(before(carets, carets.find('^').unwrap()), before(line, line.find(words).unwrap()), "{shown}");
            assert_eq!(carets.matches('^').count(), words.width(), "{shown}");
        }
    }

    #[test]
    fn places_outside_the_text_are_cut() {
        let diagnostic = |span| Diagnostic::new("x", Severity::Error, span, Text::new("消息", "message"));
        for (start, end) in [(1, 2), (0, 5), (7, 7), (4000, 5000), (3, 1)] {
            for text in ["", "一", "一二\n三", "😀"] {
                let shown = render("a", text, &[diagnostic(Span::new(start, end))], Lang::Zh, RenderOptions::default());
                assert!(shown.contains("错误[x]: 消息") && shown.contains("a:"), "{shown}");
            }
        }
    }

    /// Of a line of many clauses as much is shown as lies near the place; the number and the column are those of the whole line.
    #[test]
    fn of_a_long_line_the_words_nearby_are_shown() {
        let clauses = |from: usize, to: usize| (from..to).map(|at| format!("第{at}条没有写清楚的扣{at}分; ")).collect::<String>();
        let text = format!("一、纪律 9分:\n  {}\n二、卫生\n", clauses(100, 300));
        let place = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let diagnostic = Diagnostic::new("x", Severity::Error, place("扣250分"), Text::new("太多", "too much"));
        let told = |diagnostic: Diagnostic| render("a", &text, &[diagnostic], Lang::Zh, RenderOptions::default());
        assert_snapshot!(told(diagnostic.clone()), @r"
    错误[x]: 太多
      ┌─ a:2:2714
      │
    2 │ …有写清楚的扣248分; 第249条没有写清楚的扣249分; 第250条没有写清楚的扣250分; 第251条没有写清楚的扣251分; 第252条没有写清楚的扣252分; 第253条没…
      │                                                                    ^^^^^^^
    ");
        let told = told(diagnostic.label(place("扣101分"), Text::new("这里少", "less here")));
        let line = told.lines().find(|line| line.starts_with("2 │")).unwrap();
        assert_eq!((line.matches("扣101分").count(), line.matches("扣250分").count(), line.matches('…').count()), (1, 1, 2), "{told}");
        assert!(!line.contains("扣175分") && told.contains("这里少"), "{told}");
    }

    /// The time is that of the text and of what is told, not of one times the other.
    #[test]
    fn a_line_of_many_diagnostics_is_not_printed_for_each() {
        let text = "没有写清楚的扣1分; ".repeat(5000);
        let found: Vec<Diagnostic> = text
            .match_indices("扣1分")
            .map(|(at, words)| Diagnostic::new("x", Severity::Error, Span::new(at, at + words.len()), Text::new("怎么", "how")))
            .collect();
        let told = render("a", &text, &found, Lang::Zh, RenderOptions::default());
        assert_eq!((found.len(), told.matches("错误[x]").count()), (5000, 5000));
        assert!(told.len() < 5000 * 1200, "{}", told.len() / 5000);
    }
}
