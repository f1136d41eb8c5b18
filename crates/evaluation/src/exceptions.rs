//! 非本单位原因的除外: rows that name an exception count nothing, and leave a reason of nothing each.
//!
//! Not here: those reasons (`forms`), and whether a row may name the exception (`records`). Start at [`of`].

use chidu_analysis::program::{Program, RuleId};

use crate::forms::primary;
use crate::observation::{Observation, RowId};

/// A row that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excepted {
    pub row: RowId,
    pub position: u32,
    /// The rule under which it is shown: the first that it might have made fire.
    pub rule: RuleId,
    /// The exception, by its position in the program.
    pub by: usize,
}

/// What becomes of a row that names an exception.
pub(crate) fn of(program: &Program, position: u32, row: &Observation) -> Option<Excepted> {
    let by = row.excepted?;
    let exception = program.exceptions.get(by)?;
    let rule = exception.members.iter().copied().find(|rule| primary(&program[*rule]) == Some(row.fact))?;
    Some(Excepted { row: row.row, position, rule, by })
}
