//! Tables: tab-separated rows whose header says which column is the item, its points and its rules.
//!
//! Not here: what a single cell says beyond its head. Start at [`Builder::table_line`].

use std::ops::Range;

use chidu_grammar::lines::{self, Rule};
use chidu_grammar::tree::Pair;

use crate::build::Builder;
use crate::kind::{self, Amount, Head, Kind};
use crate::lines::Line;
use crate::messages;
use crate::nodes::{Id, Node};
use crate::number::{Number, Style};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Index,
    Section,
    Item,
    Content,
    /// What was found or done, where each row is a rule of its own.
    Condition,
    Points,
    Weight,
    Deduct,
    Add,
    /// Figures that are rules: what the row's condition costs or brings.
    Figure,
    /// Rules, remarks and all else: text.
    Text,
}

/// The table whose rows are read.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<(Role, Range<usize>)>,
    /// How many entries were open where the table began.
    base: usize,
    /// The open entry of the section column.
    section: Option<Id>,
    /// The open entry of the item column.
    item: Option<Id>,
    /// Where the item's first content cell stands, and the entry made of it once a second row shows that there are several.
    content: Option<Range<usize>>,
    split: bool,
    /// After its sum, or after a blank line: a row of as many cells resumes it, and all else belongs to what stood above it.
    rests: bool,
    /// What was open when it came to rest.
    open: Vec<Id>,
    /// A row with fewer cells than the header, with its place: its last cell may go on in the next line.
    pending: Option<(Vec<Range<usize>>, Range<usize>)>,
}

/// The cells of one row that say something, by what they hold.
#[derive(Debug, Default)]
struct Row {
    number: Option<Number>,
    section: Option<Range<usize>>,
    item: Option<Range<usize>>,
    content: Option<Range<usize>>,
    points: Option<Amount>,
    weight: Option<Amount>,
    /// Cells, each with the header of its column.
    texts: Vec<(Range<usize>, Range<usize>)>,
    /// True where the last text is what was found, and its figure may follow.
    condition: bool,
}

impl Row {
    /// A figure right behind its condition makes one rule with it.
    fn figure(&mut self, cell: Range<usize>, header: Range<usize>) {
        match self.texts.last_mut().filter(|_| self.condition) {
            Some((condition, of)) => (condition.end, *of) = (cell.end, header),
            None => self.texts.push((cell, header)),
        }
        self.condition = false;
    }
}

