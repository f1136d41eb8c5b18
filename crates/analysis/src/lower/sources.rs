//! 评价主体: who assesses, and with which weight (rule 17).

use chidu_syntax::ast::BlockKind;
use chidu_syntax::fold_str;
use chidu_values::Number;

use super::outcomes::texts;
use super::{Fault, Lowering};
use crate::program::Source;
use crate::reading::{Condition, Kind};

impl Lowering<'_> {
    pub(super) fn sources(&mut self) {
        let blocks: Vec<_> = self.tree.blocks.iter().filter(|block| block.kind == BlockKind::Sources).collect();
        for block in blocks {
            for child in &block.entry.children {
                if let Some(weight) = child.weight.as_ref().and_then(|weight| weight.value.parse::<Number>().ok()) {
                    self.program.sources.push(Source { name: child.name.text.trim().to_owned(), weight, span: child.head });
                }
            }
            let unweighted: Vec<_> = block.entry.children.iter().filter(|child| child.weight.is_none()).cloned().collect();
            let rest = chidu_syntax::ast::Entry { passages: block.entry.passages.clone(), children: unweighted, ..Default::default() };
            for passage in texts(&rest, self.text) {
                self.source_line(&passage);
            }
        }
    }

    /// `群众 60%, 领导 40%` or `群众评价占60%`.
    fn source_line(&mut self, passage: &chidu_syntax::ast::Passage) {
        let mut offset = 0;
        for part in passage.text.split_inclusive([',', '、', ';', '。', '\n', '\u{ff0c}', '\u{ff1b}']) {
            let start = passage.span.start as usize + offset;
            let span = chidu_diagnostics::Span::new(start, start + part.len());
            offset += part.len();
            let text = fold_str(part);
            let text = text.trim_matches(|c: char| c.is_whitespace() || ",、;。:".contains(c));
            if text.is_empty() {
                continue;
            }
            match plain_weight(text).or_else(|| self.read_weight(part, span)) {
                Some((name, weight)) => self.program.sources.push(Source { name, weight, span }),
                None => self.fault(Fault::BlockLine { block: "评价主体", span }),
            }
        }
    }

    fn read_weight(&self, part: &str, span: chidu_diagnostics::Span) -> Option<(String, Number)> {
        let reading = self.read(&chidu_syntax::ast::Passage { span, text: part.to_owned(), column: None }, None, None);
        let effect = reading.effects.into_iter().find(|effect| effect.kind == Kind::Weight)?;
        match effect.when.into_iter().next() {
            Some(Condition::Label(name)) => Some((name, effect.amount?)),
            _ => Some((effect.of?, effect.amount?)),
        }
    }
}

/// A name and a percentage or fraction, with 占 or 权重 between them or not.
fn plain_weight(text: &str) -> Option<(String, Number)> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let (name, number) = text.split_at_checked(at)?;
    let name = name.trim_matches(|c: char| c.is_whitespace() || "(:,".contains(c));
    let name = ["所占权重", "权重为", "权重", "占比", "占"].iter().fold(name, |rest, word| rest.trim_end_matches(word)).trim();
    let number = number.trim_end_matches(')').trim();
    let value: Number = match number.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<Number>().ok()?.divide(&Number::from(100))?,
        None => number.parse().ok()?,
    };
    (!name.is_empty()).then(|| (name.to_owned(), value))
}
