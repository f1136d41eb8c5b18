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

    /// 1-based line and column, the column counted in characters.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.start(line).unwrap_or(0);
        let column = text.get(start..offset.min(text.len())).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }
}
