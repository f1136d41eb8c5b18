//! Workbooks: percent cells, dates, formulas, merged cells, several sheets.

use std::io::{Cursor, Read, Write};

use chidu_diagnostics::Lang;
use chidu_records::{Input, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::support::{self, RULEBOOK, assessed, program, read_one, shown};

fn headings(sheet: &mut Worksheet, row: u32, names: &[&str]) {
    for (column, name) in (0..).zip(names) {
        sheet.write(row, column, *name).unwrap();
    }
}

fn bytes(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

/// A zip file with one of its parts changed.
pub(crate) fn edited(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        if name == part {
            text = change(String::from_utf8(text).unwrap()).into_bytes();
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&text).unwrap();
    }
    written.finish().unwrap().into_inner()
}

/// An ODS file with one sheet.
fn ods(rows: &str) -> Vec<u8> {
    support::ods(&format!(r#"<table:table table:name="表1">{rows}</table:table>"#))
}

#[test]
fn ods_tells_percent_cells() {
    let text = |text: &str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let number = |kind: &str, value: &str| {
        format!(r#"<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>?</text:p></table:table-cell>"#)
    };
    let date = r#"<table:table-cell office:value-type="date" office:date-value="2026-03-05"><text:p>?</text:p></table:table-cell>"#;
    let row = |value: String| format!("<table:table-row>{}{date}{}{value}</table:table-row>", text("三号窗口"), text("满意率"));
    let head = format!("<table:table-row>{}{}{}{}</table:table-row>", text("窗口"), text("日期"), text("评分项"), text("数值"));
    let rows = [row(number("percentage", "0.92")), row(number("percentage", "1")), row(number("float", "92"))];
    insta::assert_snapshot!(read_one("记录.ods", ods(&(head + &rows.concat()))), @"
    [表1]2 三号窗口 2026-03 四.2 满意率 92
    [表1]3 三号窗口 2026-03 四.2 满意率 100
    [表1]4 三号窗口 2026-03 四.2 满意率 92
    记录.ods: 读3 计3 报0
    ");
}

#[test]
fn merged_cells_of_ods_hold_for_each_row() {
    let text = |text: &str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let tall = |cell: String| cell.replacen("<table:table-cell", "<table:table-cell table:number-rows-spanned=\"2\"", 1);
    let number = r#"<table:table-cell office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>"#.to_owned();
    let head = format!("<table:table-row>{}{}{}{}</table:table-row>", text("窗口"), text("月份"), text("评分项"), text("次数"));
    let first = format!(
        "<table:table-row>{}{}{}{}</table:table-row>",
        tall(text("三号窗口")),
        tall(text("2026-03")),
        text("服务态度"),
        tall(number)
    );
    let beneath = "<table:covered-table-cell/>";
    let second = format!("<table:table-row>{beneath}{beneath}{}{beneath}</table:table-row>", text("物品摆放"));
    insta::assert_snapshot!(read_one("记录.ods", ods(&(head + &first + &second))), @"
    [表1]2 三号窗口 2026-03 二.1 不达标 2
    记录.ods[表1]:3 次数 merged-cell: 这一格被合并在上面的单元格里，不知这一行的数是多少 → 取消合并，每一行各填各的数
    记录.ods: 读2 计1 报1
    ");
}

/// A workbook has a sheet a month, of which one has a row of another.
#[test]
fn rows_of_another_period_than_the_name_of_their_sheet_are_told() {
    let row = |cells: &[&str]| {
        let cell = |text: &&str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let sheet = |name: &str, day: &str| {
        let rows = row(&["窗口", "日期", "评分项", "情形"]) + &row(&["三号窗口", day, "服务态度", "不达标"]);
        format!(r#"<table:table table:name="{name}">{rows}</table:table>"#)
    };
    let tables = sheet("2026年3月", "2026-03-05") + &sheet("2026年4月", "2026-03-06") + &sheet("汇总", "2026-05-06");
    insta::assert_snapshot!(read_one("记录.ods", support::ods(&tables)), @"
    [2026年3月]2 三号窗口 2026-03 二.1 不达标 1
    [2026年4月]2 三号窗口 2026-03 二.1 不达标 1
    [汇总]2 三号窗口 2026-05 二.1 不达标 1
    记录.ods[2026年4月] date-outside-title: 工作表名写的是“2026年4月”，第 2 行写的是别的周期（共 1 行） → 每一行按自己的日期计分；哪个写错了就改哪个
    记录.ods: 读3 计3 报0
    ");
}

#[test]
fn a_sheet_that_was_copied_counts_once() {
    let mut book = Workbook::new();
    for name in ["3月", "3月 (2)"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        headings(sheet, 0, &["窗口", "月份", "评分项"]);
        headings(sheet, 1, &["三号窗口", "2026-03", "服务态度"]);
        headings(sheet, 2, &["三号窗口", "2026-03", "服务态度"]);
    }
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [3月]2 三号窗口 2026-03 二.1 不达标 1
    [3月]3 三号窗口 2026-03 二.1 不达标 1
    记录.xlsx[3月 (2)]:2 duplicate-row: 与 记录.xlsx 工作表“3月” 第2行 每一格都相同，只计一次 → 是同一件事就不用管；是两件事的，在“备注”或“证据”里写出区别
    记录.xlsx[3月 (2)]:3 duplicate-row: 与 记录.xlsx 工作表“3月” 第2行 每一格都相同，只计一次 → 是同一件事就不用管；是两件事的，在“备注”或“证据”里写出区别
    记录.xlsx: 读4 计2 报2
    ");
}

#[test]
fn a_cell_far_to_the_right_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "月份", "评分项"]);
    headings(sheet, 1, &["三号窗口", "2026-03", "服务态度"]);
    sheet.write(1, 16_383, "x").unwrap();
    let filled = Format::new().set_background_color("yellow");
    for row in 2..500 {
        sheet.write_blank(row, 0, &filled).unwrap();
    }
    headings(sheet, 1_048_575, &["三号窗口", "2026-03", "物品摆放"]);
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [Sheet1]1048576 三号窗口 2026-03 一.1 不达标 1
    记录.xlsx[Sheet1]:2 stray-cell: “x”在表头之外，这一行的单元格可能错位 → 给这一列写上表头；CSV里带逗号的内容要加引号
    记录.xlsx: 读2 计1 报1
    ");
}

#[test]
fn a_day_that_lost_its_format_counts_by_the_calendar_of_its_workbook() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "日期", "评分项"]);
    for (row, day) in (1..).zip([46086.0, 44624.0, 20_260_305.0, 202_603.0, 2026.3, 2026.1]) {
        headings(sheet, row, &["三号窗口", "", "服务态度"]);
        sheet.write(row, 1, day).unwrap();
    }
    let of_1900 = bytes(book);
    let of_1904 = edited(&of_1900, "xl/workbook.xml", |part| part.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    insta::assert_snapshot!(read_one("记录.xlsx", of_1900), @"
    [Sheet1]2 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]3 三号窗口 2022-03 二.1 不达标 1
    [Sheet1]4 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]5 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]6 三号窗口 2026-03 二.1 不达标 1
    记录.xlsx[Sheet1]:7 日期 bad-period: “2026.1”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.xlsx: 读6 计5 报1
    ");
    insta::assert_snapshot!(read_one("记录.xlsx", of_1904), @"
    [Sheet1]2 三号窗口 2030-03 二.1 不达标 1
    [Sheet1]3 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]4 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]5 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]6 三号窗口 2026-03 二.1 不达标 1
    记录.xlsx[Sheet1]:7 日期 bad-period: “2026.1”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.xlsx: 读6 计5 报1
    ");
}

