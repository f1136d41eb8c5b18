//! Ranks and prizes side by side: 被国家、省、市级部门表扬 is 被国家级部门表扬, 被省级部门表扬 and 被市级部门表扬; 获一、二、三等奖 is
//! 获一等奖, 获二等奖 and 获三等奖.
//!
//! Not here: other lists, whose items stand for themselves (无计划、无措施). Start at [`spread`].

const PLACES: &[&str] = &[
    "国际",
    "国家",
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全校",
    "中央",
    "部",
    "省",
    "自治区",
    "地市",
    "市",
    "州",
    "县",
    "区",
    "乡镇",
    "乡",
    "镇",
    "街道",
    "村",
    "校",
    "院系",
    "院",
    "系",
];
const PRIZES: &[&str] = &["特", "一", "二", "三", "四", "五", "1", "2", "3", "金", "银", "铜", "优秀", "优胜", "鼓励"];
/// How grave something is; longer ones first.
const GRAVE: &[&str] = &[
    "特别严重",
    "特别重大",
    "轻微",
    "轻度",
    "一般",
    "普通",
    "中度",
    "较轻",
    "较大",
    "较重",
    "较严重",
    "严重",
    "重度",
    "重大",
    "特大",
    "輕微",
    "輕度",
    "較輕",
    "較大",
    "較重",
    "較嚴重",
    "嚴重",
];
/// What the last of a list says for all of it; longer ones first.
const RANKS: &[&str] = &["等奖", "等次", "级", "奖", "等"];

/// 无垃圾池、填埋场各扣6分: neither is there.
pub(super) fn lacking(labels: Vec<String>) -> Vec<String> {
    let [first, rest @ ..] = labels.as_slice() else { return labels };
    let Some(no) = ["没有", "缺少", "无", "缺", "無"].iter().find(|no| first.starts_with(**no)) else { return labels };
    if ["无故", "无正当", "无视", "無故", "無正當"].iter().any(|word| first.starts_with(word)) {
        return labels;
    }
    let fails =
        |label: &String| label.contains(['未', '无', '没', '不', '無', '沒', '缺', '少', '漏', '错', '乱', '差', '过', '失', '违', '有']);
    if rest.iter().any(fails) {
        return labels;
    }
    let rest = rest.iter().map(|label| format!("{no}{label}"));
    std::iter::once(first.clone()).chain(rest).collect()
}

/// 获一、二、三等奖及优胜奖: the last prize stands behind 及, with the words before the first.
pub(super) fn and_another(labels: &[String]) -> Option<Vec<String>> {
    let (last, before) = labels.split_last().filter(|(_, before)| !before.is_empty())?;
    let (own, another) = ['及', '和', '与', '與'].iter().find_map(|and| last.split_once(*and))?;
    let listed = is_prize(&chidu_syntax::fold_str(own)) && is_won(&chidu_syntax::fold_str(another));
    let prizes = spread(before.iter().cloned().chain(std::iter::once(own.to_owned())).collect());
    let head = prizes.first().map(|first| prize_of(first).to_owned()).filter(|_| listed)?;
    Some(prizes.into_iter().chain(std::iter::once(format!("{head}{another}"))).collect())
}

/// 国家级、省级和校级表彰: the last level stands behind 和, where there are as many amounts.
pub(super) fn and_level(labels: Vec<String>, wanted: usize) -> Vec<String> {
    let Some((last, before)) = labels.split_last().filter(|(_, before)| before.len() + 2 == wanted) else { return labels };
    let parts = ['和', '及', '与', '與'].iter().find_map(|and| last.split_once(*and));
    match parts.filter(|(own, another)| is_place(own) && !is_prize(own) && at_start(another).is_some()) {
        Some((own, another)) => before.iter().cloned().chain([own.to_owned(), another.to_owned()]).collect(),
        None => labels,
    }
}

