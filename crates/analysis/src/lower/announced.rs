//! 有下列情形之一的,定为不合格: with the list on the lines below it: each of them has the consequence that the heading names.
//!
//! Not here: a list within one sentence (`read::listed`). Start at [`Announced`].

use chidu_diagnostics::Span;
use chidu_syntax::ast;

use super::Lowering;
use super::outcomes::{is_wanted, trimmed};
use crate::reading::{Effect, Kind};

/// The heading under which a block's sentences stand.
#[derive(Debug, Default)]
pub(super) struct Announced {
    head: Option<String>,
    /// Where a heading stands under which there is nothing yet.
    pub empty: Option<Span>,
}

impl Announced {
    /// True where a sentence is a heading and nothing else; what follows stands under it.
    pub(super) fn opens(&mut self, part: &ast::Passage) -> bool {
        let Some((head, rest)) = announces(&part.text) else { return false };
        self.head = Some(head.to_owned());
        self.empty = rest.trim().is_empty().then(|| trimmed(part));
        self.empty.is_some()
    }
}

/// 有下列情形之一的,定为不合格: and what stands behind the colon.
pub(super) fn announces(text: &str) -> Option<(&str, &str)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, ':' | '\u{ff1a}'))?;
    let (head, rest) = text.split_at_checked(at + colon.len_utf8())?;
    let list = ["下列", "以下", "如下"].iter().any(|word| chidu_syntax::fold_str(head).contains(word));
    list.then_some((head, rest))
}

impl Lowering<'_> {
    /// The vetoes of a sentence that stands under a heading; none where it says its own consequence, or is not read.
    pub(super) fn listed(&self, part: &ast::Passage, list: &Announced) -> Option<Vec<Effect>> {
        let head = list.head.as_ref()?;
        let probe = ast::Passage { span: part.span, text: format!("{head}{}", part.text), column: None };
        let mut reading = self.read(&probe, None, None);
        let whole = reading.gaps.is_empty() && !reading.effects.is_empty();
        let read = whole && reading.effects.iter().all(|effect| is_wanted(effect, Kind::Veto));
        for effect in &mut reading.effects {
            (effect.span, effect.clause) = (trimmed(part), trimmed(part));
        }
        read.then_some(reading.effects)
    }
}
