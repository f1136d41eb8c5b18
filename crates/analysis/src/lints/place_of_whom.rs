//! # 第一名是谁的名次
//!
//! `指导学生竞赛,第一名加3分、第二名加2分`：是在竞赛里得的名次（记录里写明），还是考核对象之间的名次（由工具排）？ 后面只写 `第N名` 的按考核对象的名次读（规则 22）。
//!
//! 外面的名次，写成情形：`竞赛获第一名的,加3分;竞赛获第二名的,加2分`；考核对象的名次，写 `考核排名第1名的,加3分`。
//!
//! # English
//!
//! `第一名加3分、第二名加2分`: a place in some contest, which the records state, or a place among those assessed, which is computed? A bare place
//! behind the first is read as one among those assessed (rule 22).
//!
//! Write a place in a contest into each finding, `竞赛获第一名的,加3分`, and a place among those assessed with the word: `考核排名第1名的,加3分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::forms::What;
use crate::reading::{Condition, Effect, Kind};
use crate::wording::Wording;

const CODE: &str = "place-of-whom";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter_map(|wording| wording.effects().iter().find_map(|effect| told(wording, effect))).collect()
}

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    if effect.kind != Kind::Rank {
        return None;
    }
    let place = wording.before(effect).iter().find(|piece| matches!(piece.what, What::Rank { said: false, .. }))?;
    if !named_before(wording, effect) {
        return None;
    }
    let (words, act) = (wording.words(place.span), wording.words(effect.span));
    let message = Text::new(
        format!("“{words}”：竞赛里的名次，还是考核对象之间的名次？现按考核对象之间的（规则 22）"),
        format!("`{words}`: a place in a contest, or among those assessed? Among those assessed (rule 22)"),
    );
    let help = Text::new(
        format!("竞赛的写 `竞赛获{words}的,{act}`；考核对象的写 `考核排名{words}的,{act}`"),
        format!("in a contest write `竞赛获{words}的,{act}`, among those assessed `考核排名{words}的,{act}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, place.span, message).help(help))
}

/// True where the places before it in its sentence are findings (a contest's), so that its own is another kind of place than theirs.
fn named_before(wording: Wording<'_>, effect: &Effect) -> bool {
    let place = |label: &str| label.contains('第') && label.ends_with(['名', '位']);
    wording.earlier(effect).any(|other| matches!(other.when.first(), Some(Condition::Label(label)) if place(label)))
}
