//! Clauses about what is found, one form at a time: its words, its readings, and what records can say of it.

use serde_json::{Value, json};

use super::dice::Dice;
use super::words::{AMOUNTS, UNITS};

/// What records can say.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A finding with a count.
    Finding(String),
    /// A finding of which rows may name an exception.
    Excusable(String, &'static str),
    /// A finding whose rows say the day.
    Dated(String),
    /// A finding of which the records count people and times apart.
    Crowd(String),
    /// Findings of one person each.
    Personal(String),
    /// Findings of several objects, so many as a rule.
    Sampled(Vec<String>, i64),
    /// A finding that no label names.
    Other,
    /// A value that is tested row by row; halves around these numbers are worth trying.
    Event { name: String, around: Vec<i64>, unit: &'static str },
    /// One value.
    Measure { name: String, around: Vec<i64>, unit: &'static str },
    /// Several values, of which the rulebook makes one.
    Values { name: String, around: Vec<i64>, unit: &'static str },
    /// One of these options, or many answers that are averaged.
    Answer { options: Vec<String>, many: bool },
    /// A yes (a count of one) or a no (a count of zero).
    Yes(String),
    /// A finding whose points the record gives, within a range.
    Given { label: String, low: i64, high: i64 },
}

/// Sentences with their readings. Each effect names its sentence, counted from the first of the piece.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub sentences: Vec<String>,
    pub effects: Vec<Value>,
    pub facts: Vec<Fact>,
}

/// Findings that no other piece of the same item uses.
pub struct Labels<'a>(pub std::slice::Iter<'a, String>);

impl Labels<'_> {
    pub fn next(&mut self) -> String {
        self.0.next().cloned().unwrap_or_else(|| "备用情形".to_owned())
    }
}

/// A clause that takes points.
pub fn deduction(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    match dice.below(16) {
        0..=3 => each(dice, labels),
        12 => parallel(dice, labels),
        13 => off_the_total(dice, labels),
        14 => zero_and_more(dice, labels),
        15 => ranked(dice, labels),
        4 => once(dice, labels),
        5 => zero(dice, labels),
        6 => shared_cap(dice, labels),
        7 => counted(dice, labels),
        8 => beyond(dice, labels),
        9 => several_at_once(dice, labels),
        10 => alternatives(dice, labels),
        _ => range(dice, labels),
    }
}

pub fn one(sentence: String, effects: Vec<Value>, facts: Vec<Fact>) -> Piece {
    Piece { sentences: vec![sentence], effects, facts }
}

/// 每发现一处X扣1分, in its many wordings.
pub fn each(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount, unit) = (labels.next(), dice.pick(AMOUNTS), dice.pick(UNITS));
    let (words, step) = each_words(dice, &label, amount, unit);
    let (cap_words, cap) = cap(dice);
    let effect = json!({"kind": "deduct", "amount": amount, "per": {"step": step, "unit": unit}, "when": {"label": label}, "cap": cap});
    one(format!("{words}{cap_words}"), vec![effect], vec![Fact::Finding(label)])
}

fn each_words(dice: &mut Dice<'_>, label: &str, amount: &str, unit: &str) -> (String, &'static str) {
    let verb = dice.pick(&["扣", "扣除", "减"]);
    let words = match dice.below(11) {
        0 => format!("每发现一{unit}{label}扣{amount}分"),
        1 => format!("{label}的,每{unit}{verb}{amount}分"),
        2 => format!("{label}每{unit}{verb}{amount}分"),
        3 => format!("发现1{unit}{label}扣{amount}分"),
        4 => format!("{label}的,扣{amount}分/{unit}"),
        5 => format!("{label}的,每发现一{unit}{verb}{amount}分"),
        6 => format!("{label}一{unit}扣{amount}分"),
        7 => format!("每有1{unit}{label}的,{verb}{amount}分"),
        8 => format!("凡{label}的,每{unit}{verb}{amount}分"),
        9 => format!("{label}者,每{unit}{verb}{amount}分"),
        _ => return (format!("{label}的,每2{unit}{verb}{amount}分"), "2"),
    };
    (words, "1")
}

