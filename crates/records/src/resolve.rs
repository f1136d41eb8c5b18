//! Which fact a row means: its 情形 among the facts of the entry it names.
//!
//! Labels match exactly after [`key`]; what no label names falls to 其他, unless it is within one edit of a label. Start at [`Names::resolve`].

use std::collections::BTreeSet;

use chidu_analysis::label::{distance, key, nearest};
use chidu_analysis::program::{Bound, Edge, EntryId, FactId, FactKind, RuleId, Trigger};
use chidu_syntax::fold_str;
use chidu_values::{Number, Unit};

use crate::cell::Cell;
use crate::names::{Answered, Named, Names, Target};
use crate::nothing::is_praise;
use crate::problem::What;
use crate::quantity;

/// A row's fact, and what the row calls it where 其他 took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub target: Target,
    pub words: Option<String>,
}

/// Which of the two cells is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blame {
    Entry,
    Finding,
}

/// Where a finding is looked for.
#[derive(Clone, Copy)]
enum Scope {
    Entry(EntryId),
    Block(&'static str),
    Everywhere,
}

/// The name of an entry holds fewer signs at which it could end.
const MOST_SPLITS: usize = 40;

impl Names<'_> {
    /// The fact that 评分项 and 情形 name together; `value` helps where the 情形 is empty.
    pub(crate) fn resolve(&self, entry: &str, finding: &str, value: &Cell) -> Answered {
        let asked = (entry.to_owned(), finding.to_owned(), !value.is_blank());
        if let Some(answered) = self.known.borrow().get(&asked) {
            return answered.clone();
        }
        let answered = self.look_up(entry, finding, value);
        self.known.borrow_mut().insert(asked, answered.clone());
        answered
    }

    fn look_up(&self, entry: &str, finding: &str, value: &Cell) -> Answered {
        let scope = match entry.is_empty() {
            true => Scope::Everywhere,
            false => match (self.entry(entry), finding.is_empty().then(|| self.joined(entry)).flatten()) {
                (Ok(Named::Target(target)), _) | (Err(_), Some(target)) => return Ok(Resolved { target, words: None }),
                (Ok(Named::Entry(entry)), _) => Scope::Entry(entry),
                (Ok(Named::Block(block)), _) => Scope::Block(block),
                (Err(what), None) => return Err((Blame::Entry, what)),
            },
        };
        if finding.is_empty() {
            let blame = if entry.is_empty() { Blame::Entry } else { Blame::Finding };
            return self.unnamed(scope, entry, value).map(|target| Resolved { target, words: None }).map_err(|what| (blame, what));
        }
        self.finding(scope, finding).map_err(|what| (Blame::Finding, what))
    }

    /// The one thing that a column's heading names, in a wide table: `Ok(None)` where it names nothing.
    pub(crate) fn heading(&self, written: &str) -> Result<Option<Target>, What> {
        if let Some(target) = self.handle(written) {
            return Ok(Some(target.clone()));
        }
        let mut labelled = self.labelled(&self.all(), Scope::Everywhere, written);
        // A number under 交接时间超过10分钟 may be minutes or occurrences.
        labelled.retain(|target| target.rule.is_none() || self.program[target.fact].kind == FactKind::Event);
        match labelled.as_slice() {
            [] => {}
            [target] => return Ok(Some(target.clone())),
            several => return Err(What::ColumnOfSeveral { header: written.to_owned(), columns: self.list(several) }),
        }
        match self.entry(written) {
            Ok(Named::Target(target)) => Ok(Some(target)),
            Ok(Named::Entry(entry)) if self.own(entry).is_empty() => Ok(None),
            Ok(Named::Entry(entry)) => self.single(self.own(entry), written).map(Some),
            Ok(Named::Block(block)) => self.single(&self.of_block(block), written).map(Some),
            Err(What::AmbiguousEntry { candidates, .. }) => Err(What::ColumnOfSeveral { header: written.to_owned(), columns: candidates }),
            Err(_) => Ok(self.joined(written)),
        }
    }

