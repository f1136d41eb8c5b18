//! Labels: what records call a finding, and when two spellings name the same one (rule 11).
//!
//! Labels match exactly after [`key`], never by likeness; likeness serves only to ask "did you mean".

/// Words that a label loses wherever they stand in front, and particles at its end.
const LEADING: &[&str] = &["每发现", "发现", "出现", "发生", "存在", "有", "凡", "对"];
const TRAILING: &[&str] = &["的", "者", "累计", "合计"];

/// The form in which labels are compared: folded (width, script), without spaces and punctuation, without 的, 者, 发现,
/// 出现, 发生, 有 around it and 累计, 合计 behind it.
pub fn key(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    folded.extend(label.chars().map(chidu_syntax::fold_char).filter(|c| is_kept(*c)));
    let mut rest = folded.as_str();
    while let Some(shorter) = LEADING.iter().find_map(|word| rest.strip_prefix(word)).filter(|shorter| !shorter.is_empty()) {
        rest = shorter;
    }
    while let Some(shorter) = TRAILING.iter().find_map(|word| rest.strip_suffix(word)).filter(|shorter| !shorter.is_empty()) {
        rest = shorter;
    }
    if rest.len() == folded.len() { folded } else { rest.to_owned() }
}

/// Letters of any script, digits and the per cent sign; most characters of a rulebook are of the one range of ideographs.
fn is_kept(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '%') || character.is_alphanumeric()
}

/// The number of single-character edits between two keys, up to `most`; `None` beyond it.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        let mut next = vec![before];
        for (right, above) in b.iter().zip(row.iter().skip(1)) {
            let cost = if left == right { diagonal } else { 1 + diagonal.min(before).min(*above) };
            diagonal = *above;
            before = cost;
            next.push(cost);
        }
        row = next;
    }
    row.last().copied().filter(|cost| *cost <= most)
}

/// Of several names the one that is nearest to what was written, for a did-you-mean: by its letters, else the only one that it is a
/// part of (出满勤 of 出满勤,不迟到). `None` where none is near.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = key(written);
    let length = wanted.chars().count();
    let most = (length / 2).clamp(1, 3);
    let names: Vec<(&str, String)> = names.into_iter().map(|name| (name, key(name))).collect();
    let near = names.iter().filter_map(|(name, key)| distance(&wanted, key, most).map(|cost| (cost, *name)));
    let by_letters = near.min_by_key(|(cost, _)| *cost).map(|(_, name)| name);
    by_letters.or_else(|| {
        let mut whole = names.iter().filter(|(_, key)| length > 1 && key.contains(&wanted)).map(|(name, _)| *name);
        whole.next().filter(|_| whole.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lose_what_rule_11_names() {
        for (label, expected) in
            [("发现 玩手机的", "玩手机"), ("未放告知牌", "未放告知牌"), ("有、投诉 者", "投诉"), ("的", "的"), ("发生", "发生")]
        {
            assert_eq!(key(label), expected, "{label}");
        }
    }

    #[test]
    fn distance_counts_edits_up_to_a_bound() {
        assert_eq!(distance("告知牌", "告知牌", 2), Some(0));
        assert_eq!(distance("告知牌", "告示牌", 2), Some(1));
        assert_eq!(distance("未放告知牌", "告知牌", 2), Some(2));
        assert_eq!(distance("未放告知牌", "争执", 2), None);
        assert_eq!(nearest("服物态度", ["服务态度", "用语"]), Some("服务态度"));
        assert_eq!(nearest("环境卫生", ["服务态度", "用语"]), None);
        assert_eq!(nearest("不迟到早退", ["出满勤,不迟到早退,衣帽整洁", "用语"]), Some("出满勤,不迟到早退,衣帽整洁"));
        assert_eq!(nearest("学习", ["政治学习制度完善", "业务学习制度完善"]), None);
    }
}
