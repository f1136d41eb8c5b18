//! Items of the design's whole rulebook: findings, tiers, zero, steps, averages.

use crate::build::*;
use chidu_analysis::program::*;
use insta::assert_snapshot;

#[test]
fn each_occurrence_up_to_a_cap() {
    let mut rubric = Rubric::new("5");
    let item = rubric.item(ROOT, "服务态度", "5");
    let fact = rubric.finding(item, "不达标");
    rubric.rule(item, "每发现一处不达标 扣1分, 最多扣3分", deduct("1").each().found(fact).cap("3"));
    assert_snapshot!(rubric.statement(&Rows::new().row(fact, "1").row(fact, "1")), @r"
    0@2026-01 Scored 3
      总分 3
        +3 服务态度
      服务态度 3
        +5 start
        -2 每发现一处不达标 扣1分, 最多扣3分: 1 × 2 [r0 r1]
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(fact, "4")), @r"
    0@2026-01 Scored 2
      总分 2
        +2 服务态度
      服务态度 2
        +5 start
        -3 每发现一处不达标 扣1分, 最多扣3分: 1 × 4, capped from 4 [r0]
    ");
    assert_snapshot!(rubric.statement(&Rows::new()), @r"
    0@2026-01 Scored 5
      总分 5
        +5 服务态度
      服务态度 5
        +5 start
        silent: 每发现一处不达标 扣1分, 最多扣3分
    ");
}

#[test]
fn once_however_often_and_other_and_zero() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "工作纪律", "10");
    let phone = rubric.finding(item, "玩手机");
    let quarrel = rubric.finding(item, "与群众发生争执");
    let late = rubric.finding(item, "迟到");
    let other = rubric.fact(item, FactKind::Other, "其他");
    rubric.rule(item, "玩手机的, 每次扣3分", deduct("3").each().found(phone));
    rubric.rule(item, "与群众发生争执的, 不得分", clause(Action::Zero(item), "0").found(quarrel));
    rubric.rule(item, "迟到的, 扣2分", deduct("2").found(late));
    rubric.rule(item, "其他每发现一处 扣1分", deduct("1").each().found(other));
    assert_snapshot!(rubric.statement(&Rows::new().row(phone, "1").row(late, "3").row(other, "2")), @r"
    0@2026-01 Scored 3
      总分 3
        +3 工作纪律
      工作纪律 3
        +10 start
        -3 玩手机的, 每次扣3分: 3 × 1 [r0]
        -2 迟到的, 扣2分: 2 [r1]
        -2 其他每发现一处 扣1分: 1 × 2, as 其他 [r2]
        silent: 与群众发生争执的, 不得分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(phone, "4").row(quarrel, "1")), @r"
    0@2026-01 Scored 0
      总分 0
        +0 工作纪律
      工作纪律 0
        +10 start
        -12 玩手机的, 每次扣3分: 3 × 4 [r0]
        +2 clamp
        +0 与群众发生争执的, 不得分: 0 [r1]
        silent: 迟到的, 扣2分; 其他每发现一处 扣1分
    ");
}

#[test]
fn events_fall_to_the_tightest_tier() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "接待时间", "10");
    let event = rubric.event(item, "接待时间");
    let loose = rubric.rule(item, "超过3分钟的, 每次扣1分", deduct("1").each().bound(event, above("3")));
    let tight = rubric.rule(item, "超过10分钟的, 每次扣2分", deduct("2").each().bound(event, above("10")));
    rubric.tier(item, event, &[tight, loose]);
    assert_snapshot!(rubric.statement(&Rows::new().row(event, "12")), @r"
    0@2026-01 Scored 8
      总分 8
        +8 接待时间
      接待时间 8
        +10 start
        +0 超过3分钟的, 每次扣1分: 1, overruled by 超过10分钟的, 每次扣2分 [r0]
        -2 超过10分钟的, 每次扣2分: 2 × 1, measured 12, tightest [r0]
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(event, "12").row(event, "10").times("2").row(event, "3")), @r"
    0@2026-01 Scored 6
      总分 6
        +6 接待时间
      接待时间 6
        +10 start
        -2 超过3分钟的, 每次扣1分: 1 × 2, measured 10 [r1]
        -2 超过10分钟的, 每次扣2分: 2 × 1, measured 12, tightest [r0]
    ");
    assert_snapshot!(rubric.scores(&Rows::new()), @"总分 10, 接待时间 10 Scored");
    let named = Rows::new().row(event, "3").times("2").change(|row| row.rule = Some(loose));
    assert_snapshot!(rubric.statement(&named), @r"
    0@2026-01 Scored 8
      总分 8
        +8 接待时间
      接待时间 8
        +10 start
        -2 超过3分钟的, 每次扣1分: 1 × 2 [r0]
        silent: 超过10分钟的, 每次扣2分
    ");
}