/// 发生一般、较大、重大事故: how grave each is, with the words around all of them.
fn graded(items: &[String]) -> Option<Vec<String>> {
    let [first, middle @ .., last] = items else { return None };
    let (head, grave) = GRAVE.iter().find_map(|grave| Some((first.strip_suffix(grave)?, *grave)))?;
    let (own, tail) = GRAVE.iter().find_map(|grave| Some((*grave, last.strip_prefix(grave)?)))?;
    if tail.is_empty() || !middle.iter().all(|item| GRAVE.contains(&item.as_str())) {
        return None;
    }
    let all = std::iter::once(grave).chain(middle.iter().map(String::as_str)).chain(std::iter::once(own));
    Some(all.map(|grave| format!("{head}{grave}{tail}")).collect())
}

/// Gives each place the words around all of them. A list of anything else comes back as it is.
pub(super) fn spread(items: Vec<String>) -> Vec<String> {
    if let Some(graded) = graded(&items) {
        return graded;
    }
    let [first, middle @ .., last] = items.as_slice() else { return items };
    let (Some((head, first)), Some((last, tail))) = (at_end(first), at_start(last)) else { return items };
    let prizes = is_prize(last);
    if prizes && !(last.ends_with('奖') || last.ends_with("等次")) {
        return items;
    }
    if !middle.iter().all(|item| is_place(item)) || prizes != is_prize(first) {
        return items;
    }
    let before: Vec<&str> = std::iter::once(first).chain(middle.iter().map(String::as_str)).collect();
    // 国家、省、市级: the rank is of all three, unless one of them has it.
    let own = !prizes && before.iter().any(|place| place.ends_with("级"));
    let whole = |place: &str| if own { place.to_owned() } else { completed(place, last) };
    let all = before.iter().map(|place| format!("{head}{}{tail}", whole(place)));
    all.chain(std::iter::once(format!("{head}{last}{tail}"))).collect()
}

/// A place with the rank that the last of its list has and it lacks: 一 of 一、三等奖, 特等 of 特等、一等奖.
fn completed(place: &str, last: &str) -> String {
    let Some(rank) = RANKS.iter().find(|rank| last.ends_with(**rank)) else { return place.to_owned() };
    if RANKS.iter().any(|own| place.ends_with(own)) {
        let half = place.ends_with('等') && *rank == "等奖";
        return if half { format!("{place}奖") } else { place.to_owned() };
    }
    let named = place.chars().count() > 1 || matches!(place, "金" | "银" | "铜");
    let rank = if named && *rank == "等奖" { "奖" } else { rank };
    format!("{place}{rank}")
}

/// 二等奖 after 获科技进步三等奖, 省级 after 国家级奖励, 普通论文 after 核心论文: of one kind, by how they end or because both are places.
pub(crate) fn are_kin(before: &str, words: &str) -> bool {
    let ending = before.chars().rev().zip(words.chars().rev()).take_while(|(a, b)| a == b).count();
    let long = words.chars().count() > MOST_OF_A_RUNG;
    !long && (ending > 1 || is_place(words))
}

/// 县级 of 省、市、县级先进: one of a list of places.
pub(crate) fn begins_with_place(text: &str) -> bool {
    let stars = |rest: &str| rest.starts_with(['级', '等', '星', 'A']);
    PLACES.contains(&text)
        || PRIZES.contains(&text)
        || text.char_indices().any(|(at, _)| {
            let (place, rest) = text.split_at(at);
            at > 0 && (PLACES.contains(&place) || PRIZES.contains(&place)) && stars(rest)
        })
}

/// Longer words name something of their own.
const MOST_OF_A_RUNG: usize = 10;

fn ranked(text: &str, names: &[&str]) -> bool {
    let stripped = RANKS.iter().find_map(|rank| text.strip_suffix(rank)).unwrap_or(text);
    names.contains(&stripped)
}

/// 国家级, 省级: a level and nothing else.
pub(super) fn is_level(text: &str) -> bool {
    text.strip_suffix('级').is_some_and(|place| PLACES.contains(&place))
}

/// 县商标荣誉, 国家级: begins with a level.
pub(super) fn of_level(text: &str) -> bool {
    PLACES.iter().any(|place| text.starts_with(place))
}

