//! What kind of file bytes are: told by the first bytes, never by the extension alone (an `.xls` is often an xlsx or a web page).

use chidu_diagnostics::Text;

use crate::encoding::decode;
use crate::input::Input;
use crate::read::ReadError;
use crate::table::Table;
use crate::words::text;
use crate::{delimited, json, limits, markup, workbook};

/// How containers of Microsoft begin.
const OLE: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// What is sent in place of a spreadsheet, by its first bytes.
const FOREIGN: [(&[u8], &str, &str); 9] = [
    (b"%PDF", "PDF", "a PDF"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"Rar!", "压缩包", "an archive"),
    (b"7z\xbc\xaf", "压缩包", "an archive"),
    (b"\x1f\x8b", "压缩包", "an archive"),
    (b"{\\rtf", "文字文档", "a text document"),
    (b"MIME-Version", "网页归档", "a web archive"),
];

const SAVE_ZH: &str = "：把里面的表另存为xlsx或CSV再用";
const SAVE_EN: &str = ": save its table as xlsx or CSV";
const NO_TABLE_ZH: &str = "其实是网页，里面没有表（表可能在旁边的文件夹里）：用电子表格软件打开，另存为xlsx";
const NO_TABLE_EN: &str =
    "this is a web page without a table (it may lie in the folder beside it): open it in a spreadsheet program and save it as xlsx";

/// The tables of a file.
pub(crate) fn tables(input: &Input) -> Result<Vec<Table>, ReadError> {
    let mut tables = opened(input)?;
    tables.iter_mut().for_each(Table::refuse_long_cells);
    Ok(tables)
}

fn opened(input: &Input) -> Result<Vec<Table>, ReadError> {
    let bytes = input.bytes.as_slice();
    let unreadable = |why| ReadError::Unreadable { file: input.name.clone(), why };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&OLE) {
        limits::check(bytes).map_err(|refusal| unreadable(refusal.why().unwrap_or_else(|| foreign_container(bytes))))?;
        return workbook::tables(bytes).ok_or_else(|| unreadable(foreign_container(bytes)));
    }
    if let Some((_, zh, en)) = FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(unreadable(text(format!("是{zh}，不是电子表格{SAVE_ZH}"), format!("this is {en} and no spreadsheet{SAVE_EN}"))));
    }
    if is_markup(bytes) {
        let Some(tables) = markup::tables(bytes) else {
            return Err(unreadable(text(
                "网页里的表大得不像真的：用电子表格软件打开，另存为xlsx",
                "the tables of this web page are larger than can be: open it in a spreadsheet program and save it as xlsx",
            )));
        };
        return if tables.is_empty() { Err(unreadable(text(NO_TABLE_ZH, NO_TABLE_EN))) } else { Ok(tables) };
    }
    let extension = input.extension();
    let table = match extension.as_str() {
        "jsonl" | "ndjson" => json::lines(bytes),
        "json" => json_table(input)?,
        "csv" | "tsv" | "txt" => delimited::table(bytes),
        _ if is_json(bytes) => json_table(input)?,
        _ => delimited::table(bytes),
    };
    Ok(vec![table])
}

fn json_table(input: &Input) -> Result<Table, ReadError> {
    let why = || text("不是合法的JSON：应为对象的数组", "this is not valid JSON: an array of objects is needed");
    json::table(&input.bytes).ok_or_else(|| ReadError::Unreadable { file: input.name.clone(), why: why() })
}

fn is_json(bytes: &[u8]) -> bool {
    matches!(first(bytes), Some(b'[' | b'{'))
}

fn is_markup(bytes: &[u8]) -> bool {
    let start = decode(bytes.get(..2048).unwrap_or(bytes)).text.to_lowercase();
    let start = start.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    start.starts_with('<')
        && ["<html", "<!doctype", "<table", "<?xml", "<meta", "<style", "<head", "<body"].iter().any(|tag| start.contains(tag))
}

/// A zip or a container of Microsoft that is no workbook we can open.
fn foreign_container(bytes: &[u8]) -> Text {
    let holds = |name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide.as_slice())
    };
    if names("EncryptedPackage") {
        return text("有密码：打开后去掉密码再保存", "the workbook has a password: open it, take the password off and save");
    }
    if names("WordDocument") || holds("word/") {
        return text(format!("是Word文档，不是电子表格{SAVE_ZH}"), format!("this is a Word document and no spreadsheet{SAVE_EN}"));
    }
    text(
        "不是能打开的电子表格（可能已损坏、没有下载完，或有密码）：在电子表格软件里打开，另存为xlsx",
        "this workbook cannot be opened (damaged, not whole, or with a password): open it in a spreadsheet program and save it as xlsx",
    )
}

fn first(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}
