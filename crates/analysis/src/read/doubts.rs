//! Readings whose own words speak against them: a count left in a name, a period in a measure, a condition behind the points.
//!
//! Such a reading would be certain and wrong, so it becomes a gap. Not here: what leaves no effect at all ([`super::Fold::leave`]).
//! A wording about which a lint asks the author (`unreachable-cap`, `step-or-threshold`) is read. Start at [`doubted`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use chidu_values::{Number, Unit};

use super::{Draft, FAR, at, of_sentence, together};
use crate::reading::{Condition, Effect, Gap, GapKind, Kind, Op};

/// Periods and stretches that are counted with 每.
const STRETCHES: &[&str] = &["学期", "学年", "年度", "年", "季度", "月", "周", "日", "天", "小时", "学时", "课时", "节"];
/// How one says that something is done once in each of them.
const ONCE: &[&str] = &["一次", "1次"];
/// Of whom a consequence is said. Alone they are no reason for it.
const SUBJECTS: &[&str] = &["班级", "班主任", "个人", "本人", "单位", "部门", "负责人", "责任人", "当事人", "领导"];
/// Words of a bound.
const BOUNDS: &[&str] = &["以上", "以内", "以下", "超过", "不足", "低于", "高于", "未满", "大于", "小于"];
/// What is taken from, and nothing that is found.
const TOTALS: &[&str] = &["总得分", "总分", "总成绩", "最终得分"];
/// Words of a bracket that was read for itself.
const SCORES: &[&str] = &["扣", "加", "得", "奖", "最", "不超过", "封顶", "含", "满分", "累计", "计"];

/// Words that go on, or that say how much is meant and not what was found.
const LEFT_OPEN: &[&str] =
    &["和", "与", "及", "以及", "含", "不含", "共", "共计", "合计", "总计", "总共", "限", "限为", "全年", "全学年", "全学期"];

/// A gap for every effect that says something else than its words.
pub(super) fn doubted(drafts: &[Draft], source: &str) -> Vec<Gap> {
    let doubtful = drafts.iter().enumerate().filter(|(at, draft)| {
        let before = drafts.get(..*at).unwrap_or_default();
        let effect = &draft.effect;
        is_doubtful(effect, before)
            || is_bounded_behind(effect, source)
            || together::is_second_of_two(effect, before, source)
            || is_part_of(effect, before, source)
            || is_each_of_two(effect, source)
            || is_most_of_each(effect, before, source)
            || is_of_one_of_several(effect, before)
            || is_instead(effect, before, source)
            || is_of_another_once(effect, before)
            || sums_several(effect, before, source)
            || is_said_of_two(effect, before, source)
            || is_step_from_several(effect, before, source)
            || is_by_places(effect)
            || is_ranked_twice(effect, before)
            || is_number_of(effect, source)
            || is_half(effect, source)
            || is_recorded_against(effect, source)
            || refers_back(effect, before, source)
            || is_veto_of_all(effect, before)
            || is_all_of_each(effect, before)
    });
    doubtful.map(|(_, draft)| Gap { span: draft.effect.clause, kind: GapKind::Unrecognized }).collect()
}

/// 每项措施各1.5分,完成计满分: of each of them, and not of all that there is to score.
fn is_all_of_each(effect: &Effect, before: &[Draft]) -> bool {
    let each = |draft: &Draft| {
        let of = draft.effect.of.as_deref().is_some_and(|of| chidu_syntax::fold_str(of).starts_with('每'));
        draft.effect.kind == Kind::Points && of
    };
    matches!(effect.kind, Kind::Full | Kind::Zero) && of_sentence(before, effect.sentence).any(each)
}

