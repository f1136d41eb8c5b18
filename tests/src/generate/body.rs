//! What one item says: a few clauses that go together, as lines and as passages of readings.

use serde_json::{Value, json};

use super::apart;
use super::dice::Dice;
use super::form::{self, Fact, Labels, Piece};
use super::measure;
use super::words::{ANSWERS, FINDINGS, RATES};

/// An item's text below its head, and its meaning.
pub struct Body {
    pub points: String,
    /// Sentences of the item's own passage.
    pub sentences: Vec<String>,
    /// Numbered criteria, each with its sentences.
    pub criteria: Vec<Vec<String>>,
    /// Readings, a list for each passage.
    pub passages: Vec<Value>,
    pub facts: Vec<Fact>,
}

/// A body of any kind. `shift` keeps the findings of neighbours apart; `section`: there is a section above.
pub fn body(dice: &mut Dice<'_>, shift: usize, section: bool) -> Body {
    let labels: Vec<String> = (0..FINDINGS.len()).map(|at| FINDINGS[(at + shift * 5) % FINDINGS.len()].to_owned()).collect();
    let labels = &mut Labels(labels.iter());
    let points = dice.pick(&["5", "10", "4", "20", "7.5"]);
    match dice.below(50) {
        0..=3 => deducting(dice, labels, points),
        4 => numbered(dice, labels, points),
        5 => budgets(dice, labels),
        6 => {
            let own = dice.once_in(2);
            plain(points, vec![measure::events(dice, own)])
        }
        7 => plain(points, vec![measure::steps(dice)]),
        8 => plain(points, vec![measure::tiers(dice)]),
        9 => plain(points, vec![measure::rate(dice)]),
        10 => plain(points, vec![measure::low_rate(dice)]),
        11 => plain(points, vec![measure::duty(dice)]),
        12 => plain(points, vec![ladder(dice)]),
        13 => plain("20", vec![answers(dice)]),
        14 => {
            let whole = dice.pick(&[4, 5, 10]);
            let pieces = vec![form::deduction(dice, labels), form::escalation(dice, whole)];
            plain(&whole.to_string(), pieces)
        }
        15 => plain(points, vec![measure::falling(dice)]),
        16 => plain(points, vec![measure::ratio(dice)]),
        17 => plain("6", vec![form::awards(dice)]),
        18 => plain(points, vec![measure::share_of_base(dice)]),
        19 => plain(points, vec![form::base(dice, labels)]),
        20 => plain(points, vec![form::otherwise(dice, points)]),
        21 => {
            let pieces = vec![form::each(dice, labels), form::once(dice, labels), form::floor(dice)];
            plain(points, pieces)
        }
        22 => plain(points, vec![form::each(dice, labels), form::wide_zero(dice, labels, section)]),
        23 => plain(points, vec![measure::several_values(dice)]),
        27 => plain(points, vec![form::scaled(dice, labels)]),
        28 => plain(points, vec![form::excusable(dice, labels), form::deduction(dice, labels)]),
        29 => plain(points, vec![apart::weekly(dice, labels)]),
        30 => plain(points, vec![form::each(dice, labels), form::scaled(dice, labels)]),
        24 | 25 => plain(points, vec![measure::boundary(dice)]),
        26 => {
            let label = labels.next();
            plain(points, vec![measure::together(dice, &label)])
        }
        31 | 32 => plain(points, vec![measure::formula(dice)]),
        33 => plain(points, vec![measure::versus(dice)]),
        34 => plain(points, vec![measure::line(dice)]),
        35 => plain(points, vec![measure::proportion(dice)]),
        39 | 40 => plain(points, vec![apart::sampled(dice, labels)]),
        41 | 42 => plain(points, vec![apart::personal(dice, labels)]),
        43 => plain(points, vec![apart::each_time(dice, labels), form::once(dice, labels)]),
        44 => plain(points, vec![apart::crowd(dice, labels), form::each(dice, labels)]),
        45 => plain("5", vec![apart::both_ways(dice, labels)]),
        46 => plain(points, vec![apart::each_clause(dice, labels), form::each(dice, labels)]),
        47 => plain(points, vec![apart::personal(dice, labels), form::deduction(dice, labels)]),
        36 | 37 => plain(points, vec![form::repeated(dice, labels)]),
        _ => plain(points, vec![measure::events(dice, false), form::deduction(dice, labels), measure::rate(dice)]),
    }
}

fn deducting(dice: &mut Dice<'_>, labels: &mut Labels<'_>, points: &str) -> Body {
    let mut pieces: Vec<Piece> = (0..=dice.below(3)).map(|_| form::deduction(dice, labels)).collect();
    if dice.once_in(3) {
        pieces.push(form::other(dice));
    }
    if dice.once_in(6) {
        pieces.push(form::overall_cap(dice));
    }
    plain(points, pieces)
}

/// `(1) X的,每次扣1分`: numbered lines without points belong to the item.
fn numbered(dice: &mut Dice<'_>, labels: &mut Labels<'_>, points: &str) -> Body {
    let pieces: Vec<Piece> = (0..2 + dice.below(2)).map(|_| form::deduction(dice, labels)).collect();
    criteria(points.to_owned(), pieces)
}

