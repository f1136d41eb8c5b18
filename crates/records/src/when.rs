//! Dates and periods as people type them: `2026-03-05`, `2026年3月`, `202603`, `2026年第一季度`, `2026Q1`, `2026年上半年`.
//!
//! Not here: which column holds them. Start at [`period`].

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chidu_syntax::{fold_str, numeral};
use chidu_values::{Date, Period, PeriodKind};

use crate::cell::{Cell, Format};
use crate::problem::What;

/// What a cell's neighbours tell of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// The year of dates that name none (3月1日).
    pub year: Option<i16>,
    /// From when the file counts days; `None` for files that are no workbooks.
    pub epoch: Option<Epoch>,
}

/// From when a workbook counts its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Epoch {
    Of1900,
    Of1904,
}

/// The period of a kind that a cell names, or that holds the day in it.
pub(crate) fn period(cell: &Cell, known: Known, kind: PeriodKind) -> Result<Period, What> {
    match cell {
        Cell::Covered(cell) => return period(cell, known, kind),
        Cell::Unvalued | Cell::Hollow => return Err(What::FormulaWithoutValue),
        Cell::Fault(written) => return Err(What::CellError { written: written.clone() }),
        _ => {}
    }
    let written = cell.text();
    match named(cell, known) {
        Some(named) => lift(named, kind).ok_or(What::PeriodTooCoarse { written, kind }),
        None if lacks_year(cell, known) => Err(What::NoYear { written }),
        None => Err(What::BadPeriod { near: near(cell, known), written }),
    }
}

/// True where one cell names a period or year, and the other a day or shorter period that does not lie in it.
pub(crate) fn is_outside(named_in: &Cell, within: Known, day: &Cell, known: Known) -> bool {
    match (named(named_in, within), named(day, known)) {
        (Some(Named::Period(period)), Some(day)) => lift(day, period.kind()).is_some_and(|of_day| of_day != period),
        _ => false,
    }
}

/// True where a text would be a date, were the year known (a leap year has every day).
fn lacks_year(cell: &Cell, known: Known) -> bool {
    known.year.is_none()
        && matches!(cell, Cell::Text(text) if text.chars().count() > 1)
        && named(cell, Known { year: Some(2024), ..known }).is_some()
}

/// The day that a cell names; `None` for anything longer, and for what names none.
pub(crate) fn day_of(cell: &Cell, known: Known) -> Option<Date> {
    match named(cell, known) {
        Some(Named::Day(date)) => Some(date),
        _ => None,
    }
}

fn named(cell: &Cell, known: Known) -> Option<Named> {
    match cell {
        Cell::Moment(date, _) => Some(Named::Day(*date)),
        Cell::Text(text) => read(text, known.year),
        Cell::Number(value, Format::Plain | Format::Unknown) => {
            read(&value.to_string(), known.year).or_else(|| serial_day(cell, known.epoch?).map(Named::Day))
        }
        _ => None,
    }
}

/// The calendar year that a cell names.
pub(crate) fn year(cell: &Cell) -> Option<i16> {
    let digits = fold_str(&cell.text()).into_owned();
    four_digits(digits.trim().trim_end_matches('度').trim_end_matches('年'))
}

/// A day or a longer period, as it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Day(Date),
    Period(Period),
}

/// The period of a kind that holds what was named; `None` where that is longer, or lies across two.
fn lift(named: Named, kind: PeriodKind) -> Option<Period> {
    let period = match named {
        Named::Day(date) => return Some(date.period(kind)),
        Named::Period(period) => period,
    };
    let (year, index) = (period.year()?, period.index());
    match (period.kind(), kind) {
        (from, to) if from == to => Some(period),
        (PeriodKind::Month, PeriodKind::Quarter) => Period::new(kind, year, (index + 2) / 3),
        (PeriodKind::Month, PeriodKind::HalfYear) => Period::new(kind, year, (index + 5) / 6),
        (PeriodKind::Quarter, PeriodKind::HalfYear) => Period::new(kind, year, (index + 1) / 2),
        (PeriodKind::Month | PeriodKind::Quarter | PeriodKind::HalfYear, PeriodKind::Year) => Period::new(kind, year, 0),
        _ => None,
    }
}

