//! Across subjects: the places of a period, and the grades that only so many may have (rule 22).
//!
//! Not here: what places do to a score (`around`). Start at [`apply`].

use std::collections::BTreeMap;

use chidu_analysis::program::{Band, Most, Program, Quota};
use chidu_values::{Number, Period};

use crate::assessment::{GradeBy, QuotaCut, Status, SubjectResult};

/// Gives each scored result its place among those of its period, and the grades that have room.
pub(crate) fn apply(program: &Program, results: &mut [SubjectResult]) {
    places(results);
    if !program.quotas.is_empty() {
        quotas(program, results);
    }
}

/// Gives each scored result its place among those of its period.
pub(crate) fn places(results: &mut [SubjectResult]) {
    let mut totals: BTreeMap<Period, Vec<Number>> = BTreeMap::new();
    for (period, total) in results.iter().filter_map(scored) {
        totals.entry(period).or_default().push(total.clone());
    }
    for list in totals.values_mut() {
        list.sort_unstable_by(|a, b| b.cmp(a));
    }
    for result in results {
        let place = scored(result).and_then(|(period, total)| place(totals.get(&period)?, total));
        result.place = place;
    }
}

fn scored(result: &SubjectResult) -> Option<(Period, &Number)> {
    result.total.as_ref().filter(|_| result.status == Status::Scored).map(|total| (result.period, total))
}

/// One more than those that are better, so that ties share the better place (1, 1, 3). Totals are highest first.
fn place(totals: &[Number], total: &Number) -> Option<u32> {
    let better = totals.partition_point(|other| other > total);
    u32::try_from(better).ok()?.checked_add(1)
}

/// Of those who reach a grade with a quota the best keep it; the others have the next one, which may have a quota too.
pub(crate) fn quotas(program: &Program, results: &mut [SubjectResult]) {
    let mut by_band: Vec<(usize, &Quota)> = program.quotas.iter().enumerate().collect();
    let ranks = program.bands_best_first();
    by_band.sort_by_key(|(_, quota)| ranks.iter().position(|at| *at == quota.band));
    let mut of: BTreeMap<Period, usize> = BTreeMap::new();
    results.iter().filter_map(scored).for_each(|(period, _)| *of.entry(period).or_default() += 1);
    for (period, of) in of {
        for (position, quota) in &by_band {
            cut(program, (*position, quota), period, of, results);
        }
    }
}

fn cut(program: &Program, (position, quota): (usize, &Quota), period: Period, of: usize, results: &mut [SubjectResult]) {
    let reaches =
        |result: &SubjectResult| result.period == period && scored(result).is_some() && result.grade_by == Some(GradeBy::Band(quota.band));
    let places: Vec<u32> = results.iter().filter(|result| reaches(result)).filter_map(|result| result.place).collect();
    let most = room(&quota.most, of);
    let ranks = program.bands_best_first();
    let below = ranks.iter().skip_while(|at| **at != quota.band).nth(1).copied();
    let next: Option<(usize, &Band)> = below.and_then(|at| Some((at, program.bands.get(at)?)));
    for result in results.iter_mut().filter(|result| reaches(result)) {
        let Some(place) = result.place else { continue };
        let up_to = places.iter().filter(|other| **other <= place).count();
        if up_to <= most {
            continue;
        }
        let tied = places.iter().filter(|other| **other == place).count();
        let [most, reaching, of, tied] = [most, places.len(), of, tied].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        let reached = result.quota.map_or(quota.band, |cut| cut.reached);
        result.quota = Some(QuotaCut { quota: position, reached, most, reaching, of, tied });
        result.grade = next.map(|(_, band)| band.name.clone());
        result.grade_by = next.map(|(at, _)| GradeBy::Band(at));
    }
}

/// How many a quota lets through, of so many scored subjects.
fn room(most: &Most, of: usize) -> usize {
    let all = Number::from(i64::try_from(of).unwrap_or(i64::MAX));
    let most = match most {
        Most::Share(share) => (&all * share).floor(),
        Most::Count(count) => count.floor(),
    };
    most.to_i64().and_then(|most| usize::try_from(most).ok()).unwrap_or(0)
}
