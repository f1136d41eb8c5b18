//! Web pages and XML that go by the name of a spreadsheet: their tables, as programs export them.
//!
//! An `.xls` of an office system is often a page with a `<table>`, or the XML of Excel 2003 (`<Row><Cell><Data>`). Tags are told apart by
//! html5ever; here is only which cell stands where. Tables of a page stand beneath one another, as a spreadsheet program shows them.
//! Start at [`tables`].

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::amounts::scientific;
use crate::cell::{Cell, Format};
use crate::encoding::decode;
use crate::problem::What;
use crate::table::{Line, Table, WIDEST};
use crate::unseen::{Unseen, join};

/// More cells than this no page shows: spans that say so fill the memory and nothing else.
const MOST: usize = if cfg!(test) { 100_000 } else { 10_000_000 };

/// The tables of a page; empty where it has none, `None` where it has more cells than can be.
pub(crate) fn tables(bytes: &[u8]) -> Option<Vec<Table>> {
    let decoded = decode(bytes);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&decoded.text));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let page = tokenizer.sink.0.into_inner();
    if page.cells > MOST {
        return None;
    }
    let mut tables = page.finished();
    if let (Some(first), Some((encoding, line))) = (tables.first_mut(), decoded.bad) {
        first.faults.push((None, What::BadBytes { encoding, line }));
    }
    Some(tables)
}

#[derive(Default)]
struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.start(&tag),
            Token::TagToken(tag) => page.end(name(&tag)),
            Token::CharacterTokens(text) => page.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What was read of a page so far.
#[derive(Default)]
struct Page {
    done: Vec<Table>,
    /// The name of an XML sheet.
    sheet: Option<String>,
    lines: Vec<Line>,
    /// How many cells all lines have.
    cells: usize,
    /// The latest row.
    row: u32,
    unseen: Unseen,
    /// Tables within one another.
    open: Vec<Open>,
    /// Within a comment of a cell, which is none of its text.
    aside: bool,
}

/// A table that is being read.
#[derive(Default)]
struct Open {
    row: Option<Row>,
    /// By column: how many rows further down a cell reaches, and what it shows there.
    spans: BTreeMap<usize, (u32, Cell)>,
}

#[derive(Default)]
struct Row {
    number: u32,
    cells: Vec<Cell>,
    typed: Option<Typed>,
}

/// A cell that is being read.
#[derive(Default)]
struct Typed {
    text: String,
    across: usize,
    down: u32,
    /// What XML says of its content.
    kind: String,
    formula: bool,
}

fn name(tag: &Tag) -> &str {
    tag.name.rsplit(':').next().unwrap_or_default()
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| attribute.name.local.rsplit(':').next() == Some(name)).map(|attribute| &*attribute.value)
}

fn number(tag: &Tag, name: &str) -> Option<usize> {
    attribute(tag, name).and_then(|value| value.trim().parse().ok())
}

/// As programs mark a row that they do not show, in a page and in XML.
fn is_unseen(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().replace(' ', "").to_lowercase();
    style.contains("display:none") || attribute(tag, "hidden").is_some_and(|hidden| hidden != "0")
}

impl Page {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        match name(tag) {
            "table" => self.open.push(Open::default()),
            "worksheet" => {
                self.close_sheet();
                self.sheet = attribute(tag, "name").map(str::to_owned);
            }
            "tr" | "row" => {
                self.start_row(number(tag, "index"));
                self.unseen.rows.extend(is_unseen(tag).then_some((self.row, self.row)));
            }
            "td" | "th" | "cell" => self.start_cell(tag),
            "data" if !self.aside => {
                let kind = attribute(tag, "type").unwrap_or_default().to_lowercase();
                self.typed().into_iter().for_each(|typed| typed.kind.clone_from(&kind));
            }
            "comment" => self.aside = !tag.self_closing,
            "br" => self.text("\n"),
            // The styles of XML are tags like others.
            "style" | "script" | "title" | "textarea" if self.sheet.is_none() && attribute(tag, "id").is_none() => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            _ => {}
        }
        if tag.self_closing {
            self.end(name(tag));
        }
        TokenSinkResult::Continue
    }

    fn end(&mut self, name: &str) {
        match name {
            "td" | "th" | "cell" => self.end_cell(),
            "tr" | "row" => self.end_row(),
            "table" => {
                self.end_row();
                self.open.pop();
            }
            "comment" => self.aside = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.aside {
            self.typed().into_iter().for_each(|typed| typed.text.push_str(text));
        }
    }

    fn typed(&mut self) -> Option<&mut Typed> {
        self.open.last_mut()?.row.as_mut()?.typed.as_mut()
    }

    fn start_row(&mut self, index: Option<usize>) {
        self.end_row();
        self.row = index.and_then(|index| u32::try_from(index).ok()).unwrap_or(self.row.saturating_add(1));
        let row = Row { number: self.row, ..Row::default() };
        match self.open.last_mut() {
            Some(open) => open.row = Some(row),
            None => self.open.push(Open { row: Some(row), ..Open::default() }),
        }
    }

    fn start_cell(&mut self, tag: &Tag) {
        self.end_cell();
        let span = |html, xml| number(tag, html).or(number(tag, xml).map(|more| more.saturating_add(1))).unwrap_or(1);
        let typed = Typed {
            across: span("colspan", "mergeacross").clamp(1, 1000),
            down: u32::try_from(span("rowspan", "mergedown").clamp(1, 65_534)).unwrap_or(1),
            formula: attribute(tag, "formula").is_some(),
            ..Typed::default()
        };
        let Some(open) = self.open.last_mut() else { return };
        open.reach(number(tag, "index").map_or(0, |index| index.saturating_sub(1)));
        if let Some(row) = open.row.as_mut() {
            row.typed = Some(typed);
        }
    }

    fn end_cell(&mut self) {
        self.open.last_mut().into_iter().for_each(Open::end_cell);
    }

    fn end_row(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        open.end_cell();
        let last = open.spans.keys().next_back().map_or(0, |column| column + 1);
        open.reach(last);
        open.spans.retain(|_, (rows, _)| *rows > 0);
        let Some(Row { number, cells, .. }) = open.row.take() else { return };
        let line = Line { row: number, cells, fault: None };
        self.cells = self.cells.saturating_add(line.cells.len());
        if !line.is_blank() && self.cells <= MOST {
            self.lines.push(line);
        }
    }

    fn close_sheet(&mut self) {
        while !self.open.is_empty() {
            self.end("table");
        }
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_by_key(|line| line.row);
        self.row = 0;
        let mut unseen = std::mem::take(&mut self.unseen);
        unseen.rows.sort_unstable();
        join(&mut unseen.rows);
        if !lines.is_empty() {
            self.done.push(Table { sheet: self.sheet.take(), lines, unseen, ..Table::default() });
        }
    }

    fn finished(mut self) -> Vec<Table> {
        self.close_sheet();
        self.done
    }
}

