//! 示例: what is not mentioned has nothing found and full marks.

use crate::build::*;
use chidu_analysis::program::*;
use chidu_diagnostics::Span;
use chidu_evaluation::run_example;
use insta::assert_snapshot;

fn given(fact: FactId, value: &str) -> ExampleFact {
    ExampleFact {
        fact,
        option: None,
        amount: ExampleAmount::Value(n(value)),
        given: None,
        object: None,
        source: None,
        span: Span::default(),
    }
}

fn failures(rubric: &Rubric, given: Vec<ExampleFact>, expected: Vec<Expected>) -> String {
    let expected = expected.into_iter().map(|what| Expectation { span: Span::default(), what }).collect();
    let example = Example { title: "例".to_owned(), span: Span::default(), given, expected };
    run_example(&rubric.program, &example).iter().map(|failure| format!("{failure:?}")).collect::<Vec<_>>().join("\n")
}

/// 态度 (findings and a rate), 测评 (a ladder), 培训 (a budget with a rate): 10 points each.
fn rubric() -> (Rubric, [FactId; 4]) {
    let mut rubric = Rubric::new("30");
    let manner = rubric.item(ROOT, "态度", "10");
    let (rude, rate) = (rubric.finding(manner, "生硬"), rubric.measure(manner, "满意率"));
    rubric.rule(manner, "生硬每次扣1分", deduct("1").each().found(rude));
    rubric.rule(manner, "满意率低于90%扣5分", deduct("5").bound(rate, below("90")));
    let survey = rubric.earned(ROOT, "测评", "10");
    let value = rubric.measure(survey, "测评");
    let best = rubric.rule(survey, "90分以上得10分", award("10").bound(value, at_least("90")));
    let good = rubric.rule(survey, "80分以上得6分", award("6").bound(value, at_least("80")));
    rubric.tier(survey, value, &[best, good]);
    let training = rubric.earned(ROOT, "培训", "10");
    let budget = rubric.budget(training, "10");
    let share = rubric.measure(training, "参训率");
    rubric.rule(training, "参训率低于95%扣3分", deduct("3").bound(share, below("95")).budget(budget));
    rubric.band("优秀", at_least("28"));
    rubric.band("其他", below("28"));
    (rubric, [rude, rate, value, share])
}

#[test]
fn what_is_not_mentioned_has_full_marks() {
    let (rubric, [rude, rate, value, _]) = rubric();
    let total = |total: &str| Expected::Total(n(total));
    assert_snapshot!(failures(&rubric, vec![], vec![total("30"), Expected::Grade("优秀".to_owned())]), @"");
    assert_snapshot!(failures(&rubric, vec![given(rude, "2")], vec![total("28"), Expected::Score(EntryId(1), n("8"))]), @"");
    assert_snapshot!(failures(&rubric, vec![given(rate, "80"), given(value, "85")], vec![total("21")]), @"");
}

#[test]
fn a_failure_tells_what_there_is_instead() {
    let (mut rubric, [rude, ..]) = rubric();
    let fraud = rubric.finding(ROOT, "弄虚作假");
    rubric.veto("直接定为不合格", Some("不合格"), vec![Trigger::Found(fraud)]);
    let expected = vec![
        Expected::Score(EntryId(1), n("9")),
        Expected::Total(n("29")),
        Expected::Grade("优秀".to_owned()),
        Expected::Consequence("取消评先资格".to_owned()),
        Expected::Consequence("直接定为不合格".to_owned()),
    ];
    assert_snapshot!(failures(&rubric, vec![given(rude, "3"), given(fraud, "1")], expected), @r#"
    ExampleFailure { expectation: 0, expected: Score(EntryId(1), 9), found: Score(Some(7)) }
    ExampleFailure { expectation: 1, expected: Total(29), found: Total(Some(27)) }
    ExampleFailure { expectation: 2, expected: Grade("优秀"), found: Grade(Some("不合格")) }
    ExampleFailure { expectation: 3, expected: Consequence("取消评先资格"), found: Consequences(["直接定为不合格"]) }
    "#);
}

#[test]
fn an_excluded_subject_has_no_total() {
    let (mut rubric, _) = rubric();
    let away = rubric.finding(ROOT, "未检查");
    rubric.exclude(away);
    let expected = vec![Expected::Consequence("不予考评".to_owned()), Expected::Total(n("30"))];
    assert_snapshot!(failures(&rubric, vec![given(away, "1")], expected), @"ExampleFailure { expectation: 1, expected: Total(30), found: Total(None) }");
}

#[test]
fn every_source_says_what_the_example_says() {
    let (mut rubric, [rude, ..]) = rubric();
    rubric.source("群众", "0.3");
    rubric.source("专家", "0.7");
    assert_snapshot!(failures(&rubric, vec![given(rude, "2")], vec![Expected::Total(n("28"))]), @"");
    assert_snapshot!(failures(&rubric, vec![], vec![Expected::Total(n("30"))]), @"");
}

#[test]
fn with_a_gap_in_the_rulebook_only_entries_are_compared() {
    let (mut rubric, [rude, ..]) = rubric();
    let outside = rubric.item(ROOT, "外部", "5");
    rubric.program[outside].blocked.push(Span::default());
    let expected = vec![Expected::Total(n("1")), Expected::Score(EntryId(1), n("1"))];
    assert_snapshot!(failures(&rubric, vec![given(rude, "2")], expected), @"ExampleFailure { expectation: 1, expected: Score(EntryId(1), 1), found: Score(Some(8)) }");
}
