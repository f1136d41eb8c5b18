//! Whole rulebooks: sections, items, properties and blocks, with their text.

use std::fmt::{self, Write};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::beyond;
use super::body::{Body, body};
use super::dice::Dice;
use super::form::Fact;
use super::rows::{HEADER, Place, Row, rows};
use super::words::{AMOUNTS, FAULTS, ITEMS, PRAISES, SECTIONS};
use crate::naive::{Annual, Band, Book, Bounds, Effect, Fraction, Kind, Node, Policy, Record, Rounding, Target, Veto, When};

/// A rulebook and its records, both ways.
#[derive(Clone)]
pub struct Case {
    /// In the language of rulebooks.
    pub text: String,
    pub book: Book,
    pub rows: Vec<Row>,
}

/// The texts, which say all.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}\n{}", self.text, self.csv())
    }
}

impl Case {
    /// The records as tuples.
    pub fn records(&self) -> Vec<Record> {
        self.rows.iter().map(|row| row.record.clone()).collect()
    }

    /// The records as the text of a CSV file.
    pub fn csv(&self) -> String {
        let lines: Vec<&str> = std::iter::once(HEADER).chain(self.rows.iter().map(|row| row.line.as_str())).collect();
        lines.join("\n") + "\n"
    }
}

/// Random cases; they shrink towards one item with one clause and no rows.
pub fn case() -> impl Strategy<Value = Case> {
    let bytes = |most| prop::collection::vec(any::<u8>(), 0..most);
    (prop::collection::vec(bytes(40), 1..5), bytes(40), bytes(400))
        .prop_map(|(items, frame, records)| make(&items, &mut Dice::new(&frame), &mut Dice::new(&records)))
}

/// What is built up: the text, the rulebook, and where records can speak.
struct Draft {
    text: String,
    book: Book,
    places: Vec<Place>,
}

fn make(items: &[Vec<u8>], frame: &mut Dice<'_>, records: &mut Dice<'_>) -> Case {
    let mut draft = Draft { text: String::new(), book: Book::default(), places: Vec::new() };
    let mut entries = String::new();
    let layout = frame.below(4);
    // Below numbered sections, where a line at the margin is the rulebook's own.
    draft.book.same_matter = layout == 2 && items.iter().any(|bytes| Dice::new(bytes.get(1..).unwrap_or_default()).once_in(4));
    match layout {
        0 | 1 => {
            flat(&mut draft, &mut entries, items, layout == 1);
            beyond::items(&mut draft.book.root.children, &mut draft.places, &mut entries, frame, layout == 1);
        }
        2 => sections(&mut draft, &mut entries, items),
        _ => weighted(&mut draft, &mut entries, items),
    }
    if draft.book.same_matter {
        entries.push_str("同一事项不重复扣分,就高不就低\n");
    }
    let total: Fraction = match draft.book.root.children.iter().any(|child| child.weight.is_some()) {
        true => 100.into(),
        false => draft.book.root.children.iter().filter_map(|child| child.points).sum(),
    };
    draft.book.root.points = Some(total);
    let _ = writeln!(draft.text, "《窗口检查细则》 满分{total}分\n周期: 每月");
    properties(&mut draft, frame, total);
    let _ = write!(draft.text, "\n{entries}");
    blocks(&mut draft, frame, total);
    let sources: Vec<String> = draft.book.sources.iter().map(|(name, _)| name.clone()).collect();
    let subjects = &["东门窗口", "西门窗口", "二号大厅"][..1 + records.below(3)];
    let months = records.pick(&[[(2026, 1), (2026, 2), (2026, 4)], [(2025, 12), (2026, 1), (2026, 3)], [(2025, 2), (2025, 1), (2026, 2)]]);
    let periods = &months[..1 + records.below(3)];
    let rows = rows(records, &draft.places, subjects, periods, &sources);
    let text = if frame.once_in(3) { wide(&draft.text) } else { draft.text };
    Case { text, book: draft.book, rows }
}

