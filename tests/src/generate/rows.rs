//! Records for a rulebook: the same rows as tuples and as the text of a spreadsheet in long form.

use super::dice::Dice;
use super::form::Fact;
use crate::naive::{Fraction, Record};

pub const HEADER: &str = "对象,周期,评分项,情形,次数,数值,评价主体,扣分,事项编号,除外,日期,人数,样本";

/// A fact that records can state, with where they state it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The entry's id, as results name it.
    pub id: String,
    /// What the spreadsheet calls it.
    pub name: String,
    pub fact: Fact,
    /// Vetoes and exclusions have no source.
    pub sourced: bool,
    /// One row in so many chances.
    pub rarity: usize,
    /// Its rows may share a matter (事项编号) with others.
    pub matters: bool,
}

/// One row, both ways.
#[derive(Clone, Debug)]
pub struct Row {
    pub record: Record,
    pub line: String,
}

/// Rows of every subject, period and source for some of the facts, in an order of the dice's own.
pub fn rows(dice: &mut Dice<'_>, places: &[Place], subjects: &[&str], periods: &[(i16, i16)], sources: &[String]) -> Vec<Row> {
    let mut rows = Vec::new();
    for subject in subjects {
        for period in periods {
            let mut of = |source: Option<&str>, places: &mut dyn Iterator<Item = &Place>| {
                for place in places {
                    let base = Record {
                        subject: (*subject).to_owned(),
                        period: *period,
                        source: source.map(str::to_owned),
                        entry: place.id.clone(),
                        ..Record::default()
                    };
                    rows.extend(states(dice, place, &base));
                }
            };
            of(None, &mut places.iter().filter(|place| !place.sourced || sources.is_empty()));
            for source in sources {
                of(Some(source), &mut places.iter().filter(|place| place.sourced));
            }
        }
    }
    let mut shuffled = Vec::new();
    while !rows.is_empty() {
        shuffled.push(rows.remove(dice.below(rows.len())));
    }
    shuffled
}

/// The rows that state one fact, if any.
fn states(dice: &mut Dice<'_>, place: &Place, base: &Record) -> Vec<Row> {
    if !matches!(place.fact, Fact::Sampled(..) | Fact::Measure { .. } | Fact::Values { .. } | Fact::Answer { .. } | Fact::Yes(_))
        && !dice.once_in(place.rarity)
    {
        return Vec::new();
    }
    let record = |label: &str| Record { label: label.to_owned(), ..base.clone() };
    let records = match &place.fact {
        Fact::Finding(label) => findings(dice, &record(label)),
        Fact::Excusable(label, exception) => {
            let named = |dice: &mut Dice<'_>| Some((*exception).to_owned()).filter(|_| dice.once_in(2));
            findings(dice, &record(label)).into_iter().map(|record| Record { excepted: named(dice), ..record }).collect()
        }
        Fact::Dated(label) => {
            let mut days: Vec<Record> = Vec::new();
            for _ in 0..1 + dice.below(4) {
                let day = Some(1 + dice.below(28) as i16);
                days.extend(findings(dice, &record(label)).into_iter().map(|record| Record { day, ..record }));
            }
            days
        }
        Fact::Crowd(label) => findings(dice, &record(label)),
        Fact::Personal(label) => {
            let mut all = Vec::new();
            for _ in 0..1 + dice.below(3) {
                let object = Some(dice.pick(&["张三", "李四", "王五"]).to_owned());
                all.extend(findings(dice, &record(label)).into_iter().map(|record| Record { object: object.clone(), ..record }));
            }
            all
        }
        Fact::Sampled(labels, count) => sampled(dice, base, labels, *count),
        Fact::Other => findings(dice, &record("临时巡查记下的小事")),
        Fact::Event { name, around, .. } => events(dice, &record(name), around),
        Fact::Measure { name, around, unit: "次" } => {
            let whole = |record: Record| Record { value: record.value.map(Fraction::floor), ..record };
            measures(dice, &record(name), around).into_iter().map(whole).collect()
        }
        Fact::Values { name, around, .. } => {
            (0..dice.below(4)).map(|_| Record { value: Some(near(dice, around)), ..record(name) }).collect()
        }
        Fact::Measure { name, around, .. } => measures(dice, &record(name), around),
        Fact::Answer { options, many } => answers(dice, base, options, *many),
        Fact::Yes(label) => match dice.below(12) {
            11 => Vec::new(),
            10 => vec![record(label)],
            even => vec![Record { count: Some((even as i64 % 2).into()), ..record(label) }],
        },
        Fact::Given { label, low, high } => {
            let given = Fraction::from(*low) + (Fraction::from(high - low) * Fraction::new(dice.below(5) as i128, 4));
            vec![Record { given: Some(given), ..record(label) }]
        }
    };
    let matter = |dice: &mut Dice<'_>| if place.matters { dice.pick(&[None, Some("A-1"), None, Some("A-2")]) } else { None };
    let records: Vec<Record> = records.into_iter().map(|record| Record { matter: matter(dice).map(str::to_owned), ..record }).collect();
    records.into_iter().map(|record| Row { line: line(dice, place, &record), record }).collect()
}

