//! No text and no table upsets the reader: any bytes are read, checked, compiled and scored without a panic, and every span lies in the text.

use chidu_analysis::{Analysis, analyze};
use chidu_evaluation::{Options, Plan, assess};
use chidu_records::Input;
use chidu_tests::generate::case;
use chidu_tests::pieces::OF_RULEBOOKS as PIECES;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Reads, compiles, checks and scores; whatever comes out of it.
fn everything(text: &str, csv: &[u8]) -> Analysis {
    let analysis = analyze(text);
    if let Ok(records) = chidu_records::read(&analysis.program, &[Input::new("records.csv", csv)], None) {
        assess(&Plan::new(&analysis.program, Options { partial: true }), &records.observations);
    }
    analysis
}

/// Every span of a diagnostic cuts the text between characters.
fn spans_fit(text: &str, analysis: &Analysis) -> bool {
    let fits = |span: chidu_diagnostics::Span| text.get(span.start as usize..span.end as usize).is_some();
    analysis.diagnostics.iter().all(|diagnostic| fits(diagnostic.span) && diagnostic.labels.iter().all(|label| fits(label.span)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_are_read(text in text()) {
        let analysis = everything(&text, b"");
        prop_assert!(spans_fit(&text, &analysis));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let text = String::from_utf8_lossy(&bytes);
        let analysis = everything(&text, &bytes);
        prop_assert!(spans_fit(&text, &analysis));
    }

    /// A rulebook with something torn out or pushed in, and records that fitted it before.
    #[test]
    fn damaged_rulebooks_are_read(case in case(), at in 0_usize..2000, without in 0_usize..30, piece in prop::sample::select(PIECES)) {
        let mut chars: Vec<char> = case.text.chars().collect();
        let start = at % chars.len();
        let end = (start + without).min(chars.len());
        chars.splice(start..end, piece.chars());
        let damaged: String = chars.into_iter().collect();
        let analysis = everything(&damaged, case.csv().as_bytes());
        prop_assert!(spans_fit(&damaged, &analysis));
    }
}

/// What was expected begins with a figure and is no sum: once read again and again without end.
#[test]
fn an_expectation_that_begins_with_a_figure_is_read() {
    let analysis = analyze("甲 5分: 每处扣1分\n示例 \"一\":\n  应得: 90分以上为优秀\n");
    assert_eq!(analysis.diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), ["unreadable-example"]);
}
