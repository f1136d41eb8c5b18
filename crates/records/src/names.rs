//! What records may call the entries and facts of a rulebook, as an index.
//!
//! Not here: findings within an entry (`resolve`). Names match exactly after [`chidu_analysis::label::key`]; likeness serves only to ask
//! "did you mean". Start at [`Names::entry`].

use std::cell::RefCell;
use std::collections::HashMap;

use chidu_analysis::label::{key, nearest};
use chidu_analysis::program::{Computed, EntryId, Fact, FactId, FactKind, Program, ROOT, RuleId, Trigger};
use chidu_syntax::{fold_str, numeral};

use crate::problem::What;
use crate::resolve::{Blame, Resolved};

/// What a row or a column states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub fact: FactId,
    /// Of an answer: this option.
    pub option: Option<usize>,
    /// Of an event: the rule that holds, where the row names its condition.
    pub rule: Option<RuleId>,
}

/// What the 评分项 of a row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Entry(EntryId),
    /// A handle or a rule's id: no 情形 is needed.
    Target(Target),
    /// 一票否决, 不予考评.
    Block(&'static str),
}

/// The index of a program's names.
pub(crate) struct Names<'p> {
    pub program: &'p Program,
    handles: HashMap<String, Target>,
    ids: HashMap<String, EntryId>,
    names: HashMap<String, Vec<EntryId>>,
    /// By entry: the facts of it and of its criteria.
    own: Vec<Vec<FactId>>,
    /// By entry: the facts of everything beneath it.
    beneath: Vec<Vec<FactId>>,
    /// By fact: its name as it is compared.
    keys: Vec<String>,
    /// What rows named before; a spreadsheet says the same things over and over.
    pub(crate) known: RefCell<HashMap<Asked, Answered>>,
}

/// 评分项, 情形, and whether a value is there.
pub(crate) type Asked = (String, String, bool);
pub(crate) type Answered = Result<Resolved, (Blame, What)>;

/// What stands between the names of a path.
const PATH: [char; 10] = ['/', '>', '→', '\\', '-', '|', '·', '—', ':', '_'];

impl<'p> Names<'p> {
    pub(crate) fn new(program: &'p Program) -> Self {
        let mut names = Self {
            program,
            handles: HashMap::new(),
            ids: HashMap::new(),
            names: HashMap::new(),
            own: vec![Vec::new(); program.entries.len()],
            beneath: vec![Vec::new(); program.entries.len()],
            keys: program.facts.iter().map(|fact| key(&fold_str(&fact.name))).collect(),
            known: RefCell::default(),
        };
        names.index_entries();
        names.index_handles();
        names.index_facts();
        names
    }

    fn index_entries(&mut self) {
        for (id, entry) in entries(self.program).filter(|(id, _)| *id != ROOT) {
            self.ids.entry(id_key(&entry.id)).or_insert(id);
            if let Some(handle) = &entry.handle {
                self.ids.entry(id_key(handle)).or_insert(id);
            }
            let name = key(&entry.name);
            if !name.is_empty() {
                self.names.entry(name).or_default().push(id);
            }
            for former in &entry.former {
                self.names.entry(former.clone()).or_default().push(id);
            }
        }
    }

    fn index_handles(&mut self) {
        for (index, rule) in (0..).zip(&self.program.rules) {
            let Some(target) = self.of_rule(RuleId(index)) else { continue };
            for handle in rule.handle.iter().chain([&rule.id]).filter(|handle| !handle.is_empty()) {
                self.handles.entry(id_key(handle)).or_insert_with(|| target.clone());
            }
        }
        for (id, fact) in facts(self.program) {
            for handle in &fact.handles {
                self.handles.entry(id_key(handle)).or_insert(Target { fact: id, option: None, rule: None });
            }
        }
    }

    fn index_facts(&mut self) {
        for (id, fact) in facts(self.program).filter(|(_, fact)| fact.block.is_none()) {
            let mut within = true;
            for entry in self.upwards(fact.criterion) {
                // A criterion's facts are its item's too; those of an item are not its section's own.
                if within {
                    self.own.get_mut(entry.index()).into_iter().for_each(|list| list.push(id));
                }
                self.beneath.get_mut(entry.index()).into_iter().for_each(|list| list.push(id));
                within = within && entry != fact.entry;
            }
        }
    }