fn is_doubtful(effect: &Effect, before: &[Draft]) -> bool {
    let labels: Vec<Cow<str>> = labels(effect).collect();
    let label = |test: fn(&str) -> bool| labels.iter().any(|label| test(label));
    let once = effect.amount.is_some() && effect.per.is_none();
    let said = match effect.kind {
        Kind::Limit => {
            label(is_of_each)
                || label(|words| words.ends_with("加减"))
                || effect.of.as_deref().is_some_and(|of| is_of_each(&chidu_syntax::fold_str(of)))
        }
        // 超时的,总分-5分: of the total, which is no finding.
        Kind::Deduct if label(|words| TOTALS.contains(&words.rsplit(['的', '者']).next().unwrap_or(words))) => true,
        Kind::Veto => label(is_subject) && before.iter().any(|draft| draft.effect.sentence == effect.sentence),
        Kind::Add if once && effect.when.is_empty() && follows_points(effect, before) => true,
        Kind::Add | Kind::Award if once && sums_hours(effect) => true,
        Kind::Add | Kind::Award => once && (label(ends_in_each) || label(is_regular) || label(counts_one)),
        Kind::Deduct => once && (label(ends_in_each) || label(counts_one)) || effect.per.is_some() && starts_at_zero(effect, before),
        _ => false,
    };
    let measured = |condition| {
        is_unnamed(condition, before)
            || is_bound_in_name(condition)
            || is_taken_for(condition)
            || is_choice_of_counts(condition)
            || measure(condition).is_some_and(|measure| measure.ends_with('或'))
            || is_step_of_each(condition)
            || is_counted_twice(condition, effect)
            || is_clock_or_score(condition)
            || names_target(condition)
            || effect.per.is_none() && is_of_each_object(condition)
    };
    said || label(is_left_open) || effect.when.iter().any(measured)
}

/// 第一名得10分,每降低一个名次扣0.5分: how many places it is depends on the subjects, and no record counts them.
fn is_by_places(effect: &Effect) -> bool {
    effect.per.as_ref().is_some_and(|per| ["名次", "位次", "志愿"].iter().any(|place| chidu_syntax::fold_str(&per.unit).ends_with(place)))
}

/// 发生事故的。实行一票否决; 本项实行一票否决制: what it is for stands in a sentence of its own, and without it the veto would hold for everybody.
fn is_veto_of_all(effect: &Effect, before: &[Draft]) -> bool {
    let called = effect.outcome.as_ref().is_some_and(|outcome| outcome.contains("否决"));
    let first = !before.iter().any(|draft| draft.effect.kind == Kind::Veto);
    let of_all = effect.when.is_empty()
        || matches!(effect.when.as_slice(), [Condition::Label(label)] if ["本项", "该项", "此项", "本条"].contains(&label.as_str()));
    let announced = effect.sentence > 0 || effect.outcome.as_ref().is_some_and(|outcome| outcome.starts_with(['实', '执', '實', '執']));
    effect.kind == Kind::Veto && of_all && announced && called && first
}

/// 社团违规记2点: a point against somebody, which is none that is scored.
fn is_recorded_against(effect: &Effect, source: &str) -> bool {
    let said = chidu_syntax::fold_str(effect.span.of(source));
    let recorded = effect.kind == Kind::Award && said.contains('记');
    let none = |label: &str| ["无", "没有", "未", "零", "不"].iter().any(|no| label.contains(no));
    let wrong = |label: Cow<str>| {
        let breach = ["违规", "违纪", "违章", "违法"].iter().any(|word| label.contains(word)) && !none(&label);
        breach || said.ends_with('点') && super::deeds::is_fault(&label)
    };
    recorded && labels(effect).any(wrong)
}

/// 年度排名前3名加5分,月度排名前3名加1分: one place, and two rankings of which no record tells one from the other.
fn is_ranked_twice(effect: &Effect, before: &[Draft]) -> bool {
    let twin = |other: &Effect| {
        let same = other.kind == Kind::Rank && other.when == effect.when && other.sign == effect.sign;
        let same = same && without_period(&other.ranked) == without_period(&effect.ranked);
        same && other.amount != effect.amount
    };
    let placed = effect.kind == Kind::Rank && effect.amount.is_some() && !effect.when.is_empty();
    placed && before.iter().rev().take(FAR).any(|draft| twin(&draft.effect))
}

