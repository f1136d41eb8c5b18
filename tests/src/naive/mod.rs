//! The naive evaluator: slow and plain, written from the numbered rules of the language alone.
//!
//! It takes readings as data and records as tuples, shares no code with the lowering, the plan or the evaluator, and
//! gives no reasons: only what everybody must get, the scores, totals, grades and consequences. Start at [`assess`].

mod beyond;
mod book;
mod expression;
mod fraction;
mod item;
mod objects;
mod total;

pub use book::{
    Annual, Aspect, Band, Beyond, Book, Bounds, Cap, Criterion, Effect, Kind, Node, Partial, Policy, Record, Rounding, Scope, Target, Veto,
    When,
};
pub use fraction::Fraction;
pub use total::{Outcome, Run, Standing, assess};
