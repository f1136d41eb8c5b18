//! XLSX, XLS and ODS to tables: number formats, formulas without results and merged cells are kept apart.
//!
//! Hidden rows are read like others; which they are stands in `unseen`.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, ExcelDateTime, Range, Reader, SheetType, SheetVisible, Sheets, Xlsx, open_workbook_auto_from_rs};
use chidu_values::{Date, Number};

use crate::amounts::shown;
use crate::cell::{Cell, Format};
use crate::ods;
use crate::table::{self, Line, Table};
use crate::unseen::{self, Unseen};
use crate::when::Epoch;

/// Cells by row and column, both from 0.
pub(crate) type Grid = BTreeMap<u32, BTreeMap<u32, Cell>>;

/// Columns of a grid end here.
const WIDEST: u32 = table::WIDEST as u32;

/// Merged areas larger than this are decoration.
const LARGEST_AREA: u64 = 100_000;

/// Reads every worksheet; `None` where the bytes are no workbook.
pub(crate) fn tables(bytes: &[u8]) -> Option<Vec<Table>> {
    // The reader of foreign bytes is not ours: should it fail on a damaged file, that file is unreadable and nothing else.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).ok().flatten()
}

fn read(bytes: &[u8]) -> Option<Vec<Table>> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let epoch = |mac| if mac { Epoch::Of1904 } else { Epoch::Of1900 };
    let epoch = match &book {
        Sheets::Xlsx(xlsx) => Some(epoch(xlsx.has_1904_epoch())),
        Sheets::Xls(xls) => Some(epoch(xls.has_1904_epoch())),
        _ => None,
    };
    let marks = if matches!(book, Sheets::Ods(_)) { ods::marks(bytes) } else { HashMap::new() };
    let mut unseen: HashMap<String, Unseen> = match &book {
        Sheets::Xlsx(_) => unseen::of_xlsx(bytes),
        Sheets::Xls(_) => unseen::of_xls(bytes),
        _ => marks.iter().map(|(name, marks)| (name.clone(), marks.unseen.clone())).collect(),
    };
    let sheet = |(name, hidden): (String, bool)| {
        let mut grid = grid(&mut book, &name)?;
        marks.get(&name).into_iter().for_each(|marks| marks.put(&mut grid));
        let unseen = unseen.remove(&name).unwrap_or_default();
        Some(Table { epoch, unseen, ..table(grid, name, hidden) })
    };
    sheets.into_iter().map(sheet).collect()
}

fn grid(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Option<Grid> {
    let (mut grid, merged) = match book {
        Sheets::Xlsx(xlsx) => (of_xlsx(xlsx, name)?, xlsx.merge_cells_by_sheet_name(name).unwrap_or_default()),
        Sheets::Xls(xls) => {
            let merged = xls.merge_cells_by_sheet_name(name).unwrap_or_default();
            let formulas = xls.worksheet_formula(name).ok()?;
            let mut grid = of_ranges(&xls.worksheet_range(name).ok()?, &formulas);
            hollow(&mut grid, &formulas);
            (grid, merged)
        }
        other => (of_ranges(&other.worksheet_range(name).ok()?, &other.worksheet_formula(name).unwrap_or_default()), Vec::new()),
    };
    for area in merged {
        cover(&mut grid, &area);
    }
    Some(grid)
}

/// Cell by cell, so that one cell far away does not fill the memory with empty ones.
fn of_xlsx(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Option<Grid> {
    let mut grid = Grid::new();
    let mut reader = book.worksheet_cells_reader(name).ok()?;
    let formats: Vec<Format> =
        reader.styles().iter().map(|style| style.number_format.as_ref().map_or(Format::Plain, |of| format(&of.format_code))).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().ok()? {
        let format = formats.get(style).copied().unwrap_or(Format::Plain);
        put(&mut grid, cell.get_position(), of_data(cell.get_value().clone().into(), format));
    }
    drop(reader);
    let mut reader = book.worksheet_cells_reader(name).ok()?;
    while let Some(record) = reader.next_cell_with_formula_metadata().ok()? {
        if record.formula.is_some() {
            put_unvalued(&mut grid, record.pos);
        }
    }
    Some(grid)
}

fn of_ranges(values: &Range<Data>, formulas: &Range<String>) -> Grid {
    let mut grid = Grid::new();
    let (top, left) = values.start().unwrap_or_default();
    for (row, column, data) in values.used_cells() {
        put(&mut grid, (offset(top, row), offset(left, column)), of_data(data.clone(), Format::Unknown));
    }
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, column, _) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
        put_unvalued(&mut grid, (offset(top, row), offset(left, column)));
    }
    grid
}

fn offset(from: u32, by: usize) -> u32 {
    from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX))
}

fn put(grid: &mut Grid, (row, column): (u32, u32), cell: Cell) {
    if cell != Cell::Empty {
        grid.entry(row).or_default().insert(column.min(WIDEST), cell);
    }
}

/// A formula's cell that has no value was never computed. (An empty text is a value.)
fn put_unvalued(grid: &mut Grid, (row, column): (u32, u32)) {
    if column < WIDEST {
        grid.entry(row).or_default().entry(column).or_insert(Cell::Unvalued);
    }
}

/// In XLS the empty result of a formula may be a text or mean that nothing was computed yet.
fn hollow(grid: &mut Grid, formulas: &Range<String>) {
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, column, _) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
        let cell = grid.get_mut(&offset(top, row)).and_then(|row| row.get_mut(&offset(left, column)));
        match cell {
            Some(cell) if *cell == Cell::Unvalued || (cell.is_blank() && !matches!(cell, Cell::Covered(_))) => *cell = Cell::Hollow,
            _ => {}
        }
    }
}

