//! Files to records: every table found, every row used or reported.
//!
//! Start at [`read()`].

use std::collections::{HashMap, HashSet};

use chidu_analysis::program::{Computed, Fact, Program};
use chidu_diagnostics::{Lang, Text};
use chidu_evaluation::Observations;

use crate::collect::{Collector, Place, Tally};
use crate::header::{Layout, Meaning, Unread, letters};
use crate::input::Input;
use crate::names::Names;
use crate::open;
use crate::problem::{RecordProblem, What};
use crate::roster::Roster;
use crate::row::Context;
use crate::table::{Line, Table};
use crate::title::Title;
use crate::words::text;

/// Everything that was read, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Records {
    pub observations: Observations,
    /// In the order given.
    pub files: Vec<FileSummary>,
    /// In the order of files, sheets and rows.
    pub problems: Vec<RecordProblem>,
    /// What a reader of the results must know about the records.
    pub notes: Vec<Text>,
}

/// One file's rows by what became of them; `read = used + reported`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSummary {
    pub file: String,
    pub sha256: String,
    pub read: usize,
    pub used: usize,
    pub reported: usize,
}

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("{first} and {second} are the same file")]
    SameFileTwice { first: String, second: String },
    #[error("{file}: {}", why.get(Lang::En))]
    Unreadable { file: String, why: Text },
    #[error("{file}: {}", why.get(Lang::En))]
    Roster { file: String, why: Text },
    /// A fault of this program, never of the data.
    #[error("{file}: {read} rows read, {used} used, {reported} reported")]
    RowsLost { file: String, read: usize, used: usize, reported: usize },
}

impl ReadError {
    /// The sentence in both languages.
    pub fn text(&self) -> Text {
        let named = |file: &str, why: &Text| text(format!("{file}: {}", why.zh), format!("{file}: {}", why.en));
        match self {
            ReadError::SameFileTwice { first, second } => {
                text(format!("{first}与{second}是同一个文件"), format!("{first} and {second} are the same file"))
            }
            ReadError::Unreadable { file, why } | ReadError::Roster { file, why } => named(file, why),
            ReadError::RowsLost { file, read, used, reported } => text(
                format!("{file}：读了{read}行，只交代了{used}行计入、{reported}行列出，这是程序的错误"),
                format!("{file}: {read} rows were read, but {used} used and {reported} reported: this is a fault of the program"),
            ),
        }
    }
}

/// A sheet of this name is the roster.
const ROSTER: &str = "名单";

/// Sheets of these names explain and are no records, unless they have headings of such.
const EXPLAINING: [&str; 6] = ["说明", "填表说明", "填写说明", "使用说明", "选项", "字典"];

/// Reads files of records against a rulebook; the roster is a file of its own or a sheet 名单.
pub fn read(program: &Program, inputs: &[Input], roster: Option<&Input>) -> Result<Records, ReadError> {
    read_telling(program, inputs, roster, &|_| {})
}

/// How far the reading of a long input has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// This file is being taken apart into rows.
    Opening { file: &'a str },
    /// So many of all rows are read.
    Reading { rows: usize, of: usize },
}

/// So many rows are read between two steps.
const STRIDE: usize = 4096;

