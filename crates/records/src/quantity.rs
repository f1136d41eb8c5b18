//! Numbers with units as people type them: `2处`, `２`, `两处`, `92%`, `12分钟`, `1小时5分`, `1,200`.
//!
//! Not here: what the number is of. Start at [`value`] and [`count`].

use chidu_syntax::{fold_str, numeral};
use chidu_values::{Dimension, Number, Unit};

use crate::cell::{Cell, Format};
use crate::problem::What;

/// A typed quantity: numbers, each with the unit word behind it (empty where there is none).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Quantity(Vec<(Number, String)>);

/// The value of a cell in a unit (`None`: a bare number or a counted thing); `plain` is the unit of numbers without one.
pub(crate) fn value(cell: &Cell, unit: Option<&Unit>, plain: Option<&Unit>) -> Result<Number, What> {
    let wrong = || What::WrongUnit { written: cell.text(), unit: unit.map(|unit| unit.name.clone()) };
    match cell {
        Cell::Number(value, Format::Percent) => {
            let share = value * &Number::from(100);
            if share > Number::from(1000) {
                return Err(What::HugeShare { written: cell.text(), percent: value.clone() });
            }
            convert(share, &Unit::of("%"), unit).ok_or_else(wrong)
        }
        Cell::Number(value, _) => bare(value.clone(), unit, plain, cell),
        Cell::Duration(seconds) => convert(seconds.clone(), &Unit::of("秒"), unit).ok_or_else(wrong),
        Cell::Clock(_) => Err(ambiguous_time(&cell.text())),
        Cell::Text(text) => match colons(text) {
            Some(parts) => of_clock(&parts, text).and_then(|seconds| convert(seconds, &Unit::of("秒"), unit).ok_or_else(wrong)),
            None => typed(&read(text).ok_or_else(|| not_a_number(cell))?, unit, plain, cell),
        },
        Cell::Covered(_) => Err(What::MergedCell),
        Cell::Unvalued | Cell::Hollow => Err(What::FormulaWithoutValue),
        Cell::Fault(written) => Err(What::CellError { written: written.clone() }),
        Cell::Empty | Cell::Moment(..) | Cell::Flag(_) => Err(not_a_number(cell)),
    }
}

/// A count: not negative, and whole unless its unit is a measured one. 无 and 否 are none, 有, 是 and √ are one.
pub(crate) fn count(cell: &Cell, unit: Option<&Unit>) -> Result<Number, What> {
    if let Some(yes) = yes_or_no(cell) {
        return Ok(Number::from(i64::from(yes)));
    }
    let counted = unit.filter(|unit| unit.is_measured());
    let number = match (counted, cell) {
        (None, Cell::Text(text)) => things(text, unit, cell)?,
        _ => value(cell, counted, counted)?,
    };
    if number.is_negative() {
        return Err(What::Negative { written: cell.text() });
    }
    if counted.is_none() && !number.is_integer() {
        return Err(What::NotWhole { written: cell.text() });
    }
    Ok(number)
}

/// So often nothing is found in one row; days (46086, 20260305) get into the wrong column.
const OFTEN: i64 = 20_000;

/// How often something was found: a count that somebody can have made.
pub(crate) fn occurrences(cell: &Cell, unit: Option<&Unit>) -> Result<Number, What> {
    let number = count(cell, unit)?;
    let counted = !unit.is_some_and(Unit::is_measured);
    if counted && number >= Number::from(OFTEN) { Err(What::HugeCount { written: cell.text() }) } else { Ok(number) }
}

/// An amount of points: `2`, `2分`, and -2 for what is taken.
pub(crate) fn points(cell: &Cell) -> Result<Number, What> {
    value(cell, Some(&Unit::of("分")), None)
}

/// True where a measured unit stands behind the number (12分钟), so that it is a size and no count.
pub(crate) fn names_unit(cell: &Cell) -> bool {
    match cell {
        Cell::Duration(_) | Cell::Clock(_) | Cell::Number(_, Format::Percent) => true,
        Cell::Text(text) => read(text).is_some_and(|Quantity(parts)| parts.iter().any(|(_, word)| Unit::of(time_word(word)).is_measured())),
        _ => false,
    }
}

