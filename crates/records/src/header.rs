//! Which row holds the headings, and what each column means.
//!
//! Headings are known by meaning; `数据:` of the rulebook wins. Start at [`Layout::of`].

use chidu_analysis::label::nearest;
use chidu_syntax::fold_str;
use chidu_values::Unit;

use crate::cell::Cell;
use crate::headings::{HEADINGS, PERSONS};
use crate::names::{Names, Target};
use crate::problem::What;
use crate::table::{Line, Table};
use crate::when::Epoch;

/// What a column of any table may hold, beside facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Subject,
    Period,
    Year,
    Date,
    Entry,
    Finding,
    Count,
    Value,
    Source,
    Matter,
    Deducted,
    Added,
    Scored,
    /// Which exception of the rulebook the row names: 除外, 免责.
    Except,
    /// Which of several objects the row is about: 样本, 病历号, 当事人. Only where the rulebook has any.
    Object,
    /// Kept with the records, never scored: 备注, 证据.
    Remark,
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Field(Field),
    Fact(Target),
    /// How many of these the count multiplies by, beside 次数: 人 of 人数.
    Times(String),
    /// The same as the column at this position, which is used.
    Twin(usize),
    /// Not used, and nothing is wrong with that.
    Unused,
}

/// A column that has a heading.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub index: usize,
    /// As written.
    pub heading: String,
    pub meaning: Meaning,
    /// The unit in brackets behind the name: 等待时间(分钟).
    pub unit: Option<Unit>,
}

/// The columns of a table, and the place of its first line of data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub columns: Vec<Column>,
    /// Position in the table's lines.
    pub data: usize,
    /// One row a subject and period, in place of one row a finding.
    pub wide: bool,
    /// The headings' row.
    pub row: u32,
    /// How many cells the headings' line has; a cell behind them belongs to no column.
    pub width: usize,
    /// From when the file counts days.
    pub epoch: Option<Epoch>,
    /// Columns of a log whose headings say nothing to us, and which may be remarks.
    pub unknown: Vec<(usize, String)>,
    /// Problems with single columns: heading and what.
    pub problems: Vec<(String, What)>,
}

/// A table whose columns are not known.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// Position of the first line of data, as far as it is known.
    pub data: usize,
    pub what: What,
}

/// Headings stand within so many lines.
const DEPTH: usize = 10;

impl Layout {
    /// Finds the headings of a table and reads them.
    pub(crate) fn of(table: &Table, names: &Names<'_>) -> Result<Self, Unread> {
        let depth = if table.named { 1 } else { DEPTH };
        let known = |line: &Line| {
            let fields = line.cells.iter().filter_map(|cell| field(&cell.text(), names)).collect::<Vec<_>>();
            let subject = fields.iter().any(|(field, _)| *field == Field::Subject);
            let facts = line.cells.iter().filter(|cell| field(&cell.text(), names).is_none() && is_fact(&cell.text(), names)).count();
            (subject, fields.len() + facts)
        };
        let lines = table.lines.iter().take(depth).map(known);
        // The last of equals wins in `max_by_key`, and the first line that fits holds the headings.
        let best = lines.enumerate().collect::<Vec<_>>().into_iter().rev().max_by_key(|(_, known)| *known);
        let Some((index, line)) = best.filter(|(_, known)| known.1 > 0).and_then(|(index, _)| Some((index, table.lines.get(index)?)))
        else {
            return Err(Unread { data: usize::from(table.named), what: no_header(table) });
        };
        let (joined, data) = match table.lines.get(index + 1).filter(|_| !table.named).and_then(|below| two_rows(line, below, names)) {
            Some(joined) => (joined, index + 2),
            None => (line.clone(), index + 1),
        };
        let layout = Self::read(&joined, names).map_err(|what| Unread { data, what })?;
        Ok(Self { data, epoch: table.epoch, ..layout })
    }

