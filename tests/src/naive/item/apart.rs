//! Caps of each day or week, each person, each time: what a row takes belongs to one of these, and each has the cap of its own.
//!
//! Start at [`Item::capped_apart`].

use std::collections::BTreeMap;

use super::super::Fraction;
use super::Item;
use crate::naive::book::{Cap, Effect, Kind, Record, When};

/// What is capped together: the days since some Monday (or the weeks), the name of a person, or the place of a row.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Time(i32),
    Person(Option<String>),
    Row(usize),
}

impl Item<'_> {
    /// What an effect takes where each group of its rows has its cap; `None` for one without such a cap.
    pub(super) fn capped_apart(&self, effect: &Effect) -> Option<Fraction> {
        let (Some(apart), Some(Cap::Points(most))) = (effect.apart.as_deref(), effect.cap) else { return None };
        // 每次加1分,单次最高加5分: no more than it takes anyhow.
        if effect.per.as_ref().is_some_and(|(_, unit)| unit == apart) {
            return None;
        }
        Some(self.groups(&[effect], apart).into_values().map(|sum| sum.min(most)).sum())
    }

    /// A cap over all deductions of a sentence, of each group.
    pub(super) fn limited_apart(&self, passage: usize, limit: &Effect, apart: &str) -> Fraction {
        let here = |effect: &&Effect| effect.kind == Kind::Deduct && effect.sentence == limit.sentence;
        let effects: Vec<&Effect> = self.node.criteria[passage].iter().filter(here).collect();
        let most = limit.amount.unwrap_or_default();
        self.groups(&effects, apart).into_values().map(|sum| sum.min(most)).sum()
    }

    fn groups(&self, effects: &[&Effect], apart: &str) -> BTreeMap<Group, Fraction> {
        let mut groups: BTreeMap<Group, Fraction> = BTreeMap::new();
        for effect in effects {
            let (When::Label(label), Some(each)) = (&effect.when, effect.amount) else { continue };
            for row in self.named(label) {
                let sum = groups.entry(self.group(row, apart)).or_default();
                *sum = *sum + each * row.count.unwrap_or(Fraction::ONE);
            }
        }
        groups
    }

    fn group(&self, row: &Record, apart: &str) -> Group {
        match apart {
            "日" => Group::Time(day(row)),
            "周" => Group::Time(day(row).div_euclid(7)),
            "人" => Group::Person(row.object.clone()),
            _ => Group::Row(self.rows.iter().position(|other| std::ptr::eq(*other, row)).unwrap_or(0)),
        }
    }
}

/// The days since Monday, 30 December 2024.
fn day(row: &Record) -> i32 {
    let (year, month) = row.period;
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before: i32 = months.iter().take(usize::try_from(month - 1).unwrap_or(0)).sum();
    i32::from(year - 2025) * 365 + before + i32::from(row.day.unwrap_or(1)) + 1
}
