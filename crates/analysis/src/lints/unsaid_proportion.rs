//! # 按比例，按什么的比例
//!
//! `达到90%得满分, 低于90%的按比例得分`，85% 得几分有两种算法：按目标的比例，85 ÷ 90 × 分值；或者按率本身，85% × 分值。
//! 工具按目标的比例算，这样到 90% 正好是满分；但读的人未必这样想。
//!
//! 请写明：`低于90%的, 得分=完成率÷90%×分值`，或者 `低于90%的按完成率得分`。
//!
//! # English
//!
//! Of `达到90%得满分, 低于90%的按比例得分`, 85% may earn 85 ÷ 90 of the points, in proportion to the target, or 85% of them. The tool takes the share of the target, so that
//! 90% earns exactly full marks; readers may think otherwise.
//!
//! Say which: `低于90%的, 得分=完成率÷90%×分值`, or `低于90%的按完成率得分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::Rule;
use crate::reading::Kind;

const CODE: &str = "unsaid-proportion";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let shares = |rule: &&Rule| rule.effect.kind == Kind::Ratio && rule.slope.as_ref().is_some_and(|line| line.from.0.is_zero());
    subject.program.rules.iter().filter(shares).map(diagnostic).collect()
}

fn diagnostic(rule: &Rule) -> Diagnostic {
    let target = rule.slope.as_ref().map(|line| line.to.0.to_string()).unwrap_or_default();
    let message = Text::new(
        format!("没说按什么的比例，现按目标 {target} 的比例算：实际值 ÷ {target} × 分值"),
        format!("in proportion to what is not said; taken as the share of the target: value ÷ {target} × points"),
    );
    let help = Text::new(
        format!("可以写 `得分=完成率÷{target}%×分值`，或者 `按完成率得分`"),
        format!("write `得分=完成率÷{target}%×分值`, or `按完成率得分`"),
    );
    Diagnostic::new(CODE, Severity::Advice, rule.effect.span, message).help(help)
}
