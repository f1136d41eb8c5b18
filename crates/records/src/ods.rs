//! What calamine does not tell of ODS: which cells are per cent, which are merged, and what is not shown.
//!
//! Not here: what the cells hold (`workbook`). Start at [`marks`].

use std::collections::HashMap;
use std::io::{BufReader, Cursor};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::cell::{Cell, Format};
use crate::unseen::Unseen;
use crate::workbook::{Grid, cover};

/// Areas of one sheet, rows and columns from 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    percent: Vec<Dimensions>,
    merged: Vec<Dimensions>,
    pub unseen: Unseen,
}

impl Marks {
    /// Marks the cells of a sheet: what is not per cent is a plain number.
    pub(crate) fn put(&self, grid: &mut Grid) {
        for line in grid.values_mut() {
            for cell in line.values_mut() {
                if let Cell::Number(_, format @ Format::Unknown) = cell {
                    *format = Format::Plain;
                }
            }
        }
        for Dimensions { start: (top, left), end: (bottom, right) } in &self.percent {
            let cells = grid.range_mut(*top..=*bottom).flat_map(|(_, line)| line.range_mut(*left..=*right));
            for (_, cell) in cells {
                if let Cell::Number(_, format) = cell {
                    *format = Format::Percent;
                }
            }
        }
        self.merged.iter().for_each(|area| cover(grid, area));
    }
}

/// The marks of every sheet, by its name; empty where the file is not as it should be, which its cells' reader tells.
pub(crate) fn marks(bytes: &[u8]) -> HashMap<String, Marks> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return HashMap::new() };
    let Ok(content) = archive.by_name("content.xml") else { return HashMap::new() };
    let mut reader = Reader::from_reader(BufReader::new(content));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let (mut sheets, mut buffer) = (Sheets::default(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => sheets.start(&tag),
            Ok(Event::End(tag)) => sheets.end(tag.local_name().as_ref()),
            Ok(Event::Eof) | Err(_) => return sheets.done,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

#[derive(Default)]
struct Sheets {
    done: HashMap<String, Marks>,
    name: String,
    marks: Marks,
    /// How many tables lie open: a cell may hold one.
    depth: usize,
    /// The next row and column, and how many rows the open one stands for.
    row: u32,
    column: u32,
    rows: u32,
    /// How many columns were announced.
    columns: u32,
}

impl Sheets {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    (self.row, self.columns) = (0, 0);
                    (self.name, self.marks) = (attribute(tag, "name").unwrap_or_default(), Marks::default());
                }
            }
            _ if self.depth != 1 => {}
            "table-row" => {
                self.rows = number(tag, "number-rows-repeated");
                self.column = 0;
                self.marks.unseen.rows.extend(is_unseen(tag).then_some((self.row + 1, self.row.saturating_add(self.rows))));
            }
            "table-column" => {
                let first = self.columns + 1;
                self.columns = self.columns.saturating_add(number(tag, "number-columns-repeated"));
                self.marks.unseen.columns.extend(is_unseen(tag).then_some((first, self.columns)));
            }
            "table-cell" | "covered-table-cell" => self.cell(tag),
            _ => {}
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>) {
        let start = (self.row, self.column);
        self.column = self.column.saturating_add(number(tag, "number-columns-repeated"));
        let last = (self.row.saturating_add(self.rows - 1), self.column.saturating_sub(1));
        if attribute(tag, "value-type").as_deref() == Some("percentage") {
            self.marks.percent.push(Dimensions::new(start, last));
        }
        let (down, across) = (number(tag, "number-rows-spanned"), number(tag, "number-columns-spanned"));
        if down > 1 || across > 1 {
            let end = (self.row.saturating_add(down - 1), start.1.saturating_add(across - 1));
            self.marks.merged.push(Dimensions::new(start, end));
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.done.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.marks));
                }
            }
            "table-row" if self.depth == 1 => self.row = self.row.saturating_add(self.rows),
            _ => {}
        }
    }
}

/// `collapse` where somebody hid it, `filter` where a filter leaves it out.
fn is_unseen(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|shown| shown == "collapse" || shown == "filter")
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// How often, 1 where nothing is said.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}
