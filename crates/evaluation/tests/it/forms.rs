//! The other forms: budgets, bases, assessors' amounts, doubling, ratios, one matter, counts beyond a number.

use crate::build::*;
use chidu_analysis::program::*;
use chidu_evaluation::observation::Given;
use chidu_values::Unit;
use insta::assert_snapshot;

#[test]
fn a_budget_stays_within_its_points() {
    let mut rubric = Rubric::new("10");
    let item = rubric.earned(ROOT, "窗口建设", "10");
    let first = rubric.budget(item, "4");
    let sign = rubric.finding(item, "标识不清");
    rubric.rule(item, "标识不清每处扣1分", deduct("1").each().found(sign).budget(first));
    let fake = rubric.finding(item, "伪造");
    rubric.rule(item, "伪造的不得分", clause(Action::ZeroBudget(first), "0").found(fake));
    let second = rubric.budget(item, "6");
    let book = rubric.finding(item, "缺台账");
    rubric.rule(item, "缺台账扣2分", deduct("2").found(book).budget(second));
    let smoke = rubric.finding(item, "吸烟");
    rubric.rule(item, "吸烟扣1分", deduct("1").found(smoke));
    assert_snapshot!(rubric.statement(&Rows::new().row(sign, "7").row(book, "1").row(smoke, "1")), @r"
    0@2026-01 Scored 3
      总分 3
        +3 窗口建设
      窗口建设 3
        +4 得4分: 4
        -7 标识不清每处扣1分: 1 × 7 [r0]
        +6 得6分: 6
        -2 缺台账扣2分: 2 [r1]
        -1 吸烟扣1分: 1 [r2]
        +3 budget of 4
        silent: 伪造的不得分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(sign, "1").row(fake, "1")), @r"
    0@2026-01 Scored 6
      总分 6
        +6 窗口建设
      窗口建设 6
        +4 得4分: 4
        -1 标识不清每处扣1分: 1 × 1 [r0]
        +6 得6分: 6
        -3 伪造的不得分: 3 [r1]
        silent: 缺台账扣2分; 吸烟扣1分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(sign, "9").row(fake, "1")), @r"
    0@2026-01 Scored 6
      总分 6
        +6 窗口建设
      窗口建设 6
        +4 得4分: 4
        -9 标识不清每处扣1分: 1 × 9 [r0]
        +6 得6分: 6
        +5 budget of 4
        +0 伪造的不得分: 0 [r1]
        silent: 缺台账扣2分; 吸烟扣1分
    ");
}

#[test]
fn a_budget_that_took_all_needs_no_value() {
    let mut rubric = Rubric::new("4");
    let item = rubric.earned(ROOT, "培训", "4");
    let budget = rubric.budget(item, "4");
    let rate = rubric.measure(item, "合格率");
    rubric.rule(item, "合格率低于90%扣2分", deduct("2").bound(rate, below("90")).budget(budget));
    let none = rubric.finding(item, "未培训");
    rubric.rule(item, "未培训的不得分", clause(Action::ZeroBudget(budget), "0").found(none));
    assert_snapshot!(rubric.scores(&Rows::new()), @"总分 -, 培训 - Missing");
    assert_snapshot!(rubric.scores(&Rows::new().row(none, "1")), @"总分 0, 培训 0 Scored");
}

#[test]
fn a_base_goes_both_ways() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "满意率", "10");
    rubric.program[item].start = Start::Base(n("8"));
    let rate = rubric.measure(item, "满意率");
    rubric.rule(item, "每上升1个百分点加1分", add("1").bound(rate, above("85")).steps("1", "85", false, StepPart::Nothing));
    rubric.rule(item, "每下降1个百分点扣1分", deduct("1").bound(rate, below("85")).steps("1", "85", true, StepPart::Nothing));
    assert_snapshot!(rubric.statement(&Rows::new().row(rate, "88.5")), @r"
    0@2026-01 Scored 10
      总分 10
        +10 满意率
      满意率 10
        +8 start
        +3 每上升1个百分点加1分: 1 × 3, measured 88.5 [r0]
        -1 clamp
        silent: 每下降1个百分点扣1分
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(rate, "83")), @"总分 6, 满意率 6 Scored");
}

