//! 每周累计加分不超过3分, 每人最多扣2分, 每次最多扣3分: a cap on what falls into each week of the period, or on each person, or on each row.
//!
//! Rows without a day or an object, which only a 示例 has, stand together as one. Not here: which clauses can have such a cap
//! (`analysis`, which takes only those of which each row tells its own amount). Start at [`most`].

use std::collections::BTreeMap;

use chidu_analysis::program::{Apart, Limit, Program, RuleId};
use chidu_values::{Number, Period};

use crate::facts::View;
use crate::forms::{cap, fixed, primary};
use crate::observation::{Observation, RowId};

/// What is within the cap together.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Together<'a> {
    Stretch(Option<Period>),
    Object(Option<&'a str>),
    Row(RowId),
}

/// The most that the members of a limit can take or give, each stretch or object within its cap; then a single member's own cap. `None`
/// for a limit that binds all rows together.
pub(crate) fn most(view: &View<'_>, limit: &Limit) -> Option<Number> {
    if limit.window.is_none() && limit.apart.is_none() {
        return None;
    }
    let mut sums: BTreeMap<Together<'_>, Number> = BTreeMap::new();
    for rule in &limit.members {
        add(view, *rule, limit, &mut sums);
    }
    let all: Number = sums.into_values().map(|sum| sum.min(limit.amount.clone())).sum();
    Some(match limit.members.as_slice() {
        [only] => cap::own(&view.program[*only], &all).0,
        _ => all,
    })
}

fn add<'a>(view: &View<'a>, rule: RuleId, limit: &Limit, sums: &mut BTreeMap<Together<'a>, Number>) {
    let program: &Program = view.program;
    let Some(fact) = primary(&program[rule]) else { return };
    let unit = fixed::unit(&program[rule]);
    for row in view.of(fact) {
        let sum = sums.entry(together(limit, row)).or_default();
        *sum = &*sum + &(&unit * &row.value);
    }
}

fn together<'a>(limit: &Limit, row: &'a Observation) -> Together<'a> {
    match (limit.apart, limit.window) {
        (Some(Apart::Row), _) => Together::Row(row.row),
        (Some(Apart::Object), _) => Together::Object(row.object.as_deref()),
        (None, window) => Together::Stretch(window.and_then(|window| Some(row.date?.period(window)))),
    }
}
