//! Properties.
use chidu_tests::generate::case;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

#[test]
fn show() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..8 {
        let case = case().new_tree(&mut runner).unwrap().current();
        println!("{}\n{}\n", case.text, case.csv());
        println!("{:?}", chidu_tests::naive::assess(&case.book, &case.records(), &[]));
    }
}
