//! Calendar dates and the periods in which subjects are assessed.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// How long a period is (周期).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    Day,
    /// ISO weeks, Monday to Sunday.
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    /// No 周期 is stated: all records belong to one period.
    Whole,
}

/// One calendar period; prints as `2026-03-05`, `2026-W10`, `2026-03`, `2026-Q1`, `2026-H1`, `2026`, and `-` for the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    kind: PeriodKind,
    year: i16,
    /// 1-based within the year: day of the year, week, month, quarter or half; 0 for years and the whole.
    index: i16,
}

impl Date {
    /// A date, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The period of a kind that holds this day.
    pub fn period(self, kind: PeriodKind) -> Period {
        let month = i16::from(self.0.month());
        let week = self.0.iso_week_date();
        let (year, index) = match kind {
            PeriodKind::Day => (self.0.year(), self.0.day_of_year()),
            PeriodKind::Week => (week.year(), i16::from(week.week())),
            PeriodKind::Month => (self.0.year(), month),
            PeriodKind::Quarter => (self.0.year(), (month + 2) / 3),
            PeriodKind::HalfYear => (self.0.year(), (month + 5) / 6),
            PeriodKind::Year => (self.0.year(), 0),
            PeriodKind::Whole => (0, 0),
        };
        Period { kind, year, index }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl PeriodKind {
    /// The kind that a 周期 names, e.g. 每月, 月度, 按季, 每半年; `None` for words that name none.
    pub fn of(word: &str) -> Option<Self> {
        let core = word.trim().trim_start_matches(['每', '按']).trim_start_matches('个').trim_end_matches('度');
        Some(match core {
            "日" | "天" => Self::Day,
            "周" | "星期" => Self::Week,
            "月" => Self::Month,
            "季" => Self::Quarter,
            "半年" => Self::HalfYear,
            "年" => Self::Year,
            "次" | "一次性" => Self::Whole,
            _ => return None,
        })
    }
}

impl Period {
    /// The one period of a rulebook without 周期.
    pub const WHOLE: Period = Period { kind: PeriodKind::Whole, year: 0, index: 0 };

    /// A period by year and 1-based index within it; `None` where the year has no such period.
    pub fn new(kind: PeriodKind, year: i16, index: i16) -> Option<Self> {
        let most = match kind {
            PeriodKind::Day => 366,
            PeriodKind::Week => 53,
            PeriodKind::Month => 12,
            PeriodKind::Quarter => 4,
            PeriodKind::HalfYear => 2,
            PeriodKind::Year | PeriodKind::Whole => 0,
        };
        let fits = if most == 0 { index == 0 } else { (1..=most).contains(&index) };
        let dated = kind == PeriodKind::Whole || (1..=9999).contains(&year);
        let exists = kind != PeriodKind::Day || day_of_year(year, index).is_some();
        (fits && dated && exists).then_some(Self { kind, year, index })
    }

    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// The calendar year; `None` for the whole.
    pub fn year(self) -> Option<i16> {
        (self.kind != PeriodKind::Whole).then_some(self.year)
    }

    /// The 1-based index within the year; 0 for years and the whole.
    pub fn index(self) -> i16 {
        self.index
    }

    /// The period that directly follows; `None` at the end of the calendar and for the whole.
    pub fn next(self) -> Option<Self> {
        match self.kind {
            PeriodKind::Whole => None,
            PeriodKind::Year => Self::new(self.kind, self.year.checked_add(1)?, 0),
            PeriodKind::Week if self.index == 52 && weeks_in(self.year) == 52 => Self::new(self.kind, self.year + 1, 1),
            _ => Self::new(self.kind, self.year, self.index + 1).or_else(|| Self::new(self.kind, self.year.checked_add(1)?, 1)),
        }
    }
}

impl Period {
    /// The period directly before; `None` at the start of the calendar and for the whole.
    pub fn previous(self) -> Option<Self> {
        let year = self.year.checked_sub(1)?;
        match self.kind {
            PeriodKind::Whole => None,
            PeriodKind::Year => Self::new(self.kind, year, 0),
            _ if self.index > 1 => Self::new(self.kind, self.year, self.index - 1),
            _ => (1..=366).rev().find_map(|index| Self::new(self.kind, year, index)).map(Self::in_its_year),
        }
    }

    /// The same period one calendar year before; `None` where that year has no such period (week 53, the 29th of February).
    pub fn year_before(self) -> Option<Self> {
        let year = self.year.checked_sub(1)?;
        match self.kind {
            PeriodKind::Whole => None,
            PeriodKind::Week if self.index > weeks_in(year) => None,
            PeriodKind::Day => {
                let day = Date(day_of_year(self.year, self.index)?);
                Date::new(year, day.month(), day.day()).map(|date| date.period(PeriodKind::Day))
            }
            _ => Self::new(self.kind, year, self.index),
        }
    }

    /// The last week of a year that has 52 of them.
    fn in_its_year(self) -> Self {
        if self.kind == PeriodKind::Week { Self { index: weeks_in(self.year), ..self } } else { self }
    }
}

fn day_of_year(year: i16, index: i16) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(year, 1, 1).ok()?.with().day_of_year(index).build().ok()
}

fn weeks_in(year: i16) -> i16 {
    // The 28th of December is always in the last ISO week of its year.
    jiff::civil::Date::new(year, 12, 28).map_or(52, |date| i16::from(date.iso_week_date().week()))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Period { kind, year, index } = self;
        match kind {
            PeriodKind::Day => match day_of_year(*year, *index) {
                Some(date) => write!(f, "{date}"),
                None => write!(f, "{year:04}-D{index}"),
            },
            PeriodKind::Week => write!(f, "{year:04}-W{index:02}"),
            PeriodKind::Month => write!(f, "{year:04}-{index:02}"),
            PeriodKind::Quarter => write!(f, "{year:04}-Q{index}"),
            PeriodKind::HalfYear => write!(f, "{year:04}-H{index}"),
            PeriodKind::Year => write!(f, "{year:04}"),
            PeriodKind::Whole => f.write_str("-"),
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Period {
    type Err = ();

    /// Reads back what `Display` writes.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "-" {
            return Ok(Self::WHOLE);
        }
        let mut parts = text.split('-');
        let year: i16 = parts.next().filter(|part| part.len() == 4).and_then(|part| part.parse().ok()).ok_or(())?;
        let rest: Vec<&str> = parts.collect();
        let number = |part: &str| part.parse::<i16>().ok();
        match rest.as_slice() {
            [] => Self::new(PeriodKind::Year, year, 0),
            [part] => match part.split_at_checked(1) {
                Some(("Q", index)) => number(index).and_then(|i| Self::new(PeriodKind::Quarter, year, i)),
                Some(("H", index)) => number(index).and_then(|i| Self::new(PeriodKind::HalfYear, year, i)),
                Some(("W", index)) => number(index).and_then(|i| Self::new(PeriodKind::Week, year, i)),
                _ => number(part).and_then(|i| Self::new(PeriodKind::Month, year, i)),
            },
            [month, day] => {
                let month = number(month).and_then(|m| i8::try_from(m).ok()).ok_or(())?;
                let day = number(day).and_then(|d| i8::try_from(d).ok()).ok_or(())?;
                Date::new(year, month, day).map(|date| date.period(PeriodKind::Day))
            }
            _ => None,
        }
        .ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_belongs_to_one_period_of_each_kind() {
        let date = Date::new(2026, 3, 31).expect("a day");
        let kinds = [PeriodKind::Day, PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year];
        let shown: Vec<String> = kinds.iter().map(|kind| date.period(*kind).to_string()).collect();
        assert_eq!(shown, ["2026-03-31", "2026-W14", "2026-03", "2026-Q1", "2026-H1", "2026"]);
        for text in shown {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()), Ok(text));
        }
    }

