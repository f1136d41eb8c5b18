//! What the figures of a rulebook come to: its points against those beneath them, and how far an item is computed.
//!
//! Not here: what can be scored (`attainable`). Start at [`Program::sum_of_parts`].

use chidu_values::Number;
use serde::Serialize;

use super::{Amount, EntryId, Program, Role, Rule};

/// How far an item is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// By all of its clauses.
    Computed,
    /// With an amount that an assessor gives.
    Assessor,
    /// Not: a clause lies outside, or was not understood.
    External,
}

impl Program {
    /// How far the clauses of an item are computed.
    pub fn standing(&self, id: EntryId) -> Standing {
        let entry = &self[id];
        let rules = || entry.rules.iter().map(|rule| &self[*rule]);
        if !entry.blocked.is_empty() || rules().any(is_external) {
            Standing::External
        } else if rules().any(|rule| matches!(rule.amount, Amount::Range(..) | Amount::Given)) {
            Standing::Assessor
        } else {
            Standing::Computed
        }
    }

    /// The weighted sum of the parts' points; `None` where there are none or one has no points.
    pub fn sum_of_parts(&self, id: EntryId) -> Option<Number> {
        let parts = self.ordinary_parts(id);
        let share = |part: &EntryId| {
            let points = self[*part].points.clone()?;
            Some(self[*part].factor.as_ref().map_or(points.clone(), |factor| &points * factor))
        };
        let weights: Vec<&Number> = parts.iter().filter_map(|part| self[*part].weight.as_ref()).collect();
        let unbalanced = !weights.is_empty() && weights.into_iter().sum::<Number>() != Number::ONE;
        if parts.is_empty() || unbalanced { None } else { parts.iter().map(share).sum() }
    }

    /// The sum of what is beneath, where it is not what the entry states.
    pub fn mismatch(&self, id: EntryId) -> Option<Number> {
        let entry = &self[id];
        if !entry.stated || !matches!(entry.role, Role::Root | Role::Section) {
            return None;
        }
        let points = entry.points.as_ref()?;
        self.sum_of_parts(id).filter(|sum| sum != points)
    }

    /// The parts whose points make up those of an entry: neither 加分项 nor 扣分项.
    pub fn ordinary_parts(&self, id: EntryId) -> Vec<EntryId> {
        self.parts(id).into_iter().filter(|part| !matches!(self[*part].role, Role::Bonus | Role::Malus)).collect()
    }
}

/// An amount of which nothing is said, by a clause that is nothing else.
fn is_external(rule: &Rule) -> bool {
    rule.amount == Amount::Given && rule.effect.span == rule.effect.clause
}
