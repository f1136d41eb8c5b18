//! What a list shares: 机构或职责不健全各扣1分 is 机构不健全 and 职责不健全; 无计划和总结不全 is 无计划 and 总结不全.
//!
//! Not here: places and prizes; see [`super::places`]. Start at [`respective`].

use super::label::label;
use crate::reading::Condition;

/// Where the words begin that say what is wrong.
const WRONG: &[&str] = &[
    "达不到",
    "不",
    "未",
    "无",
    "没",
    "無",
    "沒",
    "缺失",
    "缺",
    "超标",
    "超限",
    "遗漏",
    "疏漏",
    "错漏",
    "漏",
    "缺损",
    "模糊",
    "丢失",
    "凌乱",
    "杂乱",
    "有污",
    "有破",
    "有灰",
    "有积",
    "有垃圾",
    "有杂",
    "有错",
    "存在",
    "破损",
    "损坏",
    "脱落",
    "松动",
    "污染",
    "积水",
    "堵塞",
    "歪斜",
    "倾斜",
    "锈蚀",
    "渗漏",
    "过期",
    "失效",
    "逾期",
    "滞后",
    "残缺",
    "混乱",
    "脏",
    "有误",
    "错误",
    "低于",
    "高于",
    "少于",
];

/// Words that say that nothing is there.
const NONE: &[&str] = &["没有", "缺少", "无"];

/// Verbs of what ought to be done.
const DONE: &[&str] = &[
    "佩戴", "着装", "戴", "穿", "签", "登记", "记录", "填", "建", "制定", "制订", "开展", "落实", "执行", "参加", "上报", "报送", "整改",
    "保持", "维护", "清理", "清洗", "配备", "配置", "安装", "设置", "公示", "公开", "履行", "使用", "进行", "组织", "召开", "完成", "提交",
];
/// What is done to each of several things.
const DONE_ILL: &[&str] =
    &["控制", "管理", "管控", "监管", "打击", "整治", "治理", "防范", "处置", "维护", "保管", "清理", "摆放", "打扫", "清扫"];
/// How something was not done: 未按要求着装、佩戴胸牌.
const NOT_SO: &[&str] = &["未按规定", "未按照规定", "未按要求", "未按照要求", "未按标准", "未按时", "未及时", "未严格"];
/// What leads up to the first of a list of classes.
const CLASSED: &[&str] = &["分为", "划分为", "评定为", "评为", "确定为", "定为", "认定为", "列为", "为"];

/// What is wrong by itself, and no name of a thing: 迟到、早退、着装不整.
const ACTS: &[&str] = &[
    "迟到", "早退", "旷", "串岗", "脱岗", "离岗", "离职", "睡", "玩", "吵", "争", "打", "骂", "辱", "聊", "闲谈", "吃", "烟", "酒", "推诿",
    "推脱", "刁难", "生硬", "粗暴", "冷漠", "冷淡", "恶劣", "擅", "私自", "随意", "随地", "谎", "瞒", "虚报", "伪造", "弄虚", "作弊",
    "抄袭", "丢", "遗失", "乱", "违", "超", "误", "拖", "欠", "拒", "占用", "挪用", "收受", "索", "堆", "晚", "投诉", "举报", "通报",
    "曝光", "过度", "过快", "过慢", "过高", "过低", "过长", "过短", "过大", "过小",
];

/// The alternatives of 各 and 分别: a pair that is joined by a word is two, and what is wrong with the last of a list is wrong with all of it.
pub(super) fn respective(cases: Vec<Vec<Condition>>) -> Vec<Vec<Condition>> {
    let Some(labels) = cases.iter().map(only_label).collect::<Option<Vec<String>>>() else { return cases };
    if let Some(classes) = classes(&labels) {
        return classes.into_iter().map(|words| vec![Condition::Label(words)]).collect();
    }
    let parted = match labels.as_slice() {
        [one] => pair(one),
        _ => labels,
    };
    spread(parted).into_iter().map(|words| vec![Condition::Label(words)]).collect()
}