#[test]
fn a_time_of_day_may_be_minutes_and_seconds() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "月份", "评分项", "数值"]);
    for (row, format) in (1..).zip(["h:mm", "[h]:mm", "h:mm:ss", "mm:ss"]) {
        headings(sheet, row, &["三号窗口", "2026-03", "接待时间"]);
        let time = ExcelDateTime::from_hms(0, 12, 0).unwrap();
        sheet.write_with_format(row, 3, &time, &Format::new().set_num_format(format)).unwrap();
    }
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [Sheet1]3 三号窗口 2026-03 三.1 接待时间 12
    [Sheet1]4 三号窗口 2026-03 三.1 接待时间 12
    [Sheet1]5 三号窗口 2026-03 三.1 接待时间 12
    记录.xlsx[Sheet1]:2 数值 ambiguous-time: “0:12”不知是0小时12分还是0分12秒 → 写成“0小时12分”或“0分12秒”
    记录.xlsx: 读4 计3 报1
    ");
}

#[test]
fn a_percent_cell_of_thousands_is_in_doubt() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "月份", "评分项", "数值"]);
    for (row, share) in (1..).zip([92.0, 1.2]) {
        headings(sheet, row, &["三号窗口", "2026-03", "满意率"]);
        sheet.write_with_format(row, 3, share, &Format::new().set_num_format("0%")).unwrap();
    }
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [Sheet1]3 三号窗口 2026-03 四.2 满意率 120
    记录.xlsx[Sheet1]:2 数值 ambiguous-percent: “9200%”不像一个率，不知是不是92% → 核对；要写92%的，重新填“92%”
    记录.xlsx: 读2 计1 报1
    ");
}