/// 部分完成得半分: half a point, or half of what there is.
fn is_half(effect: &Effect, source: &str) -> bool {
    let said = effect.span.of(source).trim_end();
    effect.kind == Kind::Award && effect.per.is_none() && said.ends_with("半分") && !said.ends_with("一半分")
}

/// 缺勤4-6名为不合格: so many of what is named before, and no places.
fn is_number_of(effect: &Effect, source: &str) -> bool {
    const RANKED: [&str; 12] = ["名", "排", "序", "得分", "成绩", "总分", "考核", "考评", "评比", "综合", "第", "其中"];
    if effect.kind != Kind::Rank || effect.amount.is_some() || effect.outcome.is_none() {
        return false;
    }
    let words = source.get(at(effect.clause.start)..at(effect.span.start)).unwrap_or_default();
    let words = chidu_syntax::fold_str(words.trim_matches(|c: char| c.is_whitespace() || ",，、;；:：。".contains(c)));
    let ranged = effect.span.of(source).starts_with(|c: char| c.is_numeric());
    ranged && !words.is_empty() && !RANKED.iter().any(|word| words.contains(word))
}

/// 栏目空白超过5个。上述情况出现一种,单项否决: what is meant stands in sentences that were not read for it.
fn refers_back(effect: &Effect, before: &[Draft], source: &str) -> bool {
    const BACK: [&str; 4] = ["上述", "前述", "上列", "前款"];
    const MEANT: [&str; 6] = ["情况", "情形", "问题", "行为", "现象", "之一"];
    if !matches!(effect.kind, Kind::Veto | Kind::Zero | Kind::Grade) || !before.is_empty() {
        return false;
    }
    let words = chidu_syntax::fold_str(effect.clause.of(source));
    let named = BACK
        .iter()
        .any(|back| words.find(back).is_some_and(|at| words.get(at..).is_some_and(|rest| MEANT.iter().any(|of| rest.contains(of)))));
    let earlier = source.get(..at(effect.clause.start)).unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
    named && !earlier.is_empty()
}

/// 年度考核: a ranking, less the words that say over what time it is.
fn without_period(words: &str) -> String {
    const PERIODS: [&str; 12] = ["年度", "月度", "季度", "半年度", "全年", "每月", "每季度", "每年", "当月", "当季", "年终", "考核"];
    PERIODS.iter().fold(chidu_syntax::fold_str(words).into_owned(), |words, period| words.replace(period, "")).replace('每', "")
}

/// 每件或: words that go on. 每处扣1分,共扣5分: a sum, and nothing that is found. 千分之三至千分之五: a range. 倒扣1-3分: past the item, of which the range says nothing. 一票否决:发生事故: a consequence within.
fn is_left_open(words: &str) -> bool {
    words.ends_with('或')
        || LEFT_OPEN.contains(&words)
        || words == "倒"
        || ["中一项", "中任一", "中有一"].iter().any(|one| words.starts_with(one))
        || words.ends_with("的倒")
        || words.contains("否决:")
        || words.contains("分之") && words.contains(['至', '-'])
        || each_of_another(words)
        || ["的按", ",按"].iter().any(|by| words.rsplit_once(by).is_some_and(|(_, unit)| unit.chars().count() == 1))
}

/// 乱贴乱画,每条路: a second thing that is counted, left in the name.
fn each_of_another(words: &str) -> bool {
    let last = words.rsplit([',', '，']).next().unwrap_or(words);
    let counted = |unit: &str| !unit.is_empty() && unit.chars().count() <= 3 && !STRETCHES.iter().any(|stretch| unit.starts_with(stretch));
    last.len() < words.len() && last.strip_prefix('每').is_some_and(counted)
}