    fn read(line: &Line, names: &Names<'_>) -> Result<Self, What> {
        let mut layout = Layout { row: line.row, width: line.cells.len(), ..Layout::default() };
        let headings: Vec<(usize, String)> =
            line.cells.iter().map(|cell| cell.text()).enumerate().filter(|(_, heading)| !heading.is_empty()).collect();
        let mut fields: Vec<(usize, Field, usize)> = Vec::new();
        for (index, heading) in &headings {
            if let Some((field, rank)) = field(heading, names) {
                fields.push((*index, field, rank));
            }
        }
        persons(&headings, &mut fields, names);
        if !fields.iter().any(|(_, field, _)| *field == Field::Subject) {
            return Err(What::NoSubjectColumn { headers: headings.into_iter().map(|(_, heading)| heading).collect() });
        }
        let long = is_long(&headings, &fields, names);
        for (index, heading) in headings {
            let meaning = match fields.iter().find(|(at, ..)| *at == index) {
                // A wide table's remarks on the whole row name no finding.
                Some((_, Field::Finding, _)) if !long => Meaning::Unused,
                Some((_, Field::Count, rank)) if counts_beside(&heading, *rank, &fields).is_some() => {
                    counts_beside(&heading, *rank, &fields).map_or(Meaning::Unused, Meaning::Times)
                }
                Some((_, field, rank)) => match preferred(*field, *rank, index, &fields, line)? {
                    Meaning::Unused if !long && is_fact(&heading, names) => layout.fact(&heading, names),
                    Meaning::Unused => layout.passed_over(*field, &heading, &fields, line),
                    meaning => meaning,
                },
                None if long => layout.unused(index, &heading, &fields, names),
                None => layout.fact(&heading, names),
            };
            let unit = bracketed(&heading).1.map(|inner| Unit::of(&inner)).filter(Unit::is_measured);
            layout.columns.push(Column { index, heading, meaning, unit });
        }
        layout.wide = !long && layout.columns.iter().any(|column| matches!(column.meaning, Meaning::Fact(_)));
        Ok(layout)
    }

    /// A heading of a log that is no field's: a remark, unless it holds what the log should say elsewhere.
    fn unused(&mut self, index: usize, heading: &str, fields: &[(usize, Field, usize)], names: &Names<'_>) -> Meaning {
        if self.unmeant(heading, names) {
            return Meaning::Unused;
        }
        let near = near_field(heading, names).or_else(|| missed(heading, fields).map(str::to_owned));
        match near.is_some() || is_fact(heading, names) {
            true => self.problems.push((heading.to_owned(), What::UnknownColumn { header: heading.to_owned(), near })),
            false => self.unknown.push((index, heading.to_owned())),
        }
        Meaning::Unused
    }

    /// Tells a heading to which `数据:` gives a meaning that there is not.
    fn unmeant(&mut self, heading: &str, names: &Names<'_>) -> bool {
        let Some(meaning) = mapped(heading, names).filter(|meaning| !is_fact(meaning, names)) else { return false };
        let near = near_field(&meaning, names).or_else(|| near_fact(&meaning, names));
        self.problems.push((heading.to_owned(), What::UnknownMeaning { header: heading.to_owned(), meaning, near }));
        true
    }

    /// A second column of numbers, which might be the one that people filled, is told; a second name or date is not.
    fn passed_over(&mut self, field: Field, heading: &str, fields: &[(usize, Field, usize)], line: &Line) -> Meaning {
        let numbers = matches!(field, Field::Count | Field::Value | Field::Deducted | Field::Added | Field::Scored);
        let best = fields.iter().filter(|(_, other, _)| *other == field).min_by_key(|(.., rank)| *rank);
        if let Some((at, ..)) = best.filter(|_| numbers) {
            let what = What::DuplicateColumn { header: heading.to_owned(), other: line.cell(*at).text() };
            self.problems.push((heading.to_owned(), what));
            return Meaning::Twin(*at);
        }
        Meaning::Unused
    }

