//! The fixed words of reports, and how numbers and places are written for people.

use chidu_analysis::program::Program;
use chidu_analysis::sentence;
use chidu_diagnostics::{Lang, Text};
use chidu_evaluation::assessment::{Missing, Status};
use chidu_values::{Mode, Number, Period, PeriodKind, Rounding};

use crate::run::Place;

/// Both wordings of a fixed word.
pub(crate) type Word = (&'static str, &'static str);

pub(crate) const PERIOD: Word = ("考核周期", "Period");
pub(crate) const TOTAL: Word = ("总分", "Total");
pub(crate) const GRADE: Word = ("等级", "Grade");
pub(crate) const STATUS: Word = ("状态", "Status");
pub(crate) const CONSEQUENCES: Word = ("处理结果", "Consequences");
pub(crate) const ENTRY: Word = ("评分项", "Entry");
pub(crate) const CLAUSE: Word = ("评分规则", "Clause");
pub(crate) const FILE: Word = ("文件", "File");
pub(crate) const SHEET: Word = ("工作表", "Sheet");
pub(crate) const ROW: Word = ("行", "Row");
pub(crate) const COLUMN: Word = ("列", "Column");

/// What stands between a word and what it is about.
pub(crate) fn colon(lang: Lang) -> &'static str {
    word(("：", ": "), lang)
}

/// A word in one language.
pub(crate) fn word(word: Word, lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => word.0,
        Lang::En => word.1,
    }
}

/// What is assessed: the author's word, in English too where it is not the default.
pub(crate) fn subject_word(author: &str, lang: Lang) -> String {
    match lang {
        Lang::En if author.is_empty() || author == "对象" => "Subject".to_owned(),
        Lang::Zh if author.is_empty() || author == "对象" => "考核对象".to_owned(),
        _ => author.to_owned(),
    }
}

/// A status in words.
pub(crate) fn status(status: Status) -> Text {
    match status {
        Status::NotAssessed => Text::new("不予考评", "not assessed"),
        Status::Vetoed => Text::new("一票否决", "vetoed"),
        Status::Missing => Text::new("缺项", "missing"),
        Status::Partial => Text::new("部分评分", "partial"),
        Status::Scored => Text::new("已评分", "scored"),
    }
}

/// A number for people: exact where a decimal can be, else rounded and marked.
pub(crate) fn number(value: &Number) -> String {
    let (mark, shown) = match value.is_decimal() {
        true => ("", value.clone()),
        false => ("≈", value.round(Rounding { mode: Mode::HalfUp, places: 4 })),
    };
    format!("{mark}{}", shown.to_string().replace('-', "−"))
}

/// A number with its sign: `+2`, `−1.5`, `0`.
pub(crate) fn signed(value: &Number) -> String {
    let sign = match (value.is_zero(), value.is_negative()) {
        (true, _) => "",
        (false, true) => "−",
        (false, false) => "+",
    };
    let digits = number(&value.abs());
    match digits.strip_prefix('≈') {
        Some(digits) => format!("≈{sign}{digits}"),
        None => format!("{sign}{digits}"),
    }
}

/// A period for people; a rulebook without 周期 has one that needs no name.
pub(crate) fn period(period: Period) -> String {
    match period.kind() {
        PeriodKind::Whole => String::new(),
        _ => period.to_string(),
    }
}

/// `记录.csv 第 17 行`, `records.xlsx · 3月, row 17`.
pub(crate) fn place(place: &Place<'_>, lang: Lang) -> String {
    let sheet = place.sheet.map(|sheet| format!(" · {sheet}")).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{}{sheet} 第 {} 行", place.file, place.row),
        Lang::En => format!("{}{sheet}, row {}", place.file, place.row),
    }
}

/// Rows of one file and sheet in one phrase: `记录.csv 第 3、7、9 行`.
pub(crate) fn places(places: &[Place<'_>], lang: Lang) -> Vec<String> {
    let mut groups: Vec<(&Place<'_>, Vec<String>)> = Vec::new();
    for place in places {
        match groups.last_mut().filter(|(first, _)| first.file == place.file && first.sheet == place.sheet) {
            Some((_, rows)) => rows.push(place.row.to_string()),
            None => groups.push((place, vec![place.row.to_string()])),
        }
    }
    groups.iter().map(|(first, rows)| group(first, rows, lang)).collect()
}

fn group(first: &Place<'_>, rows: &[String], lang: Lang) -> String {
    let sheet = first.sheet.map(|sheet| format!(" · {sheet}")).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{}{sheet} 第 {} 行", first.file, rows.join("、")),
        Lang::En if rows.len() > 1 => format!("{}{sheet}, rows {}", first.file, rows.join(", ")),
        Lang::En => format!("{}{sheet}, row {}", first.file, rows.join(", ")),
    }
}

/// Points in words: `1.5分`, `1 point`, `2 points`.
pub(crate) fn points(value: &Number) -> Text {
    let shown = number(value);
    let plural = if *value == Number::ONE { "" } else { "s" };
    Text::new(format!("{shown}分"), format!("{shown} point{plural}"))
}

/// A number with its unit: `2处` and `2 places`, `2个百分点`, `90%`.
pub(crate) fn quantity(value: &Number, unit: &str) -> Text {
    // The one unit that is not counted without 个.
    let measure = if unit == "百分点" { "个" } else { "" };
    let shown = number(value);
    let en = sentence::in_english(&shown, *value == Number::ONE, unit);
    Text::new(format!("{shown}{measure}{unit}"), en)
}

/// Why an entry has no score; nothing of its own where only something beneath is missing.
pub(crate) fn missing(program: &Program, why: &Missing) -> Option<Text> {
    Some(match why {
        Missing::Fact(fact) => {
            let name = &program[*fact].name;
            Text::new(format!("没有“{name}”的记录"), format!("no record of “{name}”"))
        }
        Missing::Conflict(fact, _) => {
            let name = &program[*fact].name;
            Text::new(format!("“{name}”的记录互相矛盾"), format!("the records of “{name}” contradict one another"))
        }
        Missing::Undefined(fact, _) => {
            let name = &program[*fact].name;
            Text::new(format!("“{name}”里除以了零"), format!("“{name}” divides by zero"))
        }
        Missing::Inapplicable(_) => Text::new("不适用，不计入", "does not apply, left out"),
        Missing::Source(source) => {
            let name = program.sources.get(*source).map_or("", |source| source.name.as_str());
            Text::new(format!("没有评价主体“{name}”的记录"), format!("no record of the source “{name}”"))
        }
        Missing::Objects { found: 0 } => Text::new("没有样本的记录", "no record of any sample"),
        Missing::Objects { found } => Text::new(
            format!("只有{found}个样本的记录，与规定的数不符"),
            format!("records of {found} samples, which is not the number asked for"),
        ),
        Missing::Blocked => Text::new("有不能计算的评分规则", "a clause of it is not computed"),
        Missing::Beneath(_) => return None,
    })
}

/// A number for a cell: a decimal, rounded to ten places where no decimal is exact.
pub(crate) fn plain(value: &Number) -> String {
    if value.is_decimal() { value.to_string() } else { value.round(Rounding { mode: Mode::HalfUp, places: 10 }).to_string() }
}
