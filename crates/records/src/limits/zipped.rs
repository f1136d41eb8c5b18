//! XLSX and ODS: how much their parts unpack to, how many cells are filled, and for ODS how large the rectangle around them is.
//!
//! What a zip file says of its own sizes is not believed: the parts are unpacked, a piece at a time, and counted.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{Area, MOST_CELLS, Refusal};

/// All sheets of a workbook together; they are read a cell at a time.
const MOST_OF_SHEETS: u64 = 1 << 30;

/// Any other part, for these are held in memory whole.
const MOST_OF_PART: u64 = 128 << 20;

/// A single tag, or the text between two: held whole too. A cell of 10 MB may be.
const LONGEST_RUN: u64 = 32 << 20;

/// So many spaces may be written as one.
const MOST_SPACES: u64 = 10_000;

/// The format itself has no more.
const MOST_ROWS: u64 = 1 << 20;
const MOST_COLUMNS: u64 = 1 << 14;

pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let (mut sheets, mut values) = (0, 0);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let name = part.name().map_err(|_| Refusal::Damaged)?.into_owned();
        if name == "xl/workbook.bin" {
            return Err(Refusal::Xlsb);
        }
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let is_sheet = name.starts_with("xl/worksheets/") || name == "content.xml";
        let most = if is_sheet { MOST_OF_SHEETS.saturating_sub(sheets) } else { MOST_OF_PART };
        let mut seen = Seen::default();
        seen.read(&mut part, most).map_err(|refusal| refusal.unwrap_or(Refusal::Unpacked(name)))?;
        if is_sheet {
            sheets += seen.length;
            values += seen.values;
        }
        if values > MOST_CELLS {
            return Err(Refusal::Cells);
        }
    }
    match archive.by_name("content.xml") {
        Ok(part) => content(Reader::from_reader(BufReader::new(part))),
        Err(_) => Ok(()),
    }
}

/// What was counted of a part.
#[derive(Default)]
struct Seen {
    length: u64,
    /// Since the last end of a tag.
    run: u64,
    /// Elements that hold the value of a cell: `v`, `is` and `f`.
    values: u64,
    /// The name of the tag that is being read.
    name: Option<Vec<u8>>,
}

impl Seen {
    /// `Err(None)` where it is too long.
    fn read(&mut self, part: &mut impl Read, most: u64) -> Result<(), Option<Refusal>> {
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = part.read(&mut buffer).map_err(|_| Some(Refusal::Damaged))?;
            let piece = buffer.get(..read).unwrap_or_default();
            if piece.is_empty() {
                return Ok(());
            }
            piece.iter().for_each(|byte| self.byte(*byte));
            self.length += piece.len() as u64;
            if self.length > most || self.run > LONGEST_RUN {
                return Err(None);
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        self.run = if byte == b'>' { 0 } else { self.run + 1 };
        match (&mut self.name, byte) {
            (_, b'<') => self.name = Some(Vec::new()),
            (Some(name), b':') => name.clear(),
            (Some(name), b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r') => {
                self.values += u64::from(matches!(name.as_slice(), b"v" | b"is" | b"f"));
                self.name = None;
            }
            (Some(name), _) if name.len() < 8 => name.push(byte),
            (_, _) => {}
        }
    }
}

/// The tables of an ODS, each laid out by the library as a full rectangle. What is not well-formed would keep it reading for ever.
fn content(mut reader: Reader<impl std::io::BufRead>) -> Result<(), Refusal> {
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = true;
    let (mut open, mut cells, mut buffer) = (0_u64, 0_u64, Vec::new());
    let mut table = Table::default();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) => {
                open += 1;
                table.begin(&tag)?;
            }
            Event::End(tag) => {
                open = open.checked_sub(1).ok_or(Refusal::Damaged)?;
                if tag.name().as_ref() == "table:table" {
                    cells += table.area.cells();
                    table = Table::default();
                }
            }
            Event::Eof if open == 0 => return Ok(()),
            Event::Eof => return Err(Refusal::Damaged),
            _ => {}
        }
        if cells.saturating_add(table.area.cells()).saturating_add(table.repeated) > MOST_CELLS {
            return Err(Refusal::Apart);
        }
        buffer.clear();
    }
}

/// Where the next cell of a table stands.
#[derive(Default)]
struct Table {
    /// The first row of those that the current one stands for, and how many they are.
    row: u64,
    rows: u64,
    column: u64,
    /// Cells that stand for others, those of filled rows included.
    repeated: u64,
    area: Area,
}

impl Table {
    fn begin(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        match tag.name().as_ref() {
            "table:table-row" => {
                self.row = (self.row + self.rows).min(MOST_ROWS);
                self.rows = repeats(tag, "table:number-rows-repeated")?.min(MOST_ROWS);
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(tag)?,
            "text:s" if repeats(tag, "text:c")? > MOST_SPACES => return Err(Refusal::Damaged),
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        let times = repeats(tag, "table:number-columns-repeated")?.min(MOST_COLUMNS);
        let is_filled = |key: &str| key.starts_with("office:") || key == "table:formula";
        if tag.attributes().with_checks(false).flatten().any(|attribute| is_filled(attribute.key.as_ref())) {
            let last = (self.column + times).clamp(1, MOST_COLUMNS) - 1;
            self.area.add(self.row, self.column.min(last));
            self.area.add(self.row + self.rows.max(1) - 1, last);
            // The empty ones before it are laid out in their row as well.
            self.repeated += last + 1;
        }
        self.column = (self.column + times).min(MOST_COLUMNS);
        Ok(())
    }
}

fn repeats(tag: &BytesStart, name: &str) -> Result<u64, Refusal> {
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
    let Some(attribute) = found else { return Ok(1) };
    attribute.value.trim().parse().ok().ok_or(Refusal::Damaged)
}