#[test]
fn the_assessor_gives_the_amount() {
    let mut rubric = Rubric::new("20");
    let item = rubric.item(ROOT, "服务", "10");
    let rude = rubric.finding(item, "态度生硬");
    rubric.rule(item, "态度生硬的, 扣1-3分, 最多扣4分", deduct("0").range("1", "3").found(rude).cap("4"));
    let essay = rubric.earned(ROOT, "总结", "10");
    let answer = rubric.answer(essay, Combine::Single, "总结", &["优", "良"]);
    let best = rubric.rule(essay, "优得9-10分", award("0").range("9", "10").option(answer, 0));
    let good = rubric.rule(essay, "良得7-8分", award("0").range("7", "8").option(answer, 1));
    rubric.tier(essay, answer, &[best, good]);
    let given = |points| Given::Deducted(n(points));
    let rows = Rows::new().option(answer, 1, "1").given(Given::Scored(n("7.5")));
    let rows = rows.row(rude, "1").given(given("2")).row(rude, "2").given(given("3"));
    assert_snapshot!(rubric.statement(&rows), @r"
    0@2026-01 Scored 13.5
      总分 13.5
        +6 服务
        +7.5 总结
      服务 6
        +10 start
        -4 态度生硬的, 扣1-3分, 最多扣4分: 5, capped from 5 [r1 r2]
      总结 7.5
        +7.5 良得7-8分: 7.5 [r0]
        silent: 优得9-10分
    ");
    let twice = Rows::new().option(answer, 0, "1").given(Given::Scored(n("9"))).option(answer, 0, "1").given(Given::Scored(n("9")));
    assert_snapshot!(rubric.scores(&twice), @"总分 19, 服务 10, 总结 9 Scored");
    let torn = Rows::new().option(answer, 0, "1").given(Given::Scored(n("9"))).option(answer, 0, "1").given(Given::Scored(n("10")));
    assert_snapshot!(rubric.scores(&torn), @"总分 -, 服务 10, 总结 - Missing");
}

#[test]
fn doubling_stays_within_the_doubled_clause_and_its_caps() {
    let mut rubric = Rubric::new("20");
    let item = rubric.item(ROOT, "投诉", "20");
    let complaint = rubric.finding(item, "投诉");
    let again = rubric.finding(item, "重复投诉");
    let base = rubric.rule(item, "投诉每次扣2分, 最多扣7分", deduct("2").each().found(complaint).cap("7"));
    rubric.rule(item, "重复投诉的, 加倍扣分", clause(Action::Scale(base), "2").each().found(again));
    assert_snapshot!(rubric.statement(&Rows::new().row(complaint, "2").row(again, "1")), @r"
    0@2026-01 Scored 14
      总分 14
        +14 投诉
      投诉 14
        +20 start
        -4 投诉每次扣2分, 最多扣7分: 2 × 2 [r0]
        -2 重复投诉的, 加倍扣分: 2 × 1 [r1]
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(complaint, "3").row(again, "1")), @r"
    0@2026-01 Scored 13
      总分 13
        +13 投诉
      投诉 13
        +20 start
        -6 投诉每次扣2分, 最多扣7分: 2 × 3 [r0]
        -1 重复投诉的, 加倍扣分: 2 × 1, capped from 2 [r1]
    ");
    rubric.limit(item, LimitKind::Deductions, "3", &[base]);
    assert_snapshot!(rubric.scores(&Rows::new().row(complaint, "1").row(again, "1")), @"总分 17, 投诉 17 Scored");
}

#[test]
fn halving_takes_less() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "迟到", "10");
    let late = rubric.finding(item, "迟到");
    let told = rubric.finding(item, "事先说明");
    let base = rubric.rule(item, "迟到每次扣2分", deduct("2").each().found(late));
    rubric.rule(item, "事先说明的, 减半扣分", clause(Action::Scale(base), "0.5").each().found(told));
    assert_snapshot!(rubric.statement(&Rows::new().row(late, "3").row(told, "1")), @r"
    0@2026-01 Scored 5
      总分 5
        +5 迟到
      迟到 5
        +10 start
        -6 迟到每次扣2分: 2 × 3 [r0]
        +1 事先说明的, 减半扣分: -1 × 1 [r1]
    ");
}