    /// `服务态度-不达标`: an entry and a label in one.
    fn joined(&self, written: &str) -> Option<Target> {
        let splits = written.char_indices().filter(|(_, character)| "-/—:：_>·.、 ".contains(*character)).take(MOST_SPLITS);
        splits.map(|(at, character)| (written.get(..at), written.get(at + character.len_utf8()..))).find_map(|(entry, label)| {
            let Named::Entry(entry) = self.entry(entry?.trim()).ok()? else { return None };
            match self.labelled(self.own(entry), Scope::Entry(entry), label?.trim()).as_slice() {
                [target] => Some(target.clone()),
                _ => None,
            }
        })
    }

    /// Facts on which a score depends; 得满分 beside deductions names one that no row needs.
    fn telling(&self, facts: &[FactId]) -> Vec<FactId> {
        facts.iter().filter(|fact| !self.program.is_silent(**fact)).copied().collect()
    }

    fn single(&self, facts: &[FactId], written: &str) -> Result<Target, What> {
        match self.telling(facts).as_slice() {
            [fact] => Ok(whole(*fact)),
            several => {
                let columns = several.iter().map(|fact| self.program[*fact].name.clone()).collect();
                Err(What::ColumnOfSeveral { header: written.to_owned(), columns })
            }
        }
    }

    fn finding(&self, scope: Scope, written: &str) -> Result<Resolved, What> {
        let own = self.facts_in(scope);
        let mut found = self.labelled(&own, scope, written);
        if let (Scope::Entry(entry), true) = (scope, found.is_empty()) {
            found = self.labelled(self.beneath(entry), scope, written);
        }
        match found.as_slice() {
            [] => self.other(scope, &own, written),
            [target] => Ok(Resolved { target: target.clone(), words: None }),
            several => Err(What::AmbiguousLabel { written: written.to_owned(), candidates: self.list(several) }),
        }
    }

    /// What a label names among facts: by label, handle or name, then without the entry's name in front, then as a comparison.
    fn labelled(&self, facts: &[FactId], scope: Scope, written: &str) -> Vec<Target> {
        let folded = fold_str(written);
        let wanted = key(&folded);
        let mut found = self.by_key(facts, &wanted);
        if let (true, Some(target)) = (found.is_empty(), self.handle(written)) {
            found.extend(Some(target.clone()).filter(|target| facts.contains(&target.fact)));
        }
        if let (true, Scope::Entry(entry)) = (found.is_empty(), scope) {
            let name = key(&self.program[entry].name);
            let rest = wanted.strip_prefix(name.as_str()).filter(|rest| !name.is_empty() && !rest.is_empty());
            found = rest.map(|rest| self.by_key(facts, &key(rest))).unwrap_or_default();
        }
        if found.is_empty() {
            found = self.by_condition(facts, &folded);
        }
        found
    }

    fn by_key(&self, facts: &[FactId], wanted: &str) -> Vec<Target> {
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Target> = Vec::new();
        for id in facts {
            let fact = &self.program[*id];
            if let FactKind::Answer(_, choices) = &fact.kind {
                let options = choices.iter().enumerate().filter(|(_, choice)| choice.labels.iter().any(|label| label == wanted));
                found.extend(options.map(|(option, _)| Target { fact: *id, option: Some(option), rule: None }));
            }
            let named = fact.labels.iter().any(|label| label == wanted) || self.key_of(*id) == wanted;
            if named && !found.iter().any(|target| target.fact == *id) {
                found.push(whole(*id));
            }
        }
        found
    }

