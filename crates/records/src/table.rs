//! A sheet as lines of cells, whatever file it came from.

use crate::cell::Cell;
use crate::problem::What;
use crate::when::Epoch;

/// A column further to the right is a slip of the hand, not a column: what stands there is kept as standing here.
pub(crate) const WIDEST: usize = 4096;

/// One sheet, or a whole file without sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub sheet: Option<String>,
    /// The spreadsheet does not show this sheet.
    pub hidden: bool,
    /// The first line holds the names of the columns, whatever it says (JSON).
    pub named: bool,
    /// From when plain numbers count days, in a workbook.
    pub epoch: Option<Epoch>,
    /// Without lines that hold nothing.
    pub lines: Vec<Line>,
    /// What is wrong with the table as a whole: row, and what.
    pub faults: Vec<(Option<u32>, What)>,
}

/// One line of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// As the spreadsheet shows it.
    pub row: u32,
    pub cells: Vec<Cell>,
    /// Why the line cannot be read at all.
    pub fault: Option<What>,
}

impl Line {
    pub(crate) fn cell(&self, index: usize) -> &Cell {
        self.cells.get(index).unwrap_or(&Cell::Empty)
    }

    /// True where nothing stands in the line.
    pub(crate) fn is_blank(&self) -> bool {
        self.fault.is_none() && self.cells.iter().all(Cell::is_blank)
    }
}