#[test]
fn steps_beyond_a_threshold_add_to_it() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "交接班", "10");
    let time = rubric.measure(item, "交接时间");
    rubric.rule(item, "交接时间超过10分钟 扣5分", deduct("5").bound(time, above("10")));
    let steps = deduct("1").bound(time, above("10")).steps("5", "10", false, StepPart::Whole);
    rubric.rule(item, "每超过5分钟加扣1分, 不足5分钟按5分钟计", steps);
    assert_snapshot!(rubric.statement(&Rows::new().row(time, "21")), @r"
    0@2026-01 Scored 2
      总分 2
        +2 交接班
      交接班 2
        +10 start
        -5 交接时间超过10分钟 扣5分: 5, measured 21 [r0]
        -3 每超过5分钟加扣1分, 不足5分钟按5分钟计: 1 × 3, measured 21 [r0]
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(time, "10")), @"总分 10, 交接班 10 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(time, "10.1")), @"总分 4, 交接班 4 Scored");
    assert_snapshot!(rubric.statement(&Rows::new()), @r"
    0@2026-01 Missing -
      总分 - Beneath(EntryId(1))
      交接班 - Fact(FactId(0))
        silent: 交接时间超过10分钟 扣5分; 每超过5分钟加扣1分, 不足5分钟按5分钟计
    ");
}

#[test]
fn whole_steps_down_and_shares_of_steps() {
    let rate = |partial| {
        let mut rubric = Rubric::new("20");
        let item = rubric.item(ROOT, "满意率", "20");
        let rate = rubric.measure(item, "满意率");
        rubric.rule(item, "达到90%得满分", clause(Action::Keep, "0").bound(rate, at_least("90")));
        rubric.rule(item, "每低1个百分点扣0.5分", deduct("0.5").bound(rate, below("90")).steps("1", "90", true, partial));
        (rubric, rate)
    };
    let (rubric, fact) = rate(StepPart::Nothing);
    assert_snapshot!(rubric.statement(&Rows::new().row(fact, "87.5")), @r"
    0@2026-01 Scored 19
      总分 19
        +19 满意率
      满意率 19
        +20 start
        -1 每低1个百分点扣0.5分: 0.5 × 2, measured 87.5 [r0]
        silent: 达到90%得满分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(fact, "90")), @r"
    0@2026-01 Scored 20
      总分 20
        +20 满意率
      满意率 20
        +20 start
        +0 达到90%得满分: 0, measured 90 [r0]
        silent: 每低1个百分点扣0.5分
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(fact, "40")), @"总分 0, 满意率 0 Scored");
    let (rubric, fact) = rate(StepPart::Whole);
    assert_snapshot!(rubric.scores(&Rows::new().row(fact, "87.5")), @"总分 18.5, 满意率 18.5 Scored");
    let (rubric, fact) = rate(StepPart::Share);
    assert_snapshot!(rubric.scores(&Rows::new().row(fact, "87.5")), @"总分 18.75, 满意率 18.75 Scored");
}

