//! Assessments of programs that are built by hand, held as statements, and what holds for all of them.

mod build;

mod examples;
mod forms;
mod items;
mod missing;
mod order;
mod properties;
mod text;
mod verdicts;
