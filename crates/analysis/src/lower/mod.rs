//! Tree to program: every name, bound, tier, budget and limit of a rulebook resolved, once.
//!
//! What cannot be resolved becomes a [`Fault`], a typed fact that a lint words; the rest of the rulebook goes on. Not here:
//! how a clause is read (`read`), and what is said of faults (`lints`). Start at [`lower`], which names the stages in order.

mod again;
mod announced;
mod answers;
mod bands;
mod columns;
mod conditions;
mod cycles;
mod effects;
mod entries;
mod examples;
mod exceptions;
mod facts;
mod falling;
mod faults;
mod formula;
pub(crate) mod grades;
mod groups;
mod history;
mod interpolation;
mod limits;
mod measures;
mod moves;
mod outcomes;
mod peers;
mod points;
mod properties;
mod quotas;
mod rescale;
mod results;
mod samples;
mod scales;
mod sources;
mod starts;
mod steps;
mod tiers;
mod versus;
mod windows;
mod years;

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::sync::Arc;

use chidu_diagnostics::{Diagnostic, LineIndex, Span};
use chidu_syntax::ast::{BlockKind, Tree};

use crate::attainable::Interval;
use crate::cache::{Cache, Known};
use crate::label;
use crate::program::{EntryId, Program, RuleId};
use crate::read::Context;
use crate::reading::Reading;

pub(crate) use again::Compiled;
pub use faults::Fault;

/// A passage as it was read, with its spans in the file.
#[derive(Clone, Debug)]
pub struct ReadPassage {
    /// The entry in whose text it stands; of a block's passage the root.
    pub entry: EntryId,
    pub block: Option<BlockKind>,
    pub span: Span,
    /// Byte for byte as long as the span, comments blanked.
    pub text: Arc<str>,
    pub reading: Arc<Reading>,
    /// What lints say of its words alone.
    pub told: Vec<Diagnostic>,
    /// For each effect of the reading, the rule that it became.
    pub rules: Vec<Option<RuleId>>,
}

/// A program with what was read on the way and what could not be resolved.
#[derive(Clone, Debug)]
pub struct Lowered {
    pub program: Program,
    pub passages: Vec<ReadPassage>,
    pub faults: Vec<Fault>,
    /// For each entry that is as it was in the version before, what it can score.
    pub(crate) kept: Vec<Option<Interval>>,
}

/// Compiles a tree. Total: what cannot be resolved is a fault.
pub fn lower(tree: &Tree, text: &str, cache: &mut Cache) -> Lowered {
    cache.begin();
    let before = std::mem::take(&mut cache.compiled);
    let mut lowering = Lowering::new(tree, text, cache);
    lowering.compile(before);
    if lowering.again.stale {
        lowering = lowering.anew();
        lowering.compile(Compiled::default());
    }
    let kept = lowering.kept_intervals();
    lowering.cache.compiled = lowering.compiled();
    lowering.cache.end();
    Lowered { program: lowering.program, passages: lowering.passages, faults: lowering.faults, kept }
}

/// Compiles one clause as the body of an item; `tree` is that of an empty rulebook.
pub(crate) fn clause(tree: &Tree, text: &str, context: &Context<'_>) -> Lowered {
    let mut cache = Cache::default();
    let mut lowering = Lowering::new(tree, text, &mut cache);
    lowering.convention = context.convention;
    lowering.item(text, context);
    lowering.points();
    lowering.rules();
    lowering.handles();
    lowering.starts();
    lowering.tiers();
    lowering.limits();
    // Nothing is known of what stands above.
    lowering.faults.retain(|fault| !matches!(fault, Fault::NothingToDeductFrom { .. }));
    Lowered { program: lowering.program, passages: lowering.passages, faults: lowering.faults, kept: Vec::new() }
}

