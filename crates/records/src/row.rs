//! What every row says in any form of table: subject, period, source, matter and amounts.

use chidu_analysis::label::{key, nearest};
use chidu_analysis::program::{Action, Amount, Counting, Fact, FactId, FactKind, Program, Rule, Trigger};
use chidu_evaluation::observation::Given;
use chidu_syntax::fold_str;
use chidu_values::{Date, Number, Period, PeriodKind};

use crate::cell::Cell;
use crate::header::{Column, Field, Layout, Meaning};
use crate::names::{Names, Target};
use crate::problem::What;
use crate::roster::Roster;
use crate::table::Line;
use crate::when::Known;
use crate::{margin, quantity, when};

/// Why a row does not count: the heading of the column to blame, and what.
pub(crate) type Reason = (Option<String>, What);

/// What rows of one table are read with.
pub(crate) struct Context<'a, 'p> {
    pub names: &'a Names<'p>,
    pub layout: &'a Layout,
    pub roster: Option<&'a Roster>,
}

/// Whom and when a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    pub subject: String,
    pub period: Period,
}

impl<'p> Context<'_, 'p> {
    pub(crate) fn program(&self) -> &'p Program {
        self.names.program
    }

    /// Whom and when the row is about, against the roster.
    pub(crate) fn frame(&self, line: &Line) -> Result<Frame, Reason> {
        let cells = || line.cells.iter().enumerate();
        if let Some((at, damaged)) = cells().find(|(_, cell)| cell.is_damaged()) {
            return Err((self.layout.called(at), What::BadText { written: damaged.text().replace(char::is_control, "\u{fffd}") }));
        }
        if let Some((at, stray)) = cells().skip(self.layout.width).find(|(_, cell)| !cell.is_blank()) {
            return Err((self.layout.called(at), What::StrayCell { written: stray.text() }));
        }
        let listed = |name: &str| self.roster.is_some_and(|roster| roster.knows(name));
        if let Some(what) = margin::of(self.layout, line, listed) {
            return Err(blame(self.layout, Field::Subject, what));
        }
        let subject = name(self.layout, line, Field::Subject)?;
        if subject.is_empty() {
            return Err(blame(self.layout, Field::Subject, What::NoSubject));
        }
        if let Some(what) = typed_wide(line) {
            return Err(blame(self.layout, Field::Subject, what));
        }
        let period = period(self.layout, line, self.program().period)?;
        match self.roster.filter(|roster| !roster.lists(&subject, period)) {
            Some(roster) => {
                let near = roster.near(&subject);
                Err(blame(self.layout, Field::Subject, What::NotOnRoster { written: subject, near }))
            }
            None => Ok(Frame { subject, period }),
        }
    }

    /// Columns that mean the same must not say different things.
    pub(crate) fn twins(&self, line: &Line) -> Vec<Reason> {
        let twin = |column: &Column| {
            let Meaning::Twin(of) = column.meaning else { return None };
            let (cell, first) = (line.cell(column.index), line.cell(of));
            let says = !cell.is_absent() && !cell.shown().is_stroke() && cell.text() != first.text();
            let what = || What::TwinsDiffer { header: column.heading.clone(), written: cell.text(), first: first.text() };
            says.then(|| (Some(column.heading.clone()), what()))
        };
        self.layout.columns.iter().filter_map(twin).collect()
    }

    /// Who says so. Rows of a block (一票否决) need no source.
    pub(crate) fn source(&self, line: &Line, fact: FactId) -> Result<Option<usize>, Reason> {
        let sources = &self.program().sources;
        if sources.is_empty() {
            return Ok(None);
        }
        let written = name(self.layout, line, Field::Source)?;
        let listed = || sources.iter().map(|source| source.name.clone()).collect::<Vec<_>>();
        let wanted = key(&fold_str(&written));
        match sources.iter().position(|source| key(&fold_str(&source.name)) == wanted) {
            Some(source) => Ok(Some(source)),
            None if written.is_empty() && self.program()[fact].block.is_some() => Ok(None),
            None if written.is_empty() => Err(blame(self.layout, Field::Source, What::NoSource { sources: listed() })),
            None => {
                let near = nearest(&written, sources.iter().map(|source| source.name.as_str())).map(str::to_owned);
                Err(blame(self.layout, Field::Source, What::UnknownSource { written, sources: listed(), near }))
            }
        }
    }

    /// 事项编号.
    pub(crate) fn matter(&self, line: &Line) -> Result<Option<String>, Reason> {
        name(self.layout, line, Field::Matter).map(|matter| Some(matter).filter(|matter| !matter.is_empty()))
    }

    /// The day that the row says; where a cap binds each week or month of what it states, a row without one is rejected.
    pub(crate) fn date(&self, line: &Line, fact: FactId) -> Result<Option<Date>, Reason> {
        let shown = |field| cell(self.layout, line, field).shown();
        let day = |field| when::day_of(shown(field), known(self.layout, line, field));
        let day = day(Field::Date).or_else(|| day(Field::Period));
        if day.is_none() && self.program().is_dated(fact) {
            let written = shown(Field::Date);
            if !written.is_blank() {
                let unread = |_: Period| What::NoDay { fact: self.program()[fact].name.clone() };
                let what = when::period(written, known(self.layout, line, Field::Date), PeriodKind::Day).map_or_else(|what| what, unread);
                return Err(blame(self.layout, Field::Date, what));
            }
            return Err(blame(self.layout, Field::Date, What::NoDay { fact: self.program()[fact].name.clone() }));
        }
        Ok(day)
    }

    /// The amount that the row gives: required, and within its range, where a rule leaves it to the row.
    pub(crate) fn given(&self, line: &Line, target: &Target, value: &Number) -> Result<Option<Given>, Reason> {
        let deducted = self.points(line, Field::Deducted)?.map(|points| points.abs());
        let (added, scored) = (self.points(line, Field::Added)?, self.points(line, Field::Scored)?);
        let amounts = Amounts { deducted, added, scored };
        let held = held(self.program(), target, value);
        let Some(open) = held.iter().find(|rule| !matches!(rule.amount, Amount::Fixed(_))) else {
            let takes = held.iter().all(|rule| takes(rule));
            return Ok(if takes { amounts.taken().or(amounts.gained()) } else { amounts.gained().or(amounts.taken()) });
        };
        let (given, field) = if takes(open) {
            (amounts.taken().or_else(|| amounts.left(self.program(), open)), Field::Deducted)
        } else {
            (amounts.gained(), if open.action == Action::Add { Field::Added } else { Field::Scored })
        };
        let range = range(open, value);
        match given {
            None => Err(blame(
                self.layout,
                field,
                What::AmountMissing { rule: open.text.clone(), range: range.map(|(low, high)| (low.to_string(), high.to_string())) },
            )),
            Some(given) => within(given, range).map(Some).map_err(|what| blame(self.layout, field, what)),
        }
    }

    fn points(&self, line: &Line, field: Field) -> Result<Option<Number>, Reason> {
        let cell = cell(self.layout, line, field);
        if cell.is_absent() {
            return Ok(None);
        }
        let points = quantity::points(cell).map_err(|what| blame(self.layout, field, what))?;
        if points.is_negative() && field != Field::Deducted {
            return Err(blame(self.layout, field, What::Negative { written: cell.text() }));
        }
        Ok(Some(points))
    }
}

