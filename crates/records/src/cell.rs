//! What a cell holds, before anybody asks what it means.

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
    Flag(bool),
    /// A formula whose result the file does not hold.
    Unvalued,
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
    /// The file's format does not tell.
    Unknown,
}

impl Cell {
    /// True where a person sees nothing of the cell's own.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Cell::Empty | Cell::Covered(_) => true,
            Cell::Text(text) => text.chars().all(|character| character.is_whitespace() || is_mark(character)),
            _ => false,
        }
    }

    /// True where nothing was typed and nothing lies above.
    pub(crate) fn is_absent(&self) -> bool {
        self.is_blank() && !matches!(self, Cell::Covered(_))
    }

    /// True where a character of the text was lost in decoding.
    pub(crate) fn is_damaged(&self) -> bool {
        matches!(self, Cell::Text(text) if text.contains('\u{fffd}'))
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
            Cell::Empty => String::new(),
            Cell::Text(text) => text.trim_matches(|character: char| character.is_whitespace() || is_mark(character)).to_owned(),
            Cell::Number(value, Format::Percent) => format!("{}%", value * &Number::from(100)),
            Cell::Number(value, _) => value.to_string(),
            Cell::Moment(date, _) => date.to_string(),
            Cell::Duration(seconds) => format!("{seconds}秒"),
            Cell::Flag(true) => "是".to_owned(),
            Cell::Flag(false) => "否".to_owned(),
            Cell::Unvalued => String::new(),
            Cell::Fault(text) => text.clone(),
            Cell::Covered(cell) => cell.text(),
        }
    }
}

/// Marks without a width that programs leave at the beginning of a text.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}')
}
