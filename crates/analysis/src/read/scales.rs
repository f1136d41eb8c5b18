//! Points side by side without a verb that are the steps of one scale: 国家级5分,省级3分; 五星级2.5分,四星级2分; 博士5分,硕士3分.
//!
//! Steps of one scale are what one reaches, and are awarded; 内容5分,形式3分 may as well be parts of a whole and are none. Not here: words of
//! satisfaction and bounds, which every ladder may have ([`super::ladders`]). Start at [`settle`].

use chidu_grammar::clauses::is_rating;
use chidu_values::Number;

use super::{Draft, Rung, deeds, places};
use crate::reading::{Condition, Effect, Kind};

/// What the steps are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    /// 优, 良: of which one has one.
    Rating,
    /// 国家级, 省级: one may have several.
    Level,
    /// 五星级, A等, 博士, 高级职称: of which one has one.
    Grade,
    /// 第一作者, 第2志愿.
    Order,
    /// 班长, 部长, 主持人.
    Role,
}

/// How the words begin that name a level; longer ones first.
const LEVELS: &[&str] = &[
    "国家",
    "国际",
    "全国",
    "国外",
    "国内",
    "境外",
    "中央",
    "省部",
    "部省",
    "省市",
    "自治区",
    "地市",
    "地厅",
    "市厅",
    "厅局",
    "市州",
    "市县",
    "区县",
    "县区",
    "县处",
    "乡镇",
    "街道",
    "社区",
    "省",
    "部",
    "厅",
    "市",
    "州",
    "县",
    "区",
    "乡",
    "镇",
    "村",
    "校",
    "院",
    "系",
];
const STARS: &[&str] = &["五星", "四星", "三星", "二星", "两星", "一星", "5星", "4星", "3星", "2星", "1星"];
const DEGREES: &[&str] = &["博士", "硕士", "研究生", "本科", "大专", "专科", "高中", "中专", "中师", "初中", "学士", "高职"];
const TITLES: &[&str] = &[
    "正高",
    "副高",
    "高级",
    "中级",
    "初级",
    "特级",
    "助理级",
    "一级",
    "二级",
    "三级",
    "教授",
    "副教授",
    "讲师",
    "助教",
    "技师",
    "高级技师",
];
const ROLES: &[&str] = &[
    "班长",
    "部长",
    "主席",
    "会长",
    "社长",
    "队长",
    "组长",
    "团长",
    "室长",
    "舍长",
    "书记",
    "支书",
    "委员",
    "班委",
    "干事",
    "干部",
    "主持人",
    "参与人",
    "参加人",
    "主编",
    "副主编",
    "参编",
    "编委",
    "导师",
    "教练",
    "召集人",
    "课代表",
    "助理",
    "负责人",
    "完成人",
];
/// Of parts of a whole.
const PARTS: &[&str] =
    &["评价", "评分", "评议", "测评", "考核", "考评", "打分", "得分", "自评", "互评", "意见", "满意度", "成绩", "考试", "检查"];

/// Gives the open rungs of one scale their verb.
pub(super) fn settle(drafts: &mut [Draft], item: Option<&str>, points: Option<&Number>) {
    let labels: Vec<String> = drafts.iter().filter(|draft| is_open(draft)).map(|draft| folded(draft).unwrap_or_default()).collect();
    let amounts: Vec<&Number> = drafts.iter().filter(|draft| is_open(draft)).filter_map(|draft| draft.effect.amount.as_ref()).collect();
    let Some((scale, steps)) = scale(&labels) else { return };
    let sum = amounts.iter().fold(Number::ZERO, |sum, amount| &sum + *amount);
    let whole = scale != Scale::Rating && (sum == Number::from(100) || Some(&sum) == points);
    let wrong =
        item.is_some_and(|item| deeds::is_fault(&chidu_syntax::fold_str(item))) || labels.iter().any(|label| deeds::is_fault(label));
    let distinct = amounts.iter().enumerate().all(|(at, amount)| !amounts.iter().skip(at + 1).any(|other| other == amount));
    // 国家级5分,省级3分 of 5 points: only one of them can count in full, as in any ladder.
    let highest = scale != Scale::Rating && points.is_some() && amounts.iter().copied().max() == points;
    if whole || wrong || highest || !distinct && scale != Scale::Role {
        return;
    }
    let one_of_them = matches!(scale, Scale::Rating | Scale::Grade);
    for (draft, step) in drafts.iter_mut().filter(|draft| is_open(draft)).zip(steps) {
        draft.rung = Rung::Not;
        draft.effect.ladder = one_of_them.then_some(1);
        if let (Scale::Rating, [Condition::Label(label)]) = (scale, draft.effect.when.as_mut_slice()) {
            // 样品评审:优 is answered with 优.
            let at = label.char_indices().rev().nth(step.chars().count().saturating_sub(1)).map(|(at, _)| at);
            *label = at.and_then(|at| label.get(at..)).unwrap_or(label).to_owned();
        }
    }
}

