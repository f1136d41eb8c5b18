//! Where a rulebook's names stand: what each name names, where it is made, and where it is used.
//!
//! Derived from the program, in which every name is resolved: an example's line is a use of the fact that it became, a clause of the entry
//! whose score it tests. Not here: what editors ask of names (`features`). Start at [`Names::new`].

use chidu_analysis::Analysis;
use chidu_analysis::label::key;
use chidu_analysis::marks::{Mark, marks};
use std::collections::{BTreeMap, BTreeSet};

use chidu_analysis::program::{EntryId, ExampleFact, Expected, Fact, FactId, FactKind, Program, ROOT, Ranked, RuleId, Trigger, facts_of};
use chidu_diagnostics::Span;
use chidu_syntax::ast::{self, BlockKind};
use chidu_syntax::{fold, fold_str};

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referent {
    Entry(EntryId),
    /// A measure, or what is found; of an answer, the option.
    Fact(FactId, Option<usize>),
    Grade(String),
    Handle(String),
    Source(String),
}

/// One place of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub span: Span,
    pub of: Referent,
    /// The name is made here; elsewhere it is used.
    pub makes: bool,
}

/// Every name of a rulebook, in text order; none overlap.
pub struct Names {
    list: Vec<Occurrence>,
}

impl Names {
    /// Finds the names of an analysed text.
    pub fn new(analysis: &Analysis, text: &str) -> Self {
        let mut finder = Finder::new(&analysis.program, text);
        finder.entries(&analysis.parse.tree);
        finder.grades();
        finder.sources();
        finder.examples();
        finder.columns(&analysis.parse.tree);
        finder.handles(analysis);
        finder.clauses();
        Self { list: disjoint(finder.list) }
    }

    /// The name at an offset.
    pub fn at(&self, offset: usize) -> Option<&Occurrence> {
        self.list.iter().find(|found| found.span.start as usize <= offset && offset <= found.span.end as usize)
    }

    /// Every place of what a name names.
    pub fn of(&self, referent: &Referent) -> impl Iterator<Item = &Occurrence> {
        self.list.iter().filter(move |found| found.of == *referent)
    }

    /// All of them.
    pub fn all(&self) -> &[Occurrence] {
        &self.list
    }
}

/// In text order; of places that overlap, what was found first stays.
fn disjoint(mut found: Vec<Occurrence>) -> Vec<Occurrence> {
    // Stable: of one place, the earlier finding is the surer one.
    found.sort_by_key(|found| found.span.start);
    let mut kept: Vec<Occurrence> = Vec::with_capacity(found.len());
    for next in found {
        if kept.last().is_none_or(|last| last.span.end <= next.span.start) {
            kept.push(next);
        }
    }
    kept
}

struct Finder<'a> {
    program: &'a Program,
    text: &'a str,
    list: Vec<Occurrence>,
    /// The author's own handles of clauses.
    handles: BTreeSet<&'a str>,
    /// By entry, its facts.
    own: BTreeMap<EntryId, Vec<FactId>>,
}

impl<'a> Finder<'a> {
    fn new(program: &'a Program, text: &'a str) -> Self {
        let handles = program.rules.iter().filter_map(|rule| rule.handle.as_deref()).collect();
        let mut own: BTreeMap<EntryId, Vec<FactId>> = BTreeMap::new();
        for (id, fact) in (0..).map(FactId).zip(&program.facts) {
            own.entry(fact.entry).or_default().push(id);
        }
        Self { program, text, list: Vec::new(), handles, own }
    }

    fn push(&mut self, span: Span, of: Referent, makes: bool) {
        if span.start < span.end {
            self.list.push(Occurrence { span, of, makes });
        }
    }

    /// Heads: the tree knows where a name stands, the program which entry it became.
    fn entries(&mut self, tree: &ast::Tree) {
        let mut heads: Vec<(Span, Span)> = Vec::new();
        tree.root.children.iter().for_each(|child| names_of(child, &mut heads));
        tree.blocks.iter().flat_map(|block| &block.entry.children).for_each(|child| names_of(child, &mut heads));
        heads.sort();
        for (id, entry) in (0..).map(EntryId).zip(&self.program.entries).skip(1) {
            if let Ok(found) = heads.binary_search_by_key(&entry.span, |(head, _)| *head) {
                heads.get(found).into_iter().for_each(|(_, name)| self.push(trimmed(*name, self.text), Referent::Entry(id), true));
            }
        }
    }

