//! A sheet as lines of cells, whatever file it came from.

use crate::cell::Cell;
use crate::problem::What;
use crate::unseen::Unseen;
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
    /// Rows and columns that the spreadsheet does not show; they count like others.
    pub unseen: Unseen,
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

/// So many characters a spreadsheet program lets one type into a cell. What is longer is a file that went wrong, or an attack, and is neither compared
/// with names nor printed.
pub(crate) const LONGEST_CELL: usize = 32_767;

impl Table {
    /// Puts a fault in place of every line that holds a cell too long.
    pub(crate) fn refuse_long_cells(&mut self) {
        for line in &mut self.lines {
            if line.cells.iter().any(is_too_long) {
                line.cells.clear();
                line.fault.get_or_insert(What::CellTooLong);
            }
        }
    }
}

fn is_too_long(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) | Cell::Fault(text) => text.len() > LONGEST_CELL && text.chars().nth(LONGEST_CELL).is_some(),
        Cell::Covered(beneath) => is_too_long(beneath),
        _ => false,
    }
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
