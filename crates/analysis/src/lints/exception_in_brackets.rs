//! # 括号里的除外
//!
//! `未到场每次扣5分;迟到每次扣1分(因公除外)`：因公只免迟到，还是也免未到场？ 括号里的除外放在哪里，就有人按哪里理解。写在情形里的，算情形的一部分；写在句末的，单算一条排除。
//!
//! 请写进它所限的情形：`无公务未到场的,每次扣5分`；对整项都除外的，另起一句：`因公未到的,不计入考核`。
//!
//! # English
//!
//! `迟到每次扣1分(因公除外)`: does the exception narrow this one finding, or the clauses before it, too? Within a finding it is part of its name; at
//! the end of a sentence it is an exclusion of its own.
//!
//! Write it into the finding that it narrows, `无公务未到场的,每次扣5分`, or as a sentence of its own for all: `因公未到的,不计入考核`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::wording::Wording;

const CODE: &str = "exception-in-brackets";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter_map(told).collect()
}

fn told(wording: Wording<'_>) -> Option<Diagnostic> {
    wording.scoring().next()?;
    let words = wording.all_folded();
    let (before, after) = words.split_once("除外)")?;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([';', '。', '\n']);
    // Behind a full stop or a cap it is of the whole clause.
    let alone = before.rfind('(').and_then(|at| before.get(..at)).is_some_and(|head| head.trim_end().ends_with(['。', ';', '止']));
    if alone && ends(after.trim_start()) {
        return None;
    }
    let span = wording.find("除外)")?;
    let message = Text::new(
        "括号里的“除外”：只限它前面的情形，还是整条都除外？",
        "this exception in brackets: does it narrow the finding before it, or all that the clause says?",
    );
    let help = Text::new(
        "只限一种情形的，写进情形里，例如 `无公务未到场的`；都除外的，另起一句，例如 `因公未到的,不计入考核`",
        "write it into the finding, e.g. `无公务未到场的`; for all, as its own sentence, e.g. `因公未到的,不计入考核`",
    );
    Some(Diagnostic::new(CODE, Severity::Advice, span, message).help(help))
}
