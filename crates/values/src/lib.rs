//! Exact values: numbers, units, dates and calendar periods. No floats, no spans, no files.

mod number;
mod period;
mod unit;

pub use number::{Mode, Number, ParseNumberError, Rounding};
pub use period::{Date, Period, PeriodKind};
pub use unit::{Dimension, Unit};
