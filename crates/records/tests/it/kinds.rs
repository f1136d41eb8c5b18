//! Kinds of files, whatever their names say: XLS, ODS, pages and XML by the name of `.xls`, and what is no spreadsheet.

use chidu_diagnostics::Lang;
use chidu_records::{Input, read};

use crate::support::{RULEBOOK, program, read_one};

const ROWS: [[&str; 5]; 3] = [
    ["窗口", "日期", "评分项", "情形", "次数"],
    ["三号窗口", "2026-03-05", "服务态度", "不达标", "2"],
    ["四号窗口", "2026年3月6日", "物品摆放", "", ""],
];

fn joined(between: &str, end: &str) -> String {
    ROWS.map(|row| row.join(between) + end).concat()
}

fn page(row: impl Fn(&str) -> String) -> String {
    let rows = ROWS.map(|cells| format!("<tr>{}</tr>", cells.map(&row).concat()));
    format!(
        "<html><head><meta charset=\"gb2312\"><style>td {{ color: red }}</style></head><body><table>{}</table></body></html>",
        rows.concat()
    )
}

/// All but the file's name.
fn same(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    read_one(name, bytes).replace(name, "")
}

#[test]
fn the_first_bytes_tell_the_kind_and_not_the_name() {
    let expected = same("记录.csv", joined(",", "\n"));
    insta::assert_snapshot!(expected, @"
    2 三号窗口 2026-03 二.1 不达标 2
    3 四号窗口 2026-03 一.1 不达标 1
    : 读2 计2 报0
    ");
    let page = page(|cell| format!("<td>{cell}</td>"));
    let (gb, ..) = encoding_rs::GB18030.encode(&page);
    assert_eq!(same("网页.xls", gb.to_vec()), expected);
    assert_eq!(same("网页.xls", utf16(&page, true)), expected);
    assert_eq!(same("逗号.xls", joined(",", "\r\n")), expected);
    assert_eq!(same("制表符.xls", encoding_rs::GB18030.encode(&joined("\t", "\r\n")).0.to_vec()), expected);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(ROWS) {
        for (column, cell) in (0..).zip(row) {
            sheet.write(at, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    for name in ["表.xls", "表.csv", "表"] {
        assert_eq!(same(name, bytes.clone()).replace("[Sheet1]", ""), expected);
    }
}

fn utf16(text: &str, marked: bool) -> Vec<u8> {
    let mark = if marked { vec![0xff, 0xfe] } else { Vec::new() };
    mark.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn utf16_with_and_without_its_mark() {
    let text = joined(",", "\r\n");
    let expected = same("记录.csv", text.clone());
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in
        [utf16(&text, true), utf16(&text, false), [vec![0xfe, 0xff], big.clone()].concat(), big, utf16(&joined("\t", "\r\n"), true)]
    {
        assert_eq!(same("记录.txt", bytes), expected);
    }
    // A half of a character at the end is told.
    insta::assert_snapshot!(read_one("记录.csv", [utf16(&text, true), vec![0x41]].concat()), @"
    2 三号窗口 2026-03 二.1 不达标 2
    3 四号窗口 2026-03 一.1 不达标 1
    记录.csv bad-encoding: 第4行起有不合UTF-16LE编码的字节，含有这种字节的行不计 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv:4 窗口 bad-encoding: “�”里有无法还原的字符 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv: 读3 计2 报1
    ");
}

#[test]
fn gb18030_to_the_last_character() {
    let names = ["㐀㐁", "䶮", "𠀀𪚥", "€ℓ", "ﾊﾟ"];
    let csv: String = names.iter().map(|name| format!("{name},2026-03,服务态度\n")).collect();
    let text = format!("窗口,月份,评分项\n{csv}");
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    let program = program(RULEBOOK);
    let records = read(&program, &[Input::new("记录.csv", bytes.to_vec())], None).unwrap();
    assert_eq!(records.observations.subjects, names);
    // A character of four bytes that ends early spoils its own row and no other.
    let cut = [&bytes[..], &encoding_rs::GB18030.encode("𠀀").0[..3]].concat();
    let records = read(&program, &[Input::new("记录.csv", cut)], None).unwrap();
    assert_eq!((records.files[0].used, records.files[0].reported), (5, 1));
}

#[test]
fn xls_of_both_calendars() {
    for name in ["days-of-1900.xls", "days-of-1904.xls"] {
        let bytes = std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        insta::allow_duplicates! {
            insta::assert_snapshot!(read_one("旧表.xls", bytes), @"
            [三月]2 三号窗口 2026-03 二.1 不达标 1
            [三月]3 三号窗口 2026-03 二.1 不达标 1
            [三月]4 三号窗口 2026-03 二.1 不达标 1
            [三月]6 三号窗口 2026-03 四.2 满意率 92
            [三月]7 三号窗口 2026-03 三.1 接待时间 12.5
            [三月]8 三号窗口 2026-03 三.1 接待时间 90
            [三月]10 三号窗口 2026-03 二.1 不达标 1
            [三月]11 四号窗口 2026-03 二.1 不达标 2
            旧表.xls[三月]:5 数值 ambiguous-percent: “0.92”不知是0.92%还是92% → 写成“92%”或“0.92%”；或另存为xlsx，百分比格式就认得出
            旧表.xls[三月]:9 次数 formula-without-value: 公式没有算出的值 → 用电子表格软件打开，另存为xlsx；或直接填上数
            旧表.xls[三月]:12 次数 merged-cell: 这一格被合并在上面的单元格里，不知这一行的数是多少 → 取消合并，每一行各填各的数
            旧表.xls[四月]:2 次数 cell-error: 单元格是错误值#REF! → 改正公式，或直接填上内容
            旧表.xls: 读12 计8 报4
            ");
        }
    }
}

#[test]
fn a_page_without_a_table_says_where_it_may_be() {
    insta::assert_snapshot!(read_one("目录.xls", "<html><frameset><frame src=\"sheet001.htm\"></frameset></html>"), @"目录.xls: 其实是网页，里面没有表（表可能在旁边的文件夹里）：用电子表格软件打开，另存为xlsx");
}

#[test]
fn merged_cells_of_a_page_hold_for_each_row() {
    let page = "<table><tr><td colspan=4>检查记录</td></tr><tr><th>窗口<th>月份<th>评分项<th>次数</tr><tr><td rowspan=2>三号窗口<td rowspan=2>2026-03<td>服务态度\
                <td rowspan=2>2</tr><tr><td>物品摆放</tr></table>";
    insta::assert_snapshot!(read_one("网页.xls", page), @"
    3 三号窗口 2026-03 二.1 不达标 2
    网页.xls:4 次数 merged-cell: 这一格被合并在上面的单元格里，不知这一行的数是多少 → 取消合并，每一行各填各的数
    网页.xls: 读2 计1 报1
    ");
}

#[test]
fn what_is_no_spreadsheet_is_named() {
    let starts: [&[u8]; 6] =
        [b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"{\\rtf1", b"PK\x03\x04word/document.xml"];
    let told = starts.map(|start| read_one("记录.xlsx", start.to_vec()));
    insta::assert_snapshot!(told.join("\n"), @"
    记录.xlsx: 是PDF，不是电子表格：把里面的表另存为xlsx或CSV再用
    记录.xlsx: 是图片，不是电子表格：把里面的表另存为xlsx或CSV再用
    记录.xlsx: 是压缩包，不是电子表格：把里面的表另存为xlsx或CSV再用
    记录.xlsx: 是压缩包，不是电子表格：把里面的表另存为xlsx或CSV再用
    记录.xlsx: 是文字文档，不是电子表格：把里面的表另存为xlsx或CSV再用
    记录.xlsx: 是Word文档，不是电子表格：把里面的表另存为xlsx或CSV再用
    ");
    insta::assert_snapshot!(read_one("记录.xlsx", ""), @"
    记录.xlsx empty-file: 文件里什么也没有 → 看看是不是给错了文件
    记录.xlsx: 读0 计0 报0
    ");
}

#[test]
fn characters_saved_as_question_marks_are_lost() {
    insta::assert_snapshot!(read_one("记录.csv", "??,??,???\n????,2026-03,????\n"), @"
    记录.csv bad-encoding: “??”里有无法还原的字符 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv: 读2 计0 报2
    ");
}

#[test]
fn a_list_of_no_records_is_no_problem() {
    let program = program(RULEBOOK);
    for (name, text) in [("记录.json", "[]"), ("记录.csv", "窗口,月份,评分项\n")] {
        let records = read(&program, &[Input::new(name, text)], None).unwrap();
        assert_eq!(crate::support::problems(&records, Lang::Zh), Vec::<String>::new());
    }
}
