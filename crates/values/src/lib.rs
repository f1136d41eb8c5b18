//! Exact values: numbers, units, dates and calendar periods. No floats, no spans, no files.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]
#![deny(clippy::float_arithmetic, clippy::iter_over_hash_type)]

mod number;
mod period;
mod unit;

pub use number::{Mode, Number, ParseNumberError, Rounding};
pub use period::{Date, Period, PeriodKind};
pub use unit::{Dimension, Unit};
