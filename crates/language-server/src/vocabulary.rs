//! The names of one rulebook that an author may want to write again: entries, findings, grades, sources, handles.
//!
//! Made from an analysis. Asking for completions must not wait for the analysis of a text that changed a moment ago, so the vocabulary of
//! the state before serves until then. Not here: whether a name fits where the cursor is (`features::completion`).

use std::collections::BTreeMap;

use chidu_analysis::program::{Entry, Fact, FactKind, Program, Role};
use chidu_analysis::{Analysis, label, sentence};
use chidu_diagnostics::Text;

use crate::spelling::Name;

/// One name, and what is said beside it.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub name: Name,
    pub detail: Text,
}

impl Word {
    /// A name to offer.
    pub fn new(text: &str, detail: Text) -> Self {
        Self { text: text.to_owned(), name: Name::new(text), detail }
    }
}

/// Names by what they name, each once, in text order.
#[derive(Debug, Default)]
pub struct Vocabulary {
    pub entries: Vec<Word>,
    pub grades: Vec<Word>,
    pub sources: Vec<Word>,
    pub handles: Vec<Word>,
    /// 取消评先资格 and the like.
    pub outcomes: Vec<Word>,
    pub findings: Vec<Word>,
    /// For the key of an entry's name (or a block's): which findings are its own.
    of_entry: BTreeMap<String, Vec<usize>>,
    /// 0-based line of the first entry; properties stand before it.
    pub first_entry: Option<u32>,
}

impl Vocabulary {
    /// Collects the names of an analysed rulebook.
    pub fn new(analysis: &Analysis) -> Self {
        let program = &analysis.program;
        let beneath = program.entries.iter().skip(1);
        let first_entry = beneath.clone().map(|entry| entry.line.saturating_sub(1)).min();
        let mut words = Self { first_entry, ..Self::default() };
        words.entries = unique(beneath.filter(|entry| entry.role != Role::Root).map(|entry| Word::new(entry.name.trim(), claim(entry))));
        words.grades = unique(program.bands.iter().map(|band| Word::new(&band.name, said(&band.text))));
        words.sources = unique(program.sources.iter().map(|source| Word::new(&source.name, Text::new("评价主体", "source"))));
        let outcomes = program.vetoes.iter().map(|veto| (&veto.outcome, &veto.text));
        let outcomes = outcomes.chain(program.annual.iter().map(|annual| (&annual.outcome, &annual.text)));
        words.outcomes = unique(outcomes.map(|(outcome, text)| Word::new(outcome, said(text))));
        let handles = program.rules.iter().filter_map(|rule| Some((rule.handle.as_ref()?, said(&rule.text))));
        let handles = handles.chain(program.entries.iter().filter_map(|entry| Some((entry.handle.as_ref()?, claim(entry)))));
        words.handles = unique(handles.map(|(handle, detail)| Word::new(handle, detail)));
        program.facts.iter().for_each(|fact| words.fact(program, fact));
        words
    }

    /// The findings, measures and answers of the entry or block of a name.
    pub fn of_entry(&self, name: &str) -> impl Iterator<Item = &Word> {
        let own = self.of_entry.get(&label::key(name)).map(Vec::as_slice).unwrap_or_default();
        own.iter().filter_map(|index| self.findings.get(*index))
    }

    /// True for the name of an entry or block with findings.
    pub fn knows(&self, name: &str) -> bool {
        self.of_entry.contains_key(&label::key(name))
    }

    fn fact(&mut self, program: &Program, fact: &Fact) {
        let names: Vec<&str> = match &fact.kind {
            FactKind::Finding | FactKind::Event | FactKind::Measure(_) => vec![&fact.name],
            FactKind::Answer(_, options) => options.iter().map(|option| option.name.as_str()).collect(),
            FactKind::Other | FactKind::Inapplicable | FactKind::Derived(_) | FactKind::Computed(_) => Vec::new(),
        };
        let owners: Vec<String> = match fact.block {
            Some(block) => vec![label::key(block)],
            None => [fact.entry, fact.criterion].iter().map(|id| label::key(&program[*id].name)).collect(),
        };
        for name in names.into_iter().map(str::trim) {
            let index = self.findings.len();
            self.findings.push(Word::new(name, reading(program, fact)));
            for owner in owners.iter().filter(|owner| !owner.is_empty()) {
                let own = self.of_entry.entry(owner.clone()).or_default();
                // An entry's own name says nothing behind it; a criterion may be its own owner.
                if label::key(name) != *owner && !name.is_empty() && !own.contains(&index) {
                    own.push(index);
                }
            }
        }
    }
}

/// What the rules of a fact were read as.
fn reading(program: &Program, fact: &Fact) -> Text {
    let told: Vec<Text> = fact.rules.iter().take(3).map(|rule| sentence::rule_in_short(program, &program[*rule])).collect();
    let joined = |of: fn(&Text) -> &String| told.iter().map(|text| of(text).as_str()).collect::<Vec<_>>().join("; ");
    Text::new(joined(|text| &text.zh), joined(|text| &text.en))
}

fn said(text: &str) -> Text {
    Text::new(text, text)
}

/// The points of an entry.
fn claim(entry: &Entry) -> Text {
    entry.points.as_ref().map_or_else(Text::default, sentence::points)
}

fn unique(words: impl Iterator<Item = Word>) -> Vec<Word> {
    let mut seen = std::collections::BTreeSet::new();
    words.filter(|word| !word.text.is_empty() && seen.insert(word.text.clone())).collect()
}