/// Marks what lies beneath and beside the first cell of a merged area.
pub(crate) fn cover(grid: &mut Grid, area: &Dimensions) {
    let ((top, left), (bottom, right)) = (area.start, area.end);
    let first = grid.get(&top).and_then(|row| row.get(&left)).cloned().unwrap_or_default();
    if area.len() > LARGEST_AREA || bottom < top || right < left {
        return;
    }
    for row in top..=bottom {
        for column in (left..=right.min(WIDEST)).filter(|column| (row, *column) != (top, left)) {
            let shown = if column == left { first.clone() } else { Cell::Empty };
            let line = if shown == Cell::Empty { grid.get_mut(&row) } else { Some(grid.entry(row).or_default()) };
            line.map(|line| line.insert(column, Cell::Covered(Box::new(shown))));
        }
    }
}

fn table(grid: Grid, sheet: String, hidden: bool) -> Table {
    let lines = grid.into_iter().map(|(row, cells)| {
        let width = cells.last_key_value().map_or(0, |(column, _)| *column as usize + 1);
        let mut line = Line { row: row.saturating_add(1), cells: vec![Cell::Empty; width], fault: None };
        for (column, cell) in cells {
            if let Some(slot) = line.cells.get_mut(column as usize) {
                *slot = cell;
            }
        }
        line
    });
    Table { sheet: Some(sheet), hidden, lines: lines.filter(|line| !line.is_blank()).collect(), ..Table::default() }
}

/// ODS and damaged files hold errors as texts; a text that is empty stays one, for a formula may have made it.
fn of_string(text: String) -> Cell {
    if text.trim().is_empty() { Cell::Text(text) } else { Cell::of_text(text) }
}

fn of_data(data: Data, format: Format) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(value) => Cell::Number(Number::from(value), format),
        Data::Float(value) => shown(value).map_or_else(|| Cell::Fault(value.to_string()), |number| Cell::Number(number, format)),
        Data::String(text) => of_string(text),
        Data::Bool(flag) => Cell::Flag(flag),
        Data::DateTime(moment) => of_moment(moment, format),
        Data::DateTimeIso(text) => of_iso_date(&text),
        Data::DurationIso(text) => of_iso_duration(&text).map_or(Cell::Text(text), of_seconds),
        Data::Error(error) => Cell::Fault(error.to_string()),
    }
}

/// ODS tells no spans of time from times of day.
fn of_seconds(seconds: Number) -> Cell {
    let whole = seconds.to_i64().is_some_and(|seconds| seconds % 60 == 0 && seconds < 86_400);
    if whole { Cell::Clock(seconds) } else { Cell::Duration(seconds) }
}

/// A time of day without a day (0:12) is what people get who type a span of time.
fn of_moment(moment: ExcelDateTime, format: Format) -> Cell {
    let Some(days) = shown(moment.as_f64()) else { return Cell::Fault(moment.as_f64().to_string()) };
    let seconds = |days: &Number| (days * &Number::from(86_400_000)).round(WHOLE).divide(&Number::from(1000)).unwrap_or_default();
    if moment.is_duration() || days < Number::ONE {
        let seconds = seconds(&days);
        let whole = seconds.to_i64().is_some_and(|seconds| seconds % 60 == 0);
        return if whole && !moment.is_duration() && format != Format::Seconds { Cell::Clock(seconds) } else { Cell::Duration(seconds) };
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    match date.and_then(|((year, month), day)| Date::new(year, month, day)) {
        Some(date) => Cell::Moment(date, seconds(&(&days - &days.floor()))),
        None => Cell::Number(days, Format::Plain),
    }
}

const WHOLE: chidu_values::Rounding = chidu_values::Rounding { mode: chidu_values::Mode::HalfUp, places: 0 };

fn of_iso_date(text: &str) -> Cell {
    let parts: Vec<&str> = text.split('T').next().unwrap_or_default().split('-').collect();
    let date = match parts.as_slice() {
        [year, month, day] => year.parse().ok().zip(month.parse().ok()).zip(day.parse().ok()).and_then(|((y, m), d)| Date::new(y, m, d)),
        _ => None,
    };
    date.map_or_else(|| Cell::Text(text.to_owned()), |date| Cell::Moment(date, Number::ZERO))
}

/// `PT1H05M00S` in seconds.
fn of_iso_duration(text: &str) -> Option<Number> {
    let mut rest = text.strip_prefix("PT")?;
    let mut total = Number::ZERO;
    while !rest.is_empty() {
        let end = rest.find(|character: char| character.is_ascii_alphabetic())?;
        let (digits, unit) = rest.split_at_checked(end)?;
        let seconds = match unit.get(..1)? {
            "H" => 3600,
            "M" => 60,
            "S" => 1,
            _ => return None,
        };
        total = &total + &(&digits.parse::<Number>().ok()? * &Number::from(seconds));
        rest = unit.get(1..)?;
    }
    Some(total)
}

fn format(code: &str) -> Format {
    match code {
        _ if shows(code, '%') => Format::Percent,
        _ if shows(code, 's') || shows(code, 'S') => Format::Seconds,
        _ => Format::Plain,
    }
}

/// True where a number format shows a sign outside quotes and escapes: `%`, or `s` for seconds.
fn shows(format: &str, sign: char) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    for character in format.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if character == sign && !quoted => return true,
            _ => {}
        }
    }
    false
}
