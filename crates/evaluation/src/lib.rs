//! Program and observations to assessments. Reads no file and no clock; prints nothing. Start at [`assess`].

pub mod assessment;
pub mod check;
pub mod observation;

pub use assessment::Assessment;
pub use check::check;
pub use observation::Observations;

use chidu_analysis::program::Program;

/// A program laid out for evaluation.
pub struct Plan<'p> {
    pub program: &'p Program,
}

impl<'p> Plan<'p> {
    pub fn new(program: &'p Program) -> Self {
        Self { program }
    }
}

/// Scores a whole run: item, section, total, then across subjects, then across periods.
pub fn assess(_plan: &Plan<'_>, _observations: &Observations) -> Assessment {
    Assessment::default()
}