/// X的,每次扣1分,Y的加倍扣分: of the occurrences so many count double, or half.
pub fn scaled(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, other, amount, unit) = (labels.next(), labels.next(), dice.pick(AMOUNTS), dice.pick(UNITS));
    let (cap_words, cap) = dice.pick(&[(String::new(), Value::Null), (",最多扣3分".to_owned(), json!("3"))]);
    let (words, factor) = dice.pick(&[("加倍扣分", "2"), ("减半扣分", "0.5"), ("双倍扣分", "2"), ("按50%扣分", "0.5"), ("按3倍扣分", "3")]);
    let when = json!({"label": label});
    let effects = vec![
        json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": when, "cap": cap}),
        json!({"kind": "scale", "amount": factor, "per": null, "when": {"label": other}}),
    ];
    let sentence = format!("{label}的,每{unit}扣{amount}分{cap_words},{other}的{words}");
    one(sentence, effects, vec![Fact::Finding(label), Fact::Finding(other)])
}

/// X的,每次扣1分,非本人原因的除外: rows may name the exception.
pub fn excusable(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let mut piece = if dice.once_in(3) { once(dice, labels) } else { each(dice, labels) };
    let name = dice.pick(&["非本人原因", "经批准", "因公外出"]);
    let words = dice.pick(&["的除外", "的不计", "的,不予计入"]);
    for sentence in &mut piece.sentences {
        sentence.push_str(&format!(",{name}{words}"));
    }
    for fact in &mut piece.facts {
        if let Fact::Finding(label) = fact {
            *fact = Fact::Excusable(std::mem::take(label), name);
        }
    }
    piece
}

/// A cap behind a single deduction.
fn cap(dice: &mut Dice<'_>) -> (String, Value) {
    let most = dice.pick(&["3", "2", "4", "2.5", "5"]);
    match dice.below(12) {
        7 => (format!(",最多扣{most}分"), json!(most)),
        8 => (format!(",扣满{most}分为止"), json!(most)),
        9 => (format!(",以{most}分为限"), json!(most)),
        10 => (format!(",最高扣{most}分"), json!(most)),
        11 => (",扣完为止".to_owned(), json!("item")),
        _ => (String::new(), Value::Null),
    }
}

/// X的,扣5分: once, however often.
pub fn once(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount) = (labels.next(), dice.pick(AMOUNTS));
    let words = match dice.below(4) {
        0 => format!("{label}的,扣{amount}分"),
        1 => format!("{label}扣{amount}分"),
        2 => format!("{label}的,一次性扣{amount}分"),
        _ => format!("出现{label}的,扣{amount}分"),
    };
    let effect = json!({"kind": "deduct", "amount": amount, "per": null, "when": {"label": label}});
    one(words, vec![effect], vec![Fact::Finding(label)])
}

/// X的,不得分.
fn zero(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let label = labels.next();
    let verdict = dice.pick(&["不得分", "计零分", "全扣", "得0分"]);
    let effect = json!({"kind": "zero", "amount": null, "per": null, "when": {"label": label}});
    one(format!("{label}的,{verdict}"), vec![effect], vec![Fact::Finding(label)])
}

/// A每次扣1分,B每次扣2分,最多扣3分: one cap over both.
fn shared_cap(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (left, right, unit) = (labels.next(), labels.next(), dice.pick(UNITS));
    let (a, b, most) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS), dice.pick(&["3", "4", "2.5"]));
    let words = format!("{left}每{unit}扣{a}分,{right}每{unit}扣{b}分,最多扣{most}分");
    let per = json!({"step": "1", "unit": unit});
    let effects = vec![
        json!({"kind": "deduct", "amount": a, "per": per, "when": {"label": left}}),
        json!({"kind": "deduct", "amount": b, "per": per, "when": {"label": right}}),
        json!({"kind": "limit", "amount": most}),
    ];
    one(words, effects, vec![Fact::Finding(left), Fact::Finding(right)])
}

