//! One cause is told once: a question how words are to be read, and that they are not read.
//!
//! An error that says more of the same words stands alone. Where a clause is not read, an advice that asks about its words says why; any
//! other question waits until the clause is read. Not here: what is not understood (`lints::unrecognized_clause`). Start at [`once`].

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use crate::lints::is_ambiguity;

const UNREAD: &str = "unrecognized-clause";
/// Errors that say more of the same words.
const PRECISE: [&str; 2] = ["unclear-progression", "unsaid-ranking"];
/// Asks about a whole sentence, of which the words that are not read may be any.
const VAGUE: &str = "total-in-words";

/// Everything that is told, without questions about words that are not read.
pub(crate) fn once(mut told: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut unread: Vec<Diagnostic> = Vec::new();
    told.retain(|diagnostic| {
        let is_unread = diagnostic.code == UNREAD;
        unread.extend(is_unread.then(|| diagnostic.clone()));
        !is_unread
    });
    if unread.is_empty() {
        return told;
    }
    unread.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    let precise: Vec<Span> = told.iter().filter(|error| PRECISE.contains(&error.code)).map(|error| error.span).collect();
    unread.retain(|diagnostic| !precise.iter().any(|span| span.start < diagnostic.span.end && diagnostic.span.start < span.end));
    told.retain(|question| {
        let moot = is_ambiguity(question.code) && question.severity != Severity::Error;
        let first = unread.partition_point(|diagnostic| diagnostic.span.end <= question.span.start);
        let reason = unread.get_mut(first).filter(|diagnostic| moot && diagnostic.span.start < question.span.end);
        if let Some(diagnostic) = reason {
            ask(diagnostic, question);
            return false;
        }
        true
    });
    told.extend(unread);
    told
}

/// Puts a question in the place of why a clause is not read, and what to write instead.
fn ask(unread: &mut Diagnostic, question: &Diagnostic) {
    let asked = (asked(&question.message.zh, "”：", "：", '？'), asked(&question.message.en, "`: ", ": ", '?'));
    let (Some(zh), Some(en), Severity::Advice) = (asked.0, asked.1, question.severity) else { return };
    if question.code == VAGUE {
        return;
    }
    let (Some((words, _)), Some((in_english, _))) =
        (unread.message.zh.split_once("没有读："), unread.message.en.split_once("is not read: "))
    else {
        return;
    };
    unread.message = Text::new(format!("{words}没有读：{zh}"), format!("{in_english}is not read: {en}"));
    unread.help = question.help.clone().or(unread.help.take());
}

/// The question in a sentence that names the words first and says behind it how they are read.
fn asked<'t>(message: &'t str, quoted: &str, colon: &str, mark: char) -> Option<&'t str> {
    let (_, rest) = message.split_once(quoted).or_else(|| message.split_once(colon))?;
    let end = rest.rfind(mark)?;
    rest.get(..end + mark.len_utf8()).map(str::trim)
}

#[cfg(test)]
mod tests {
    use crate::analyze;

    fn told(clause: &str) -> Vec<(&'static str, String)> {
        let found = analyze(&format!("考勤 10分: {clause}\n")).diagnostics;
        found.into_iter().map(|diagnostic| (diagnostic.code, diagnostic.message.zh)).collect()
    }

    #[test]
    fn a_question_about_words_that_are_not_read_is_why_they_are_not() {
        let told = told("擅离职守的每次扣2分, 迟到三次以上的按旷工处理");
        let [(code, message)] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(*code, "unrecognized-clause");
        assert_eq!(message, "看不懂“按旷工处理”，这条规则没有读：只扣这里写的分，还是照“旷工”那一条扣？");
    }

    #[test]
    fn an_error_that_says_more_stands_alone() {
        let told = told("迟到每次扣1分, 依次递增");
        assert_eq!(told.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["unclear-progression"], "{told:?}");
    }

    #[test]
    fn a_question_about_words_that_are_read_stays() {
        let codes = |clause| told(clause).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(codes("迟到30分钟以上的, 按旷工处理, 每次扣5分"), ["treated-as"]);
        assert_eq!(codes("迟到30分钟以上的, 按旷工处理, 每次扣5分; 表现不好的扣"), ["treated-as", "unrecognized-clause"]);
    }
}