    /// What a heading of a wide table means that is no field's.
    fn fact(&mut self, heading: &str, names: &Names<'_>) -> Meaning {
        match target(heading, names) {
            Ok(Some(target)) => match self.columns.iter().find(|column| column.meaning == Meaning::Fact(target.clone())) {
                Some(other) => {
                    let (first, what) = (other.index, What::DuplicateColumn { header: heading.to_owned(), other: other.heading.clone() });
                    self.problems.push((heading.to_owned(), what));
                    Meaning::Twin(first)
                }
                None => Meaning::Fact(target),
            },
            Ok(None) if self.unmeant(heading, names) => Meaning::Unused,
            Ok(None) => {
                let near = near_field(heading, names).or_else(|| near_fact(heading, names));
                self.problems.push((heading.to_owned(), What::UnknownColumn { header: heading.to_owned(), near }));
                Meaning::Unused
            }
            Err(what) => {
                self.problems.push((heading.to_owned(), what));
                Meaning::Unused
            }
        }
    }

    /// The column that says how many of a unit there were each time.
    pub(crate) fn times(&self, unit: &str) -> Option<&Column> {
        self.columns.iter().find(|column| matches!(&column.meaning, Meaning::Times(of) if of == unit))
    }

    /// A column as a person finds it: by its heading, else by its letters; `None` where it lies further than columns are kept.
    pub(crate) fn called(&self, index: usize) -> Option<String> {
        let headed = self.columns.iter().find(|column| column.index == index).map(|column| column.heading.clone());
        headed.or_else(|| (index < crate::table::WIDEST).then(|| letters(index)))
    }

    /// The column that holds a field.
    pub(crate) fn field(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == Meaning::Field(field))
    }
}

/// Where all that is left of the headings are question marks, a program saved the file without its Chinese characters.
fn no_header(table: &Table) -> What {
    let texts: Vec<String> = table.lines.iter().take(DEPTH).flat_map(|line| &line.cells).map(Cell::text).collect();
    let lost = texts.iter().find(|text| text.contains("??")).filter(|_| texts.iter().all(|text| text.is_ascii()));
    lost.map_or(What::NoHeader, |written| What::BadText { written: written.clone() })
}

/// Headings of two rows in one line, where groups stand above names (环境卫生 above 物品摆放) and nothing else beneath the subject. Files
/// without merged cells leave those empty.
fn two_rows(upper: &Line, lower: &Line, names: &Names<'_>) -> Option<Line> {
    let of_subject = |(_, cell): &(usize, &Cell)| field(&cell.text(), names).is_some_and(|(field, _)| field == Field::Subject);
    let subject = upper.cells.iter().enumerate().find(of_subject).map(|(at, _)| at)?;
    let known = |cell: &Cell| field(&cell.text(), names).is_some() || is_fact(&cell.text(), names);
    let typed = || lower.cells.iter().filter(|cell| !cell.is_blank());
    if !lower.cell(subject).is_blank() || typed().count() < 2 || typed().any(|cell| !matches!(cell, Cell::Text(_))) || !typed().any(known) {
        return None;
    }
    let width = upper.cells.len().max(lower.cells.len());
    let below = |at| if lower.cell(at).is_blank() { upper.cell(at) } else { lower.cell(at) };
    Some(Line { row: upper.row, cells: (0..width).map(|at| below(at).clone()).collect(), fault: None })
}

/// 姓名 beside 窗口 is who it was, where the rulebook tells objects apart and no other column names them.
fn persons(headings: &[(usize, String)], fields: &mut [(usize, Field, usize)], names: &Names<'_>) {
    let best = fields.iter().filter(|(_, field, _)| *field == Field::Subject).map(|(.., rank)| *rank).min();
    if !names.program.has_objects() || fields.iter().any(|(_, field, _)| *field == Field::Object) {
        return;
    }
    for (at, field, rank) in fields {
        let person = headings.iter().any(|(index, heading)| index == at && PERSONS.contains(&plain(heading).as_str()));
        let beside = *field == Field::Subject && best.is_some_and(|best| *rank > best) || *field == Field::Remark;
        if person && beside {
            *field = Field::Object;
        }
    }
}