    /// The band that says a grade makes it; vetoes, quotas and the year use it.
    fn grades(&mut self) {
        let program = self.program;
        let mut names: Vec<&str> = program.bands.iter().map(|band| band.name.as_str()).filter(|name| !name.is_empty()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        for band in &program.bands {
            let said = places(self.text, band.span, &names).into_iter().rfind(|(_, name)| *name == band.name);
            said.into_iter().for_each(|(span, name)| self.push(span, Referent::Grade(name.to_owned()), true));
        }
        let uses = program.vetoes.iter().map(|veto| veto.span).chain(program.quotas.iter().map(|quota| quota.span));
        let uses = uses.chain(program.annual.iter().map(|annual| annual.span));
        let uses: Vec<Span> = uses.chain(program.rules.iter().filter(|rule| rule.effect.outcome.is_some()).map(|rule| rule.span)).collect();
        for span in uses {
            for (span, name) in places(self.text, span, &names) {
                self.push(span, Referent::Grade(name.to_owned()), false);
            }
        }
    }

    fn sources(&mut self) {
        for source in &self.program.sources {
            let said = places(self.text, source.span, &[&source.name]).into_iter().next();
            said.into_iter().for_each(|(span, name)| self.push(span, Referent::Source(name.to_owned()), true));
        }
    }

    /// `#告知牌` behind a clause or a head.
    fn handles(&mut self, analysis: &Analysis) {
        let of_clauses = analysis.passages.iter().flat_map(|passage| marks(passage, self.text));
        let of_clauses: Vec<Span> = of_clauses.filter(|(_, mark)| *mark == Mark::Handle).map(|(span, _)| span).collect();
        let known = |span: &Span| self.handles.contains(span.of(self.text));
        let of_clauses: Vec<Span> = of_clauses.into_iter().map(behind_sign).filter(known).collect();
        let mut of_heads = Vec::new();
        handles_of(&analysis.parse.tree.root, &mut of_heads);
        for span in of_clauses.into_iter().chain(of_heads) {
            self.push(span, Referent::Handle(span.of(self.text).to_owned()), true);
        }
    }

    fn examples(&mut self) {
        for example in &self.program.examples {
            for given in &example.given {
                self.fact_line(given);
            }
            for expected in &example.expected {
                match &expected.what {
                    Expected::Score(entry, _) => self.named_entry(expected.span, *entry),
                    Expected::Grade(grade) => {
                        let said = places(self.text, expected.span, &[grade]).into_iter().next();
                        said.into_iter().for_each(|(span, _)| self.push(span, Referent::Grade(grade.clone()), false));
                    }
                    Expected::Total(_) | Expected::Consequence(_) => {}
                }
            }
        }
    }

    /// `群众 服务态度 不达标 2处`: who says so, the entry's name, then what was found.
    fn fact_line(&mut self, given: &ExampleFact) {
        let (fact, option) = (given.fact, given.option);
        let mut words = words(self.text, given.span);
        let of = Referent::Fact(fact, option);
        let source = given.source.and_then(|source| self.program.sources.get(source));
        if let Some(source) = source.filter(|source| words.first().is_some_and(|word| key(word.of(self.text)) == key(&source.name))) {
            self.push(words.remove(0), Referent::Source(source.name.clone()), false);
        }
        if words.first().is_some_and(|word| self.program[fact].block == Some(word.of(self.text))) {
            words.remove(0);
        }
        let Some((entry, taken)) = self.leading_name(&words, fact) else {
            self.label(&words, fact, option, of);
            return;
        };
        self.push(entry.0, entry.1, false);
        self.label(words.get(taken..).unwrap_or_default(), fact, option, of);
    }

    /// The longest run of words that names the fact's entry, its criterion, or a handle.
    fn leading_name(&self, words: &[Span], fact: FactId) -> Option<((Span, Referent), usize)> {
        let known = &self.program[fact];
        (1..=words.len()).rev().find_map(|taken| {
            let span = words.first()?.to(*words.get(taken - 1)?);
            let said = span.of(self.text);
            if known.handles.iter().any(|handle| handle == said) {
                return self.handles.contains(said).then(|| ((span, Referent::Handle(said.to_owned())), taken));
            }
            let owners = [known.criterion, known.entry].into_iter();
            let named = owners.into_iter().find(|id| *id != ROOT && self.is_named(*id, said))?;
            Some(((span, Referent::Entry(named)), taken))
        })
    }

    fn is_named(&self, id: EntryId, said: &str) -> bool {
        let name = key(&self.program[id].name);
        !name.is_empty() && name == key(said)
    }

    /// The longest run of words that is a label of the fact.
    fn label(&mut self, words: &[Span], fact: FactId, option: Option<usize>, of: Referent) {
        let known = &self.program[fact];
        let labels = match (&known.kind, option) {
            (FactKind::Answer(_, options), Some(option)) => options.get(option).map(|choice| choice.labels.as_slice()).unwrap_or_default(),
            _ => &known.labels,
        };
        let said = (1..=words.len()).rev().find_map(|taken| {
            let span = words.first()?.to(*words.get(taken - 1)?);
            labels.contains(&key(span.of(self.text))).then_some(span)
        });
        said.into_iter().for_each(|span| self.push(span, of.clone(), false));
    }

    fn named_entry(&mut self, span: Span, entry: EntryId) {
        let name = &self.program[entry].name;
        let said = places(self.text, span, &[name]).into_iter().next();
        said.into_iter().for_each(|(span, _)| self.push(span, Referent::Entry(entry), false));
    }

    /// 数据: what headers mean.
    fn columns(&mut self, tree: &ast::Tree) {
        let blocks = tree.blocks.iter().filter(|block| block.kind == BlockKind::Data);
        let lines: Vec<Span> = blocks.flat_map(|block| lines(self.text, block.entry.span)).collect();
        for line in lines {
            let said = line.of(self.text);
            let Some(at) = said.find([':', '=', '\u{ff1a}', '为']) else { continue };
            let sign = said.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            let meaning = trimmed(Span { start: line.start + length(at + sign), end: line.end }, self.text);
            if let Some(of) = self.meaning(meaning.of(self.text)) {
                self.push(meaning, of, false);
            }
        }
    }

    fn meaning(&self, said: &str) -> Option<Referent> {
        let wanted = key(said);
        let entry = (0..).map(EntryId).zip(&self.program.entries).skip(1).find(|(id, _)| self.is_named(*id, said));
        let handle = self.handles.contains(said).then(|| Referent::Handle(said.to_owned()));
        let fact = || {
            let found = (0..).map(FactId).zip(&self.program.facts).find(|(_, fact)| !wanted.is_empty() && fact.labels.contains(&wanted));
            found.map(|(id, _)| Referent::Fact(id, None))
        };
        entry.map(|(id, _)| Referent::Entry(id)).or(handle).or_else(fact)
    }

    /// Clauses: what they find or measure, and the entries that they speak of. The first clause that names a fact makes it.
    fn clauses(&mut self) {
        let mut made: BTreeSet<Referent> = BTreeSet::new();
        for id in (0..).map(RuleId).take(self.program.rules.len()) {
            let mut named = self.entries_of(id);
            named.extend(self.facts_of(id));
            named.retain(|(name, _)| name.chars().count() > 1);
            named.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
            let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
            for (span, name) in places(self.text, self.program[id].span, &names) {
                let Some((_, of)) = named.iter().find(|(known, _)| *known == name) else { continue };
                let makes = matches!(of, Referent::Fact(..)) && made.insert(of.clone());
                self.push(span, of.clone(), makes);
            }
        }
        self.outcomes();
    }

    /// What a veto or 不予考评 finds.
    fn outcomes(&mut self) {
        let vetoes = self.program.vetoes.iter().map(|veto| (veto.span, facts_of(&veto.triggers)));
        let left_out = self.program.exclusions.iter().map(|exclusion| (exclusion.span, vec![exclusion.fact]));
        let all: Vec<(Span, Vec<FactId>)> = vetoes.chain(left_out).collect();
        for (span, facts) in all {
            for fact in facts {
                let said = places(self.text, span, &[&self.program[fact].name]).into_iter().next();
                said.into_iter().for_each(|(span, _)| self.push(span, Referent::Fact(fact, None), true));
            }
        }
    }

    /// The entries that a rule may speak of by name: its own, and those whose scores it tests.
    fn entries_of(&self, rule: RuleId) -> Vec<(&'a str, Referent)> {
        let program = self.program;
        let rule = &program[rule];
        let mut ids = vec![rule.criterion, rule.entry];
        for trigger in &rule.triggers {
            match trigger {
                Trigger::ScoredZero { entries, .. } => ids.extend(entries),
                Trigger::Score(entry, _) | Trigger::Deductions(entry, _) => ids.push(*entry),
                Trigger::Graded(_) => {}
                Trigger::Found(fact) | Trigger::Bound(fact, _) | Trigger::Option(fact, _) | Trigger::Otherwise(fact) => {
                    ids.extend(self.ranked(*fact));
                }
            }
        }
        let named = ids.into_iter().filter(|id| *id != ROOT);
        named.map(|id| (program[id].name.trim(), Referent::Entry(id))).filter(|(name, _)| !name.is_empty()).collect()
    }

    fn ranked(&self, fact: FactId) -> Option<EntryId> {
        use chidu_analysis::program::Computed::{Distance, OfBest, Place};
        match self.program[fact].computed()? {
            Place { of: Ranked::Score(entry), .. }
            | Distance { of: Ranked::Score(entry), .. }
            | OfBest { of: Ranked::Score(entry), .. } => Some(*entry),
            _ => None,
        }
    }

    /// A fact's name less that of its entry in front of it (rule 11): 恶劣 of 服务态度恶劣.
    fn own_name(&self, fact: &'a Fact) -> &'a str {
        let name = fact.name.trim();
        let owners = [fact.criterion, fact.entry].into_iter().map(|id| self.program[id].name.trim());
        let mut rest = owners.filter(|owner| !owner.is_empty()).filter_map(|owner| name.strip_prefix(owner));
        rest.find(|rest| rest.chars().count() > 1).unwrap_or(name)
    }

    /// The facts that a rule may name, less those that are named as an entry is.
    fn facts_of(&self, rule: RuleId) -> Vec<(&'a str, Referent)> {
        let program = self.program;
        let owner = program[rule].entry;
        let facts = facts_of(&program[rule].triggers);
        let behind: Vec<FactId> = facts.iter().filter_map(|fact| program[*fact].computed()?.measure()).collect();
        let formula = facts.iter().any(|fact| matches!(program[*fact].kind, FactKind::Derived(_)));
        let beside = self.own.get(&owner).filter(|_| formula).into_iter().flatten().copied();
        let mut named = Vec::new();
        for id in facts.iter().copied().chain(behind).chain(beside) {
            let fact = &program[id];
            match &fact.kind {
                FactKind::Answer(_, options) => {
                    named.extend(options.iter().enumerate().map(|(at, choice)| (choice.name.trim(), Referent::Fact(id, Some(at)))));
                }
                FactKind::Finding | FactKind::Event | FactKind::Measure(_) => {
                    named.push((self.own_name(fact), Referent::Fact(id, None)));
                }
                FactKind::Other | FactKind::Inapplicable | FactKind::Derived(_) | FactKind::Computed(_) => {}
            }
        }
        named
    }
}

fn names_of(entry: &ast::Entry, heads: &mut Vec<(Span, Span)>) {
    heads.push((entry.head, entry.name.span));
    entry.children.iter().for_each(|child| names_of(child, heads));
}

fn handles_of(entry: &ast::Entry, found: &mut Vec<Span>) {
    found.extend(entry.handle.as_ref().map(|handle| handle.span));
    entry.children.iter().for_each(|child| handles_of(child, found));
}

/// `#告知牌` without its sign.
fn behind_sign(span: Span) -> Span {
    Span { start: (span.start + 1).min(span.end), end: span.end }
}

/// Where names stand in a stretch, found in the one spelling that is read; at each place the first of the names that stands there.
fn places<'n>(text: &str, span: Span, names: &[&'n str]) -> Vec<(Span, &'n str)> {
    let folded = fold(span.of(text));
    let wanted: Vec<(String, &str)> =
        names.iter().map(|name| (fold_str(name).into_owned(), *name)).filter(|(folded, _)| !folded.is_empty()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = folded.text.get(at..).filter(|rest| !rest.is_empty()) {
        match wanted.iter().find(|(name, _)| rest.starts_with(name.as_str())) {
            Some((name, original)) => {
                let place = folded.span(at..at + name.len());
                found.push((Span { start: span.start + place.start, end: span.start + place.end }, *original));
                at += name.len();
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// The words of a stretch.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start as usize;
    let mut found = Vec::new();
    for part in span.of(text).split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if !word.is_empty() {
            found.push(Span::new(at, at + word.len()));
        }
        at += part.len();
    }
    found
}

/// The lines of a stretch; `;` ends one as well.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start as usize;
    let mut found = Vec::new();
    for part in span.of(text).split_inclusive(['\n', ';', '\u{ff1b}']) {
        let line = part.trim_end_matches(['\n', '\r', ';', '\u{ff1b}']);
        found.push(Span::new(at, at + line.len()));
        at += part.len();
    }
    found
}

fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