/// 是, 有, √ and their opposites; `None` for anything else.
pub(crate) fn yes_or_no(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Flag(flag) => Some(*flag),
        Cell::Text(text) => match fold_str(text).trim().to_lowercase().as_str() {
            "是" | "有" | "√" | "✓" | "✔" | "yes" | "y" | "true" => Some(true),
            "否" | "无" | "没有" | "未发现" | "未发生" | "no" | "n" | "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The number of things, whatever counting word stands behind it, unless the rulebook counts by another.
fn things(text: &str, unit: Option<&Unit>, cell: &Cell) -> Result<Number, What> {
    let Some(Quantity(parts)) = read(text) else { return Err(not_a_number(cell)) };
    let [(number, word)] = parts.as_slice() else { return Err(not_a_number(cell)) };
    let fits = word.is_empty() || unit.is_none_or(|unit| unit.name.split('/').any(|name| name == word) || unit.name == *word);
    let wrong = || What::WrongUnit { written: cell.text(), unit: unit.map(|unit| unit.name.clone()) };
    if !fits || (!word.is_empty() && Unit::of(word).is_measured() && !is_counting(word)) { Err(wrong()) } else { Ok(number.clone()) }
}

/// Words of calendar and time by which things are counted too (迟到3天).
fn is_counting(word: &str) -> bool {
    matches!(word, "天" | "日" | "个月" | "周" | "个季度")
}

fn typed(quantity: &Quantity, unit: Option<&Unit>, plain: Option<&Unit>, cell: &Cell) -> Result<Number, What> {
    let wrong = || What::WrongUnit { written: cell.text(), unit: unit.map(|unit| unit.name.clone()) };
    match quantity.0.as_slice() {
        [(number, word)] if word.is_empty() => return bare(number.clone(), unit, plain, cell),
        _ => {}
    }
    let timed = unit.is_some_and(|unit| unit.dimension == Dimension::Time);
    let parts = quantity.0.iter().map(|(number, word)| {
        let word = if timed { time_word(word) } else { word };
        if word.is_empty() { None } else { convert(number.clone(), &Unit::of(word), unit) }
    });
    parts.sum::<Option<Number>>().ok_or_else(wrong)
}

/// Of a span of time, 分 is minutes and 时 hours.
fn time_word(word: &str) -> &str {
    match word {
        "分" => "分钟",
        "时" | "个钟头" | "钟头" => "小时",
        word => word,
    }
}

/// A number without a unit: in `plain`, else in the unit that is wanted.
fn bare(number: Number, unit: Option<&Unit>, plain: Option<&Unit>, cell: &Cell) -> Result<Number, What> {
    let is_percent = unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
    if is_percent && plain.is_none() && is_doubtful(&number, cell) {
        let untold = matches!(cell, Cell::Number(_, Format::Unknown));
        return Err(What::BareShare { written: cell.text(), percent: &number * &Number::from(100), untold });
    }
    match plain {
        Some(plain) => convert(number, plain, unit)
            .ok_or_else(|| What::WrongUnit { written: format!("{}{}", cell.text(), plain.name), unit: unit.map(|unit| unit.name.clone()) }),
        None => Ok(number),
    }
}

/// A rate typed as a fraction and a rate below one per cent look alike, a hundredfold apart. Where the file does not tell percent
/// cells from others, 1 may be 100% and 1.05 may be 105%.
fn is_doubtful(number: &Number, cell: &Cell) -> bool {
    match cell {
        Cell::Number(_, Format::Unknown) => number.is_positive() && *number <= Number::from(2),
        _ => number.is_positive() && *number <= Number::ONE,
    }
}

/// `12:30` and `0:12:30` in their parts.
fn colons(text: &str) -> Option<Vec<Number>> {
    let folded = fold_str(text);
    let parts: Vec<&str> = folded.trim().split(':').collect();
    let digits = |part: &&str| !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    ((2..=3).contains(&parts.len()) && parts.iter().all(digits)).then(|| parts.iter().filter_map(|part| parse(part)).collect())
}

/// The seconds of a time with hours, minutes and seconds; with two parts nobody knows which two.
fn of_clock(parts: &[Number], written: &str) -> Result<Number, What> {
    let [hours, minutes, seconds] = parts else { return Err(ambiguous_time(written)) };
    let sixty = Number::from(60);
    Ok(&(&(&(hours * &sixty) + minutes) * &sixty) + seconds)
}

fn ambiguous_time(written: &str) -> What {
    let written = fold_str(written).trim().to_owned();
    let mut parts = written.split(':').map(|part| part.trim_start_matches('0')).map(|part| if part.is_empty() { "0" } else { part });
    let (first, second) = (parts.next().unwrap_or("0").to_owned(), parts.next().unwrap_or("0").to_owned());
    What::AmbiguousTime { long: format!("{first}小时{second}分"), short: format!("{first}分{second}秒"), written }
}

fn convert(number: Number, from: &Unit, to: Option<&Unit>) -> Option<Number> {
    match to {
        Some(to) => from.convert(&number, to),
        None => (!from.is_measured()).then_some(number),
    }
}

fn not_a_number(cell: &Cell) -> What {
    What::NotANumber { written: cell.text() }
}

/// Splits a text into numbers and the words behind them; `None` where it is anything else.
fn read(text: &str) -> Option<Quantity> {
    let folded: String = fold_str(text).chars().filter(|character| !character.is_whitespace()).collect();
    let mut rest = folded.as_str();
    if let Some(share) = rest.strip_prefix("百分之") {
        return Some(Quantity(vec![(parse(&numeral(share)?)?, "%".to_owned())]));
    }
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (number, after) = number(rest)?;
        let (number, word, after) = word(number, after)?;
        parts.push((number, word));
        rest = after;
    }
    (!parts.is_empty()).then_some(Quantity(parts))
}

fn number(text: &str) -> Option<(Number, &str)> {
    let signed = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = signed.find(|character: char| !matches!(character, '0'..='9' | '.' | ',')).unwrap_or(signed.len());
    let (head, after) = signed.split_at_checked(digits)?;
    if head.is_empty() {
        return if signed.len() == text.len() { chinese(text) } else { None };
    }
    let number = parse(&without_groups(head)?)?;
    Some((if text.starts_with('-') { -number } else { number }, after))
}

/// The longest numeral in front, such as 两 of 两处 and 十二 of 十二分钟; none of 两三处, which says about how many.
fn chinese(text: &str) -> Option<(Number, &str)> {
    let ends: Vec<usize> = text.char_indices().map(|(at, character)| at + character.len_utf8()).take(24).collect();
    let longest = |end: &usize| {
        let (head, after) = text.split_at_checked(*end)?;
        let number = numeral(head).filter(|_| !is_about(head) && !after.starts_with(DIGITS))?;
        Some((parse(&number)?, after))
    };
    let (number, after) = ends.iter().rev().find_map(longest)?;
    let runs_on = after.chars().next().is_some_and(|next| numeral(next.encode_utf8(&mut [0; 4])).is_some());
    (!runs_on).then_some((number, after))
}

const DIGITS: [char; 11] = ['一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '几'];

/// Two digits side by side say about how many (两三次, 七八个), and are no number.
fn is_about(numeral: &str) -> bool {
    let digits: Vec<bool> = numeral.chars().map(|character| DIGITS.contains(&character)).collect();
    digits.windows(2).any(|pair| pair == [true, true])
}

/// Words that make a number vague: 十来分钟, 10多次, 5次左右.
fn is_vague(word: &str) -> bool {
    let (starts, ends) = (["来", "多", "余", "几", "好几"], ["多", "余", "左右", "上下", "以上", "以下", "以内", "不到"]);
    starts.iter().any(|start| word.starts_with(start)) || ends.iter().any(|end| word.ends_with(end))
}

/// Takes out commas between groups of three digits; `None` where commas stand elsewhere.
fn without_groups(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(',') {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let rest: Vec<&str> = groups.collect();
    if grouped && (first.is_empty() || first.len() > 3 || rest.iter().any(|group| group.len() != 3)) {
        return None;
    }
    Some(digits.replace(',', ""))
}

/// The word up to the next number; `个半` and a trailing `半` add a half of the unit.
fn word(number: Number, text: &str) -> Option<(Number, String, &str)> {
    let half = Number::ratio(1, 2)?;
    let (number, text) = match text.strip_prefix("个半") {
        Some(rest) => (&number + &half, rest),
        None => (number, text),
    };
    let known = time_words().find(|word| text.strip_prefix(word).is_some_and(begins_a_number));
    let digit = text.find(|character: char| character.is_ascii_digit() || matches!(character, '-' | '+' | '.')).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(known.map_or(digit, str::len))?;
    let plain = word.chars().all(|character| character.is_alphabetic() || matches!(character, '/' | '%' | '‰' | '°' | '℃' | '㎡'));
    if is_vague(word) || !plain {
        return None;
    }
    match after.strip_prefix('半') {
        Some("") if !word.is_empty() => Some((&number + &half, word.to_owned(), "")),
        _ => Some((number, word.to_owned(), after)),
    }
}

/// Words of time after which a second number may follow: 1小时5分, 一小时五分.
fn time_words() -> impl Iterator<Item = &'static str> {
    ["个小时", "小时", "分钟", "刻钟", "天", "日", "时", "分", "秒"].into_iter()
}

fn begins_a_number(text: &str) -> bool {
    text == "半" || number(text).is_some()
}

fn parse(digits: &str) -> Option<Number> {
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, unit: &str) -> String {
        let unit = (!unit.is_empty()).then(|| Unit::of(unit));
        match value(&Cell::Text(text.to_owned()), unit.as_ref(), None) {
            Ok(number) => number.to_string(),
            Err(what) => what.code().to_owned(),
        }
    }

    #[test]
    fn values_as_people_type_them() {
        let cases = "92% % 92|92 % 92|0.92 % ambiguous-percent|0.5% % 0.5|百分之九十二 % 92|1 % ambiguous-percent|1% % 1|2 % 2|0 % 0|0:12:30 分钟 12.5|1:30:00 小时 1.5|1:30 分钟 ambiguous-time|12:30 处 ambiguous-time|12分钟 分钟 12|12分30秒 分钟 12.5|１２分钟 分钟 12|12 分钟 12|12分 分钟 12|\
                     1小时5分 分钟 65|1小时5分 小时 13/12|一小时五分 分钟 65|半小时 分钟 30|1个半小时 分钟 90|1小时半 分钟 90|90秒 分钟 1.5|\
                     2处 处 2|两处 处 2|２ 处 2|十二 人 12|1,200 元 1200|2万元 元 20000|95分 分 95|-0.5 % -0.5|2处 分钟 wrong-unit|12分钟 % wrong-unit|\
                     12左右 分钟 not-a-number|十来分钟 分钟 not-a-number|两三 处 not-a-number|二三十 元 not-a-number|二十三 元 23|12分钟(估) 分钟 not-a-number|很多 处 not-a-number|约12 分钟 not-a-number|12,00 元 not-a-number|1.2.3 % not-a-number|1e3 元 wrong-unit|3个百分点 % 3|\
                     三百 元 300|一百二十 元 120";
        for case in cases.split('|') {
            let (left, expected) = case.rsplit_once(' ').unwrap();
            let (text, unit) = left.rsplit_once(' ').unwrap();
            assert_eq!(typed(text, unit), expected, "{text} in {unit}");
        }
        assert_eq!(typed("12", ""), "12");
        assert_eq!(typed("12%", ""), "wrong-unit");
    }

    #[test]
    fn a_percent_cell_is_a_hundred_times_its_number() {
        let cell = |format| Cell::Number("0.92".parse().unwrap(), format);
        assert_eq!(value(&cell(Format::Percent), Some(&Unit::of("%")), None), Ok(Number::from(92)));
        assert_eq!(value(&cell(Format::Plain), Some(&Unit::of("%")), None).unwrap_err().code(), "ambiguous-percent");
        let whole = Cell::Number(Number::ONE, Format::Unknown);
        assert_eq!(value(&whole, Some(&Unit::of("%")), None).unwrap_err().code(), "ambiguous-percent");
        assert_eq!(value(&cell(Format::Percent), Some(&Unit::of("分钟")), None).unwrap_err().code(), "wrong-unit");
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        let typed = |text: &str, unit: &str| {
            let unit = (!unit.is_empty()).then(|| Unit::of(unit));
            count(&Cell::Text(text.to_owned()), unit.as_ref())
                .map(|number| number.to_string())
                .unwrap_or_else(|what| what.code().to_owned())
        };
        for (text, unit, expected) in [
            ("2", "处", "2"),
            ("2处", "处", "2"),
            ("两处", "处", "2"),
            ("3人次", "", "3"),
            ("2次", "处", "wrong-unit"),
            ("2", "人/次", "2"),
            ("两三次", "", "not-a-number"),
            ("七八", "", "not-a-number"),
            ("好几次", "", "not-a-number"),
            ("10多次", "", "not-a-number"),
            ("二十三", "", "23"),
            ("2.5", "处", "not-whole"),
            ("2.5", "小时", "2.5"),
            ("-1", "处", "out-of-range"),
            ("无", "处", "0"),
            ("√", "", "1"),
            ("×", "", "not-a-number"),
            ("12分钟", "", "wrong-unit"),
            ("0", "次", "0"),
            ("2.0", "次", "2"),
        ] {
            assert_eq!(typed(text, unit), expected, "{text} in {unit}");
        }
    }
}