    /// Events and measures of which a rule has this very condition: `超过3分钟`.
    fn by_condition(&self, facts: &[FactId], folded: &str) -> Vec<Target> {
        let sized = |fact: &&FactId| matches!(self.program[**fact].kind, FactKind::Event | FactKind::Measure(_));
        let targets = |fact: &FactId| {
            let of = *fact;
            self.rules_with_condition(of, folded).into_iter().map(move |rule| Target { fact: of, option: None, rule: Some(rule) })
        };
        facts.iter().filter(sized).flat_map(targets).collect()
    }

    fn rules_with_condition(&self, fact: FactId, folded: &str) -> Vec<RuleId> {
        let of = &self.program[fact];
        let text: String = folded.chars().filter(|character| !character.is_whitespace()).collect();
        let mut names = vec![of.name.clone(), self.program[of.entry].name.clone(), self.program[of.criterion].name.clone()];
        names.retain(|name| !name.is_empty());
        let bare = names.iter().find_map(|name| text.strip_prefix(fold_str(name).as_ref())).unwrap_or(&text);
        let Some(bound) = condition(bare, of.unit.as_ref()) else { return Vec::new() };
        let has = |rule: &&RuleId| self.program[**rule].triggers.iter().any(|trigger| *trigger == Trigger::Bound(fact, bound.clone()));
        of.rules.iter().filter(has).copied().collect()
    }

    /// What no label names falls to 其他 of the entry, unless it is within one edit of a label.
    fn other(&self, scope: Scope, facts: &[FactId], written: &str) -> Result<Resolved, What> {
        let wanted = key(&fold_str(written));
        // Without a 评分项 nobody says whose 其他 it is, unless there is but one entry.
        let entries = facts.iter().map(|fact| self.program[*fact].entry).collect::<BTreeSet<_>>().len();
        let named = !matches!(scope, Scope::Everywhere) || entries == 1;
        let others: Vec<FactId> = facts.iter().filter(|fact| self.program[**fact].kind == FactKind::Other).copied().collect();
        let near = self.near_label(facts, &wanted, written);
        match others.as_slice() {
            [fact] if matches!(wanted.as_str(), "其他" | "其它") => Ok(Resolved { target: whole(*fact), words: None }),
            [fact] if named && !self.within_one_edit(facts, &wanted) && !is_praise(written) => {
                Ok(Resolved { target: whole(*fact), words: Some(written.to_owned()) })
            }
            _ => {
                let entry = match scope {
                    Scope::Entry(entry) => Some(self.called(entry)),
                    Scope::Block(block) => Some(block.to_owned()),
                    Scope::Everywhere => None,
                };
                Err(What::UnknownFinding { written: written.to_owned(), entry, near })
            }
        }
    }

    fn within_one_edit(&self, facts: &[FactId], wanted: &str) -> bool {
        facts.iter().flat_map(|fact| self.labels(*fact)).any(|(label, _)| distance(wanted, label, 1).is_some())
    }

    fn near_label(&self, facts: &[FactId], wanted: &str, written: &str) -> Option<String> {
        let labels: Vec<(&str, &str)> = facts.iter().flat_map(|fact| self.labels(*fact)).collect();
        // The author's spelling of the label that is nearest, be it an alternative among several.
        let label =
            nearest(written, labels.iter().map(|(label, _)| *label)).or_else(|| nearest(wanted, labels.iter().map(|(label, _)| *label)))?;
        let name = labels.iter().find(|(other, _)| *other == label).map_or(label, |(_, name)| *name);
        Some(if key(&fold_str(name)) == label { name } else { label }.to_owned())
    }

    /// Every label of a fact, with the fact's or option's name.
    fn labels(&self, fact: FactId) -> Vec<(&str, &str)> {
        let fact = &self.program[fact];
        let mut labels: Vec<(&str, &str)> = fact.labels.iter().map(|label| (label.as_str(), fact.name.as_str())).collect();
        if let FactKind::Answer(_, choices) = &fact.kind {
            labels.extend(choices.iter().flat_map(|choice| choice.labels.iter().map(|label| (label.as_str(), choice.name.as_str()))));
        }
        labels
    }