#[test]
fn truth_values_are_once_and_never() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "月份", "评分项", "次数"]);
    for (row, flag) in (1..).zip([true, false]) {
        headings(sheet, row, &["三号窗口", "2026-03", "服务态度"]);
        sheet.write(row, 3, flag).unwrap();
    }
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [Sheet1]2 三号窗口 2026-03 二.1 不达标 1
    [Sheet1]3 三号窗口 2026-03 二.1 不达标 0
    记录.xlsx: 读2 计2 报0
    ");
}

#[test]
fn a_number_may_have_lost_a_zero() {
    let names: String = (1..=10).map(|number| format!("1.{number} 第{number}件 1分: 未做的, 扣1分\n")).collect();
    let program = program(&format!("满分10分\n1 事项 10分\n{names}"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["对象", "评分项"]);
    headings(sheet, 1, &["甲", "1.1"]);
    sheet.write(2, 0, "甲").unwrap();
    sheet.write(2, 1, 1.1).unwrap();
    sheet.write(3, 0, "甲").unwrap();
    sheet.write(3, 1, 1.2).unwrap();
    let records = read(&program, &[Input::new("记录.xlsx", bytes(book))], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    [Sheet1]2 甲 - 1.1 未做 1
    [Sheet1]4 甲 - 1.2 未做 1
    记录.xlsx[Sheet1]:3 评分项 ambiguous-entry: “1.1”存成了数，不知原来是1.1还是1.10 → 把这一列设为文本再填，或写评分项的名称
    记录.xlsx: 读3 计2 报1
    ");
}

#[test]
fn percent_cells_dates_and_durations() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "日期", "评分项", "情形", "次数", "数值"]);
    let (percent, date, time) = (
        Format::new().set_num_format("0.0%"),
        Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\""),
        Format::new().set_num_format("[h]:mm"),
    );
    let day = ExcelDateTime::from_ymd(2026, 3, 5).unwrap();
    for row in 1..=6 {
        sheet.write(row, 0, "三号窗口").unwrap();
        sheet.write_with_format(row, 1, &day, &date).unwrap();
    }
    sheet.write(1, 2, "满意率").unwrap();
    sheet.write_with_format(1, 5, 0.925, &percent).unwrap();
    sheet.write(2, 2, "满意率").unwrap();
    sheet.write(2, 5, 0.925).unwrap();
    sheet.write(3, 2, "满意率").unwrap();
    sheet.write(3, 5, 92.5).unwrap();
    sheet.write(4, 2, "接待时间").unwrap();
    sheet.write_with_format(4, 5, ExcelDateTime::from_hms(0, 12, 0).unwrap(), &time).unwrap();
    sheet.write(5, 2, 2.1).unwrap();
    sheet.write(5, 4, 2).unwrap();
    sheet.write(6, 2, "服务态度").unwrap();
    sheet.write_with_format(6, 4, 0.5, &percent).unwrap();
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [Sheet1]2 三号窗口 2026-03 四.2 满意率 92.5
    [Sheet1]4 三号窗口 2026-03 四.2 满意率 92.5
    [Sheet1]5 三号窗口 2026-03 三.1 接待时间 12
    记录.xlsx[Sheet1]:3 数值 ambiguous-percent: “0.925”不知是0.925%还是92.5% → 写成“92.5%”或“0.925%”
    记录.xlsx[Sheet1]:6 评分项 unknown-entry: 规则书里没有评分项“2.1” → 是不是“二.1”？
    记录.xlsx[Sheet1]:7 次数 wrong-unit: “50%”带了单位，而规则书在这里没有单位 → 只写数，不写单位
    记录.xlsx: 读6 计3 报3
    ");
}