fn is_open(draft: &Draft) -> bool {
    draft.rung == Rung::Bare && draft.effect.kind == Kind::Award && draft.effect.per.is_none() && draft.effect.amount.is_some()
}

fn folded(draft: &Draft) -> Option<String> {
    match draft.effect.when.as_slice() {
        [Condition::Label(label)] => Some(chidu_syntax::fold_str(label).into_owned()),
        _ => None,
    }
}

/// The scale of which all words are steps, and the step of each, without a heading before the first.
fn scale(labels: &[String]) -> Option<(Scale, Vec<String>)> {
    let [first, rest @ ..] = labels else { return None };
    if rest.is_empty() || labels.iter().any(String::is_empty) {
        return None;
    }
    let steps = |first: &str| std::iter::once(first.to_owned()).chain(rest.iter().cloned()).collect::<Vec<String>>();
    let heads = first.char_indices().map(|(at, _)| first.split_at(at));
    heads.into_iter().find_map(|(head, step)| {
        let steps = steps(step);
        let scale = [Scale::Rating, Scale::Level, Scale::Grade, Scale::Order, Scale::Role];
        let scale = scale.into_iter().find(|scale| may_head(head, *scale) && are_steps(&steps, *scale))?;
        Some((scale, steps))
    })
}

/// 样品评审:, 发表论文:, nothing.
fn may_head(head: &str, scale: Scale) -> bool {
    let plain = head.trim_end_matches([':', ',', ' ', '为']);
    match scale {
        Scale::Rating => plain.is_empty() || head != plain,
        // 公开课:校级1分, but not 满意度评价:县级5分, of which these are parts.
        _ => plain.is_empty() || deeds::is_deed(plain) || head.trim_end().ends_with(':') && !PARTS.iter().any(|part| plain.ends_with(part)),
    }
}

fn are_steps(steps: &[String], scale: Scale) -> bool {
    match scale {
        Scale::Rating => steps.iter().all(|step| is_rating(step)),
        Scale::Level => share(steps, |step| begins(step, LEVELS).map(|rest| without_bound(rest.strip_prefix('级').unwrap_or(rest)))),
        Scale::Grade => {
            share(steps, |step| begins(step, STARS).map(|rest| rest.strip_prefix('级').unwrap_or(rest)))
                || share(steps, lettered)
                || steps.iter().all(|step| begins(step, DEGREES).is_some_and(is_degree))
                || share(steps, |step| begins(step, TITLES).map(|rest| rest.strip_prefix('级').unwrap_or(rest)))
        }
        Scale::Order => share(steps, ordered),
        Scale::Role => steps.iter().all(|step| ROLES.iter().any(|role| step.ends_with(role)) && step.chars().count() <= 10),
    }
}

/// True where what follows the step's own word is the same of all, or left out after the first.
fn share<'a>(steps: &'a [String], rest: impl Fn(&'a str) -> Option<&'a str>) -> bool {
    let rests: Option<Vec<&str>> = steps.iter().map(|step| rest(step)).collect();
    let Some([first, others @ ..]) = rests.as_deref() else { return false };
    let part = |rest: &str| PARTS.iter().any(|part| rest.ends_with(part)) || rest.chars().count() > 10;
    let names: std::collections::BTreeSet<&String> = steps.iter().collect();
    names.len() == steps.len() && !part(first) && others.iter().all(|other| other.is_empty() || other == first)
}

fn begins<'a>(step: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| step.strip_prefix(word))
}

fn without_bound(rest: &str) -> &str {
    ["及以上", "及以下", "以上", "以下"].iter().find_map(|bound| rest.strip_prefix(bound)).unwrap_or(rest)
}

/// A级, B等: what follows them.
fn lettered(step: &str) -> Option<&str> {
    let rest = step.strip_prefix(|first: char| first.is_ascii_uppercase() || "甲乙丙丁".contains(first))?;
    let rest = rest.trim_start_matches(['+', '-']);
    if rest.is_empty() && step.starts_with(|first: char| first.is_ascii_uppercase()) {
        return Some(rest);
    }
    ["级", "等", "档", "类"].iter().find_map(|kind| rest.strip_prefix(kind))
}

