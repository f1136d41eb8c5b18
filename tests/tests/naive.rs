//! The naive evaluator on the examples of the language, each worked by hand beside it.

use chidu_tests::naive::{Annual, Band, Book, Bounds, Fraction, Node, Policy, Record, Rounding, Standing, Veto, assess};
use serde_json::{Value, json};

fn number(text: &str) -> Fraction {
    text.parse().expect("a number")
}

fn row(entry: &str, label: &str) -> Record {
    Record { subject: "甲".to_owned(), period: (2026, 3), entry: entry.to_owned(), label: label.to_owned(), ..Record::default() }
}

fn found(entry: &str, label: &str, count: i64) -> Record {
    Record { count: Some(count.into()), ..row(entry, label) }
}

fn measured(entry: &str, label: &str, value: &str) -> Record {
    Record { value: Some(number(value)), ..row(entry, label) }
}

fn book(children: Vec<Node>) -> Book {
    let points = children.iter().filter_map(|child| child.points).sum();
    Book { root: Node { points: Some(points), children, ..Node::default() }, ..Book::default() }
}

/// The score of the only item, or `missing`.
fn score(points: &str, passage: &Value, records: &[Record]) -> String {
    score_of(points, std::slice::from_ref(passage), records)
}

fn score_of(points: &str, passages: &[Value], records: &[Record]) -> String {
    let book = book(vec![Node::item("一", "项", points, passages)]);
    let roster = [("甲".to_owned(), (2026, 3))];
    let run = assess(&book, records, &roster);
    run.outcomes[&roster[0]].scores["一"].map_or_else(|| "missing".to_owned(), |score| score.to_string())
}

fn total(book: &Book, records: &[Record]) -> (Standing, String, Option<String>) {
    let roster = [("甲".to_owned(), (2026, 3))];
    let outcome = assess(book, records, &roster).outcomes[&roster[0]].clone();
    (outcome.standing, outcome.total.map_or_else(|| "none".to_owned(), |total| total.to_string()), outcome.grade)
}

