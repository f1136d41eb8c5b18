//! The machine and pest's own parser make the same trees: of every text at hand, and of random ones made of what the grammar looks for.
//!
//! Not here: what a tree means. Start at [`clause_agrees`].

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use chidu_grammar::clauses::islands;
use chidu_grammar::{clauses, lines};
use pest::Parser;
use proptest::prelude::*;

use crate::reference;

type Tree = Vec<(String, usize, usize)>;

fn of_pest<R: pest::RuleType>(pairs: pest::iterators::Pairs<'_, R>) -> Tree {
    pairs.flatten().map(|pair| told(pair.as_rule(), pair.as_span().start(), pair.as_span().end())).collect()
}

fn of_machine<R: Copy + Debug>(pairs: chidu_grammar::tree::Pairs<'_, R>) -> Tree {
    pairs.flatten().map(|pair| told(pair.as_rule(), pair.as_span().start(), pair.as_span().end())).collect()
}

fn told(rule: impl Debug, start: usize, end: usize) -> (String, usize, usize) {
    (format!("{rule:?}"), start, end)
}

fn clause_agrees(text: &str) {
    use reference::clauses::{Reference, Rule};
    let parse = |rule| Reference::parse(rule, text).ok();
    let pest = parse(Rule::clause).and_then(|mut pairs| pairs.next()).map(|clause| of_pest(clause.into_inner()));
    assert_eq!(islands(text).map(of_machine), pest, "{text}");
    assert_eq!(clauses::is_rating(text), parse(Rule::rating).is_some(), "{text}");
    assert_eq!(clauses::is_plain_label(text), parse(Rule::plain_label).is_some(), "{text}");
}

macro_rules! line_agrees {
    ($text:expr, $($rule:ident),+) => {$({
        let pest = reference::lines::Reference::parse(reference::lines::Rule::$rule, $text).ok().map(of_pest);
        assert_eq!(lines::parse(lines::Rule::$rule, $text).map(of_machine), pest, "{} {}", stringify!($rule), $text);
    })+};
}

fn line_agrees(text: &str) {
    line_agrees!(text, first, opening, outer, inner, listed, scored, cell_number, cell_points, cell_name, column);
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn wordings_give_the_trees_of_pest() {
    let text = read(&root().join("crates/analysis/tests/wordings.txt"));
    for line in text.lines() {
        let folded = chidu_syntax::fold_str(line.split('@').next().unwrap_or_default());
        clause_agrees(&folded.replace("\\n", "\n"));
        line_agrees(&folded);
    }
}

#[test]
fn rulebooks_give_the_trees_of_pest() {
    let folders = fs::read_dir(root().join("rulebooks")).expect("there are rulebooks");
    let books: Vec<PathBuf> = folders.map(|folder| folder.expect("it can be listed").path().join("rulebook.chidu")).collect();
    assert!(!books.is_empty());
    for book in books.iter().filter(|book| book.exists()) {
        for line in chidu_syntax::fold_str(&read(book)).lines() {
            line_agrees(line);
            clause_agrees(line);
        }
    }
}

#[test]
fn the_corpus_gives_the_trees_of_pest() {
    let Some(folder) = std::env::var_os("CHIDU_CORPUS").map(PathBuf::from) else {
        println!("skipped: CHIDU_CORPUS names no folder of clauses");
        return;
    };
    let text = read(&folder.join("tune.clauses.jsonl"));
    for line in text.lines() {
        let asked: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let folded = chidu_syntax::fold_str(asked["clause"].as_str().expect("a clause"));
        clause_agrees(&folded);
        folded.lines().for_each(line_agrees);
    }
}

/// Texts of what a grammar looks for, with a little between.
fn made_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec!["1", "20", "0.5", "0 5", " ", "  ", "卡", "a", "l", "①", "\n", "\t", "\u{20000}"]);
    let piece = prop_oneof![4 => prop::sample::select(texts), 1 => odd];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_clauses_give_the_trees_of_pest(text in made_of(reference::clauses::TEXTS)) {
        clause_agrees(&text);
    }

    #[test]
    fn random_lines_give_the_trees_of_pest(text in made_of(reference::lines::TEXTS)) {
        line_agrees(&text);
    }
}
