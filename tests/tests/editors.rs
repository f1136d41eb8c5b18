//! The editors' grammars know the words that the line grammar knows: properties and the names of blocks, each in both directions. The
//! extension of Visual Studio Code says everything in both languages, and its files are there.

use std::collections::BTreeSet;
use std::fs;

use chidu_tests::workspace;
use serde_json::Value;

fn text(path: &str) -> String {
    fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The words of rules of the line grammar, those of the rules that they name included.
fn words(rules: &[&str]) -> BTreeSet<String> {
    let grammar = text("grammar/lines.pest");
    let line =
        |rule: &str| grammar.lines().find(|line| line.starts_with(&format!("{rule} = "))).unwrap_or_else(|| panic!("no rule {rule}"));
    rules.iter().flat_map(|rule| line(rule).split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The alternatives in the first brackets of a pattern that hold a word.
fn alternatives(pattern: &str, word: &str) -> BTreeSet<String> {
    let groups = pattern.split('(').map(|group| group.split(')').next().unwrap_or_default());
    let found = groups.map(|group| group.split('|').map(str::to_owned).collect::<BTreeSet<String>>()).find(|group| group.contains(word));
    found.unwrap_or_else(|| panic!("no brackets with {word} in {pattern}"))
}

fn properties() -> BTreeSet<String> {
    words(&["key", "limit_key"])
}

fn blocks() -> BTreeSet<String> {
    words(&["bonus", "malus", "veto", "bands", "not_assessed", "annual", "sources", "data", "note", "example_word"])
}

#[test]
fn the_grammar_of_vs_code_knows_the_words_of_the_language() {
    let grammar: Value = serde_json::from_str(&text("editors/vscode/syntaxes/chidu.tmLanguage.json")).expect("JSON");
    let pattern = |name: &str| grammar["repository"][name]["match"].as_str().expect("a pattern").to_owned();
    assert_eq!(alternatives(&pattern("property"), "周期"), properties());
    assert_eq!(alternatives(&pattern("block"), "等级"), blocks());
    let included = grammar["patterns"].as_array().expect("patterns").iter().filter_map(|pattern| pattern["include"].as_str());
    for name in included {
        assert!(grammar["repository"][name.trim_start_matches('#')].is_object(), "{name}");
    }
}

#[test]
fn the_grammar_of_kate_knows_the_words_of_the_language() {
    let grammar = text("editors/kate/chidu.xml");
    let line =
        |attribute: &str| grammar.lines().find(|line| line.contains(&format!("attribute=\"{attribute}\""))).expect("a rule").to_owned();
    assert_eq!(alternatives(&line("Property"), "周期"), properties());
    assert_eq!(alternatives(&line("Block"), "等级"), blocks());
}

#[test]
fn the_mode_of_emacs_knows_the_words_of_the_language() {
    let mode = text("editors/emacs/chidu-mode.el");
    let list = |name: &str| {
        let (_, rest) = mode.split_once(&format!("(defconst {name}\n  '(")).expect("a list");
        let (list, _) = rest.split_once(')').expect("it ends");
        list.split('"').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<String>>()
    };
    assert_eq!(list("chidu-mode-properties"), properties());
    assert_eq!(list("chidu-mode-blocks"), blocks());
}

/// What the snippets of VS Code insert, with their gaps filled in as they propose, checks without a finding.
#[test]
fn snippets_make_rulebooks_without_errors() {
    let snippets: Value = serde_json::from_str(&text("editors/vscode/snippets/chidu.json")).expect("JSON");
    let body = |name: &str| {
        let lines = snippets[name]["body"].as_array().expect("lines");
        filled(&lines.iter().map(|line| line.as_str().expect("text")).collect::<Vec<_>>().join("\n"))
    };
    for rulebook in [body("规则书"), format!("服务态度 100分: 每发现一处不达标扣1分\n\n{}", body("等级"))] {
        let found = chidu_evaluation::check(&rulebook);
        assert!(found.iter().all(|diagnostic| diagnostic.severity == chidu_diagnostics::Severity::Advice), "{rulebook}\n{found:#?}");
    }
}

/// `${1:名称}` and `${1|每月,每年|}` as proposed, `${1}` as what the first said.
fn filled(snippet: &str) -> String {
    let mut said: Vec<(String, String)> = Vec::new();
    let mut out = String::new();
    let mut rest = snippet;
    while let Some((before, after)) = rest.split_once("${") {
        let (gap, behind) = after.split_once('}').expect("a gap ends");
        let (number, words) = gap.split_once([':', '|']).unwrap_or((gap, ""));
        let words = words.split([',', '|']).next().unwrap_or_default();
        if !words.is_empty() {
            said.push((number.to_owned(), words.to_owned()));
        }
        out.push_str(before);
        out.push_str(said.iter().find(|(known, _)| known == number).map_or("", |(_, words)| words));
        rest = behind;
    }
    out + &rest.replace("$0", "")
}

fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn keys(path: &str) -> BTreeSet<String> {
    json(path).as_object().expect("an object").keys().cloned().collect()
}

/// What stands between a word and the quote that ends it, wherever the word occurs.
fn quoted(text: &str, before: &str) -> BTreeSet<String> {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn the_extension_says_everything_in_both_languages() {
    let package = text("editors/vscode/package.json");
    let used: BTreeSet<String> =
        package.split('"').filter_map(|word| word.strip_prefix('%')?.strip_suffix('%')).map(str::to_owned).collect();
    assert!(used.len() > 20, "{used:?}");
    assert_eq!(keys("editors/vscode/package.nls.json"), used);
    assert_eq!(keys("editors/vscode/package.nls.zh-cn.json"), used);
    let said = EXTENSION.iter().flat_map(|file| quoted(&text(file), "l10n.t(\"")).collect::<BTreeSet<_>>();
    assert_eq!(keys("editors/vscode/l10n/bundle.l10n.zh-cn.json"), said);
    for step in json("editors/vscode/package.json")["contributes"]["walkthroughs"][0]["steps"].as_array().expect("steps") {
        let page = step["media"]["markdown"].as_str().expect("a page");
        let chinese = page.replace(".md", ".nls.zh-cn.md");
        assert!(text(&format!("editors/vscode/{page}")).lines().count() == text(&format!("editors/vscode/{chinese}")).lines().count());
    }
}

const EXTENSION: [&str; 3] = ["editors/vscode/extension.js", "editors/vscode/records.js", "editors/vscode/sheet.js"];

/// The commands of the menus are made by the extension or by the server, and the settings are those that the extension reads.
#[test]
fn the_extension_has_what_it_announces() {
    let package = json("editors/vscode/package.json");
    let code = EXTENSION.map(text).concat();
    let announced: BTreeSet<String> = package["contributes"]["commands"]
        .as_array()
        .expect("commands")
        .iter()
        .map(|command| command["command"].as_str().expect("a name").to_owned())
        .collect();
    let mut made = quoted(&code, "registerCommand(\"");
    made.insert("chidu.scoreWithRecords".to_owned());
    assert_eq!(announced, made);
    let settings = package["contributes"]["configuration"]["properties"].as_object().expect("settings");
    for name in settings.keys().filter_map(|key| key.strip_prefix("chidu.")).filter(|name| *name != "trace.server") {
        assert!(code.contains(&format!("\"{name}\"")), "{name} is not read");
    }
}

/// The walkthrough's example is a rulebook without a finding.
#[test]
fn the_walkthrough_shows_a_rulebook_that_holds() {
    for page in ["write.md", "write.nls.zh-cn.md"] {
        let page = text(&format!("editors/vscode/walkthrough/{page}"));
        let rulebook = page.split("```\n").nth(1).expect("an example");
        assert_eq!(chidu_evaluation::check(rulebook).len(), 0, "{rulebook}");
    }
}
