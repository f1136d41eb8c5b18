//! Data that contradict one another or the rulebook: two values of one measure, an amount other than the computed one.
//!
//! Start at [`find`].

use chidu_analysis::program::{Action, Amount, FactId, FactKind, Program, Rule, RuleId};
use chidu_values::Number;

use crate::assessment::DataProblem;
use crate::facts::{Known, View, rows_of};
use crate::forms::{self, Outcome};
use crate::objects;
use crate::observation::{Given, Observation};
use crate::total::Views;
use crate::triggers::Sight;

/// What is wrong with the rows of a case.
pub(crate) fn find(program: &Program, views: &Views<'_>) -> Vec<DataProblem> {
    let whole = std::slice::from_ref(&views.whole);
    let views = if views.by_source.is_empty() { whole } else { &views.by_source };
    let of = |view: &View<'_>| {
        conflicts(view).chain(undefined(program, view)).chain(amounts(program, view)).chain(scaled(program, view)).collect::<Vec<_>>()
    };
    views.iter().flat_map(|view| objects::apart(program, view)).flat_map(|view| of(&view)).collect()
}

/// More occurrences that count double than there were.
fn scaled<'v>(program: &'v Program, view: &'v View<'_>) -> impl Iterator<Item = DataProblem> + 'v {
    let rules = (0..u32::try_from(program.rules.len()).unwrap_or(0)).map(RuleId);
    rules.filter_map(move |rule| {
        let Action::Scale(scaled) = program[rule].action else { return None };
        let (named, there) = forms::scale::excess(&Sight::new(view, &[]), rule, scaled)?;
        let fact = forms::primary(&program[rule])?;
        let row = view.rows(fact).last().copied()?;
        Some(DataProblem::ScaledMore { rule, row, named, there })
    })
}

fn conflicts<'v>(view: &'v View<'_>) -> impl Iterator<Item = DataProblem> + 'v {
    let mut facts: Vec<FactId> = view.all().map(|(_, row)| row.fact).collect();
    facts.dedup();
    let conflicting = facts.into_iter().filter(|fact| view.known(*fact) == Known::Conflict);
    conflicting.map(|fact| DataProblem::Conflict { fact, rows: rows_of(view.of(fact)) })
}

/// What divides by zero.
fn undefined<'v>(program: &'v Program, view: &'v View<'_>) -> impl Iterator<Item = DataProblem> + 'v {
    let ids = (0..).map(FactId).zip(&program.facts);
    let derived = ids.filter(|(_, fact)| matches!(fact.kind, FactKind::Derived(_))).map(|(id, _)| id);
    let undefined = derived.filter(|fact| view.known(*fact) == Known::Undefined);
    undefined.map(|fact| DataProblem::DividesByZero { fact, rows: view.rows(fact) })
}

fn amounts<'v>(program: &'v Program, view: &'v View<'_>) -> impl Iterator<Item = DataProblem> + 'v {
    view.all().filter_map(|(position, row)| amount(program, view, position, row))
}

/// Compares what a row gives with what the rules take for that row alone.
fn amount(program: &Program, view: &View<'_>, position: u32, row: &Observation) -> Option<DataProblem> {
    let given = row.given.as_ref()?;
    let alone = view.alone(position, row.fact);
    let sight = Sight::new(&alone, &[]);
    let down = matches!(given, Given::Deducted(_));
    let mut sum: Option<Number> = None;
    let mut first = None;
    for id in &program[row.fact].rules {
        let rule = &program[*id];
        let Outcome::Fired(firings) = forms::fire(&sight, *id) else {
            continue;
        };
        if !matches!(rule.amount, Amount::Fixed(_)) {
            return None;
        }
        let held = firings.iter().any(|firing| firing.fired.overruled.is_none());
        if let Some(effect) = effect(program, rule, forms::total(&Outcome::Fired(firings)), down).filter(|_| held) {
            first = first.or(Some(*id));
            sum = Some(sum.unwrap_or_default() + effect);
        }
    }
    differs(program, row, given, first?, sum?)
}

/// What a rule takes (`down`) or gives; `None` where it works the other way.
fn effect(program: &Program, rule: &Rule, amount: Number, down: bool) -> Option<Number> {
    match rule.action {
        Action::Deduct | Action::DeductAbove(_) => Some(if down { amount } else { -amount }),
        Action::Add | Action::Award | Action::AwardRatio if !down => Some(amount),
        Action::Zero(entry) if down => program[entry].points.clone(),
        Action::Zero(_) => Some(Number::ZERO),
        _ => None,
    }
}

/// A score is compared with what the effects leave of where the entry begins.
fn differs(program: &Program, row: &Observation, given: &Given, rule: RuleId, effects: Number) -> Option<DataProblem> {
    let (stated, computed) = match given {
        Given::Deducted(amount) | Given::Added(amount) => (amount, effects),
        Given::Scored(amount) if effects.is_negative() => (amount, program[program[rule].entry].points.as_ref()? + &effects),
        Given::Scored(amount) => (amount, effects),
    };
    let problem = DataProblem::AmountDiffers { rule, row: row.row, given: stated.clone(), computed: computed.clone() };
    (*stated != computed).then_some(problem)
}
