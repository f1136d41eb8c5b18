//! # 示例里的这一行看不懂
//!
//! 示例的一行没有说出本规则书里的评分项和情形，或者 `应得` 里的一部分不是分数、等级或后果。看不懂的示例不能算通过。
//!
//! 写法：`服务态度 不达标 2处`，`接待时间 12分钟`，`应得: 服务态度 3分, 总分 98分, 优秀`。
//!
//! # English
//!
//! A line of a 示例 names no entry and finding of this rulebook, or a part of 应得 is no score, grade or consequence.
//!
//! Write `服务态度 不达标 2处`, `接待时间 12分钟`, `应得: 服务态度 3分, 总分 98分, 优秀`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "unreadable-example";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::ExampleLine { span, suggestion } => {
            let message = Text::new(format!("看不懂示例里的“{}”", span.of(subject.text).trim()), format!("this line of the example is not understood: `{}`", span.of(subject.text).trim()));
            let help = Text::new(suggestion.as_ref().map_or_else(|| "例如 `服务态度 不达标 2处`，`应得: 总分 98分`".to_owned(), |name| format!("是不是“{name}”？")), suggestion.as_ref().map_or_else(|| "e.g. `服务态度 不达标 2处`, `应得: 总分 98分`".to_owned(), |name| format!("did you mean `{name}`?")));
            let told = Diagnostic::new(CODE, Severity::Error, *span, message).help(help);
            let word = suggestion.as_deref().and_then(|name| super::misspelt(span.of(subject.text), name));
            Some(match word {
                Some(word) => super::renamed(subject, told, word, *span),
                None => told,
            })
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
