//! Whether a workbook can be opened within bounded memory: how large it unpacks, how many cells it fills or spans.
//!
//! The library that reads workbooks trusts what a file says of itself: a cell far away, a chain of sectors that returns to its beginning or a
//! part that unpacks to gigabytes would end the whole program and not only the reading. Not here: what the cells say (`workbook`). Start at
//! [`check`]; zip files are in `zipped`, the older binary ones in `compound` (the container) and `binary` (what is in it).

mod binary;
mod compound;
mod zipped;

pub(crate) use binary::{Records, long, short};

use chidu_diagnostics::Text;

use crate::words::text;

/// The library lays out every sheet of XLS and ODS as a full rectangle, so that its area counts and not its cells.
const MOST_CELLS: u64 = 4_000_000;

/// Why a workbook cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A part unpacks to more than its share; the part's name.
    Unpacked(String),
    /// More cells than can be held, over all sheets.
    Cells,
    /// Filled cells lie so far apart that the rectangle between them is too large.
    Apart,
    /// Excel's binary format, whose sheets cannot be looked at beforehand.
    Xlsb,
    /// Not what it seems to be.
    Damaged,
}

impl Refusal {
    /// What to do; `None` where the bytes do not tell.
    pub(crate) fn why(&self) -> Option<Text> {
        let why = match self {
            Refusal::Unpacked(part) => text(
                format!("解压后太大（{part}）：只留下记录所在的工作表，再另存为xlsx"),
                format!("too large when unpacked ({part}): keep the sheet of the records alone and save it again as xlsx"),
            ),
            Refusal::Cells => text(
                format!("有内容的单元格超过{}万个：分成几个文件，一起交上来", MOST_CELLS / 10_000),
                format!("more than {MOST_CELLS} filled cells: split it into several files and give them together"),
            ),
            Refusal::Apart => text(
                "有单元格离其他内容太远（例如最后一行或最后一列）：删去那里多余的内容，或另存为CSV",
                "some cell stands too far from the rest (in the last row or column, say): delete what is left over there, or save it as CSV",
            ),
            Refusal::Xlsb => text("是xlsb文件：用电子表格软件打开后另存为xlsx", "this is an xlsb file: open it and save it as xlsx"),
            Refusal::Damaged => return None,
        };
        Some(why)
    }
}

/// Looks a workbook over before it is opened.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.starts_with(b"PK\x03\x04") { zipped::check(bytes) } else { binary::check(bytes) }
}

/// The stream of an XLS in which its sheets stand.
pub(crate) fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    compound::stream(bytes, &["Workbook", "Book"])
}

/// The rectangle around the cells seen so far.
#[derive(Clone, Copy, Debug, Default)]
struct Area {
    /// Top, left, bottom, right.
    bounds: Option<(u64, u64, u64, u64)>,
}

impl Area {
    fn add(&mut self, row: u64, column: u64) {
        let (top, left, bottom, right) = self.bounds.unwrap_or((row, column, row, column));
        self.bounds = Some((top.min(row), left.min(column), bottom.max(row), right.max(column)));
    }

    fn cells(self) -> u64 {
        self.bounds.map_or(0, |(top, left, bottom, right)| (bottom - top + 1).saturating_mul(right - left + 1))
    }
}