/// As [`read()`], with a word now and then to whoever waits for it.
pub fn read_telling(program: &Program, inputs: &[Input], roster: Option<&Input>, tell: &dyn Fn(Step<'_>)) -> Result<Records, ReadError> {
    let hashes: Vec<String> = inputs.iter().map(Input::sha256).collect();
    refuse_twice(inputs, &hashes)?;
    let mut run = Run {
        names: Names::new(program),
        out: Collector::default(),
        notes: Vec::new(),
        seen: HashMap::new(),
        many: inputs.len() > 1,
        inputs: inputs.iter().map(|input| input.name.clone()).collect(),
        tell,
        rows: 0,
        of: 0,
    };
    let mut files = Vec::new();
    for input in inputs {
        tell(Step::Opening { file: &input.name });
        let tables = open::tables(input)?;
        run.many |= tables.len() > 1;
        let file = run.out.file(&input.name);
        let place = Place { file, name: input.name.clone(), sheet: None };
        // An export of no rows is an empty list of JSON, or headings alone.
        if tables.iter().all(|table| !table.named && table.lines.is_empty() && table.faults.is_empty()) {
            run.out.problem(&place, None, None, What::EmptyFile);
        }
        files.push((place, tables));
    }
    let listed = run.roster(roster, &files)?;
    if let Some(listed) = &listed {
        listed.introduce(&mut run.out);
    }
    run.of = files.iter().flat_map(|(_, tables)| tables).map(|table| table.lines.len()).sum();
    let mut summaries = Vec::new();
    for ((place, tables), sha256) in files.iter().zip(hashes) {
        let read = tables.iter().filter(|table| !is_roster(table)).map(|table| run.table(table, place, listed.as_ref())).sum();
        summaries.push(run.summary(place, sha256, read)?);
    }
    run.close(listed.as_ref());
    Ok(Records { observations: run.out.observations, files: summaries, problems: run.out.problems, notes: run.notes })
}

fn refuse_twice(inputs: &[Input], hashes: &[String]) -> Result<(), ReadError> {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for (input, hash) in inputs.iter().zip(hashes) {
        if let Some(first) = seen.insert(hash, &input.name) {
            return Err(ReadError::SameFileTwice { first: first.to_owned(), second: input.name.clone() });
        }
    }
    Ok(())
}

fn is_roster(table: &Table) -> bool {
    table.sheet.as_deref().is_some_and(|sheet| sheet.trim() == ROSTER)
}

/// One run over all files.
struct Run<'p, 't> {
    names: Names<'p>,
    out: Collector,
    notes: Vec<Text>,
    /// With several files or sheets: each row's cells, and where they stood first.
    seen: HashMap<String, (Place, u32)>,
    many: bool,
    /// The names of all files.
    inputs: Vec<String>,
    tell: &'t dyn Fn(Step<'_>),
    /// So many of all rows are read.
    rows: usize,
    of: usize,
}

impl Run<'_, '_> {
    fn roster(&mut self, input: Option<&Input>, files: &[(Place, Vec<Table>)]) -> Result<Option<Roster>, ReadError> {
        let mut roster = Roster::default();
        let within =
            || files.iter().flat_map(|(place, tables)| tables.iter().filter(|table| is_roster(table)).map(move |table| (place, table)));
        let Some(input) = input else {
            for (place, table) in within() {
                self.list(&mut roster, table, place)?;
            }
            return Ok(within().next().is_some().then_some(roster));
        };
        if within().next().is_some() {
            self.notes.push(text(
                "另给了名单文件，记录里的“名单”工作表没有使用",
                "a roster file was given, so the sheet 名单 of the records was not used",
            ));
        }
        let tables = open::tables(input)?;
        let place = Place { file: u32::MAX, name: input.name.clone(), sheet: None };
        let named = tables.iter().any(is_roster);
        for table in tables.iter().filter(|table| !table.lines.is_empty() && (!named || is_roster(table))) {
            self.list(&mut roster, table, &place)?;
        }
        Ok(Some(roster))
    }

    fn list(&mut self, roster: &mut Roster, table: &Table, place: &Place) -> Result<(), ReadError> {
        let place = Place { sheet: table.sheet.clone(), ..place.clone() };
        let unusable = |what: What| ReadError::Roster { file: place.name.clone(), why: what.message() };
        for (row, what) in &table.faults {
            self.out.problem(&place, *row, None, what.clone());
        }
        roster.add(table, &place, &self.names, &mut self.out).map_err(unusable)
    }

    /// Reads a table and says how many rows it had.
    fn table(&mut self, table: &Table, place: &Place, roster: Option<&Roster>) -> usize {
        let place = Place { sheet: table.sheet.clone(), ..place.clone() };
        for (row, what) in &table.faults {
            self.out.problem(&place, *row, None, what.clone());
        }
        if table.lines.iter().all(Line::is_blank) {
            return 0;
        }
        match Layout::of(table, &self.names) {
            Ok(layout) => self.rows(table, &layout, &place, roster),
            Err(_) if is_explaining(table) => {
                let sheet = place.sheet.clone().unwrap_or_default();
                self.notes.push(text(format!("工作表“{sheet}”没有记录"), format!("sheet “{sheet}” holds no records")));
                0
            }
            Err(unread) => self.unread(table, &place, unread),
        }
    }