/// 本科, 本科及以上, 大专学历.
fn is_degree(rest: &str) -> bool {
    let rest = without_bound(rest.trim_start_matches("或").trim_start_matches(|c: char| !"及以学毕".contains(c)));
    rest.is_empty() || ["学历", "学位", "毕业", "及以上学历", "学历及以上"].contains(&rest)
}

/// 第一作者, 第2志愿: what follows the number.
fn ordered(step: &str) -> Option<&str> {
    let rest = step.strip_prefix('第')?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || " 一二三四五六七八九十、-~至到和及".contains(c));
    let after = after.strip_prefix('个').unwrap_or(after);
    let onward = ["(含)以后", "(含)后", "及以后", "以后", "之后"].iter().find_map(|onward| after.strip_suffix(onward)).unwrap_or(after);
    (after.len() < rest.len() && !after.starts_with(['名', '位', '次']) && !onward.is_empty()).then_some(onward)
}

/// Gives findings that are named alike the level, the heading or the words before them that make them two.
pub(super) fn tell_apart(drafts: &mut [Draft]) {
    let mut labels: Vec<String> = drafts.iter().filter_map(folded).collect();
    labels.sort_unstable();
    if labels.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
        prizes_of_levels(drafts);
        levels_of_heads(drafts);
        roles_of_levels(drafts);
        steps_of_headings(drafts);
    }
}

/// 国家级一等奖10分,二等奖8分;省级一等奖5分,二等奖4分: the second of each is of its own level, where otherwise they would be one.
fn prizes_of_levels(drafts: &mut [Draft]) {
    let labels: Vec<Option<String>> =
        drafts.iter().map(|draft| folded(draft).filter(|label| places::is_won(label) || places::is_placed(label))).collect();
    let twice = labels.iter().enumerate().any(|(at, label)| label.is_some() && labels.iter().skip(at + 1).any(|other| other == label));
    let mut head: Option<(u32, String)> = None;
    for (draft, label) in drafts.iter_mut().zip(labels).filter(|_| twice) {
        let Some(label) = label else { continue };
        let [Condition::Label(said)] = draft.effect.when.as_slice() else { continue };
        let named =
            if places::is_won(&label) { places::prize_of(&label) } else { label.split_once(['第', '前']).map_or("", |(head, _)| head) };
        // In the author's script.
        let own: String = said.chars().take(named.chars().count()).collect();
        match &head {
            Some((sentence, before)) if own.is_empty() && *sentence == draft.effect.sentence => {
                draft.effect.when = vec![Condition::Label(format!("{before}{said}"))];
            }
            _ if !own.is_empty() => head = Some((draft.effect.sentence, own)),
            _ => {}
        }
    }
}

/// 国家级项目负责人加3分,项目参加人加1分;省级项目负责人…: who did less of what is named before, of its level, where two levels name them alike.
fn roles_of_levels(drafts: &mut [Draft]) {
    let labels: Vec<Option<String>> = drafts.iter().map(folded).collect();
    let twice = |label: &String| labels.iter().flatten().filter(|other| *other == label).count() > 1;
    let mut head: Option<(u32, String, String)> = None;
    for (draft, label) in drafts.iter_mut().zip(&labels) {
        let Some(label) = label else { continue };
        let [Condition::Label(said)] = draft.effect.when.as_mut_slice() else { continue };
        let level = label.split_once('级').filter(|(place, of)| places::of_level(place) && place.chars().count() <= 4 && !of.is_empty());
        match (&head, level) {
            (_, Some((place, of))) => {
                let own: String = said.chars().take(place.chars().count() + 1).collect();
                head = Some((draft.effect.sentence, own, of.chars().take(2).collect()));
            }
            (Some((sentence, own, of)), None) if *sentence == draft.effect.sentence && label.starts_with(of.as_str()) && twice(label) => {
                *said = format!("{own}{said}");
            }
            _ => {}
        }
    }
}