/// 每个科室每月少于2次,扣1分: whose measure it is is no name of it, and once is not what is said.
fn is_of_each_object(condition: &Condition) -> bool {
    let period = |rest: &str| {
        STRETCHES.iter().any(|stretch| rest.starts_with(stretch)) || rest.starts_with(|c: char| c.is_ascii_digit() || c == '半')
    };
    measure(condition).is_some_and(|measure| measure.strip_prefix('每').is_some_and(|rest| !period(rest)))
}

/// 早退超过1小时的算旷工: what it is taken for is no name of a measure.
fn is_taken_for(condition: &Condition) -> bool {
    measure(condition).is_some_and(|measure| ["算", "视同", "视为", "视作"].iter().any(|word| measure.starts_with(word)))
}

/// 发生一次重大或发生两次以上较大事故的: another count, left in the name of the first.
fn is_choice_of_counts(condition: &Condition) -> bool {
    let counts = |rest: &str| {
        let number = rest.contains(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
        number
            && ["次", "起", "例", "件", "人"].iter().any(|unit| {
                BOUNDS.iter().any(|bound| rest.contains(&format!("{unit}{bound}")) || rest.contains(&format!("{unit}及{bound}")))
            })
    };
    measure(condition).is_some_and(|measure| measure.split_once('或').is_some_and(|(_, rest)| counts(rest)))
}

/// 每件每超10天: how much of each, and not of all of them.
fn is_step_of_each(condition: &Condition) -> bool {
    let each = |measure: Cow<str>| {
        measure.rsplit_once('每').is_some_and(|(head, unit)| {
            let unit = ["超过", "超出", "超", "逾期", "延误", "拖延"].iter().find_map(|verb| unit.strip_suffix(verb)).unwrap_or(unit);
            !head.is_empty() && ["件", "人", "户", "项", "处", "个", "台", "辆", "次", "例", "份", "家"].contains(&unit)
        })
    };
    measure(condition).is_some_and(each)
}

/// 依累计时数,满1小时得0.5分: for each hour, or for the first.
fn sums_hours(effect: &Effect) -> bool {
    let one = |condition: &Condition| matches!(condition, Condition::Compare { op: Op::AtLeast, value, unit, .. } if *value == Number::ONE && Unit::of(unit).is_measured());
    effect.when.iter().any(one) && labels(effect).any(|label| label.contains("累计") || label.contains("累积"))
}

/// 有一次优秀,每次2分: exactly one, and each.
fn is_counted_twice(condition: &Condition, effect: &Effect) -> bool {
    let counted = |of: &String| effect.per.as_ref().is_some_and(|per| per.unit == *of && !Unit::of(of).is_measured());
    matches!(condition, Condition::Compare { op: Op::Is, unit, .. } if counted(unit))
}

/// 超过8点到校的, 满5点的: an hour, or points, and no measure called 点.
fn is_clock_or_score(condition: &Condition) -> bool {
    let bare = matches!(condition, Condition::Compare { unit, .. } | Condition::Within { unit, .. } if unit.is_empty());
    bare && measure(condition).is_some_and(|measure| measure.starts_with('点') && !measure.starts_with("点击"))
}

fn measure(condition: &Condition) -> Option<Cow<'_, str>> {
    match condition {
        Condition::Compare { measure, .. } | Condition::Within { measure, .. } => Some(chidu_syntax::fold_str(measure)),
        _ => None,
    }
}

/// 扣12分,其中每少报1个月扣1分: a part of the first, which would come on top of it.
fn is_part_of(effect: &Effect, before: &[Draft], source: &str) -> bool {
    let Some(last) = before.last().filter(|last| last.effect.sentence == effect.sentence) else { return false };
    let words = source.get(at(effect.clause.start)..at(effect.span.start)).unwrap_or_default();
    let part = words.trim_start_matches(|c: char| c.is_whitespace() || ",，(（、".contains(c)).starts_with("其中");
    part && last.effect.kind == Kind::Deduct && effect.kind == Kind::Deduct && last.effect.per.is_none()
}

