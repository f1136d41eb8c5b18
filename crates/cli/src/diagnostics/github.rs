//! Diagnostics as workflow commands, which code hosting shows beside the changed lines:
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message>.

use chidu_diagnostics::{Diagnostic, Lang, LineIndex, Severity};

use crate::files::Source;

/// A line for each diagnostic that the file does not expect of itself.
pub fn lines(source: &Source, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let lines = LineIndex::new(&source.text);
    diagnostics.iter().filter(|diagnostic| !diagnostic.expected).map(|diagnostic| line(source, &lines, diagnostic, lang)).collect()
}

fn line(source: &Source, lines: &LineIndex, diagnostic: &Diagnostic, lang: Lang) -> String {
    let (line, column) = lines.position(&source.text, diagnostic.span.start as usize);
    let (end_line, end_column) = lines.position(&source.text, diagnostic.span.end as usize);
    // The format takes an end column only on the line where the place begins, and counts it in.
    let end = if end_line == line && end_column > column { format!(",endColumn={}", end_column - 1) } else { String::new() };
    let place = format!("file={},line={line},endLine={end_line},col={column}{end}", property(&source.name));
    let told = [Some(&diagnostic.message), diagnostic.help.as_ref()].into_iter().flatten().map(|text| text.get(lang));
    let message = told.collect::<Vec<_>>().join("\n");
    format!("::{} {place},title={}::{}\n", command(diagnostic.severity), property(diagnostic.code), data(&message))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use chidu_diagnostics::{Span, Text};

    use super::*;

    #[test]
    fn a_command_names_the_place_and_hides_what_would_end_it() {
        let text = "《甲》 满分100分\n服务 5分: 每处扣1分".to_owned();
        let source = Source { name: "规则,1.chidu".to_owned(), bytes: Vec::new(), text, configuration: Default::default() };
        let start = source.text.find("服务").unwrap();
        let message = Text::new("少了 95%：\n甲", "95% short");
        let found = Diagnostic::new("some-code", Severity::Advice, Span::new(start, start + 6), message).help(Text::new("补上", "add it"));
        assert_eq!(
            lines(&source, &[found], Lang::Zh),
            "::notice file=规则%2C1.chidu,line=2,endLine=2,col=1,endColumn=2,title=some-code::少了 95%25：%0A甲%0A补上\n"
        );
    }
}
