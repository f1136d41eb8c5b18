//! The register of facts: one fact for each thing that records can state of an entry, found again by its key.

use std::collections::{BTreeSet, HashMap};

use chidu_values::Unit;

use super::Lowering;
use crate::label;
use crate::program::{Choice, Combine, EntryId, Fact, FactId, FactKind, ROOT, RuleId, Trigger};

/// Where facts of an entry are found by key. Looked up, never iterated.
#[derive(Debug, Default)]
pub(super) struct Names {
    findings: HashMap<(EntryId, Option<&'static str>, String), FactId>,
    measures: HashMap<(EntryId, String), FactId>,
    others: HashMap<EntryId, FactId>,
}

/// Where a clause stands, as far as its facts are concerned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The entry that owns the rules.
    pub owner: EntryId,
    /// The entry in whose text it stands.
    pub criterion: EntryId,
    pub block: Option<&'static str>,
}

impl Lowering<'_> {
    /// The finding that a label names; without a label, the one that is called like its criterion (早退: 每次扣2分) or item.
    pub(super) fn finding(&mut self, place: Place, text: &str) -> FactId {
        let (own, said) = (self.entry_name(place).to_owned(), label::key(text));
        let (text, whole) = if said.is_empty() { (own.as_str(), label::key(&own)) } else { (text, said) };
        let key = self.without_own(place, &whole);
        let slot = (place.owner, place.block, key.clone());
        if let Some(fact) = self.names.findings.get(&slot) {
            return *fact;
        }
        let name = if text.trim().is_empty() { self.program[place.owner].name.clone() } else { text.trim().to_owned() };
        let mut labels = vec![key];
        labels.extend(Some(whole).filter(|whole| !whole.is_empty() && !labels.contains(whole)));
        let fact = self.fact(place, FactKind::Finding, name, labels);
        self.names.findings.insert(slot, fact);
        fact
    }

    /// 其他 of an entry.
    pub(super) fn other(&mut self, place: Place, text: &str) -> FactId {
        if let Some(fact) = self.names.others.get(&place.owner) {
            return *fact;
        }
        let mut labels = vec![label::key(text), "其他".to_owned()];
        labels.dedup();
        let fact = self.fact(place, FactKind::Other, text.trim().to_owned(), labels);
        self.names.others.insert(place.owner, fact);
        fact
    }

    /// The measure that a comparison names; without a name it is the entry's own (rule 12).
    pub(super) fn measure(&mut self, place: Place, text: &str, unit: Unit, event: bool) -> FactId {
        let own = self.entry_name(place).to_owned();
        let name = if label::key(text).is_empty() { own } else { text.trim().to_owned() };
        let key = self.own_key(place, &name);
        let slot = (place.owner, key.clone());
        if let Some(fact) = self.names.measures.get(&slot).copied() {
            if event {
                self.program[fact].kind = FactKind::Event;
            }
            return fact;
        }
        let mut labels = vec![key];
        labels.extend(Some(label::key(&name)).filter(|whole| !labels.contains(whole)));
        let kind = if event { FactKind::Event } else { FactKind::Measure(Combine::Single) };
        let fact = self.fact(place, kind, name, labels);
        self.program[fact].unit = Some(unit);
        self.names.measures.insert(slot, fact);
        fact
    }

    /// A measure that was already named in this entry, whatever its unit.
    pub(super) fn known_measure(&self, place: Place, text: &str) -> Option<FactId> {
        let name = if label::key(text).is_empty() { self.entry_name(place).to_owned() } else { text.trim().to_owned() };
        self.names.measures.get(&(place.owner, self.own_key(place, &name))).copied()
    }

    /// An answer with one or more options.
    pub(super) fn answer(&mut self, place: Place, options: &[String]) -> FactId {
        let own = self.entry_name(place).to_owned();
        let choices: Vec<Choice> = options
            .iter()
            .map(|option| {
                let name = if label::key(option).is_empty() { own.clone() } else { option.trim().to_owned() };
                let mut labels = vec![self.own_key(place, &name)];
                labels.extend(Some(label::key(&name)).filter(|whole| !labels.contains(whole)));
                Choice { name, labels }
            })
            .collect();
        let name = match choices.as_slice() {
            [only] => only.name.clone(),
            _ => own,
        };
        let labels = vec![label::key(&name)];
        self.fact(place, FactKind::Answer(Combine::Single, choices), name, labels)
    }

    /// Notes that a rule uses a fact.
    pub(super) fn uses(&mut self, fact: FactId, rule: RuleId) {
        if let Some(computed) = self.program[fact].computed() {
            let behind = computed.measure();
            if !self.program[fact].rules.contains(&rule) {
                self.program[fact].rules.push(rule);
            }
            return behind.into_iter().for_each(|fact| self.uses(fact, rule));
        }
        let (id, handle) = (self.program[rule].id.clone(), self.program[rule].handle.clone());
        let fact = &mut self.program[fact];
        if !fact.rules.contains(&rule) {
            fact.rules.push(rule);
            fact.handles.push(id);
            fact.handles.extend(handle);
        }
    }

    /// 迟到每次扣1分 beside 迟到超过30分钟的, 每次扣3分: what is found is the event whose length is measured, and the clause without
    /// a bound is its loosest tier (rule 8).
    pub(super) fn events(&mut self) {
        let open = |id: &FactId| self.program[*id].kind == FactKind::Event && !self.is_taken(self.program[*id].entry);
        let events: Vec<FactId> = self.fact_ids().filter(open).collect();
        if events.is_empty() {
            return;
        }
        let by_entry = self.facts_by_entry();
        let same = |a: &Fact, b: &Fact| a.labels.iter().any(|label| b.labels.contains(label));
        let pairs: Vec<(FactId, FactId)> = events
            .into_iter()
            .flat_map(|event| by_entry.get(&self.program[event].entry).into_iter().flatten().map(move |finding| (event, *finding)))
            .filter(|(event, finding)| {
                self.program[*finding].kind == FactKind::Finding && same(&self.program[*event], &self.program[*finding])
            })
            .collect();
        for (event, finding) in pairs {
            for rule in std::mem::take(&mut self.program[finding].rules) {
                for trigger in self.program[rule].triggers.iter_mut().filter(|trigger| **trigger == Trigger::Found(finding)) {
                    *trigger = Trigger::Found(event);
                }
                self.uses(event, rule);
            }
            self.program[finding].labels.clear();
            self.program[finding].handles.clear();
        }
    }

    /// Alternatives in a label (玩手机、电脑游戏; A或B) name the same finding where they are unique in the entry.
    pub(super) fn alternatives(&mut self) {
        let mut additions: Vec<(FactId, String)> = Vec::new();
        let several = |fact: &&Fact| fact.kind == FactKind::Finding && fact.name.contains(BETWEEN) && !parts(&fact.name).is_empty();
        let open = self.program.facts.iter().filter(|fact| !self.is_taken(fact.entry));
        let entries: BTreeSet<EntryId> = open.filter(several).map(|fact| fact.entry).collect();
        if entries.is_empty() {
            return;
        }
        let by_entry = self.facts_by_entry();
        for entry in entries {
            additions.extend(self.alternatives_of(by_entry.get(&entry).map_or(&[], Vec::as_slice)));
        }
        for (id, key) in additions {
            self.program[id].labels.push(key);
        }
        self.totals(&by_entry);
    }

    /// 迟到每次扣1分;早退每次扣1分;迟到、早退累计超过3人次的: a total over findings of their own, which nothing sums.
    fn totals(&mut self, by_entry: &HashMap<EntryId, Vec<FactId>>) {
        let total = |fact: &Fact| TOTALS.iter().any(|end| fact.name.trim_end().ends_with(end));
        let open: Vec<FactId> = self.fact_ids().filter(|id| total(&self.program[*id]) && !self.is_taken(self.program[*id].entry)).collect();
        for id in open {
            let others = by_entry.get(&self.program[id].entry).map_or(&[][..], Vec::as_slice);
            let parts: Vec<String> = parts(&self.program[id].name).into_iter().map(label::key).collect();
            let elsewhere = |key: &String| others.iter().any(|other| *other != id && names(&self.program[*other], key));
            // 迟到、早退的,每次扣1分;迟到、早退累计超过3次: of one finding.
            let whole = label::key(&self.program[id].name);
            if !parts.iter().any(elsewhere) || elsewhere(&whole) {
                continue;
            }
            for rule in self.program[id].rules.clone() {
                let (entry, span) = (self.program[rule].entry, self.program[rule].span);
                if !self.program[entry].blocked.contains(&span) {
                    self.program[entry].blocked.push(span);
                    self.fault(super::Fault::Total { span });
                }
            }
        }
    }

    /// What alternatives add to the labels of one entry's facts.
    fn alternatives_of(&self, facts: &[FactId]) -> Vec<(FactId, String)> {
        let mut additions: Vec<(FactId, String)> = Vec::new();
        for id in facts.iter().filter(|id| self.program[**id].kind == FactKind::Finding) {
            for key in parts(&self.program[*id].name).into_iter().map(label::key) {
                let unique = key.chars().count() > 1 && facts.iter().all(|other| !names(&self.program[*other], &key));
                let claimed = additions.iter().any(|(_, taken)| *taken == key);
                if unique && !claimed {
                    additions.push((*id, key));
                } else if claimed {
                    additions.retain(|(other, taken)| other == id || *taken != key);
                }
            }
        }
        additions
    }

    fn fact_ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..u32::try_from(self.program.facts.len()).unwrap_or(0)).map(FactId)
    }

    /// The facts of each entry that is not taken over, in order. Looked up, never iterated.
    fn facts_by_entry(&self) -> HashMap<EntryId, Vec<FactId>> {
        let mut facts: HashMap<EntryId, Vec<FactId>> = HashMap::new();
        let open = |id: &FactId| !self.is_taken(self.program[*id].entry);
        self.fact_ids().filter(open).for_each(|id| facts.entry(self.program[id].entry).or_default().push(id));
        facts
    }

    pub(super) fn fact(&mut self, place: Place, kind: FactKind, name: String, labels: Vec<String>) -> FactId {
        if self.settled {
            self.unfit(place.owner);
        }
        let id = FactId(u32::try_from(self.program.facts.len()).unwrap_or(u32::MAX));
        let entry = if place.block.is_some() { ROOT } else { place.owner };
        let fact = Fact {
            entry,
            criterion: place.criterion,
            block: place.block,
            kind,
            name,
            labels,
            handles: Vec::new(),
            unit: None,
            rules: Vec::new(),
        };
        self.program.facts.push(fact);
        id
    }

    /// The name of the criterion, or of its owner where it has none.
    pub(super) fn entry_name(&self, place: Place) -> &str {
        let criterion = &self.program[place.criterion].name;
        if criterion.is_empty() { &self.program[place.owner].name } else { criterion }
    }

    /// The key of a label less the entry's own name in front of it (rule 11).
    fn own_key(&self, place: Place, text: &str) -> String {
        self.without_own(place, &label::key(text))
    }

    fn without_own(&self, place: Place, key: &str) -> String {
        let names = [place.criterion, place.owner].into_iter().map(|id| self.key_of(id));
        let mut shorter = names.filter_map(|own| key.strip_prefix(own).filter(|rest| !own.is_empty() && !rest.is_empty()).map(label::key));
        shorter.next().unwrap_or_else(|| key.to_owned())
    }
}