/// As many objects as asked for, now and then one less or more; some without a finding, told by a count of 0.
fn sampled(dice: &mut Dice<'_>, base: &Record, labels: &[String], count: i64) -> Vec<Record> {
    let count = match dice.below(12) {
        11 => count - 1,
        10 => count + 1,
        _ => count,
    };
    let mut all = Vec::new();
    for object in 0..count {
        let base = Record { object: Some(format!("第{}号", object + 1)), ..base.clone() };
        let label = |dice: &mut Dice<'_>| dice.pick(labels);
        let mut records: Vec<Record> = match dice.below(4) {
            0 => Vec::new(),
            1 => {
                let (one, other) = (label(dice), label(dice));
                [one, other].into_iter().flat_map(|label| findings(dice, &Record { label, ..base.clone() })).collect()
            }
            _ => {
                let label = label(dice);
                findings(dice, &Record { label, ..base.clone() })
            }
        };
        if records.is_empty() {
            let label = if dice.once_in(2) { labels[0].clone() } else { String::new() };
            records.push(Record { label, count: Some(Fraction::ZERO), ..base });
        }
        all.extend(records);
    }
    all
}

fn findings(dice: &mut Dice<'_>, record: &Record) -> Vec<Record> {
    let count = |count: usize| Record { count: Some((count as i64).into()), ..record.clone() };
    match dice.below(6) {
        0 | 1 => vec![record.clone()],
        2 => vec![count(dice.below(8)), count(1 + dice.below(3))],
        _ => vec![count(1 + dice.below(9))],
    }
}

fn events(dice: &mut Dice<'_>, record: &Record, around: &[i64]) -> Vec<Record> {
    let mut event = || {
        let times = if dice.once_in(3) { Some(Fraction::from(2)) } else { None };
        Record { value: Some(near(dice, around)), count: times, ..record.clone() }
    };
    let first = event();
    if first.value > Some(8.into()) { vec![first, event()] } else { vec![first] }
}

/// One value, now and then none, or twice the same.
fn measures(dice: &mut Dice<'_>, record: &Record, around: &[i64]) -> Vec<Record> {
    let one = Record { value: Some(near(dice, around)), ..record.clone() };
    match dice.below(24) {
        23 => Vec::new(),
        22 => vec![one.clone(), one],
        21 => vec![Record { value: one.value.map(|value| value + Fraction::ONE), ..one.clone() }, one],
        _ => vec![one],
    }
}

fn answers(dice: &mut Dice<'_>, base: &Record, options: &[String], many: bool) -> Vec<Record> {
    let record = |label: &String, count: i64| Record { label: label.clone(), count: Some(count.into()), ..base.clone() };
    if dice.once_in(24) {
        return Vec::new();
    }
    if !many {
        return vec![record(&dice.pick(options), 1)];
    }
    let counted = options.iter().map(|option| record(option, dice.below(4) as i64));
    let counted: Vec<Record> = counted.filter(|record| record.count != Some(Fraction::ZERO)).collect();
    if counted.is_empty() { vec![record(&options[0], 3)] } else { counted }
}

/// A number at or beside a threshold; never negative.
fn near(dice: &mut Dice<'_>, around: &[i64]) -> Fraction {
    let offset = dice.pick(&[(0, 1), (1, 2), (-1, 2), (1, 1), (-1, 1), (-7, 2), (21, 2), (33, 1), (3, 1), (-2, 1)]);
    (Fraction::from(dice.pick(around)) + Fraction::new(offset.0, offset.1)).max(Fraction::ZERO)
}

/// A row of the spreadsheet, with the small freedoms that people take.
fn line(dice: &mut Dice<'_>, place: &Place, record: &Record) -> String {
    let (year, month) = record.period;
    let period = dice.pick(&[format!("{year}-{month:02}"), format!("{year}年{month}月")]);
    let label = match (&place.fact, dice.below(8)) {
        _ if record.label.is_empty() => String::new(),
        (Fact::Finding(label) | Fact::Given { label, .. }, 5) => format!("发现{label}"),
        (Fact::Finding(label) | Fact::Given { label, .. }, 6) => format!("{label}的"),
        (Fact::Finding(label) | Fact::Given { label, .. }, 7) => format!(" {label} "),
        _ => record.label.clone(),
    };
    let unit = match &place.fact {
        Fact::Event { unit, .. } | Fact::Measure { unit, .. } | Fact::Values { unit, .. } if dice.once_in(2) => unit,
        _ => "",
    };
    let cell = |number: Option<Fraction>| number.map(|number| number.to_string()).unwrap_or_default();
    let value = if record.value.is_some() { format!("{}{unit}", cell(record.value)) } else { String::new() };
    let source = record.source.clone().unwrap_or_default();
    // 人数 × 次数, where the product can be told in two.
    let people = if let Fact::Crowd(_) = place.fact { divisor(dice, record.count) } else { None };
    let count = people.map_or(record.count, |people| record.count.map(|count| count / people));
    let fields = [
        record.subject.clone(),
        period,
        place.name.clone(),
        label,
        cell(count),
        value,
        source,
        cell(record.given),
        record.matter.clone().unwrap_or_default(),
        record.excepted.clone().map(|name| dice.pick(&[name, "是".to_owned()])).unwrap_or_default(),
        record.day.map(|day| format!("{year}-{month:02}-{day:02}")).unwrap_or_default(),
        cell(people),
        record.object.clone().unwrap_or_default(),
    ];
    fields.join(",")
}

/// How many people there were, where that divides a count; now and then unsaid.
fn divisor(dice: &mut Dice<'_>, count: Option<Fraction>) -> Option<Fraction> {
    let people = Fraction::from(dice.pick(&[1, 2, 3, 4]));
    count.filter(|count| (*count / people).floor() == *count / people && !dice.once_in(3)).map(|_| people)
}
