//! Clauses about what is measured: its words, its readings, and what records can say of it.

use serde_json::{Value, json};

use super::dice::Dice;
use super::form::{Fact, Piece, one};
use super::words::{AMOUNTS, DUTIES, RATES, TIMES};

/// 超过3分钟的,每次扣1分; 超过10分钟的,每次扣2分: each event falls to the tightest tier.
pub fn events(dice: &mut Dice<'_>, own: bool) -> Piece {
    let name = if own { "" } else { dice.pick(TIMES) };
    let tiers = dice.pick(&[vec![3], vec![3, 10], vec![5, 10, 20]]);
    let mut order: Vec<i64> = tiers.clone();
    if dice.once_in(3) {
        order.reverse();
    }
    let mut piece = Piece::default();
    for (sentence, at) in order.iter().enumerate() {
        let amount = dice.pick(AMOUNTS);
        piece.sentences.push(format!("{name}超过{at}分钟的,每次扣{amount}分"));
        let when = json!({"measure": name, "op": ">", "value": at.to_string(), "unit": "分钟"});
        let per = json!({"step": "1", "unit": "次"});
        piece.effects.push(json!({"kind": "deduct", "amount": amount, "per": per, "when": when, "sentence": sentence}));
    }
    piece.facts.push(Fact::Event { name: name.to_owned(), around: tiers, unit: "分钟" });
    piece
}

/// 超过10分钟扣5分; 每超过5分钟加扣1分,不足5分钟按5分钟计.
pub fn steps(dice: &mut Dice<'_>) -> Piece {
    let (name, at, step) = (dice.pick(TIMES), dice.pick(&[10_i64, 15, 20]), dice.pick(&[5_i64, 10, 2]));
    let (first, more) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let (partial_words, partial) = match dice.below(3) {
        0 => (String::new(), "down"),
        1 => (format!(",不足{step}分钟按{step}分钟计"), "up"),
        _ => (format!(",不足{step}分钟的按{step}分钟计算"), "up"),
    };
    let verb = dice.pick(&["加扣", "再扣", "另扣"]);
    let sentences = vec![format!("{name}超过{at}分钟扣{first}分"), format!("每超过{step}分钟{verb}{more}分{partial_words}")];
    let when = json!({"measure": name, "op": ">", "value": at.to_string(), "unit": "分钟"});
    let per = json!({"step": step.to_string(), "unit": "分钟"});
    let effects = vec![
        json!({"kind": "deduct", "amount": first, "per": null, "when": when}),
        json!({"kind": "deduct", "amount": more, "per": per, "when": when, "partial": partial, "additional": true, "sentence": 1}),
    ];
    Piece {
        sentences,
        effects,
        facts: vec![Fact::Measure { name: name.to_owned(), around: vec![at, at + step, at + 3 * step], unit: "分钟" }],
    }
}

/// 超过10分钟扣2分; 超过20分钟扣5分, or from so many up to so many: one tier alone.
pub fn tiers(dice: &mut Dice<'_>) -> Piece {
    let name = dice.pick(TIMES);
    let (words, op) = dice.pick(&[("超过", ">"), ("达到", ">="), ("不少于", ">=")]);
    let ends = dice.pick(&[vec![10, 20], vec![5, 10, 30]]);
    let mut piece = Piece::default();
    for (sentence, at) in ends.iter().enumerate() {
        let amount = dice.pick(AMOUNTS);
        let zero = sentence + 1 == ends.len() && dice.once_in(4);
        let when = json!({"measure": name, "op": op, "value": at.to_string(), "unit": "分钟"});
        piece.sentences.push(if zero {
            format!("{name}{words}{at}分钟的,不得分")
        } else {
            format!("{name}{words}{at}分钟的,扣{amount}分")
        });
        piece.effects.push(if zero {
            json!({"kind": "zero", "amount": null, "per": null, "when": when, "sentence": sentence})
        } else {
            json!({"kind": "deduct", "amount": amount, "per": null, "when": when, "sentence": sentence})
        });
    }
    piece.facts.push(Fact::Measure { name: name.to_owned(), around: ends, unit: "分钟" });
    piece
}