/// 未着装、佩戴胸牌: what the first says was not done, the others say was done, and nobody loses for that.
pub(super) fn negates_first_alone(cases: &[Vec<Condition>]) -> bool {
    let Some(labels) = cases.iter().map(only_label).collect::<Option<Vec<String>>>() else { return false };
    let done = |words: &String| wrong(words).is_none() && DONE.iter().any(|verb| words.starts_with(verb));
    labels.split_first().is_some_and(|(first, rest)| first.starts_with(['未', '不', '没']) && rest.iter().any(done))
}

/// 地面不洁,桌面、墙面有灰: a finding and a list after it, of which the first two would be one.
pub(super) fn fails_before_list(cases: &[Vec<Condition>]) -> bool {
    let Some(labels) = cases.iter().map(only_label).collect::<Option<Vec<String>>>() else { return false };
    let [first, _, ..] = labels.as_slice() else { return false };
    let head = first.rsplit_once([',', '，']).map_or("", |(head, _)| head);
    let fails = head.starts_with(['未', '不', '无', '没', '無', '沒']) || head.contains('不') || ACTS.iter().any(|act| head.ends_with(act));
    fails && !labels.iter().skip(1).any(|label| label.contains(head))
}

/// 衣服、鞋不整洁或破损、浓妆: what is wrong with a name in the midst may be wrong with those before it, and nothing says so of them.
pub(super) fn fails_midway(cases: &[Vec<Condition>]) -> bool {
    let Some(labels) = cases.iter().map(only_label).collect::<Option<Vec<String>>>() else { return false };
    let thing = |words: &String| wrong(words).is_none() && !ACTS.iter().any(|act| words.contains(act)) && words.chars().count() <= 3;
    let middle = labels.get(1..labels.len().saturating_sub(1)).unwrap_or_default();
    labels.first().is_some_and(thing) && middle.iter().any(|words| wrong(words).is_some_and(|at| at > 0))
}

/// True where all of a list but its first say what is wrong.
pub(super) fn leads(cases: &[Vec<Condition>]) -> bool {
    let Some(labels) = cases.iter().map(only_label).collect::<Option<Vec<String>>>() else { return false };
    let fails = |words: &String| wrong(words).is_some() || ACTS.iter().any(|act| words.contains(act));
    labels.split_first().is_some_and(|(first, rest)| !rest.is_empty() && !fails(first) && rest.iter().all(fails))
}

/// False where it is not known what each is: 机构和人员不落实, 第一、三项.
pub(super) fn is_told_apart(cases: &[Vec<Condition>]) -> bool {
    let Some(labels) = cases.iter().map(only_label).collect::<Option<Vec<String>>>() else { return true };
    match labels.as_slice() {
        [one] => !one.replace("及时", "").replace("以及", "、").contains(['和', '与', '或', '及', '、']),
        several => !several.iter().any(|words| is_ordinal(words)),
    }
}

/// 分为一、二、三类村: what the last is called, all of them are.
fn classes(labels: &[String]) -> Option<Vec<String>> {
    let (last, before) = labels.split_last().filter(|(_, before)| !before.is_empty())?;
    let numeral = |words: &str| words.chars().next().filter(|first| "一二三四五六甲乙丙丁ABCD".contains(*first));
    let tail = numeral(last).and_then(|first| last.get(first.len_utf8()..))?;
    let class = tail.starts_with(['类', '類', '级', '級', '等', '档', '檔']) && !tail.starts_with("等奖") && tail.chars().count() <= 4;
    let (first, middle) = before.split_first().filter(|_| class)?;
    let head = first.chars().next_back().filter(|_| middle.iter().all(|name| name.chars().count() == 1 && numeral(name).is_some()))?;
    numeral(head.encode_utf8(&mut [0; 4]))?;
    let lead = first.strip_suffix(head).unwrap_or_default();
    let lead = if CLASSED.iter().any(|word| lead.ends_with(word)) { "" } else { lead };
    let names = std::iter::once(format!("{lead}{head}{tail}")).chain(middle.iter().map(|name| format!("{name}{tail}")));
    Some(names.chain(std::iter::once(last.clone())).collect())
}