/// A plain number of a workbook's date column that can only be a date without its format (1982 to 2064).
fn serial_day(cell: &Cell, epoch: Epoch) -> Option<Date> {
    let Cell::Number(value, Format::Plain | Format::Unknown) = cell else { return None };
    let shift = if epoch == Epoch::Of1904 { 1462 } else { 0 };
    let days = value.floor().to_i64().map(|days| days + shift).filter(|days| (30_000..60_000).contains(days))?;
    let (year, month, day, ..) = ExcelDateTime::new(days as f64, ExcelDateTimeType::DateTime, false).to_ymd_hms_milli();
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// What may be meant by a date that is not certain: asked, never assumed.
fn near(cell: &Cell, known: Known) -> Option<String> {
    let typed = cell.text();
    let digits = Cell::Number(typed.parse().unwrap_or_default(), Format::Unknown);
    if let Some(day) = serial_day(&digits, known.epoch.unwrap_or(Epoch::Of1900)) {
        return Some(day.to_string());
    }
    let folded = fold_str(&typed);
    let shortened = folded.char_indices().next_back().filter(|(_, last)| !last.is_numeric()).and_then(|(at, _)| folded.get(..at));
    let century = format!("20{folded}");
    let worded = folded.replace("月分", "月份").replace('曰', "日");
    let tried = [Some(worded.as_str()).filter(|worded| *worded != folded), Some(century.as_str()), shortened];
    tried.into_iter().flatten().find_map(|text| read(text, known.year)).map(|named| match named {
        Named::Day(day) => day.to_string(),
        Named::Period(period) => period.to_string(),
    })
}

fn read(text: &str, year: Option<i16>) -> Option<Named> {
    // As most files have it, of which a long one has many.
    if let Some(day) = plain(text) {
        return Some(Named::Day(day));
    }
    let folded: String = fold_str(text).trim().to_uppercase();
    let date = folded.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(folded.as_str(), |(date, _)| date);
    let compact = compact(without_time_of_day(date));
    compact_digits(&compact).or_else(|| week(&compact)).or_else(|| separated(&compact, year)).or_else(|| words(&compact, year))
}

/// `2026-03-05` and nothing else.
fn plain(text: &str) -> Option<Date> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, rest) = text.split_once('-').and_then(|(year, rest)| Some((four_digits(year)?, rest)))?;
    let (month, day) = rest.split_once('-').filter(|(month, day)| month.len() == 2 && day.len() == 2 && digits(month) && digits(day))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}

/// What may stand behind a day and tells it no further: 星期日, (周日), 上午.
fn without_time_of_day(date: &str) -> &str {
    let mut rest = date.trim_end();
    for word in ["上午", "下午", "中午", "早上", "晚上", "凌晨"] {
        rest = rest.strip_suffix(word).unwrap_or(rest).trim_end();
    }
    let bare = rest.trim_end_matches([')', ']']);
    let ended = bare.strip_suffix(['一', '二', '三', '四', '五', '六', '日', '天']);
    let named = ended.and_then(|rest| ["星期", "周", "礼拜"].iter().find_map(|word| rest.strip_suffix(word)));
    named.map_or(rest, |rest| rest.trim_end_matches(['(', '[', ' ']))
}

/// Without spaces; one between two digits parts them (2026 1 1).
fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    let mut parted = false;
    for character in text.chars() {
        if character.is_whitespace() || matches!(character, '、' | '\\' | '—' | '–') {
            parted = true;
            continue;
        }
        let digits = character.is_ascii_digit() && compact.ends_with(|last: char| last.is_ascii_digit());
        compact.extend((parted && digits).then_some('-'));
        compact.push(character);
        parted = false;
    }
    compact
}