    /// A table whose columns are not known: all of its rows are reported, together.
    fn unread(&mut self, table: &Table, place: &Place, unread: Unread) -> usize {
        // Told already, with the cause.
        if !table.faults.iter().any(|(_, what)| matches!(what, What::WideDelimiter { .. })) {
            self.out.problem(place, None, None, unread.what);
        }
        let rows = table.lines.iter().skip(unread.data).filter(|line| !line.is_blank()).count();
        self.out.reported_together(place, rows);
        rows
    }

    fn rows(&mut self, table: &Table, layout: &Layout, place: &Place, roster: Option<&Roster>) -> usize {
        let header = Some(layout.row).filter(|row| *row > 0);
        for (heading, what) in &layout.problems {
            self.out.problem(place, header, Some(heading), what.clone());
        }
        for (column, what) in unnamed(table, layout) {
            self.out.problem(place, header, Some(&column), what);
        }
        self.unseen(table, layout, place);
        self.unknown(table, layout, place);
        let headings = table.lines.get(layout.data.saturating_sub(1)).map(contents).unwrap_or_default();
        let (title, mut outside) = (Title::of(table, layout), Vec::new());
        let mut read = 0;
        for line in table.lines.iter().skip(layout.data).filter(|line| !line.is_blank()) {
            read += 1;
            self.rows += 1;
            if self.rows.is_multiple_of(STRIDE) {
                (self.tell)(Step::Reading { rows: self.rows, of: self.of });
            }
            if self.row(line, layout, place, roster, &headings) && title.as_ref().is_some_and(|title| title.contradicts(layout, line)) {
                outside.push(line.row);
            }
        }
        self.titled(title, outside, place);
        read
    }

    /// Rows that count, and are of another period than their table says.
    fn titled(&mut self, title: Option<Title>, rows: Vec<u32>, place: &Place) {
        if let Some(Title { written, row }) = title.filter(|_| !rows.is_empty()) {
            self.out.problem(place, row, None, What::TitleDiffers { written, sheet: row.is_none(), rows });
        }
    }

    /// A file and sheet; the file without its folders where no other has its name.
    fn spot(&self, place: &Place) -> String {
        let base = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let own = base(&place.name);
        let namesakes = self.inputs.iter().filter(|other| base(other) == own).count();
        let name = if namesakes > 1 { place.name.clone() } else { own };
        format!("{name}{}", place.sheet.as_deref().map(|sheet| format!(" · {sheet}")).unwrap_or_default())
    }

    /// Says which rows and columns count that nobody sees in the spreadsheet.
    fn unseen(&mut self, table: &Table, layout: &Layout, place: &Place) {
        let spot = self.spot(place);
        if table.hidden {
            self.notes.push(text(format!("{spot} 是隐藏的工作表，照样计入"), format!("{spot} is a hidden sheet and counts like others")));
        }
        let lines = table.lines.iter().skip(layout.data).filter(|line| !line.is_blank());
        let rows: Vec<u32> = lines.map(|line| line.row).collect();
        let used = layout.columns.iter().filter(|column| column.meaning != Meaning::Unused);
        let columns: Vec<u32> = used.filter_map(|column| u32::try_from(column.index + 1).ok()).collect();
        let at = text(format!("{spot} "), format!("{spot}, "));
        self.notes.extend(table.unseen.told(&at, &rows, &columns));
    }

    /// Says which columns of a log hold something that nobody made anything of.
    fn unknown(&mut self, table: &Table, layout: &Layout, place: &Place) {
        let holds = |index: usize| table.lines.iter().skip(layout.data).any(|line| !line.cell(index).is_blank());
        let unknown: Vec<&str> = layout.unknown.iter().filter(|(index, _)| holds(*index)).map(|(_, heading)| heading.as_str()).collect();
        if unknown.is_empty() {
            return;
        }
        let spot = self.spot(place);
        let (zh, en) = (unknown.join("、"), unknown.join(", "));
        self.notes.push(text(
            format!("{spot} 没有使用的列：{zh}；是记录的，在规则书的“数据:”里写明是什么"),
            format!("{spot}, columns not used: {en}; where they are records, say in the rulebook's 数据: what they are"),
        ));
    }

