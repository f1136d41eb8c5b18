//! Clauses of which each day, each person, each time or each object stands for itself: their words, readings and facts.
//!
//! Not here: other clauses about what is found (`form`). Start at [`weekly`].

use serde_json::{Value, json};

use super::dice::Dice;
use super::form::{Fact, Labels, Piece, one};
use super::words::{AMOUNTS, UNITS};

/// X的,每次扣1分,每周最多扣3分; 每日.
pub fn weekly(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount, unit, most) = (labels.next(), dice.pick(AMOUNTS), dice.pick(UNITS), dice.pick(&["3", "2", "4"]));
    let (words, window) = dice.pick(&[
        ("每周最多扣", "周"),
        ("每周累计最多扣", "周"),
        ("每周累计扣分不超过", "周"),
        ("每日最多扣", "日"),
        ("每天累计最多扣", "日"),
    ]);
    let when = json!({"label": label});
    let effect =
        json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": when, "cap": most, "window": window});
    one(format!("{label}的,每{unit}扣{amount}分,{words}{most}分"), vec![effect], vec![Fact::Dated(label)])
}

/// X的,每次扣1分,每人最多扣2分, over one clause or two.
pub fn personal(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount, unit, most) = (labels.next(), dice.pick(AMOUNTS), dice.pick(&["次", "处", "起"]), dice.pick(&["2", "3", "1.5"]));
    let words = dice.pick(&["每人最多扣", "每人最高扣", "每人扣分不超过"]);
    let deduct = |label: &str, amount: &str| json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": {"label": label}});
    if dice.once_in(2) {
        let (other, more) = (labels.next(), dice.pick(AMOUNTS));
        let limit = json!({"kind": "limit", "amount": most, "each": "人"});
        let sentence = format!("{label}每{unit}扣{amount}分,{other}每{unit}扣{more}分,{words}{most}分");
        return one(
            sentence,
            vec![deduct(&label, amount), deduct(&other, more), limit],
            vec![Fact::Personal(label), Fact::Personal(other)],
        );
    }
    let mut effect = deduct(&label, amount);
    (effect["cap"], effect["each"]) = (json!(most), json!("人"));
    one(format!("{label}的,每{unit}扣{amount}分,{words}{most}分"), vec![effect], vec![Fact::Personal(label)])
}

/// X的,每处扣1分,每次最多扣3分: each row.
pub fn each_time(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount, unit, most) = (labels.next(), dice.pick(AMOUNTS), dice.pick(&["处", "项", "次"]), dice.pick(&["5", "6"]));
    let words = dice.pick(&["每次最多扣", "单次最多扣", "单次最高扣"]);
    let when = json!({"label": label});
    let effect = json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": when, "cap": most, "each": "次"});
    one(format!("{label}的,每{unit}扣{amount}分,{words}{most}分"), vec![effect], vec![Fact::Finding(label)])
}

/// X每人每次扣1分: the records count people and times, in one number or in two.
pub fn crowd(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount) = (labels.next(), dice.pick(AMOUNTS));
    let (words, unit) = dice.pick(&[("每人每次", "人/次"), ("每人次", "人次")]);
    let effect = json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": {"label": label}});
    one(format!("{label}的,{words}扣{amount}分"), vec![effect], vec![Fact::Crowd(label)])
}

/// 基准分5分,受X的每次加1分,被Y的每次扣1分,加减分均不超过2分: a cap of each.
pub fn both_ways(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (up, down, most) = (labels.next(), labels.next(), dice.pick(&["2", "1.5", "3"]));
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let words = dice.pick(&["加减分均不超过", "加分和扣分各不超过", "加分、扣分均最多"]);
    let per = json!({"step": "1", "unit": "次"});
    let effects = vec![
        json!({"kind": "points", "amount": "2.5", "per": null, "when": null, "of": "基准分"}),
        json!({"kind": "add", "amount": a, "per": per, "when": {"label": up}, "cap": most, "sentence": 1}),
        json!({"kind": "deduct", "amount": b, "per": per, "when": {"label": down}, "cap": most, "sentence": 1}),
    ];
    let sentences = vec!["基准分2.5分".to_owned(), format!("{up}的,每次加{a}分,{down}的,每次扣{b}分,{words}{most}分")];
    Piece { sentences, effects, facts: vec![Fact::Finding(up), Fact::Finding(down)] }
}

/// A每次扣1分,B每次扣2分,每项最多扣3分: a cap of each clause.
pub fn each_clause(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (left, right, most) = (labels.next(), labels.next(), dice.pick(&["3", "4"]));
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let words = dice.pick(&["每项最多扣", "各项均不超过", "均不超过"]);
    let deduct = |label: &str, amount: &str| json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "次"}, "when": {"label": label}, "cap": most});
    let sentence = format!("{left}每次扣{a}分,{right}每次扣{b}分,{words}{most}分");
    one(sentence, vec![deduct(&left, a), deduct(&right, b)], vec![Fact::Finding(left), Fact::Finding(right)])
}

/// 抽查3份病历,X每处扣1分,取平均分: each object alone, then their mean, or the lowest.
pub fn sampled(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount, count) = (labels.next(), dice.pick(AMOUNTS), dice.pick(&[3, 2, 4]));
    let (head, unit) = dice.pick(&[("抽查", "份病历"), ("随机抽取", "份档案"), ("抽查不少于", "个案卷")]);
    let (tail, of) = dice.pick(&[("取平均分", None), ("取平均得分", None), ("按最低分计", Some("最低")), ("取最高分", Some("最高"))]);
    let mut words = vec![format!("{label}的,每处扣{amount}分")];
    let per = json!({"step": "1", "unit": "处"});
    let mut effects: Vec<Value> = vec![json!({"kind": "deduct", "amount": amount, "per": per, "when": {"label": label}})];
    let mut found = vec![label];
    match dice.below(4) {
        0 => {}
        1 => (words[0].push_str(",最多扣3分"), effects[0]["cap"] = json!("3")).1,
        2 => {
            let (other, more) = (labels.next(), dice.pick(AMOUNTS));
            words.push(format!("{other}的,扣{more}分"));
            effects.push(json!({"kind": "deduct", "amount": more, "per": null, "when": {"label": other}}));
            found.push(other);
        }
        _ => {
            let other = labels.next();
            words.push(format!("{other}的,不得分"));
            effects.push(json!({"kind": "zero", "amount": null, "per": null, "when": {"label": other}}));
            found.push(other);
        }
    }
    let sample = json!({"count": count, "at_least": head.ends_with("不少于")});
    effects.push(json!({"kind": "average", "amount": null, "per": null, "when": null, "of": of, "sample": sample}));
    one(format!("{head}{count}{unit},{},{tail}", words.join(",")), effects, vec![Fact::Sampled(found, count)])
}
