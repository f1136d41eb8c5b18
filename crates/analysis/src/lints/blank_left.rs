//! # 留着空格待填
//!
//! `前后不一的,扣1分,共_处`：表上留了填处数的空格，是每处扣1分，还是不论几处只扣1分？ 没有“每”的只扣一次（规则 7），空格里填多少都不影响得分。
//! 空着的括号、空着的数同样没有意思。
//!
//! 每处都扣，写 `每发现一处扣1分`；只扣一次，把空格去掉。
//!
//! # English
//!
//! `前后不一的,扣1分,共_处`: the form leaves a blank for how many. Does each cost a point, or all of them one? Without 每 it is once (rule 7),
//! and what is filled in changes nothing. An empty bracket says nothing either.
//!
//! Write `每发现一处扣1分` for each, or take the blank away for once.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::wording::Wording;

const CODE: &str = "blank-left";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter_map(told).collect()
}

/// A blank to be filled in, where nothing says that the amount counts each time.
fn told(wording: Wording<'_>) -> Option<Diagnostic> {
    let reading = &wording.passage().reading;
    let once = wording.scoring().any(|effect| effect.per.is_none()) || wording.effects().is_empty() && !reading.gaps.is_empty();
    let span = ["_", "()", "( )"].iter().find_map(|blank| wording.find(blank)).filter(|_| once)?;
    let message = Text::new(
        "这里留着空格：是每一处都算、填了几处算几次，还是只算一次？现按只算一次（规则 7）",
        "a blank is left here: does each that is filled in count, or is it once? It counts once (rule 7)",
    );
    let help = Text::new("每处都算，写 `每发现一处扣1分`；只算一次，去掉空格", "for each, write `每发现一处扣1分`; for once, take the blank away");
    Some(Diagnostic::new(CODE, Severity::Warning, span, message).help(help))
}