/// 每人次X扣1分; 3人以上X的,扣5分: tiers of one count, the tightest alone.
fn counted(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, unit) = (labels.next(), dice.pick(&["人", "件", "处"]));
    let (low, high) = dice.pick(&[(2, 4), (3, 5), (2, 3)]);
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let when = |op: &str, at: i64| json!({"measure": label, "op": op, "value": at.to_string(), "unit": unit});
    let effects = vec![
        json!({"kind": "deduct", "amount": a, "per": null, "when": when(">=", low)}),
        json!({"kind": "deduct", "amount": b, "per": null, "when": when(">=", high), "sentence": 1}),
    ];
    let clause = |at: i64, amount: &str, wording: usize| match wording {
        0 => format!("{label}{at}{unit}以上的,扣{amount}分"),
        1 => format!("{label}达到{at}{unit}的,扣{amount}分"),
        2 => format!("{label}不少于{at}{unit}的,扣{amount}分"),
        _ => format!("≥{at}{unit}{label}扣{amount}分"),
    };
    // 未佩戴胸牌不少于2人 has two readings, and is refused.
    let wording = if label.starts_with('未') { dice.below(2) } else { dice.below(4) };
    let sentences = vec![clause(low, a, wording), clause(high, b, wording)];
    Piece { sentences, effects, facts: vec![Fact::Finding(label)] }
}

/// X超过3人的,扣0.5分/人: those beyond three; X3人以上的: all of them.
fn beyond(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, unit, amount) = (labels.next(), dice.pick(&["人", "件"]), dice.pick(AMOUNTS));
    let (at, all) = (dice.pick(&[1, 2, 3]), dice.once_in(2));
    let words = if all {
        format!("{label}{at}{unit}以上的,扣{amount}分/{unit}")
    } else {
        format!("{label}超过{at}{unit}的,扣{amount}分/{unit}")
    };
    let when = json!({"measure": label, "op": if all { ">=" } else { ">" }, "value": at.to_string(), "unit": unit});
    let effect = json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": when});
    one(words, vec![effect], vec![Fact::Finding(label)])
}

/// A、B分别扣1分、2分 is another form; here A扣2分,B扣3分 in one sentence.
fn several_at_once(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (left, right) = (labels.next(), labels.next());
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let effect = |label: &str, amount: &str| json!({"kind": "deduct", "amount": amount, "per": null, "when": {"label": label}});
    let effects = vec![effect(&left, a), effect(&right, b)];
    one(format!("{left}扣{a}分,{right}扣{b}分"), effects, vec![Fact::Finding(left), Fact::Finding(right)])
}

/// A、B的,每次扣1分: either name states the one finding (rule 11).
fn alternatives(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (left, right, amount) = (labels.next(), labels.next(), dice.pick(AMOUNTS));
    let joint = dice.pick(&["、", "或", "或者"]);
    let label = format!("{left}{joint}{right}");
    let effect =
        json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "次"}, "when": {"label": label, "either": [left, right]}});
    one(format!("{label}的,每次扣{amount}分"), vec![effect], vec![Fact::Finding(left), Fact::Finding(right)])
}

/// A、B的,分别扣1分、2分: one deduction each.
fn parallel(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let left = labels.next();
    // 制度、台账不健全 says it of both, so that the last has to name what it is by itself.
    let shared = |label: &String| ["不", "未", "无", "缺", "漏", "损坏", "脱落", "积水", "过期"].iter().any(|words| label.contains(words));
    let right = std::iter::repeat_with(|| labels.next()).find(|label| !shared(label)).unwrap_or_default();
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let words = dice.pick(&[format!("{left}、{right}的,分别扣{a}分、{b}分"), format!("{left}、{right}分别扣{a}、{b}分")]);
    let effect = |label: &str, amount: &str| json!({"kind": "deduct", "amount": amount, "per": null, "when": {"label": label}});
    let effects = vec![effect(&left, a), effect(&right, b)];
    one(words, effects, vec![Fact::Finding(left), Fact::Finding(right)])
}

/// X的,直接扣总分3分.
fn off_the_total(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount) = (labels.next(), dice.pick(AMOUNTS));
    let effect = json!({"kind": "deduct", "amount": amount, "per": null, "when": {"label": label}, "target": "total"});
    one(format!("{label}的,直接扣总分{amount}分"), vec![effect], vec![Fact::Finding(label)])
}

