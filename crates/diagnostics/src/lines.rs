//! Byte offsets to lines and columns, and back.

use std::ops::Range;

/// Where a line has more bytes than this, marks stand so many bytes apart, so that no place is counted from the beginning of its line.
const LONG: usize = 4096;

/// Knows where each line of a text begins; lines end at `\n` (a `\r` before it belongs to the line's end).
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// None where no line is long.
    marks: Vec<Mark>,
}

/// A place, and what of the text lies before it.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    before: Columns,
}

/// The width of a piece of text in either unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    pub characters: usize,
    /// As UTF-16 counts.
    pub units: usize,
}

impl Columns {
    fn and(self, text: &str) -> Self {
        let characters = text.chars().count();
        // What begins with such a byte takes two units.
        let wide = text.bytes().filter(|byte| *byte >= 0xf0).count();
        Self { characters: self.characters + characters, units: self.units + characters + wide }
    }

    fn less(self, other: Self) -> Self {
        Self { characters: self.characters - other.characters, units: self.units - other.units }
    }
}

/// The beginning of the character that holds an offset; the end of the text for what lies past it.
pub fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl LineIndex {
    /// Reads the whole text once.
    pub fn new(text: &str) -> Self {
        Self::marked(text, LONG)
    }

    fn marked(text: &str, long: usize) -> Self {
        let starts: Vec<usize> = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let any = starts.iter().zip(ends).any(|(start, end)| end - start > long);
        Self { starts, marks: if any { marks(text, long) } else { Vec::new() } }
    }

    /// The 1-based line that holds a byte offset; offsets past the end belong to the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The byte offset at which a 1-based line starts, if there is such a line.
    pub fn start(&self, line: usize) -> Option<usize> {
        line.checked_sub(1).and_then(|index| self.starts.get(index)).copied()
    }

    /// The byte offset at which a 1-based line ends, without its `\n` or `\r\n`.
    pub fn end(&self, text: &str, line: usize) -> usize {
        let Some(next) = self.start(line.saturating_add(1)) else { return text.len() };
        let line = text.get(..next.saturating_sub(1)).unwrap_or("");
        line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// The first line of more than so many bytes, 1-based, and how many characters it has.
    pub fn longer_than(&self, text: &str, bytes: usize) -> Option<(usize, usize)> {
        let ends = self.starts.iter().skip(1).copied().chain([text.len()]);
        let at = self.starts.iter().zip(ends).position(|(start, end)| end - start > bytes)?;
        let start = self.starts.get(at).copied().unwrap_or_default();
        Some((at + 1, self.columns(text, start, self.end(text, at + 1)).characters))
    }

    /// 1-based line and column, the column counted in characters; an offset within a character is that character's.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        (line, self.columns(text, self.start(line).unwrap_or(0), offset).characters + 1)
    }

    /// How wide the text is from the start of a line to an offset.
    pub fn columns(&self, text: &str, start: usize, offset: usize) -> Columns {
        let offset = boundary(text, offset).max(start);
        match self.marks.is_empty() {
            true => Columns::default().and(text.get(start..offset).unwrap_or("")),
            false => self.before(text, offset).less(self.before(text, start)),
        }
    }

    /// The offset that lies so many units of UTF-16 behind the start of a line, or the end of the line; never within a character.
    pub fn offset(&self, text: &str, line: usize, units: usize) -> usize {
        let (start, end) = (self.start(line).unwrap_or(text.len()), self.end(text, line));
        let (from, passed) = self.mark_within(text, start..end, units).unwrap_or((start, 0));
        let mut wide = passed;
        let within = text.get(from..end).unwrap_or("").char_indices();
        let mut beyond = within.skip_while(|(_, character)| {
            wide += character.len_utf16();
            wide <= units
        });
        beyond.next().map_or(end, |(at, _)| from + at)
    }

    /// The last mark of a line that lies no further than so many units from its start.
    fn mark_within(&self, text: &str, line: Range<usize>, units: usize) -> Option<(usize, usize)> {
        let start = (!self.marks.is_empty()).then(|| self.before(text, line.start))?;
        let last =
            self.marks.partition_point(|mark| mark.at <= line.start || mark.at <= line.end && mark.before.less(start).units <= units);
        let mark = self.marks.get(last.checked_sub(1)?)?;
        (mark.at > line.start).then(|| (mark.at, mark.before.less(start).units))
    }

    /// All that lies before an offset.
    fn before(&self, text: &str, offset: usize) -> Columns {
        let next = self.marks.partition_point(|mark| mark.at <= offset);
        let (at, before) =
            next.checked_sub(1).and_then(|last| self.marks.get(last)).map_or((0, Columns::default()), |mark| (mark.at, mark.before));
        before.and(text.get(at..offset).unwrap_or(""))
    }
}

fn marks(text: &str, apart: usize) -> Vec<Mark> {
    let (mut at, mut before, mut marks) = (0, Columns::default(), Vec::new());
    while at < text.len() {
        // A character is shorter than the distance, so that there is always one more.
        let next = boundary(text, at + apart);
        before = before.and(text.get(at..next).unwrap_or(""));
        at = next;
        marks.push(Mark { at, before });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_split_no_character() {
        let text = "一、𠮷😀\r\n二\n";
        let index = LineIndex::new(text);
        let at = |words: &str, more: usize| index.position(text, text.find(words).unwrap() + more);
        assert_eq!((at("一", 0), at("一", 1), at("、", 0)), ((1, 1), (1, 1), (1, 2)));
        assert_eq!((at("𠮷", 3), at("😀", 0), at("😀", 4)), ((1, 3), (1, 4), (1, 5)));
        assert_eq!((at("二", 0), at("二", 2), at("二", 3)), ((2, 1), (2, 1), (2, 2)));
        assert_eq!(index.position(text, text.len()), (3, 1));
        assert_eq!(index.position(text, 9999), (3, 1));
        assert_eq!((index.line(9999), index.start(3), index.start(4)), (3, Some(text.len()), None));
    }

    /// Long lines have marks, and they change nothing.
    #[test]
    fn a_long_line_is_counted_like_a_short_one() {
        let text = format!("短\r\n{}\r\n{}\n末", "服务😀x".repeat(40), "𠮷é".repeat(7));
        let (plain, marked) = (LineIndex::marked(&text, 9999), LineIndex::marked(&text, 16));
        assert!(plain.marks.is_empty() && marked.marks.len() > 10);
        for offset in 0..=text.len() + 1 {
            assert_eq!(marked.position(&text, offset), plain.position(&text, offset), "{offset}");
            let line = plain.line(offset);
            let start = plain.start(line).expect("a line");
            let columns = plain.columns(&text, start, offset);
            assert_eq!(marked.columns(&text, start, offset), columns);
            assert_eq!(columns.units, text[start..boundary(&text, offset)].encode_utf16().count());
            for index in [&plain, &marked] {
                let back = index.offset(&text, line, columns.units);
                assert_eq!(back, boundary(&text, offset).min(plain.end(&text, line)), "{offset}");
                assert_eq!(index.offset(&text, line, usize::MAX), plain.end(&text, line));
            }
        }
        assert_eq!((plain.longer_than(&text, 100), plain.longer_than(&text, 9999)), (Some((2, 160)), None));
        assert_eq!((plain.end(&text, 1), plain.end(&text, 4), plain.end(&text, 9)), (3, text.len(), text.len()));
    }
}
