//! Entries of the tree as entries of the program: paths, roles, owners, and the readings of their passages.

use chidu_diagnostics::Span;
use chidu_syntax::ast::{self, BlockKind};
use chidu_values::Number;

use super::again::Note;
use super::outcomes::texts;
use super::{Lowering, ReadPassage};
use crate::cache::Known;
use crate::program::{Entry, EntryId, Program, ROOT, Role, Start};
use crate::read::Context;
use crate::reading::{Effect, Kind, Status};

impl Lowering<'_> {
    pub(super) fn entries(&mut self) {
        let tree = self.tree;
        self.program.entries.push(Entry { role: Role::Root, ..blank(&tree.root) });
        self.passages_of(&tree.root, ROOT);
        self.points_in_text(ROOT);
        for child in &tree.root.children {
            self.entry(child, ROOT);
        }
        for block in &tree.blocks {
            match block.kind {
                BlockKind::Bonus => self.extra(&block.entry, Role::Bonus, "加分项"),
                BlockKind::Malus => self.extra(&block.entry, Role::Malus, "扣分项"),
                // Prose about the whole; what scores in it scores (rule 20).
                BlockKind::Note => texts(&block.entry, self.text).iter().for_each(|passage| _ = self.passage(passage, ROOT, None, None)),
                _ => {}
            }
        }
        self.settle_entries();
    }

    /// What each entry is has been settled: notes to whom the passages belong.
    fn settle_entries(&mut self) {
        self.owned = vec![Vec::new(); self.program.entries.len()];
        for (index, passage) in self.passages.iter().enumerate() {
            if let Some(owned) = self.owned.get_mut(self.program.owner(passage.entry).index()) {
                owned.push(index);
            }
        }
    }

    /// One item with one passage beneath an empty root; its points as they are written in the context.
    pub(super) fn item(&mut self, text: &str, context: &Context<'_>) {
        let tree = self.tree;
        self.program.entries.push(Entry { role: Role::Root, ..blank(&tree.root) });
        let id = self.push(&tree.root, ROOT, Role::Item, String::new());
        let points = context.points.and_then(crate::read::points);
        let item = &mut self.program[id];
        item.name = context.item.unwrap_or_default().trim().to_owned();
        item.stated = points.is_some();
        item.points = points;
        let span = Span::new(0, text.len());
        let column = context.column.map(|column| ast::Spanned { span: Span::default(), text: column.to_owned() });
        let passage = ast::Passage { span, text: text.to_owned(), column };
        self.passage(&passage, id, context.item, context.points);
        self.settle_entries();
    }

    /// A 加分项 or 扣分项 block, as a child of the root.
    fn extra(&mut self, tree: &ast::Entry, role: Role, name: &str) {
        let id = self.push(tree, ROOT, Role::Heading, name.to_owned());
        self.program[id].role = role;
        if self.program[id].name.is_empty() {
            self.program[id].name = name.to_owned();
        }
        self.passages_of(tree, id);
        for child in &tree.children {
            self.entry(child, id);
        }
    }

    fn entry(&mut self, tree: &ast::Entry, parent: EntryId) {
        let path = path(&self.program[parent], tree);
        let id = self.push(tree, parent, Role::Heading, path);
        let scores = self.passages_of(tree, id);
        self.points_in_text(id);
        for child in &tree.children {
            self.entry(child, id);
        }
        let holds_points = self.program[id].children.iter().any(|child| owns_points(&self.program, *child));
        let own = self.program[id].points.is_some() || self.program[id].weight.is_some();
        self.program[id].role = match (own, holds_points) {
            (_, true) => Role::Section,
            (true, false) => Role::Item,
            (false, false) if scores => Role::Criterion,
            (false, false) => Role::Heading,
        };
    }

    /// 本项10分, 满分100分 in the entry's own text, where its head states no points.
    fn points_in_text(&mut self, id: EntryId) {
        if self.program[id].points.is_some() || self.program[id].weight.is_some() {
            return;
        }
        // Its own were read just before, and nothing since.
        let own = self.passages.iter().rev().take_while(|passage| passage.entry == id).collect::<Vec<_>>().into_iter().rev();
        let mut said = own.flat_map(|passage| &passage.reading.effects);
        let stated = |effect: &&Effect| effect.kind == Kind::Points && effect.of.is_none() && effect.when.is_empty();
        let first = said.find(stated).and_then(|effect| effect.amount.clone());
        if first.is_some() && !said.any(|effect| effect.kind == Kind::Points) {
            self.program[id].points = first;
            self.program[id].stated = true;
        }
    }

    fn push(&mut self, tree: &ast::Entry, parent: EntryId, role: Role, path: String) -> EntryId {
        let id = EntryId(u32::try_from(self.program.entries.len()).unwrap_or(u32::MAX));
        let line = self.line(tree.head);
        let entry = Entry { id: path, role, line, parent: Some(parent), ..blank(tree) };
        self.program.entries.push(entry);
        self.program[parent].children.push(id);
        id
    }

    /// Reads the passages of an entry; true where one of them scores.
    fn passages_of(&mut self, tree: &ast::Entry, id: EntryId) -> bool {
        let name = Some(tree.name.text.as_str()).filter(|name| !name.is_empty());
        let points = tree.points.as_ref().map(|points| points.value.as_str());
        tree.passages.iter().fold(false, |scores, passage| self.passage(passage, id, name, points) | scores)
    }

    fn passage(&mut self, passage: &ast::Passage, id: EntryId, name: Option<&str>, points: Option<&str>) -> bool {
        let column = passage.column.as_ref().map(|column| column.text.as_str());
        let context = Context { item: name, points, convention: self.convention, column };
        let known = self.given.next().unwrap_or_else(|| self.cache.passage(passage, &context));
        let Known { id: reading_id, text, reading, told } = known;
        self.notes.push(Note::new(reading_id, id, passage.span));
        let scoring = |kind: &Kind| !matches!(kind, Kind::Points | Kind::Weight);
        let scores =
            reading.effects.iter().any(|effect| scoring(&effect.kind)) || matches!(reading.status, Status::External | Status::Unrecognized);
        let entry = &mut self.program[id];
        entry.evidence.extend(reading.evidence.iter().map(|span| span.of(self.text).trim().to_owned()));
        let rules = vec![None; reading.effects.len()];
        self.passages.push(ReadPassage { entry: id, block: None, span: passage.span, text, reading, told, rules });
        scores
    }
}