/// `(1) 台面整洁得4分;每处X扣1分`: the item is the sum of what is left of each.
fn budgets(dice: &mut Dice<'_>, labels: &mut Labels<'_>) -> Body {
    let mut pieces = Vec::new();
    let mut points = 0;
    for requirement in ["台面整洁", "制度上墙", "人员到岗"].iter().take(1 + dice.below(3)) {
        let most = dice.pick(&[2, 3, 5]);
        points += most;
        let award = json!({"kind": "award", "amount": most.to_string(), "per": null, "when": {"label": requirement}});
        let sentence = dice.pick(&[format!("{requirement}的,得{most}分"), format!("{requirement}得{most}分")]);
        let mut piece = Piece { sentences: vec![sentence], effects: vec![award], facts: Vec::new() };
        append(&mut piece, form::each(dice, labels));
        if dice.once_in(2) {
            append(&mut piece, form::deduction(dice, labels));
        }
        pieces.push(piece);
    }
    criteria(points.to_string(), pieces)
}

/// 90%以上得5分,80%以上不足90%得3分,其余不得分, or as a list of open bounds.
fn ladder(dice: &mut Dice<'_>) -> Piece {
    let name = dice.pick(RATES);
    let (top, middle) = dice.pick(&[("5", "3"), ("4", "2.5"), ("3", "1")]);
    let when = |op: &str, at: &str| json!({"measure": name, "op": op, "value": at, "unit": "%"});
    let between = json!({"measure": name, "op": "in", "low": "80", "low_in": true, "high": "90", "high_in": false, "unit": "%"});
    let award = |amount: &str, when: Value| json!({"kind": "award", "amount": amount, "per": null, "when": when, "ladder": 1});
    let zero = |when: Value| json!({"kind": "zero", "amount": null, "per": null, "when": when, "ladder": 1});
    let (words, effects) = match dice.below(3) {
        0 => (
            format!("{name}90%以上得{top}分,80%以上不足90%得{middle}分,其余不得分"),
            vec![award(top, when(">=", "90")), award(middle, between), zero(json!({"label": "其余"}))],
        ),
        1 => (
            format!("{name}90%以上得{top}分,80%以上得{middle}分,低于80%不得分"),
            vec![award(top, when(">=", "90")), award(middle, when(">=", "80")), zero(when("<", "80"))],
        ),
        _ => (format!("{name}达到80%得{middle}分,达到90%得{top}分"), vec![award(middle, when(">=", "80")), award(top, when(">=", "90"))]),
    };
    Piece { sentences: vec![words], effects, facts: vec![Fact::Measure { name: name.to_owned(), around: vec![90, 80], unit: "%" }] }
}

/// 很满意得20分,基本满意得16分,…,取平均分.
fn answers(dice: &mut Dice<'_>) -> Piece {
    let (many, count) = (dice.once_in(2), 3 + dice.below(3));
    let options = &ANSWERS[..count];
    let amount = |place: usize| (20 - 4 * place).to_string();
    let got = dice.pick(&["得", "计"]);
    let words: Vec<String> = options.iter().enumerate().map(|(place, name)| format!("{name}{got}{}分", amount(place))).collect();
    let rung = |(place, name): (usize, &&str)| json!({"kind": "award", "amount": amount(place), "per": null, "when": {"label": name}});
    let mut effects: Vec<Value> = options.iter().enumerate().map(rung).collect();
    let mut words = words.join(dice.pick(&[",", "、"]));
    if many {
        words.push_str(",取平均分");
        effects.push(json!({"kind": "average", "amount": null, "per": null, "when": null}));
    }
    let options = options.iter().map(|&name| name.to_owned()).collect();
    Piece { sentences: vec![words], effects, facts: vec![Fact::Answer { options, many }] }
}

fn plain(points: &str, pieces: Vec<Piece>) -> Body {
    let mut all = Piece::default();
    for piece in pieces {
        append(&mut all, piece);
    }
    Body {
        points: points.to_owned(),
        sentences: all.sentences,
        criteria: Vec::new(),
        passages: vec![Value::Array(all.effects)],
        facts: all.facts,
    }
}

fn criteria(points: String, pieces: Vec<Piece>) -> Body {
    let passages = pieces.iter().map(|piece| Value::Array(piece.effects.clone())).collect();
    let facts = pieces.iter().flat_map(|piece| piece.facts.clone()).collect();
    Body { points, sentences: Vec::new(), criteria: pieces.into_iter().map(|piece| piece.sentences).collect(), passages, facts }
}

/// Puts a piece behind another, its sentences after the other's.
fn append(all: &mut Piece, piece: Piece) {
    let before = all.sentences.len() as i64;
    all.sentences.extend(piece.sentences);
    all.facts.extend(piece.facts);
    all.effects.extend(piece.effects.into_iter().map(|mut effect| {
        effect["sentence"] = json!(effect["sentence"].as_i64().unwrap_or(0) + before);
        effect
    }));
}