    /// An empty 情形: the one fact that it can mean.
    fn unnamed(&self, scope: Scope, entry: &str, value: &Cell) -> Result<Target, What> {
        let facts = self.telling(&self.facts_in(scope));
        if let [fact] = facts.as_slice() {
            return Ok(whole(*fact));
        }
        if matches!(scope, Scope::Everywhere) {
            return Err(What::NoEntry);
        }
        let measured = |fact: &FactId| !matches!(self.program[*fact].kind, FactKind::Finding | FactKind::Other);
        let wanted = !value.is_blank();
        let fitting: Vec<FactId> = facts.iter().filter(|fact| measured(fact) == wanted).copied().collect();
        match fitting.as_slice() {
            [fact] => Ok(whole(*fact)),
            _ => {
                let candidates = facts.iter().map(|fact| self.program[*fact].name.clone()).collect();
                Err(What::NoFinding { entry: entry.to_owned(), candidates })
            }
        }
    }

    fn facts_in(&self, scope: Scope) -> Vec<FactId> {
        match scope {
            Scope::Entry(entry) => self.own(entry).to_vec(),
            Scope::Block(block) => self.of_block(block),
            Scope::Everywhere => self.all(),
        }
    }

    fn list(&self, targets: &[Target]) -> Vec<String> {
        targets.iter().map(|target| self.describe(target)).collect()
    }

    /// A fact in full: the entry's number and the label.
    fn describe(&self, target: &Target) -> String {
        let fact = &self.program[target.fact];
        let handle = target.rule.map(|rule| self.program[rule].id.clone()).or_else(|| fact.handles.first().cloned());
        handle.unwrap_or_else(|| format!("{} {}", self.called(fact.criterion), fact.name))
    }
}

fn whole(fact: FactId) -> Target {
    Target { fact, option: None, rule: None }
}

/// A comparison in words or signs, as a bound in the fact's unit (rule 6): `超过3分钟`, `不足80%`, `10分钟以上`, `≥3`.
fn condition(text: &str, unit: Option<&Unit>) -> Option<Bound> {
    let text = text.trim_end_matches(['的', '者', ',', '。', ';']);
    let number = |text: &str| -> Option<Number> { quantity::value(&Cell::Text(text.to_owned()), unit, unit).ok() };
    let (low, closed, at) = AFTER
        .iter()
        .find_map(|(word, low, closed)| text.strip_suffix(word).and_then(number).map(|at| (*low, *closed, at)))
        .or_else(|| BEFORE.iter().find_map(|(word, low, closed)| text.strip_prefix(word).and_then(number).map(|at| (*low, *closed, at))))?;
    let edge = Some(Edge { at, closed });
    Some(if low { Bound { low: edge, high: None } } else { Bound { low: None, high: edge } })
}

/// Boundary words before a number: whether they bound from below, and whether the number itself belongs.
const BEFORE: &[(&str, bool, bool)] = &[
    ("不超过", false, true),
    ("不高于", false, true),
    ("不大于", false, true),
    ("不低于", true, true),
    ("不少于", true, true),
    ("不小于", true, true),
    ("超过", true, false),
    ("超出", true, false),
    ("超", true, false),
    ("高于", true, false),
    ("大于", true, false),
    ("多于", true, false),
    ("达到", true, true),
    ("至少", true, true),
    (">=", true, true),
    ("≥", true, true),
    (">", true, false),
    ("低于", false, false),
    ("少于", false, false),
    ("不足", false, false),
    ("不满", false, false),
    ("小于", false, false),
    ("未达", false, false),
    ("<=", false, true),
    ("≤", false, true),
    ("<", false, false),
];

/// Boundary words behind a number.
const AFTER: &[(&str, bool, bool)] = &[("以上", true, true), ("以下", false, true), ("以内", false, true), ("以外", true, false)];
