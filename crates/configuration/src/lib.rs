//! `chidu.toml`: what an office decided for its rulebooks, read from its text.
//!
//! Pure: where the file lies is found by [`places`], and read by the command line and the language server. Not here: what a severity does (`diagnostics`).
//! Start at [`read`]; docs/guide/configuration.md lists the keys.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

mod problem;

use std::ops::Range;
use std::path::{Path, PathBuf};

use chidu_analysis::lints;
use chidu_diagnostics::{Lang, Levels, Severity};
use toml_edit::{Document, Item, Table, TableLike};

pub use problem::{Problem, tell};

/// The name of the file.
pub const NAME: &str = "chidu.toml";

const KEYS: [&str; 5] = ["language", "fail-on", "pinyin", "folders", "lints"];
const LANGUAGES: [&str; 2] = ["zh", "en"];
const SEVERITIES: [&str; 3] = ["error", "warning", "note"];
const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];

/// What a file decides; what it leaves out is as if there were none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The language of what is told.
    pub language: Option<Lang>,
    /// The least severity with which `check` fails.
    pub fail_on: Severity,
    /// Whether the editor finds names by pinyin.
    pub pinyin: Option<bool>,
    /// The folders and files that `check` and `fmt` take where none is named, relative to the file.
    pub folders: Vec<String>,
    /// The severity of single lints.
    pub levels: Levels,
}

impl Default for Configuration {
    fn default() -> Self {
        Self { language: None, fail_on: Severity::Warning, pinyin: None, folders: Vec::new(), levels: Levels::default() }
    }
}

/// Where the file may lie that holds for a rulebook or folder: beside it, or in a folder above, the nearest first.
pub fn places(path: &Path) -> impl Iterator<Item = PathBuf> + '_ {
    path.ancestors().map(|folder| folder.join(NAME))
}

/// Reads the file: what it decides, and what in it is not understood.
pub fn read(text: &str) -> (Configuration, Vec<Problem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return (Configuration::default(), vec![problem::syntax(error.message(), error.span().unwrap_or(0..0))]),
    };
    let mut reader = Reader::default();
    reader.file(document.as_table());
    (reader.configuration, reader.problems)
}

#[derive(Default)]
struct Reader {
    configuration: Configuration,
    problems: Vec<Problem>,
}

impl Reader {
    fn file(&mut self, table: &Table) {
        for (key, item) in table.iter() {
            let place = key_place(table, key);
            match key {
                "language" => self.language(item, place),
                "fail-on" => self.fail_on(item, place),
                "pinyin" => match item.as_bool() {
                    Some(pinyin) => self.configuration.pinyin = Some(pinyin),
                    None => self.wrong(key, item, place, &["true", "false"]),
                },
                "folders" => self.folders(item, place),
                "lints" => match item.as_table_like() {
                    Some(lints) => self.lints(lints),
                    None => self.problems.push(problem::no_table(key, value_place(item, place))),
                },
                _ => self.problems.push(problem::unknown_key(key, &KEYS, place)),
            }
        }
    }

    fn language(&mut self, item: &Item, place: Range<usize>) {
        match item.as_str() {
            Some("zh") => self.configuration.language = Some(Lang::Zh),
            Some("en") => self.configuration.language = Some(Lang::En),
            _ => self.wrong("language", item, place, &LANGUAGES),
        }
    }

    fn fail_on(&mut self, item: &Item, place: Range<usize>) {
        match item.as_str().and_then(severity) {
            Some(severity) => self.configuration.fail_on = severity,
            None => self.wrong("fail-on", item, place, &SEVERITIES),
        }
    }

