//! Ranks of authority side by side: 被国家、省、市级部门表扬 is 被国家级部门表扬, 被省级部门表扬 and 被市级部门表扬.
//!
//! Not here: other lists, whose items stand for themselves (无计划、无措施). Start at [`spread`].

const PLACES: &[&str] =
    &["国际", "国家", "全国", "中央", "部", "省", "自治区", "地市", "市", "州", "县", "区", "乡镇", "乡", "镇", "街道", "村", "校", "院"];
const RANK: &str = "级";

/// Gives each place the words around all of them. A list of anything else comes back as it is.
pub(super) fn spread(items: Vec<String>) -> Vec<String> {
    let [first, middle @ .., last] = items.as_slice() else { return items };
    let (Some((head, first)), Some((last, tail))) = (at_end(first), at_start(last)) else { return items };
    if !middle.iter().all(|item| is_place(item)) {
        return items;
    }
    let before: Vec<&str> = std::iter::once(first).chain(middle.iter().map(String::as_str)).collect();
    // 国家、省、市级: the rank is of all three.
    let shared = last.ends_with(RANK) && before.iter().all(|place| !place.ends_with(RANK));
    let rank = if shared { RANK } else { "" };
    let all = before.iter().map(|place| format!("{head}{place}{rank}{tail}"));
    all.chain(std::iter::once(format!("{head}{last}{tail}"))).collect()
}

fn is_place(text: &str) -> bool {
    PLACES.contains(&text.strip_suffix(RANK).unwrap_or(text))
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
    fn other_lists_stay() {
        spreads("无计划、无措施、无总结", "无计划 无措施 无总结");
        spreads("城区、郊外", "城区 郊外");
    }
}