/// 达到90%得满分,每低1个百分点扣0.5分,扣完为止.
pub fn rate(dice: &mut Dice<'_>) -> Piece {
    let (name, at, amount) = (dice.pick(RATES), dice.pick(&[90_i64, 95, 80]), dice.pick(AMOUNTS));
    let (unit_words, unit) = dice.pick(&[("1个百分点", "百分点"), ("1%", "%"), ("一个百分点", "百分点")]);
    let (partial_words, partial) = match dice.below(6) {
        4 => (",不足1个百分点按1个百分点计", "up"),
        5 => (",不足1个百分点的按比例扣", "ratio"),
        _ => ("", "down"),
    };
    let start = dice.pick(&["达到", "不低于"]);
    let words = format!("{name}{start}{at}%得满分,每低{unit_words}扣{amount}分{partial_words},扣完为止");
    let when = |op: &str| json!({"measure": name, "op": op, "value": at.to_string(), "unit": "%"});
    let per = json!({"step": "1", "unit": unit});
    let effects = vec![
        json!({"kind": "full", "amount": null, "per": null, "when": when(">=")}),
        json!({"kind": "deduct", "amount": amount, "per": per, "when": when("<"), "cap": "item", "partial": partial}),
    ];
    one(words, effects, vec![Fact::Measure { name: name.to_owned(), around: vec![at, at - 3, at - 10], unit: "%" }])
}

/// 达到500万元得满分,每低1%扣1分: of a measure that is no rate, per cent of the stated base (rule 9).
pub fn share_of_base(dice: &mut Dice<'_>) -> Piece {
    let (at, amount) = (dice.pick(&[500_i64, 200]), dice.pick(AMOUNTS));
    let when = |op: &str| json!({"measure": "代收税款", "op": op, "value": at.to_string(), "unit": "万元"});
    let effects = vec![
        json!({"kind": "full", "amount": null, "per": null, "when": when(">=")}),
        json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "%"}, "when": when("<")}),
    ];
    let words = format!("代收税款达到{at}万元得满分,每低1%扣{amount}分");
    one(words, effects, vec![Fact::Measure { name: "代收税款".to_owned(), around: vec![at, at - 5, at - 21], unit: "万元" }])
}

/// 80%-90%扣2分, 80%以下扣5分: at 80 the tighter one alone.
pub fn falling(dice: &mut Dice<'_>) -> Piece {
    let (name, a, b) = (dice.pick(RATES), dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let (low, op) = dice.pick(&[("80%以下", "<="), ("低于80%", "<"), ("不足80%", "<")]);
    let within = json!({"measure": name, "op": "in", "low": "80", "low_in": true, "high": "90", "high_in": true, "unit": "%"});
    let below = json!({"measure": name, "op": op, "value": "80", "unit": "%"});
    let effects = vec![
        json!({"kind": "deduct", "amount": a, "per": null, "when": within}),
        json!({"kind": "deduct", "amount": b, "per": null, "when": below, "sentence": 1}),
    ];
    let sentences = vec![format!("{name}80%-90%的,扣{a}分"), format!("{name}{low}的,扣{b}分")];
    Piece { sentences, effects, facts: vec![Fact::Measure { name: name.to_owned(), around: vec![90, 80], unit: "%" }] }
}

/// 按完成率得分: the item's points times the rate.
pub fn ratio(dice: &mut Dice<'_>) -> Piece {
    let words = dice.pick(&["按完成率得分", "按照完成率计分"]);
    let when = json!({"measure": "完成率", "op": ">=", "value": "0", "unit": "%"});
    let effect = json!({"kind": "ratio", "amount": null, "per": null, "when": when});
    one(words.to_owned(), vec![effect], vec![Fact::Measure { name: "完成率".to_owned(), around: vec![70, 85], unit: "%" }])
}

/// 达到90%得满分,每低1个百分点扣0.5分,多次测评取平均: one value of several.
pub fn several_values(dice: &mut Dice<'_>) -> Piece {
    let (name, amount) = (dice.pick(RATES), dice.pick(AMOUNTS));
    let (words, of, trim) = dice.pick(&[
        ("取平均", Value::Null, Value::Null),
        ("取最高", json!("最高"), Value::Null),
        ("取最低", json!("最低"), Value::Null),
        ("去掉一个最高分和一个最低分取平均", Value::Null, json!({"highest": 1, "lowest": 1})),
        ("去掉一个最低分后取平均", Value::Null, json!({"highest": 0, "lowest": 1})),
    ]);
    let when = |op: &str| json!({"measure": name, "op": op, "value": "90", "unit": "%"});
    let effects = vec![
        json!({"kind": "full", "amount": null, "per": null, "when": when(">=")}),
        json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "百分点"}, "when": when("<")}),
        json!({"kind": "average", "amount": null, "per": null, "when": null, "of": of, "trim": trim}),
    ];
    let words = format!("{name}达到90%得满分,每低1个百分点扣{amount}分,多次测评{words}");
    one(words, effects, vec![Fact::Values { name: name.to_owned(), around: vec![90, 86], unit: "%" }])
}

