//! What holds for every rulebook and all records: sums, bounds, and that the order of rows tells nothing.

use crate::build::*;
use chidu_analysis::program::*;
use chidu_evaluation::Assessment;
use chidu_values::{Mode, Number, Rounding};
use proptest::prelude::*;

/// A clause of a generated item: its form and two small numbers.
#[derive(Clone, Debug)]
struct Form {
    kind: u8,
    amount: u8,
    bound: u8,
}

#[derive(Clone, Debug)]
struct Shape {
    /// Items of the root's two sections.
    sections: [Vec<Vec<Form>>; 2],
    bonus: Vec<Form>,
    malus: Vec<Form>,
    missing: u8,
    sources: bool,
    rounding: u8,
    negative: bool,
    ceiling: bool,
}

#[derive(Clone, Debug)]
struct Cell {
    subject: u8,
    fact: prop::sample::Index,
    value: u8,
    option: u8,
    source: u8,
    matter: u8,
}

fn form() -> impl Strategy<Value = Form> {
    (0..14_u8, 1..9_u8, 1..6_u8).prop_map(|(kind, amount, bound)| Form { kind, amount, bound })
}

fn shape() -> impl Strategy<Value = Shape> {
    let item = || prop::collection::vec(form(), 1..4);
    let section = || prop::collection::vec(item(), 1..3);
    let block = || prop::collection::vec(form(), 0..3);
    let switches = (0..4_u8, any::<bool>(), 0..4_u8, any::<bool>(), any::<bool>());
    (section(), section(), block(), block(), switches).prop_map(|(a, b, bonus, malus, (missing, sources, rounding, negative, ceiling))| {
        Shape { sections: [a, b], bonus, malus, missing, sources, rounding, negative, ceiling }
    })
}

fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let cell = (0..3_u8, any::<prop::sample::Index>(), 0..7_u8, 0..3_u8, 0..2_u8, 0..4_u8);
    let cell = cell.prop_map(|(subject, fact, value, option, source, matter)| Cell { subject, fact, value, option, source, matter });
    prop::collection::vec(cell, 0..40)
}

const ITEM: i64 = 10;

fn build(shape: &Shape) -> Rubric {
    let items: usize = shape.sections.iter().map(Vec::len).sum();
    let mut rubric = Rubric::new(&(items as i64 * ITEM).to_string());
    for (name, section) in ["甲", "乙"].iter().zip(&shape.sections) {
        let id = rubric.section(name, &(section.len() as i64 * ITEM).to_string());
        for (number, forms) in section.iter().enumerate() {
            let item = rubric.item(id, &format!("{name}{number}"), "10");
            forms.iter().for_each(|form| clause_of(&mut rubric, item, Some(id), form));
        }
    }
    let bonus = rubric.bonus(Some("5"));
    shape.bonus.iter().for_each(|form| block_clause(&mut rubric, bonus, form, add(&form.amount.to_string())));
    let malus = rubric.malus(Some("5"));
    shape.malus.iter().for_each(|form| block_clause(&mut rubric, malus, form, deduct(&form.amount.to_string())));
    settings(&mut rubric, shape);
    rubric
}

fn settings(rubric: &mut Rubric, shape: &Shape) {
    use MissingPolicy::{Full, Missing, Rescale, Zero};
    rubric.program.missing = [Missing, Rescale, Zero, Full][usize::from(shape.missing)];
    rubric.program.may_be_negative = shape.negative;
    rubric.program.ceiling = shape.ceiling.then(|| n("42"));
    if shape.sources {
        rubric.source("群众", "0.6");
        rubric.source("专家", "0.4");
    }
    let rounding = Rounding { mode: if shape.rounding == 1 { Mode::HalfUp } else { Mode::HalfEven }, places: 1 };
    if shape.rounding > 0 {
        rubric.round(rounding, shape.rounding == 3);
    }
}

fn block_clause(rubric: &mut Rubric, block: EntryId, form: &Form, clause: Clause) {
    let fact = rubric.finding(block, &format!("{}", rubric.program.facts.len()));
    let clause = if form.kind.is_multiple_of(2) { clause.each() } else { clause };
    rubric.rule(block, "block", clause.found(fact));
}

