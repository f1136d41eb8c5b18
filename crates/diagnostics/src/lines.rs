//! Byte offsets to lines and columns.

/// Knows where each line of a text begins; lines end at `\n` (a `\r` before it belongs to the line's end).
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the whole text once.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts }
    }

    /// The 1-based line that holds a byte offset; offsets past the end belong to the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The byte offset at which a 1-based line starts, if there is such a line.
    pub fn start(&self, line: usize) -> Option<usize> {
        line.checked_sub(1).and_then(|index| self.starts.get(index)).copied()
    }

    /// 1-based line and column, the column counted in characters; an offset within a character is that character's.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.start(line).unwrap_or(0);
        let rest = text.get(start..).unwrap_or("");
        let column = rest.char_indices().take_while(|(at, character)| start + at + character.len_utf8() <= offset).count();
        (line, column + 1)
    }
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
}
