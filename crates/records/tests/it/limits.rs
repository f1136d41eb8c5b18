//! Small files that would take all memory or never end, were they opened as they are: each is refused, in words that say what to do.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::read_one;

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        written.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        written.write_all(content).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn ods(table: &str, end: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="表1">{table}{end}"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

const END: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";
const CELL: &str = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;

/// An XLS file that is kept for the fuzz targets.
fn xls() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/xls/plain.xls")).unwrap()
}

#[test]
fn cells_far_apart_in_an_ods() {
    let row = format!("<table:table-row>{CELL}</table:table-row>");
    let gap = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>"#;
    let far = format!(r#"<table:table-row><table:table-cell table:number-columns-repeated="16000"/>{CELL}</table:table-row>"#);
    insta::assert_snapshot!(read_one("记录.ods", ods(&(row.clone() + gap + &far), END)), @"记录.ods: 有单元格离其他内容太远（例如最后一行或最后一列）：删去那里多余的内容，或另存为CSV");
    let filled = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>"#;
    insta::assert_snapshot!(read_one("记录.ods", ods(filled, END)), @"记录.ods: 有单元格离其他内容太远（例如最后一行或最后一列）：删去那里多余的内容，或另存为CSV");
    let formatted = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/></table:table-row>"#;
    insta::assert_snapshot!(read_one("记录.ods", ods(formatted, END)), @"
    记录.ods empty-file: 文件里什么也没有 → 看看是不是给错了文件
    记录.ods: 读0 计0 报0
    ");
}

#[test]
fn an_ods_that_breaks_off_or_repeats_a_space_for_ever() {
    insta::assert_snapshot!(read_one("记录.ods", ods("<table:table-row>", "")), @"记录.ods: 不是能打开的电子表格（可能已损坏、没有下载完，或有密码）：在电子表格软件里打开，另存为xlsx");
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="9999999999"/></text:p></table:table-cell></table:table-row>"#;
    insta::assert_snapshot!(read_one("记录.ods", ods(spaces, END)), @"记录.ods: 不是能打开的电子表格（可能已损坏、没有下载完，或有密码）：在电子表格软件里打开，另存为xlsx");
}

/// A rounded number is a record of kind 0x027e and ten bytes: row, column, format, value.
#[test]
fn cells_far_apart_in_an_xls() {
    let mut bytes = xls();
    let at = bytes.windows(4).position(|four| four == [0x7e, 0x02, 10, 0]).expect("a number stands in it");
    bytes[at + 4..at + 8].copy_from_slice(&[0xff, 0xff, 0xff, 0x00]);
    insta::assert_snapshot!(read_one("记录.xls", bytes), @"记录.xls: 有单元格离其他内容太远（例如最后一行或最后一列）：删去那里多余的内容，或另存为CSV");
}

/// The directory's first sector is named at byte 48, and the table of what follows what stands in the sector named at byte 76.
#[test]
fn an_xls_whose_directory_goes_in_a_circle() {
    let mut bytes = xls();
    let number = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let (directory, table) = (number(&bytes, 48), number(&bytes, 76));
    let next = (table as usize + 1) * 512 + directory as usize * 4;
    bytes[next..next + 4].copy_from_slice(&directory.to_le_bytes());
    insta::assert_snapshot!(read_one("记录.xls", bytes), @"记录.xls: 不是能打开的电子表格（可能已损坏、没有下载完，或有密码）：在电子表格软件里打开，另存为xlsx");
}

/// Found by the fuzz target `xls`: a sheet announced as larger than the format can hold.
#[test]
fn an_xls_that_announces_more_than_there_can_be() {
    let mut bytes = xls();
    let at = bytes.windows(4).position(|four| four == [0x00, 0x02, 14, 0]).expect("dimensions stand in it");
    bytes[at + 8..at + 12].copy_from_slice(&[0xff; 4]);
    insta::assert_snapshot!(read_one("记录.xls", bytes), @"记录.xls: 不是能打开的电子表格（可能已损坏、没有下载完，或有密码）：在电子表格软件里打开，另存为xlsx");
}

#[test]
fn a_part_that_unpacks_to_more_than_a_cell_may_hold() {
    let spaces = vec![b' '; 33 << 20];
    let bytes = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/worksheets/sheet1.xml", &spaces)]);
    assert!(bytes.len() < 100_000);
    insta::assert_snapshot!(read_one("记录.xlsx", bytes), @"记录.xlsx: 解压后太大（xl/worksheets/sheet1.xml）：只留下记录所在的工作表，再另存为xlsx");
}

#[test]
fn an_xlsb() {
    insta::assert_snapshot!(read_one("记录.xlsb", zipped(&[("xl/workbook.bin", b"")])), @"记录.xlsb: 是xlsb文件：用电子表格软件打开后另存为xlsx");
}
