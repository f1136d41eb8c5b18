//! The blank spreadsheet that fits a rulebook, with drop-downs; filled in, it is a valid input of [`crate::read()`].
//!
//! Three sheets: 记录 to fill in, 选项 with what may be filled in and what it does, 说明 on how; and 字典, hidden, from which the drop-downs
//! draw. All but the first have names that [`crate::read()`] knows to hold no records. Not here: the words for entries and findings
//! (`choices`), the drop-downs (`lists`). Start at [`form`].
//!
//! INVARIANT: the same rulebook gives the same bytes (the creation date is fixed).

mod choices;
mod guide;
mod lists;

use chidu_analysis::program::{Action, Amount, Program};
use chidu_diagnostics::Lang;
use chidu_values::PeriodKind;
use choices::{Choice, Takes};
use lists::Lists;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::header::letters;

/// What keeps a form from being written.
#[derive(Debug, thiserror::Error)]
#[error("writing the form: {0}")]
pub struct FormError(#[from] XlsxError);

/// So many rows have drop-downs.
const ROWS: u32 = 2000;
/// The widest a column gets, in characters of half width.
const WIDEST: usize = 60;
/// The width of 说明.
const GUIDE: usize = 68;
/// The height of a line, and of a title, in points of type.
const LINE: u32 = 16;
const TITLE: u32 = 24;
/// The number by which spreadsheets call the paper of offices.
const A4: u8 = 9;
/// The sheet with what may be filled in.
const OPTIONS: &str = "选项";

/// The form's bytes, as XLSX.
pub fn form(program: &Program, lang: Lang) -> Result<Vec<u8>, FormError> {
    let choices = choices::choices(program);
    let mut book = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = program.title.clone().unwrap_or_default();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&date));
    let lists = Lists::new(program, &choices);
    records(book.add_worksheet().set_name("记录")?, program, &choices, &lists, lang)?;
    options(book.add_worksheet().set_name(OPTIONS)?, &choices, lang)?;
    lines(book.add_worksheet().set_name("说明")?, &guide::lines(program, lang))?;
    lists.write(book.add_worksheet().set_name(lists::SHEET)?)?;
    Ok(book.save_to_buffer()?)
}

/// A column of 记录.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Subject,
    Date,
    Entry,
    Finding,
    Count,
    Value,
    Object,
    Source,
    Matter,
    Except,
    Deducted,
    Added,
    Scored,
    Evidence,
    Remark,
}

impl Column {
    fn heading(self, program: &Program) -> &str {
        match self {
            Column::Subject => &program.subject,
            Column::Date => "日期",
            Column::Entry => "评分项",
            Column::Finding => "情形",
            Column::Count => "次数",
            Column::Value => "数值",
            Column::Object if program.entries.iter().any(|entry| entry.objects.is_some()) => "样本",
            Column::Object => "当事人",
            Column::Source => "评价主体",
            Column::Matter => "事项编号",
            Column::Except => "除外",
            Column::Deducted => "扣分",
            Column::Added => "加分",
            Column::Scored => "得分",
            Column::Evidence => "证据",
            Column::Remark => "备注",
        }
    }
}

/// The columns that a rulebook needs.
fn columns(program: &Program) -> Vec<Column> {
    let given =
        |wanted: fn(&Action) -> bool| program.rules.iter().any(|rule| !matches!(rule.amount, Amount::Fixed(_)) && wanted(&rule.action));
    let mut columns = vec![Column::Subject];
    let dated = program.period != PeriodKind::Whole || program.limits.iter().any(|limit| limit.window.is_some());
    columns.extend(dated.then_some(Column::Date));
    columns.extend([Column::Entry, Column::Finding, Column::Count, Column::Value]);
    columns.extend(program.has_objects().then_some(Column::Object));
    columns.extend((!program.sources.is_empty()).then_some(Column::Source));
    columns.extend(program.rules.iter().any(|rule| rule.same_matter).then_some(Column::Matter));
    columns.extend((!program.exceptions.is_empty()).then_some(Column::Except));
    columns.extend(given(|action| matches!(action, Action::Deduct | Action::DeductAbove(_))).then_some(Column::Deducted));
    columns.extend(given(|action| matches!(action, Action::Add)).then_some(Column::Added));
    columns.extend(given(|action| matches!(action, Action::Award)).then_some(Column::Scored));
    columns.extend([Column::Evidence, Column::Remark]);
    columns
}

