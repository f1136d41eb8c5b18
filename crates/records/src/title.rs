//! The period that stands above a table: `2026年3月检查记录` in a title row, or as the name of its sheet.
//!
//! It never stands in for the period of a row, but rows of another one are told: last month's file is often copied with its title.
//! Not here: dates in cells (`when`). Start at [`Title::of`].

use chidu_syntax::fold_str;

use crate::cell::Cell;
use crate::header::{Field, Layout};
use crate::row::{cell, known};
use crate::table::{Line, Table};
use crate::when::{self, Known};

/// A month, quarter, half or whole year that a table says it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// As written: 2026年3月.
    pub written: String,
    /// The row; `None` where the sheet is called so.
    pub row: Option<u32>,
}

/// What an enumeration or a stretch goes on with, and what makes a day or an edition of it.
const GOES_ON: [&str; 19] = ["-", "—", "–", "~", "至", "到", "、", "和", "及", "起", "前", "后", "以", "版", "修", "制", "印", "底", "末"];
/// What stands before the end of a stretch.
const COMES_FROM: [&str; 10] = ["-", "—", "–", "~", "至", "到", "、", "和", "及", "自"];
/// What is filled in above a table and says of which period it is: `考核月份：2026年3月`. 填报时间 says when it was written.
const KEYS: [&str; 7] = ["月份", "季度", "年度", "周期", "期间", "考核时间", "检查时间"];

impl Title {
    /// The one period that the lines above the headings name, else the sheet; none where there are several.
    pub(crate) fn of(table: &Table, layout: &Layout) -> Option<Self> {
        let above = table.lines.iter().take_while(|line| line.row < layout.row);
        let mut found: Vec<Self> = Vec::new();
        for (line, cell) in above.flat_map(|line| line.cells.iter().map(move |cell| (line, cell))) {
            for written in periods(&cell.text()) {
                if found.iter().all(|title| title.written != written) {
                    found.push(Self { written, row: Some(line.row) });
                }
            }
        }
        let of_sheet = || table.sheet.iter().flat_map(|name| periods(name)).map(|written| Self { written, row: None });
        if found.is_empty() {
            found.extend(of_sheet());
        }
        if found.len() == 1 { found.pop() } else { None }
    }

    /// True where the row names a day or period that does not lie in this one.
    pub(crate) fn contradicts(&self, layout: &Layout, line: &Line) -> bool {
        let own = Cell::Text(self.written.clone());
        [Field::Period, Field::Date].into_iter().any(|field| {
            let within = cell(layout, line, field).shown();
            !within.is_blank() && when::is_outside(&own, Known::default(), within, known(layout, line, field))
        })
    }
}

/// The periods that a text names with their year.
fn periods(text: &str) -> Vec<String> {
    let text: String = fold_str(text).chars().filter(|character| !character.is_whitespace()).collect();
    let found = text.match_indices('年').filter_map(|(at, _)| {
        let (before, year) = year_before(text.get(..at)?)?;
        let (part, after) = part_of_year(text.get(at..)?.strip_prefix('年')?)?;
        let whole = !GOES_ON.iter().any(|word| after.starts_with(word)) && !after.starts_with(|next: char| next.is_ascii_digit());
        (whole && is_of_table(before)).then(|| format!("{year}年{part}"))
    });
    found.collect()
}

/// The four digits at the end, and what is before them.
fn year_before(text: &str) -> Option<(&str, &str)> {
    let (at, _) = text.char_indices().nth_back(3)?;
    let (before, year) = text.split_at_checked(at)?;
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit() || "〇零一二三四五六七八九".contains(digit));
    (digits(year) && !before.ends_with(|last: char| last.is_ascii_digit())).then_some((before, year))
}

/// `3月`, `第一季度`, `上半年`, `度`, as far as they go, and what is behind them.
fn part_of_year(text: &str) -> Option<(&str, &str)> {
    let bare = text.strip_prefix('度').unwrap_or(text);
    let half = ["上半年", "下半年"].iter().find_map(|half| bare.strip_prefix(half));
    let digits = "0123456789一二三四五六七八九十";
    let counted = bare.trim_start_matches('第').trim_start_matches(|digit| digits.contains(digit));
    let named = || (counted.len() < bare.len()).then_some(["月份", "月", "季度"].iter().find_map(|word| counted.strip_prefix(word))?);
    let after = half.or_else(named).or_else(|| text.strip_prefix('度'))?;
    Some((text.get(..text.len() - after.len())?, after))
}

/// True where nothing says that the period is another's: no end of a stretch, no date of filling in.
fn is_of_table(before: &str) -> bool {
    let key = || before.split_once(':').map(|(key, _)| key);
    let filled_in = key().is_some_and(|key| key.contains(['填', '报', '制']) || !KEYS.iter().any(|known| key.ends_with(known)));
    !COMES_FROM.iter().any(|word| before.ends_with(word)) && !before.ends_with("截止") && !filled_in
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_period() {
        for (title, named) in [
            ("2026年3月窗口检查记录", "2026年3月"),
            ("某局２０２６年 ３ 月份考核表", "2026年3月份"),
            ("窗口考核（二〇二六年第一季度）", "二〇二六年第一季度"),
            ("2026年上半年考评", "2026年上半年"),
            ("2026年度考核", "2026年度"),
            ("考核月份：2026年12月", "2026年12月"),
        ] {
            assert_eq!(periods(title), [named], "{title}");
            let own = Cell::Text(named.to_owned());
            let outside = |day: &str| when::is_outside(&own, Known::default(), &Cell::Text(day.to_owned()), Known::default());
            assert!(outside("2025-03-05") && !outside(if named.contains("12") { "2026-12-31" } else { "2026-03-05" }), "{title}");
        }
    }

    #[test]
    fn what_is_no_period_of_the_table_names_none() {
        for title in [
            "填报时间：2026年4月",
            "制表：2026年4月",
            "2026年3月5日检查",
            "2026年1月至3月检查记录",
            "2026年1-3月",
            "2026年窗口检查",
            "考核细则（2025年12月修订）",
            "2026年版",
            "三年行动",
            "12026年3月",
            "截至2026年3月",
            "2026年",
        ] {
            assert_eq!(periods(title), Vec::<String>::new(), "{title}");
        }
    }
}