/// X的,本大项不得分; X的,本表不得分: takes all from a larger thing than the item.
pub fn wide_zero(dice: &mut Dice<'_>, labels: &mut Labels<'_>, section: bool) -> Piece {
    let label = labels.next();
    let (words, reach) = if section && !dice.once_in(3) { ("本大项", "parent") } else { ("本表", "total") };
    let effect = json!({"kind": "zero", "amount": null, "per": null, "when": {"label": label}, "reach": reach});
    one(format!("{label}的,{words}不得分"), vec![effect], vec![Fact::Finding(label)])
}

/// X的,不得分,并追加扣除3分.
fn zero_and_more(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, amount) = (labels.next(), dice.pick(AMOUNTS));
    let when = json!({"label": label});
    let effects = vec![
        json!({"kind": "zero", "amount": null, "per": null, "when": when}),
        json!({"kind": "deduct", "amount": amount, "per": null, "when": when, "target": "parent"}),
    ];
    one(format!("{label}的,不得分,并追加扣除{amount}分"), effects, vec![Fact::Finding(label)])
}

/// 1-3人X的,扣1分;3人以上…: counts within two ends and beyond them.
fn ranked(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, unit) = (labels.next(), dice.pick(&["人", "件"]));
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let within = json!({"measure": label, "op": "in", "low": "1", "low_in": true, "high": "3", "high_in": true, "unit": unit});
    let above = json!({"measure": label, "op": ">", "value": "3", "unit": unit});
    let effects = vec![
        json!({"kind": "deduct", "amount": a, "per": null, "when": within}),
        json!({"kind": "deduct", "amount": b, "per": null, "when": above, "sentence": 1}),
    ];
    let sentences = vec![format!("{label}1-3{unit}的,扣{a}分"), format!("{label}超过3{unit}的,扣{b}分")];
    Piece { sentences, effects, facts: vec![Fact::Finding(label)] }
}

/// 扣1-3分: the record says how much.
fn range(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (label, (low, high)) = (labels.next(), dice.pick(&[(1, 3), (2, 5), (1, 2)]));
    let words = dice.pick(&[format!("{label}的,扣{low}-{high}分"), format!("{label}的,视情扣{low}至{high}分")]);
    let effect = json!({"kind": "deduct", "range": [low.to_string(), high.to_string()], "per": null, "when": {"label": label}});
    one(words, vec![effect], vec![Fact::Given { label, low, high }])
}

/// 基准分6分,X的,每次加2分;Y的,每次扣1分: the item starts at its base.
pub fn base(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let (up, down, start) = (labels.next(), labels.next(), dice.pick(&["3", "4", "2.5"]));
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let per = json!({"step": "1", "unit": "次"});
    let effects = vec![
        json!({"kind": "points", "amount": start, "per": null, "when": null, "of": "基准分"}),
        json!({"kind": "add", "amount": a, "per": per, "when": {"label": up}, "sentence": 1}),
        json!({"kind": "deduct", "amount": b, "per": per, "when": {"label": down}, "sentence": 2}),
    ];
    let sentences = vec![format!("基准分{start}分"), format!("{up}的,每次加{a}分"), format!("{down}的,每次扣{b}分")];
    Piece { sentences, effects, facts: vec![Fact::Finding(up), Fact::Finding(down)] }
}

/// 台面整洁的,得5分,否则每处扣1分: the only finding needs no name.
pub fn otherwise(dice: &mut Dice<'_>, points: &str) -> Piece {
    let (amount, unit) = (dice.pick(AMOUNTS), dice.pick(&["处", "次", "项"]));
    let award = json!({"kind": "award", "amount": points, "per": null, "when": {"label": "台面整洁有序"}});
    let deduct = json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": {"label": ""}});
    one(format!("台面整洁有序的,得{points}分,否则每{unit}扣{amount}分"), vec![award, deduct], vec![Fact::Finding(String::new())])
}

/// 最低得1分, behind everything else of the item.
pub fn floor(dice: &mut Dice<'_>) -> Piece {
    let least = dice.pick(&["1", "2", "0.5"]);
    one(format!("最低得{least}分"), vec![json!({"kind": "limit", "amount": null, "floor": least})], Vec::new())
}