impl Builder<'_> {
    /// Reads the line as a table's header or row; false where it is neither.
    pub fn table_line(&mut self, line: &Line) -> bool {
        let tabbed = self.text(&line.whole).contains('\t') && (self.table.is_some() || self.text(&line.said).contains('\t'));
        if !tabbed {
            return self.table.is_some() && self.goes_on_in_cell(line);
        }
        let mut cells = cells(self.text(&line.whole), line.whole.start);
        if let Some(columns) = self.header(&cells) {
            self.end_row();
            self.open_table(columns, line);
            return true;
        }
        if let Some(table) = self.table.as_mut().filter(|table| table.pending.is_some()) {
            let pending = table.pending.take();
            cells = self.joined(pending, cells);
        }
        let Some(mut table) = self.table.take() else { return false };
        if cells.iter().all(Range::is_empty) || table.rests && cells.len() != table.columns.len() {
            return false;
        }
        if std::mem::take(&mut table.rests) {
            self.stack = std::mem::take(&mut table.open);
        }
        let begin = cells.iter().find(|cell| !cell.is_empty()).map_or(line.said.start, |cell| cell.start.min(line.said.start));
        if cells.len() + self.stripped(line) < table.columns.len() {
            table.pending = Some((cells, begin..line.said.end));
        } else {
            self.row(&mut table, &cells, begin..line.said.end);
        }
        self.table = Some(table);
        true
    }

    /// The row that waits for the rest of its last cell, once it is known that nothing more comes.
    pub fn end_row(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        if let Some((cells, place)) = table.pending.take() {
            self.row(&mut table, &cells, place);
        }
        self.table = Some(table);
    }

    /// The tabs at a line's end, which hold empty cells.
    fn stripped(&self, line: &Line) -> usize {
        let rest = self.folded.text.get(line.whole.end..).unwrap_or("");
        rest.chars().take_while(|&c| c != '\n').filter(|&c| c == '\t').count()
    }

    /// A row that waits with the line behind it: one row where a cell was broken off, else the first is read by itself.
    fn joined(&mut self, pending: Option<(Vec<Range<usize>>, Range<usize>)>, cells: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let Some((mut row, place)) = pending else { return cells };
        let Some(mut table) = self.table.take() else { return cells };
        let rest = match (self.goes_on_with(&table, &row, &cells), row.last_mut(), cells.split_first()) {
            (true, Some(last), Some((first, rest))) => {
                *last = if last.start == last.end { first.clone() } else { last.start..first.end };
                row.extend(rest.iter().cloned());
                row
            }
            _ => {
                self.row(&mut table, &row, place);
                cells
            }
        };
        self.table = Some(table);
        rest
    }

    /// A line break within a cell leaves the row too short by as many cells as the next line brings.
    fn goes_on_with(&self, table: &Table, row: &[Range<usize>], cells: &[Range<usize>]) -> bool {
        let Some(first) = cells.first().filter(|first| !first.is_empty()) else { return false };
        let (words, head) = (self.text(first), self.cell_head(first));
        let named = head.points.is_some() && !words.contains(['扣', '得', '加', '减']);
        let own = head.number.is_some() || head.weight.is_some() || named;
        let points = table.columns.iter().position(|(role, _)| matches!(role, Role::Points | Role::Weight));
        let unfinished = points.is_some_and(|at| row.len() <= at) || kind::scores(words) || words.contains([',', ';', '。']);
        row.len() + cells.len() == table.columns.len() + 1 && !own && !self.sums_up(row) && unfinished
    }

    /// True for a row that begins with 合计.
    fn sums_up(&self, row: &[Range<usize>]) -> bool {
        row.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| is_sum(self.text(cell)))
    }

    /// A line without tabs is a further paragraph of the last cell, or begins something and so ends the table.
    fn goes_on_in_cell(&mut self, line: &Line) -> bool {
        let number = match kind::read(Rule::outer, line.said.start, self.text(&line.said)) {
            Kind::Prose(name) if !kind::is_caption(self.text(&name)) => None,
            Kind::Numbered(Head { number: Some(number), .. }) if number.style > Style::Han => Some(number),
            _ => {
                self.end_row();
                self.table = None;
                return false;
            }
        };
        let after_blank = self.text(&(self.end..line.whole.start)).matches('\n').count() > 1;
        let waits = self.table.as_ref().and_then(|table| table.pending.as_ref());
        if after_blank || waits.is_some_and(|(row, _)| self.sums_up(row)) {
            self.end_row();
        }
        if let Some(table) = self.table.as_mut().filter(|table| table.rests || after_blank) {
            let base = table.base;
            if !std::mem::replace(&mut table.rests, true) {
                table.open = self.stack.clone();
            }
            self.stack.truncate(base);
            self.last = None;
            return false;
        }
        if let Some(cell) = self.table.as_mut().and_then(|table| table.pending.as_mut()).and_then(|(cells, _)| cells.last_mut()) {
            *cell = if cell.start == cell.end { line.said.clone() } else { cell.start..line.said.end };
            self.blanks.extend(number.map(|number| number.range));
            return true;
        }
        self.last = self.last.filter(|_| number.is_none());
        self.blanks.extend(number.map(|number| number.range));
        self.add_part(self.top(), line.said.clone(), None);
        true
    }

    /// Rows of a table that has no header cannot be told from prose: said once, at the first of them.
    pub fn warn_of_headless_row(&mut self, line: &Line) {
        let cells = cells(self.text(&line.said), line.said.start);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let has_figure = || cells.iter().skip(1).any(|cell| self.cell_points(cell, Role::Points).0.is_some());
        let known = self.diagnostics.iter().any(|diagnostic| diagnostic.code == messages::HEADLESS);
        if filled >= 3 && !known && has_figure() {
            self.diagnostics.push(messages::headless_table(self.folded.span(line.said.clone())));
        }
    }

    fn header(&self, cells: &[Range<usize>]) -> Option<Vec<(Role, Range<usize>)>> {
        let roles: Vec<Option<Role>> = cells.iter().map(|cell| role(self.text(cell))).collect();
        let has = |wanted: &[Role]| roles.iter().flatten().any(|role| wanted.contains(role));
        let is_header = has(&[Role::Section, Role::Item, Role::Content, Role::Condition])
            && has(&[Role::Points, Role::Weight, Role::Deduct, Role::Add, Role::Text]);
        let known = roles.iter().flatten().count();
        if !is_header || known * 2 < cells.iter().filter(|cell| !cell.is_empty()).count() {
            return None;
        }
        let roles = settle(&spread(&roles, cells));
        Some(roles.into_iter().zip(cells.iter().cloned()).collect())
    }

    fn open_table(&mut self, columns: Vec<(Role, Range<usize>)>, line: &Line) {
        self.tables.push(line.said.clone());
        if self.in_listed_block() {
            self.close_block();
        }
        let base = match self.table.take() {
            Some(table) => table.base,
            None => self.stack.len(),
        };
        self.stack.truncate(base);
        self.table = Some(Table {
            columns,
            base,
            section: None,
            item: None,
            content: None,
            split: false,
            rests: false,
            open: Vec::new(),
            pending: None,
        });
        self.last = None;
    }

    fn row(&mut self, table: &mut Table, cells: &[Range<usize>], place: Range<usize>) {
        let mut row = self.sort(table, cells);
        self.last = None;
        let name = row.item.as_ref().or(row.section.as_ref()).or(row.content.as_ref());
        if name.is_some_and(|name| is_sum(self.text(name))) {
            self.tables.push(place);
            (table.rests, table.open) = (true, self.stack.clone());
            return;
        }
        let mut begin = place.start;
        if let Some(section) = row.section.take() {
            let alone = row.item.is_none() && row.content.is_none();
            let end = section.end;
            self.section_cell(table, &mut row, section, begin, alone);
            // The line begins with its section; an item beside it begins with its own cell.
            begin = row.item.as_ref().map_or(begin, |item| item.start.max(end));
        }
        if row.item.is_some() {
            self.item_cell(table, &mut row, begin);
        } else if table.item.is_some() && row.content.is_some() && (row.points.is_some() || row.weight.is_some()) {
            self.split_cell(table, &mut row, begin);
        }
        self.rest(table, row, begin);
    }

    /// The cells of a row by the roles of their columns.
    fn sort(&self, table: &Table, cells: &[Range<usize>]) -> Row {
        let mut row = Row::default();
        let tail = cells.last().map_or(0..0, |cell| cell.end..cell.end);
        for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (role, header) = table.columns.get(index).cloned().unwrap_or((Role::Text, tail.clone()));
            let whole = || cell.clone();
            match role {
                Role::Index => match self.cell_number(cell) {
                    Some(number) => row.number = Some(number),
                    None if row.item.is_none() => row.item = Some(whole()),
                    None => row.texts.push((whole(), header)),
                },
                Role::Section => row.section = Some(whole()),
                Role::Item if row.item.is_none() => row.item = Some(whole()),
                Role::Content => row.content = Some(whole()),
                Role::Points | Role::Weight => match self.cell_points(cell, role) {
                    (None, None) => row.texts.push((whole(), header)),
                    (points, weight) => (row.points, row.weight) = (points.or(row.points), weight.or(row.weight)),
                },
                Role::Figure => row.figure(whole(), header),
                Role::Condition => {
                    row.condition = true;
                    row.texts.push((whole(), header));
                }
                _ => row.texts.push((whole(), header)),
            }
        }
        row
    }

    fn section_cell(&mut self, table: &mut Table, row: &mut Row, section: Range<usize>, begin: usize, alone: bool) {
        let mut head = self.cell_head(&section);
        if alone {
            head.number = row.number.take().or(head.number);
            head.points = row.points.take().or(head.points);
        }
        self.stack.truncate(table.base);
        let id = self.push(Node::new(head, begin, 0));
        (table.section, table.item, table.content, table.split) = (Some(id), None, None, false);
    }

    fn item_cell(&mut self, table: &mut Table, row: &mut Row, begin: usize) {
        let Some(item) = row.item.take() else { return };
        let mut head = self.cell_head(&item);
        head.number = row.number.take().or(head.number);
        let floor = table.base + usize::from(table.section.is_some());
        match &head.number {
            Some(number) => self.close_for_number(&number.clone(), 0, floor),
            None => self.stack.truncate(floor),
        }
        head.points = row.points.take().or(head.points);
        head.weight = row.weight.take().or(head.weight);
        let id = self.push(Node::new(head, begin, 0));
        (table.item, table.split) = (Some(id), false);
        table.content = row.content.clone();
    }

    /// An item whose cell spans several rows: each content with points is an entry below it, the first row's included.
    fn split_cell(&mut self, table: &mut Table, row: &mut Row, begin: usize) {
        let Some(item) = table.item else { return };
        let depth = self.stack.iter().position(|&id| id == item).map_or(self.stack.len(), |depth| depth + 1);
        self.stack.truncate(depth);
        if let (false, Some(first)) = (table.split, table.content.take()) {
            let node = self.node(item);
            let (points, weight) = (node.points.take(), node.weight.take());
            let parts: Vec<_> = std::mem::take(&mut node.parts).into_iter().filter(|part| part.range != first).collect();
            let end = node.end;
            let mut head = self.cell_head(&first);
            (head.points, head.weight) = (points.or(head.points), weight.or(head.weight));
            self.push(Node { parts, end, ..Node::new(head, first.start, 0) });
            self.stack.truncate(depth);
        }
        table.split = true;
        let Some(content) = row.content.take() else { return };
        let mut head = self.cell_head(&content);
        head.number = row.number.take().or(head.number);
        (head.points, head.weight) = (row.points.take().or(head.points), row.weight.take().or(head.weight));
        self.push(Node::new(head, begin, 0));
    }

    /// What is left of a row is text of the entry above.
    fn rest(&mut self, table: &Table, row: Row, begin: usize) {
        let id = self.top();
        let content_header = table.columns.iter().find(|(role, _)| *role == Role::Content).map(|(_, header)| header.clone());
        let number = row.number.map(|number| (number.range, begin..begin));
        let content = row.content.zip(content_header.or(Some(begin..begin)));
        for (range, header) in number.into_iter().chain(content).chain(row.texts) {
            self.last = None;
            self.add_part(id, range, Some(header).filter(|header| !header.is_empty()));
        }
        for amount in row.points.into_iter().chain(row.weight) {
            self.last = None;
            self.add_part(id, amount.range, None);
        }
        self.last = Some(id);
    }

    fn cell_number(&self, cell: &Range<usize>) -> Option<Number> {
        let pairs = lines::parse(Rule::cell_number, self.text(cell))?;
        pairs.flat_map(Pair::into_inner).find_map(|pair| Number::read(cell.start, pair))
    }

    fn cell_points(&self, cell: &Range<usize>, role: Role) -> (Option<Amount>, Option<Amount>) {
        let Some(pairs) = lines::parse(Rule::cell_points, self.text(cell)) else { return (None, None) };
        for pair in pairs.flat_map(Pair::into_inner) {
            match pair.as_rule() {
                Rule::marks => return kind::marks(cell.start, pair),
                Rule::percent => return (None, kind::weight_in(pair).map(|value| Amount { range: cell.clone(), value })),
                Rule::amount if role == Role::Weight => {
                    return (None, crate::numeral(pair.as_str()).map(|value| Amount { range: cell.clone(), value }));
                }
                Rule::amount => return (crate::numeral(pair.as_str()).map(|value| Amount { range: cell.clone(), value }), None),
                _ => {}
            }
        }
        (None, None)
    }

    fn cell_head(&self, cell: &Range<usize>) -> Head {
        let mut head = Head { name: cell.clone(), end: cell.end, ..Head::default() };
        let Some(pairs) = lines::parse(Rule::cell_name, self.text(cell)) else { return head };
        for pair in pairs.flat_map(Pair::into_inner) {
            match pair.as_rule() {
                Rule::cell_text => head.name = kind::range(cell.start, &pair),
                Rule::marks => (head.points, head.weight) = kind::marks(cell.start, pair),
                _ => head.number = Number::read(cell.start, pair).or(head.number),
            }
        }
        head
    }
}