impl Program {
    /// The nearest entry at or above one that owns points and rules: criteria and headings give theirs to the entry above.
    pub fn owner(&self, entry: EntryId) -> EntryId {
        let mut at = entry;
        while matches!(self[at].role, Role::Criterion | Role::Heading) {
            match self[at].parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }

    /// The nearest entry above that owns points; the root's is the root.
    pub fn above(&self, entry: EntryId) -> EntryId {
        self[entry].parent.map_or(ROOT, |parent| self.owner(parent))
    }

    /// True where `entry` is `ancestor` or stands beneath it.
    pub fn is_within(&self, entry: EntryId, ancestor: EntryId) -> bool {
        let mut at = Some(entry);
        while let Some(id) = at {
            if id == ancestor {
                return true;
            }
            at = self[id].parent;
        }
        false
    }

    /// All entry ids in text order.
    pub fn entry_ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(EntryId)
    }

    /// The entries directly beneath that own points: children, and those under headings among them.
    pub fn parts(&self, entry: EntryId) -> Vec<EntryId> {
        let mut parts = Vec::with_capacity(self[entry].children.len());
        for child in &self[entry].children {
            match self[*child].role {
                Role::Heading | Role::Criterion => parts.extend(self.parts(*child)),
                _ => parts.push(*child),
            }
        }
        parts
    }
}

fn owns_points(program: &Program, id: EntryId) -> bool {
    matches!(program[id].role, Role::Section | Role::Item)
}

fn path(parent: &Entry, tree: &ast::Entry) -> String {
    let own = match &tree.number {
        Some(number) => number.text.trim(),
        None => tree.name.text.trim(),
    };
    let whole = own.strip_prefix(&parent.id).is_some_and(|rest| rest.starts_with('.'));
    if parent.id.is_empty() || whole { own.to_owned() } else { [&parent.id, ".", own].concat() }
}

fn blank(tree: &ast::Entry) -> Entry {
    let number = |text: &String| text.parse::<Number>().ok();
    let points = tree.points.as_ref().and_then(|points| number(&points.value));
    Entry {
        id: String::new(),
        handle: tree.handle.as_ref().map(|handle| handle.text.trim_start_matches('#').to_owned()),
        name: tree.name.text.trim().to_owned(),
        span: tree.head,
        line: 1,
        role: Role::Heading,
        stated: points.is_some(),
        points,
        factor: None,
        weight: tree.weight.as_ref().and_then(|weight| number(&weight.value)),
        parent: None,
        children: Vec::new(),
        rescales: false,
        objects: None,
        start: Start::Children,
        rules: Vec::new(),
        budgets: Vec::new(),
        limits: Vec::new(),
        blocked: Vec::new(),
        former: Vec::new(),
        evidence: Vec::new(),
    }
}
