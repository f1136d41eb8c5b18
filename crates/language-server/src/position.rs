//! Lines and columns as the protocol counts them, to and from byte offsets.
//!
//! Lines end at `\n` or `\r\n`. Whatever a client asks for is answered with a place that exists: columns past the end of a line are its
//! end, lines past the last are the end of the text, and the middle of a character is its beginning.

use chidu_diagnostics::{LineIndex, Span, boundary};
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

/// The unit in which the columns of this session are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// The protocol's name for it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// A text whose lines are known: what both directions need.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    pub text: &'a str,
    pub lines: &'a LineIndex,
    pub encoding: Encoding,
}

impl Places<'_> {
    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> usize {
        let (line, column) = ((position.line as usize).saturating_add(1), position.character as usize);
        let Some(start) = self.lines.start(line) else {
            return self.text.len();
        };
        match self.encoding {
            Encoding::Utf8 => boundary(self.text, start.saturating_add(column).min(self.lines.end(self.text, line))),
            Encoding::Utf16 => self.lines.offset(self.text, line, column),
        }
    }

    /// The position of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.lines.line(offset.min(self.text.len()));
        let start = self.lines.start(line).unwrap_or(0);
        let offset = boundary(self.text, offset.min(self.lines.end(self.text, line)));
        let column = match self.encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 => self.lines.columns(self.text, start, offset).units,
        };
        Position::new(small(line.saturating_sub(1)), small(column))
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        let span = span.range();
        Range::new(self.position(span.start), self.position(span.end))
    }
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn offset(text: &str, encoding: Encoding, line: u32, column: u32) -> usize {
        Places { text, lines: &LineIndex::new(text), encoding }.offset(Position::new(line, column))
    }

    #[test]
    fn columns_count_units_of_the_encoding() {
        let text = "服务😀x\r\n𠮷野";
        assert_eq!(offset(text, Encoding::Utf16, 0, 4), 10, "after the emoji, which is two units");
        assert_eq!(offset(text, Encoding::Utf8, 0, 10), 10, "after the emoji, which is four bytes");
        assert_eq!(offset(text, Encoding::Utf16, 1, 2), 17);
    }

    #[test]
    fn a_column_never_splits_a_character_nor_leaves_its_line() {
        let text = "服😀\r\n二";
        assert_eq!(offset(text, Encoding::Utf16, 0, 2), 3, "between the surrogates is before the emoji");
        assert_eq!(offset(text, Encoding::Utf8, 0, 2), 0);
        assert_eq!(offset(text, Encoding::Utf16, 0, 4), 7, "between CR and LF is the end of the line");
        assert_eq!(offset(text, Encoding::Utf16, 0, u32::MAX), 7);
        assert_eq!(offset(text, Encoding::Utf16, u32::MAX, 0), text.len());
    }

    proptest! {
        #[test]
        fn every_boundary_comes_back(text in "[服务😀𠮷a\r\n]{0,24}") {
            let lines = LineIndex::new(&text);
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let places = Places { text: &text, lines: &lines, encoding };
                let between = |at: usize| text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\r') && text.as_bytes().get(at) == Some(&b'\n');
                for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !between(at)) {
                    prop_assert_eq!(places.offset(places.position(at)), at);
                }
            }
        }
    }
}
