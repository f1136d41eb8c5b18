//! 每周累计加分不超过3分: a cap on what falls into each week of the period.
//!
//! Rows without a day, which only a 示例 has, stand in a stretch of their own together. Not here: which clauses can have such a cap
//! (`analysis`, which takes only those of which each row tells its own amount). Start at [`most`].

use std::collections::BTreeMap;

use chidu_analysis::program::{Limit, Program, RuleId};
use chidu_values::{Number, Period, PeriodKind};

use crate::facts::View;
use crate::forms::{cap, fixed, primary};

/// The most that the members of a limit can take or give, each stretch within its cap; then a single member's own cap.
pub(crate) fn most(view: &View<'_>, limit: &Limit, window: PeriodKind) -> Number {
    let mut sums: BTreeMap<Option<Period>, Number> = BTreeMap::new();
    for rule in &limit.members {
        add(view, *rule, window, &mut sums);
    }
    let all: Number = sums.into_values().map(|sum| sum.min(limit.amount.clone())).sum();
    match limit.members.as_slice() {
        [only] => cap::own(&view.program[*only], &all).0,
        _ => all,
    }
}

fn add(view: &View<'_>, rule: RuleId, window: PeriodKind, sums: &mut BTreeMap<Option<Period>, Number>) {
    let program: &Program = view.program;
    let Some(fact) = primary(&program[rule]) else { return };
    let unit = fixed::unit(&program[rule]);
    for row in view.of(fact) {
        let sum = sums.entry(row.date.map(|date| date.period(window))).or_default();
        *sum = &*sum + &(&unit * &row.value);
    }
}
