//! What kind of file bytes are: told by the first bytes, never by the extension alone (an `.xls` is often an xlsx or a web page).

use crate::input::Input;
use crate::read::ReadError;
use crate::table::Table;
use crate::words::text;
use crate::{delimited, json, workbook};

/// The tables of a file, and whether it is a workbook.
pub(crate) fn tables(input: &Input) -> Result<(Vec<Table>, bool), ReadError> {
    let bytes = input.bytes.as_slice();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let unreadable = || ReadError::Unreadable {
            file: input.name.clone(),
            why: text("不是能打开的电子表格（可能已损坏或有密码）", "this workbook cannot be opened (damaged, or with a password)"),
        };
        return workbook::tables(bytes).map(|tables| (tables, true)).ok_or_else(unreadable);
    }
    if is_markup(bytes) {
        let why = text(
            "其实是网页，不是电子表格：用电子表格软件打开后另存为xlsx",
            "this is a web page and no spreadsheet: open it and save it as xlsx",
        );
        return Err(ReadError::Unreadable { file: input.name.clone(), why });
    }
    let extension = input.extension();
    let table = match extension.as_str() {
        "jsonl" | "ndjson" => json::lines(bytes),
        "json" => json_table(input)?,
        "csv" | "tsv" | "txt" => delimited::table(bytes),
        _ if is_json(bytes) => json_table(input)?,
        _ => delimited::table(bytes),
    };
    Ok((vec![table], false))
}

fn json_table(input: &Input) -> Result<Table, ReadError> {
    let why = || text("不是合法的JSON：应为对象的数组", "this is not valid JSON: an array of objects is needed");
    json::table(&input.bytes).ok_or_else(|| ReadError::Unreadable { file: input.name.clone(), why: why() })
}

fn is_json(bytes: &[u8]) -> bool {
    matches!(first(bytes), Some(b'[' | b'{'))
}

fn is_markup(bytes: &[u8]) -> bool {
    let start: Vec<u8> =
        bytes.iter().copied().skip_while(|byte| !byte.is_ascii_graphic()).take(512).map(|byte| byte.to_ascii_lowercase()).collect();
    first(&start) == Some(b'<')
        && [&b"<html"[..], b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style"]
            .iter()
            .any(|tag| start.windows(tag.len()).any(|part| part == *tag))
}

fn first(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}