fn cells(text: &str, at: usize) -> Vec<Range<usize>> {
    let mut start = at;
    let cell = |text: &str| {
        let begin = start + text.len() - text.trim_start().len();
        start += text.len() + 1;
        begin..begin + text.trim().len()
    };
    text.split('\t').map(cell).collect()
}

/// An empty header behind 评分因素 is of the same merged cell: what stands under the first is the section.
fn spread(roles: &[Option<Role>], cells: &[Range<usize>]) -> Vec<Option<Role>> {
    let mut roles = roles.to_vec();
    for (at, _) in cells.iter().enumerate().skip(1).filter(|(_, cell)| cell.is_empty()) {
        let before = roles.get(at - 1).copied().flatten();
        if let (Some(Role::Item | Role::Content), [.., first, second]) = (before, roles.get_mut(..=at).unwrap_or_default()) {
            (*first, *second) = (Some(Role::Section), before);
        }
    }
    roles
}

/// What the columns hold, each seen beside the others.
fn settle(roles: &[Option<Role>]) -> Vec<Role> {
    let has = |wanted: &[Role]| roles.iter().flatten().any(|role| wanted.contains(role));
    let named = has(&[Role::Item, Role::Content]);
    let (points, figures, conditions) = (has(&[Role::Points, Role::Weight]), has(&[Role::Deduct, Role::Add]), has(&[Role::Condition]));
    // Rows of conditions and figures: each is a rule of its own.
    let bare = conditions && (figures || !named) && !(points && figures);
    let settled = |role: Option<Role>| match role.unwrap_or(Role::Text) {
        Role::Condition if bare => Role::Item,
        Role::Item | Role::Content if bare && !has(&[Role::Section]) => Role::Section,
        Role::Points if bare => Role::Figure,
        Role::Content if !has(&[Role::Item]) => Role::Item,
        Role::Deduct | Role::Add if !points || conditions => Role::Figure,
        Role::Deduct | Role::Add => Role::Text,
        Role::Condition if !figures => Role::Text,
        role => role,
    };
    roles.iter().copied().map(settled).collect()
}

