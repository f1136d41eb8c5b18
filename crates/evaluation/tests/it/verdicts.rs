//! Status, grade, consequences, partial runs, places, years.

use crate::build::*;
use chidu_analysis::program::*;
use chidu_evaluation::Options;
use chidu_values::{Mode, Rounding};
use insta::assert_snapshot;

/// An item of 100 points, and what the tests hang on it.
fn graded() -> (Rubric, FactId) {
    let mut rubric = Rubric::new("100");
    let item = rubric.item(ROOT, "服务", "100");
    let bad = rubric.finding(item, "不达标");
    rubric.rule(item, "不达标每处扣0.5分", deduct("0.5").each().found(bad));
    rubric.band("优秀", at_least("95"));
    rubric.band("良好", from_below("90", "95"));
    rubric.band("合格", from_below("80", "90"));
    rubric.band("不合格", below("80"));
    (rubric, bad)
}

fn grades(rubric: &Rubric, rows: &Rows) -> String {
    let results = rubric.assess(rows).results;
    let or_dash = |text: Option<String>| text.unwrap_or("-".to_owned());
    let line = |result: &chidu_evaluation::assessment::SubjectResult| {
        let (total, place) = (result.total.as_ref().map(ToString::to_string), result.place.map(|place| place.to_string()));
        format!("{} {:?} {} {} #{}", result.period, result.status, or_dash(total), or_dash(result.grade.clone()), or_dash(place))
    };
    results.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_band_that_holds_is_the_grade() {
    let (rubric, bad) = graded();
    let one = |count: &str| grades(&rubric, &Rows::new().row(bad, count));
    assert_snapshot!(one("10"), @"2026-01 Scored 95 优秀 #1");
    assert_snapshot!(one("11"), @"2026-01 Scored 94.5 良好 #1");
    assert_snapshot!(one("20"), @"2026-01 Scored 90 良好 #1");
    assert_snapshot!(one("41"), @"2026-01 Scored 79.5 不合格 #1");
}

#[test]
fn grades_and_vetoes_look_at_the_rounded_total() {
    let (mut rubric, bad) = graded();
    rubric.veto("通报批评", None, vec![Trigger::Score(ROOT, below("95"))]);
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "11")), @r"
    0@2026-01 Scored 94.5 良好
      => 通报批评
      总分 94.5
        +94.5 服务
      服务 94.5
        +100 start
        -5.5 不达标每处扣0.5分: 0.5 × 11 [r0]
    ");
    rubric.round(Rounding { mode: Mode::HalfUp, places: 0 }, false);
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "11")), @r"
    0@2026-01 Scored 95 优秀
      总分 95
        +94.5 服务
        +0.5 rounded
      服务 94.5
        +100 start
        -5.5 不达标每处扣0.5分: 0.5 × 11 [r0]
    ");
}

#[test]
fn vetoes_set_the_grade_or_take_away_a_right() {
    let (mut rubric, bad) = graded();
    let (fraud, harm) = (rubric.finding(ROOT, "弄虚作假"), rubric.finding(ROOT, "泄密"));
    rubric.veto("取消评先资格", None, vec![Trigger::Found(harm)]);
    rubric.veto("直接定为不合格", Some("不合格"), vec![Trigger::Found(fraud)]);
    rubric.veto("直接定为合格", Some("合格"), vec![Trigger::Found(harm)]);
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "1").row(fraud, "1")), @r"
    0@2026-01 Vetoed 99.5 不合格
      by [r1]
      总分 99.5
        +99.5 服务
      服务 99.5
        +100 start
        -0.5 不达标每处扣0.5分: 0.5 × 1 [r0]
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(harm, "1").row(fraud, "2")), @r"
    0@2026-01 Vetoed 100 不合格
      => 取消评先资格 [r0]
      => 直接定为合格 [r0]
      by [r1]
      总分 100
        +100 服务
      服务 100
        +100 start
        silent: 不达标每处扣0.5分
    ");
    assert_snapshot!(grades(&rubric, &Rows::new().row(fraud, "0")), @"2026-01 Scored 100 优秀 #1");
}

#[test]
fn a_veto_stands_over_a_missing_value() {
    let (mut rubric, _) = graded();
    let item = rubric.program.facts[0].entry;
    let value = rubric.measure(item, "测评");
    rubric.rule(item, "低于60分扣5分", deduct("5").bound(value, below("60")));
    let fraud = rubric.finding(ROOT, "弄虚作假");
    rubric.veto("直接定为不合格", Some("不合格"), vec![Trigger::Found(fraud)]);
    assert_snapshot!(grades(&rubric, &Rows::new()), @"2026-01 Missing - - #-");
    assert_snapshot!(grades(&rubric, &Rows::new().row(fraud, "1")), @"2026-01 Vetoed - 不合格 #-");
}

#[test]
fn what_is_not_assessed_has_no_score_and_no_veto() {
    let (mut rubric, bad) = graded();
    let (away, fraud) = (rubric.finding(ROOT, "未检查"), rubric.finding(ROOT, "弄虚作假"));
    rubric.exclude(away);
    rubric.veto("直接定为不合格", Some("不合格"), vec![Trigger::Found(fraud)]);
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "1").row(fraud, "1").row(away, "1")), @r"
    0@2026-01 NotAssessed -
      by [r2]
      总分 -
      服务 -
        silent: 不达标每处扣0.5分
    ");
    assert_snapshot!(grades(&rubric, &Rows::new().row(bad, "1").row(away, "0")), @"2026-01 Scored 99.5 优秀 #1");
}

