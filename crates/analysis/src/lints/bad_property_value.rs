//! # 属性的值看不懂
//!
//! 规则书开头的属性写了一个工具不认识的值，例如 `周期: 有空时`。属性决定怎样算分（周期、修约、缺项），所以不能略过。
//!
//! 周期写 `每月`、`每季度`、`每半年`、`每年`；修约写 `四舍五入保留两位小数` 或 `GB/T 8170, 保留一位小数`；
//! 缺项写 `不计入并折算`、`按零分计` 或 `按满分计`；日期写 `2026年1月1日`。
//!
//! # English
//!
//! A property at the head of the rulebook has a value that is not understood. Properties decide how scores are computed, so they cannot be passed over.
//!
//! The Chinese page lists the values of 周期, 修约, 缺项 and dates.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "bad-property-value";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::PropertyValue { key, span } => {
            let message = Text::new(format!("看不懂“{key}”的值“{}”", span.of(subject.text).trim()), format!("the value of `{key}` is not understood: `{}`", span.of(subject.text).trim()));
            let help = Text::new(match key.as_str() {
                "周期" => "可写 每日、每周、每月、每季度、每半年、每年",
                "修约" => "例如 `四舍五入保留两位小数`",
                "缺项" => "可写 不计入并折算、按零分计、按满分计",
                "施行" | "废止" => "例如 `2026年1月1日`",
                _ => "请改成用户指南列出的写法",
            }, "see `chidu explain-code bad-property-value` for the values that are known");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
