//! Whatever the bytes, reading ends in records or an error, and every row is accounted for.

use std::sync::LazyLock;

use chidu_analysis::program::Program;
use chidu_records::{Input, read};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::support::{RULEBOOK, program};

const EXTENSIONS: [&str; 8] = ["csv", "xlsx", "xls", "ods", "json", "jsonl", "txt", ""];

static PROGRAM: LazyLock<Program> = LazyLock::new(|| program(RULEBOOK));

fn accounted(extension: usize, bytes: Vec<u8>) {
    let name = format!("记录.{}", EXTENSIONS[extension % EXTENSIONS.len()]);
    let roster = Input::new("名单.csv", bytes.clone());
    for roster in [None, Some(&roster)] {
        if let Ok(records) = read(&PROGRAM, &[Input::new(name.clone(), bytes.clone())], roster) {
            for file in &records.files {
                assert_eq!(file.read, file.used + file.reported);
            }
        }
    }
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([["窗口", "月份", "评分项"], ["三号窗口", "2026-03", "服务态度"]]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

proptest! {
    #[test]
    fn bytes(extension in 0_usize..8, bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        accounted(extension, bytes);
    }

    #[test]
    fn bytes_behind_a_magic_number(magic in prop::sample::select(vec![&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"[", b"{\"records\":", b"<table><tr><td>", b"<?xml version='1.0'?><Worksheet><Table><Row><Cell ss:Index='9'>"]),
                                   bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        accounted(1, [magic, &bytes].concat());
    }

    #[test]
    fn pages(tags in proptest::collection::vec("(<table>|</table>|<tr>|</tr>|<td>|<td rowspan=2>|<td colspan=3>|<th>|<Row ss:Index='3'>|<Cell ss:MergeDown='1'>|<Data ss:Type='Number'>|</Data>|</Cell>|<Comment>|<script>|</script>|窗口|月份|评分项|三号窗口|2026-03|服务态度|1|&nbsp;|合计)", 0..40)) {
        accounted(2, format!("<table>{}", tags.concat()).into_bytes());
    }

    #[test]
    fn a_damaged_workbook(at in 0_usize..6000, byte in any::<u8>(), cut in 0_usize..6000) {
        let mut bytes = workbook();
        if let Some(slot) = bytes.get_mut(at) { *slot = byte; }
        if cut > 4000 { bytes.truncate(cut); }
        accounted(1, bytes);
    }

    #[test]
    fn tables(lines in proptest::collection::vec("(窗口|三号窗口|2026-03|服务态度|不达标|1|0.9|92%|,|,|,|\"|\n|\r\n|次数|评分项|月份|情形|数值|，| |满意率|-|9999999999999999999999999999999|合计|二.1|1小时半){0,12}", 0..8)) {
        accounted(0, lines.join("\n").into_bytes());
    }
}