/// A log of findings has a column of entries or findings. A heading that may as well be a remark (评价, 情况) makes no log of a table
/// with columns of facts.
fn is_long(headings: &[(usize, String)], fields: &[(usize, Field, usize)], names: &Names<'_>) -> bool {
    let strong = |(_, field, rank): &(usize, Field, usize)| *field == Field::Entry || (*field == Field::Finding && *rank <= CERTAIN);
    let weak = fields.iter().any(|(_, field, _)| *field == Field::Finding);
    let is_field = |index: &usize| fields.iter().any(|(at, ..)| at == index);
    fields.iter().any(strong) || (weak && !headings.iter().any(|(index, heading)| !is_field(index) && is_fact(heading, names)))
}

/// 人数 beside 次数 says how many there were each time: 人.
fn counts_beside(heading: &str, rank: usize, fields: &[(usize, Field, usize)]) -> Option<String> {
    let plainer = fields.iter().any(|(_, field, other)| *field == Field::Count && *other < rank);
    let unit = plain(heading).strip_suffix('数')?.to_owned();
    (plainer && unit.chars().count() == 1).then_some(unit)
}

/// Of several columns for one field, the one in the preferred group is used; two of the same group are ambiguous, except remarks.
fn preferred(field: Field, rank: usize, index: usize, fields: &[(usize, Field, usize)], line: &Line) -> Result<Meaning, What> {
    let rivals: Vec<&(usize, Field, usize)> = fields.iter().filter(|(_, other, _)| *other == field).collect();
    if field == Field::Remark {
        return Ok(Meaning::Field(field));
    }
    let best = rivals.iter().map(|(_, _, rank)| *rank).min().unwrap_or(rank);
    if rank > best {
        return Ok(Meaning::Unused);
    }
    if rivals.iter().any(|(at, _, other)| *at != index && *other == best) {
        let alike = rivals.iter().filter(|(_, _, rank)| *rank == best);
        return Err(What::AmbiguousColumn { headers: alike.map(|(at, ..)| line.cell(*at).text()).collect() });
    }
    Ok(Meaning::Field(field))
}

/// The field that a heading names, with the rank of its group: 0 is what `数据:` says, 1 the rulebook's own word for its subjects.
fn field(heading: &str, names: &Names<'_>) -> Option<(Field, usize)> {
    let wanted = plain(heading);
    let (base, _) = bracketed(heading);
    if let Some(meaning) = mapped(heading, names) {
        return listed(&plain(&meaning), names).map(|(field, _)| (field, 0));
    }
    let subject = plain(&names.program.subject);
    let own =
        |heading: &str| heading == subject || ["名称", "名", "号"].iter().any(|end| heading.strip_suffix(end) == Some(subject.as_str()));
    if !subject.is_empty() && !wanted.is_empty() && (own(&wanted) || own(&plain(&base))) {
        return Some((Field::Subject, if subject == "对象" { 2 } else { 1 }));
    }
    let found = listed(&wanted, names).or_else(|| listed(&plain(&base), names))?;
    // What the rulebook scores is no mere remark, whatever it is called.
    Some(found).filter(|(field, _)| *field != Field::Remark || !is_fact(heading, names))
}

/// Groups of headings up to this rank are plain; of findings, those behind it may be remarks.
const CERTAIN: usize = 3;