/// 合计, 总计(100分): a row that sums up. A cell of several lines does not: it says more than a sum.
fn is_sum(name: &str) -> bool {
    if name.contains('\n') {
        return false;
    }
    let name = name.replace(' ', "");
    name.split(['(', ':']).next().is_some_and(|name| {
        let sum = ["合计", "总计", "小计", "共计"].iter().any(|sum| name.starts_with(sum) || name.ends_with(sum));
        sum && name.chars().count() <= 6 || matches!(name, "总分" | "满分" | "总得分" | "实得分")
    })
}

fn role(header: &str) -> Option<Role> {
    let name: String = header.chars().filter(|character| !character.is_whitespace()).collect();
    let name = name.split('(').next().unwrap_or(&name);
    let pair = lines::parse(Rule::column, name)?.flat_map(Pair::into_inner).next()?;
    Some(match pair.as_rule() {
        Rule::col_index => Role::Index,
        Rule::col_section => Role::Section,
        Rule::col_item => Role::Item,
        Rule::col_content => Role::Content,
        Rule::col_points => Role::Points,
        Rule::col_weight => Role::Weight,
        Rule::col_rule => Role::Text,
        Rule::col_condition => Role::Condition,
        Rule::col_deduct => Role::Deduct,
        Rule::col_add => Role::Add,
        _ => return None,
    })
}
