//! Numbers in words: 五, 十五, 二十, 两, 一百零五, 零点五, 半, as plain decimals.
//!
//! Not here: where a number may stand (一般, 一致 and 一律 are prose): that the grammars know. Start at [`numeral`].

use crate::fold_str;

/// Longer numerals are prose: no score needs more digits, and exact decimals hold 28.
const LONGEST: usize = 24;

/// The number that a numeral writes, as a plain decimal without needless zeros; `None` where the text is no numeral.
pub fn numeral(text: &str) -> Option<String> {
    let folded = fold_str(text);
    let text = folded.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    if text == "半" {
        return Some("0.5".to_owned());
    }
    let (whole, fraction) = match text.split_once(['点', '.']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if about(whole) {
        return None;
    }
    // 每百米, 千元以下.
    let whole = match whole {
        "百" => "一百",
        "千" => "一千",
        whole => whole,
    };
    let whole = positional(whole).or_else(|| with_units(whole).map(|value| value.to_string()))?;
    let fraction = fraction.map_or(Some(String::new()), positional)?;
    Some(plain(&whole, &fraction))
}

/// Two digits in words side by side, 两三 or 七八, say about how many, which is no number.
fn about(text: &str) -> bool {
    let digits: Vec<char> = text.chars().collect();
    matches!(digits.as_slice(), [first, second] if [first, second].iter().all(|character| matches!(digit(**character), Some(1..=9)) && !character.is_ascii_digit()))
}

/// Digits one after another: 15, 二〇二六.
fn positional(text: &str) -> Option<String> {
    let digits: Option<String> = text.chars().map(|character| digit(character).and_then(|value| char::from_digit(value, 10))).collect();
    digits.filter(|digits| !digits.is_empty())
}

/// Digits with 十, 百, 千, 万, 亿 between them.
fn with_units(text: &str) -> Option<u64> {
    let (mut total, mut group, mut pending) = (0_u64, 0_u64, None);
    let mut last_unit = 1_u64;
    let mut gap = false;
    if text.is_empty() {
        return None;
    }
    for character in text.chars() {
        if matches!(character, '零' | '〇') {
            gap = true;
        } else if let Some(value) = digit(character) {
            if pending.replace(u64::from(value)).is_some() {
                return None;
            }
        } else {
            let unit = unit(character)?;
            if unit >= 10_000 {
                let times = Some(group + pending.take().unwrap_or(0)).filter(|&times| times > 0)?;
                total = total.checked_add(times.checked_mul(unit)?)?;
                group = 0;
            } else {
                group += pending.take().or((unit == 10).then_some(1))? * unit;
            }
            last_unit = unit;
            gap = false;
        }
    }
    // 一百二 is 120, 一百零二 is 102.
    let rest = pending.unwrap_or(0) * if !gap && last_unit >= 100 { last_unit / 10 } else { 1 };
    total.checked_add(group)?.checked_add(rest)
}

fn digit(character: char) -> Option<u32> {
    Some(match character {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return character.to_digit(10),
    })
}

fn unit(character: char) -> Option<u64> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

fn plain(whole: &str, fraction: &str) -> String {
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numerals() {
        let pairs = "五 5, 十 10, 十五 15, 二十 20, 二十一 21, 两 2, 一百 100, 一百零五 105, 一百二 120, 一百二十 120, 两千零六 2006, 百 100, 千 1000, 三万五千 35000, \
                     一亿 100000000, 零点五 0.5, 一点二五 1.25, 半 0.5, 二〇二六 2026, 壹佰 100, 5 5, ０．５ 0.5, 05 5, 1.50 1.5, 0 0, 零 0, 100 100";
        for pair in pairs.split(", ") {
            let (numeral, decimal) = pair.split_once(' ').unwrap();
            assert_eq!(super::numeral(numeral).as_deref(), Some(decimal), "{numeral}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "一般",
            "两三",
            "七八",
            "5分",
            ".5",
            "5.",
            "万",
            "点五",
            "1.2.3",
            "五六七八九十百千万一二三四五六七八九十一二三四五六",
            "abc",
            "-5",
        ] {
            assert_eq!(numeral(text), None, "{text}");
        }
    }
}