/// Every word for a bound (rule 6), on one measure.
pub fn boundary(dice: &mut Dice<'_>) -> Piece {
    let (name, amount) = (dice.pick(TIMES), dice.pick(AMOUNTS));
    let (words, op) = dice.pick(&[
        ("超过30分钟", ">"),
        ("大于30分钟", ">"),
        ("高于30分钟", ">"),
        ("多于30分钟", ">"),
        ("30分钟以上", ">="),
        ("达到30分钟", ">="),
        ("不低于30分钟", ">="),
        ("不少于30分钟", ">="),
        ("30分钟以上(不含)", ">"),
        ("30分钟以上(含本数)", ">="),
        ("低于30分钟", "<"),
        ("少于30分钟", "<"),
        ("不足30分钟", "<"),
        ("不满30分钟", "<"),
        ("小于30分钟", "<"),
        ("未达30分钟", "<"),
        ("30分钟以下", "<="),
        ("30分钟以内", "<="),
        ("不超过30分钟", "<="),
        ("不高于30分钟", "<="),
        ("30分钟以下(不含)", "<"),
        ("≥30分钟", ">="),
        ("<30分钟", "<"),
        ("≤30分钟", "<="),
        (">30分钟", ">"),
    ]);
    let when = json!({"measure": name, "op": op, "value": "30", "unit": "分钟"});
    let effect = json!({"kind": "deduct", "amount": amount, "per": null, "when": when});
    one(
        format!("{name}{words}的,扣{amount}分"),
        vec![effect],
        vec![Fact::Measure { name: name.to_owned(), around: vec![30], unit: "分钟" }],
    )
}

/// 低于80%不得分, 低于90%扣2分.
pub fn low_rate(dice: &mut Dice<'_>) -> Piece {
    let (name, amount) = (dice.pick(RATES), dice.pick(AMOUNTS));
    let low = dice.pick(&["低于", "不足", "小于"]);
    let sentences = vec![format!("{name}{low}90%的,扣{amount}分"), format!("{name}{low}80%的,不得分")];
    let when = |at: &str| json!({"measure": name, "op": "<", "value": at, "unit": "%"});
    let effects = vec![
        json!({"kind": "deduct", "amount": amount, "per": null, "when": when("90")}),
        json!({"kind": "zero", "amount": null, "per": null, "when": when("80"), "sentence": 1}),
    ];
    Piece { sentences, effects, facts: vec![Fact::Measure { name: name.to_owned(), around: vec![90, 80], unit: "%" }] }
}

