//! The table of every accepted wording, out of the grammar's own files: a section for each form, a row for each of its rules.
//!
//! Not here: what a wording means; that is `docs/guide/language.md`. Start at [`page`].

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use pest_meta::ast::{Expr, Rule};
use pest_meta::parser;

const HEAD: &str = "\
# 写法总表 Wordings

语法接受的每一种写法，按形式排列。本页由 `cargo xtask docs` 从 `grammar` 生成，不要手改；`cargo xtask docs --check` 核对。意思见 [语言参考](guide/language.md)。
*Every wording that the grammar accepts, generated from it; what each means stands in the language reference.*

读法：`甲｜乙` 任取其一，`〔…〕?` 可以没有，`〔…〕*` 可以没有或重复，`〔…〕+` 至少一次，`{1–4}` 是次数，`…` 是任意一个字，`<名称>` 是另一行的写法，`N` 是数字，`N分` 是分数。字与字之间可以有空格。
前后文的限制（后面不能是什么）没有列出。
";

/// Names that say more than a link would.
const PLAIN: [(&str, &str); 9] = [
    ("number", "N"),
    ("digits", "N"),
    ("points_number", "N分"),
    ("bare_points", "N"),
    ("points_range", "N–N分"),
    ("fen", "分"),
    ("ANY", "…"),
    ("word_char", "…"),
    ("ASCII_DIGIT", "数字"),
];
/// Names of what is no wording: spaces and ends.
const SILENT: [&str; 6] = ["sp", "gap", "SOI", "EOI", "end", "run"];

/// The whole page.
pub fn page() -> Result<String, String> {
    let mut out = HEAD.to_owned();
    let mut forms = files("grammar/forms")?;
    // What all forms share comes first, and how they follow one another.
    forms.sort_by_key(|file| (!matches!(stem(file).as_str(), "lexemes" | "clause"), file.clone()));
    section_of(&mut out, "条文 Clauses", &forms)?;
    section_of(&mut out, "行 Lines", &[folder().join("grammar/lines.pest")])?;
    Ok(out)
}

fn section_of(out: &mut String, title: &str, files: &[PathBuf]) -> Result<(), String> {
    let texts: Vec<(String, String)> = files.iter().map(|file| Ok((stem(file), read(file)?))).collect::<Result<_, String>>()?;
    let rules = rules(&texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n"))?;
    put(out, &format!("\n## {title}\n"));
    for (name, text) in &texts {
        form(out, name, text, &rules);
    }
    Ok(())
}

/// The rules of one grammar, as pest reads them.
fn rules(text: &str) -> Result<Vec<Rule>, String> {
    let pairs = parser::parse(parser::Rule::grammar_rules, text).map_err(|error| error.to_string())?;
    parser::consume_rules(pairs).map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// One file: its first comment, then a row for each rule that it defines.
fn form(out: &mut String, name: &str, text: &str, rules: &[Rule]) {
    let comment: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//")).map(str::trim).collect();
    put(out, &format!("\n### {name}\n\n{}\n\n| 名称 | 写法 |\n|---|---|\n", comment.join(" ").trim()));
    let defined: BTreeSet<&str> = text.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    for rule in rules.iter().filter(|rule| defined.contains(rule.name.as_str())) {
        let wording = words(&rule.expr);
        if !wording.is_empty() && wording != "…" {
            put(out, &format!("| `{}` | {} |\n", rule.name, escaped(&wording)));
        }
    }
}

/// An expression as a person reads it; what only looks ahead is left out.
fn words(expr: &Expr) -> String {
    match expr {
        Expr::Str(text) | Expr::Insens(text) => shown(text),
        Expr::Range(from, to) => format!("{from}–{to}"),
        Expr::Ident(name) => named(name),
        Expr::PosPred(_) | Expr::NegPred(_) | Expr::PeekSlice(..) | Expr::Skip(_) => String::new(),
        Expr::Seq(left, right) => {
            let part = |expr: &Expr| if matches!(expr, Expr::Choice(..)) { group(words(expr)) } else { words(expr) };
            [part(left), part(right)].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Expr::Choice(left, right) => {
            [words(left), words(right)].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("｜")
        }
        Expr::Opt(inner) => repeated(inner, "?"),
        Expr::Rep(inner) => repeated(inner, "*"),
        Expr::RepOnce(inner) => repeated(inner, "+"),
        Expr::RepExact(inner, times) => repeated(inner, &format!("{{{times}}}")),
        Expr::RepMin(inner, least) => repeated(inner, &format!("{{{least}–}}")),
        Expr::RepMax(inner, most) => repeated(inner, &format!("{{0–{most}}}")),
        Expr::RepMinMax(inner, least, most) => repeated(inner, &format!("{{{least}–{most}}}")),
        Expr::Push(inner) => words(inner),
    }
}

fn repeated(inner: &Expr, sign: &str) -> String {
    let words = words(inner);
    if words.is_empty() { words } else { format!("{}{sign}", group(words)) }
}

fn group(words: String) -> String {
    if words.is_empty() { words } else { format!("〔{words}〕") }
}

fn named(name: &str) -> String {
    if SILENT.contains(&name) {
        return String::new();
    }
    PLAIN.iter().find(|(plain, _)| *plain == name).map_or_else(|| format!("<{name}>"), |(_, words)| (*words).to_owned())
}

/// Signs that would not be seen.
fn shown(text: &str) -> String {
    match text {
        " " => "␣".to_owned(),
        "\t" => "⇥".to_owned(),
        "\n" | "\r" => "⏎".to_owned(),
        other => other.to_owned(),
    }
}

fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('|', "\\|").replace('<', "\\<").replace('*', "\\*").replace('_', "\\_").replace('~', "\\~")
}

fn put(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{text}");
}

fn files(path: &str) -> Result<Vec<PathBuf>, String> {
    let folder = folder().join(path);
    let items = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        items.flatten().map(|item| item.path()).filter(|path| path.extension().is_some_and(|e| e == "pest")).collect();
    files.sort();
    Ok(files)
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_reads_as_a_pattern() {
        let rule = &rules("a = { (\"扣\" | \"减\") ~ sp ~ number ~ !\"钟\" ~ \"分\"? ~ (!b ~ ANY){1, 3} }\nb = { \"。\" }\nsp = { \" \" }\nnumber = { '0'..'9' }\n").expect("a grammar")[0];
        assert_eq!(words(&rule.expr), "〔扣｜减〕 N 〔分〕? 〔…〕{1–3}");
    }

    #[test]
    fn every_form_has_its_words_in_the_table() {
        let page = page().expect("the grammar");
        for words in ["### cap", "封顶", "### per\\_occurrence", "### zero", "不得分", "一票否决", "### lexemes", "百分点"] {
            let words = words.replace("\\_", "_");
            assert!(page.contains(&words), "{words}");
        }
    }

    /// The page in the repository is the one that the grammar gives now.
    #[test]
    fn the_table_is_that_of_the_grammar() {
        let written = read(&folder().join("docs/wordings.md")).expect("the page");
        assert!(written == page().expect("the grammar"), "out of date: run `cargo xtask docs`");
    }
}