    #[test]
    fn the_next_period_crosses_the_year() {
        for (from, to) in [
            ("2026-12", "2027-01"),
            ("2026-Q4", "2027-Q1"),
            ("2026-H1", "2026-H2"),
            ("2026", "2027"),
            ("2026-12-31", "2027-01-01"),
            ("2026-W53", "2027-W01"),
            ("2025-W52", "2026-W01"),
        ] {
            let next = from.parse::<Period>().ok().and_then(Period::next);
            assert_eq!(next.map(|period| period.to_string()).as_deref(), Some(to), "{from}");
        }
    }

    #[test]
    fn the_period_before_and_the_same_one_a_year_before() {
        for (from, previous, year_before) in [
            ("2026-01", Some("2025-12"), Some("2025-01")),
            ("2026-Q1", Some("2025-Q4"), Some("2025-Q1")),
            ("2026-H2", Some("2026-H1"), Some("2025-H2")),
            ("2026", Some("2025"), Some("2025")),
            ("2026-W01", Some("2025-W52"), Some("2025-W01")),
            ("2027-W01", Some("2026-W53"), Some("2026-W01")),
            ("2026-W53", Some("2026-W52"), None),
            ("2028-02-29", Some("2028-02-28"), None),
            ("2029-03-01", Some("2029-02-28"), Some("2028-03-01")),
            ("2025-01-01", Some("2024-12-31"), Some("2024-01-01")),
            ("-", None, None),
        ] {
            let period: Period = from.parse().expect("a period");
            let shown = |period: Option<Period>| period.map(|period| period.to_string());
            assert_eq!(shown(period.previous()).as_deref(), previous, "{from}");
            assert_eq!(shown(period.year_before()).as_deref(), year_before, "{from}");
        }
    }

    #[test]
    fn what_the_calendar_does_not_have_is_refused() {
        for text in ["2026-13", "2026-00", "2026-Q5", "2026-02-30", "26-01", "2026-03-05-1", ""] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn period_words() {
        for (word, kind) in [
            ("每月", PeriodKind::Month),
            ("月度", PeriodKind::Month),
            ("按季度", PeriodKind::Quarter),
            ("每半年", PeriodKind::HalfYear),
            ("年度", PeriodKind::Year),
            ("每周", PeriodKind::Week),
        ] {
            assert_eq!(PeriodKind::of(word), Some(kind), "{word}");
        }
        assert_eq!(PeriodKind::of("有时"), None);
    }
}
