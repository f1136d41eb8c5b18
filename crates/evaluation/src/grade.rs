//! From the total to status, grade and consequences: exclusions, vetoes, bands.
//!
//! Start at [`result`].

use chidu_analysis::program::{Band, Bound, FactId, GradeChange, Program, ROOT, Trigger, Veto};
use chidu_values::Number;

use crate::assessment::{Consequence, EntryResult, GradeBy, Missing, Status, SubjectResult};
use crate::cases::Case;
use crate::facts::{Known, View};
use crate::observation::RowId;
use crate::plan::Plan;
use crate::total::Work;
use crate::triggers::{Sight, Truth};

/// The rows that take the case out of the assessment (不予考评), if there are any.
pub(crate) fn exclusion(program: &Program, view: &View<'_>) -> Option<Vec<RowId>> {
    let mut rows: Vec<RowId> = program.exclusions.iter().flat_map(|exclusion| view.rows(exclusion.fact)).collect();
    rows.sort_unstable();
    rows.dedup();
    (!rows.is_empty()).then_some(rows)
}

/// The result of a case that is not assessed.
pub(crate) fn not_assessed(case: &Case, entries: Vec<EntryResult>, excluded_by: Vec<RowId>) -> SubjectResult {
    SubjectResult { excluded_by, ..blank(case, Status::NotAssessed, entries) }
}

fn blank(case: &Case, status: Status, entries: Vec<EntryResult>) -> SubjectResult {
    SubjectResult { entries, ..SubjectResult::without_score(case.subject, case.period, status) }
}

/// The result of an assessed case.
pub(crate) fn result(plan: &Plan<'_>, case: &Case, view: &View<'_>, work: Work) -> SubjectResult {
    let total = work.results.get(ROOT.index()).and_then(|root| root.score.clone());
    let sight = Sight::new(view, &work.settled);
    let vetoes = vetoes(plan.program, &sight);
    let veto = vetoes.iter().find(|(veto, _)| grade_of(plan.program, *veto).is_some()).cloned();
    let status = status(plan, &work, veto.is_some(), total.as_ref());
    let band = total.as_ref().filter(|_| status == Status::Scored).and_then(|total| band(plan.program, &sight, total));
    let grade = match (&veto, band) {
        (Some((veto, _)), _) => grade_of(plan.program, *veto).map(|grade| (grade, GradeBy::Veto(*veto))),
        (None, Some(band)) => lowered(plan.program, view, band, &vetoes),
        (None, None) => None,
    };
    let (grade, grade_by) = grade.unzip();
    let others = vetoes.into_iter().filter(|(position, _)| Some(GradeBy::Veto(*position)) != grade_by);
    let mut follow: Vec<(usize, Vec<RowId>)> = others.chain(of_grade(plan.program, grade.as_deref())).collect();
    follow.sort_by_key(|(position, _)| *position);
    let consequences = follow.into_iter().filter_map(|(veto, rows)| consequence(plan.program, veto, rows)).collect();
    SubjectResult {
        total,
        grade,
        grade_by,
        consequences,
        vetoed_by: veto.map(|(_, rows)| rows).unwrap_or_default(),
        points_computed: plan.partial.then(|| plan.points_computed.clone()),
        ..blank(case, status, work.results)
    }
}

fn status(plan: &Plan<'_>, work: &Work, vetoed: bool, total: Option<&Number>) -> Status {
    let blocked = work.results.get(ROOT.index()).is_some_and(|root| root.missing == Some(Missing::Blocked));
    match total {
        _ if vetoed => Status::Vetoed,
        None if !(plan.partial && blocked) => Status::Missing,
        _ if plan.partial => Status::Partial,
        _ => Status::Scored,
    }
}

/// The first band that holds for the rounded total, with what must hold beside it.
fn band(program: &Program, sight: &Sight<'_>, total: &Number) -> Option<usize> {
    let placed = |place: &(FactId, Bound)| matches!(sight.view.known(place.0), Known::Value(value) if place.1.holds(&value));
    let besides = |triggers: &[Trigger]| triggers.iter().all(|trigger| sight.one(trigger, None) == Truth::Yes);
    let holds = |band: &Band| band.bound.holds(total) && band.place.as_ref().is_none_or(placed) && besides(&band.besides);
    program.bands.iter().position(holds)
}

/// The grade that is left of a band: steps (降一级) first, of which the lowest band is the end, then upper ends (不得评为优秀).
fn lowered(program: &Program, view: &View<'_>, band: usize, vetoes: &[(usize, Vec<RowId>)]) -> Option<(String, GradeBy)> {
    let held = || vetoes.iter().filter_map(|(position, _)| program.vetoes.get(*position));
    let steps = held().filter_map(|veto| match veto.change {
        Some(GradeChange::Down(steps)) => Some(usize::try_from(steps).unwrap_or(usize::MAX).saturating_mul(times(view, veto))),
        _ => None,
    });
    let ranks = program.bands_best_first();
    let earned = ranks.iter().position(|at| *at == band)?;
    let down = steps.fold(earned, usize::saturating_add);
    let best = held().filter_map(|veto| match veto.change {
        Some(GradeChange::Ceiling(best)) => Some(best),
        _ => None,
    });
    let last = program.bands.len().saturating_sub(1);
    let left = best.fold(down, usize::max).min(last);
    let by = if left == earned { GradeBy::Band(band) } else { GradeBy::Lowered(band) };
    ranks.get(left).and_then(|at| program.bands.get(*at)).map(|found| (found.name.clone(), by))
}

/// How often a veto counts: once, or as often as it was found.
fn times(view: &View<'_>, veto: &Veto) -> usize {
    let fact = veto.triggers.first().and_then(Trigger::fact).filter(|_| veto.each);
    match fact.map(|fact| view.known(fact)) {
        Some(Known::Count(count)) => count.to_i64().and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
        _ => 1,
    }
}

fn grade_of(program: &Program, veto: usize) -> Option<String> {
    program.vetoes.get(veto).and_then(|veto| veto.grade.clone())
}

/// The vetoes that hold, with the rows behind them.
fn vetoes(program: &Program, sight: &Sight<'_>) -> Vec<(usize, Vec<RowId>)> {
    let holds = |triggers: &[Trigger]| triggers.iter().all(|trigger| sight.one(trigger, None) == Truth::Yes);
    let held = program.vetoes.iter().enumerate().filter(|(_, veto)| holds(&veto.triggers));
    held.map(|(position, veto)| (position, rows(sight, &veto.triggers))).collect()
}

/// What follows from the grade itself (不合格的, 限期整改).
fn of_grade<'p>(program: &'p Program, grade: Option<&'p str>) -> impl Iterator<Item = (usize, Vec<RowId>)> + 'p {
    let holds = move |veto: &Veto| matches!(veto.triggers.as_slice(), [Trigger::Graded(names)] if names.iter().any(|name| Some(name.as_str()) == grade));
    program.vetoes.iter().enumerate().filter(move |(_, veto)| holds(veto)).map(|(position, _)| (position, Vec::new()))
}

fn rows(sight: &Sight<'_>, triggers: &[Trigger]) -> Vec<RowId> {
    let mut rows: Vec<RowId> = triggers.iter().filter_map(Trigger::fact).flat_map(|fact| sight.view.rows(fact)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn consequence(program: &Program, veto: usize, rows: Vec<RowId>) -> Option<Consequence> {
    program.vetoes.get(veto).map(|found| Consequence { text: found.outcome.clone(), veto, rows })
}
