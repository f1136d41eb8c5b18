//! The pages of the lints, from the text that `chidu explain-code` prints; the table of wordings, from the grammar; and the tables of the English
//! language reference, from the Chinese one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chidu_analysis::LINTS;
use chidu_analysis::lints::Lint;
use chidu_diagnostics::{Lang, Severity};

/// Each file's name and text.
type Pages = BTreeMap<String, String>;

/// Writes every page, and removes those whose lint is gone.
pub fn write() -> Result<(), String> {
    let folder = folder();
    let pages = pages();
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for stale in written()?.keys().filter(|name| !pages.contains_key(*name)) {
        fs::remove_file(folder.join(stale)).map_err(|error| format!("{stale}: {error}"))?;
    }
    for (name, text) in &pages {
        fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    let table = wordings();
    fs::write(&table, crate::wordings::page()?).map_err(|error| format!("{}: {error}", table.display()))?;
    fs::write(crate::reference::file(), crate::reference::page()?).map_err(|error| format!("docs/guide/language.en.md: {error}"))
}

/// Fails where a page is missing, superfluous or out of date.
pub fn check() -> Result<(), String> {
    let (expected, found) = (pages(), written()?);
    let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let differing: Vec<&str> = names.into_iter().filter(|name| expected.get(*name) != found.get(*name)).map(String::as_str).collect();
    if !differing.is_empty() {
        return Err(format!("run `cargo xtask docs`; out of date in docs/lints: {}", differing.join(", ")));
    }
    let same = fs::read_to_string(wordings()).is_ok_and(|text| crate::wordings::page().is_ok_and(|page| page == text));
    if !same {
        return Err("run `cargo xtask docs`; out of date: docs/wordings.md".to_owned());
    }
    let edition = crate::reference::page()?;
    let same = fs::read_to_string(crate::reference::file()).is_ok_and(|text| text == edition);
    if same { Ok(()) } else { Err("run `cargo xtask docs`; out of date: docs/guide/language.en.md".to_owned()) }
}

fn pages() -> Pages {
    let page = |lint: &Lint| {
        let (zh, en) = (lint.page(Lang::Zh), lint.page(Lang::En));
        (
            format!("{}.md", lint.code),
            format!("{}\n\n`{}` · {}\n\n## English\n\n{}\n", zh.trim(), lint.code, severity(lint.severity), en.trim()),
        )
    };
    let mut pages: Pages = LINTS.iter().map(page).collect();
    pages.insert("README.md".to_owned(), index());
    pages
}

/// The list of all lints.
fn index() -> String {
    let row = |lint: &Lint| {
        let page = lint.page(Lang::Zh);
        let title = page.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
        let readings = if lint.ambiguity { "两种读法 two readings" } else { "" };
        format!("| [{0}]({0}.md) | {title} | {1} | {readings} |\n", lint.code, severity(lint.severity))
    };
    let rows: String = LINTS.iter().map(row).collect();
    format!(
        "# 检查项 Lints\n\n`chidu check` 报告的每一种问题。`chidu explain-code 代码` 打印同样的说明。\nEverything that `chidu check` reports; `chidu explain-code CODE` prints the same pages.\n\n| code | 中文 | severity | |\n|---|---|---|---|\n{rows}"
    )
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误 error",
        Severity::Warning => "警告 warning",
        Severity::Advice => "建议 advice",
    }
}

fn written() -> Result<Pages, String> {
    let folder = folder();
    let Ok(items) = fs::read_dir(&folder) else { return Ok(Pages::new()) };
    let read = |item: fs::DirEntry| {
        let text = fs::read_to_string(item.path()).map_err(|error| format!("{}: {error}", item.path().display()))?;
        Ok((item.file_name().to_string_lossy().into_owned(), text))
    };
    items.flatten().map(read).collect()
}

fn wordings() -> PathBuf {
    folder().with_file_name("wordings.md")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).join("docs/lints")
}
