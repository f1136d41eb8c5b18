//! 数据: headers of the records whose meaning is not obvious.

use chidu_diagnostics::Span;
use chidu_syntax::ast::BlockKind;

use super::outcomes::texts;
use super::{Fault, Lowering};

impl Lowering<'_> {
    /// One `header: meaning` a line; `=` and `为` serve as well.
    pub(super) fn columns(&mut self) {
        let blocks: Vec<_> = self.tree.blocks.iter().filter(|block| block.kind == BlockKind::Data).collect();
        for block in blocks {
            for passage in texts(&block.entry, self.text) {
                let mut offset = 0;
                for line in passage.text.split_inclusive(['\n', ';', '\u{ff1b}']) {
                    let start = passage.span.start as usize + offset;
                    offset += line.len();
                    self.column(line, Span::new(start, start + line.trim_end().len()));
                }
            }
        }
    }

    fn column(&mut self, line: &str, span: Span) {
        let line = line.trim_matches(|c: char| c.is_whitespace() || ";。\u{ff1b}".contains(c));
        if line.is_empty() {
            return;
        }
        let parts = line.split_once([':', '=', '\u{ff1a}', '为']).map(|(header, meaning)| (header.trim(), meaning.trim()));
        match parts {
            Some((header, meaning)) if !header.is_empty() && !meaning.is_empty() => {
                self.program.columns.push((header.to_owned(), meaning.to_owned()));
            }
            _ => self.fault(Fault::BlockLine { block: "数据", span }),
        }
    }
}