/// Items at the root: `一、` or without numbers.
fn flat(draft: &mut Draft, text: &mut String, items: &[Vec<u8>], numbered: bool) {
    for (place, bytes) in items.iter().enumerate() {
        let mut dice = Dice::new(bytes);
        let (number, id) =
            if numbered { (format!("{}、", chinese(place)), chinese(place)) } else { (String::new(), ITEMS[place].to_owned()) };
        let inner = if numbered { "  1. " } else { "  (1) " };
        let node = item(draft, text, &mut dice, place, &number, "", inner, &id, "");
        draft.book.root.children.push(node);
    }
}

/// `一、` over `1.`, two items a section.
fn sections(draft: &mut Draft, text: &mut String, items: &[Vec<u8>]) {
    for (place, pair) in items.chunks(2).enumerate() {
        let mut inner = String::new();
        let mut children = Vec::new();
        for (within, bytes) in pair.iter().enumerate() {
            let id = format!("{}.{}", chinese(place), within + 1);
            let number = format!("{}. ", within + 1);
            children.push(item(draft, &mut inner, &mut Dice::new(bytes), place * 2 + within, &number, "  ", "    (1) ", &id, ""));
        }
        let points: Fraction = children.iter().filter_map(|child| child.points).sum();
        let guaranteed = pair.first().is_some_and(|bytes| Dice::new(bytes).once_in(8));
        let failing = pair.first().is_some_and(|bytes| Dice::new(bytes.get(2..).unwrap_or_default()).once_in(6));
        let least = (points * Fraction::new(6, 10)).floor();
        let (failing_words, target) = [
            (format!("  得分不足{least}分的,本大项不得分\n"), Target::Parent),
            (format!("  小计得分低于{least}分的,本表不得分\n"), Target::Total),
            (format!("  {}得分不足{least}分的,本大项不得分\n", SECTIONS[place]), Target::Parent),
        ][place % 3]
            .clone();
        let together = children.len() == 2 && children.iter().all(only_deducts) && pair[1].get(3).is_some_and(|byte| byte % 2 == 1);
        let rescales = children.len() == 2 && !together && pair[1].get(4).is_some_and(|byte| byte % 3 == 2);
        let most = Fraction::new(3, 1);
        if together {
            let _ = writeln!(inner, "  1、2两项合计最多扣{most}分");
        }
        if rescales {
            let _ = writeln!(inner, "  有不适用项目的,得分=实得分÷应得分×{points}");
            for (within, child) in children.iter().enumerate() {
                let fact = Fact::Finding("不适用".to_owned());
                let name = ITEMS[place * 2 + within].to_owned();
                draft.places.push(Place { id: child.id.clone(), name, fact, sourced: true, rarity: 4, matters: false });
            }
        }
        let result = if guaranteed { format!("  {}中有一项不得分的,本表不得分\n", SECTIONS[place]) } else { String::new() };
        let _ = write!(
            text,
            "{}、{} {points}分\n{inner}{result}{}",
            chinese(place),
            SECTIONS[place],
            if failing { failing_words.as_str() } else { "" }
        );
        let node = Node {
            id: chinese(place),
            name: SECTIONS[place].to_owned(),
            points: Some(points),
            children,
            guaranteed,
            rescales,
            together: together.then_some(most),
            failing: failing.then_some((least, target)),
            ..Node::default()
        };
        draft.book.root.children.push(node);
    }
}

/// True for an item of findings alone, of which each takes points.
fn only_deducts(node: &Node) -> bool {
    let plain = |effect: &Effect| effect.kind == Kind::Deduct && effect.target.is_none() && matches!(effect.when, When::Label(_));
    node.criteria.iter().flatten().all(plain)
}

/// Items with weights that add up to one.
fn weighted(draft: &mut Draft, text: &mut String, items: &[Vec<u8>]) {
    let weights: &[i64] = match items.len() {
        1 => &[100],
        2 => &[60, 40],
        3 => &[50, 30, 20],
        _ => &[40, 30, 20, 10],
    };
    for (place, (bytes, weight)) in items.iter().zip(weights).enumerate() {
        let (number, id) = (format!("{}、", chinese(place)), chinese(place));
        let mut node = item(draft, text, &mut Dice::new(bytes), place, &number, "", "  1. ", &id, &format!(" 占{weight}%"));
        node.weight = Some(Fraction::new(i128::from(*weight), 100));
        draft.book.root.children.push(node);
    }
}

