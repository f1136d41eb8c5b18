//! # 否决成没有的等级
//!
//! 一票否决把结果定为某个等级，或者不许高于某个等级，但 `等级` 里没有这个名称。可能写错了一个字。
//!
//! 请使用等级里的名称。
//!
//! # English
//!
//! A veto sets a grade, or bounds the grade by one, that 等级 does not name.
//!
//! Use a name from 等级.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::label::nearest;
use crate::lower::grades;
use crate::program::Veto;

const CODE: &str = "unknown-grade";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let names: Vec<String> = subject.program.bands.iter().map(|band| band.name.clone()).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let found = |veto: &Veto| {
        let grade = unknown(veto, &names)?;
        Some(diagnostic(veto, &grade, nearest(&grade, names.iter().map(String::as_str))))
    };
    subject.program.vetoes.iter().filter_map(found).collect()
}

fn unknown(veto: &Veto, names: &[String]) -> Option<String> {
    match &veto.grade {
        Some(grade) => Some(grade.clone()).filter(|grade| !names.contains(grade)),
        None if veto.change.is_none() => grades::unknown(&veto.outcome, names),
        None => None,
    }
}

fn diagnostic(veto: &Veto, grade: &str, near: Option<&str>) -> Diagnostic {
    let message = Text::new(format!("等级里没有“{grade}”"), format!("there is no band called `{grade}`"));
    let help = near.map_or_else(
        || Text::new("请使用“等级”里的名称", "use a name from 等级"),
        |name| Text::new(format!("是不是“{name}”？"), format!("did you mean `{name}`?")),
    );
    Diagnostic::new(CODE, Severity::Warning, veto.span, message).help(help)
}