    fn folders(&mut self, item: &Item, place: Range<usize>) {
        let all = item.as_array().map(|all| all.iter().map(|each| each.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>());
        match all.flatten() {
            Some(all) => self.configuration.folders = all,
            None => self.problems.push(problem::no_list("folders", value_place(item, place))),
        }
    }

    fn lints(&mut self, table: &dyn TableLike) {
        for (code, item) in table.iter() {
            let place = table.key(code).and_then(toml_edit::Key::span).unwrap_or(0..0);
            let Some(lint) = lints::find(code) else {
                let codes: Vec<&str> = lints::LINTS.iter().map(|lint| lint.code).collect();
                self.problems.push(problem::unknown_lint(code, &codes, place));
                continue;
            };
            let level = match item.as_str() {
                Some("off") => Some(None),
                Some(word) => severity(word).map(Some),
                None => None,
            };
            match level {
                None => self.wrong(code, item, place, &LEVELS),
                Some(level) if lint.severity == Severity::Error && level != Some(Severity::Error) => {
                    self.problems.push(problem::lowered_error(code, value_place(item, place)));
                }
                Some(level) => self.configuration.levels.set(code, level),
            }
        }
    }

    fn wrong(&mut self, key: &str, item: &Item, place: Range<usize>, known: &[&str]) {
        self.problems.push(problem::wrong_value(key, item.as_str(), known, value_place(item, place)));
    }
}

/// `advice` is what the other commands call a note.
fn severity(word: &str) -> Option<Severity> {
    match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "note" | "advice" => Some(Severity::Advice),
        _ => None,
    }
}

fn key_place(table: &Table, key: &str) -> Range<usize> {
    table.key(key).and_then(toml_edit::Key::span).unwrap_or(0..0)
}

fn value_place(item: &Item, key: Range<usize>) -> Range<usize> {
    item.span().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let (_, problems) = read(text);
        problems.iter().map(|problem| tell(NAME, text, problem).zh).collect()
    }

    #[test]
    fn everything_may_be_decided() {
        let text = "language = 'en'\nfail-on = \"note\"\npinyin = false\nfolders = [\"细则\", \"a.chidu\"]\n[lints]\nunsaid-tier = 'off'\nband-gap = 'error'\n";
        let (configuration, problems) = read(text);
        assert_eq!(problems, []);
        assert_eq!((configuration.language, configuration.fail_on, configuration.pinyin), (Some(Lang::En), Severity::Advice, Some(false)));
        assert_eq!(configuration.folders, ["细则", "a.chidu"]);
        let mut levels = Levels::default();
        levels.set("unsaid-tier", None);
        levels.set("band-gap", Some(Severity::Error));
        assert_eq!(configuration.levels, levels);
        assert_eq!(read(""), (Configuration::default(), vec![]));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place_and_what_was_meant() {
        assert_eq!(told("languge = \"zh\"\n"), ["chidu.toml:1:1: 不认识的键 `languge`。是不是想写 `language`？"]);
        assert_eq!(told("[lints]\nunsaid-teir = 'off'\n"), ["chidu.toml:2:1: 没有叫 `unsaid-teir` 的检查。是不是想写 `unsaid-tier`？"]);
        assert_eq!(
            told("[lints]\nunsaid-tier = 'wraning'"),
            ["chidu.toml:2:15: `unsaid-tier` 的值不认识：wraning。是不是想写 `warning`？"]
        );
        assert_eq!(told("pinyin = 'yes'"), ["chidu.toml:1:10: `pinyin` 的值不认识：yes。可写 true、false"]);
        assert_eq!(told("fail-on = 3"), ["chidu.toml:1:11: `fail-on` 的值不认识。可写 error、warning、note"]);
        assert_eq!(told("folders = '细则'"), ["chidu.toml:1:11: `folders` 要写成一列名称，例如 [\"细则\"]"]);
        assert_eq!(told("lints = 3"), ["chidu.toml:1:9: `lints` 要写成一节：[lints]，下面每行一个检查"]);
        assert_eq!(told("[lints]\nband-gap = 'off'"), ["chidu.toml:2:12: `band-gap` 是错误，不能调低：有这种错误的规则书不评分"]);
        assert!(told("a = = 3")[0].starts_with("chidu.toml:1:5: 不是 TOML"), "{:?}", told("a = = 3"));
    }

    #[test]
    fn the_nearest_file_holds() {
        let found: Vec<PathBuf> = places(Path::new("/office/rules/a.chidu")).collect();
        let wanted = ["/office/rules/a.chidu/chidu.toml", "/office/rules/chidu.toml", "/office/chidu.toml", "/chidu.toml"];
        assert_eq!(found, wanted.map(PathBuf::from));
    }
}