#[test]
fn a_ratio_of_a_rate_in_per_cent() {
    let mut rubric = Rubric::new("30");
    let item = rubric.earned(ROOT, "办结率", "30");
    let rate = rubric.measure(item, "办结率");
    rubric.program[rate].unit = Some(Unit::of("%"));
    rubric.rule(item, "按办结率得分", clause(Action::AwardRatio, "30").bound(rate, Bound::default()));
    assert_snapshot!(rubric.statement(&Rows::new().row(rate, "92.5")), @r"
    0@2026-01 Scored 27.75
      总分 27.75
        +27.75 办结率
      办结率 27.75
        +27.75 按办结率得分: 27.75, measured 92.5 [r0]
    ");
    rubric.program[rate].unit = None;
    assert_snapshot!(rubric.scores(&Rows::new().row(rate, "0.5")), @"总分 15, 办结率 15 Scored");
}

#[test]
fn one_matter_counts_once_with_its_largest_effect() {
    let mut rubric = Rubric::new("20");
    let manner = rubric.item(ROOT, "态度", "10");
    let order = rubric.item(ROOT, "纪律", "10");
    let rude = rubric.finding(manner, "生硬");
    let quarrel = rubric.finding(order, "争执");
    rubric.rule(manner, "生硬每次扣2分", deduct("2").each().found(rude).same_matter());
    rubric.rule(order, "争执每次扣3分", deduct("3").each().found(quarrel).same_matter());
    let rows = Rows::new().row(rude, "1").matter("7").row(quarrel, "1").matter("7").row(rude, "1").matter("8");
    assert_snapshot!(rubric.statement(&rows), @r"
    0@2026-01 Scored 15
      总分 15
        +8 态度
        +7 纪律
      态度 8
        +10 start
        -2 生硬每次扣2分: 2 × 1 [r2]
        +0 生硬每次扣2分: 2, same matter as 争执每次扣3分 [r0]
      纪律 7
        +10 start
        -3 争执每次扣3分: 3 × 1 [r1]
    ");
    let larger_row = Rows::new().row(quarrel, "1").matter("7").row(rude, "2").matter("7");
    assert_snapshot!(rubric.statement(&larger_row), @r"
    0@2026-01 Scored 16
      总分 16
        +6 态度
        +10 纪律
      态度 6
        +10 start
        -4 生硬每次扣2分: 2 × 2 [r1]
      纪律 10
        +10 start
        +0 争执每次扣3分: 3, same matter as 生硬每次扣2分 [r0]
    ");
}

#[test]
fn counts_beyond_a_number_and_all_of_them() {
    let mut rubric = Rubric::new("20");
    let beyond = rubric.item(ROOT, "超员", "10");
    let people = rubric.finding(beyond, "超员");
    let counting = Counting::Beyond { from: n("3"), down: false };
    rubric.rule(beyond, "超过3人的,扣0.5分/人", deduct("0.5").bound(people, above("3")).counting(counting));
    let all = rubric.item(ROOT, "缺勤", "10");
    let absent = rubric.finding(all, "缺勤");
    rubric.rule(all, "3人以上的,每人扣1分", deduct("1").each().bound(absent, at_least("3")));
    assert_snapshot!(rubric.statement(&Rows::new().row(people, "5").row(absent, "2").row(absent, "1")), @r"
    0@2026-01 Scored 16
      总分 16
        +9 超员
        +7 缺勤
      超员 9
        +10 start
        -1 超过3人的,扣0.5分/人: 0.5 × 2, measured 5 [r0]
      缺勤 7
        +10 start
        -3 3人以上的,每人扣1分: 1 × 3, measured 3 [r1 r2]
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(people, "3").row(absent, "2")), @"总分 20, 超员 10, 缺勤 10 Scored");
}

#[test]
fn a_duty_that_was_done_too_seldom() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "走访", "10");
    let visits = rubric.measure(item, "走访次数");
    let counting = Counting::Beyond { from: n("2"), down: true };
    rubric.rule(item, "少于2次的每少一次扣5分", deduct("5").bound(visits, below("2")).counting(counting));
    assert_snapshot!(rubric.statement(&Rows::new().row(visits, "1")), @r"
    0@2026-01 Scored 5
      总分 5
        +5 走访
      走访 5
        +10 start
        -5 少于2次的每少一次扣5分: 5 × 1, measured 1 [r0]
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(visits, "0")), @"总分 0, 走访 0 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(visits, "4")), @"总分 10, 走访 10 Scored");
    assert_snapshot!(rubric.scores(&Rows::new()), @"总分 -, 走访 - Missing");
}

#[test]
fn a_yes_or_no_with_otherwise() {
    let mut rubric = Rubric::new("5");
    let item = rubric.earned(ROOT, "建档", "5");
    let done = rubric.answer(item, Combine::Single, "建档", &["已建档"]);
    let yes = rubric.rule(item, "已建档得5分", award("5").option(done, 0));
    let no = rubric.rule(item, "否则得1分", award("1").when(Trigger::Otherwise(done)));
    rubric.tier(item, done, &[yes, no]);
    assert_snapshot!(rubric.statement(&Rows::new().option(done, 0, "1")), @r"
    0@2026-01 Scored 5
      总分 5
        +5 建档
      建档 5
        +5 已建档得5分: 5 [r0]
        silent: 否则得1分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().option(done, 0, "0")), @r"
    0@2026-01 Scored 1
      总分 1
        +1 建档
      建档 1
        +1 否则得1分: 1 [r0]
        silent: 已建档得5分
    ");
    assert_snapshot!(rubric.scores(&Rows::new()), @"总分 -, 建档 - Missing");
    assert_snapshot!(rubric.scores(&Rows::new().option(done, 0, "1").option(done, 0, "0")), @"总分 -, 建档 - Missing");
}