/// A的,得2分;B的,得3分: each must be answered.
pub fn awards(dice: &mut Dice<'_>) -> Piece {
    let (a, b) = (dice.pick(&["2", "1", "1.5"]), dice.pick(&["3", "2", "2.5"]));
    let sentences = vec![format!("设立便民专窗的,得{a}分"), format!("公开服务承诺的,得{b}分")];
    let award = |label: &str, amount: &str, sentence: usize| json!({"kind": "award", "amount": amount, "per": null, "when": {"label": label}, "sentence": sentence});
    let effects = vec![award("设立便民专窗", a, 0), award("公开服务承诺", b, 1)];
    let yes = |label: &str| Fact::Yes(label.to_owned());
    Piece { sentences, effects, facts: vec![yes("设立便民专窗"), yes("公开服务承诺")] }
}

/// 扣满4分的,追加扣除3分: off the entry above.
pub fn escalation(dice: &mut Dice<'_>, points: i64) -> Piece {
    let amount = dice.pick(AMOUNTS);
    let (words, measure) = dice
        .pick(&[(format!("扣满{points}分的,追加扣除{amount}分"), "扣分"), (format!("累计扣满{points}分的,追加扣{amount}分"), "累计扣分")]);
    let when = json!({"measure": measure, "op": ">=", "value": points.to_string(), "unit": "分"});
    one(words, vec![json!({"kind": "deduct", "amount": amount, "per": null, "when": when, "target": "parent"})], Vec::new())
}

/// 其他每处扣1分: takes what no label names.
pub fn other(dice: &mut Dice<'_>) -> Piece {
    let (unit, amount) = (dice.pick(UNITS), dice.pick(AMOUNTS));
    let words = dice.pick(&[format!("其他每{unit}扣{amount}分"), format!("其他每发现一{unit}扣{amount}分")]);
    let effect = json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": unit}, "when": {"label": "其他"}});
    one(words, vec![effect], vec![Fact::Other])
}

/// 累计最多扣5分, after everything else of the passage.
pub fn overall_cap(dice: &mut Dice<'_>) -> Piece {
    let most = dice.pick(&["4", "3", "5", "6"]);
    let words = dice.pick(&[format!("累计最多扣{most}分"), format!("合计最多扣{most}分"), format!("本项最多扣{most}分")]);
    one(words, vec![json!({"kind": "limit", "amount": most, "scope": "passage"})], Vec::new())
}

/// 一次扣1分,两次扣3分; 第一次…,第二次…; 以此类推.
pub fn repeated(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Piece {
    let label = labels.next();
    let when = |op: &str, at: &str| json!({"measure": label, "op": op, "value": at, "unit": "次"});
    let once = |amount: &str, at: &str, adds: bool| json!({"kind": "deduct", "amount": amount, "per": null, "when": when(">=", at), "additional": adds});
    let each = |amount: &str, beyond: &str| json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "次"}, "when": when(">", beyond), "additional": true});
    let (words, effects) = match dice.below(5) {
        0 => (format!("{label}一次扣0.5分,两次扣1.5分"), vec![once("0.5", "1", false), once("1.5", "2", false)]),
        1 => {
            let zero = json!({"kind": "zero", "amount": null, "per": null, "when": when(">=", "3")});
            (format!("{label}1次扣1分,2次扣2.5分,3次及以上不得分"), vec![once("1", "1", false), once("2.5", "2", false), zero])
        }
        2 => (
            format!("{label}第一次扣0.5分,第二次扣1分,第三次起每次扣1.5分"),
            vec![once("0.5", "1", true), once("1", "2", true), each("1.5", "2")],
        ),
        3 => (format!("{label}首次扣0.5分,再次扣1分"), vec![once("0.5", "1", true), each("1", "1")]),
        _ => (format!("{label}1次扣0.5分,2次扣1.5分,3次扣2.5分,以此类推"), vec![once("0.5", "1", false), each("1", "1")]),
    };
    one(words, effects, vec![Fact::Finding(label)])
}