/// 少于2次的,每少一次扣5分: somebody must say how often.
pub fn duty(dice: &mut Dice<'_>) -> Piece {
    let (name, at, amount) = (dice.pick(DUTIES), dice.pick(&[2_i64, 3, 4]), dice.pick(AMOUNTS));
    let words = dice.pick(&[format!("{name}少于{at}次的,每少一次扣{amount}分"), format!("{name}不足{at}次的,每少1次扣{amount}分")]);
    let when = json!({"measure": name, "op": "<", "value": at.to_string(), "unit": "次"});
    let effect = json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "次"}, "when": when});
    one(words, vec![effect], vec![Fact::Measure { name: name.to_owned(), around: vec![at], unit: "次" }])
}

/// 合格率低于80%且投诉超过3次的,扣5分: both must hold; 或: one is enough, and both cost no more.
pub fn together(dice: &mut Dice<'_>, label: &str) -> Piece {
    let (name, amount, at) = (dice.pick(RATES), dice.pick(AMOUNTS), dice.pick(&[1_i64, 2, 3]));
    let rate = json!({"measure": name, "op": "<", "value": "80", "unit": "%"});
    let count = json!({"measure": label, "op": ">", "value": at.to_string(), "unit": "次"});
    let facts = vec![Fact::Measure { name: name.to_owned(), around: vec![80, 70], unit: "%" }, Fact::Finding(label.to_owned())];
    if dice.once_in(2) {
        let joint = dice.pick(&["且", "并且", ",且"]);
        let when = json!({"measure": name, "op": "<", "value": "80", "unit": "%", "and": [count]});
        let effect = json!({"kind": "deduct", "amount": amount, "per": null, "when": when});
        return one(format!("{name}低于80%{joint}{label}超过{at}次的,扣{amount}分"), vec![effect], facts);
    }
    let way = |when: Value| json!({"kind": "deduct", "amount": amount, "per": null, "when": when, "either": 1});
    one(format!("{name}低于80%或{label}超过{at}次的,扣{amount}分"), vec![way(rate), way(count)], facts)
}

/// 得分=完成数÷计划数×10, and the like.
pub fn formula(dice: &mut Dice<'_>) -> Piece {
    let measure = |name: &str, around: &[i64], unit| Fact::Measure { name: name.to_owned(), around: around.to_vec(), unit };
    let counts = |left: &str, right: &str| vec![measure(left, &[7, 9], ""), measure(right, &[9, 12, 0], "")];
    let (of, expr, facts) = match dice.below(5) {
        0 => ("得分", "完成率×分值".to_owned(), vec![measure("完成率", &[70, 95, 110], "%")]),
        1 => ("得分", format!("办结数÷受理数×{}", dice.pick(&["10", "5", "4"])), counts("办结数", "受理数")),
        2 => ("得分", "1+(办结数-退件数)/2*0.5".to_owned(), counts("办结数", "退件数")),
        3 => ("扣分", "0.5×(应建数-已建数)".to_owned(), counts("已建数", "应建数")),
        _ => ("得分", "完成率÷90%×分值".to_owned(), vec![measure("完成率", &[70, 90], "%")]),
    };
    let sign = dice.pick(&["=", " = "]);
    let effect = json!({"kind": "formula", "amount": null, "per": null, "when": null, "of": of, "expr": expr});
    one(format!("{of}{sign}{expr}"), vec![effect], facts)
}

