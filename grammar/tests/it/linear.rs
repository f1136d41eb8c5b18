//! Twice the text takes twice the steps, whatever it repeats.
//!
//! Steps are counted, not seconds: the same on every machine. Not here: the reading of clauses, which is `chidu-analysis`'s.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chidu_grammar::clauses::steps;
use chidu_grammar::lines;
use proptest::prelude::*;

use crate::reference;
use crate::reference::clauses::TEXTS;

/// A text of so many characters that repeats a piece, and a tail that may upset what was read before it.
fn repeated(piece: &str, length: usize, tail: &str) -> String {
    piece.chars().cycle().take(length).chain(tail.chars()).collect()
}

/// Each character of the grammar's texts once: behind these no rule is passed over for want of a character that it needs.
static EVERY: LazyLock<String> = LazyLock::new(|| TEXTS.concat().chars().collect::<BTreeSet<char>>().into_iter().collect());

fn is_linear(piece: &str, length: usize, tail: &str) -> bool {
    let count = |length: usize| steps(&(repeated(piece, length, tail) + "\n" + &EVERY));
    let (short, long) = (count(length), count(2 * length));
    long <= short * 9 / 4 + 20_000
}

#[test]
fn every_word_of_the_grammar() {
    let slow: Vec<&&str> = TEXTS.iter().filter(|piece| !is_linear(piece, 500, "")).collect();
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn a_hundred_thousand_characters() {
    let pieces = [
        "每",
        ",",
        "(",
        "扣1分;",
        "每次扣1分",
        "一",
        "7",
        "超过3分钟的,",
        "卡",
        "超过3分钟的,每次扣1分(一“二”7个卡",
        "((扣",
        "“",
        "0 ",
        "\n",
    ];
    for piece in pieces {
        assert!(is_linear(piece, 50_000, ""), "{piece}");
    }
}

/// A line full of something, in the midst of an entry, is read by each rule for lines in as many steps as it is long.
#[test]
fn every_word_of_a_line() {
    let rules = [lines::Rule::first, lines::Rule::opening, lines::Rule::outer, lines::Rule::inner, lines::Rule::listed];
    let more = ["(5分", "5分,", "(5分)、", "满分5分,", "a, ", " #", "1.", " //", "扣1分(", "登"];
    for piece in reference::lines::TEXTS.iter().chain(&more).filter(|piece| !piece.contains('\n')) {
        for rule in rules {
            let count = |length: usize| lines::steps(rule, &format!("1. 服务{} 5分: 每次扣1分", repeated(piece, length, "")));
            let (short, long) = (count(2_000), count(4_000));
            assert!(long <= short * 9 / 4 + 1_000, "{piece:?} by {rule:?}: {short} steps, then {long}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words(pieces in prop::collection::vec(prop::sample::select(TEXTS), 1..4), tail in prop::sample::select(TEXTS)) {
        let piece = pieces.concat();
        prop_assert!(is_linear(&piece, 1_000, tail), "{piece} … {tail}");
    }
}