impl Open {
    /// Fills the row up to a column, and past what reaches down from rows above.
    fn reach(&mut self, column: usize) {
        let Some(row) = &mut self.row else { return };
        while row.cells.len() < WIDEST {
            let at = row.cells.len();
            match self.spans.get_mut(&at).filter(|(rows, _)| *rows > 0) {
                Some((rows, cell)) => {
                    *rows -= 1;
                    row.cells.push(Cell::Covered(Box::new(cell.clone())));
                }
                None if at < column => row.cells.push(Cell::Empty),
                None => return,
            }
        }
    }

    fn end_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        let Some(typed) = row.typed.take() else { return };
        let cell = content(&typed);
        for beside in 0..typed.across {
            let at = row.cells.len();
            if at >= WIDEST {
                return;
            }
            let below = if beside == 0 { cell.clone() } else { Cell::Empty };
            if typed.down > 1 {
                self.spans.insert(at, (typed.down - 1, below));
            }
            row.cells.push(if beside == 0 { cell.clone() } else { Cell::Covered(Box::default()) });
        }
    }
}

fn content(typed: &Typed) -> Cell {
    let text = typed.text.split(['\n', '\r']).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = text.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    match typed.kind.as_str() {
        _ if text.is_empty() => {
            if typed.formula {
                Cell::Unvalued
            } else {
                Cell::Empty
            }
        }
        "number" => scientific(&text).map_or_else(|| Cell::of_text(text), |number| Cell::Number(number, Format::Unknown)),
        "boolean" => Cell::Flag(text == "1"),
        "error" => Cell::Fault(text),
        _ => Cell::of_text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> String {
        let line = |line: &Line| format!("{}: {}", line.row, line.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|"));
        let lines = |table: &Table| table.lines.iter().map(line).collect::<Vec<_>>().join("\n");
        tables(page.as_bytes()).unwrap().iter().map(lines).collect::<Vec<_>>().join("\n--\n")
    }

    #[test]
    fn cells_stand_where_a_person_sees_them() {
        let page = "<html><head><style>td{mso:'<td>'}</style></head><body><table><tr><td colspan=3>记录</td></tr><tr><th rowspan=2>窗口<th colspan=2>卫生</tr>\
                    <tr><td>物品&nbsp;摆放</td><td>门窗<br>玻璃</td></tr><tr><td>三号 &amp; 四号<td>1<td></tr></table></body></html>";
        assert_eq!(shown(page), "1: 记录||\n2: 窗口|卫生|\n3: 窗口|物品 摆放|门窗\n玻璃\n4: 三号 & 四号|1|");
    }

    #[test]
    fn a_table_within_a_table_is_read_alone() {
        assert_eq!(shown("<table><tr><td><table><tr><td>窗口<td>月份</table></td></tr></table>"), "2: 窗口|月份");
    }

    #[test]
    fn xml_says_its_rows_and_columns() {
        let xml = r#"<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="a"/></Styles>
            <Worksheet ss:Name="三月"><Table><Row ss:Index="2"><Cell><Data ss:Type="String">窗口</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">1.5E1</Data>
            <Comment><ss:Data>批注</ss:Data></Comment></Cell></Row><Row><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell ss:Formula="=1+1"/></Row>
            <Row><Cell ss:Index="2"><Data ss:Type="Error">#REF!</Data></Cell></Row></Table></Worksheet><Worksheet ss:Name="空"><Table/></Worksheet></Workbook>"#;
        assert_eq!(shown(xml), "2: 窗口||15\n3: 甲|\n4: 甲|#REF!");
        assert_eq!(tables(xml.as_bytes()).unwrap().first().and_then(|table| table.sheet.clone()).as_deref(), Some("三月"));
    }

    #[test]
    fn more_cells_than_a_page_can_have_are_refused() {
        let page = "<table><tr><td rowspan=65534 colspan=1000>a".to_owned() + &"<tr><td>b".repeat(200);
        assert_eq!(tables(page.as_bytes()), None);
    }

    #[test]
    fn spans_beyond_measure_end() {
        let line = "<table><tr><td rowspan=99999999999 colspan=99999>a</td><td>b".to_owned() + &"<td colspan=1000>c".repeat(20);
        assert!(tables(line.as_bytes()).unwrap().iter().all(|table| table.lines.iter().all(|line| line.cells.len() <= WIDEST)));
    }
}
