//! Lines to a growing tree: numbers and indents decide what belongs below what (rule 1 of the language).
//!
//! Not here: what a single line says (`kind`), tables (`table`), and the public tree (`finish`). Start at [`Builder::line`].

use std::ops::Range;

use chidu_diagnostics::{Diagnostic, Span};
use chidu_grammar::lines::Rule;

use crate::again::{Lines, Said};
use crate::ast::BlockKind;
use crate::kind::{self, Amount, BlockHead, Head, Kind, PropertyForm};
use crate::lines::Line;
use crate::nodes::{Id, Node, Part};
use crate::number::{Number, Style};
use crate::table::Table;
use crate::{Folded, messages};

/// Entries nest no deeper than this; what is deeper is put beside. Keeps every walk over the tree within the stack.
const DEEPEST: usize = 32;

/// The root's place in the list.
pub(crate) const ROOT: Id = 0;

/// What has been read so far.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    pub source: &'a str,
    pub folded: &'a Folded,
    known: &'a mut Lines,
    pub nodes: Vec<Node>,
    pub title: Option<Range<usize>>,
    pub properties: Vec<(Range<usize>, Range<usize>, PropertyForm)>,
    pub blocks: Vec<(BlockHead, Id)>,
    pub comments: Vec<Range<usize>>,
    pub tables: Vec<Range<usize>>,
    /// Numbers of pages.
    pub pages: Vec<Range<usize>>,
    /// Numbers before lines of text.
    pub blanks: Vec<Range<usize>>,
    pub diagnostics: Vec<Diagnostic>,
    /// The open entries, the outermost first; the first is the root or a block.
    pub stack: Vec<Id>,
    block: Option<Open>,
    pub table: Option<Table>,
    /// The entry that got the last text, if nothing else came since.
    pub last: Option<Id>,
    /// True where the last text ends with a comma: what follows goes on.
    goes_on: bool,
    begun: bool,
    /// Where the line before ends.
    pub end: usize,
    /// True as soon as an entry has been seen.
    entries: bool,
    /// Where the first of them begins, in the folded text.
    first: Option<usize>,
    /// The least indentation of an entry so far.
    base: Option<usize>,
}

/// The block that is open.
#[derive(Debug)]
struct Open {
    kind: BlockKind,
    node: Id,
    indent: usize,
    /// Its entries stand as far left as its name.
    flush: bool,
}

impl<'a> Builder<'a> {
    pub fn new(source: &'a str, folded: &'a Folded, known: &'a mut Lines) -> Self {
        Self {
            source,
            folded,
            known,
            nodes: vec![Node::default()],
            title: None,
            properties: Vec::new(),
            blocks: Vec::new(),
            comments: Vec::new(),
            tables: Vec::new(),
            pages: Vec::new(),
            blanks: Vec::new(),
            diagnostics: Vec::new(),
            stack: vec![ROOT],
            block: None,
            table: None,
            last: None,
            goes_on: false,
            begun: false,
            end: 0,
            entries: false,
            first: None,
            base: None,
        }
    }

    /// Begins in the middle of a text: at the margin, behind a title, with the points of the whole or without, and behind other entries or not.
    pub fn resume(&mut self, points: bool, behind_entries: bool) {
        (self.begun, self.title) = (true, Some(0..0));
        self.node(ROOT).points = points.then(|| Amount { range: 0..0, value: String::new() });
        (self.entries, self.base) = (behind_entries, behind_entries.then_some(0));
    }

