//! What was read of the version of a text before: whatever stands in the next one, too, need not be read again.
//!
//! A cache belongs to one document. It holds what the last version was made of and nothing older, and it never changes a result: an analysis with
//! a cache equals one from nothing. Not here: how a passage is read. Start at [`Cache::passage`].

use std::sync::Arc;

use chidu_diagnostics::{Diagnostic, Span};
use chidu_syntax::Lines;
use chidu_syntax::ast::Passage;
use chidu_syntax::kept::{Kept, key};

use crate::lints;
use crate::lower::{Compiled, ReadPassage};
use crate::program::ROOT;
use crate::read::{Context, Convention, read};
use crate::reading::Reading;

/// The lines and passages of the last version.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) lines: Lines,
    passages: Kept<Slot>,
    /// How many passages were read.
    read: u64,
    pub(crate) compiled: Compiled,
}

/// A passage as it was understood, with its places in the file.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Tells its reading from every other that the cache has made.
    pub id: u64,
    pub text: Arc<str>,
    pub reading: Arc<Reading>,
    pub told: Vec<Diagnostic>,
}

/// All that a reading depends on, and the reading.
#[derive(Debug)]
struct Slot {
    item: Option<Box<str>>,
    points: Option<Box<str>>,
    column: Option<Box<str>>,
    convention: Convention,
    /// Where the passage stood.
    at: u32,
    known: Known,
}

impl Cache {
    /// A version begins.
    pub(crate) fn begin(&mut self) {
        self.passages.begin();
    }

    /// The version has been read.
    pub(crate) fn end(&mut self) {
        self.passages.end();
    }

    /// Reads a passage, or finds it as it was read before.
    pub(crate) fn passage(&mut self, passage: &Passage, context: &Context<'_>) -> Known {
        let key = key((&passage.text, context.item, context.points, context.column));
        let slot = self.passages.take(key, |slot| slot.is_of(&passage.text, context));
        let mut slot = slot.unwrap_or_else(|| {
            self.read += 1;
            Slot::new(self.read, &passage.text, context)
        });
        slot.move_to(passage.span.start);
        let known = slot.known.clone();
        self.passages.keep(key, slot);
        known
    }
}

impl Slot {
    fn new(id: u64, text: &str, context: &Context<'_>) -> Self {
        let boxed = |words: Option<&str>| words.map(Box::from);
        Self {
            item: boxed(context.item),
            points: boxed(context.points),
            column: boxed(context.column),
            convention: context.convention,
            at: 0,
            known: Known::new(id, text, context),
        }
    }

    fn is_of(&self, text: &str, context: &Context<'_>) -> bool {
        *self.known.text == *text
            && self.item.as_deref() == context.item
            && self.points.as_deref() == context.points
            && self.column.as_deref() == context.column
            && self.convention == context.convention
    }

    /// Moves every place of it, in place where nobody looks at the last version any more.
    fn move_to(&mut self, at: u32) {
        let by = i64::from(at) - i64::from(self.at);
        if by != 0 {
            Arc::make_mut(&mut self.known.reading).shift(by);
            self.known.told.iter_mut().for_each(|told| told.shift(by));
            self.at = at;
        }
    }
}

impl Known {
    /// Reads a passage as though it were a whole file.
    fn new(id: u64, text: &str, context: &Context<'_>) -> Self {
        let (text, reading) = (Arc::from(text), Arc::new(read(text, context)));
        let span = Span::new(0, str::len(&text));
        let mut passage = ReadPassage { entry: ROOT, block: None, span, text, reading, told: Vec::new(), rules: Vec::new() };
        passage.told = lints::of_passage(&passage, &passage.text);
        Self { id, text: passage.text, reading: passage.reading, told: passage.told }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a passage is found again where it stood as 5分 of 环境, with 以上 as it is.
    fn found(text: &str, context: Context<'_>) -> bool {
        let mut cache = Cache::default();
        let passage = |text: &str| Passage { span: Span::new(7, 7 + text.len()), text: text.to_owned(), column: None };
        let known = cache.passage(&passage("每处扣1分"), &Context { item: Some("环境"), points: Some("5"), ..Context::default() });
        cache.begin();
        Arc::ptr_eq(&cache.passage(&passage(text), &context).reading, &known.reading)
    }

    #[test]
    fn a_reading_is_found_by_all_that_it_depends_on() {
        let same = Context { item: Some("环境"), points: Some("5"), ..Context::default() };
        assert!(found("每处扣1分", same));
        assert!(!found("每处扣2分", same));
        assert!(!found("每处扣1分", Context { item: Some("设施"), ..same }));
        assert!(!found("每处扣1分", Context { points: None, ..same }));
        assert!(!found("每处扣1分", Context { column: Some("扣分"), ..same }));
        assert!(!found("每处扣1分", Context { convention: Convention { above: Some(false), below: None }, ..same }));
    }

    #[test]
    fn what_the_last_version_did_not_hold_is_forgotten() {
        let mut cache = Cache::default();
        let versions = ["环境 5分: 每处扣1分", "环境 5分: 每次扣1分", "环境 5分"];
        let held = versions.map(|text| {
            crate::analyze_again(text, &mut cache);
            cache.passages.len()
        });
        assert_eq!(held, [1, 1, 0]);
    }
}