/// The work in progress: the program grows, the tree and its text stay.
struct Lowering<'t> {
    tree: &'t Tree,
    text: &'t str,
    cache: &'t mut Cache,
    lines: LineIndex,
    program: Program,
    passages: Vec<ReadPassage>,
    /// For each entry, which passages say what it scores by: its own and those of its criteria.
    owned: Vec<Vec<usize>>,
    /// The name of each entry as labels are compared; in most rulebooks nobody asks.
    keys: OnceCell<Vec<String>>,
    faults: Vec<Fault>,
    names: facts::Names,
    /// What the passage has last compared with a value that the records carry.
    compared: Option<String>,
    /// Where each year's result stands.
    annual_at: Vec<facts::Place>,
    /// Whether 以上 and 以下 include their number, where the rulebook says it once for all.
    convention: crate::read::Convention,
    /// How many effects of each criterion have been numbered.
    numbers: HashMap<EntryId, u32>,
    /// The rules of all passages have been made.
    settled: bool,
    /// Another entry was looked for.
    looked: Cell<bool>,
    /// Which reading each passage has.
    notes: Vec<again::Note>,
    again: again::Again,
    /// What was read already of this very version.
    given: std::vec::IntoIter<Known>,
}

impl<'t> Lowering<'t> {
    fn new(tree: &'t Tree, text: &'t str, cache: &'t mut Cache) -> Self {
        Self {
            tree,
            text,
            cache,
            lines: LineIndex::new(text),
            program: Program::empty(),
            passages: Vec::new(),
            owned: Vec::new(),
            keys: OnceCell::new(),
            faults: Vec::new(),
            names: facts::Names::default(),
            compared: None,
            annual_at: Vec::new(),
            convention: crate::read::Convention::default(),
            numbers: HashMap::new(),
            settled: false,
            looked: Cell::new(false),
            notes: Vec::new(),
            again: again::Again::default(),
            given: Vec::new().into_iter(),
        }
    }

    /// All steps in their order.
    fn compile(&mut self, before: Compiled) {
        self.properties();
        self.entries();
        self.points();
        self.plan(before);
        self.rules();
        self.inapplicable();
        self.handles();
        self.starts();
        self.tiers();
        self.limits();
        self.sources();
        self.columns();
        self.outcomes();
        self.cycles();
        self.coverage();
        self.examples();
    }

    /// The same work from the beginning, with all that was read.
    fn anew(self) -> Self {
        let read = self.passages.into_iter().zip(self.notes);
        let known =
            read.map(|(passage, note)| Known { id: note.reading, text: passage.text, reading: passage.reading, told: passage.told });
        Self { given: known.collect::<Vec<_>>().into_iter(), ..Self::new(self.tree, self.text, self.cache) }
    }

    /// The 1-based line of a span.
    fn line(&self, span: Span) -> u32 {
        u32::try_from(self.lines.line(span.start as usize)).unwrap_or(u32::MAX)
    }

    /// Reads a passage and moves its spans into the file.
    fn read(&self, passage: &chidu_syntax::ast::Passage, item: Option<&str>, points: Option<&str>) -> Reading {
        let column = passage.column.as_ref().map(|column| column.text.as_str());
        let context = Context { item, points, convention: self.convention, column };
        let mut reading = crate::read::read(&passage.text, &context);
        reading.shift(passage.span.start.into());
        reading
    }

    /// The passages of an entry that owns points, and of its criteria.
    fn passages_of_owner(&self, owner: EntryId) -> impl Iterator<Item = &ReadPassage> {
        self.owned.get(owner.index()).into_iter().flatten().filter_map(|index| self.passages.get(*index))
    }

    /// The name of an entry as labels are compared.
    fn key_of(&self, id: EntryId) -> &str {
        let keys = self.keys.get_or_init(|| self.program.entries.iter().map(|entry| label::key(&entry.name)).collect());
        keys.get(id.index()).map_or("", String::as_str)
    }

    /// Adds a fault.
    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
}
