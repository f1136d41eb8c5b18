//! # 这一行看不懂
//!
//! `等级`、`年度结果`、`评价主体` 或 `数据` 里的这一行不是那里认识的写法。这些行决定结果，所以不能略过。
//!
//! 等级写 `95分以上为优秀`；年度结果写 `全年累计两次不足80分的, 取消评先资格`；评价主体写 `群众 60%`；数据写 `网点名称: 对象`。
//!
//! # English
//!
//! A line of 等级, 年度结果, 评价主体 or 数据 is not understood. These lines decide results, so they cannot be passed over.
//!
//! The Chinese page shows how each is written.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "unreadable-block-line";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::BlockLine { block, span } => {
            let message = Text::new(format!("看不懂“{block}”里的这一行：“{}”", span.of(subject.text).trim()), format!("this line of {block} is not understood: `{}`", span.of(subject.text).trim()));
            let help = Text::new(match *block {
                "等级" => "例如 `95分以上为优秀, 90分以上不足95分为良好`",
                "年度结果" => "例如 `全年累计两次不足80分的, 取消评先资格`",
                "评价主体" => "例如 `群众 60%`",
                _ => "例如 `网点名称: 对象`",
            }, "see `chidu explain-code unreadable-block-line` for what may stand here");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
