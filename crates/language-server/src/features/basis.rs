//! The article of law or the standard behind what was read, where there is one: boundary words, and rounding.
//!
//! Not here: what the words mean (`analysis` reads them so), and where this is shown (`hover`).

use chidu_diagnostics::Text;
use chidu_values::{Mode, Rounding};

/// Article 1259 of the Civil Code: these include the number …
const INCLUDED: [&str; 4] = ["以上", "以下", "以内", "届满"];
/// … and these do not.
const EXCLUDED: [&str; 3] = ["不满", "超过", "以外"];

/// Why a bound includes its number or does not, where the words are those of the Civil Code and nothing else is said.
pub fn of_bound(words: &str) -> Option<Text> {
    let folded = chidu_syntax::fold_str(words);
    if ["含", "包括本数"].iter().any(|said| folded.contains(said)) {
        return None;
    }
    // 不超过 is the one of them that a negation turns around.
    let plain = folded.replace("不超过", "").replace("未超过", "");
    let found = |of: &[&'static str]| of.iter().filter(|word| plain.contains(**word)).map(|word| format!("“{word}”")).collect::<String>();
    let said = [(found(&INCLUDED), "包括本数", "include the number"), (found(&EXCLUDED), "不包括本数", "exclude it")];
    let said: Vec<_> = said.into_iter().filter(|(words, ..)| !words.is_empty()).collect();
    if said.is_empty() {
        return None;
    }
    let zh: Vec<String> = said.iter().map(|(words, zh, _)| format!("{words}{zh}")).collect();
    let en: Vec<String> = said.iter().map(|(words, _, en)| format!("{words} {en}")).collect();
    Some(Text::new(
        format!("依据《民法典》第一千二百五十九条：{}", zh.join("，")),
        format!("Article 1259 of the Civil Code: {}", en.join(", ")),
    ))
}

/// The standard by which is rounded.
pub fn of_rounding(rounding: Rounding) -> Text {
    let places = rounding.places;
    match rounding.mode {
        Mode::HalfUp => {
            Text::new(format!("四舍五入，保留 {places} 位小数"), format!("rounded half away from zero, decimal places: {places}"))
        }
        Mode::HalfEven => Text::new(
            format!("四舍六入五成双，保留 {places} 位小数。依据 GB/T 8170《数值修约规则与极限数值的表示和判定》"),
            format!("rounded half to even, decimal places: {places}. Standard: GB/T 8170"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_civil_code_is_named_for_its_own_words_alone() {
        let told = |words: &str| of_bound(words).map(|text| text.zh).unwrap_or_default();
        assert_eq!(told("迟到3次以上的扣1分"), "依据《民法典》第一千二百五十九条：“以上”包括本数");
        assert_eq!(told("超過10分鐘的"), "依据《民法典》第一千二百五十九条：“超过”不包括本数");
        assert_eq!(told("90%以上不满95%"), "依据《民法典》第一千二百五十九条：“以上”包括本数，“不满”不包括本数");
        for other in ["低于80%的", "3次以上(不含3次)的", "不超过5分", "每次扣1分"] {
            assert_eq!(told(other), "", "{other}");
        }
    }
}
