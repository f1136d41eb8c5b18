//! What is not stated: the three ways of 缺项, and what needs no row (rule 18); sources (rule 17).

use crate::build::*;
use chidu_analysis::program::*;
use insta::assert_snapshot;

/// A section of a measured item (15), an item with findings (5), and another section of one item (80); a measured bonus.
fn rubric(policy: MissingPolicy) -> (Rubric, [FactId; 4]) {
    let mut rubric = Rubric::new("100");
    rubric.program.missing = policy;
    let section = rubric.section("效率", "20");
    let rate = rubric.item(section, "办结率", "15");
    let value = rubric.measure(rate, "办结率");
    rubric.rule(rate, "低于90%扣5分", deduct("5").bound(value, below("90")));
    let manner = rubric.item(section, "态度", "5");
    let rude = rubric.finding(manner, "生硬");
    rubric.rule(manner, "生硬每次扣1分", deduct("1").each().found(rude));
    let rest = rubric.item(ROOT, "其余工作", "80");
    let late = rubric.finding(rest, "迟报");
    rubric.rule(rest, "迟报每次扣8分", deduct("8").each().found(late));
    let block = rubric.bonus(Some("5"));
    let score = rubric.measure(block, "测评");
    rubric.rule(block, "测评95分以上加2分", add("2").bound(score, at_least("95")));
    (rubric, [value, rude, late, score])
}

fn rows([_, rude, late, score]: [FactId; 4]) -> Rows {
    Rows::new().row(rude, "1").row(late, "1").row(score, "96")
}