#[test]
fn answers_are_averaged_by_their_counts() {
    let mut rubric = Rubric::new("20");
    let item = rubric.earned(ROOT, "满意度调查", "20");
    let names = ["很满意", "基本满意", "一般", "不太满意", "很不满意"];
    let fact = rubric.answer(item, Combine::Average, "满意度调查", &names);
    let mut rungs = Vec::new();
    for (option, (name, points)) in names.iter().zip(["20", "16", "12", "8", "4"]).enumerate() {
        rungs.push(rubric.rule(item, &format!("{name}得{points}分"), award(points).option(fact, option)));
    }
    rubric.tier(item, fact, &rungs);
    assert_snapshot!(rubric.statement(&Rows::new().option(fact, 0, "3").option(fact, 2, "1").option(fact, 0, "1")), @r"
    0@2026-01 Scored 18.4
      总分 18.4
        +18.4 满意度调查
      满意度调查 18.4
        +16 很满意得20分: 20 × 4 ÷ 5 [r0 r2]
        +2.4 一般得12分: 12 × 1 ÷ 5 [r1]
        silent: 基本满意得16分; 不太满意得8分; 很不满意得4分
    ");
    assert_snapshot!(rubric.scores(&Rows::new().option(fact, 1, "0")), @"总分 -, 满意度调查 - Missing");
}

#[test]
fn a_ladder_with_a_rest() {
    let mut rubric = Rubric::new("5");
    let item = rubric.earned(ROOT, "完成率", "5");
    let rate = rubric.measure(item, "完成率");
    let best = rubric.rule(item, "90%以上得5分", award("5").bound(rate, at_least("90")));
    let good = rubric.rule(item, "80%以上得3分", award("3").bound(rate, at_least("80")));
    let rest = rubric.rule(item, "其余不得分", clause(Action::Zero(item), "0").when(Trigger::Otherwise(rate)));
    rubric.tier(item, rate, &[best, good, rest]);
    assert_snapshot!(rubric.statement(&Rows::new().row(rate, "90")), @r"
    0@2026-01 Scored 5
      总分 5
        +5 完成率
      完成率 5
        +5 90%以上得5分: 5, measured 90, tightest [r0]
        +0 80%以上得3分: 3, overruled by 90%以上得5分 [r0]
        silent: 其余不得分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(rate, "89")), @r"
    0@2026-01 Scored 3
      总分 3
        +3 完成率
      完成率 3
        +3 80%以上得3分: 3, measured 89 [r0]
        silent: 90%以上得5分; 其余不得分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(rate, "79.9")), @r"
    0@2026-01 Scored 0
      总分 0
        +0 完成率
      完成率 0
        +0 其余不得分: 0 [r0]
        silent: 90%以上得5分; 80%以上得3分
    ");
}

#[test]
fn bounds_include_the_number_or_not() {
    let score = |bound: Bound, value: &str| {
        let mut rubric = Rubric::new("10");
        let item = rubric.item(ROOT, "用时", "10");
        let time = rubric.measure(item, "用时");
        rubric.rule(item, "扣1分", deduct("1").bound(time, bound));
        rubric.scores(&Rows::new().row(time, value))
    };
    let at_most = |at: &str| Bound { low: None, high: Some(Edge { at: n(at), closed: true }) };
    assert_snapshot!(score(at_most("5"), "5"), @"总分 9, 用时 9 Scored");
    assert_snapshot!(score(at_most("5"), "5.01"), @"总分 10, 用时 10 Scored");
    assert_snapshot!(score(below("5"), "5"), @"总分 10, 用时 10 Scored");
    assert_snapshot!(score(at_least("5"), "5"), @"总分 9, 用时 9 Scored");
    assert_snapshot!(score(above("5"), "5"), @"总分 10, 用时 10 Scored");
    assert_snapshot!(score(above("5"), "5.01"), @"总分 9, 用时 9 Scored");
}

#[test]
fn the_rest_of_averaged_answers_takes_only_what_no_rung_names() {
    let mut rubric = Rubric::new("10");
    let item = rubric.earned(ROOT, "测评", "10");
    let fact = rubric.answer(item, Combine::Average, "测评", &["满意", "一般", "不满意"]);
    rubric.rule(item, "满意得10分", award("10").option(fact, 0));
    rubric.rule(item, "其余得4分", award("4").when(Trigger::Otherwise(fact)));
    assert_snapshot!(rubric.statement(&Rows::new().option(fact, 0, "1").option(fact, 2, "2")), @r"
    0@2026-01 Scored 6
      总分 6
        +6 测评
      测评 6
        +10/3 满意得10分: 10 × 1 ÷ 3 [r0]
        +8/3 其余得4分: 4 × 2 ÷ 3 [r1]
    ");
    assert_snapshot!(rubric.scores(&Rows::new().option(fact, 0, "3")), @"总分 10, 测评 10 Scored");
}