#[expect(clippy::too_many_arguments, reason = "where it stands and how it is numbered")]
fn item(
    draft: &mut Draft,
    text: &mut String,
    dice: &mut Dice<'_>,
    place: usize,
    number: &str,
    indent: &str,
    inner: &str,
    id: &str,
    weight: &str,
) -> Node {
    let name = ITEMS[place];
    let body = body(dice, place, inner.starts_with("    "));
    let points = match dice.below(4) {
        0 => format!(" {}分", body.points),
        1 => format!("({}分)", body.points),
        2 => format!(" 满分{}分", body.points),
        _ => format!(" 标准分{}", body.points),
    };
    let _ = write!(text, "{indent}{number}{name}{points}{weight}");
    print_body(text, dice, &body, indent, inner);
    for fact in &body.facts {
        let place = Place {
            id: id.to_owned(),
            name: name.to_owned(),
            fact: fact.clone(),
            sourced: true,
            rarity: 3,
            matters: draft.book.same_matter && is_plain(&body, fact),
        };
        draft.places.push(place);
    }
    Node::item(id, name, &body.points, &body.passages)
}

/// True for findings that only take so much each time or once, so that what a row takes alone is plain.
fn is_plain(body: &Body, fact: &Fact) -> bool {
    let Fact::Finding(label) = fact else { return false };
    let effects = || body.passages.iter().filter_map(|passage| passage.as_array()).flatten();
    let named = |effect: &&Value| effect["when"]["label"] == label.as_str();
    let plain = |effect: &Value| {
        effect["kind"] == "deduct" && effect["target"].is_null() && (effect["per"].is_null() || effect["per"]["step"] == "1")
    };
    effects().any(|effect| named(&effect)) && effects().filter(named).all(plain)
}

fn print_body(text: &mut String, dice: &mut Dice<'_>, body: &Body, indent: &str, inner: &str) {
    for (place, sentences) in body.criteria.iter().enumerate() {
        let number = inner.replace('1', &(place + 1).to_string());
        let _ = write!(text, "\n{number}{}。", sentences.join(";"));
    }
    match dice.below(3) {
        _ if body.sentences.is_empty() => {}
        0 => {
            let _ = write!(text, ": {}", body.sentences.join("; "));
        }
        1 => {
            let _ = write!(text, ":\n{indent}   {}。", body.sentences.join(&format!(";\n{indent}   ")));
        }
        _ => {
            let _ = write!(text, "\n{indent}   {}。", body.sentences.join("。"));
        }
    }
    text.push('\n');
}

fn properties(draft: &mut Draft, frame: &mut Dice<'_>, total: Fraction) {
    let places = frame.pick(&[2, 1, 0]);
    let kept = ["保留两位小数", "保留一位小数", "保留整数"][2 - places as usize];
    let half_even = frame.once_in(4);
    let mode = if half_even { frame.pick(&["四舍六入五成双", "按GB/T 8170"]) } else { "四舍五入" };
    let endless = |factor: Fraction| factor.round(9, false) != factor;
    let factor = |node: &Node| node.weight.zip(node.points).map(|(weight, points)| weight * 100.into() / points);
    let divides_later = |node: &Node| node.rescales || factor(node).is_some_and(endless);
    let items = frame.once_in(5) && !draft.book.root.children.iter().any(divides_later);
    let _ = writeln!(draft.text, "修约: {}{mode}{kept}", if items { "各项" } else { "" });
    draft.book.rounding = Some(Rounding { places, half_even, items });
    let (words, policy) = frame.pick(&[
        ("", Policy::Missing),
        ("缺项: 不计入并折算\n", Policy::Rescale),
        ("缺项: 按零分计\n", Policy::Zero),
        ("缺项: 按满分计\n", Policy::Full),
    ]);
    if !items || policy != Policy::Rescale {
        draft.text.push_str(words);
        draft.book.missing = policy;
    }
    if frame.once_in(4) {
        let ceiling = total + Fraction::from(2);
        let _ = writeln!(draft.text, "总分最高: {ceiling}分");
        draft.book.ceiling = Some(ceiling);
    }
    if frame.once_in(5) {
        draft.text.push_str("可为负分: 是\n");
        draft.book.negative = true;
    }
}

