//! Results as a spreadsheet: results, their reasons, problems, years.
//!
//! INVARIANT: the same run gives the same bytes (the creation date is fixed).

use chidu_analysis::program::EntryId;
use chidu_diagnostics::Lang;
use chidu_evaluation::assessment::{EntryResult, Reason, SubjectResult};
use chidu_values::Number;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::run::{Place, Run, entry_of, items, part};
use crate::{arithmetic, csv, json, words};

/// What keeps a spreadsheet from being written.
#[derive(Debug, thiserror::Error)]
#[error("writing the spreadsheet: {0}")]
pub struct SpreadsheetError(#[from] XlsxError);

/// The widest a column gets, in characters of half width.
const WIDEST: usize = 44;

/// So many columns can be read across one page.
const PAGE: usize = 16;

/// The number by which spreadsheets call the paper of offices.
const A4: u8 = 9;

/// The height of a line, and of the tallest row that a spreadsheet has, in points of type.
const LINE: u32 = 16;
const TALLEST: u32 = 400;

/// The most rows under one header; a sheet holds 1,048,576.
const ROWS: usize = 1_000_000;

/// The spreadsheet's bytes.
pub fn xlsx(run: &Run<'_>, lang: Lang) -> Result<Vec<u8>, SpreadsheetError> {
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(run.title()).set_creation_datetime(&date));
    let sheets = [
        (words::word(("结果", "Results"), lang), results(run, lang)),
        (words::word(("明细", "Details"), lang), details(run, lang)),
        (words::word(("问题", "Problems"), lang), problems(run, lang)),
        (words::word(("年度", "Annual"), lang), annual(run, lang)),
    ];
    for (name, rows) in sheets {
        add(&mut book, name, rows)?;
    }
    Ok(book.save_to_buffer()?)
}

/// One table, in as many sheets as its rows need: 明细, 明细 2.
fn add(book: &mut Workbook, name: &str, rows: Rows) -> Result<(), XlsxError> {
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    let mut rest = rows.peekable();
    for number in 1.. {
        let part: Rows = std::iter::once(head.clone()).chain(rest.by_ref().take(ROWS)).collect();
        let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        fill(book.add_worksheet().set_name(name)?, &part)?;
        if rest.peek().is_none() {
            break;
        }
    }
    Ok(())
}

/// What a cell holds.
#[derive(Clone)]
enum Value {
    Text(String),
    Number(String),
    Empty,
}

type Rows = Vec<Vec<Value>>;

fn text(value: impl Into<String>) -> Value {
    let value = value.into();
    if value.is_empty() { Value::Empty } else { Value::Text(value) }
}

fn number(value: Option<&Number>) -> Value {
    value.map_or(Value::Empty, |value| Value::Number(words::plain(value)))
}

fn row_number(row: Option<u32>) -> Value {
    row.map_or(Value::Empty, |row| Value::Number(row.to_string()))
}

fn header(names: &[words::Word], lang: Lang) -> Vec<Value> {
    names.iter().map(|name| text(words::word(*name, lang))).collect()
}

/// How cells look.
struct Looks {
    head: Format,
    /// The heading of numbers stands above them.
    head_of_numbers: Format,
    plain: Format,
    wrapped: Format,
    /// Not right against the text of the next column.
    number: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::VerticalCenter);
        let right = |format: &Format| format.clone().set_align(FormatAlign::Right).set_indent(1);
        let head = plain.clone().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_border_bottom(FormatBorder::Thin);
        Self { head_of_numbers: right(&head), head, wrapped: plain.clone().set_text_wrap(), number: right(&plain), plain }
    }

    fn of(&self, row: u32, value: &Value, numbers: bool) -> &Format {
        match value {
            _ if row == 0 && numbers => &self.head_of_numbers,
            _ if row == 0 => &self.head,
            Value::Number(_) => &self.number,
            Value::Text(text) if text.width() + 3 > WIDEST || text.contains('\n') => &self.wrapped,
            _ => &self.plain,
        }
    }
}

fn fill(sheet: &mut Worksheet, rows: &Rows) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let numbers = |column: usize| rows.iter().skip(1).any(|row| matches!(row.get(column), Some(Value::Number(_))));
    for (at, row) in (0_u32..).zip(rows) {
        let lines = row.iter().map(lines).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(at, lines.saturating_mul(LINE).min(TALLEST))?;
        }
        for (column, value) in (0_u16..).zip(row) {
            let numbers = at == 0 && numbers(usize::from(column));
            write(sheet, (at, column), value, looks.of(at, value, numbers))?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    let widths = widths(rows);
    for (column, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(column, u32::try_from(*width).unwrap_or(0))?;
    }
    print(sheet, widths.len())?;
    let columns = rows.first().map_or(0, Vec::len);
    if let (Ok(last), Ok(bottom)) = (u16::try_from(columns.saturating_sub(1)), u32::try_from(rows.len().saturating_sub(1))) {
        sheet.autofilter(0, 0, bottom, last)?;
    }
    Ok(())
}

/// How many lines a cell takes; generous, since programs break lines as they like.
fn lines(value: &Value) -> u32 {
    let Value::Text(text) = value else { return 1 };
    let of = |line: &str| if line.width() + 3 > WIDEST { line.width().div_ceil(WIDEST - 6) } else { 1 };
    u32::try_from(text.split('\n').map(of).sum::<usize>()).unwrap_or(1)
}

/// On paper: across on one page where that can be read, else with whom it is about on each page; the headings on each.
fn print(sheet: &mut Worksheet, columns: usize) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?;
    if columns <= PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    } else {
        sheet.set_repeat_columns(0, 1)?;
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value, format: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, text, format)?;
        }
        // A spreadsheet knows binary floats alone; the nearest one shows the decimal that is meant.
        Value::Number(digits) => match digits.parse::<f64>() {
            Ok(nearest) => {
                sheet.write_number_with_format(row, column, nearest, format)?;
            }
            Err(_) => {
                sheet.write_string_with_format(row, column, digits, format)?;
            }
        },
    }
    Ok(())
}