/// A奖或B奖者各3分: two awards, of which one would be read.
fn is_each_of_two(effect: &Effect, source: &str) -> bool {
    let each = source.get(at(effect.span.start)..).is_some_and(|words| words.starts_with('各'));
    each && effect.kind == Kind::Award && labels(effect).any(|label| label.contains('或'))
}

/// 五科各最高7分: the most for each of what nothing has scored.
fn is_most_of_each(effect: &Effect, before: &[Draft], source: &str) -> bool {
    let each = source.get(at(effect.span.start)..).is_some_and(|words| words.starts_with('各'));
    each && effect.kind == Kind::Limit && effect.amount.is_some() && before.is_empty()
}

/// 迟到每次扣1分,早退每次扣1分,5次以上的不得分: of either, or of both together.
fn is_of_one_of_several(effect: &Effect, before: &[Draft]) -> bool {
    let here = of_sentence(before, effect.sentence);
    let of = |unit: &str, end: &str| {
        let counted = |draft: &&Draft| draft.effect.per.as_ref().is_some_and(|per| per.unit == unit);
        let names = here.clone().filter(counted).flat_map(|draft| labels(&draft.effect)).filter(|name| name.ends_with(end));
        names.collect::<BTreeSet<Cow<str>>>().len()
    };
    let several = |condition: &Condition| matches!(condition, Condition::Compare { measure, op: Op::Above | Op::AtLeast, unit, .. } if !unit.is_empty() && of(unit, &chidu_syntax::fold_str(measure)) > 1);
    let counts = effect.per.is_none() && effect.kind != Kind::Grade;
    counts && (effect.when.iter().any(several) || is_of_which(effect, before))
}

/// 睡岗每次扣2分;旷工每次扣4分;三次以上的不得分: of which of them, where several were counted before.
fn is_of_which(effect: &Effect, before: &[Draft]) -> bool {
    let [Condition::Compare { measure, op: Op::Above | Op::AtLeast, unit, .. }] = effect.when.as_slice() else { return false };
    let loses = matches!(effect.kind, Kind::Deduct | Kind::Zero | Kind::Veto);
    let once = |draft: &Draft| effect.kind == Kind::Veto && unit == "次" && draft.effect.kind == Kind::Deduct && draft.effect.per.is_none();
    let counted = |draft: &&Draft| draft.effect.per.as_ref().is_some_and(|per| per.unit == *unit) || once(draft);
    let names = before.iter().rev().take(FAR).filter(counted).flat_map(|draft| labels(&draft.effect)).collect::<BTreeSet<Cow<str>>>();
    let bare = measure.is_empty() || chidu_syntax::fold_str(measure) == "累计";
    loses && bare && !unit.is_empty() && names.len() > 1
}

/// 每发生一例扣科室2分,个人扣5分: for each as well, or once.
fn is_of_another_once(effect: &Effect, before: &[Draft]) -> bool {
    let Some(last) = before.last().filter(|last| last.effect.sentence == effect.sentence) else { return false };
    let counted = last.effect.kind == Kind::Deduct && last.effect.per.is_some();
    let whom = |label: Cow<str>| label.chars().count() <= 6 && is_subject(&label);
    counted && effect.kind == Kind::Deduct && effect.per.is_none() && effect.amount.is_some() && labels(effect).any(whom)
}

/// 甲类超额一个加1分;乙类超额一个加2分: one name for two things, of which each would be found with the other.
fn is_said_of_two(effect: &Effect, before: &[Draft], source: &str) -> bool {
    let counted =
        |effect: &Effect| matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award) && !effect.additional && effect.amount.is_some();
    let [Condition::Label(label)] = effect.when.as_slice() else { return false };
    let twin = |other: &Effect| {
        let same = matches!(other.when.as_slice(), [Condition::Label(of)] if chidu_syntax::fold_str(of) == chidu_syntax::fold_str(label));
        counted(other) && other.kind == effect.kind && same && other.per == effect.per && other.amount != effect.amount
    };
    // 迟到的扣1分;迟到的扣2分 says the same twice, which a lint tells.
    let goes_on = before.last().is_some_and(|last| last.effect.sentence == effect.sentence);
    // 未建制度的扣1分,并直接扣总分2分 has it from the first.
    let own = effect.clause.of(source).contains(label.as_str());
    own && counted(effect) && goes_on && before.iter().rev().take(FAR).any(|draft| twin(&draft.effect))
}

