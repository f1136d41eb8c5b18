//! # 否决成没有的等级
//!
//! 一票否决把结果定为某个等级，但 `等级` 里没有这个名称。可能写错了一个字。
//!
//! 请使用等级里的名称。
//!
//! # English
//!
//! A veto sets a grade that 等级 does not name.
//!
//! Use a name from 等级.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::label::nearest;
use crate::program::Veto;

const CODE: &str = "unknown-grade";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let bands = &subject.program.bands;
    let unknown = |veto: &&Veto| !bands.is_empty() && veto.grade.as_ref().is_some_and(|grade| bands.iter().all(|band| band.name != *grade));
    let names = || bands.iter().map(|band| band.name.as_str());
    subject.program.vetoes.iter().filter(unknown).map(|veto| diagnostic(veto, nearest(veto.grade.as_deref().unwrap_or(""), names()))).collect()
}

fn diagnostic(veto: &Veto, near: Option<&str>) -> Diagnostic {
    let grade = veto.grade.as_deref().unwrap_or("");
    let message = Text::new(format!("等级里没有“{grade}”"), format!("there is no band called `{grade}`"));
    let help = near.map_or_else(
        || Text::new("请使用“等级”里的名称", "use a name from 等级"),
        |name| Text::new(format!("是不是“{name}”？"), format!("did you mean `{name}`?")),
    );
    Diagnostic::new(CODE, Severity::Warning, veto.span, message).help(help)
}