/// A row that stands in one cell, its columns parted by signs that are no delimiters.
fn typed_wide(line: &Line) -> Option<What> {
    let (first, rest) = line.cells.split_first()?;
    let text = first.text();
    let sign = ['，', '；', '、', '｜'].into_iter().find(|sign| text.matches(*sign).count() > 1)?;
    rest.iter().all(Cell::is_blank).then_some(What::WideRow { sign })
}

/// What a row gives in its columns of points.
struct Amounts {
    deducted: Option<Number>,
    added: Option<Number>,
    scored: Option<Number>,
}

impl Amounts {
    fn taken(&self) -> Option<Given> {
        self.deducted.clone().map(Given::Deducted)
    }

    fn gained(&self) -> Option<Given> {
        self.added.clone().map(Given::Added).or(self.scored.clone().map(Given::Scored))
    }

    /// 得分 under the only deduction of an entry: what is left of its points tells what was taken.
    fn left(&self, program: &Program, rule: &Rule) -> Option<Given> {
        let entry = &program[rule.entry];
        let (scored, points) = (self.scored.as_ref()?, entry.points.as_ref()?);
        let alone = entry.rules.len() == 1 && scored <= points;
        alone.then(|| Given::Deducted(points - scored))
    }
}

fn takes(rule: &Rule) -> bool {
    matches!(rule.action, Action::Deduct | Action::DeductAbove(_) | Action::Zero(_) | Action::ZeroBudget(_))
}

/// Between which amounts the whole row may give: for each occurrence the range once.
fn range(rule: &Rule, value: &Number) -> Option<(Number, Number)> {
    let Amount::Range(low, high) = &rule.amount else { return None };
    let each = rule.counting == Counting::Each && *value > Number::ONE;
    let times = if each { value } else { &Number::ONE };
    Some((low * times, high * times))
}

fn within(given: Given, range: Option<(Number, Number)>) -> Result<Given, What> {
    let (Given::Deducted(amount) | Given::Added(amount) | Given::Scored(amount)) = &given;
    match range {
        Some((low, high)) if *amount < low || *amount > high => {
            Err(What::OutOfRange { written: amount.to_string(), low: low.to_string(), high: high.to_string() })
        }
        _ => Ok(given),
    }
}

