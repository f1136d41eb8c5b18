//! # 公式里的单位配不上
//!
//! 公式要算出分来，单位就得配得上：百分数乘分得分，数除以数得数，数和分可以相加减；时间乘分、分乘分、金额加分，都算不出分。
//! 结果还是百分数的也不行：`得分=完成率` 没说满分是几分，要写成 `得分=完成率×分值`。
//!
//! 请把缺的那一项补上，或者先除以同样单位的数：`得分=实际时间÷规定时间×10`。
//!
//! # English
//!
//! A formula has to come to points, so its units must fit: a percentage times points is points, a number over a number is a number, numbers and points add up. Minutes
//! times points, points times points or money plus points come to nothing. A result in per cent does not do either: write `得分=完成率×分值`.
//!
//! Add what is missing, or divide by a quantity of the same unit: `得分=实际时间÷规定时间×10`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "formula-units";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| {
        let Fault::FormulaUnits { span, left, right } = fault else { return None };
        let words = super::trim(span.of(subject.text));
        let message = match right {
            Some((sign, right)) => {
                Text::new(format!("“{words}”里的单位配不上：{left} {sign} {right}"), format!("units in `{words}` do not fit: {left} {sign} {right}"))
            }
            None => Text::new(format!("“{words}”算出来的是{left}，不是分"), format!("`{words}` does not come to points ({left})")),
        };
        let help = Text::new(
            "请让公式算出分来，例如 `得分=完成率×分值`、`得分=完成数÷计划数×10`",
            "let the formula come to points, e.g. `得分=完成率×分值`, `得分=完成数÷计划数×10`",
        );
        Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
    };
    subject.faults.iter().filter_map(found).collect()
}