/// Widths by what is seen: a Han character takes two columns.
fn widths(rows: &Rows) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let seen = |value: &Value| match value {
        Value::Text(text) | Value::Number(text) => text.width(),
        Value::Empty => 0,
    };
    let of = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(seen).max().unwrap_or(0);
    (0..columns).map(|column| (of(column) + 3).clamp(6, WIDEST)).collect()
}

fn results(run: &Run<'_>, lang: Lang) -> Rows {
    let items = items(run.program);
    let fixed = [words::PERIOD, words::TOTAL, words::GRADE, words::STATUS, words::CONSEQUENCES];
    let mut head = vec![text(words::subject_word(&run.program.subject, lang))];
    head.extend(header(&fixed, lang));
    head.extend(items.iter().map(|id| text(csv::column_name(run.program, *id))));
    let rows = run.assessment.results.iter().map(|result| result_row(run, result, &items, lang));
    std::iter::once(head).chain(rows).collect()
}

fn result_row(run: &Run<'_>, result: &SubjectResult, items: &[EntryId], lang: Lang) -> Vec<Value> {
    let consequences: Vec<&str> = result.consequences.iter().map(|each| each.text.as_str()).collect();
    let mut row = vec![
        text(run.subject(result.subject)),
        text(words::period(result.period)),
        number(result.total.as_ref()),
        text(result.grade.as_deref().unwrap_or("")),
        text(words::status(result.status).get(lang)),
        text(consequences.join("；")),
    ];
    row.extend(items.iter().map(|id| number(part(result, *id).and_then(|part| part.score.as_ref()))));
    row
}

fn details(run: &Run<'_>, lang: Lang) -> Rows {
    let columns = [
        words::PERIOD,
        ("编号", "Number"),
        words::ENTRY,
        ("规则编号", "Clause id"),
        words::CLAUSE,
        ("规则书行", "Line"),
        ("分值变化", "Change"),
        ("次数", "Count"),
        ("计算", "Arithmetic"),
        words::FILE,
        words::SHEET,
        words::ROW,
    ];
    let mut head = vec![text(words::subject_word(&run.program.subject, lang))];
    head.extend(header(&columns, lang));
    let rows = run.assessment.results.iter().flat_map(|result| result_reasons(run, result, lang));
    std::iter::once(head).chain(rows).collect()
}

fn result_reasons<'r>(run: &'r Run<'_>, result: &'r SubjectResult, lang: Lang) -> impl Iterator<Item = Vec<Value>> + 'r {
    let reasons = result.entries.iter().flat_map(|part| part.reasons.iter().map(move |reason| (part, reason)));
    reasons.map(move |(part, reason)| reason_row(run, result, part, reason, lang))
}

fn reason_row(run: &Run<'_>, result: &SubjectResult, part: &EntryResult, reason: &Reason, lang: Lang) -> Vec<Value> {
    let entry = entry_of(run.program, part);
    let fired = json::fired(&reason.step);
    let rule = fired.map(|fired| &run.program[fired.rule]);
    let places = run.places(&reason.rows);
    vec![
        text(run.subject(result.subject)),
        text(words::period(result.period)),
        text(&entry.id),
        text(&entry.name),
        text(rule.map_or("", |rule| rule.id.as_str())),
        text(rule.map_or("", |rule| rule.text.as_str())),
        row_number(rule.map(|rule| rule.line)),
        number(Some(&reason.delta)),
        number(fired.and_then(|fired| fired.count.as_ref())),
        text(arithmetic::of(run.program, reason).get(lang)),
        text(distinct(places.iter().map(|place| place.file))),
        text(distinct(places.iter().filter_map(|place| place.sheet))),
        rows_cell(&places),
    ]
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen.join("; ")
}

fn rows_cell(places: &[Place<'_>]) -> Value {
    match places {
        [one] => row_number(Some(one.row)),
        many => text(many.iter().map(|place| place.row.to_string()).collect::<Vec<_>>().join(", ")),
    }
}

fn problems(run: &Run<'_>, lang: Lang) -> Rows {
    let columns = [words::FILE, words::SHEET, words::ROW, words::COLUMN, ("代码", "Code"), ("问题", "Problem"), ("建议", "Suggestion")];
    let rows = run.problems.iter().map(|problem| {
        vec![
            text(&problem.file),
            text(problem.sheet.as_deref().unwrap_or("")),
            row_number(problem.row),
            text(problem.column.as_deref().unwrap_or("")),
            text(&problem.code),
            text(problem.message.get(lang)),
            text(problem.suggestion.as_deref().unwrap_or("")),
        ]
    });
    std::iter::once(header(&columns, lang)).chain(rows).collect()
}

fn annual(run: &Run<'_>, lang: Lang) -> Rows {
    let columns = [("年度", "Year"), ("年度结果", "Annual result"), words::CLAUSE, ("依据", "Because of")];
    let mut head = vec![text(words::subject_word(&run.program.subject, lang))];
    head.extend(header(&columns, lang));
    let mut rows = vec![head];
    for year in &run.assessment.annual {
        for (at, periods) in &year.consequences {
            let Some(rule) = run.program.annual.get(*at) else { continue };
            let behind: Vec<String> = periods.iter().map(|(period, total)| format!("{period}: {}", words::number(total))).collect();
            let subject = text(run.subject(year.subject));
            rows.push(vec![subject, text(year.year.to_string()), text(&rule.outcome), text(&rule.text), text(behind.join("; "))]);
        }
    }
    rows
}