/// The rules that a row's statement alone makes hold; of a tier the first.
fn held<'p>(program: &'p Program, target: &Target, value: &Number) -> Vec<&'p Rule> {
    if let Some(rule) = target.rule {
        return vec![&program[rule]];
    }
    let fact = &program[target.fact];
    let mut held: Vec<&Rule> = rules(program, fact).filter(|rule| holds(rule, target, fact, value)).collect();
    if held.is_empty() {
        held = rules(program, fact).filter(|rule| rule.triggers.contains(&Trigger::Otherwise(target.fact))).collect();
    }
    let first = |rule: &&Rule| {
        let Some(tier) = rule.tier.map(|tier| &program[tier]) else { return true };
        let best = tier.members.iter().find(|member| held.iter().any(|other| other.id == program[**member].id));
        best.is_none_or(|best| program[*best].id == rule.id)
    };
    held.iter().copied().filter(first).collect()
}

fn rules<'p>(program: &'p Program, fact: &'p Fact) -> impl Iterator<Item = &'p Rule> {
    fact.rules.iter().map(|rule| &program[*rule])
}

fn holds(rule: &Rule, target: &Target, fact: &Fact, value: &Number) -> bool {
    let counted = matches!(fact.kind, FactKind::Finding | FactKind::Other);
    rule.triggers.iter().any(|trigger| match trigger {
        Trigger::Found(of) => *of == target.fact && (!counted || value.is_positive()),
        Trigger::Option(of, option) => *of == target.fact && target.option == Some(*option) && value.is_positive(),
        Trigger::Bound(of, bound) => *of == target.fact && bound.holds(value),
        _ => false,
    })
}

/// A reason with the heading of a field's column.
pub(crate) fn blame(layout: &Layout, field: Field, what: What) -> Reason {
    (layout.field(field).map(|column| column.heading.clone()), what)
}

/// The name in a field's cell; empty where there is none.
pub(crate) fn name(layout: &Layout, line: &Line, field: Field) -> Result<String, Reason> {
    match cell(layout, line, field).shown() {
        Cell::Unvalued | Cell::Hollow => Err(blame(layout, field, What::FormulaWithoutValue)),
        Cell::Fault(written) => Err(blame(layout, field, What::CellError { written: written.clone() })),
        cell => Ok(cell.text()),
    }
}

/// The cell of a field; a stroke (— /) leaves it empty, except under 次数, where an empty cell is once and a stroke may be never.
pub(crate) fn cell<'a>(layout: &Layout, line: &'a Line, field: Field) -> &'a Cell {
    let cell = layout.field(field).map_or(&Cell::Empty, |column| line.cell(column.index));
    if field != Field::Count && cell.shown().is_stroke() { &Cell::Empty } else { cell }
}

/// The period of a row, from 周期, else from 日期.
pub(crate) fn period(layout: &Layout, line: &Line, kind: PeriodKind) -> Result<Period, Reason> {
    if kind == PeriodKind::Whole {
        return Ok(Period::WHOLE);
    }
    let shown = |field| cell(layout, line, field).shown();
    let (named, date, year) = (shown(Field::Period), shown(Field::Date), shown(Field::Year));
    let of = |cell: &Cell, field| when::period(cell, known(layout, line, field), kind).map_err(|what| blame(layout, field, what));
    if !named.is_blank() {
        let period = of(named, Field::Period)?;
        agree(layout, line, period)?;
        return Ok(period);
    }
    if !date.is_blank() {
        let period = of(date, Field::Date)?;
        agree(layout, line, period)?;
        return Ok(period);
    }
    if !year.is_blank() {
        return of(year, Field::Year);
    }
    let field = if layout.field(Field::Period).is_some() { Field::Period } else { Field::Date };
    Err(blame(layout, field, What::NoPeriod { kind }))
}

/// A row that names a day beside its period, or either beside its year, says the same with both.
fn agree(layout: &Layout, line: &Line, period: Period) -> Result<(), Reason> {
    let shown = |field| cell(layout, line, field).shown();
    let (named, date, year) = (shown(Field::Period), shown(Field::Date), shown(Field::Year));
    let outside = |field: Field, within: &Cell| {
        let (written, period) = (shown(field).text(), within.text());
        Err(blame(layout, field, What::DateOutside { written, period }))
    };
    if when::year(year).is_some_and(|year| period.year() != Some(year)) {
        return outside(if named.is_blank() { Field::Date } else { Field::Period }, year);
    }
    let of_date = || when::period(date, known(layout, line, Field::Date), period.kind());
    let apart = || when::is_outside(named, known(layout, line, Field::Period), date, known(layout, line, Field::Date));
    if !named.is_blank() && !date.is_blank() && (apart() || of_date().is_ok_and(|of_date| of_date != period)) {
        return outside(Field::Date, named);
    }
    Ok(())
}

/// What a row tells of a date in one of its columns: the year of 年度, else that of 周期 for 日期 and the other way round.
pub(crate) fn known(layout: &Layout, line: &Line, field: Field) -> Known {
    let epoch = layout.epoch;
    let other = if field == Field::Period { Field::Date } else { Field::Period };
    let of_other = || {
        let shown = cell(layout, line, other).shown();
        when::period(shown, Known { year: None, epoch }, PeriodKind::Year).ok().and_then(Period::year)
    };
    Known { year: when::year(cell(layout, line, Field::Year).shown()).or_else(of_other), epoch }
}
