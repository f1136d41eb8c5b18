//! Tree to program and diagnostics: readings, names, units, lints. Knows nothing of records and files. Start at [`reading`].

pub mod reading;