fn clause_of(rubric: &mut Rubric, item: EntryId, section: Option<EntryId>, form: &Form) {
    let amount = format!("0.{}", form.amount);
    let (amount, bound) = (amount.as_str(), form.bound.to_string());
    let bound = bound.as_str();
    let name = format!("{}", rubric.program.facts.len());
    match form.kind {
        0..=3 => {
            let fact = rubric.finding(item, &name);
            let clause = deduct(amount).found(fact);
            let clause = if form.kind > 0 { clause.each() } else { clause };
            let clause = if form.kind == 2 { clause.cap(bound) } else { clause };
            rubric.rule(item, "found", if form.kind == 3 { clause.same_matter() } else { clause });
        }
        4 | 5 => {
            let fact = if form.kind == 4 { rubric.event(item, &name) } else { rubric.measure(item, &name) };
            let loose = rubric.rule(item, "loose", deduct(amount).each().bound(fact, above("1")));
            let tight = rubric.rule(item, "tight", deduct("2").bound(fact, above(bound)));
            rubric.tier(item, fact, &[tight, loose]);
        }
        6 => {
            let fact = rubric.measure(item, &name);
            rubric.rule(item, "steps", deduct(amount).bound(fact, below("6")).steps("0.7", "6", true, StepPart::Share));
        }
        7 => {
            let fact = rubric.finding(item, &name);
            rubric.rule(item, "zero", clause(Action::Zero(item), "0").bound(fact, above("5")));
        }
        8 => {
            let fact = rubric.finding(item, &name);
            let above_item = Action::DeductAbove(if form.bound > 3 { ROOT } else { section.unwrap_or(ROOT) });
            rubric.rule(item, "above", clause(above_item, amount).each().found(fact));
        }
        9 => {
            let fact = rubric.answer(item, Combine::Average, &name, &["0", "1", "2"]);
            let rungs: Vec<RuleId> =
                ["0", "1", "2"].iter().enumerate().map(|(at, points)| rubric.rule(item, "rung", deduct(points).option(fact, at))).collect();
            rubric.tier(item, fact, &rungs);
        }
        10 => {
            let (one, other) = (rubric.finding(item, &name), rubric.finding(item, "other"));
            let one = rubric.rule(item, "one", deduct(amount).each().found(one));
            let other = rubric.rule(item, "other", deduct("1").each().found(other));
            rubric.limit(item, LimitKind::Deductions, bound, &[one, other]);
        }
        11 => {
            let fact = rubric.finding(item, &name);
            rubric.rule(item, "more", add(amount).each().found(fact));
        }
        12 => {
            let fact = rubric.finding(item, &name);
            rubric.rule(item, "full", clause(Action::DeductAbove(ROOT), "1").when(Trigger::Deductions(item, at_least(bound))).found(fact));
        }
        _ => {
            let fact = rubric.finding(item, &name);
            let rule = rubric.rule(item, "scaled", deduct(amount).each().found(fact));
            let twice = rubric.finding(item, "twice");
            rubric.rule(item, "twice", clause(Action::Scale(rule), "2").each().found(twice));
            rubric.limit(item, LimitKind::LeastScore, bound, &[]);
        }
    }
}

fn rows(rubric: &Rubric, cells: &[Cell]) -> Rows {
    let mut rows = Rows::new().of("乙", "2026-01").of("丙", "2026-02");
    for cell in cells {
        let (subject, period) = [("甲", "2026-01"), ("乙", "2026-01"), ("丙", "2026-02")][usize::from(cell.subject)];
        rows = rows.of(subject, period);
        if !rubric.program.sources.is_empty() {
            rows = rows.by(usize::from(cell.source));
        }
        let fact = FactId(cell.fact.index(rubric.program.facts.len()) as u32);
        rows = match rubric.program[fact].kind {
            FactKind::Answer(..) => rows.option(fact, usize::from(cell.option), &cell.value.to_string()),
            _ => rows.row(fact, &cell.value.to_string()),
        };
        rows = if cell.matter > 2 { rows } else { rows.matter(&cell.matter.to_string()) };
    }
    rows
}

fn shown(rubric: &Rubric, assessment: &Assessment) -> String {
    show::assessment(&rubric.program, assessment)
}

proptest! {
    #[test]
    fn every_score_is_the_sum_of_its_reasons_and_within_its_points(shape in shape(), cells in cells()) {
        let rubric = build(&shape);
        for result in rubric.assess(&rows(&rubric, &cells)).results {
            for entry in result.entries.iter().filter(|entry| entry.entry != ROOT) {
                let (Some(score), Some(points)) = (&entry.score, &rubric.program[entry.entry].points) else { continue };
                let (low, high) = match rubric.program[entry.entry].role {
                    Role::Malus => (-points.clone(), Number::ZERO),
                    _ => (Number::ZERO, points.clone()),
                };
                prop_assert!(low <= *score && *score <= high, "{score} of {points}");
            }
            let total = result.total.unwrap_or_default();
            let most = rubric.program[ROOT].points.clone().unwrap_or_default() + n("5");
            prop_assert!(shape.negative || !total.is_negative());
            let most = if shape.ceiling { most.min(n("42")) } else { most };
            prop_assert!(total <= most);
        }
    }

    #[test]
    fn the_order_of_rows_tells_nothing(shape in shape(), cells in cells(), seed in any::<u64>()) {
        let rubric = build(&shape);
        let ordered = rows(&rubric, &cells);
        let mut shuffled = ordered.clone();
        let length = shuffled.observations.list.len().max(1) as u64;
        shuffled.observations.list.sort_by_key(|row| (u64::from(row.row.0) ^ seed).wrapping_mul(seed | 1) % length);
        prop_assert_eq!(shown(&rubric, &rubric.assess(&ordered)), shown(&rubric, &rubric.assess(&shuffled)));
    }

    #[test]
    fn a_subject_is_assessed_as_if_it_were_alone(shape in shape(), cells in cells()) {
        let rubric = build(&shape);
        let together = rubric.assess(&rows(&rubric, &cells));
        for (subject, result) in together.results.iter().enumerate() {
            let own: Vec<Cell> = cells.iter().filter(|cell| usize::from(cell.subject) == subject).cloned().collect();
            let alone = rubric.assess(&rows(&rubric, &own));
            let scores = |result: &chidu_evaluation::assessment::SubjectResult| {
                result.entries.iter().map(|entry| entry.score.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(scores(result), scores(&alone.results[subject]));
        }
    }

    #[test]
    fn a_count_is_as_good_as_so_many_rows(shape in shape(), cells in cells()) {
        let rubric = build(&shape);
        let whole = rows(&rubric, &cells);
        let mut split = whole.clone();
        let counted = |fact: FactId| rubric.program[fact].kind == FactKind::Finding;
        for row in &whole.observations.list {
            if counted(row.fact) && row.matter.is_none() && row.value > Number::ONE {
                let one = split.observations.list.iter_mut().find(|other| other.row == row.row).expect("the same row");
                one.value = &row.value - &Number::ONE;
                split.observations.list.push(chidu_evaluation::observation::Observation { value: Number::ONE, ..row.clone() });
            }
        }
        prop_assert_eq!(rubric.scores(&whole), rubric.scores(&split));
    }
}