fn blocks(draft: &mut Draft, frame: &mut Dice<'_>, total: Fraction) {
    if frame.once_in(3) {
        bonus(draft, frame);
        beyond::first(&mut draft.book, &mut draft.text, frame);
    }
    if frame.once_in(4) {
        malus(draft, frame);
        beyond::last(&mut draft.book, &mut draft.text, frame);
    }
    if frame.once_in(3) {
        veto(draft, frame);
    }
    if frame.once_in(2) {
        bands(draft, frame, total);
    }
    if frame.once_in(4) {
        annual(draft, frame, total);
    }
    // Whether 扣满N分 is reached for each source or for their blend no rule says.
    let alone = !draft.text.contains("扣满")
        && !["每周", "每日", "每天", "每人", "每次最", "单次"].iter().any(|words| draft.text.contains(words))
        && !beyond::any(&draft.book);
    if frame.once_in(5) && draft.book.missing == Policy::Missing && alone {
        sources(draft, frame);
    }
    if frame.once_in(4) {
        draft.text.push_str("\n不予考评: 当月停业整顿的\n");
        draft.places.push(outside("不予考评", "当月停业整顿", 9));
    }
}

fn outside(block: &str, label: &str, rarity: usize) -> Place {
    Place { id: block.to_owned(), name: block.to_owned(), fact: Fact::Finding(label.to_owned()), sourced: false, rarity, matters: false }
}

/// 加分项: clauses one below the other, or numbered with names; each may have a cap of its own.
fn bonus(draft: &mut Draft, frame: &mut Dice<'_>) {
    let mut criteria = Vec::new();
    let (cap, named) = (frame.pick(&["5", "3", "10"]), frame.once_in(2));
    let _ = writeln!(draft.text, "\n加分项 最多{cap}分:");
    for (place, label) in PRAISES.iter().take(1 + frame.below(3)).enumerate() {
        let (amount, once) = (frame.pick(AMOUNTS), frame.once_in(3));
        let most = if once || !frame.once_in(3) { None } else { Some(frame.pick(&["2", "4"])) };
        let name = ["表彰奖励", "经验交流", "群众评价", "调查研究"][place];
        let head = if named { format!("{}. {name}: ", place + 1) } else { String::new() };
        let each = if once { "" } else { "每次" };
        let limit = most.map(|most| format!(",最多加{most}分")).unwrap_or_default();
        let _ = writeln!(draft.text, "  {head}{label}的,{each}加{amount}分{limit};");
        let per = if once { json!(null) } else { json!({"step": "1", "unit": "次"}) };
        criteria.push(json!([{"kind": "add", "amount": amount, "per": per, "when": {"label": label}, "cap": most}]));
        let place = Place { sourced: true, ..outside("加分项", label, 3) };
        draft.places.push(if named { Place { name: name.to_owned(), ..place } } else { place });
    }
    draft.book.bonus = Some(Node::item("加分项", "加分项", cap, &criteria));
}

fn malus(draft: &mut Draft, frame: &mut Dice<'_>) {
    let mut effects = Vec::new();
    let cap = frame.pick(&["5", "10", "20"]);
    let _ = writeln!(draft.text, "\n扣分项 最多{cap}分:");
    for label in FAULTS.iter().take(1 + frame.below(3)) {
        let amount = frame.pick(AMOUNTS);
        let _ = writeln!(draft.text, "  {label}的,每次扣{amount}分;");
        effects.push(json!({"kind": "deduct", "amount": amount, "per": {"step": "1", "unit": "次"}, "when": {"label": label}}));
        draft.places.push(Place { sourced: true, ..outside("扣分项", label, 4) });
    }
    draft.book.malus = Some(Node::item("扣分项", "扣分项", cap, &[json!(effects)]));
}