    /// Puts one line where it belongs.
    pub fn line(&mut self, line: &Line) {
        self.comments.extend(line.comment.clone());
        if line.said.is_empty() {
            return;
        }
        if kind::is_page(self.text(&line.said)) {
            self.pages.push(line.said.clone());
            return;
        }
        if !self.begun && kind::is_prelude(self.text(&line.said)) {
            self.add_part(ROOT, line.said.clone(), None);
            self.last = None;
            return;
        }
        if !self.table_line(line) {
            let said = self.known.read(self.rule(line), line.said.start, self.text(&line.said));
            if matches!(said.kind, Kind::Prose(_) | Kind::Numbered(_)) && self.text(&line.said).contains('\t') {
                self.warn_of_headless_row(line);
            }
            self.place(said, line);
        }
        self.begun = true;
        self.end = line.said.end;
        self.goes_on = self.last.is_some() && goes_on(self.text(&line.said));
    }

    pub fn text(&self, range: &Range<usize>) -> &'a str {
        self.folded.text.get(range.clone()).unwrap_or("")
    }

    pub fn node(&mut self, id: Id) -> &mut Node {
        // INVARIANT: ids are only made by `push`, and nodes are never removed. The root stands in for what cannot be.
        let id = if id < self.nodes.len() { id } else { ROOT };
        #[expect(clippy::indexing_slicing, reason = "the index was just compared with the length, and the root is always there")]
        &mut self.nodes[id]
    }

    pub fn top(&self) -> Id {
        self.stack.last().copied().unwrap_or(ROOT)
    }

    fn rule(&self, line: &Line) -> Rule {
        match (&self.block, self.entries) {
            (Some(block), _) if line.indent > block.indent && is_listed(block.kind) => Rule::listed,
            (Some(block), _) if line.indent > block.indent => Rule::inner,
            (_, false) if !self.begun => Rule::first,
            (_, false) => Rule::opening,
            (_, true) if line.indent <= self.base.unwrap_or(0) => Rule::outer,
            _ => Rule::inner,
        }
    }

    fn place(&mut self, said: Said, line: &Line) {
        let Said { kind, lead, caption } = said;
        if self.block.is_some() && !self.stays_in_block(&kind, line) {
            self.close_block();
        }
        let listed = self.block.as_ref().is_some_and(|block| is_listed(block.kind));
        if listed && !matches!(kind, Kind::Block(_)) {
            return self.block_text(&kind, line);
        }
        match kind {
            Kind::Title { name, closed, points } if self.title.is_none() => self.take_title(name, closed, points, line),
            Kind::Title { .. } => {
                let again = Said::read(Rule::outer, line.said.start, self.text(&line.said));
                self.place(again, line);
            }
            Kind::FullMarks(points) => self.full_marks(points, line),
            Kind::Property { key, value, form } => self.property(key, value, form, line),
            Kind::Block(head) => self.open_block(head, line),
            Kind::Entry(head) if self.is_weak(&head) => self.prose(line.said.clone(), line.indent),
            Kind::Entry(_) | Kind::Numbered(_) | Kind::Prose(_) if lead.is_some_and(|length| self.lead(length, line)) => {}
            Kind::Prose(name) if caption => self.entry(Head { end: name.end, name, ..Head::default() }, line),
            Kind::Entry(head) | Kind::Numbered(head) => self.entry(head, line),
            Kind::Prose(range) => self.prose(range, line.indent),
        }
    }

    /// After a comma an unnumbered name with a figure is the next rung of a list, unless a colon makes it an entry.
    fn is_weak(&self, head: &Head) -> bool {
        self.goes_on && head.number.is_none() && !head.colon
    }

    // ---- title and properties ----

    fn take_title(&mut self, name: Range<usize>, closed: bool, points: Option<Amount>, line: &Line) {
        if !closed {
            let end = self.folded.span(name.clone()).end;
            self.diagnostics.push(messages::unclosed_title(self.folded.span(line.said.clone()), end));
        }
        self.title = Some(line.said.clone());
        let root = self.node(ROOT);
        root.name = name;
        root.points = root.points.take().or(points);
        self.last = None;
    }

    fn full_marks(&mut self, points: Amount, line: &Line) {
        if self.node(ROOT).points.is_some() {
            return self.prose(line.said.clone(), line.indent);
        }
        self.node(ROOT).points = Some(points);
        self.last = None;
    }

    fn property(&mut self, key: Range<usize>, value: Range<usize>, form: PropertyForm, line: &Line) {
        let blank = |text: &str| text.contains([':', '_']);
        if form == PropertyForm::Unknown && (self.block.is_some() || kind::scores(self.text(&value)) || blank(self.text(&value))) {
            return self.prose(line.said.clone(), line.indent);
        }
        let place = self.folded.span(key.clone());
        let name = self.text(&key).to_owned();
        match form {
            PropertyForm::Unknown => self.diagnostics.push(messages::unknown_property(&name, place)),
            PropertyForm::Open if !value.is_empty() => self.diagnostics.push(messages::missing_colon(&name, place)),
            _ => self.known_property(&name, &key),
        }
        self.properties.push((key, value, form));
        self.last = None;
    }

    /// The changes that move the line of a place before the first entry.
    fn moved(&self, place: Span) -> Vec<(Span, String)> {
        let line = |at: usize| {
            let start = self.source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let end = self.source.get(at..).and_then(|rest| rest.find('\n')).map_or(self.source.len(), |length| at + length + 1);
            (start, end)
        };
        let Some(first) = self.first else { return Vec::new() };
        let (start, end) = line(place.start as usize);
        let (before, _) = line(self.folded.span(first..first).start as usize);
        let words = self.source.get(start..end).unwrap_or_default().trim();
        vec![(Span::new(before, before), format!("{words}\n")), (Span::new(start, end), String::new())]
    }

    fn known_property(&mut self, name: &str, key: &Range<usize>) {
        let place = self.folded.span(key.clone());
        if self.entries {
            self.diagnostics.push(messages::late_property(name, place, self.moved(place)));
        }
        let first = self.properties.iter().map(|(key, ..)| key).find(|&other| self.text(other) == name);
        if let Some(first) = first {
            self.diagnostics.push(messages::repeated_property(name, place, self.folded.span(first.clone())));
        }
    }

    // ---- blocks ----

    fn open_block(&mut self, head: BlockHead, line: &Line) {
        self.close_block();
        let node = Node {
            number: head.number.clone(),
            name: head.word.clone(),
            points: head.points.clone(),
            head: line.said.start..head.end,
            indent: line.indent,
            parts: head.body.clone().map(|range| Part { range, column: None }).into_iter().collect(),
            by_line: matches!(head.kind, BlockKind::Sources | BlockKind::Data | BlockKind::Example),
            end: line.said.end,
            ..Node::default()
        };
        if let Some(number) = &head.number {
            self.check_number(ROOT, number);
        }
        let has_body = head.body.is_some();
        let id = self.nodes.len();
        self.nodes.push(node);
        self.stack = vec![id];
        self.block = Some(Open { kind: head.kind, node: id, indent: line.indent, flush: false });
        self.last = has_body.then_some(id);
        self.blocks.push((head, id));
    }

    pub fn close_block(&mut self) {
        if self.block.take().is_some() {
            self.stack = vec![ROOT];
            self.last = None;
        }
    }

    /// True in a block whose lines are text.
    pub fn in_listed_block(&self) -> bool {
        self.block.as_ref().is_some_and(|block| is_listed(block.kind))
    }

    /// A block ends at the next line that is not deeper and is a block, a property, a title or an entry.
    fn stays_in_block(&mut self, kind: &Kind, line: &Line) -> bool {
        let Some(block) = &self.block else { return false };
        if line.indent > block.indent {
            return true;
        }
        let (id, listed, flush) = (block.node, is_listed(block.kind), block.flush);
        match kind {
            Kind::Title { .. } | Kind::FullMarks(_) | Kind::Block(_) => false,
            Kind::Property { form, .. } => *form == PropertyForm::Unknown,
            Kind::Prose(_) => true,
            Kind::Numbered(head) | Kind::Entry(head) => {
                let Some(number) = &head.number else { return false };
                let node = self.node(id);
                let begins = number.value() == 1 && node.children.is_empty();
                let goes_on = flush && node.last.get(&number.style).is_some_and(|last| number.follows(last));
                let stays = number.style > Style::Han && (matches!(kind, Kind::Numbered(_)) || !listed && (begins || goes_on));
                if let (true, Some(block)) = (stays, &mut self.block) {
                    block.flush = true;
                }
                stays
            }
        }
    }

    /// The line as text of an open block that holds no entries. A number begins a passage.
    fn block_text(&mut self, kind: &Kind, line: &Line) {
        let id = self.top();
        let number = match kind {
            Kind::Numbered(head) => head.number.as_ref(),
            _ => None,
        };
        self.blanks.extend(number.map(|number| number.range.clone()));
        if number.is_some() || self.node(id).by_line {
            self.last = None;
        }
        self.add_part(id, line.said.clone(), None);
    }

    // ---- entries and text ----

    fn entry(&mut self, head: Head, line: &Line) {
        match &head.number {
            Some(number) => self.close_for_number(&number.clone(), line.indent, 1),
            None => self.close_for_indent(line.indent),
        }
        if let (Some(body), Some(length)) = (&head.body, head.lead) {
            self.blanks.push(body.start..body.start + length);
        }
        let mut head = head;
        head.points = head.points.or(head.closing.take());
        let has_text = head.body.is_some() || head.wanted.is_some() || head.text.is_some();
        let id = self.push(Node::new(head, line.said.start, line.indent));
        self.last = has_text.then_some(id);
        self.base = if self.block.is_some() { self.base } else { Some(self.base.map_or(line.indent, |base| base.min(line.indent))) };
        if self.block.is_none() {
            self.entries = true;
            self.first.get_or_insert(line.said.start);
        }
    }

    /// Puts an entry below the innermost open one.
    pub fn push(&mut self, node: Node) -> Id {
        self.stack.truncate(DEEPEST);
        let (id, parent) = (self.nodes.len(), self.top());
        if let Some(number) = &node.number {
            self.check_number(parent, number);
        }
        let indent = node.indent;
        self.nodes.push(node);
        let parent = self.node(parent);
        parent.indented |= indent > parent.indent;
        parent.children.push(id);
        self.stack.push(id);
        id
    }

    /// Text that is neither a head nor a number belongs to the entry above, as far as indents do not say otherwise.
    fn prose(&mut self, range: Range<usize>, indent: usize) {
        let owner = self.last.filter(|_| self.goes_on);
        match owner.and_then(|id| self.stack.iter().position(|&open| open == id)) {
            Some(depth) => self.stack.truncate(depth + 1),
            None => self.close_for_prose(indent),
        }
        let id = self.top();
        let node = self.node(id);
        node.indented |= indent > node.indent;
        node.body_indent = Some(node.body_indent.map_or(indent, |body| body.min(indent)));
        self.add_part(id, range, None);
    }

    /// Adds text to an entry; text right behind its last text makes one passage with it.
    pub fn add_part(&mut self, id: Id, range: Range<usize>, column: Option<Range<usize>>) {
        let adjacent = self.last == Some(id) && column.is_none();
        let node = self.node(id);
        node.end = node.end.max(range.end);
        match node.parts.last_mut() {
            Some(part) if adjacent => part.range.end = range.end,
            _ => node.parts.push(Part { range, column }),
        }
        self.last = Some(id);
    }

    /// `评分标准: …` on a line of its own is how the nearest entry with points above is scored; requirements numbered below it are closed.
    fn lead(&mut self, length: usize, line: &Line) -> bool {
        let owns = |&id: &Id| id != ROOT && self.nodes.get(id).is_some_and(|node| node.points.is_some());
        if let Some(depth) = self.stack.iter().rposition(owns) {
            self.stack.truncate(depth + 1);
        }
        let begin = line.said.start;
        self.blanks.push(begin..begin + length);
        self.last = None;
        self.add_part(self.top(), line.said.clone(), None);
        true
    }

    fn close_for_prose(&mut self, indent: usize) {
        let indent = indent.max(self.base.unwrap_or(0));
        while let [.., parent, top] = *self.stack {
            let outer = self.node(parent).indent.max(self.base.unwrap_or(0));
            let node = self.node(top);
            let own = node.waits() && indent >= node.indent || node.body_indent.is_some_and(|body| indent >= body);
            let beside = indent == node.indent && (node.indented || node.indent > outer);
            if own || !(indent < node.indent || beside) {
                return;
            }
            self.stack.pop();
        }
    }

    /// An unnumbered entry closes every level at its indentation or deeper.
    fn close_for_indent(&mut self, indent: usize) {
        while let [_, .., top] = *self.stack {
            if self.node(top).indent < indent {
                return;
            }
            self.stack.pop();
        }
    }

    /// A number closes every number of its own or a deeper style, down to a depth of the stack that stays.
    pub fn close_for_number(&mut self, number: &Number, indent: usize, floor: usize) {
        let mut beside = None;
        while self.stack.len() > floor.max(1) {
            let top = self.top();
            if !self.closes(top, number, indent, beside) {
                return;
            }
            let node = self.node(top);
            if node.style() == Some(number.style) {
                beside = Some(node.indent);
            }
            self.stack.pop();
        }
    }

    fn closes(&mut self, top: Id, number: &Number, indent: usize, beside: Option<usize>) -> bool {
        let arabic_open = self.stack.iter().any(|&id| self.nodes.get(id).and_then(Node::style) == Some(Style::Arabic));
        let node = self.node(top);
        let Some(own) = &node.number else {
            // An unnumbered entry: numbers may start again below it.
            let starts = number.value() == 1 || node.last.contains_key(&number.style);
            return indent < node.indent || indent == node.indent && !starts;
        };
        match (own.style, number.style) {
            // 1. below 4.2 is a list of its own, unless 4.2 stands below another 1.
            (Style::Dotted(_), Style::Arabic) => arabic_open,
            (Style::Dotted(_) | Style::Arabic, Style::Dotted(_)) if own.style < number.style => !number.path.starts_with(&own.path),
            (same, other) if same == other => {
                let deeper = indent >= node.indent + 2 && (number.value() == 1 || beside == Some(indent));
                !deeper
            }
            (own, new) => own > new,
        }
    }

    fn check_number(&mut self, parent: Id, number: &Number) {
        let folded = self.folded;
        let (key, place) = ((number.style, number.path.clone()), folded.span(number.core.clone()));
        let node = self.node(parent);
        let before = node.last.insert(number.style, number.path.clone());
        let first = node.numbers.get(&key).cloned();
        let before = before.filter(|before| !number.follows(before)).and_then(|path| node.numbers.get(&(number.style, path)).cloned());
        node.numbers.entry(key).or_insert_with(|| number.core.clone());
        let written = || folded.text.get(number.core.clone()).unwrap_or("");
        match (first, before) {
            (Some(first), _) => self.diagnostics.push(messages::repeated_number(written(), place, folded.span(first))),
            (None, Some(before)) => {
                let last = folded.text.get(before.clone()).unwrap_or("");
                self.diagnostics.push(messages::number_jump(written(), last, place, folded.span(before)));
            }
            _ => {}
        }
    }
}

/// Blocks whose lines are text; 加分项 and 扣分项 hold entries.
fn is_listed(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Bonus | BlockKind::Malus)
}

/// Rule 4: a line that ends with a comma or a word that joins goes on.
pub(crate) fn goes_on(text: &str) -> bool {
    text.ends_with([',', '、', '或', '且'])
}
