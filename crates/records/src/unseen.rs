//! What a workbook does not show: rows and columns that are hidden, or left out by a filter.
//!
//! The library that reads the cells does not tell. Rows of this kind count like others, and the run says which they are. Not here: hidden
//! sheets (`workbook`), ODS (`ods`) and web pages (`markup`), which are looked at for other reasons as well. Start at [`of_xlsx`] and [`of_xls`].

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use chidu_diagnostics::Text;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::header::letters;
use crate::limits::{Records, long, short, stream};
use crate::words::text;

/// Rows and columns, from 1, each stretch with its first and last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unseen {
    pub rows: Vec<(u32, u32)>,
    pub columns: Vec<(u32, u32)>,
}

/// So many stretches are named in a sentence.
const NAMED: usize = 8;

impl Unseen {
    /// Which of these rows and columns are not shown, in a sentence; `None` where all are.
    pub(crate) fn told(&self, place: &Text, rows: &[u32], columns: &[u32]) -> Option<Text> {
        let rows = within(&self.rows, rows);
        let columns = within(&self.columns, columns);
        let rows = (!rows.is_empty()).then(|| {
            let named = |comma: &str| named(&rows, comma, &|number| number.to_string());
            text(format!("第 {} 行", named("、")), format!("rows {}", named(", ")))
        });
        let columns = (!columns.is_empty()).then(|| {
            let named = |comma: &str| named(&columns, comma, &|number| letters(number.saturating_sub(1) as usize));
            text(format!("{} 列", named("、")), format!("columns {}", named(", ")))
        });
        let what = match (rows, columns) {
            (Some(rows), Some(columns)) => text(format!("{}和 {}", rows.zh, columns.zh), format!("{} and {}", rows.en, columns.en)),
            (what, other) => what.or(other)?,
        };
        Some(text(
            format!("{}{}是隐藏的（或被筛选掉的），照样计入；不该算的，从表里删去", place.zh, what.zh),
            format!("{}{} are hidden (or filtered out) and count like the others; delete what should not count", place.en, what.en),
        ))
    }
}

/// Those of ascending numbers that lie in one of the stretches, neighbours put together.
fn within(stretches: &[(u32, u32)], numbers: &[u32]) -> Vec<(u32, u32)> {
    let mut stretches = stretches.to_vec();
    stretches.sort_unstable();
    let holds = |number: u32| {
        let begun = stretches.partition_point(|(first, _)| *first <= number);
        begun.checked_sub(1).and_then(|at| stretches.get(at)).is_some_and(|(_, last)| *last >= number)
    };
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut before = None;
    for number in numbers.iter().copied() {
        if holds(number) {
            match found.last_mut().filter(|(_, last)| Some(*last) == before) {
                Some((_, last)) => *last = number,
                None => found.push((number, number)),
            }
        }
        before = Some(number);
    }
    found
}

fn named(stretches: &[(u32, u32)], comma: &str, name: &dyn Fn(u32) -> String) -> String {
    let one = |(first, last): &(u32, u32)| if first == last { name(*first) } else { format!("{}–{}", name(*first), name(*last)) };
    let all: Vec<String> = stretches.iter().take(NAMED).map(one).collect();
    all.join(comma) + if stretches.len() > NAMED { "…" } else { "" }
}

/// The sheets of an XLSX by name; empty where its parts are not where they should be.
pub(crate) fn of_xlsx(bytes: &[u8]) -> HashMap<String, Unseen> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return HashMap::new() };
    let mut targets: HashMap<String, String> = HashMap::new();
    each_tag(&mut archive, "xl/_rels/workbook.xml.rels", |tag| {
        if let Some((id, target)) = attribute(tag, "Id").zip(attribute(tag, "Target")) {
            targets.insert(id, target);
        }
    });
    let mut sheets: Vec<(String, String)> = Vec::new();
    each_tag(&mut archive, "xl/workbook.xml", |tag| {
        let target = attribute(tag, "id").and_then(|id| targets.get(&id).cloned());
        let named = || attribute(tag, "name").zip(target);
        sheets.extend((tag.local_name().as_ref() == "sheet").then(named).flatten());
    });
    let found = sheets.into_iter().map(|(name, target)| (name, sheet(&mut archive, &target)));
    found.filter(|(_, unseen)| *unseen != Unseen::default()).collect()
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