/// `20260305`, `202603`, `2026`.
fn compact_digits(text: &str) -> Option<Named> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = four_digits(text.get(..4)?)?;
    let month = |part: &str| part.parse::<i16>().ok();
    match text.len() {
        4 => Period::new(PeriodKind::Year, year, 0).map(Named::Period),
        6 => Period::new(PeriodKind::Month, year, month(text.get(4..)?)?).map(Named::Period),
        8 => day(year, month(text.get(4..6)?)?, month(text.get(6..)?)?),
        _ => None,
    }
}

/// `2026-03-05`, `2026/3`, `2026.3.5`, `2026-Q1`, `2026-W10`; `3/5` and `3-5` where the year is known.
fn separated(text: &str, known: Option<i16>) -> Option<Named> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let (first, rest) = parts.split_first()?;
    let Some(year) = four_digits(first.trim_end_matches('年')) else {
        let [of_month] = rest else { return None };
        return day(known?, first.parse().ok()?, of_month.parse().ok()?).filter(|_| !text.contains('.'));
    };
    match rest {
        // A spreadsheet makes 2026.1 of 2026.10.
        ["1"] if text.contains('.') => None,
        [part] => part
            .parse()
            .ok()
            .and_then(|month| Period::new(PeriodKind::Month, year, month))
            .map(Named::Period)
            .or_else(|| of_year(part, year)),
        [month, of_month] => day(year, month.parse().ok()?, of_month.parse().ok()?),
        _ => None,
    }
}

/// `2026年3月5日`, `2026年3月份`, `2026年第一季度`, `2026年上半年`, `2026Q1`, and without the year where it is known.
fn words(text: &str, known: Option<i16>) -> Option<Named> {
    let (year, rest) = match text.split_once('年').filter(|(year, _)| !year.ends_with('半') && !matches!(*year, "上半" | "下半")) {
        Some((year, rest)) => (year_of(year)?, rest),
        None => match text.get(..4).and_then(four_digits) {
            Some(year) => (year, text.get(4..)?),
            None => (known?, text),
        },
    };
    let rest = rest.trim_start_matches('度');
    if rest.is_empty() {
        return Period::new(PeriodKind::Year, year, 0).map(Named::Period);
    }
    month_or_day(rest, year).or_else(|| of_year(rest, year))
}

fn month_or_day(text: &str, year: i16) -> Option<Named> {
    let (month, rest) = text.split_once('月').unwrap_or((text, ""));
    let month = small(month)?;
    match rest.trim_start_matches('份') {
        "" => Period::new(PeriodKind::Month, year, month).map(Named::Period),
        rest => day(year, month, small(rest.trim_end_matches(['日', '号']))?),
    }
}

/// A quarter, half or week within a year: `Q1`, `第一季度`, `上半年`, `H1`, `W10`, `第10周`.
fn of_year(text: &str, year: i16) -> Option<Named> {
    let named = |kind, index| Period::new(kind, year, index).map(Named::Period);
    match text {
        "上半年" => return named(PeriodKind::HalfYear, 1),
        "下半年" => return named(PeriodKind::HalfYear, 2),
        _ => {}
    }
    let numbered = |prefix: &str, kind| text.strip_prefix(prefix).and_then(small).and_then(|index| named(kind, index));
    let counted = |suffix: &str, kind| {
        let inner = text.strip_suffix(suffix)?;
        small(inner.strip_prefix('第').unwrap_or(inner)).and_then(|index| named(kind, index))
    };
    numbered("Q", PeriodKind::Quarter)
        .or_else(|| numbered("H", PeriodKind::HalfYear))
        .or_else(|| numbered("W", PeriodKind::Week))
        .or_else(|| counted("季度", PeriodKind::Quarter))
        .or_else(|| counted("季", PeriodKind::Quarter))
        .or_else(|| counted("周", PeriodKind::Week))
}

/// What [`Period`] prints itself, weeks and days of the year among them.
fn week(text: &str) -> Option<Named> {
    text.parse::<Period>().ok().filter(|period| !matches!(period.kind(), PeriodKind::Whole | PeriodKind::Day)).map(Named::Period)
}

