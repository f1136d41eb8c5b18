//! 除外: the exception of the rulebook that a row names, so that it counts nothing (非本单位原因的除外).
//!
//! The cell holds the exception in the rulebook's words, or 是 where only one can be meant; empty, 否 and 无 name none. Not here: what becomes
//! of the row (`evaluation`). Start at [`Context::exception`].

use chidu_analysis::label::{key, nearest};
use chidu_analysis::program::FactId;
use chidu_syntax::fold_str;

use crate::header::Field;
use crate::problem::What;
use crate::quantity;
use crate::row::{Context, Reason, blame, cell, name};
use crate::table::Line;

impl Context<'_, '_> {
    /// The exception that the row names, by its position in the program.
    pub(crate) fn exception(&self, line: &Line, fact: FactId) -> Result<Option<usize>, Reason> {
        let cell = cell(self.layout, line, Field::Except);
        let written = name(self.layout, line, Field::Except)?;
        if cell.is_absent() || written.is_empty() {
            return Ok(None);
        }
        let known = self.program().exceptions_of(fact);
        let names =
            || -> Vec<String> { known.iter().filter_map(|at| self.program().exceptions.get(*at)).map(|of| of.name.clone()).collect() };
        match (quantity::yes_or_no(cell), known.as_slice()) {
            (Some(false), _) => return Ok(None),
            (Some(true), [only]) => return Ok(Some(*only)),
            (Some(true), several) if several.len() > 1 => {
                return Err(blame(self.layout, Field::Except, What::AmbiguousException { exceptions: names() }));
            }
            _ => {}
        }
        let wanted = key(&fold_str(&written));
        let named = |at: &&usize| {
            let exception = self.program().exceptions.get(**at);
            exception.is_some_and(|exception| exception.labels.contains(&wanted) || key(&fold_str(&exception.name)) == wanted)
        };
        match known.iter().find(named) {
            Some(at) => Ok(Some(*at)),
            None => {
                let exceptions = names();
                let near = nearest(&written, exceptions.iter().map(String::as_str)).map(str::to_owned);
                Err(blame(self.layout, Field::Except, What::UnknownException { written, exceptions, near }))
            }
        }
    }
}