/// 迟到每次扣1分,早退每次扣1分,累计5次的取消资格: of the last, or of both together.
fn sums_several(effect: &Effect, before: &[Draft], source: &str) -> bool {
    let here = of_sentence(before, effect.sentence);
    let counted = here.filter(|draft| draft.effect.per.is_some()).flat_map(|draft| labels(&draft.effect));
    let names: BTreeSet<Cow<str>> = counted.collect();
    let words = chidu_syntax::fold_str(effect.clause.of(source));
    let taken = |label: Cow<str>| names.contains(&label) && !words.contains(label.as_ref());
    effect.kind == Kind::History && names.len() > 1 && labels(effect).any(taken)
}

/// A率达95%得5分,B率达50%得5分,每低1个百分点各扣0.5分: from either, of which one was read.
fn is_step_from_several(effect: &Effect, before: &[Draft], source: &str) -> bool {
    let each = source.get(at(effect.span.start)..).is_some_and(|words| words.starts_with('各'));
    let [Condition::Compare { measure, value, .. }] = effect.when.as_slice() else { return false };
    let here = of_sentence(before, effect.sentence);
    let other = |draft: &Draft| matches!(draft.effect.when.as_slice(), [Condition::Compare { measure: of, value: bound, .. }] if !of.is_empty() && (of != measure || bound != value));
    each && effect.per.is_some() && here.filter(|draft| draft.effect.per.is_none()).any(other)
}

/// 每个问题扣2分(整改到位的扣1分): less in the place of the first, and not on top of it.
fn is_instead(effect: &Effect, before: &[Draft], source: &str) -> bool {
    let Some(last) = before.last().filter(|last| last.effect.sentence == effect.sentence) else { return false };
    let words = source.get(at(effect.clause.start)..at(effect.span.start)).unwrap_or_default().trim();
    let bracketed = words.starts_with(['(', '\u{ff08}']) && effect.amount < last.effect.amount;
    let both = effect.kind == Kind::Deduct && last.effect.kind == Kind::Deduct && !effect.additional;
    bracketed && both && last.effect.per.is_some() && effect.per.is_none() && labels(effect).next().is_some()
}

fn labels(effect: &Effect) -> impl Iterator<Item = Cow<'_, str>> {
    effect.when.iter().filter_map(|condition| match condition {
        Condition::Label(label) => Some(chidu_syntax::fold_str(label)),
        _ => None,
    })
}

/// 服务、社团各: the most for each of them, which one cap is not.
fn is_of_each(words: &str) -> bool {
    words.ends_with('各') || words.contains("每项") || words.contains("每条")
}

/// 年终所管班级: of whom, without why.
fn is_subject(words: &str) -> bool {
    SUBJECTS.iter().any(|subject| words.ends_with(subject)) && !["的", "未", "不", "被", "受"].iter().any(|word| words.contains(word))
}

/// 参与社团,每1学期: how often, left in the name.
fn ends_in_each(words: &str) -> bool {
    let Some((_, each)) = words.rsplit_once('每') else { return false };
    let unit = each.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '一');
    // A類每一課程: what is counted has no counting word, so it was counted once.
    STRETCHES.contains(&unit) || each.starts_with('一') && (1..=4).contains(&unit.chars().count())
}

