//! CSV to a table: the delimiter is found, rows are numbered as a spreadsheet numbers them.
//!
//! Who types a table by hand may part the columns with full-width signs. They are taken for delimiters where each line has as many and
//! nothing else parts it; otherwise they are told.

use csv::{ByteRecord, ReaderBuilder};

use crate::cell::Cell;
use crate::encoding::decode;
use crate::problem::What;
use crate::table::{Line, Table};

const DELIMITERS: [u8; 5] = [b',', b';', b'\t', b'|', 0x1f];

/// The last of equals wins, and a comma is likelier than the rest.
const WIDE: [char; 4] = ['、', '｜', '；', '，'];

/// A line behind the text's own. Where it does not come back alone, a quote was never closed.
const PROBE: &str = "\n\u{1}";

/// So many lines tell the delimiter.
const SAMPLE: usize = 10;

/// Reads delimited text.
pub(crate) fn table(bytes: &[u8]) -> Table {
    let decoded = decode(bytes);
    let (text, wide) = match typed_wide(&decoded.text) {
        Some((sign, true)) => (decoded.text.replace(sign, "\u{1f}"), None),
        Some((sign, false)) => (decoded.text, Some(sign)),
        None => (decoded.text, None),
    };
    let text = text + PROBE;
    let mut lines = lines(&text, delimiter(&text));
    if let Some(last) = lines.pop().filter(|last| !is_probe(last)) {
        lines.push(Line { row: last.row, cells: Vec::new(), fault: Some(What::UnclosedQuote) });
    }
    lines.retain(|line| !line.is_blank());
    let bad = decoded.bad.map(|(encoding, line)| (None, What::BadBytes { encoding, line }));
    let wide = wide.map(|sign| (None, What::WideDelimiter { sign }));
    Table { lines, faults: bad.into_iter().chain(wide).collect(), ..Table::default() }
}

/// The full-width sign that parts the first line, where no other does, and whether it parts every line into as many.
fn typed_wide(text: &str) -> Option<(char, bool)> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    if first.bytes().any(|byte| DELIMITERS.contains(&byte)) {
        return None;
    }
    let count = |line: &str, sign: char| line.matches(sign).count();
    let sign = WIDE.into_iter().max_by_key(|sign| count(first, *sign)).filter(|sign| count(first, *sign) > 1)?;
    let even = !text.contains(['"', '\u{1f}']) && lines.all(|line| count(line, sign) == count(first, sign));
    Some((sign, even))
}

fn is_probe(line: &Line) -> bool {
    matches!(line.cells.as_slice(), [Cell::Text(text)] if text == "\u{1}")
}

/// The delimiter that splits most lines into equally many cells; commas within texts do so in few lines.
fn delimiter(text: &str) -> u8 {
    let evenness = |delimiter: u8| {
        let widths: Vec<usize> = records(text, delimiter).take(SAMPLE).map(|(_, record)| record.len()).collect();
        let even = |width: &usize| widths.iter().filter(|other| *other == width).count() * (width.saturating_sub(1));
        widths.iter().map(even).max().unwrap_or(0)
    };
    // The last of equals wins in `max_by_key`, and the comma stands first.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| evenness(*delimiter)).unwrap_or(b',')
}

fn lines(text: &str, delimiter: u8) -> Vec<Line> {
    let mut row = 0_u32;
    records(text, delimiter)
        .map(|(start, record)| {
            // A record takes one row however many lines its quoted cells fill; every further line end before it is a blank row.
            let ends = line_ends_before(text.as_bytes(), start);
            row = if row == 0 { ends.saturating_add(1) } else { row.saturating_add(ends.max(1)) };
            Line { row, cells: record.iter().map(cell).collect(), fault: None }
        })
        .collect()
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = (usize, ByteRecord)> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    std::iter::from_fn(move || {
        let mut record = ByteRecord::new();
        let more = reader.read_byte_record(&mut record).unwrap_or(false);
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        more.then_some((start, record))
    })
}

/// How many line ends stand directly before the first character at or after `start` that is none. The reader's own count is one
/// too low where lines end in CR LF.
fn line_ends_before(bytes: &[u8], start: usize) -> u32 {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let skipped = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| is_end(byte)).count();
    let until = bytes.get(..start + skipped).unwrap_or(bytes);
    let run = until.iter().rev().take_while(|byte| is_end(byte)).count();
    let ends = until.get(until.len() - run..).unwrap_or_default();
    let pairs = ends.windows(2).filter(|pair| *pair == b"\r\n").count();
    u32::try_from(ends.len() - pairs).unwrap_or(u32::MAX)
}

fn cell(field: &[u8]) -> Cell {
    let text = String::from_utf8_lossy(field);
    Cell::of_text(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        let table = table(text.as_bytes());
        let line = |line: &Line| format!("{}: {}", line.row, line.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|"));
        table.lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn rows_are_numbered_as_the_spreadsheet_shows_them() {
        let expected = "1: 窗口|备注\n2: 甲|一\n二\n5: 乙|三";
        assert_eq!(shown("窗口,备注\n甲,\"一\n二\"\n\n,\n乙,三\n"), expected);
        assert_eq!(shown("窗口,备注\r\n甲,\"一\n二\"\r\n\r\n,\r\n乙,三\r\n"), expected);
        assert_eq!(shown("\r\n\r\n窗口;月份\r\n甲;3"), "3: 窗口|月份\n4: 甲|3");
        assert_eq!(shown("窗口\t月份\n甲,乙\t3"), "1: 窗口|月份\n2: 甲,乙|3");
        assert_eq!(shown("窗口|月份\n甲,乙|3"), "1: 窗口|月份\n2: 甲,乙|3");
    }

    #[test]
    fn full_width_signs_part_columns_where_each_line_has_as_many() {
        for sign in ["，", "；", "、", "｜"] {
            assert_eq!(shown(&"窗口,月份,备注\n\n甲,3,\n".replace(',', sign)), "1: 窗口|月份|备注\n3: 甲|3|");
        }
        assert_eq!(shown("窗口,月份，备注\n甲,3，\n"), "1: 窗口|月份，备注\n2: 甲|3，");
        let uneven = table("窗口，月份，备注\n甲，3，很好，很快\n".as_bytes());
        assert_eq!(uneven.faults, [(None, What::WideDelimiter { sign: '，' })]);
        assert_eq!(table("服务，态度\n甲\n".as_bytes()).faults, []);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        let table = table("窗口,备注\n甲,\"一\n乙,二\n".as_bytes());
        assert_eq!(table.lines.len(), 2);
        assert_eq!(table.lines.last().map(|line| (line.row, line.fault.clone())), Some((2, Some(What::UnclosedQuote))));
    }

    proptest! {
        #[test]
        fn any_text_is_a_table(text in "[a,;\"\r\n\t窗口1 ]{0,60}") {
            let lines = table(text.as_bytes()).lines;
            prop_assert!(lines.windows(2).all(|pair| pair[0].row < pair[1].row));
        }
    }
}