/// 一等奖, 省级二等奖, 科技进步一等奖: a prize that somebody won.
pub(super) fn is_won(text: &str) -> bool {
    let lost = ["未", "没", "无", "撤", "取消"].iter().any(|word| text.contains(word));
    let prize = RANKS.iter().filter(|rank| rank.ends_with('奖')).find_map(|rank| text.strip_suffix(rank));
    let won = prize.is_some_and(|head| PRIZES.iter().any(|prize| head.ends_with(prize)));
    won && !lost
}

/// 全国前3名, 竞赛第四至八名, 四至八名: a place in a contest.
pub(super) fn is_placed(text: &str) -> bool {
    let bare = ["及以下", "以下", "及以后", "以后"].iter().find_map(|onward| text.strip_suffix(onward)).unwrap_or(text);
    let Some(place) = bare.strip_suffix(['名', '位']) else { return false };
    let head = place.trim_end_matches(|c: char| c.is_ascii_digit() || " 一二三四五六七八九十至到-~、".contains(c));
    let lost = ["未", "没", "无", "撤", "取消", "后", "末"].iter().any(|word| text.contains(word));
    head.len() < place.len() && (head.is_empty() || head.ends_with(['前', '第'])) && !lost
}

/// What stands before the prize: 国家级 of 国家级一等奖.
pub(super) fn prize_of(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| text.split_at(at)).find(|(_, prize)| is_prize(prize));
    ends.map_or("", |(head, _)| head)
}

fn is_prize(text: &str) -> bool {
    ranked(text, PRIZES)
}

fn is_place(text: &str) -> bool {
    // 系(院): the same level by another name.
    let text = text.split_once(['(', '（']).filter(|(_, alias)| alias.ends_with([')', '）'])).map_or(text, |(own, _)| own);
    PLACES.contains(&text.strip_suffix("级").unwrap_or(text)) || is_prize(text)
}

/// The words before a place at the end, and the place.
fn at_end(text: &str) -> Option<(&str, &str)> {
    text.char_indices().map(|(at, _)| text.split_at(at)).find(|(_, place)| is_place(place))
}

/// The place at the beginning, the longest, and the words behind it.
fn at_start(text: &str) -> Option<(&str, &str)> {
    let ends: Vec<usize> = text.char_indices().map(|(at, character)| at + character.len_utf8()).collect();
    ends.iter().rev().map(|at| text.split_at(*at)).find(|(place, _)| is_place(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn spreads(items: &str, expected: &str) {
        assert_eq!(spread(items.split('、').map(str::to_owned).collect()).join(" "), expected);
    }

    #[test]
    fn words_around_places_belong_to_each() {
        spreads("被中央、省级、市级部门表扬", "被中央部门表扬 被省级部门表扬 被市级部门表扬");
        spreads("获国家、省、市级表彰", "获国家级表彰 获省级表彰 获市级表彰");
        spreads("县、市、省上访", "县上访 市上访 省上访");
        spreads("国家、省、市级", "国家级 省级 市级");
    }

    #[test]
    fn words_around_prizes_belong_to_each() {
        spreads("竞赛获一、二、三等奖", "竞赛获一等奖 竞赛获二等奖 竞赛获三等奖");
        spreads("特等、一等、二等奖", "特等奖 一等奖 二等奖");
        spreads("金、银、铜奖", "金奖 银奖 铜奖");
    }

    #[test]
    fn words_around_how_grave_it_is_belong_to_each() {
        spreads("发生一般、较大、重大事故", "发生一般事故 发生较大事故 发生重大事故");
        spreads("轻微、严重违规", "轻微违规 严重违规");
    }

    #[test]
    fn other_lists_stay() {
        spreads("记录一般、严重缺项、重大失误", "记录一般 严重缺项 重大失误");
        spreads("无计划、无措施、无总结", "无计划 无措施 无总结");
        spreads("城区、郊外", "城区 郊外");
        spreads("口径不一、二等品未分开", "口径不一 二等品未分开");
    }
}
