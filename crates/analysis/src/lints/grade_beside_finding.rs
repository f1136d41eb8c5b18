//! # 等级除了分数还看别的
//!
//! `90分以上且未发生投诉的为优秀, 80分以上为良好`：95分、发生过一次投诉的，是良好，还是没有等级？ 够得上分、别的条件不成立的，看下一个成立的等级，
//! 95分有投诉的是良好。`不足60分或者有违规的为三级` 也一样：85分有违规的，是三级还是二级？
//!
//! 等级只看分数，别的条件写成限制：`发生投诉的,不得评为优秀`，写在 `一票否决` 里。
//!
//! # English
//!
//! `90分以上且未发生投诉的为优秀, 80分以上为良好`: with 95 points and a complaint, is the grade 良好, or is there none? Who has the points and not what else is
//! asked for has the next grade that holds, 良好. The same goes for `不足60分或者有违规的为三级` with 85 points and a violation.
//!
//! Let grades look at points alone, and say what limits them: `发生投诉的,不得评为优秀`, in 一票否决.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::reading::{Condition, Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "grade-beside-finding";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let read: Vec<Diagnostic> = wording.effects().iter().filter(|effect| is_open(effect)).map(|effect| diagnostic(wording, effect.clause)).collect();
        if read.is_empty() { refused(wording).into_iter().collect() } else { read }
    };
    Wording::all(subject).flat_map(of).collect()
}

/// A grade for points and for a finding.
fn is_open(effect: &Effect) -> bool {
    let points = effect.when.iter().any(|condition| !matches!(condition, Condition::Label(_)));
    let found = effect.when.iter().any(|condition| matches!(condition, Condition::Label(_)));
    effect.kind == Kind::Grade && points && found
}

/// The same in a passage with grades that was refused.
fn refused(wording: Wording<'_>) -> Option<Diagnostic> {
    let gap = !wording.passage().reading.gaps.is_empty();
    let grades = wording.effects().iter().filter(|effect| effect.kind == Kind::Grade).count() > 1;
    let joins = |span: &Span| {
        let pieces = wording.within(*span);
        let joined = pieces.iter().any(|piece| matches!(piece.what, What::Joined(_) | What::Either));
        let folded = wording.folded(*span);
        joined && folded.contains('分') && ["级", "优秀", "良好", "合格", "等"].iter().any(|name| folded.contains(name))
    };
    let span = wording.sentences().into_iter().filter(|_| gap && grades).find(joins)?;
    Some(diagnostic(wording, span))
}

fn diagnostic(wording: Wording<'_>, span: Span) -> Diagnostic {
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}”：分数和别的条件只有一样成立的，是哪一级？两样都要的，现看下一个成立的等级"),
        format!("`{words}`: which grade has whoever meets only one of the two? Where both are asked for, the next grade that holds"),
    );
    let help = Text::new(
        "等级只写分数，别的条件写进 `一票否决`，例如 `发生投诉的,不得评为优秀`",
        "let grades say points alone, and put the rest into 一票否决, e.g. `发生投诉的,不得评为优秀`",
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}