#[test]
fn values_are_combined_as_the_text_says() {
    let score = |combine| {
        let mut rubric = Rubric::new("100");
        let item = rubric.earned(ROOT, "测评", "100");
        let value = rubric.fact(item, FactKind::Measure(combine), "测评");
        rubric.rule(item, "得分为测评分", clause(Action::AwardRatio, "1").bound(value, Bound::default()));
        rubric.statement(&Rows::new().row(value, "80").row(value, "91").row(value, "90"))
    };
    assert_snapshot!(score(Combine::Average), @r"
    0@2026-01 Scored 87
      总分 87
        +87 测评
      测评 87
        +87 得分为测评分: 87, measured 87 [r0 r1 r2]
    ");
    assert_snapshot!(score(Combine::Highest), @r"
    0@2026-01 Scored 91
      总分 91
        +91 测评
      测评 91
        +91 得分为测评分: 91, measured 91 [r0 r1 r2]
    ");
    assert_snapshot!(score(Combine::Lowest), @r"
    0@2026-01 Scored 80
      总分 80
        +80 测评
      测评 80
        +80 得分为测评分: 80, measured 80 [r0 r1 r2]
    ");
    assert_snapshot!(score(Combine::Single), @r"
    0@2026-01 Missing -
      总分 - Beneath(EntryId(1))
      测评 - Conflict(FactId(0), [RowId(0), RowId(1), RowId(2)])
        silent: 得分为测评分
    problem: Conflict { fact: FactId(0), rows: [RowId(0), RowId(1), RowId(2)] }
    ");
}

#[test]
fn the_better_of_several_answers() {
    let score = |combine| {
        let mut rubric = Rubric::new("10");
        let item = rubric.earned(ROOT, "评优", "10");
        let answer = rubric.answer(item, combine, "评优", &["市级", "省级", "其余"]);
        let city = rubric.rule(item, "市级得5分", award("5").option(answer, 0));
        let province = rubric.rule(item, "省级得8分", award("8").option(answer, 1));
        rubric.tier(item, answer, &[city, province]);
        rubric.scores(&Rows::new().option(answer, 0, "1").option(answer, 1, "1"))
    };
    assert_snapshot!(score(Combine::Highest), @"总分 8, 评优 8 Scored");
    assert_snapshot!(score(Combine::Lowest), @"总分 5, 评优 5 Scored");
    assert_snapshot!(score(Combine::Single), @"总分 -, 评优 - Missing");
    assert_snapshot!(score(Combine::Average), @"总分 6.5, 评优 6.5 Scored");
}

#[test]
fn a_value_counts_only_where_what_else_is_asked_holds() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "处置", "10");
    let fault = rubric.finding(item, "故障");
    let time = rubric.measure(item, "修复时间");
    rubric.rule(item, "发生故障且修复超过30分钟的扣3分", deduct("3").found(fault).bound(time, above("30")));
    assert_snapshot!(rubric.scores(&Rows::new()), @"总分 10, 处置 10 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(fault, "1")), @"总分 -, 处置 - Missing");
    assert_snapshot!(rubric.scores(&Rows::new().row(fault, "1").row(time, "31")), @"总分 7, 处置 7 Scored");
}

#[test]
fn given_amounts_are_held_against_computed_ones() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "着装", "10");
    let dress = rubric.finding(item, "未着装");
    rubric.rule(item, "未着装每人扣1分, 最多扣3分", deduct("1").each().found(dress).cap("3"));
    let given = |count, given| Rows::new().row(dress, count).given(given);
    assert_snapshot!(rubric.statement(&given("2", Given::Deducted(n("2")))), @r"
    0@2026-01 Scored 8
      总分 8
        +8 着装
      着装 8
        +10 start
        -2 未着装每人扣1分, 最多扣3分: 1 × 2 [r0]
    ");
    assert_snapshot!(rubric.statement(&given("2", Given::Deducted(n("3")))), @r"
    0@2026-01 Scored 8
      总分 8
        +8 着装
      着装 8
        +10 start
        -2 未着装每人扣1分, 最多扣3分: 1 × 2 [r0]
    problem: AmountDiffers { rule: RuleId(0), row: RowId(0), given: 3, computed: 2 }
    ");
    assert_snapshot!(rubric.scores(&given("5", Given::Deducted(n("3")))), @"总分 7, 着装 7 Scored");
    let problems = |given| format!("{:?}", rubric.assess(&given).problems);
    assert_snapshot!(problems(given("2", Given::Scored(n("8")))), @"[]");
    assert_snapshot!(problems(given("2", Given::Scored(n("2")))), @"[AmountDiffers { rule: RuleId(0), row: RowId(0), given: 2, computed: 8 }]");
}