/// 死亡人数超过控制指标, 每高于基准价1%: both values are the records'.
pub fn versus(dice: &mut Dice<'_>) -> Piece {
    let (a, b) = (dice.pick(AMOUNTS), dice.pick(AMOUNTS));
    let carried = |left: &str, right: &str, unit| {
        [left, right].map(|name| Fact::Measure { name: name.to_owned(), around: vec![20, 23, 30], unit }).to_vec()
    };
    let when = |measure: &str, unit: &str| json!({"measure": measure, "op": ">", "value": "0", "unit": unit});
    match dice.below(3) {
        0 => {
            let effect = json!({"kind": "deduct", "amount": a, "per": null, "when": when("退件数超过控制指标", ""), "versus": ["退件数", "控制指标"]});
            one(format!("退件数超过控制指标的,扣{a}分"), vec![effect], carried("退件数", "控制指标", ""))
        }
        1 => {
            let per = json!({"step": "1", "unit": "件"});
            let words = "退件数超过下达的控制指标";
            let effect =
                json!({"kind": "deduct", "amount": a, "per": per, "when": when(words, "件"), "versus": ["退件数", "下达的控制指标"]});
            one(format!("{words}的,每超过1件扣{a}分"), vec![effect], carried("退件数", "下达的控制指标", "件"))
        }
        _ => {
            let per = json!({"step": "1", "unit": "%"});
            let effect = |words: &str, amount: &str, parts: Value| json!({"kind": "deduct", "amount": amount, "per": per, "when": when(words, "%"), "versus": parts});
            let effects =
                vec![effect("报价高于基准价", a, json!(["报价", "基准价"])), effect("低于基准价", b, json!(["报价", "基准价", "below"]))];
            one(format!("报价每高于基准价1%扣{a}分,每低于基准价1%扣{b}分"), effects, carried("报价", "基准价", "元"))
        }
    }
}

/// 60%得2分,100%得4分,中间按线性插值, and lines that fall or begin at nothing.
pub fn line(dice: &mut Dice<'_>) -> Piece {
    let (name, ending) = (dice.pick(RATES), dice.pick(&["中间按线性插值", "之间按插入法计算", "中间值按插值法计算"]));
    let award = |amount: &str, op: &str, at: &str, unit: &str, of: &str| json!({"kind": "award", "amount": amount, "per": null, "when": {"measure": of, "op": op, "value": at, "unit": unit}});
    let ratio = json!({"kind": "ratio", "amount": null, "per": null, "when": null, "interpolates": true});
    let rate = |around: &[i64]| vec![Fact::Measure { name: name.to_owned(), around: around.to_vec(), unit: "%" }];
    match dice.below(3) {
        0 => {
            let effects = vec![award("2", "=", "60", "%", name), award("4", "=", "100", "%", name), ratio];
            one(format!("{name}60%得2分,100%得4分,{ending}"), effects, rate(&[60, 80, 100]))
        }
        1 => {
            let zero =
                json!({"kind": "zero", "amount": null, "per": null, "when": {"measure": name, "op": "<", "value": "60", "unit": "%"}});
            let effects = vec![award("4", ">=", "90", "%", name), zero, ratio];
            one(format!("{name}达到90%得4分,低于60%不得分,{ending}"), effects, rate(&[60, 75, 90]))
        }
        _ => {
            let effects = vec![
                award("4", "=", "3", "天", "办结时间"),
                award("2.5", "=", "5", "天", "办结时间"),
                award("1", "=", "10", "天", "办结时间"),
                ratio,
            ];
            let facts = vec![Fact::Measure { name: "办结时间".to_owned(), around: vec![3, 4, 10], unit: "天" }];
            one(format!("办结时间3天得4分,5天得2.5分,10天得1分,{ending}"), effects, facts)
        }
    }
}

/// 达到90%得满分,低于90%的按比例得分.
pub fn proportion(dice: &mut Dice<'_>) -> Piece {
    let (name, at) = (dice.pick(RATES), dice.pick(&[90_i64, 80]));
    let when = |op: &str| json!({"measure": name, "op": op, "value": at.to_string(), "unit": "%"});
    let effects = vec![
        json!({"kind": "full", "amount": null, "per": null, "when": when(">=")}),
        json!({"kind": "ratio", "amount": null, "per": null, "when": when("<")}),
    ];
    let words = format!("{name}达到{at}%得满分,低于{at}%的按比例得分");
    one(words, effects, vec![Fact::Measure { name: name.to_owned(), around: vec![at, at - 10], unit: "%" }])
}
