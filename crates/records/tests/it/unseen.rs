//! Rows, columns and sheets that a spreadsheet does not show: they count, and it is said which they are.

use std::path::Path;

use chidu_diagnostics::Lang;
use chidu_records::{Input, read};
use rust_xlsxwriter::Workbook;

use crate::support::{self, RULEBOOK, program};
use crate::workbooks::edited;

const HEADINGS: [&str; 4] = ["窗口", "月份", "评分项", "次数"];
const WINDOWS: [&str; 5] = ["三号窗口", "四号窗口", "五号窗口", "六号窗口", "七号窗口"];

/// How many rows counted, and what is said beside; each file has five rows, of which the second, fourth and fifth are hidden, and a
/// hidden column D.
fn told(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let records = read(&program(RULEBOOK), &[Input::new(name, bytes)], None).unwrap();
    let notes = records.notes.iter().map(|note| format!("{}\n{}\n", note.get(Lang::Zh), note.get(Lang::En)));
    let counts: Vec<usize> = records.files.iter().map(|file| file.used).collect();
    format!("{counts:?}\n{}", notes.take(2).collect::<String>())
}

fn row(window: &str) -> [String; 4] {
    [window, "2026-03", "服务态度", "1"].map(str::to_owned)
}

#[test]
fn of_an_xlsx() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("三月").unwrap();
    let rows = std::iter::once(HEADINGS.map(str::to_owned)).chain(WINDOWS.map(row));
    for (at, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(at, column, cell).unwrap();
        }
    }
    for at in [2, 4, 5] {
        sheet.set_row_hidden(at).unwrap();
    }
    sheet.set_column_hidden(3).unwrap();
    // Beyond the rows there is nothing to say of.
    sheet.set_row_hidden(40).unwrap();
    let old = book.add_worksheet().set_name("旧表").unwrap();
    for (column, (heading, cell)) in (0..).zip(HEADINGS.into_iter().zip(["三号窗口", "2026-02", "服务态度", "1"])) {
        old.write(0, column, heading).unwrap().write(1, column, cell).unwrap();
    }
    old.set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();
    insta::assert_snapshot!(told("记录.xlsx", bytes.clone()), @"
    [6]
    记录.xlsx · 三月 第 3、5–6 行和 D 列是隐藏的（或被筛选掉的），照样计入；不该算的，从表里删去
    记录.xlsx · 三月, rows 3, 5–6 and columns D are hidden (or filtered out) and count like the others; delete what should not count
    记录.xlsx · 旧表 是隐藏的工作表，照样计入
    记录.xlsx · 旧表 is a hidden sheet and counts like others
    ");
    // Shown again, there is nothing to say but that no roster is there.
    let shown = edited(&bytes, "xl/worksheets/sheet1.xml", |sheet| sheet.replace(" hidden=\"1\"", ""));
    let shown = edited(&shown, "xl/workbook.xml", |book| book.replace(" state=\"hidden\"", ""));
    assert!(told("记录.xlsx", shown).starts_with("[6]\n没有名单"));
}

#[test]
fn of_an_xls() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/xls/hidden-rows.xls");
    insta::assert_snapshot!(told("记录.xls", std::fs::read(seed).unwrap()), @"
    [6]
    记录.xls · 三月 第 3、5–6 行和 D 列是隐藏的（或被筛选掉的），照样计入；不该算的，从表里删去
    记录.xls · 三月, rows 3, 5–6 and columns D are hidden (or filtered out) and count like the others; delete what should not count
    记录.xls · 旧表 是隐藏的工作表，照样计入
    记录.xls · 旧表 is a hidden sheet and counts like others
    ");
}

#[test]
fn of_an_ods() {
    let cell = |text: &String| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let line =
        |cells: [String; 4], mark: &str| format!("<table:table-row{mark}>{}</table:table-row>", cells.iter().map(cell).collect::<String>());
    let mut rows = line(HEADINGS.map(str::to_owned), "");
    let marks = ["", " table:visibility=\"collapse\"", "", " table:visibility=\"filter\"", " table:visibility=\"filter\""];
    rows.extend(WINDOWS.into_iter().zip(marks).map(|(window, mark)| line(row(window), mark)));
    let columns = r#"<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>"#;
    let bytes = support::ods(&format!(r#"<table:table table:name="三月">{columns}{rows}</table:table>"#));
    let told = told("记录.ods", bytes);
    assert!(told.starts_with("[5]\n记录.ods · 三月 第 3、5–6 行和 D 列是隐藏的"), "{told}");
}

#[test]
fn of_a_page_and_of_xml() {
    let cells = |tag: &str, cells: [String; 4]| cells.map(|cell| format!("<{tag}>{cell}</{tag}>")).concat();
    let marks = ["", " style='height:0; display: none'", "", " style='DISPLAY:NONE'", " style='display:none'"];
    let rows = WINDOWS.into_iter().zip(marks).map(|(window, mark)| format!("<tr{mark}>{}</tr>", cells("td", row(window))));
    let page = format!("<html><table><tr>{}</tr>{}</table></html>", cells("td", HEADINGS.map(str::to_owned)), rows.collect::<String>());
    let of_page = told("网页.xls", page);
    assert!(of_page.starts_with("[5]\n网页.xls 第 3、5–6 行是隐藏的"), "{of_page}");
    let data = |row: [String; 4]| row.map(|cell| format!("<Cell><Data ss:Type=\"String\">{cell}</Data></Cell>")).concat();
    let marks = ["", " ss:Hidden=\"1\"", " ss:Hidden=\"0\"", " ss:Hidden=\"1\"", " ss:Hidden=\"1\""];
    let rows = WINDOWS.into_iter().zip(marks).map(|(window, mark)| format!("<Row{mark}>{}</Row>", data(row(window))));
    let xml = format!(
        r#"<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="三月"><Table><Row>{}</Row>{}</Table></Worksheet></Workbook>"#,
        data(HEADINGS.map(str::to_owned)),
        rows.collect::<String>()
    );
    let of_xml = told("表.xls", xml);
    assert!(of_xml.starts_with("[5]\n表.xls · 三月 第 3、5–6 行是隐藏的"), "{of_xml}");
}
