//! One row a subject and period, with a column for each thing that can be found, measured or answered.
//!
//! An empty finding cell is nothing found; an empty measure cell is missing.

use chidu_analysis::program::FactKind;
use chidu_values::Number;

use crate::cell::Cell;
use crate::collect::Statement;
use crate::header::{Column, Field, Meaning};
use crate::long::{Said, answers, is_slip, which};
use crate::names::Target;
use crate::problem::What;
use crate::quantity;
use crate::row::{Context, Frame, Reason};
use crate::table::Line;

impl Context<'_, '_> {
    /// Reads one row of a wide table. A row with a cell that cannot be read does not count at all, and every such cell is told.
    pub(crate) fn wide_row(&self, line: &Line) -> Result<(Frame, Vec<Statement>), Vec<Reason>> {
        let (frame, slip) = match self.frame(line) {
            Ok(frame) => (Some(frame), None),
            Err(reason) if is_slip(&reason.1) => (None, Some(reason)),
            Err(reason) => return Err(vec![reason]),
        };
        let mut statements = Vec::new();
        let mut reasons: Vec<Reason> = slip.into_iter().chain(self.twins(line)).collect();
        for column in &self.layout.columns {
            let Meaning::Fact(target) = &column.meaning else { continue };
            match self.statement(line, column, target) {
                Ok(statement) => statements.extend(statement),
                Err(reason) => reasons.push(reason),
            }
        }
        let Some(frame) = frame.filter(|_| reasons.is_empty()) else { return Err(reasons) };
        let none = self.objects_without_findings(line, &statements).map_err(|reason| vec![reason])?;
        statements.extend(none);
        Ok((frame, statements))
    }

    fn statement(&self, line: &Line, column: &Column, target: &Target) -> Result<Option<Statement>, Reason> {
        let cell = line.cell(column.index);
        if cell.is_absent() || cell.shown().is_stroke() {
            return Ok(None);
        }
        let blame = |what| (Some(column.heading.clone()), what);
        let Some(Said { target, value, times }) = self.stated(cell, column, target.clone()).map_err(blame)? else { return Ok(None) };
        let source = self.source(line, target.fact)?;
        // Points beside several columns of findings are those of the whole row, and no single clause's.
        let alone = self.layout.columns.iter().filter(|column| matches!(column.meaning, Meaning::Fact(_))).count() == 1;
        let amounts = if alone { line } else { &Line::default() };
        let given = self.given(amounts, &target, &value).map_err(|(_, what)| blame(what))?;
        if let Some(column) = self.layout.field(Field::Except).filter(|column| !line.cell(column.index).is_absent()) {
            return Err((Some(column.heading.clone()), What::ExceptionInWide));
        }
        let (date, object) = (self.date(line, target.fact)?, self.object(line, target.fact)?);
        Ok(Some(Statement { target, source, value, times, words: None, given, matter: None, excepted: None, date, object }))
    }

    fn stated(&self, cell: &Cell, column: &Column, target: Target) -> Result<Option<Said>, What> {
        let fact = &self.program()[target.fact];
        let once = |target, value| Ok(Some(Said { target, value, times: Number::ONE }));
        match &fact.kind {
            FactKind::Finding | FactKind::Other | FactKind::Inapplicable => {
                let count = quantity::occurrences(cell, fact.unit.as_ref())?;
                if count.is_zero() { Ok(None) } else { once(target, count) }
            }
            // Names of facts that no row states are not in the index.
            FactKind::Computed(_) => Err(What::UnknownFinding { written: fact.name.clone(), entry: None, near: None }),
            FactKind::Measure(_) | FactKind::Derived(_) => once(target, quantity::value(cell, fact.unit.as_ref(), column.unit.as_ref())?),
            FactKind::Event => match target.rule.or_else(|| self.unbounded(fact, &target).filter(|_| !quantity::names_unit(cell))) {
                None => once(target, quantity::value(cell, fact.unit.as_ref(), column.unit.as_ref())?),
                Some(rule) => {
                    let times = quantity::count(cell, None)?;
                    let value = self.edge(rule, &target).ok_or_else(|| What::NoValue { fact: fact.name.clone() })?;
                    let target = Target { rule: Some(rule), ..target };
                    Ok((!times.is_zero()).then_some(Said { target, value, times }))
                }
            },
            FactKind::Answer(_, choices) => match target.option.or((choices.len() == 1).then_some(0)) {
                None => {
                    let option = which(choices, cell)?;
                    once(Target { option: Some(option), ..target }, Number::ONE)
                }
                Some(option) => {
                    let count = answers(cell)?;
                    let silent = count.is_zero() && choices.len() > 1;
                    if silent { Ok(None) } else { once(Target { option: Some(option), ..target }, count) }
                }
            },
        }
    }
}