fn day(year: i16, month: i16, day: i16) -> Option<Named> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).map(Named::Day)
}

fn four_digits(text: &str) -> Option<i16> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|year| (1900..2200).contains(year))
}

fn year_of(text: &str) -> Option<i16> {
    four_digits(text).or_else(|| four_digits(&numeral(text)?))
}

fn small(text: &str) -> Option<i16> {
    numeral(text)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, kind: PeriodKind) -> String {
        period(&Cell::Text(text.to_owned()), Known::default(), kind)
            .map(|period| period.to_string())
            .unwrap_or_else(|what| what.code().to_owned())
    }

    #[test]
    fn months_as_people_type_them() {
        for text in "2026-03 2026-3 2026/3 2026.3 2026年3月 2026年03月份 202603 ２０２６年３月 2026-03-05 2026/3/5 2026.3.5 2026年3月5日 20260305 二〇二六年三月"
            .split(' ')
            .chain(["2026-03-05 10:30", "2026-03-05T10:30:00", "2026 年 3 月"])
        {
            assert_eq!(shown(text, PeriodKind::Month), "2026-03", "{text}");
        }
    }

    #[test]
    fn longer_periods_hold_shorter_ones() {
        for text in "2026-05 2026年5月20日 2026年第二季度 2026Q2 2026-Q2 2026年二季度 2026年2季度".split(' ') {
            assert_eq!(shown(text, PeriodKind::Quarter), "2026-Q2", "{text}");
        }
        assert_eq!(shown("2026年下半年", PeriodKind::HalfYear), "2026-H2");
        assert_eq!(shown("2026年三季度", PeriodKind::HalfYear), "2026-H2");
        assert_eq!(shown("2026年度", PeriodKind::Year), "2026");
        assert_eq!(shown("2026-W10", PeriodKind::Week), "2026-W10");
        assert_eq!(shown("2026年第10周", PeriodKind::Week), "2026-W10");
        assert_eq!(shown("2026-03-31", PeriodKind::Day), "2026-03-31");
    }

    #[test]
    fn what_does_not_tell_the_period_is_refused() {
        for (text, code) in [
            ("2026年", "period-too-coarse"),
            ("2026年一季度", "period-too-coarse"),
            ("2026-W10", "period-too-coarse"),
            ("3月", "no-year"),
            ("3月1日", "no-year"),
            ("3/1", "no-year"),
            ("三月一日", "no-year"),
            ("2026.1", "bad-period"),
            ("2026-13", "bad-period"),
            ("2026-02-30", "bad-period"),
            ("上个月", "bad-period"),
            ("46086", "bad-period"),
        ] {
            assert_eq!(shown(text, PeriodKind::Month), code, "{text}");
        }
    }

    #[test]
    fn a_column_of_years_completes_months() {
        let month = |text: &str| {
            period(&Cell::Text(text.to_owned()), Known { year: Some(2026), epoch: None }, PeriodKind::Month)
                .map(|period| period.to_string())
        };
        assert_eq!(month("3月").as_deref(), Ok("2026-03"));
        assert_eq!(month("3").as_deref(), Ok("2026-03"));
        assert_eq!(month("三月").as_deref(), Ok("2026-03"));
    }

    #[test]
    fn numbers_of_spreadsheets() {
        let cell = |text: &str| Cell::Number(text.parse().unwrap(), Format::Plain);
        let month = |text: &str| period(&cell(text), Known::default(), PeriodKind::Month);
        assert_eq!(month("2026.03").map(|period| period.to_string()).as_deref(), Ok("2026-03"));
        assert_eq!(month("202603").map(|period| period.to_string()).as_deref(), Ok("2026-03"));
        assert_eq!(month("2026.1").unwrap_err().code(), "bad-period");
        assert_eq!(month("46086"), Err(What::BadPeriod { written: "46086".to_owned(), near: Some("2026-03-05".to_owned()) }));
    }
}