fn veto(draft: &mut Draft, frame: &mut Dice<'_>) {
    let (outcome, grade, down, best) = frame.pick(&[
        ("取消评先资格", false, 0, 0),
        ("直接定为不合格", true, 0, 0),
        ("不得评为优秀", false, 0, 1),
        ("降一级", false, 1, 0),
        ("降低两个等次", false, 2, 0),
        ("最高只能评为合格", false, 0, 1),
    ]);
    let _ = writeln!(draft.text, "\n一票否决:\n  弄虚作假的,{outcome}");
    let veto =
        Veto { label: "弄虚作假".to_owned(), down, best, grade: grade.then(|| "不合格".to_owned()), outcome: outcome.to_owned() };
    draft.book.vetoes.push(veto);
    draft.places.push(outside("一票否决", "弄虚作假", 5));
}

/// Three grades: a falling list with both bounds, or a ladder in any order.
fn bands(draft: &mut Draft, frame: &mut Dice<'_>, total: Fraction) {
    let high = (total * Fraction::new(9, 10)).floor();
    let low = (total * Fraction::new(6, 10)).floor();
    if low >= high {
        // Too few points for three grades of whole points.
        return;
    }
    let from = |at| Bounds { low: Some((at, true)), high: None };
    let below = |at| Bounds { low: None, high: Some((at, false)) };
    let (when, beside) =
        frame.pick(&[("", None), ("", None), ("且未发生投诉的", Some(("投诉", false))), ("且经验收合格的", Some(("经验收合格", true)))]);
    let (words, middle) = match frame.below(2) {
        0 => (
            format!("{high}分以上{when}为优秀,{low}分以上不足{high}分为合格,不足{low}分为不合格"),
            Bounds { low: Some((low, true)), high: Some((high, false)) },
        ),
        _ => (format!("不足{low}分为不合格,{low}分以上为合格,{high}分以上{when}为优秀"), from(low)),
    };
    let _ = writeln!(draft.text, "\n等级:\n  {words}");
    let band = |name: &str, bounds| Band { name: name.to_owned(), bounds, beside: None };
    let best = Band { beside: beside.map(|(label, wanted)| (label.to_owned(), wanted)), ..band("优秀", from(high)) };
    if let Some((label, _)) = beside {
        draft.places.push(outside("等级", label, 3));
    }
    if frame.once_in(3) {
        let percent = frame.pick(&[40, 50, 34]);
        let words = frame.pick(&["优秀不超过", "优秀比例不超过参评单位的"]);
        let _ = writeln!(draft.text, "  {words}{percent}%");
        draft.book.quota = Some(Fraction::new(percent, 100));
    }
    draft.book.bands = vec![best, band("合格", middle), band("不合格", below(low))];
}

fn annual(draft: &mut Draft, frame: &mut Dice<'_>, total: Fraction) {
    let at = (total * Fraction::new(8, 10)).floor();
    let (words, consecutive) = frame.pick(&[("全年累计两次", false), ("连续两次", true), ("一年内累计2次", false)]);
    let _ = writeln!(draft.text, "\n年度结果:\n  {words}不足{at}分的,取消年度评优资格");
    let bounds = Bounds { low: None, high: Some((at, false)) };
    draft.book.annual = vec![Annual { times: 2, consecutive, bounds, outcome: "取消年度评优资格".to_owned() }];
}

fn sources(draft: &mut Draft, frame: &mut Dice<'_>) {
    draft.text.push_str(frame.pick(&["\n评价主体:\n  自查 占40%\n  督查 占60%\n", "\n评价主体:\n  自查 40%\n  督查 60%\n"]));
    draft.book.sources = vec![("自查".to_owned(), Fraction::new(4, 10)), ("督查".to_owned(), Fraction::new(6, 10))];
}

pub(super) fn chinese(place: usize) -> String {
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"][place].to_owned()
}

/// The same text as an input method for Chinese types it.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '(' => '（',
            ')' => '）',
            other => other,
        })
        .collect()
}
