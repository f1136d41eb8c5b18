//! Clauses that look at other subjects or at other periods: whole items of their own, and lines of 加分项 and 扣分项.

use std::fmt::Write;

use serde_json::json;

use super::book::chinese;
use super::dice::Dice;
use super::form::Fact;
use super::rows::Place;
use crate::naive::{Aspect, Beyond, Book, Fraction, Node};

/// Items behind those that are there, each in one of three rulebooks or so.
pub fn items(nodes: &mut Vec<Node>, places: &mut Vec<Place>, text: &mut String, dice: &mut Dice<'_>, numbered: bool) {
    let made = [
        dice.once_in(4).then_some(ranked as Make),
        dice.once_in(4).then_some(averaged as Make),
        dice.once_in(5).then_some(compared as Make),
        dice.once_in(4).then_some(repeated as Make),
        dice.once_in(5).then_some(quick as Make),
    ];
    for make in made.into_iter().flatten() {
        let place = nodes.len();
        let Item { name, points, words, facts, criteria, beyond } = make(dice);
        let (number, id) = if numbered { (format!("{}、", chinese(place)), chinese(place)) } else { (String::new(), name.to_owned()) };
        let _ = writeln!(text, "{number}{name} {points}分: {words}");
        for fact in facts {
            places.push(Place { id: id.clone(), name: name.to_owned(), fact, sourced: true, rarity: 2, matters: false });
        }
        nodes.push(Node { beyond, ..Node::item(&id, name, points, &criteria) });
    }
}

/// True where something of a rulebook looks beyond.
pub fn any(book: &Book) -> bool {
    let blocks = book.bonus.iter().chain(&book.malus);
    book.root.children.iter().chain(blocks).any(|node| !node.beyond.is_empty())
}

/// 总分排名前两名的,加1.5分, as one more line of 加分项 where its lines have no numbers.
pub fn first(book: &mut Book, text: &mut String, dice: &mut Dice<'_>) {
    let plain = text.rsplit("加分项").next().is_some_and(|block| !block.contains("1. "));
    let Some(node) = book.bonus.as_mut().filter(|_| plain && dice.once_in(2)) else { return };
    let _ = writeln!(text, "  总分排名前两名的,加1.5分;");
    node.beyond.push(place(false, false, (1, 2), "1.5"));
}

/// 排名末位的,扣2分, as one more line of 扣分项.
pub fn last(book: &mut Book, text: &mut String, dice: &mut Dice<'_>) {
    let Some(node) = book.malus.as_mut().filter(|_| dice.once_in(2)) else { return };
    let _ = writeln!(text, "  总分排名末位的,扣2分;");
    node.beyond.push(Beyond { takes: true, ..place(false, true, (1, 1), "2") });
}

struct Item {
    name: &'static str,
    points: &'static str,
    words: String,
    facts: Vec<Fact>,
    criteria: Vec<serde_json::Value>,
    beyond: Vec<Beyond>,
}

