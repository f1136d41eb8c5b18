//! Statements in which every sort of step occurs, each line as the subject reads it.

use crate::bench::Bench;

/// Caps, budgets, means, tiers, steps, a bonus, a veto, rescaling, rounding.
const MANY: &str = include_str!("statements/many.chidu");
const MANY_RECORDS: &str = include_str!("statements/many.csv");
/// Two sources, a zero, a deduction from the entry above, an assessor's amount.
const SOURCES: &str = include_str!("statements/sources.chidu");
const SOURCES_RECORDS: &str = include_str!("statements/sources.csv");

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("多种.chidu", MANY);
    bench.write("多种.csv", MANY_RECORDS);
    bench.write("主体.chidu", SOURCES);
    bench.write("主体.csv", SOURCES_RECORDS);
    bench
}

#[test]
fn caps_budgets_means_tiers_steps_and_rescaling() {
    insta::assert_snapshot!(bench().run(&["explain", "多种.chidu", "多种.csv", "--subject", "甲"]).page());
}

#[test]
fn a_veto_with_its_row() {
    insta::assert_snapshot!(bench().run(&["explain", "多种.chidu", "多种.csv", "--subject", "乙", "--lang", "en"]).page());
}

#[test]
fn sources_zeros_and_what_goes_past_the_item() {
    insta::assert_snapshot!(bench().run(&["explain", "主体.chidu", "主体.csv", "--subject", "甲"]).page());
    insta::assert_snapshot!(bench().run(&["explain", "主体.chidu", "主体.csv", "--subject", "乙"]).page());
}

#[test]
fn what_a_summary_makes_of_them() {
    insta::assert_snapshot!(bench().run(&["score", "多种.chidu", "多种.csv"]).page());
    insta::assert_snapshot!(bench().run(&["score", "主体.chidu", "主体.csv", "--lang", "en"]).page());
}