fn sheet(archive: &mut Archive<'_>, target: &str) -> Unseen {
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let mut unseen = Unseen::default();
    // Most sheets hide nothing, and to look for a word is much faster than to read tags.
    if !holds_word(archive, &path, b"hidden=") {
        return unseen;
    }
    let mut row = 0;
    each_tag(archive, &path, |tag| {
        let hidden = || attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
        let number = |name| attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            "row" => {
                row = number("r").unwrap_or(row + 1);
                unseen.rows.extend(hidden().then_some((row, row)));
            }
            "col" => unseen.columns.extend(number("min").zip(number("max")).filter(|_| hidden())),
            _ => {}
        }
    });
    join(&mut unseen.rows);
    unseen
}

/// Puts neighbours together.
pub(crate) fn join(stretches: &mut Vec<(u32, u32)>) {
    stretches.dedup_by(|next, before| {
        let follows = before.1.checked_add(1) == Some(next.0);
        if follows {
            before.1 = next.1;
        }
        follows
    });
}

fn holds_word(archive: &mut Archive<'_>, path: &str, word: &[u8]) -> bool {
    let Ok(mut part) = archive.by_name(path) else { return false };
    let (mut buffer, mut kept) = (vec![0; 1 << 16], 0);
    loop {
        let Some(read) = buffer.get_mut(kept..).and_then(|rest| part.read(rest).ok()).filter(|read| *read > 0) else { return false };
        let filled = kept + read;
        if buffer.get(..filled).is_some_and(|seen| seen.windows(word.len()).any(|part| part == word)) {
            return true;
        }
        // The word may begin at the end of one piece.
        kept = filled.min(word.len() - 1);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

fn each_tag(archive: &mut Archive<'_>, path: &str, mut tell: impl FnMut(&BytesStart<'_>)) {
    let Ok(part) = archive.by_name(path) else { return };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => tell(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The kinds of record of an XLS: the name of a sheet and where it stands, a row, a stretch of columns, and the end of a sheet.
const SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
const END: u16 = 0x000a;

/// The sheets of an XLS by name.
pub(crate) fn of_xls(bytes: &[u8]) -> HashMap<String, Unseen> {
    let Some(stream) = stream(bytes) else { return HashMap::new() };
    let globals = Records { rest: &stream }.take_while(|(kind, _)| *kind != END);
    let sheets = globals.filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| long(data, 0).zip(sheet_name(data)));
    let found = sheets.filter_map(|(start, name)| Some((name, of_records(stream.get(start as usize..)?))));
    found.filter(|(_, unseen)| *unseen != Unseen::default()).collect()
}

fn of_records(stream: &[u8]) -> Unseen {
    let mut unseen = Unseen::default();
    for (kind, data) in (Records { rest: stream }).take_while(|(kind, _)| *kind != END) {
        match kind {
            ROW if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                unseen.rows.extend(short(data, 0).map(|row| (u32::from(row) + 1, u32::from(row) + 1)));
            }
            COLUMNS if data.get(8).is_some_and(|flags| flags & 1 != 0) => {
                let stretch = short(data, 0).zip(short(data, 2));
                unseen.columns.extend(stretch.map(|(first, last)| (u32::from(first) + 1, u32::from(last) + 1)));
            }
            _ => {}
        }
    }
    join(&mut unseen.rows);
    unseen
}

/// Behind the place and two bytes of kind: how many characters, whether they are wide, and the characters.
fn sheet_name(data: &[u8]) -> Option<String> {
    let (length, wide) = (usize::from(*data.get(6)?), data.get(7)? & 1 != 0);
    let characters = data.get(8..)?;
    if !wide {
        return Some(characters.iter().take(length).map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> = characters.chunks_exact(2).take(length).filter_map(|pair| short(pair, 0)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_those_of_the_rows_that_there_are() {
        assert_eq!(within(&[(3, 5), (9, 9)], &[2, 3, 5, 6, 9, 10]), [(3, 5), (9, 9)]);
        assert_eq!(within(&[(1, 100)], &[7, 9, 20]), [(7, 20)]);
        assert_eq!(within(&[(4, 4)], &[1, 2, 3]), []);
    }

    #[test]
    fn many_are_not_all_named() {
        let unseen = Unseen { rows: (1..=40).filter(|row| row % 4 == 0).map(|row| (row, row)).collect(), columns: vec![(4, 5)] };
        let rows: Vec<u32> = (2..=40).collect();
        let told = unseen.told(&text("表1：", "sheet 1: "), &rows, &[1, 2, 3, 4, 5]).unwrap();
        assert!(told.zh.starts_with("表1：第 4、8、12、16、20、24、28、32… 行和 D–E 列是隐藏的"), "{}", told.zh);
        assert!(told.en.starts_with("sheet 1: rows 4, 8, 12, 16, 20, 24, 28, 32… and columns D–E are hidden"), "{}", told.en);
        assert_eq!(unseen.told(&Text::default(), &[1, 2, 3], &[1]), None);
    }
}
