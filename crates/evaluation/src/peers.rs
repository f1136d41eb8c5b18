//! Across subjects: the places of a period (rule 22). Rules on places (rank, quota) will stand here.

use std::collections::BTreeMap;

use chidu_values::{Number, Period};

use crate::assessment::{Status, SubjectResult};

/// Gives each scored result its place among those of its period.
pub(crate) fn apply(results: &mut [SubjectResult]) {
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
