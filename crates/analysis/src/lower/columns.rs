//! 数据: headers of the records whose meaning is not obvious, and names that records still use (原名).

use chidu_diagnostics::Span;
use chidu_syntax::ast::BlockKind;

use super::outcomes::texts;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Entry, Fact};

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
            Some((header, meaning)) if !header.is_empty() && !meaning.is_empty() => match former(header) {
                Some(name) if !self.former(name, meaning) => self.fault(Fault::BlockLine { block: "数据", span }),
                Some(name) => self.program.columns.push((name.to_owned(), meaning.to_owned())),
                None => self.program.columns.push((header.to_owned(), meaning.to_owned())),
            },
            _ => self.fault(Fault::BlockLine { block: "数据", span }),
        }
    }

    /// `原名 服务意识: 服务态度`: what records may still call an entry, a measure or a finding. False where there is no such name, or where
    /// the former one is another entry's by now.
    fn former(&mut self, name: &str, now: &str) -> bool {
        let (old, new) = (label::key(name), label::key(now));
        let named = self.program.entries.iter().any(|entry| label::key(&entry.name) == old);
        let taken = named || self.program.facts.iter().any(|fact| fact.labels.contains(&old));
        if old.is_empty() || new.is_empty() || taken {
            return false;
        }
        let called = |entry: &&mut Entry| label::key(&entry.name) == new || entry.id == now;
        let entries = self.program.entries.iter_mut().skip(1).filter(called).map(|entry| entry.former.push(old.clone())).count();
        let labelled = |fact: &&mut Fact| fact.labels.contains(&new);
        let mut owners = Vec::new();
        for fact in self.program.facts.iter_mut().filter(labelled) {
            fact.labels.push(old.clone());
            owners.push(fact.entry);
        }
        owners.iter().for_each(|owner| self.unfit(*owner));
        entries + owners.len() > 0
    }
}

/// The name behind 原名.
fn former(header: &str) -> Option<&str> {
    header.strip_prefix("原名").filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim)
}