fn names(fact: &Fact, key: &str) -> bool {
    let options = match &fact.kind {
        FactKind::Answer(_, options) => options.iter().any(|option| option.labels.iter().any(|label| label == key)),
        _ => false,
    };
    options || fact.labels.iter().any(|label| label == key)
}

/// How a total over several findings ends.
const TOTALS: &[&str] = &["累计", "合计", "累計", "合計"];

/// What parts the alternatives of a label.
const BETWEEN: &[char] = &['、', '或', ';', '\u{ff1b}'];

/// The alternatives of a label, outside of brackets and quotes: what 或 and semicolons part, then what 、 parts too; empty where there is only one.
fn parts(name: &str) -> Vec<&str> {
    let mut parts = split(name, &['或', ';', '\u{ff1b}']);
    parts.extend(split(name, BETWEEN).into_iter().filter(|part| !parts.contains(part)).collect::<Vec<_>>());
    parts
}

fn split<'a>(name: &'a str, at: &[char]) -> Vec<&'a str> {
    if !name.contains(at) {
        return Vec::new();
    }
    let mut depth = 0_i32;
    let split = |c: char| {
        match c {
            '(' | '\u{ff08}' | '“' | '《' | '「' => depth += 1,
            ')' | '\u{ff09}' | '”' | '》' | '」' => depth -= 1,
            _ => {}
        }
        depth <= 0 && at.contains(&c)
    };
    let parts: Vec<&str> =
        name.split(split).map(|part| part.trim().trim_start_matches('者').trim_end_matches('者')).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    /// How many entries of a rulebook are not computed in full.
    fn blocked(clauses: &str) -> usize {
        crate::analyze(&format!("到会 10分: {clauses}")).program.entries.iter().filter(|entry| !entry.blocked.is_empty()).count()
    }

    #[test]
    fn a_total_over_findings_of_other_clauses_is_not_computed() {
        assert_eq!(blocked("迟到一次扣1分;早退一次扣1分;迟到、早退合计超过3人次的不得分"), 1);
        assert_eq!(blocked("迟到、早退一次扣1分;迟到、早退合计超过3人次的不得分"), 0);
        assert_eq!(blocked("迟到、早退合计超过3人次的不得分"), 0);
    }

    #[test]
    fn alternatives_lose_the_word_that_joins_them() {
        let program = crate::analyze("纪律 5分: 擅离岗位或者言语生硬的,每次扣1分; 迟到、早退的,每次扣1分").program;
        let labels: Vec<&str> = program.facts.iter().flat_map(|fact| &fact.labels).map(String::as_str).collect();
        assert_eq!(labels, ["擅离岗位或者言语生硬", "擅离岗位", "言语生硬", "迟到早退", "迟到", "早退"]);
        let program = crate::analyze("审批 5分: 仍在办理,或以备案、核准的名义审批的,每次扣1分").program;
        let labels: Vec<&str> = program.facts.iter().flat_map(|fact| &fact.labels).map(String::as_str).collect();
        assert_eq!(labels, ["仍在办理或以备案核准的名义审批", "仍在办理", "以备案核准的名义审批", "以备案", "核准的名义审批"]);
    }
}