fn waiting() -> Value {
    json!([
        {"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "次"}, "when": {"measure": "", "op": ">", "value": "3", "unit": "分钟"}},
        {"kind": "deduct", "amount": "2", "per": {"step": "1", "unit": "次"}, "when": {"measure": "", "op": ">", "value": "10", "unit": "分钟"}, "sentence": 1}
    ])
}

#[test]
fn twelve_minutes_cost_the_tighter_tier_alone() {
    assert_eq!(score("10", &waiting(), &[measured("一", "", "12")]), "8");
    assert_eq!(score("10", &waiting(), &[measured("一", "项", "10"), measured("一", "", "3")]), "9");
    let twice = Record { count: Some(2.into()), ..measured("一", "", "11") };
    assert_eq!(score("10", &waiting(), &[twice, measured("一", "", "4")]), "5");
    assert_eq!(score("10", &waiting(), &[]), "10");
}

#[test]
fn twenty_one_minutes_cost_five_and_three() {
    let when = |op: &str| json!({"measure": "交接时间", "op": op, "value": "10", "unit": "分钟"});
    let shift = json!([
        {"kind": "deduct", "amount": "5", "when": when(">")},
        {"kind": "deduct", "amount": "1", "per": {"step": "5", "unit": "分钟"}, "when": when(">"), "partial": "up", "additional": true, "sentence": 1}
    ]);
    for (minutes, expected) in [("10", "10"), ("10.5", "4"), ("15", "4"), ("21", "2"), ("60", "0")] {
        assert_eq!(score("10", &shift, &[measured("一", "交接时间", minutes)]), expected, "{minutes}");
    }
    assert_eq!(score("10", &shift, &[]), "missing");
}

#[test]
fn a_survey_is_averaged_over_its_answers() {
    let rung = |label: &str, amount: &str| json!({"kind": "award", "amount": amount, "when": {"label": label}});
    let survey =
        json!([rung("很满意", "20"), rung("基本满意", "16"), rung("一般", "12"), {"kind": "average", "amount": null, "when": null}]);
    assert_eq!(score("20", &survey, &[found("一", "很满意", 2), row("一", "一般")]), "52/3");
    assert_eq!(score("20", &survey, &[]), "missing");
    let single = json!([rung("很满意", "20"), rung("基本满意", "16")]);
    assert_eq!(score("20", &single, &[row("一", "基本满意"), row("一", "基本满意")]), "16");
    assert_eq!(score("20", &single, &[row("一", "基本满意"), row("一", "很满意")]), "missing");
}

#[test]
fn a_rate_below_its_target_costs_by_percentage_points() {
    let rate = |op: &str| json!({"measure": "", "op": op, "value": "90", "unit": "%"});
    let clause = json!([
        {"kind": "full", "amount": null, "when": rate(">=")},
        {"kind": "deduct", "amount": "0.5", "per": {"step": "1", "unit": "百分点"}, "when": rate("<"), "cap": "item"}
    ]);
    for (value, expected) in [("95", "20"), ("90", "20"), ("88.5", "19.5"), ("30", "0")] {
        assert_eq!(score("20", &clause, &[measured("一", "", value)]), expected, "{value}");
    }
}

#[test]
fn other_findings_go_to_the_clause_for_the_rest_and_zero_takes_all() {
    let discipline = json!([
        {"kind": "deduct", "amount": "3", "per": {"step": "1", "unit": "次"}, "when": {"label": "玩手机"}},
        {"kind": "zero", "when": {"label": "发生争执"}, "sentence": 1},
        {"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "处"}, "when": {"label": "其他"}, "sentence": 2}
    ]);
    let rows = [found("一", "玩手机", 2), row("一", "吃零食")];
    assert_eq!(score("10", &discipline, &rows), "3");
    assert_eq!(score("10", &discipline, &[row("一", "吃零食"), row("一", "发生争执")]), "0");
}

#[test]
fn once_is_once_and_caps_bind_their_sentence() {
    let fixed = json!([{"kind": "deduct", "amount": "5", "when": {"label": "语言不规范"}}]);
    assert_eq!(score("8", &fixed, &[found("一", "", 3)]), "3");
    let shared = json!([
        {"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "次"}, "when": {"label": "迟到"}},
        {"kind": "deduct", "amount": "2", "per": {"step": "1", "unit": "次"}, "when": {"label": "早退"}},
        {"kind": "limit", "amount": "3"},
        {"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "次"}, "when": {"label": "旷工"}, "cap": "2", "sentence": 1}
    ]);
    assert_eq!(score("10", &shared, &[found("一", "迟到", 2), found("一", "早退", 1), found("一", "旷工", 9)]), "5");
}

#[test]
fn budgets_add_up_and_stay_within_their_own_bounds() {
    let budget = |label: &str, points: &str| {
        json!([
            {"kind": "award", "amount": points, "when": {"label": "整齐"}},
            {"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "处"}, "when": {"label": label}}
        ])
    };
    let plain = json!([{"kind": "deduct", "amount": "0.5", "per": {"step": "1", "unit": "次"}, "when": {"label": "迟到"}}]);
    let item = [budget("杂物", "4"), budget("灰尘", "2"), plain];
    assert_eq!(score_of("6", &item, &[]), "6");
    assert_eq!(score_of("6", &item, &[found("一", "灰尘", 9), row("一", "杂物"), row("一", "迟到")]), "2.5");
}

#[test]
fn counts_beyond_a_number_and_duties() {
    let when = |op: &str| json!({"measure": "脱岗", "op": op, "value": "3", "unit": "人"});
    let clause = |op: &str| json!([{"kind": "deduct", "amount": "0.5", "per": {"step": "1", "unit": "人"}, "when": when(op)}]);
    assert_eq!(score("5", &clause(">"), &[found("一", "脱岗", 5)]), "4");
    assert_eq!(score("5", &clause(">="), &[found("一", "脱岗", 5)]), "2.5");
    assert_eq!(score("5", &clause(">"), &[]), "5");
    let duty = json!([{"kind": "deduct", "amount": "2", "per": {"step": "1", "unit": "次"}, "when": {"measure": "例会", "op": "<", "value": "2", "unit": "次"}}]);
    assert_eq!(score("5", &duty, &[measured("一", "例会", "0")]), "1");
    assert_eq!(score("5", &duty, &[]), "missing");
}

#[test]
fn ladders_award_the_first_rung_that_holds() {
    let open = |value: &str| json!({"measure": "", "op": ">=", "value": value, "unit": "%"});
    let ladder = json!([
        {"kind": "award", "amount": "3", "when": open("80"), "ladder": 1},
        {"kind": "award", "amount": "5", "when": open("90"), "ladder": 1},
        {"kind": "zero", "when": {"label": "其余"}, "ladder": 1}
    ]);
    for (value, expected) in [("95", "5"), ("90", "5"), ("80", "3"), ("79.9", "0")] {
        assert_eq!(score("5", &ladder, &[measured("一", "", value)]), expected, "{value}");
    }
    assert_eq!(score("5", &ladder, &[]), "missing");
}

#[test]
fn escalated_deductions_reach_past_the_item() {
    let items = vec![
        Node::item(
            "一.1",
            "甲项",
            "4",
            &[json!([
                {"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "处"}, "when": {"label": "破损"}},
                {"kind": "deduct", "amount": "3", "when": {"measure": "扣分", "op": ">=", "value": "4", "unit": "分"}, "target": "parent"}
            ])],
        ),
        Node::item("一.2", "乙项", "6", &[json!([{"kind": "deduct", "amount": "9", "when": {"label": "缺失"}}])]),
    ];
    let section = Node { id: "一".to_owned(), points: Some(10.into()), children: items, ..Node::default() };
    let book = book(vec![section]);
    assert_eq!(total(&book, &[found("一.1", "破损", 3)]).1, "7");
    assert_eq!(total(&book, &[found("一.1", "破损", 5)]).1, "3");
    assert_eq!(total(&book, &[found("一.1", "破损", 5), row("一.2", "缺失")]).1, "0");
}

#[test]
fn missing_items_follow_the_policy() {
    let rate = json!([{"kind": "ratio", "amount": null, "when": {"measure": "", "op": ">=", "value": "0", "unit": "%"}}]);
    let plain = json!([{"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "处"}, "when": {"label": "破损"}}]);
    let items = vec![Node::item("一", "完成率", "20", &[rate]), Node::item("二", "环境", "30", &[plain])];
    let rows = [found("二", "破损", 6)];
    for (policy, expected) in [(Policy::Missing, "none"), (Policy::Rescale, "40"), (Policy::Zero, "24"), (Policy::Full, "44")] {
        assert_eq!(total(&Book { missing: policy, ..book(items.clone()) }, &rows).1, expected, "{policy:?}");
    }
    let all = [found("二", "破损", 6), measured("一", "", "85")];
    assert_eq!(total(&book(items), &all).1, "41");
}

#[test]
fn weights_sources_bonus_rounding_grades_and_vetoes() {
    let plain = |label: &str| json!([{"kind": "deduct", "amount": "1", "per": {"step": "1", "unit": "处"}, "when": {"label": label}}]);
    let mut items = vec![Node::item("一", "环境", "100", &[plain("破损")]), Node::item("二", "服务", "100", &[plain("投诉")])];
    items[0].weight = Some(number("0.6"));
    items[1].weight = Some(number("0.4"));
    let bonus = json!([{"kind": "add", "amount": "3", "per": {"step": "1", "unit": "次"}, "when": {"label": "表扬"}}]);
    let bound = |low: &str| Bounds { low: Some((number(low), true)), high: None };
    let mut book = Book {
        root: Node { points: Some(100.into()), children: items, ..Node::default() },
        rounding: Some(Rounding { places: 0, half_even: true, items: false }),
        bonus: Some(Node::item("加分项", "加分项", "5", &[bonus])),
        sources: vec![("自评".to_owned(), number("0.25")), ("上级".to_owned(), number("0.75"))],
        bands: vec![
            Band { name: "合格".to_owned(), bounds: bound("60"), beside: None },
            Band { name: "优秀".to_owned(), bounds: bound("90"), beside: None },
        ],
        vetoes: vec![Veto {
            label: "弄虚作假".to_owned(),
            grade: Some("不合格".to_owned()),
            down: 0,
            best: 0,
            outcome: "直接定为不合格".to_owned(),
        }],
        ..Book::default()
    };
    let by = |source: &str, record: Record| Record { source: Some(source.to_owned()), ..record };
    // 100 - 0.6 × (0.25 × 20 + 0.75 × 10) - 0.4 × 0.75 × 10 = 89.5, to the even 90.
    let rows = vec![by("自评", found("一", "破损", 20)), by("上级", found("一", "破损", 10)), by("上级", found("二", "投诉", 10))];
    assert_eq!(total(&book, &rows), (Standing::Scored, "90".to_owned(), Some("优秀".to_owned())));
    assert_eq!(total(&book, &rows[..1]).0, Standing::Missing);
    let praised = [rows.clone(), vec![by("自评", found("加分项", "表扬", 8)), by("上级", found("加分项", "表扬", 1))]].concat();
    // And 0.25 × 5 + 0.75 × 3 = 3.5 more: 93.
    assert_eq!(total(&book, &praised).1, "93");
    let vetoed = [rows, vec![row("一票否决", "弄虚作假")]].concat();
    assert_eq!(total(&book, &vetoed), (Standing::Vetoed, "90".to_owned(), Some("不合格".to_owned())));
    book.sources.clear();
    let praised = [found("加分项", "表扬", 8), found("一", "破损", 1)];
    assert_eq!(total(&book, &praised).1, "104");
    book.ceiling = Some(100.into());
    assert_eq!(total(&book, &praised).1, "100");
}

#[test]
fn a_year_counts_low_months_and_rows_of_them() {
    let plain = json!([{"kind": "deduct", "amount": "30", "when": {"label": "破损"}}]);
    let rule = |times, consecutive, outcome: &str| Annual {
        times,
        consecutive,
        bounds: Bounds { low: None, high: Some((80.into(), false)) },
        outcome: outcome.to_owned(),
    };
    let book = Book {
        annual: vec![rule(2, false, "累计"), rule(2, true, "连续")],
        ..book(vec![Node::item("一", "环境", "100", &[plain])])
    };
    let month = |month| Record { period: (2026, month), ..row("一", "破损") };
    let outcomes = |rows: &[Record]| assess(&book, rows, &[]).annual.into_iter().map(|(.., outcome)| outcome).collect::<Vec<_>>();
    assert_eq!(outcomes(&[month(1), month(3)]), ["累计"]);
    assert_eq!(outcomes(&[month(3), month(4)]), ["累计", "连续"]);
    assert!(outcomes(&[month(3)]).is_empty());
}