    /// The fact that a rule's condition names, and what of it.
    fn of_rule(&self, rule: RuleId) -> Option<Target> {
        let computed = |fact: &FactId| self.program[*fact].computed();
        self.program[rule].triggers.iter().find_map(|trigger| match trigger {
            Trigger::Found(fact) | Trigger::Bound(fact, _) | Trigger::Otherwise(fact) if computed(fact).is_some() => {
                computed(fact).and_then(Computed::measure).map(|fact| Target { fact, option: None, rule: None })
            }
            Trigger::Otherwise(fact) => Some(Target { fact: *fact, option: None, rule: None }),
            Trigger::Option(fact, option) => Some(Target { fact: *fact, option: Some(*option), rule: None }),
            Trigger::Found(fact) | Trigger::Bound(fact, _) if matches!(self.program[*fact].kind, FactKind::Derived(_)) => None,
            Trigger::Found(fact) | Trigger::Bound(fact, _) => {
                let event = self.program[*fact].kind == FactKind::Event;
                Some(Target { fact: *fact, option: None, rule: event.then_some(rule) })
            }
            _ => None,
        })
    }

    /// The entry and everything above it, itself first.
    fn upwards(&self, entry: EntryId) -> Vec<EntryId> {
        let above = |entry: &EntryId| self.program.entries.get(entry.index()).and_then(|entry| entry.parent);
        std::iter::successors(Some(entry), above).take(self.program.entries.len()).collect()
    }

    /// Facts that an entry and its criteria own.
    pub(crate) fn own(&self, entry: EntryId) -> &[FactId] {
        self.own.get(entry.index()).map_or(&[], Vec::as_slice)
    }

    /// Facts of everything beneath an entry.
    pub(crate) fn beneath(&self, entry: EntryId) -> &[FactId] {
        self.beneath.get(entry.index()).map_or(&[], Vec::as_slice)
    }

    /// Facts of a block.
    pub(crate) fn of_block(&self, block: &str) -> Vec<FactId> {
        facts(self.program).filter(|(_, fact)| fact.block == Some(block)).map(|(id, _)| id).collect()
    }

    /// All facts.
    pub(crate) fn all(&self) -> Vec<FactId> {
        facts(self.program).map(|(id, _)| id).collect()
    }

    /// A fact's name as it is compared.
    pub(crate) fn key_of(&self, fact: FactId) -> &str {
        self.keys.get(fact.index()).map_or("", String::as_str)
    }

    /// True where an id of the rulebook is this one.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(&id_key(id)) || self.handles.contains_key(&id_key(id))
    }

    pub(crate) fn handle(&self, written: &str) -> Option<&Target> {
        self.handles.get(&id_key(written))
    }

    /// How an entry is called in messages: its number and name.
    pub(crate) fn called(&self, entry: EntryId) -> String {
        let entry = &self.program[entry];
        match (entry.id.is_empty(), entry.name.is_empty() || entry.name == entry.id) {
            (_, true) => entry.id.clone(),
            (true, false) => entry.name.clone(),
            (false, false) => format!("{} {}", entry.id, entry.name),
        }
    }

    /// What a 评分项 names.
    pub(crate) fn entry(&self, written: &str) -> Result<Named, What> {
        if let Some(block) = self.block(written) {
            return Ok(Named::Block(block));
        }
        if let Some(target) = self.handle(written) {
            return Ok(Named::Target(target.clone()));
        }
        let mut found = self.entries_called(written);
        if found.is_empty() {
            found = self.entries_at_path(written);
        }
        match found.as_slice() {
            [] => Err(What::UnknownEntry { written: written.to_owned(), near: self.near_entry(written) }),
            [entry] => Ok(Named::Entry(*entry)),
            several => {
                let candidates = several.iter().map(|entry| self.called(*entry)).collect();
                Err(What::AmbiguousEntry { written: written.to_owned(), candidates })
            }
        }
    }

    fn block(&self, written: &str) -> Option<&'static str> {
        let wanted = key(&fold_str(written));
        facts(self.program).filter_map(|(_, fact)| fact.block).find(|block| key(block) == wanted)
    }

    /// Entries by id, handle, or name with or without the number in front.
    fn entries_called(&self, written: &str) -> Vec<EntryId> {
        let id = id_key(written);
        if let Some(entry) = self.ids.get(&id) {
            return vec![*entry];
        }
        let folded = fold_str(written);
        if let Some(entries) = self.names.get(&key(&folded)) {
            return entries.clone();
        }
        for (number, name) in numbered(&folded) {
            let Some(entries) = self.names.get(&key(name)).filter(|_| !key(name).is_empty()) else { continue };
            let number = id_key(number);
            let fits = |entry: &&EntryId| has_number(&self.program[**entry].id, &number);
            let fitting: Vec<EntryId> = entries.iter().filter(fits).copied().collect();
            return if fitting.is_empty() { entries.clone() } else { fitting };
        }
        Vec::new()
    }

    /// Entries by a path of names: `礼仪规范/告知`.
    fn entries_at_path(&self, written: &str) -> Vec<EntryId> {
        let folded = fold_str(written);
        let parts: Vec<&str> = folded.split(PATH).map(str::trim).filter(|part| !part.is_empty()).collect();
        let Some((last, above)) = parts.split_last().filter(|(_, above)| !above.is_empty()) else { return Vec::new() };
        let above: Vec<Vec<EntryId>> = above.iter().map(|part| self.entries_called(part)).collect();
        let stands_beneath = |entry: &EntryId| {
            let ancestors = self.upwards(*entry);
            above.iter().all(|names| names.iter().any(|name| name != entry && ancestors.contains(name)))
        };
        self.entries_called(last).into_iter().filter(stands_beneath).collect()
    }

    fn near_entry(&self, written: &str) -> Option<String> {
        // A number in other numerals (2.1 for 二.1) is asked and not taken: spreadsheets turn 2.10 into 2.1.
        let path = in_digits(written);
        if let Some((_, entry)) = entries(self.program).find(|(id, entry)| *id != ROOT && in_digits(&entry.id) == path) {
            return Some(entry.id.clone());
        }
        let folded = fold_str(written);
        let bare = numbered(&folded).last().map_or(folded.as_ref(), |(_, name)| name);
        let named = entries(self.program).filter(|(id, entry)| *id != ROOT && !entry.name.is_empty()).map(|(_, entry)| entry.name.as_str());
        nearest(bare, named).map(str::to_owned)
    }
}

