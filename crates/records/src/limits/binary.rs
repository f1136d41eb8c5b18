//! XLS: the records of its stream that fill a cell, and how far apart they lie. What each record holds is read by the library.

use super::{Area, MOST_CELLS, Refusal};

/// The format itself has no more.
const MOST_ROWS: u32 = 65_536;
const MOST_COLUMNS: u16 = 256;

/// Records read over all sheets: where many sheets begin at one place, each is read as often.
const MOST_RECORDS: u64 = 20_000_000;

const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
/// Several numbers in a row.
const NUMBERS: u16 = 0x00bd;
/// Number, label, rich string, truth or error, rounded number, shared string.
const FILLING: [u16; 6] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd];

pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let stream = super::stream(bytes).ok_or(Refusal::Damaged)?;
    let globals = Records { rest: &stream }.take_while(|(kind, _)| *kind != END);
    let sheets: Vec<u32> = globals.filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| long(data, 0)).collect();
    let (mut cells, mut records) = (0_u64, 0_u64);
    for start in sheets {
        let rest = usize::try_from(start).ok().and_then(|start| stream.get(start..)).ok_or(Refusal::Damaged)?;
        let area = sheet(Records { rest }, &mut records)?;
        cells = cells.saturating_add(area);
        if cells > MOST_CELLS {
            return Err(Refusal::Apart);
        }
    }
    Ok(())
}

/// The area that one sheet's cells span.
fn sheet(stream: Records, records: &mut u64) -> Result<u64, Refusal> {
    let mut area = Area::default();
    let mut depth = 0_u32;
    for (kind, data) in stream {
        *records += 1;
        if *records > MOST_RECORDS {
            return Err(Refusal::Cells);
        }
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => dimensions(data)?,
            NUMBERS => numbers(data, &mut area),
            kind if kind == FORMULA || FILLING.contains(&kind) => {
                if let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) {
                    area.add(row.into(), column.into());
                }
            }
            _ => {}
        }
    }
    Ok(area.cells())
}

fn numbers(data: &[u8], area: &mut Area) {
    let last = data.len().checked_sub(2).and_then(|at| short(data, at));
    if let (Some(row), Some(first), Some(last)) = (short(data, 0), short(data, 2), last) {
        area.add(row.into(), first.into());
        area.add(row.into(), last.into());
    }
}

/// The library makes room for as many cells as are announced.
fn dimensions(data: &[u8]) -> Result<(), Refusal> {
    let bounds = match data.len() {
        10 => short(data, 0).map(u32::from).zip(short(data, 2).map(u32::from)).zip(short(data, 6)),
        _ => long(data, 0).zip(long(data, 4)).zip(short(data, 10)),
    };
    match bounds {
        Some(((first, last), right)) if last > MOST_ROWS || first > last.max(1) || right > MOST_COLUMNS => Err(Refusal::Damaged),
        _ => Ok(()),
    }
}

/// Kind and data of each record, until one is cut.
pub(crate) struct Records<'s> {
    pub rest: &'s [u8],
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.rest, 0)?, usize::from(short(self.rest, 2)?));
        let data = self.rest.get(4..4 + length)?;
        self.rest = self.rest.get(4 + length..)?;
        Some((kind, data))
    }
}

pub(crate) fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

pub(crate) fn long(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
