//! Which measure a clause means where its words leave it open: the one that its sentence already compares, or the rate that
//! it scores by (rules 8 and 12).
//!
//! Not here: where steps start (`steps`). Start at [`carry_over`].

use chidu_syntax::fold_str;
use chidu_values::{Dimension, Number, Unit};

use super::steps::{is_excess, is_generic};
use crate::label;
use crate::reading::{Condition, Effect, Kind, Op};

/// How names of measures end; an entry of such a name is what a comparison without a subject measures.
pub(super) const MEASURES: &[char] = &['率', '度', '时', '间', '数', '量', '额', '速', '值', '期'];

/// How many names back a shorter one looks.
const NEAR: usize = 40;

/// 抽查合格率达到80%得2分,达到90%得4分: the second comparison is of the same measure as the first, within a sentence always,
/// across sentences where the entry's own name measures nothing.
pub(super) fn carry_over(effects: &mut [Effect], entry: &str) {
    let own = label::key(entry).ends_with(MEASURES);
    named_short(effects);
    count_on(effects, own);
    lasting(effects);
    let mut last: Option<(String, Unit, u32)> = None;
    for effect in effects.iter_mut().filter(|effect| !matches!(effect.kind, Kind::Grade | Kind::History | Kind::Rank | Kind::Veto)) {
        let sentence = effect.sentence;
        for condition in &mut effect.when {
            let (Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }) = condition else { continue };
            let unit = Unit::of(unit);
            if !label::key(measure).is_empty() {
                last = (!is_generic(measure) || is_excess(measure)).then(|| (measure.clone(), unit, sentence)).or(last);
                continue;
            }
            let same = last.as_ref().filter(|(_, before, at)| before.dimension == unit.dimension && (*at == sentence || !own));
            if let Some((name, ..)) = same {
                name.clone_into(measure);
            }
        }
    }
}

/// 工期滞后5%以内扣2分,滞后10%以上扣5分: the end of one name that was said before, in its unit, is that name again. A rate is another measure than the
/// rate of a part.
fn named_short(effects: &mut [Effect]) {
    let mut names: Vec<(String, String, Unit, u32)> = Vec::new();
    for effect in effects.iter_mut() {
        let sentence = effect.sentence;
        let counted = effect.per.as_ref().map(|per| Unit::of(&per.unit));
        for condition in &mut effect.when {
            let (measure, unit) = match condition {
                Condition::Label(label) => (label, counted.clone()),
                Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. } => {
                    let unit = Unit::of(unit);
                    if let Some(name) = long_name(&names, measure, &unit, sentence) {
                        *measure = name;
                    }
                    (measure, Some(unit))
                }
                Condition::Zeroed { .. } => continue,
            };
            let key = label::key(measure);
            if let Some(unit) = unit.filter(|_| !key.is_empty() && names.iter().rev().take(NEAR).all(|(other, ..)| *other != key)) {
                names.push((key, measure.clone(), unit, sentence));
            }
        }
    }
}

/// The one name of a unit that ends, or within its sentence begins, with another.
fn long_name(names: &[(String, String, Unit, u32)], measure: &str, unit: &Unit, sentence: u32) -> Option<String> {
    let key = label::key(measure);
    let deed = key.chars().count() > 1 && !key.ends_with(MEASURES) && !is_generic(measure);
    let whole = |name: &str| !name.contains(['、', '或', '和', '及', ',']);
    let same = |(name, _, of, at): &&(String, String, Unit, u32)| {
        let short = name.ends_with(&key) || *at == sentence && name.starts_with(&key) && !of.is_measured();
        short && *name != key && of.dimension == unit.dimension && whole(name)
    };
    let near = || names.iter().rev().take(NEAR);
    let known = near().any(|(name, ..)| *name == key);
    let mut long = near().filter(same);
    match (deed && !known, long.next(), long.next()) {
        (true, Some((_, name, ..)), None) => Some(name.clone()),
        _ => None,
    }
}