/// 每天登录一次: once in each of its periods, and not once in all.
fn is_regular(words: &str) -> bool {
    let period = words.strip_prefix('每').is_some_and(|rest| STRETCHES.iter().any(|stretch| rest.starts_with(stretch)));
    period && ONCE.iter().any(|once| words.ends_with(once))
}

/// 嘉奖乙次: 一次, written as in a bill.
fn counts_one(words: &str) -> bool {
    // 漏一查或漏一对: so many of what no form counts.
    let lacks = |part: &str| {
        ["漏一", "缺一", "少一", "错一", "多一"]
            .iter()
            .any(|one| part.split_once(one).is_some_and(|(_, of)| (1..=2).contains(&of.chars().count())))
    };
    ["乙次", "乙支", "壹次"].iter().any(|once| words.ends_with(once)) || words.split(['或', '、']).any(lacks)
}

/// 1日内办结的加3分,2日内加2分: the second bound is of what the first hides in its name.
fn is_unnamed(condition: &Condition, before: &[Draft]) -> bool {
    let Condition::Compare { measure, unit, .. } = condition else { return false };
    let hidden = |label: &str| {
        ["内", "以内", "之内"].iter().any(|end| {
            label
                .match_indices(&format!("{unit}{end}"))
                .any(|(at, _)| label.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit())))
        })
    };
    measure.is_empty() && !unit.is_empty() && before.iter().any(|draft| labels(&draft.effect).any(|label| hidden(&label)))
}

/// 合格率99%为达标,每提高0.1%: what is reached, left in the name of what is measured.
fn names_target(condition: &Condition) -> bool {
    measure(condition).is_some_and(|measure| measure.contains("%为") && !measure.contains("基准价"))
}

/// 强度控制在40DDDs以下,每超1个: a bound and its comma left in the name of what is measured.
fn is_bound_in_name(condition: &Condition) -> bool {
    let (Condition::Compare { measure, .. } | Condition::Within { measure, .. }) = condition else { return false };
    let measure = chidu_syntax::fold_str(measure);
    let (head, rest) = measure.split_once(',').unwrap_or_default();
    !rest.is_empty() && head.contains(|c: char| c.is_ascii_digit()) && BOUNDS.iter().any(|word| head.contains(word))
}

/// 总分100分,其中基础分80分,加分20分: how many points there are, and nothing that is done.
fn follows_points(effect: &Effect, before: &[Draft]) -> bool {
    before.iter().any(|draft| draft.effect.kind == Kind::Points && draft.effect.sentence == effect.sentence)
}

/// 超过12天不得分,每超1天扣1分: where the step would start nothing is left to take.
fn starts_at_zero(effect: &Effect, before: &[Draft]) -> bool {
    let [Condition::Compare { op, value, unit, .. }] = effect.when.as_slice() else { return false };
    let same = |condition: &Condition| matches!(condition, Condition::Compare { op: of, value: at, unit: by, .. } if of == op && at == value && by == unit);
    let nothing = |draft: &&Draft| draft.effect.kind == Kind::Zero && draft.effect.sentence == effect.sentence;
    before.iter().filter(nothing).any(|draft| draft.effect.when.iter().any(same))
}

/// 扣10分(超过2小时): a condition behind the points, which nothing has read.
fn is_bounded_behind(effect: &Effect, source: &str) -> bool {
    let rest = source.get(at(effect.span.end)..).unwrap_or_default().trim_start_matches(['次', '人', '/', ' ']);
    let bracket = rest.strip_prefix(['(', '\u{ff08}']).and_then(|rest| rest.split_once([')', '\u{ff09}']));
    bracket.is_some_and(|(inside, _)| {
        let bounded = inside.contains(|c: char| c.is_ascii_digit()) && BOUNDS.iter().any(|word| inside.contains(word));
        // 扣2分(每缺一项): how often it is, which nothing has read either.
        let counted = inside.trim_start().starts_with('每') && effect.per.is_none();
        (bounded || counted) && !SCORES.iter().any(|word| inside.contains(word))
    })
}
