//! A measure that is no more than a verb is of the finding before it: 缺一次会议扣1分,缺三次以上全扣 counts the same meetings.
//!
//! Read by itself, 缺 would be a measure that nobody reports, and the second effect would never hold. Not here: counts that are rungs of one
//! another ([`super::progression`]). Start at [`named`].

use chidu_values::Unit;

use super::{Draft, of_sentence};
use crate::reading::{Condition, Effect};

/// Verbs of finding, that need their object.
const VERBS: &[&str] =
    &["受到", "受", "发生", "出现", "发现", "存在", "缺少", "缺", "少", "违反", "有", "被", "查出", "检查发现", "抽查发现", "累计"];

/// Gives a count by a verb alone the name of the count or finding right before it, where that is of the same verb.
pub(super) fn named(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let Some([before, here]) = drafts.get(at - 1..=at) else { return };
        let Some(name) = name(&before.effect) else { continue };
        let near = here.effect.sentence <= before.effect.sentence + 1;
        let of = here.effect.when.first().cloned().and_then(|mut condition| verb(&mut condition).cloned());
        let Some(of) = of.filter(|of| near && is_of(of, &name)) else { continue };
        if !is_of_several(drafts, at, &of, &name)
            && let Some(measure) = drafts.get_mut(at).and_then(|here| here.effect.when.first_mut()).and_then(verb)
        {
            *measure = name;
        }
    }
}

/// 甲类每少一项…,乙类每少一项…,少5项以上: of which of them is not said.
fn is_of_several(drafts: &[Draft], at: usize, verb: &str, last: &str) -> bool {
    let Some((here, before)) = drafts.get(..=at).and_then(<[_]>::split_last) else { return false };
    of_sentence(before, here.effect.sentence)
        .filter_map(|draft| name(&draft.effect))
        .any(|other| other != last && !other.is_empty() && is_of(verb, &other))
}

/// The measure of a count, where it is a verb and nothing else.
fn verb(condition: &mut Condition) -> Option<&mut String> {
    let (Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }) = condition else { return None };
    let counted = !Unit::of(unit).is_measured() && VERBS.contains(&chidu_syntax::fold_str(measure).as_ref());
    counted.then_some(measure)
}

/// 缺 of 缺会议, 受到 of 年度内受到警告; after a count without a name, any.
fn is_of(verb: &str, name: &str) -> bool {
    name.is_empty() || name.len() > verb.len() && chidu_syntax::fold_str(name).contains(chidu_syntax::fold_str(verb).as_ref())
}

/// What an effect counts or finds; empty for what the entry names.
fn name(effect: &Effect) -> Option<String> {
    match effect.when.as_slice() {
        [] => effect.per.as_ref().map(|_| String::new()),
        [Condition::Label(label)] => Some(label.clone()),
        [Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }] => {
            Some(measure.clone()).filter(|_| !Unit::of(unit).is_measured())
        }
        _ => None,
    }
}
