//! Rulebooks on disk: single files, folders searched for `*.chidu`, standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chidu_configuration::Configuration;

use crate::configured;
use crate::failure::Failure;
use crate::output::Output;

/// A rulebook's text under the name by which the user gave it.
#[derive(Debug)]
pub struct Source {
    pub name: String,
    pub bytes: Vec<u8>,
    pub text: String,
    /// What was decided for it.
    pub configuration: Configuration,
}

/// Reads one rulebook with what was decided for it, and speaks the language decided; `-` is standard input.
pub fn source(path: &Path, output: &mut Output) -> Result<Source, Failure> {
    let configuration = configured::of(path)?;
    output.speak(configuration.language);
    no_other_kind(path)?;
    let bytes = bytes(path)?;
    let text = String::from_utf8(bytes.clone()).map_err(|_| Failure::file(path, &io::ErrorKind::InvalidData.into()))?;
    Ok(Source { name: path.display().to_string(), bytes, text, configuration })
}

/// A spreadsheet in a rulebook's place is a slip of order, and a document has to be pasted: both are told before they are read as clauses.
fn no_other_kind(path: &Path) -> Result<(), Failure> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let shown = path.display();
    match ending.as_str() {
        "csv" | "tsv" | "xlsx" | "xls" | "xlsm" | "ods" | "et" | "json" | "jsonl" => Err(Failure::new(
            format!("{shown} 是表格，不是规则书；规则书（.chidu）写在前面，记录写在后面"),
            format!("{shown} is a spreadsheet and no rulebook; the rulebook (.chidu) comes first, records after it"),
        )),
        "doc" | "docx" | "wps" | "pdf" | "rtf" | "odt" => Err(Failure::new(
            format!("不能直接读 {shown}：把文字复制到一个文本文件里再读，表格粘贴出来的制表符留着"),
            format!("{shown} cannot be read as it is: paste its text into a text file, with the tabs of its tables"),
        )),
        _ => Ok(()),
    }
}

/// The rulebooks that paths name: files as given, folders with all `*.chidu` beneath them, sorted. Without paths, those that a `chidu.toml` lists.
pub fn rulebooks(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let listed = if paths.is_empty() { configured::folders()? } else { paths.to_vec() };
    let mut found = Vec::new();
    for path in &listed {
        match path.is_dir() {
            true => found.extend(within(path)?),
            false => found.push(path.clone()),
        }
    }
    Ok(found)
}

/// The bytes of a file; `-` is standard input.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if path.as_os_str() == "-" { stdin() } else { fs::read(path) };
    read.map_err(|error| Failure::file(path, &error))
}

/// A folder without a rulebook is a slip: to check nothing is no success.
fn within(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    folder(path, &mut found)?;
    let shown = path.display();
    match found.is_empty() {
        true => Err(Failure::new(format!("文件夹里没有规则书（.chidu）：{shown}"), format!("no rulebook (.chidu) in the folder: {shown}"))),
        false => Ok(found),
    }
}

fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Files before folders, each sorted by name, so that the order is the same everywhere. Links to folders are not followed.
fn folder(path: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::file(path, &error);
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(path).map_err(failed)?.collect::<io::Result<_>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_folder);
    let rulebooks = files.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|extension| extension == "chidu"));
    found.extend(rulebooks);
    folders.iter().try_for_each(|entry| folder(&entry.path(), found))
}
