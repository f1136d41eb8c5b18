//! # 改不动的等级
//!
//! 这条否决要把等级压低，但按 `等级` 里写的，压不动：不许评为的已经是最低一档，不许高于的已经是最高一档，或者根本没有可降的等级。
//!
//! 请核对等级的名称和这句话：`不得评为优秀` 的人得下一档，`降一级` 从总分够得上的那一档往下降。
//!
//! # English
//!
//! The veto is to lower the grade, and by the bands of 等级 it cannot: what it forbids is the lowest band already, what it allows at most is the
//! highest, or there are no grades to lower.
//!
//! Compare the name with 等级: who may not be 优秀 gets the band below, and 降一级 counts from the band that the total earns.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::{GradeChange, Veto};

const CODE: &str = "useless-grade-change";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let bands = &subject.program.bands;
    subject.program.vetoes.iter().filter_map(|veto| Some(diagnostic(veto, why(veto.change?, bands.len())?))).collect()
}

fn why(change: GradeChange, bands: usize) -> Option<Text> {
    match change {
        GradeChange::Down(_) if bands < 2 => Some(Text::new("没有可降的等级", "there is no band to lower the grade to")),
        GradeChange::Ceiling(0) => {
            Some(Text::new("这已经是最高的等级，没有更高的可以压下来", "this is the highest band, and there is none above it to bring down"))
        }
        GradeChange::Ceiling(at) if at >= bands => {
            Some(Text::new("这已经是最低的等级，再往下没有等级可给", "this is the lowest band, and there is none below it to give"))
        }
        _ => None,
    }
}

fn diagnostic(veto: &Veto, why: Text) -> Diagnostic {
    let message = Text::new(format!("“{}”改不动等级：{}", veto.outcome, why.zh), format!("`{}` cannot change the grade: {}", veto.outcome, why.en));
    let help = Text::new("请核对“等级”里的名称和高低", "compare it with the names and the order in 等级");
    Diagnostic::new(CODE, Severity::Warning, veto.span, message).help(help)
}
