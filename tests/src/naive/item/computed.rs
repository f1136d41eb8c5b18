//! What is computed from several values, or held against another condition: formulas, lines, values that the records carry, 且.
//!
//! Not here: expressions themselves (`expression`). Start at [`Item::formula`].

use super::super::{Fraction, expression};
use super::{Item, measured};
use crate::naive::book::{Effect, Kind, Record, When};

impl Item<'_> {
    /// What a formula comes to, never below nothing.
    pub(super) fn formula(&self, passage: usize, effect: &Effect) -> Option<Fraction> {
        let of = |name: &str| {
            if name == "分值" {
                return self.node.points;
            }
            let rows: Vec<&Record> = self.named(name).collect();
            let value = self.value(passage, &rows)?;
            Some(if name.ends_with('率') { value / Fraction::from(100) } else { value })
        };
        expression::value(effect.expr.as_deref()?, &of).map(|value| value.max(Fraction::ZERO))
    }

    /// Where the awards of a passage are interpolated, the first of them stands for the whole line; below its worse end it is nothing.
    pub(super) fn along(&self, passage: usize, index: usize) -> Option<Option<Fraction>> {
        let all = &self.node.criteria[passage];
        let awards = |effect: &Effect| matches!(effect.kind, Kind::Award | Kind::Full);
        if !awards(self.effects[index].1) || !all.iter().any(|effect| effect.interpolates) {
            return None;
        }
        if self.effects.iter().take(index).any(|(of, effect)| *of == passage && awards(effect)) {
            return Some(Some(Fraction::ZERO));
        }
        let When::Measure { name, .. } = &self.effects[index].1.when else { return None };
        let point = |effect: &Effect| match &effect.when {
            When::Measure { bounds, .. } => bounds.low.or(bounds.high).map(|(at, _)| at),
            _ => None,
        };
        let mut points: Vec<(Fraction, Fraction)> = all
            .iter()
            .filter(|effect| awards(effect))
            .filter_map(|effect| Some((point(effect)?, effect.amount.or(self.node.points)?)))
            .collect();
        let ends = all.iter().filter(|effect| effect.kind == Kind::Zero).filter_map(point);
        let ends: Vec<Fraction> = ends.filter(|at| points.iter().all(|(other, _)| other != at)).collect();
        points.extend(ends.into_iter().map(|at| (at, Fraction::ZERO)));
        points.sort();
        let rows: Vec<&Record> = self.named(name).collect();
        Some(self.value(passage, &rows).map(|value| on_line(&points, value)))
    }

    /// Whether a further condition holds; `None` where it is not known.
    pub(super) fn holds(&self, passage: usize, when: &When) -> Option<bool> {
        match when {
            When::Always => Some(true),
            When::Label(label) => Some(self.named(label).any(|row| row.count.is_none_or(|count| count > Fraction::ZERO))),
            When::Measure { name, bounds, unit } => {
                let rows: Vec<&Record> = self.named(name).collect();
                let count = || rows.iter().map(|row| row.count.unwrap_or(Fraction::ONE)).sum();
                let value = if measured(unit) { self.value(passage, &rows)? } else { count() };
                Some(bounds.hold(value))
            }
        }
    }

    /// How far one value lies above another, in per cent of it where the steps are.
    pub(super) fn apart(&self, passage: usize, effect: &Effect, left: &str, right: &str) -> Option<Fraction> {
        let value = |name: &str| self.value(passage, &self.named(name).collect::<Vec<_>>());
        let (left, right) = (value(left)?, value(right)?);
        if effect.per.as_ref().is_none_or(|(_, unit)| unit != "%") {
            return Some(left - right);
        }
        (right != Fraction::ZERO).then(|| (left - right) / right * Fraction::from(100))
    }
}

/// The points of a value on a line through points in the order of their values: nothing beyond the worse end, the better end's beyond that.
fn on_line(points: &[(Fraction, Fraction)], value: Fraction) -> Fraction {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Fraction::ZERO };
    let rises = first.1 < last.1;
    if value < first.0 || value > last.0 {
        let (end, worse) = if value < first.0 { (first, rises) } else { (last, !rises) };
        return if worse { Fraction::ZERO } else { end.1 };
    }
    let above = points.iter().position(|(at, _)| *at >= value).unwrap_or(0);
    let (x, y) = points[above];
    if x == value {
        return y;
    }
    let (from, less) = points[above - 1];
    less + (value - from) / (x - from) * (y - less)
}