fn records(sheet: &mut Worksheet, program: &Program, choices: &[Choice], lists: &Lists, lang: Lang) -> Result<(), XlsxError> {
    let columns = columns(program);
    let entry = columns.iter().position(|column| *column == Column::Entry).unwrap_or_default();
    for (at, column) in (0_u16..).zip(&columns) {
        let heading = column.heading(program);
        sheet.write_string_with_format(0, at, heading, &head())?;
        sheet.set_column_width(at, width(*column, heading, choices))?;
        if let Some(format) = format(*column) {
            sheet.set_column_format(at, &format)?;
        }
        if let Some(validation) = lists.validation(*column, &letters(entry), lang)? {
            sheet.add_data_validation(1, at, ROWS, at, &validation)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    printable(sheet)
}

/// Days are shown as such, and long names on several lines.
fn format(column: Column) -> Option<Format> {
    let middle = Format::new().set_align(FormatAlign::VerticalCenter);
    match column {
        Column::Date => Some(middle.set_num_format("yyyy-mm-dd")),
        // 1.10 must not become 1.1.
        Column::Entry => Some(middle.set_text_wrap().set_num_format("@")),
        Column::Subject | Column::Finding | Column::Except | Column::Evidence | Column::Remark => Some(middle.set_text_wrap()),
        _ => None,
    }
}

fn width(column: Column, heading: &str, choices: &[Choice]) -> u32 {
    let longest = |of: fn(&Choice) -> &str| choices.iter().map(|choice| of(choice).width()).max().unwrap_or(0);
    let wanted = match column {
        Column::Subject => 18,
        Column::Date => 13,
        Column::Entry => longest(|choice| &choice.entry),
        Column::Finding => longest(|choice| &choice.finding),
        Column::Count | Column::Value | Column::Deducted | Column::Added | Column::Scored => 8,
        Column::Object | Column::Source | Column::Matter | Column::Except => 14,
        Column::Evidence | Column::Remark => 24,
    };
    // Room for the arrow of the drop-down.
    columns_wide(wanted.max(heading.width()) + 4)
}

fn columns_wide(wanted: usize) -> u32 {
    u32::try_from(wanted.min(WIDEST)).unwrap_or(0)
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00DD_E6F0))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// The choices as a table.
fn options(sheet: &mut Worksheet, choices: &[Choice], lang: Lang) -> Result<(), XlsxError> {
    let rows: Vec<[String; 4]> = choices.iter().map(|choice| row(choice, lang)).collect();
    let headings = ["评分项", "情形", guide::say(lang, "填在", "goes into"), guide::say(lang, "怎么计分", "what it does")];
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    for (line, row) in (1_u32..).zip(&rows) {
        let tallest = row.iter().map(|cell| lines_of(cell, WIDEST)).max().unwrap_or(1);
        sheet.set_row_height(line, tallest * LINE)?;
    }
    for (at, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, at, heading, &head())?;
        let cells = rows.iter().filter_map(|row| row.get(usize::from(at)));
        let widest = cells.clone().map(|cell| cell.width()).max().unwrap_or(0).max(heading.width());
        sheet.set_column_width(at, columns_wide(widest + 3))?;
        for (line, cell) in (1_u32..).zip(cells) {
            sheet.write_string_with_format(line, at, cell, &wrapped)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    printable(sheet)
}

fn row(choice: &Choice, lang: Lang) -> [String; 4] {
    let (column, unit) = match &choice.takes {
        Takes::Count(unit) => ("次数", unit.as_str()),
        Takes::Value(unit) => ("数值", unit.as_str()),
        Takes::Answers => ("次数", guide::say(lang, "人", "people")),
    };
    let goes = if unit.is_empty() { column.to_owned() } else { format!("{column}（{unit}）") };
    [choice.entry.clone(), choice.finding.clone(), goes, choice.meaning.get(lang).to_owned()]
}

/// How many lines a text takes in a column of so many characters of half width; generous, since programs break lines as they like.
fn lines_of(text: &str, wide: usize) -> u32 {
    u32::try_from(text.width().div_ceil(wide.saturating_sub(4).max(1)).max(1)).unwrap_or(1)
}

/// Fit for paper: across, all columns on one page, the headings on each.
fn printable(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn lines(sheet: &mut Worksheet, lines: &[String]) -> Result<(), XlsxError> {
    sheet.set_column_width(0, u32::try_from(GUIDE).unwrap_or(0))?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, line) in (0_u32..).zip(lines) {
        let format = if at == 0 { wrapped.clone().set_bold().set_font_size(14.0) } else { wrapped.clone() };
        let height = if at == 0 { lines_of(line, GUIDE * 11 / 14) * TITLE } else { lines_of(line, GUIDE) * LINE };
        sheet.set_row_height(at, height)?;
        sheet.write_string_with_format(at, 0, line, &format)?;
    }
    sheet.set_portrait().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}