#[test]
fn a_missing_value_makes_the_total_missing() {
    let (rubric, facts) = rubric(MissingPolicy::Missing);
    assert_snapshot!(rubric.statement(&rows(facts)), @r"
    0@2026-01 Missing -
      总分 - Beneath(EntryId(1))
      效率 - Beneath(EntryId(2))
      办结率 - Fact(FactId(0))
        silent: 低于90%扣5分
      态度 4
        +5 start
        -1 生硬每次扣1分: 1 × 1 [r0]
      其余工作 72
        +80 start
        -8 迟报每次扣8分: 8 × 1 [r1]
      加分项 2
        +2 测评95分以上加2分: 2, measured 96 [r2]
    ");
    assert_snapshot!(rubric.scores(&rows(facts).row(facts[0], "90")), @"总分 93, 效率 19, 办结率 15, 态度 4, 其余工作 72, 加分项 2 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(facts[0], "90")), @"总分 -, 效率 20, 办结率 15, 态度 5, 其余工作 80, 加分项 - Missing");
}

#[test]
fn missing_points_are_spread_over_the_nearest_entry_above() {
    let (rubric, facts) = rubric(MissingPolicy::Rescale);
    assert_snapshot!(rubric.statement(&rows(facts)), @r"
    0@2026-01 Scored 90
      总分 90
        +16 效率
        +72 其余工作
        +2 加分项
      效率 16
        +4 态度
        +12 rescaled without 办结率
      办结率 - Fact(FactId(0))
        silent: 低于90%扣5分
      态度 4
        +5 start
        -1 生硬每次扣1分: 1 × 1 [r0]
      其余工作 72
        +80 start
        -8 迟报每次扣8分: 8 × 1 [r1]
      加分项 2
        +2 测评95分以上加2分: 2, measured 96 [r2]
    ");
}

#[test]
fn a_section_all_of_which_is_missing_is_spread_over_the_total() {
    let (mut rubric, facts) = rubric(MissingPolicy::Rescale);
    let manner = rubric.program.facts[1].entry;
    let value = rubric.measure(manner, "测评分");
    rubric.rule(manner, "低于60分扣5分", deduct("5").bound(value, below("60")));
    assert_snapshot!(rubric.statement(&rows(facts)), @r"
    0@2026-01 Scored 92
      总分 92
        +72 其余工作
        +18 rescaled without 效率
        +2 加分项
      效率 - Beneath(EntryId(2))
      办结率 - Fact(FactId(0))
        silent: 低于90%扣5分
      态度 - Fact(FactId(4))
        silent: 生硬每次扣1分; 低于60分扣5分
      其余工作 72
        +80 start
        -8 迟报每次扣8分: 8 × 1 [r1]
      加分项 2
        +2 测评95分以上加2分: 2, measured 96 [r2]
    ");
}

#[test]
fn nothing_is_left_to_spread() {
    let mut rubric = Rubric::new("10");
    rubric.program.missing = MissingPolicy::Rescale;
    let item = rubric.item(ROOT, "甲", "10");
    let value = rubric.measure(item, "甲");
    rubric.rule(item, "低于90%扣5分", deduct("5").bound(value, below("90")));
    assert_snapshot!(rubric.statement(&Rows::new()), @r"
    0@2026-01 Missing -
      总分 - Beneath(EntryId(1))
      甲 - Fact(FactId(0))
        silent: 低于90%扣5分
    ");
}

#[test]
fn spreading_counts_weights_and_comes_after_what_goes_past_the_item() {
    let mut rubric = Rubric::new("100");
    rubric.program.missing = MissingPolicy::Rescale;
    let items = ["甲", "乙", "丙"].map(|name| rubric.item(ROOT, name, "50"));
    for (item, factor) in items.iter().zip(["0.5", "1", "0.5"]) {
        rubric.program[*item].factor = Some(n(factor));
    }
    let value = rubric.measure(items[2], "丙");
    rubric.rule(items[2], "低于90%扣5分", deduct("5").bound(value, below("90")));
    let late = rubric.finding(items[0], "迟报");
    rubric.rule(items[0], "迟报直接扣总分15分", clause(Action::DeductAbove(ROOT), "15").found(late));
    assert_snapshot!(rubric.statement(&Rows::new().row(late, "1")), @r"
    0@2026-01 Scored 80
      总分 80
        +25 甲
        +50 乙
        -15 from below: 迟报直接扣总分15分: 15 [r0]
        +20 rescaled without 丙
      甲 50
        +50 start
      乙 50
        +50 start
      丙 - Fact(FactId(0))
        silent: 低于90%扣5分
    ");
}

#[test]
fn missing_counts_as_nothing_or_in_full() {
    let (zero, facts) = rubric(MissingPolicy::Zero);
    assert_snapshot!(zero.statement(&Rows::new()), @r"
    0@2026-01 Scored 85
      总分 85
        +5 效率
        +80 其余工作
        +0 加分项
      效率 5
        +0 办结率
        +5 态度
      办结率 0
        +0 assumed
        silent: 低于90%扣5分
      态度 5
        +5 start
        silent: 生硬每次扣1分
      其余工作 80
        +80 start
        silent: 迟报每次扣8分
      加分项 0
        +0 start
        silent: 测评95分以上加2分
    ");
    assert_snapshot!(zero.scores(&rows(facts)), @"总分 78, 效率 4, 办结率 0, 态度 4, 其余工作 72, 加分项 2 Scored");
    let (full, facts) = rubric(MissingPolicy::Full);
    assert_snapshot!(full.statement(&rows(facts)), @r"
    0@2026-01 Scored 93
      总分 93
        +19 效率
        +72 其余工作
        +2 加分项
      效率 19
        +15 办结率
        +4 态度
      办结率 15
        +15 assumed
        silent: 低于90%扣5分
      态度 4
        +5 start
        -1 生硬每次扣1分: 1 × 1 [r0]
      其余工作 72
        +80 start
        -8 迟报每次扣8分: 8 × 1 [r1]
      加分项 2
        +2 测评95分以上加2分: 2, measured 96 [r2]
    ");
}

#[test]
fn taking_all_beats_missing() {
    let (mut rubric, facts) = rubric(MissingPolicy::Missing);
    let item = rubric.program[facts[0]].entry;
    let fraud = rubric.finding(item, "造假");
    rubric.rule(item, "造假的不得分", clause(Action::Zero(item), "0").found(fraud));
    assert_snapshot!(rubric.statement(&rows(facts).row(fraud, "1")), @r"
    0@2026-01 Scored 78
      总分 78
        +4 效率
        +72 其余工作
        +2 加分项
      效率 4
        +0 办结率
        +4 态度
      办结率 0
        +15 start
        -15 造假的不得分: 15 [r3]
        silent: 低于90%扣5分
      态度 4
        +5 start
        -1 生硬每次扣1分: 1 × 1 [r0]
      其余工作 72
        +80 start
        -8 迟报每次扣8分: 8 × 1 [r1]
      加分项 2
        +2 测评95分以上加2分: 2, measured 96 [r2]
    ");
}

#[test]
fn taking_all_of_the_section_or_the_total_beats_what_is_missing_beneath() {
    let (mut rubric, facts) = rubric(MissingPolicy::Missing);
    let item = rubric.program[facts[0]].entry;
    let section = rubric.program[item].parent.expect("a section");
    let fraud = rubric.finding(item, "造假");
    rubric.rule(item, "造假的本大项不得分", clause(Action::Zero(section), "0").found(fraud));
    let riot = rubric.finding(item, "事故");
    rubric.rule(item, "事故的总分不得分", clause(Action::Zero(ROOT), "0").found(riot));
    assert_snapshot!(rubric.statement(&rows(facts).row(fraud, "1")), @r"
    0@2026-01 Scored 74
      总分 74
        +0 效率
        +72 其余工作
        +2 加分项
      效率 0
        +4 态度
        -4 from below: 造假的本大项不得分: 4 [r3]
      办结率 - Fact(FactId(0))
        silent: 低于90%扣5分; 事故的总分不得分
      态度 4
        +5 start
        -1 生硬每次扣1分: 1 × 1 [r0]
      其余工作 72
        +80 start
        -8 迟报每次扣8分: 8 × 1 [r1]
      加分项 2
        +2 测评95分以上加2分: 2, measured 96 [r2]
    ");
    assert_snapshot!(rubric.scores(&rows(facts).row(riot, "1")), @"总分 0, 效率 -, 办结率 -, 态度 4, 其余工作 72, 加分项 2 Scored");
}

/// Two sources, 0.6 and 0.4, score one item and a section's own finding.
fn by_sources(policy: MissingPolicy) -> (Rubric, [FactId; 3]) {
    let mut rubric = Rubric::new("20");
    rubric.program.missing = policy;
    rubric.source("群众", "0.6");
    rubric.source("专家", "0.4");
    let item = rubric.item(ROOT, "服务", "10");
    let bad = rubric.finding(item, "不达标");
    rubric.rule(item, "不达标每处扣4分", deduct("4").each().found(bad));
    rubric.rule(item, "三处以上的, 直接扣总分5分", clause(Action::DeductAbove(ROOT), "5").bound(bad, at_least("3")));
    let other = rubric.item(ROOT, "秩序", "10");
    let riot = rubric.finding(other, "混乱");
    rubric.rule(other, "混乱的, 不得分", clause(Action::Zero(other), "0").found(riot));
    let fraud = rubric.finding(ROOT, "造假");
    rubric.veto("取消评先资格", None, vec![Trigger::Found(fraud)]);
    (rubric, [bad, riot, fraud])
}

#[test]
fn sources_are_blended_after_the_clamp() {
    let (rubric, [bad, riot, fraud]) = by_sources(MissingPolicy::Missing);
    let rows = Rows::new().row(fraud, "1").by(0).row(bad, "3").by(1).row(riot, "1");
    assert_snapshot!(rubric.statement(&rows), @r"
    0@2026-01 Scored 7
      => 取消评先资格 [r0]
      总分 7
        +4 服务
        +6 秩序
        -5 from below: 三处以上的, 直接扣总分5分: 5, measured 3 by 群众 [r1]
        +2 群众 -5 at 0.6 by 群众
      服务 4
        +10 start by 群众
        -12 不达标每处扣4分: 4 × 3 by 群众 [r1]
        +2 clamp by 群众
        +0 群众 0 at 0.6 by 群众
        +10 start by 专家
        -6 专家 10 at 0.4 by 专家
      秩序 6
        +10 start by 群众
        -4 群众 10 at 0.6 by 群众
        +10 start by 专家
        -10 混乱的, 不得分: 10 by 专家 [r2]
        +0 专家 0 at 0.4 by 专家
    ");
}

#[test]
fn a_source_without_any_row_is_missing() {
    let (one, [bad, ..]) = by_sources(MissingPolicy::Missing);
    let rows = Rows::new().by(0).row(bad, "1");
    assert_snapshot!(one.statement(&rows), @r"
    0@2026-01 Missing -
      总分 - Beneath(EntryId(1))
      服务 - Source(1)
        silent: 不达标每处扣4分; 三处以上的, 直接扣总分5分
      秩序 - Source(1)
        silent: 混乱的, 不得分
    problem: SourceMissing { subject: SubjectId(0), period: Period { kind: Month, year: 2026, index: 1 }, source: 1 }
    ");
    assert_snapshot!(by_sources(MissingPolicy::Rescale).0.statement(&rows), @r"
    0@2026-01 Scored 16
      总分 16
        +6 服务
        +10 秩序
      服务 6
        +10 start by 群众
        -4 不达标每处扣4分: 4 × 1 by 群众 [r0]
        +0 群众 6 at 1 by 群众
        silent: 三处以上的, 直接扣总分5分
      秩序 10
        +10 start by 群众
        +0 群众 10 at 1 by 群众
        silent: 混乱的, 不得分
    problem: SourceMissing { subject: SubjectId(0), period: Period { kind: Month, year: 2026, index: 1 }, source: 1 }
    ");
    assert_snapshot!(by_sources(MissingPolicy::Zero).0.scores(&rows), @"总分 9.6, 服务 3.6, 秩序 6 Scored");
    assert_snapshot!(by_sources(MissingPolicy::Full).0.scores(&rows), @"总分 17.6, 服务 7.6, 秩序 10 Scored");
    assert_snapshot!(one.scores(&Rows::new()), @"总分 -, 服务 -, 秩序 - Missing");
}