/// 受校级表扬加1分,院级0.5分;受校级批评扣2分,院级扣1分: a level that stands alone twice is of the words around the one before it.
fn levels_of_heads(drafts: &mut [Draft]) {
    let labels: Vec<Option<String>> = drafts.iter().map(folded).collect();
    let alone = |label: &String| places::is_level(label);
    let twice = |label: &String| labels.iter().flatten().filter(|other| *other == label).count() > 1;
    let mut head: Option<(u32, String, String)> = None;
    for (draft, label) in drafts.iter_mut().zip(&labels) {
        let Some(label) = label else { continue };
        let [Condition::Label(said)] = draft.effect.when.as_mut_slice() else { continue };
        match &head {
            Some((sentence, before, behind)) if alone(label) && twice(label) && *sentence == draft.effect.sentence => {
                *said = format!("{before}{said}{behind}");
            }
            _ if !alone(label) => head = around_level(said).map(|(before, behind)| (draft.effect.sentence, before, behind)),
            _ => {}
        }
    }
}

/// 受 and 通报 of 受校级通报.
fn around_level(said: &str) -> Option<(String, String)> {
    let chars: Vec<char> = said.chars().collect();
    let mut levels = (0..chars.len()).flat_map(|end| (1..=3).filter_map(move |length| Some((end.checked_sub(length)?, end))));
    let (start, end) = levels.find(|(start, end)| {
        let word: String = chars.get(*start..=*end).unwrap_or_default().iter().collect();
        places::is_level(&chidu_syntax::fold_str(&word))
    })?;
    let part = |range: &[char]| range.iter().collect::<String>();
    Some((part(chars.get(..start)?), part(chars.get(end + 1..)?)))
}

/// 省级:重大项目15分,重点项目10分;市级:重大项目12分,重点项目8分: the second of each is of its own heading, where otherwise they would be one.
fn steps_of_headings(drafts: &mut [Draft]) {
    let given = |draft: &Draft| matches!(draft.effect.kind, Kind::Award | Kind::Add);
    let labels: Vec<Option<String>> = drafts.iter().map(|draft| folded(draft).filter(|_| given(draft))).collect();
    let counts =
        labels.iter().flatten().fold(std::collections::BTreeMap::new(), |mut counts: std::collections::BTreeMap<&String, usize>, label| {
            *counts.entry(label).or_default() += 1;
            counts
        });
    let mut head: Option<(u32, String)> = None;
    for (draft, label) in drafts.iter_mut().zip(&labels) {
        let Some(label) = label else { continue };
        let sentence = draft.effect.sentence;
        let [Condition::Label(words)] = draft.effect.when.as_mut_slice() else { continue };
        match (words.rsplit_once([':', '：']), &head) {
            (Some((own, _)), _) => head = Some((sentence, own.to_owned())),
            (None, Some((of, own))) if *of == sentence && counts.get(label).is_some_and(|count| *count > 1) => {
                *words = format!("{own}:{words}");
            }
            _ => {}
        }
    }
}

/// 付款期3个月4分;付款期2个月2分;现款0分: points that fall to nothing are no parts of a whole.
pub(super) fn down_to_nothing(drafts: &mut [Draft], points: Option<&Number>) {
    let Some((last, rungs)) = drafts.split_last_mut() else { return };
    // 内容5分,形式3分,未提供0分: of either of them.
    let rung = |effect: &Effect| matches!(effect.when.as_slice(), [Condition::Label(words)] if !words.starts_with(['未', '无', '無', '没', '沒', '其', '否']));
    let ends = last.effect.kind == Kind::Zero && rung(&last.effect);
    let sum = rungs.iter().filter_map(|draft| draft.effect.amount.as_ref()).fold(Number::ZERO, |sum, amount| &sum + amount);
    let wrong = |draft: &Draft| matches!(draft.effect.when.as_slice(), [Condition::Label(words)] if deeds::is_fault(&chidu_syntax::fold_str(words)));
    if points == Some(&sum) || rungs.first().is_some_and(|first| wrong(first) && !says_absence(first)) {
        return;
    }
    let open = |draft: &Draft| draft.rung == Rung::Bare && draft.effect.kind == Kind::Award && draft.effect.per.is_none();
    let falls = rungs.windows(2).all(|pair| matches!(pair, [a, b] if a.effect.amount > b.effect.amount));
    let named = rungs.iter().all(|draft| !draft.effect.when.is_empty() && open(draft));
    if ends && falls && named && rungs.len() > 1 {
        rungs.iter_mut().for_each(|draft| (draft.rung, draft.effect.ladder) = (Rung::Not, Some(1)));
    }
}

/// 无灰尘、油污: that nothing is wrong.
fn says_absence(draft: &Draft) -> bool {
    let absent = |words: &str| !words.contains(['未', '不']) && words.contains(['无', '無', '没']);
    matches!(draft.effect.when.as_slice(), [Condition::Label(words)] if absent(words))
}