#[test]
fn one_of_the_guaranteed_items_takes_all() {
    let mut rubric = Rubric::new("100");
    let section = rubric.section("保证项目", "40");
    let (a, b) = (rubric.item(section, "甲", "20"), rubric.item(section, "乙", "20"));
    rubric.item(ROOT, "一般项目", "60");
    let x = rubric.finding(a, "x");
    rubric.rule(a, "x每处扣8分", deduct("8").each().found(x));
    let zero = Trigger::ScoredZero { entries: vec![a, b], at_least: 1 };
    rubric.rule(section, "保证项目中有一项不得分的,本表不得分", clause(Action::Zero(ROOT), "0").when(zero));
    let bonus = rubric.bonus(None);
    let praise = rubric.finding(bonus, "表扬");
    rubric.rule(bonus, "表扬加5分", add("5").found(praise));
    assert_snapshot!(rubric.statement(&Rows::new().row(x, "3").row(praise, "1")), @r"
    0@2026-01 Scored 0
      总分 0
        +20 保证项目
        +60 一般项目
        -80 from below: 保证项目中有一项不得分的,本表不得分: 80
      保证项目 20
        +0 甲
        +20 乙
      甲 0
        +20 start
        -24 x每处扣8分: 8 × 3 [r0]
        +4 clamp
      乙 20
        +20 start
      一般项目 60
        +60 start
      加分项 5
        +5 表扬加5分: 5 [r1]
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(x, "2").row(praise, "1")), @"总分 89, 保证项目 24, 甲 4, 乙 20, 一般项目 60, 加分项 5 Scored");
}

#[test]
fn a_score_of_another_entry_is_known_before_it_is_asked_for() {
    let mut rubric = Rubric::new("20");
    let first = rubric.item(ROOT, "甲", "10");
    let second = rubric.item(ROOT, "乙", "10");
    rubric.rule(first, "乙低于6分的,扣2分", deduct("2").when(Trigger::Score(second, below("6"))));
    let bad = rubric.finding(second, "y");
    rubric.rule(second, "y每处扣1分", deduct("1").each().found(bad));
    assert_snapshot!(rubric.scores(&Rows::new().row(bad, "5")), @"总分 13, 甲 8, 乙 5 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(bad, "4")), @"总分 16, 甲 10, 乙 6 Scored");
}

#[test]
fn a_partial_run_counts_what_is_computed() {
    let (mut rubric, bad) = graded();
    rubric.program.entries[1].points = Some(n("60"));
    let outside = rubric.item(ROOT, "外部", "40");
    rubric.program[outside].blocked.push(chidu_diagnostics::Span::default());
    let rows = Rows::new().row(bad, "2");
    let assessment = rubric.assess_with(&rows, Options { partial: true });
    assert_snapshot!(show::assessment(&rubric.program, &assessment), @r"
    0@2026-01 Partial 59
      总分 59
        +59 服务
      服务 59
        +60 start
        -1 不达标每处扣0.5分: 0.5 × 2 [r0]
      外部 - Blocked
    ");
    assert_snapshot!(format!("{:?}", assessment.results[0].points_computed), @"Some(60)");
    assert_snapshot!(rubric.scores(&rows), @"总分 -, 服务 59, 外部 - Missing");
}

#[test]
fn a_partial_run_of_a_rulebook_without_gaps_is_a_whole_one() {
    let (rubric, bad) = graded();
    let assessment = rubric.assess_with(&Rows::new().row(bad, "2"), Options { partial: true });
    assert_snapshot!(show::scores(&rubric.program, &assessment), @"总分 99, 服务 99 Scored");
}

#[test]
fn ties_share_the_better_place() {
    let (rubric, bad) = graded();
    let rows = Rows::new().row(bad, "2").of("乙", "2026-01").of("丙", "2026-01").row(bad, "2").of("丁", "2026-01").row(bad, "3");
    assert_snapshot!(grades(&rubric, &rows.of("丁", "2026-02").row(bad, "9")), @r"
    2026-01 Scored 99 优秀 #2
    2026-01 Scored 100 优秀 #1
    2026-01 Scored 99 优秀 #2
    2026-01 Scored 98.5 优秀 #4
    2026-02 Scored 95.5 优秀 #1
    ");
}

fn year(consecutive: bool, test: AnnualTest, months: &[(&str, &str)]) -> String {
    let (mut rubric, bad) = graded();
    rubric.annual(2, consecutive, test, "取消评先资格");
    let rows = months.iter().fold(Rows::default(), |rows, (month, count)| rows.of("甲", month).row(bad, count));
    let annual = rubric.assess(&rows).annual;
    show::assessment(&rubric.program, &chidu_evaluation::Assessment { annual, ..Default::default() })
}

#[test]
fn a_year_counts_periods_in_all_or_in_a_row() {
    let low = || AnnualTest::Total(below("80"));
    assert_snapshot!(year(false, low(), &[("2026-01", "41"), ("2026-02", "1"), ("2026-05", "60")]), @"0 in 2026: 取消评先资格 (2026-01 79.5, 2026-05 70)");
    assert_snapshot!(year(false, low(), &[("2026-01", "41"), ("2026-02", "40")]), @"");
    assert_snapshot!(year(false, low(), &[("2026-12", "41"), ("2027-01", "41")]), @"");
    assert_snapshot!(year(true, low(), &[("2026-01", "41"), ("2026-02", "1"), ("2026-03", "41")]), @"");
    assert_snapshot!(year(true, low(), &[("2026-01", "41"), ("2026-03", "41")]), @"");
    assert_snapshot!(year(true, low(), &[("2026-01", "41"), ("2026-03", "41"), ("2026-04", "42")]), @"0 in 2026: 取消评先资格 (2026-03 79.5, 2026-04 79)");
    assert_snapshot!(year(false, AnnualTest::Grade("优秀".to_owned()), &[("2026-01", "0"), ("2026-02", "10")]), @"0 in 2026: 取消评先资格 (2026-01 100, 2026-02 95)");
}