#[test]
fn formulas_and_error_values() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    headings(sheet, 0, &["窗口", "月份", "评分项", "次数"]);
    for row in 1..=4 {
        headings(sheet, row, &["三号窗口", "2026-03", "服务态度"]);
    }
    sheet.write_formula(1, 3, Formula::new("=1+1").set_result("2")).unwrap();
    // The writer gives every formula a result; the reader must see none.
    sheet.write_formula(2, 3, Formula::new("=2+3").set_result("77")).unwrap();
    sheet.write_formula(3, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(4, 3, Formula::new("=IF(A1=\"\",1,\"\")").set_result("text")).unwrap();
    let bytes = edited(&bytes(book), "xl/worksheets/sheet1.xml", |sheet| sheet.replace("<v>77</v>", "").replace("<v>text</v>", "<v></v>"));
    insta::assert_snapshot!(read_one("记录.xlsx", bytes), @"
    [Sheet1]2 三号窗口 2026-03 二.1 不达标 2
    [Sheet1]5 三号窗口 2026-03 二.1 不达标 1
    记录.xlsx[Sheet1]:3 次数 formula-without-value: 公式没有算出的值 → 用电子表格软件打开，另存为xlsx；或直接填上数
    记录.xlsx[Sheet1]:4 次数 cell-error: 单元格是错误值#DIV/0! → 改正公式，或直接填上内容
    记录.xlsx: 读4 计2 报2
    ");
}

#[test]
fn merged_names_hold_for_each_row_and_merged_numbers_for_none() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "检查记录", &plain).unwrap();
    headings(sheet, 1, &["窗口", "月份", "评分项", "次数"]);
    sheet.merge_range(2, 0, 4, 0, "三号窗口", &plain).unwrap();
    sheet.merge_range(2, 1, 4, 1, "2026-03", &plain).unwrap();
    sheet.write(2, 2, "服务态度").unwrap();
    sheet.write(3, 2, "物品摆放").unwrap();
    sheet.write(4, 2, "门窗玻璃").unwrap();
    sheet.merge_range(2, 3, 3, 3, "", &plain).unwrap();
    sheet.write(2, 3, 2).unwrap();
    insta::assert_snapshot!(read_one("记录.xlsx", bytes(book)), @"
    [Sheet1]3 三号窗口 2026-03 二.1 不达标 2
    [Sheet1]5 三号窗口 2026-03 一.2 不达标 1
    记录.xlsx[Sheet1]:4 次数 merged-cell: 这一格被合并在上面的单元格里，不知这一行的数是多少 → 取消合并，每一行各填各的数
    记录.xlsx: 读3 计2 报1
    ");
}

#[test]
fn headings_of_two_rows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 1, 0, "窗口", &plain).unwrap();
    sheet.merge_range(0, 1, 1, 1, "月份", &plain).unwrap();
    sheet.merge_range(0, 2, 0, 3, "环境卫生", &plain).unwrap();
    headings(sheet, 1, &[]);
    sheet.write(1, 2, "物品摆放").unwrap();
    sheet.write(1, 3, "门窗玻璃").unwrap();
    headings(sheet, 2, &["三号窗口", "2026-03", "1", "2"]);
    insta::assert_snapshot!(read_one("汇总.xlsx", bytes(book)), @"
    [Sheet1]3 三号窗口 2026-03 一.1 不达标 1
    [Sheet1]3 三号窗口 2026-03 一.2 不达标 2
    汇总.xlsx: 读1 计1 报0
    ");
}

#[test]
fn several_sheets_with_a_roster_and_notes() {
    let mut book = Workbook::new();
    let march = book.add_worksheet().set_name("3月").unwrap();
    headings(march, 2, &["窗口", "月份", "评分项"]);
    headings(march, 3, &["三号窗口", "2026-03", "服务态度"]);
    headings(march, 5, &["六号窗口", "2026-03", "服务态度"]);
    let april = book.add_worksheet().set_name("4月").unwrap();
    headings(april, 0, &["窗口", "月份", "评分项"]);
    headings(april, 1, &["三号窗口", "2026-04", "服务态度"]);
    let roster = book.add_worksheet().set_name("名单").unwrap();
    headings(roster, 0, &["窗口"]);
    headings(roster, 1, &["三号窗口"]);
    headings(roster, 2, &["五号窗口"]);
    let notes = book.add_worksheet().set_name("说明").unwrap();
    headings(notes, 0, &["每月一填"]);
    let other = book.add_worksheet().set_name("草稿").unwrap();
    headings(other, 0, &["甲", "乙"]);
    headings(other, 1, &["1", "2"]);
    let program = program(RULEBOOK);
    let records = read(&program, &[Input::new("记录.xls", bytes(book))], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    [3月]4 三号窗口 2026-03 二.1 不达标 1
    [4月]2 三号窗口 2026-04 二.1 不达标 1
    记录.xls[3月]:6 窗口 not-on-roster: “六号窗口”不在名单上 → 改成名单上的名字，或把它加进名单
    记录.xls[草稿] no-header: 前10行里没有能认出的表头 → 第一行写表头：对象、日期、评分项、情形、次数、数值
    记录.xls: 读5 计2 报3
    ");
    insta::assert_snapshot!(assessed(&records), @"
    三号窗口 2026-03
    三号窗口 2026-04
    五号窗口 2026-03
    五号窗口 2026-04
    ");
    let notes: Vec<&str> = records.notes.iter().map(|note| note.get(Lang::Zh)).collect();
    insta::assert_snapshot!(notes.join("\n"), @"工作表“说明”没有记录");
}