/// 第一, 三.
fn is_ordinal(words: &str) -> bool {
    let number = words.trim_start_matches('第');
    !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

fn only_label(case: &Vec<Condition>) -> Option<String> {
    match case.as_slice() {
        [Condition::Label(words)] => Some(words.clone()),
        _ => None,
    }
}

/// 无计划和总结不全; 噪音或臭味超标.
fn pair(words: &str) -> Vec<String> {
    let halves = |by: &[&str]| {
        let at = by.iter().find_map(|by| words.split_once(by))?;
        let single = !by.iter().any(|by| at.1.contains(by));
        single.then(|| [at.0, at.1].map(label).to_vec()).filter(|halves| halves.iter().all(|half| !half.is_empty()))
    };
    // 机构和人员不落实: two short names, and what is wrong with both.
    let named = |halves: &Vec<String>| match halves.as_slice() {
        [first, second] => {
            let at = wrong(second).unwrap_or_default();
            let name = second.get(..at).unwrap_or_default();
            wrong(first).is_none() && (2..=8).contains(&first.chars().count()) && (2..=8).contains(&name.chars().count())
        }
        _ => false,
    };
    let fails = |halves: &Vec<String>| halves.iter().all(|half| wrong(half).is_some()) || named(halves);
    // 无制度或记录: neither is there.
    let neither = halves(&["或者", "或", "和", "及", "与"]).filter(|halves| {
        let [first, second] = halves.as_slice() else { return false };
        let no = NONE.iter().find_map(|no| first.strip_prefix(no));
        no.is_some_and(|of| wrong(of).is_none())
            && wrong(second).is_none()
            && !second.starts_with(['有', '虽', '雖'])
            && second.chars().count() <= 8
    });
    if let Some([first, second]) = neither.as_deref() {
        let no = NONE.iter().find(|no| first.starts_with(**no)).copied().unwrap_or_default();
        return vec![first.clone(), format!("{no}{second}")];
    }
    let either = halves(&["或者", "或"]).filter(|halves| halves.last().is_some_and(|last| wrong(last).is_some()));
    either.or_else(|| halves(&["和", "及", "与"]).filter(fails)).unwrap_or_else(|| vec![words.to_owned()])
}

/// 获先进集体和个人的分别加2分、1分: two amounts, and two that one word joins.
pub(super) fn joined(cases: &[Vec<Condition>], wanted: usize) -> Option<Vec<Vec<Condition>>> {
    let [only] = cases else { return None };
    let words = only_label(only).filter(|words| wanted == 2 && !words.contains([',', '，', '、', '或']))?;
    let by: Vec<&str> = ["和", "与", "及"].into_iter().filter(|by| words.contains(by)).collect();
    let [by] = by.as_slice() else { return None };
    let (first, second) = words.split_once(by).filter(|(_, second)| !second.contains(by))?;
    let halves = [first, second].map(label);
    let short = halves.iter().all(|half| (2..=12).contains(&half.chars().count()));
    short.then(|| halves.into_iter().map(|half| vec![Condition::Label(half)]).collect())
}

/// Gives each name the words that say what is wrong with the last.
fn spread(mut labels: Vec<String>) -> Vec<String> {
    ways(&mut labels);
    let tail = labels.last().and_then(|last| wrong(last).filter(|at| *at > 0).map(|at| last.split_at(at)));
    let tail = tail.map(|(name, tail)| (done_ill(name).unwrap_or_default().to_owned(), tail.to_owned()));
    let Some(((done, tail), (_, names))) = tail.zip(labels.split_last_mut()) else { return not_so(without_all(labels)) };
    let thing = |name: &String| wrong(name).is_none() && !ACTS.iter().any(|act| name.contains(act));
    if names.iter().all(|name| thing(name) && is_short(name) && !name.starts_with('第')) {
        for name in names {
            name.push_str(if done_ill(name).is_some() { "" } else { &done });
            name.push_str(&tail);
        }
    }
    labels
}

/// 治安、消防管理不力: what is done ill stands between the last name and the words of how.
fn done_ill(name: &str) -> Option<&str> {
    let done = DONE_ILL.iter().find(|done| name.strip_suffix(**done).is_some_and(|rest| rest.chars().count() > 1))?;
    name.get(name.len() - done.len()..)
}

/// 迟报、漏报、瞒报重大信息: what is done wrongly, in several ways, stands behind the last.
fn ways(labels: &mut [String]) {
    let Some((last, before)) = labels.split_last_mut() else { return };
    let way = |words: &str| words.char_indices().nth(1).map(|(at, end)| (end, at + end.len_utf8()));
    let Some((end, at)) = way(last) else { return };
    let object = last.get(at..).unwrap_or_default().to_owned();
    let alike = |words: &String| words.chars().count() == 2 && words.ends_with(end);
    if !object.is_empty() && !object.contains([',', '，', '的']) && !before.is_empty() && before.iter().all(alike) {
        before.iter_mut().for_each(|words| words.push_str(&object));
    }
}

/// A name, and no whole finding; a rate is a name however long.
fn is_short(name: &str) -> bool {
    name.chars().count() <= 8 || name.ends_with('率')
}

/// 无垃圾池、填埋场: none of either.
fn without_all(mut labels: Vec<String>) -> Vec<String> {
    let Some((first, rest)) = labels.split_first_mut() else { return labels };
    let absent = first.starts_with('无') && !["无法", "无故", "无正当", "无视"].iter().any(|word| first.starts_with(word));
    if absent && rest.iter().all(|name| wrong(name).is_none() && name.chars().count() <= 8) {
        rest.iter_mut().for_each(|name| name.insert(0, '无'));
    }
    labels
}

/// 未按要求着装、佩戴胸牌: neither was done so.
fn not_so(mut labels: Vec<String>) -> Vec<String> {
    let Some((first, rest)) = labels.split_first_mut() else { return labels };
    let how = NOT_SO.iter().find(|how| first.starts_with(**how));
    let done = |name: &String| wrong(name).is_none() && DONE.iter().any(|verb| name.starts_with(verb));
    if let Some(how) = how.filter(|_| rest.iter().all(done)) {
        rest.iter_mut().for_each(|name| name.insert_str(0, how));
    }
    labels
}

fn wrong(words: &str) -> Option<usize> {
    WRONG.iter().filter_map(|word| words.find(word)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn gives(words: &str, expected: &str) {
        let cases = words.split('、').map(|word| vec![Condition::Label(word.to_owned())]).collect();
        let labels: Vec<String> = respective(cases).iter().filter_map(only_label).collect();
        assert_eq!(labels.join(" "), expected, "{words}");
    }

    #[test]
    fn what_is_wrong_with_the_last_is_wrong_with_all() {
        gives("制度、台账、记录不健全", "制度不健全 台账不健全 记录不健全");
        gives("噪音或臭味超标", "噪音超标 臭味超标");
        gives("暂住人员的登记发证率、年检率低于指标数", "暂住人员的登记发证率低于指标数 年检率低于指标数");
        gives("迟报、漏报、瞒报信息", "迟报信息 漏报信息 瞒报信息");
        gives("经历、文化程度达不到要求", "经历达不到要求 文化程度达不到要求");
    }

    #[test]
    fn what_fails_by_itself_keeps_its_own_words() {
        gives("无设备、不开启", "无设备 不开启");
        gives("无垃圾池、填埋场", "无垃圾池 无填埋场");
        gives("无记录或无统计表", "无记录 无统计表");
        gives("无计划和总结不全", "无计划 总结不全");
        gives("城区、郊外", "城区 郊外");
        gives("收与发", "收与发");
        gives("迟到、早退、着装不整", "迟到 早退 着装不整");
        gives("吵架、服务不周", "吵架 服务不周");
        gives("脱岗、离岗", "脱岗 离岗");
        gives("未按要求着装、佩戴胸牌", "未按要求着装 未按要求佩戴胸牌");
    }
}