type Make = fn(&mut Dice<'_>) -> Item;

fn fraction(text: &str) -> Fraction {
    text.parse().expect("a number")
}

fn place(measured: bool, from_end: bool, (low, high): (usize, usize), amount: &str) -> Beyond {
    Beyond { takes: false, amount: fraction(amount), aspect: Aspect::Place { measured, from_end, ascending: false, low, high } }
}

fn rate(name: &str) -> Vec<Fact> {
    vec![Fact::Measure { name: name.to_owned(), around: vec![90, 80], unit: "%" }]
}

/// 第1名得9分,第2名得6分: by the item's own measure.
fn ranked(dice: &mut Dice<'_>) -> Item {
    let words = dice.pick(&["第1名得9分,第2名得6分,第3名得2.5分", "排名第1名的,得9分,第2名的,得6分,第3名的,得2.5分"]).to_owned();
    let beyond = vec![place(true, false, (1, 1), "9"), place(true, false, (2, 2), "6"), place(true, false, (3, 3), "2.5")];
    Item { name: "回访满意率", points: "9", words, facts: rate("回访满意率"), criteria: Vec::new(), beyond }
}

/// 由低到高排名第1名得6分: the least rate is the first.
fn quick(dice: &mut Dice<'_>) -> Item {
    let words = dice.pick(&["由低到高排名第1名得6分,第2名得3分", "按由低到高排名,第1名得6分,第2名得3分"]).to_owned();
    let rung = |at: usize, amount: &str| {
        let aspect = Aspect::Place { measured: true, from_end: false, ascending: true, low: at, high: at };
        Beyond { takes: false, amount: fraction(amount), aspect }
    };
    let facts = rate("群众投诉率");
    Item { name: "群众投诉率", points: "6", words, facts, criteria: Vec::new(), beyond: vec![rung(1, "6"), rung(2, "3")] }
}

/// 低于全市平均水平的,扣2分; 与平均值相比每低1个百分点扣0.5分.
fn averaged(dice: &mut Dice<'_>) -> Item {
    let (words, amount, step) = dice.pick(&[
        ("低于全市平均水平的,扣2分", "2", None),
        ("与平均值相比每低1个百分点扣0.5分", "0.5", Some("1")),
        ("每低于平均水平2个百分点扣1分", "1", Some("2")),
    ]);
    let aspect = Aspect::BelowMean { step: step.map(fraction) };
    let beyond = vec![Beyond { takes: true, amount: fraction(amount), aspect }];
    Item { name: "按期办结率", points: "6", words: words.to_owned(), facts: rate("按期办结率"), criteria: Vec::new(), beyond }
}

/// 较上月每下降1个百分点扣0.5分.
fn compared(dice: &mut Dice<'_>) -> Item {
    let (words, last_year) = dice.pick(&[
        ("较上月每下降1个百分点扣0.5分", false),
        ("环比每下降1个百分点扣0.5分", false),
        ("比上年每下降1个百分点扣0.5分", true),
        ("同比每下降1个百分点扣0.5分", true),
    ]);
    let words = words.to_owned();
    let beyond = vec![Beyond { takes: true, amount: fraction("0.5"), aspect: Aspect::Fell { step: Fraction::ONE, last_year } }];
    Item { name: "首接解决率", points: "5", words, facts: rate("首接解决率"), criteria: Vec::new(), beyond }
}

/// 漏岗每次扣0.5分;连续两次漏岗的,扣3分;累计三次漏岗的,扣2分.
fn repeated(dice: &mut Dice<'_>) -> Item {
    let label = "无故漏岗".to_owned();
    let in_a_row = Beyond { takes: true, amount: 3.into(), aspect: Aspect::InARow { label: label.clone(), times: 2 } };
    let in_the_year = Beyond { takes: true, amount: 2.into(), aspect: Aspect::InTheYear { label: label.clone(), times: 3 } };
    let again = |amount: Fraction| vec![Beyond { takes: true, amount, aspect: Aspect::Again { label: label.clone() } }];
    let (words, beyond) = match dice.below(5) {
        2 => ("再次发生的,每次加扣1.5分", again(fraction("1.5"))),
        // As much again for each.
        3 => ("再次发生的,加倍扣分", again(fraction("0.5"))),
        0 => ("连续两次无故漏岗的,扣3分", vec![in_a_row]),
        1 => ("全年累计三次无故漏岗的,扣2分", vec![in_the_year]),
        _ => ("连续两个月无故漏岗的,扣3分;累计三次无故漏岗的,扣2分", vec![in_a_row, in_the_year]),
    };
    let each = json!([{"kind": "deduct", "amount": "0.5", "per": {"step": "1", "unit": "次"}, "when": {"label": label}}]);
    Item {
        name: "值班纪律",
        points: "10",
        words: format!("无故漏岗每次扣0.5分;{words}"),
        facts: vec![Fact::Finding(label)],
        criteria: vec![each],
        beyond,
    }
}
