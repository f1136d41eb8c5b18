//! # 每月该做的事，缺了怎么扣
//!
//! `每月不按时更换宣传栏的,扣5分`：每缺一个月扣5分，还是不论几个月只扣5分？ `每半年至少开展一次教育,每少一次扣5分`：记录报缺了几次，还是报做了几次？
//! 规定多久做一次的“每月”不是每次扣分的“每”；没有另写“每”的只扣一次（规则 7）。
//!
//! 每缺一个月都扣，写 `宣传栏未按时更换的,每缺一个月扣5分`；只扣一次，写 `未按月更换宣传栏的扣5分`；报做了几次的，写 `教育少于2次的,每少一次扣5分`。
//!
//! # English
//!
//! `每月不按时更换宣传栏的,扣5分`: five points for each month missed, or five whatever happens? The 每 of how often a thing is due is not the 每 of
//! how often it costs; without another 每 it is once (rule 7).
//!
//! Write `每缺一个月扣5分` for each, `未按月更换的扣5分` for once, and `少于2次的,每少一次扣5分` where the record says how often it was done.

use chidu_diagnostics::{Diagnostic, Severity, Text};
use chidu_values::Unit;

use super::Subject;
use crate::forms::{Bound, Limits, What};
use crate::reading::{Condition, Effect, Kind, Op};
use crate::wording::{Placed, Wording};

const CODE: &str = "duty-frequency";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let effects = wording.effects().iter().filter_map(move |effect| told(wording, effect));
        effects.chain(wording.regions().into_iter().filter_map(move |region| short(wording, region))).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

/// 每月活动未达2次,扣1分: a month that fell short, or all that did?
fn short(wording: Wording<'_>, region: &[Placed]) -> Option<Diagnostic> {
    let (last, before) = region.split_last()?;
    let What::Act(act) = &last.what else { return None };
    let once = act.kind == Kind::Deduct && act.per.is_none() && act.amounts.len() == 1;
    let counted = before.iter().any(|piece| matches!(piece.what, What::Count(_) | What::Step(_)));
    let at = before.iter().rposition(|piece| matches!(&piece.what, What::Bound(bound) if below(bound)))?;
    let from = before.iter().take(at).rposition(|piece| ends_phrase(&piece.what)).map_or(0, |at| at + 1);
    let duty = before.get(from..at)?.iter().find(|piece| piece.what == What::Duty).filter(|_| once && !counted)?;
    let (first, last) = (before.get(from)?, before.get(at)?);
    let (often, clause, act) = (wording.words(duty.span), wording.words(Wording::span(first, last)), wording.words(last.span));
    let message = Text::new(
        format!("“{clause}”：不够的{often}各扣一次，还是只扣一次？现只扣一次（规则 7）"),
        format!("`{clause}`: once for each ({often}) that falls short, or once in all? Once (rule 7)"),
    );
    let help = Text::new(
        format!("各扣一次，写 `每有一个月{act}的扣分`；只扣一次，加上“一次性”"),
        "write `每有一个月…` for each, or 一次性 for once".to_owned(),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, duty.span, message).help(help))
}

fn below(bound: &Bound) -> bool {
    matches!(bound.limits, Limits::One(Op::Below, _)) && !bound.asks
}

fn ends_phrase(what: &What) -> bool {
    matches!(what, What::Comma | What::SoftStop | What::HardStop | What::Act(_))
}

/// 每半年至少开展一次教育,每少一次扣5分: which half year it was, and whether the record says what was done or what was missed.
fn lacking<'a>(wording: Wording<'a>, effect: &Effect) -> Option<&'a Placed> {
    let per = effect.per.as_ref().filter(|per| effect.kind == Kind::Deduct && !Unit::of(&per.unit).is_measured())?;
    let before = wording.before(effect);
    let duty = before.iter().find(|piece| piece.what == What::Duty)?;
    let asked = wording.all_folded().get(duty.at.end..before.last()?.at.end)?;
    let (_, rest) = LEAST.iter().find_map(|word| asked.split_once(word))?;
    let (_, lacks) = rest.split_once([',', ';', '。'])?;
    let counted = ["少", "缺"].iter().any(|lack| lacks.contains(lack)) && rest.contains(per.unit.as_str());
    counted.then_some(duty)
}

const LEAST: [&str; 4] = ["至少", "不少于", "不低于", "不得少于"];

fn told(wording: Wording<'_>, effect: &Effect) -> Option<Diagnostic> {
    if let Some(duty) = lacking(wording, effect) {
        return Some(diagnostic(wording, effect, wording.words(duty.span)));
    }
    let Some(Condition::Label(label)) = effect.when.first() else { return None };
    let least = || ["至少", "不少于", "不低于"].iter().any(|word| chidu_syntax::fold_str(label).contains(word));
    let takes = || effect.kind == Kind::Deduct && (effect.per.is_none() || least());
    let before = wording.before(effect);
    let at = before.iter().position(|piece| matches!(piece.what, What::Duty)).filter(|_| takes())?;
    // 未每月分析的, 根据每月通报: it says which analysis, which notice.
    let opens = before.iter().take(at).all(|piece| matches!(piece.what, What::Enumerator | What::Space | What::Comma | What::SoftStop | What::HardStop));
    let duty = before.get(at).filter(|_| opens)?;
    Some(diagnostic(wording, effect, wording.words(duty.span)))
}

fn diagnostic(wording: Wording<'_>, effect: &Effect, often: &str) -> Diagnostic {
    let (clause, act) = (wording.words(effect.clause), wording.words(effect.span));
    let message = match effect.per {
        None => Text::new(
            format!("“{clause}”：{often}各扣一次，还是只扣一次？现只扣一次（规则 7）"),
            format!("`{clause}`: once for each ({often}), or once in all? Once (rule 7)"),
        ),
        Some(_) => Text::new(
            format!("“{clause}”：记录报缺了几次，还是报做了几次？现报缺了几次（规则 10）"),
            format!("`{clause}`: does the record say how often it was missed, or how often it was done? How often missed (rule 10)"),
        ),
    };
    let help = Text::new(
        format!("报缺几次，写 `未按规定开展的,每少一次{act}`；报做了几次，写 `少于2次的,每少一次{act}`；只扣一次，写 `未按规定开展的{act}`"),
        format!("missed: `未按规定开展的,每少一次{act}`; done: `少于2次的,每少一次{act}`; once: `未按规定开展的{act}`"),
    );
    Diagnostic::new(CODE, Severity::Advice, effect.clause, message).help(help)
}
