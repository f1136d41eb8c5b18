//! What a cell holds, before anybody asks what it means.

use chidu_syntax::fold_str;
use chidu_values::{Date, Number};

/// The content of one cell.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(Number, Format),
    /// A day, and the seconds since its midnight.
    Moment(Date, Number),
    /// A span of time in seconds.
    Duration(Number),
    /// A time of day without seconds, in seconds: 12:30 may have been typed for twelve minutes and a half.
    Clock(Number),
    Flag(bool),
    /// A formula whose result the file does not hold.
    Unvalued,
    /// A formula whose result is an empty text, or was never computed: an XLS file does not tell which.
    Hollow,
    /// An error value such as `#DIV/0!`.
    Fault(String),
    /// Lies beneath a merged cell that shows this; nothing where it lies beside one.
    Covered(Box<Cell>),
}

/// How a spreadsheet shows a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    /// 0.92 reads 92%.
    Percent,
    /// 0:12:30, of times.
    Seconds,
    /// The file's format does not tell.
    Unknown,
}

/// What spreadsheets write in a cell that cannot be computed, also where they save it as text.
const ERRORS: [&str; 8] = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];

impl Cell {
    /// A cell of a file that holds nothing but texts.
    pub(crate) fn of_text(text: String) -> Self {
        let seen = text.trim();
        let hidden = !seen.is_empty() && seen.chars().all(|character| character == '#');
        match seen {
            "" => Cell::Empty,
            // ##### is what a column shows that is too narrow.
            _ if ERRORS.contains(&seen) || (hidden && seen.len() > 2) => Cell::Fault(seen.to_owned()),
            _ => Cell::Text(text),
        }
    }

    /// True where a person sees nothing of the cell's own.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Cell::Empty | Cell::Hollow | Cell::Covered(_) => true,
            Cell::Text(text) => text.chars().all(|character| character.is_whitespace() || is_mark(character)),
            _ => false,
        }
    }

    /// True where nothing was typed and nothing lies above.
    pub(crate) fn is_absent(&self) -> bool {
        self.is_blank() && !matches!(self, Cell::Covered(_) | Cell::Hollow)
    }

    /// True where a stroke fills the cell so that nobody can write into it later: — / N/A.
    pub(crate) fn is_stroke(&self) -> bool {
        let Cell::Text(text) = self else { return false };
        // Most cells begin as no stroke does.
        if text.starts_with(|character: char| character.is_ascii_digit() || ('\u{4e00}'..='\u{9fff}').contains(&character)) {
            return false;
        }
        let folded = fold_str(text).to_uppercase();
        let seen = folded.trim();
        matches!(seen, "N/A" | "NA") || (!seen.is_empty() && seen.chars().all(is_stroke))
    }

    /// True where a character of the text was lost, in decoding or before.
    pub(crate) fn is_damaged(&self) -> bool {
        let lost = |character: char| character == '\u{fffd}' || (character.is_control() && !character.is_whitespace());
        matches!(self, Cell::Text(text) if text.chars().any(lost))
    }

    /// What a person sees: of a cell beneath a merged one, what that one shows.
    pub(crate) fn shown(&self) -> &Cell {
        match self {
            Cell::Covered(cell) => cell,
            cell => cell,
        }
    }

    /// What the cell shows as a name; nothing for an empty cell.
    pub(crate) fn text(&self) -> String {
        match self {
            Cell::Empty | Cell::Unvalued | Cell::Hollow => String::new(),
            Cell::Text(text) => text.trim_matches(|character: char| character.is_whitespace() || is_mark(character)).to_owned(),
            Cell::Number(value, Format::Percent) => format!("{}%", value * &Number::from(100)),
            Cell::Number(value, _) => value.to_string(),
            Cell::Moment(date, _) => date.to_string(),
            Cell::Duration(seconds) => clock(seconds),
            Cell::Clock(seconds) => clock(seconds).strip_suffix(":00").map(str::to_owned).unwrap_or_default(),
            Cell::Flag(true) => "是".to_owned(),
            Cell::Flag(false) => "否".to_owned(),
            Cell::Fault(text) => text.clone(),
            Cell::Covered(cell) => cell.text(),
        }
    }
}

/// Marks without a width that programs leave around a text.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
}

fn is_stroke(character: char) -> bool {
    matches!(character, '-' | '/' | '\\' | '|' | '~' | '—' | '–' | '―' | '‐'..='‒' | '─' | '━' | '−' | '_')
}

/// 1:30:00, as a spreadsheet shows a time.
fn clock(seconds: &Number) -> String {
    let Some(whole) = seconds.to_i64().filter(|seconds| *seconds >= 0) else { return format!("{seconds}秒") };
    format!("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}