/// 迟到一次扣1分,三次以上扣5分: a bound without a subject counts what its sentence has just counted; across sentences where only
/// one thing was counted, and the entry's own name measures nothing. 旷工扣4分;三次以上的予以辞退: what costs once is found as often as it is.
fn count_on(effects: &mut [Effect], own: bool) {
    let mut counted: Vec<(String, String, u32)> = Vec::new();
    let mut once: Option<String> = None;
    let lasts = |per: &str| Unit::of(per).dimension == Dimension::Time;
    for effect in effects.iter_mut() {
        let (sentence, gives) = (effect.sentence, matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Zero));
        if let (Some(per), [Condition::Label(label)]) = (&effect.per, effect.when.as_slice())
            && (!Unit::of(&per.unit).is_measured() || lasts(&per.unit) && !label::key(label).is_empty())
            && !label::key(label).starts_with("其他")
        {
            counted.push((label.clone(), per.unit.clone(), sentence));
        }
        if let (None, [Condition::Label(label)], Kind::Deduct) = (&effect.per, effect.when.as_slice(), effect.kind) {
            once = Some(label.clone());
        }
        if let (Kind::Veto, [Condition::Compare { measure, unit, .. }]) = (effect.kind, effect.when.as_mut_slice()) {
            let found = counted.iter().filter(|(_, per, _)| per == unit).map(|(label, ..)| label);
            let found: Vec<&String> = found.chain(once.as_ref().filter(|_| unit == "次")).collect();
            if let ([label], true) = (found.as_slice(), label::key(measure).is_empty() && !own) {
                (*label).clone_into(measure);
            }
        }
        for condition in effect.when.iter_mut().filter(|_| gives) {
            let (Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. }) = condition else { continue };
            let Some((label, per, at)) = counted.last().filter(|_| label::key(measure).is_empty()) else { continue };
            let only = counted.iter().all(|(other, ..)| other == label);
            // 病假每天…,事假每天…,超过10天: of which of them is not said.
            if per == unit && !lasts(per) && (*at == sentence || only && !own) || lasts(per) && lasts(unit) && only && *at == sentence {
                label.clone_into(measure);
            }
        }
    }
}

/// 逾期一天扣1分,逾期超过3天不得分: the days that are counted are those that are compared.
fn lasting(effects: &mut [Effect]) {
    let compared: Vec<String> = effects
        .iter()
        .flat_map(|effect| &effect.when)
        .filter_map(|condition| match condition {
            Condition::Compare { measure, unit, .. } if Unit::of(unit).dimension == Dimension::Time => Some(label::key(measure)),
            _ => None,
        })
        .collect();
    for effect in effects.iter_mut() {
        let (Some(per), [condition]) = (&effect.per, effect.when.as_mut_slice()) else { continue };
        let Condition::Label(text) = condition else { continue };
        if Unit::of(&per.unit).dimension == Dimension::Time && compared.contains(&label::key(text)) {
            *condition = Condition::Compare { measure: text.clone(), op: Op::Above, value: Number::ZERO, unit: per.unit.clone() };
        }
    }
}

/// 按完成率得分: the share that the score follows; the entry's own where the words name none (按比例得分).
pub(super) fn followed(words: &str) -> Condition {
    let folded = fold_str(words);
    let named = folded.trim_start_matches("按照").trim_start_matches(['按', '以']);
    let measure = named.find('率').and_then(|at| named.get(..at + '率'.len_utf8())).unwrap_or_default();
    Condition::Compare { measure: measure.to_owned(), op: Op::AtLeast, value: Number::ZERO, unit: "%".to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::analyze;
    use crate::program::FactKind;

    /// The measures of a rulebook, with how many rules use each.
    fn measures(text: &str) -> Vec<String> {
        let program = analyze(text).program;
        let measures =
            program.facts.iter().filter(|fact| matches!(fact.kind, FactKind::Measure(_) | FactKind::Event) && !fact.rules.is_empty());
        measures.map(|fact| format!("{} {}", fact.name, fact.rules.len())).collect()
    }

    #[test]
    fn a_sentence_goes_on_about_its_measure() {
        assert_eq!(measures("抽查 5分: 抽查合格率达到80%得2分,达到90%得5分"), ["抽查合格率 2"]);
        assert_eq!(measures("接待 5分: 等候时间超过10分钟扣1分; 超过20分钟扣3分"), ["等候时间 2"]);
        assert_eq!(measures("接待时间 5分: 超过10分钟扣1分; 超过20分钟扣3分"), ["接待时间 2"]);
        assert_eq!(measures("满意率 5分: 投诉率超过5%扣2分; 低于80%扣1分"), ["投诉率 1", "满意率 1"]);
    }

    #[test]
    fn a_score_follows_the_rate_that_it_names() {
        assert_eq!(measures("修约: 四舍五入保留两位小数\n任务 5分: 按完成率得分"), ["完成率 1"]);
        assert_eq!(measures("修约: 四舍五入保留两位小数\n完成率 5分: 按比例得分"), ["完成率 1"]);
    }

    #[test]
    fn parts_of_steps_are_taken_by_proportion() {
        let text = "修约: 四舍五入保留两位小数\n满意率 5分: 达到90%得满分,每低1个百分点扣1分,不足1个百分点的按比例扣,扣完为止";
        let program = analyze(text).program;
        assert!(program.entries.iter().all(|entry| entry.blocked.is_empty()));
        assert!(program.rules.iter().any(|rule| rule.effect.partial == Some(crate::reading::Partial::Ratio)));
    }

    #[test]
    fn a_sum_of_deductions_is_no_measure() {
        assert!(measures("机构 4分: 不符合规定的,每处扣1分;扣满4分的,追加扣10分").is_empty());
    }
}