    /// Reads a row; true where it counts.
    fn row(&mut self, line: &Line, layout: &Layout, place: &Place, roster: Option<&Roster>, headings: &str) -> bool {
        if let Some(fault) = &line.fault {
            self.out.reported(place, line.row, vec![(None, fault.clone())]);
            return false;
        }
        if let Some(what) = self.repeated(line, place, headings) {
            self.out.reported(place, line.row, vec![(None, what)]);
            return false;
        }
        let context = Context { names: &self.names, layout, roster };
        match if layout.wide { context.wide_row(line) } else { context.long_row(line) } {
            Ok((frame, statements)) => {
                self.out.used(place, line.row, &frame.subject, frame.period, statements);
                true
            }
            Err(reasons) => {
                self.out.reported(place, line.row, reasons);
                false
            }
        }
    }

    /// A row that equals one of another file or sheet in every cell, heading by heading.
    fn repeated(&mut self, line: &Line, place: &Place, headings: &str) -> Option<What> {
        if !self.many {
            return None;
        }
        let cells = format!("{headings}\u{1e}{}", contents(line));
        let (first, row) = self.seen.entry(cells).or_insert_with(|| (place.clone(), line.row));
        (first.file != place.file || first.sheet != place.sheet).then(|| What::DuplicateRow {
            file: first.name.clone(),
            sheet: first.sheet.clone(),
            row: *row,
        })
    }

    fn summary(&self, place: &Place, sha256: String, read: usize) -> Result<FileSummary, ReadError> {
        let Tally { used, reported } = self.out.tallies.get(place.file as usize).copied().unwrap_or_default();
        let file = place.name.clone();
        if read == used + reported {
            Ok(FileSummary { file, sha256, read, used, reported })
        } else {
            Err(ReadError::RowsLost { file, read, used, reported })
        }
    }

    fn close(&mut self, roster: Option<&Roster>) {
        match roster {
            Some(roster) => {
                roster.assess(self.names.program.period, &mut self.out);
                if roster.is_open() && self.out.observations.assessed.is_empty() {
                    self.notes.push(text(
                        "名单和记录里都没有周期，没有可算的结果",
                        "neither the roster nor the records name a period, so there is nothing to score",
                    ));
                }
            }
            None if ranks(self.names.program) => self.notes.push(text(
                "没有名单：没有记录的对象不在结果里，也不参加排名",
                "without a roster, subjects without records are not in the result and are not ranked",
            )),
            None => self
                .notes
                .push(text("没有名单：没有记录的对象不在结果里", "without a roster, subjects without records are not in the result")),
        }
    }
}

/// True where subjects are compared with one another.
fn ranks(program: &Program) -> bool {
    let compares = |computed: &Computed| matches!(computed, Computed::Place { .. } | Computed::Distance { .. } | Computed::OfBest { .. });
    !program.quotas.is_empty() || program.facts.iter().filter_map(Fact::computed).any(compares)
}

/// Columns that hold something and have no heading, by their letters; row numbers (1, 2, 3) are none.
fn unnamed(table: &Table, layout: &Layout) -> Vec<(String, What)> {
    let named: HashSet<usize> = layout.columns.iter().map(|column| column.index).collect();
    let lines = || table.lines.iter().skip(layout.data);
    let without = (0..layout.width).filter(|column| !named.contains(column));
    let holds = |column: &usize| lines().any(|line| !line.cell(*column).is_blank());
    let counts = |column: &usize| (1..).zip(lines()).all(|(at, line): (usize, &Line)| is_row_number(&line.cell(*column).text(), at));
    let told = without.filter(holds).filter(|column| !counts(column)).map(letters);
    told.map(|column| (column.clone(), What::BlankHeading { column })).collect()
}

/// The numbers that programs put before each row, from 0 or 1.
fn is_row_number(text: &str, at: usize) -> bool {
    text.is_empty() || text.parse() == Ok(at) || text.parse() == Ok(at - 1)
}

fn is_explaining(table: &Table) -> bool {
    table.hidden || table.sheet.as_deref().is_some_and(|sheet| EXPLAINING.contains(&sheet.trim()))
}

fn contents(line: &Line) -> String {
    let texts: Vec<String> = line.cells.iter().map(|cell| cell.text()).collect();
    texts.join("\u{1f}").trim_end_matches('\u{1f}').to_owned()
}
