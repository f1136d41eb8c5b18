//! 抽查3份病历,…,取平均分: an entry's rules score each object from its own rows, and the scores make one.
//!
//! Not here: a single object's score (`entry`), and which rows name which object (`records`). Start at [`blend`].

use std::collections::BTreeSet;

use chidu_analysis::program::{EntryId, FactKind, Objects, Program, Together};
use chidu_values::Number;

use crate::assessment::{DataProblem, Missing, Step};
use crate::cases::Case;
use crate::entry::{self, Beneath, Entry, Made};
use crate::facts::View;
use crate::ledger::Ledger;
use crate::limits::Effect;
use crate::missing;
use crate::observation::Observation;
use crate::plan::{Plan, Unknown};
use crate::triggers::Settled;

/// The name of an object; in a 示例 rows may leave it out, and are then of one object together.
type Name = Option<String>;

/// An entry's score by its own rules: of each object, where there are several.
pub(crate) fn run(plan: &Plan<'_>, id: EntryId, view: &View<'_>, settled: &[Settled], beneath: &Beneath) -> Result<Made, Missing> {
    match &plan.program[id].objects {
        None => Entry::run(plan, id, view, settled, beneath),
        Some(objects) => blend(plan, id, objects, view, settled, beneath),
    }
}

fn blend(
    plan: &Plan<'_>,
    id: EntryId,
    objects: &Objects,
    view: &View<'_>,
    settled: &[Settled],
    beneath: &Beneath,
) -> Result<Made, Missing> {
    let mut names = names(plan.program, id, view);
    if plan.unknown == Unknown::Best {
        fill(&mut names, objects);
    }
    let found = u32::try_from(names.len()).unwrap_or(u32::MAX);
    if !objects.fits(found) {
        return Err(Missing::Objects { found });
    }
    let mut parts: Vec<(Name, Made)> = Vec::new();
    for name in names {
        let view = view.of_object(id, &name);
        let mut made = Entry::run(plan, id, &view, settled, beneath)?;
        if !made.zeroed {
            entry::bounds(plan, id, &mut made);
        }
        parts.push((name, made));
    }
    Ok(mix(view, objects.together, parts))
}

/// The objects that rows of an entry name, by name: those on which nothing was found too.
fn names(program: &Program, id: EntryId, view: &View<'_>) -> Vec<Name> {
    let states = |row: &Observation| program[row.fact].entry == id && program[row.fact].kind != FactKind::Inapplicable;
    let here = view.all().filter(|(_, row)| states(row)).map(|(_, row)| row.object.clone());
    let left_out = view.left_out().filter(|row| program[row.fact].entry == id).map(|row| row.object.clone());
    here.chain(left_out).collect::<BTreeSet<Name>>().into_iter().collect()
}

/// In a 示例 objects that are not mentioned have nothing found.
fn fill(names: &mut Vec<Name>, objects: &Objects) {
    let wanted = objects.count.map_or(1, |count| usize::try_from(count).unwrap_or(usize::MAX)).min(MOST);
    let unnamed = (1..).map(|number| Some(format!("（{number}）")));
    let missing = wanted.saturating_sub(names.len());
    names.extend(unnamed.take(missing));
}

/// A 示例 is not run for more objects than this.
const MOST: usize = 1000;

fn mix(view: &View<'_>, together: Together, parts: Vec<(Name, Made)>) -> Made {
    let of = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let chosen = chosen(together, &parts);
    let mut whole = Made { ledger: Ledger::new(view.source), deductions: Number::ZERO, effects: Vec::new(), zeroed: true };
    for (at, (name, part)) in parts.into_iter().enumerate() {
        let weight = match chosen {
            Some(chosen) => Number::from(i64::from(chosen == at)),
            None if together == Together::Mean => Number::ONE.divide(&Number::from(i64::from(of))).unwrap_or_default(),
            None => Number::ONE,
        };
        add(&mut whole, part, name, of, together, &weight);
    }
    whole
}

/// Which object alone counts, where one does: of equals the first.
fn chosen(together: Together, parts: &[(Name, Made)]) -> Option<usize> {
    let scores = || parts.iter().map(|(_, made)| made.ledger.score()).enumerate();
    match together {
        Together::Lowest => scores().reduce(|best, next| if next.1 < best.1 { next } else { best }).map(|(at, _)| at),
        Together::Highest => scores().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(at, _)| at),
        Together::Mean | Together::Sum => None,
    }
}

fn add(whole: &mut Made, part: Made, object: Name, of: u32, together: Together, weight: &Number) {
    let mut ledger = part.ledger;
    let score = ledger.score().clone();
    let delta = &(&score * weight) - &score;
    ledger.push(Step::Object { of, together, score, counts: !weight.is_zero() }, delta, Vec::new());
    whole.ledger.append(ledger.of_object(object));
    whole.deductions = &whole.deductions + &(&part.deductions * weight);
    whole.zeroed &= part.zeroed;
    whole.effects.extend(part.effects.into_iter().map(|effect| Effect { delta: &effect.delta * weight, ..effect }));
}

/// Other objects than the rulebook asks for.
pub(crate) fn miscounted(plan: &Plan<'_>, case: &Case, views: &[&View<'_>]) -> Vec<DataProblem> {
    let ids = (0..).map(EntryId).zip(&plan.program.entries);
    let sampled = ids.filter_map(|(id, entry)| Some((id, entry.objects.as_ref()?)));
    let mut problems = Vec::new();
    for (entry, objects) in sampled {
        for view in views {
            let names = names(plan.program, entry, view);
            let found = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let applies = missing::inapplicable(plan, view, entry).is_none();
            if applies && plan.unknown != Unknown::Best && !objects.fits(found) {
                let names = names.into_iter().flatten().collect();
                problems.push(DataProblem::Objects { subject: case.subject, period: case.period, entry, names });
            }
        }
    }
    problems
}

/// Views in which each fact is stated of one object at most.
pub(crate) fn apart<'a>(program: &Program, view: &View<'a>) -> Vec<View<'a>> {
    let ids = (0..).map(EntryId).zip(&program.entries);
    let sampled: Vec<EntryId> = ids.filter(|(_, entry)| entry.objects.is_some()).map(|(id, _)| id).collect();
    if sampled.is_empty() {
        return vec![view.clone()];
    }
    let of = |id: &EntryId| names(program, *id, view).into_iter().map(|name| view.of_object(*id, &name)).collect::<Vec<_>>();
    let mut views: Vec<View<'a>> = sampled.iter().flat_map(of).collect();
    views.push(view.beside(&sampled));
    views
}
