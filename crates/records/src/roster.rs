//! The roster: who was assessed, by period where it says so.

use std::collections::HashMap;

use chidu_analysis::label::distance;
use chidu_syntax::numeral;
use chidu_values::{Period, PeriodKind};

use crate::collect::{Collector, Place, identity};
use crate::header::{Field, Layout};
use crate::names::Names;
use crate::problem::What;
use crate::row;
use crate::table::{Line, Table};

/// Who was assessed.
#[derive(Default)]
pub(crate) struct Roster {
    /// In the roster's order; a period where the roster gives one.
    listed: Vec<(String, Option<Period>)>,
    /// By name as it is compared: periods, or any.
    periods: HashMap<String, Vec<Option<Period>>>,
}

impl Roster {
    /// Reads a sheet of names. `Err` where no column holds them.
    pub(crate) fn add(&mut self, table: &Table, place: &Place, names: &Names<'_>, out: &mut Collector) -> Result<(), What> {
        let layout = match Layout::of(table, names) {
            Ok(layout) => layout,
            // A bare list of names needs no heading.
            Err(_) if table.lines.iter().all(|line| line.cells.iter().skip(1).all(|cell| cell.is_blank())) => {
                let names = table.lines.iter().map(|line| line.cell(0).text()).enumerate();
                let is_name = |(at, name): &(usize, String)| !(name.is_empty() || (*at == 0 && is_title(name)));
                names.filter(is_name).for_each(|(_, name)| self.insert(name, None));
                return Ok(());
            }
            Err(unread) => return Err(unread.what),
        };
        for line in table.lines.iter().skip(layout.data).filter(|line| !line.is_blank()) {
            match entry(&layout, line, names.program.period) {
                Ok((name, period)) => self.insert(name, period),
                Err((column, what)) => out.problem(place, Some(line.row), column.as_deref(), what),
            }
        }
        Ok(())
    }

    fn insert(&mut self, name: String, period: Option<Period>) {
        self.periods.entry(identity(&name)).or_default().push(period);
        self.listed.push((name, period));
    }

    /// True where the subject was assessed in the period.
    pub(crate) fn lists(&self, subject: &str, period: Period) -> bool {
        self.periods
            .get(&identity(subject))
            .is_some_and(|periods| periods.iter().any(|listed| listed.is_none_or(|listed| listed == period)))
    }

    /// True where the name stands on the roster, in whatever period.
    pub(crate) fn knows(&self, subject: &str) -> bool {
        self.periods.contains_key(&identity(subject))
    }

    /// The listed name that is nearest to one that is not listed. Another number is another subject, never a slip.
    pub(crate) fn near(&self, subject: &str) -> Option<String> {
        let wanted = identity(subject);
        let most = (wanted.chars().count() / 3).clamp(1, 2);
        let near = |name: &str| {
            Some(identity(name)).filter(|name| numbers(name) == numbers(&wanted)).and_then(|name| distance(&wanted, &name, most))
        };
        let edits = self.listed.iter().filter_map(|(name, _)| Some((near(name).filter(|edits| *edits > 0)?, name)));
        edits.min_by_key(|(edits, _)| *edits).map(|(_, name)| name.clone())
    }

    /// Names in the roster's order, so that results come in it.
    pub(crate) fn introduce(&self, out: &mut Collector) {
        for (name, _) in &self.listed {
            out.subject(name);
        }
    }

    /// Everybody listed was assessed: in the given period, else in every period that the records have.
    pub(crate) fn assess(&self, kind: PeriodKind, out: &mut Collector) {
        let mut periods: Vec<Period> = out.observations.assessed.iter().map(|(_, period)| *period).collect();
        periods.extend(self.listed.iter().filter_map(|(_, period)| *period));
        if kind == PeriodKind::Whole {
            periods.push(Period::WHOLE);
        }
        periods.sort();
        periods.dedup();
        for (name, period) in &self.listed {
            let subject = out.subject(name);
            match period {
                Some(period) => out.assess(subject, *period),
                None => periods.iter().for_each(|period| out.assess(subject, *period)),
            }
        }
    }

    /// True where names are listed without a period.
    pub(crate) fn is_open(&self) -> bool {
        self.listed.iter().any(|(_, period)| period.is_none())
    }
}

fn entry(layout: &Layout, line: &Line, kind: PeriodKind) -> Result<(String, Option<Period>), row::Reason> {
    let name = row::name(layout, line, Field::Subject)?;
    if name.contains('\u{fffd}') {
        return Err(row::blame(layout, Field::Subject, What::BadText { written: name }));
    }
    if name.is_empty() {
        return Err(row::blame(layout, Field::Subject, What::NoSubject));
    }
    let period = match row::period(layout, line, kind) {
        Err((_, What::NoPeriod { .. })) => None,
        period => Some(period?),
    };
    Ok((name, period.filter(|_| kind != PeriodKind::Whole)))
}

/// The first line of a bare list that says what the list is.
fn is_title(line: &str) -> bool {
    ["名单", "名称", "对象", "姓名"].iter().any(|word| line.contains(word))
}

/// The digits of a name, in whatever numerals: 三号窗口 and 3号窗口 have the same.
fn numbers(name: &str) -> String {
    name.chars().filter_map(|character| numeral(&character.to_string())).collect()
}