/// Entries with their ids.
pub(crate) fn entries(program: &Program) -> impl Iterator<Item = (EntryId, &chidu_analysis::program::Entry)> {
    (0..).map(EntryId).zip(&program.entries)
}

/// Facts with their ids, without those that no rule and no block uses, and those that no row states.
pub(crate) fn facts(program: &Program) -> impl Iterator<Item = (FactId, &Fact)> {
    let used = |fact: &Fact| {
        !matches!(fact.kind, FactKind::Derived(_) | FactKind::Computed(_))
            && (fact.kind == FactKind::Inapplicable || fact.block.is_some() || !fact.rules.is_empty() || !fact.handles.is_empty())
    };
    (0..).map(FactId).zip(&program.facts).filter(move |(_, fact)| used(fact))
}

/// An id or handle as it is compared: folded, runs of letters and digits joined by dots, the dash before an effect's number kept.
/// `二、5.`, `二.5` and `（二）5` are one.
fn id_key(written: &str) -> String {
    let folded = fold_str(written.trim().trim_start_matches('#')).to_lowercase();
    let mut joined = String::new();
    let mut gap = None;
    for character in folded.chars() {
        if character.is_alphanumeric() {
            joined.extend(gap.take().filter(|_| !joined.is_empty()));
            joined.push(character);
        } else if character == '-' || gap.is_none() {
            gap = Some(if character == '-' { '-' } else { '.' });
        }
    }
    joined
}

/// No number in front of a name has more bytes; what has more is no name, and may be a cell of megabytes.
const LONGEST_NUMBER: usize = 60;

/// Every way to take a number off the front of a name: `5.告知`, `二、告知`, `(3) 告知`, `①告知`.
fn numbered(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_number = |character: char| {
        character.is_ascii_digit() || "一二三四五六七八九十百零().、 第条项款#".contains(character) || ('①'..='⑳').contains(&character)
    };
    let end = text.find(|character: char| !is_number(character)).unwrap_or(text.len()).min(LONGEST_NUMBER);
    text.char_indices().map(|(at, _)| at).filter(move |at| *at > 0 && *at <= end).map(|at| text.split_at(at))
}

fn has_number(id: &str, number: &str) -> bool {
    let id = id_key(id);
    !number.is_empty() && (id == number || id.strip_suffix(number).is_some_and(|rest| rest.ends_with('.')))
}

/// An id with its numerals as digits.
fn in_digits(id: &str) -> String {
    let parts: Vec<String> = id_key(id).split('.').map(|part| numeral(part).unwrap_or_else(|| part.to_owned())).collect();
    parts.join(".")
}
