//! Program and observations to assessments. Reads no file and no clock; prints nothing.
//!
//! Not here: what a rulebook means (`analysis`), how records are read (`records`), how results look (`reports`).
//! Start at [`assess`]: it names the stages in their order, and each is a module.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]
#![deny(clippy::float_arithmetic, clippy::iter_over_hash_type)]

pub mod assessment;
pub mod check;
pub mod examples;
pub mod fixes;
pub mod observation;
pub mod plan;

pub mod allowances;
mod around;
mod blocks;
mod cases;
mod differences;
mod entry;
mod exceptions;
mod facts;
mod forms;
mod grade;
mod ledger;
mod limits;
mod matters;
mod missing;
mod objects;
mod peers;
mod periods;
mod sources;
mod stages;
mod tiers;
mod total;
mod triggers;
mod windows;

pub use assessment::Assessment;
pub use check::check;
pub use examples::run_example;
pub use observation::Observations;
pub use plan::{Options, Plan};

/// Scores a whole run: item, section, total, then across subjects, then across periods.
pub fn assess(plan: &Plan<'_>, observations: &Observations) -> Assessment {
    let mut problems = Vec::new();
    let cases = cases::of(observations);
    let (results, past) = stages::run(plan, observations, &cases, &mut problems);
    let annual = periods::annual(plan.program, &results, &past);
    Assessment { results, annual, problems }
}