fn listed(heading: &str, names: &Names<'_>) -> Option<(Field, usize)> {
    let known = HEADINGS.iter().filter(|(field, _)| *field != Field::Object || names.program.has_objects());
    known.into_iter().find_map(|(field, groups)| {
        let rank = groups.iter().position(|group| group.contains(&heading))?;
        Some((*field, rank + 2))
    })
}

/// What `数据:` says a heading means.
fn mapped(heading: &str, names: &Names<'_>) -> Option<String> {
    let wanted = plain(heading);
    names.program.columns.iter().find(|(header, _)| plain(header) == wanted).map(|(_, meaning)| meaning.clone())
}

fn is_fact(heading: &str, names: &Names<'_>) -> bool {
    !heading.is_empty() && !matches!(target(heading, names), Ok(None))
}

fn target(heading: &str, names: &Names<'_>) -> Result<Option<Target>, What> {
    let meaning = mapped(heading, names);
    let written = meaning.as_deref().unwrap_or(heading);
    match names.heading(written)? {
        Some(target) => Ok(Some(target)),
        None => match bracketed(written) {
            (base, Some(_)) if !base.is_empty() => names.heading(&base),
            _ => Ok(None),
        },
    }
}

/// The field that a log lacks and that a heading sounds like: 发生几次 where nothing is headed 次数.
fn missed(heading: &str, fields: &[(usize, Field, usize)]) -> Option<&'static str> {
    let lacks = |wanted: Field| fields.iter().all(|(_, field, _)| *field != wanted);
    let ends = |ends: &[&str]| ends.iter().any(|end| plain(heading).ends_with(end));
    match () {
        () if lacks(Field::Count) && ends(&["次", "次数", "数量", "处数", "人数", "件数", "个数"]) => Some("次数"),
        () if lacks(Field::Value) && ends(&["数值", "实测", "测量值", "实际值", "结果值", "率", "时长", "用时"]) => {
            Some("数值")
        }
        () => None,
    }
}

fn near_field(heading: &str, names: &Names<'_>) -> Option<String> {
    let wanted = plain(heading);
    // A heading of two characters is one edit away from too many words.
    if wanted.chars().count() < 2 {
        return None;
    }
    let meant = |field: &Field| *field != Field::Remark && (*field != Field::Object || names.program.has_objects());
    let main = HEADINGS.iter().filter(|(field, _)| meant(field)).filter_map(|(_, groups)| groups.first());
    let mapped = names.program.columns.iter().map(|(header, _)| header.as_str());
    let words = main.flat_map(|group| group.iter().copied()).filter(|word| !word.is_ascii()).chain(mapped);
    let near = nearest(&wanted, words.filter(|word| *word != heading))?;
    let shared = near.chars().filter(|character| wanted.contains(*character)).count();
    (shared * 2 >= near.chars().count()).then(|| near.to_owned())
}

fn near_fact(heading: &str, names: &Names<'_>) -> Option<String> {
    let facts = names.program.facts.iter().map(|fact| fact.name.as_str());
    let entries = names.program.entries.iter().map(|entry| entry.name.as_str());
    nearest(heading, facts.chain(entries).filter(|name| !name.is_empty() && *name != heading)).map(str::to_owned)
}

/// A heading as it is compared: folded, lower case, without spaces and punctuation.
fn plain(heading: &str) -> String {
    fold_str(heading).to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

/// A heading and what stands in brackets behind it.
fn bracketed(heading: &str) -> (String, Option<String>) {
    let folded = fold_str(heading);
    match folded.split_once(['(', '[']) {
        Some((base, inner)) => {
            let inner = inner.split([')', ']']).next().unwrap_or_default().trim();
            (base.trim().to_owned(), (!inner.is_empty()).then(|| inner.trim_start_matches("单位").trim_start_matches(':').to_owned()))
        }
        None => (folded.trim().to_owned(), None),
    }
}

/// A column's letters, as spreadsheets name it: A, Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let above = (column / 26).checked_sub(1).map(letters).unwrap_or_default();
    format!("{above}{}", char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()))
}
