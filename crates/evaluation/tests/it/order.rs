//! The order of rule 14: caps, shared caps, net, clamp, what goes past the item, weights, 加分项, the root, rounding.

use crate::build::*;
use chidu_analysis::program::*;
use chidu_values::{Mode, Rounding};
use insta::assert_snapshot;

#[test]
fn the_cap_of_one_effect_comes_before_the_sum() {
    let mut rubric = Rubric::new("20");
    let item = rubric.item(ROOT, "卫生", "20");
    let (a, b) = (rubric.finding(item, "甲"), rubric.finding(item, "乙"));
    rubric.rule(item, "甲每处扣2分, 最多扣4分", deduct("2").each().found(a).cap("4"));
    rubric.rule(item, "乙每处扣3分, 最多扣9分", deduct("3").each().found(b).cap("9"));
    assert_snapshot!(rubric.scores(&Rows::new().row(a, "9").row(b, "2")), @"总分 10, 卫生 10 Scored");
}

#[test]
fn a_shared_cap_binds_its_members_and_no_others() {
    let mut rubric = Rubric::new("20");
    let item = rubric.item(ROOT, "考勤", "20");
    let (late, early, absent) = (rubric.finding(item, "迟到"), rubric.finding(item, "早退"), rubric.finding(item, "旷工"));
    let one = rubric.rule(item, "迟到每次扣1分", deduct("1").each().found(late));
    let two = rubric.rule(item, "早退每次扣2分", deduct("2").each().found(early));
    let three = rubric.rule(item, "旷工每次扣5分", deduct("5").each().found(absent));
    rubric.limit(item, LimitKind::Deductions, "3", &[one, two]);
    assert_snapshot!(rubric.statement(&Rows::new().row(late, "2").row(early, "2").row(absent, "1")), @r"
    0@2026-01 Scored 12
      总分 12
        +12 考勤
      考勤 12
        +20 start
        -2 迟到每次扣1分: 1 × 2 [r0]
        -4 早退每次扣2分: 2 × 2 [r1]
        -5 旷工每次扣5分: 5 × 1 [r2]
        +3 Deductions: 以3分为限
    ");
    rubric.limit(item, LimitKind::Deductions, "7", &[one, two, three]);
    assert_snapshot!(rubric.statement(&Rows::new().row(late, "2").row(early, "2").row(absent, "1")), @r"
    0@2026-01 Scored 13
      总分 13
        +13 考勤
      考勤 13
        +20 start
        -2 迟到每次扣1分: 1 × 2 [r0]
        -4 早退每次扣2分: 2 × 2 [r1]
        -5 旷工每次扣5分: 5 × 1 [r2]
        +3 Deductions: 以3分为限
        +1 Deductions: 以7分为限
    ");
}

#[test]
fn a_shared_cap_comes_before_the_budget_that_it_lies_in() {
    let mut rubric = Rubric::new("6");
    let item = rubric.earned(ROOT, "台账", "6");
    let budget = rubric.budget(item, "6");
    let (late, lost) = (rubric.finding(item, "迟报"), rubric.finding(item, "缺页"));
    let one = rubric.rule(item, "迟报每次扣2分", deduct("2").each().found(late).budget(budget));
    let two = rubric.rule(item, "缺页每页扣3分", deduct("3").each().found(lost).budget(budget));
    rubric.limit(item, LimitKind::Deductions, "4", &[one, two]);
    assert_snapshot!(rubric.statement(&Rows::new().row(late, "2").row(lost, "2")), @r"
    0@2026-01 Scored 2
      总分 2
        +2 台账
      台账 2
        +6 得6分: 6
        -4 迟报每次扣2分: 2 × 2 [r0]
        -6 缺页每页扣3分: 3 × 2 [r1]
        +6 Deductions: 以4分为限
    ");
}

#[test]
fn a_section_caps_what_its_items_really_take() {
    let mut rubric = Rubric::new("30");
    let section = rubric.section("服务", "30");
    let (a, b) = (rubric.item(section, "甲", "5"), rubric.item(section, "乙", "25"));
    let (x, y) = (rubric.finding(a, "x"), rubric.finding(b, "y"));
    let first = rubric.rule(a, "x每次扣4分", deduct("4").each().found(x));
    let second = rubric.rule(b, "y每次扣2分", deduct("2").each().found(y));
    rubric.limit(section, LimitKind::Deductions, "6", &[first, second]);
    assert_snapshot!(rubric.statement(&Rows::new().row(x, "2").row(y, "3")), @r"
    0@2026-01 Scored 24
      总分 24
        +24 服务
      服务 24
        +0 甲
        +19 乙
        +5 Deductions: 以6分为限
      甲 0
        +5 start
        -8 x每次扣4分: 4 × 2 [r0]
        +3 clamp
      乙 19
        +25 start
        -6 y每次扣2分: 2 × 3 [r1]
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(x, "2")), @"总分 25, 服务 25, 甲 0, 乙 25 Scored");
}

#[test]
fn deductions_and_adds_are_netted_before_the_clamp() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "宣传", "10");
    let (bad, good) = (rubric.finding(item, "差错"), rubric.finding(item, "稿件"));
    rubric.rule(item, "差错每次扣4分", deduct("4").each().found(bad));
    rubric.rule(item, "稿件每篇加1分", add("1").each().found(good));
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "3").row(good, "3")), @r"
    0@2026-01 Scored 1
      总分 1
        +1 宣传
      宣传 1
        +10 start
        -12 差错每次扣4分: 4 × 3 [r0]
        +3 稿件每篇加1分: 1 × 3 [r1]
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(good, "3")), @r"
    0@2026-01 Scored 10
      总分 10
        +10 宣传
      宣传 10
        +10 start
        +3 稿件每篇加1分: 1 × 3 [r0]
        -3 clamp
        silent: 差错每次扣4分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "3")), @r"
    0@2026-01 Scored 0
      总分 0
        +0 宣传
      宣传 0
        +10 start
        -12 差错每次扣4分: 4 × 3 [r0]
        +2 clamp
        silent: 稿件每篇加1分
    ");
}

#[test]
fn what_goes_past_the_item_comes_off_the_entry_above_which_is_clamped_once() {
    let mut rubric = Rubric::new("100");
    let section = rubric.section("安全", "20");
    let item = rubric.item(section, "用电", "20");
    let other = rubric.item(ROOT, "其他工作", "80");
    let (wire, fire) = (rubric.finding(item, "私拉电线"), rubric.finding(item, "火灾"));
    rubric.rule(item, "私拉电线每处扣6分", deduct("6").each().found(wire));
    rubric.rule(item, "火灾的, 追加扣10分", clause(Action::DeductAbove(section), "10").found(fire));
    let theft = rubric.finding(other, "失窃");
    rubric.rule(other, "失窃的, 直接扣总分15分", clause(Action::DeductAbove(ROOT), "15").found(theft));
    assert_snapshot!(rubric.statement(&Rows::new().row(wire, "1").row(fire, "1").row(theft, "1")), @r"
    0@2026-01 Scored 69
      总分 69
        +4 安全
        +80 其他工作
        -15 from below: 失窃的, 直接扣总分15分: 15 [r2]
      安全 4
        +14 用电
        -10 from below: 火灾的, 追加扣10分: 10 [r1]
      用电 14
        +20 start
        -6 私拉电线每处扣6分: 6 × 1 [r0]
      其他工作 80
        +80 start
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(wire, "2").row(fire, "1")), @r"
    0@2026-01 Scored 80
      总分 80
        +0 安全
        +80 其他工作
      安全 0
        +8 用电
        -10 from below: 火灾的, 追加扣10分: 10 [r1]
        +2 clamp
      用电 8
        +20 start
        -12 私拉电线每处扣6分: 6 × 2 [r0]
      其他工作 80
        +80 start
        silent: 失窃的, 直接扣总分15分
    ");
}

#[test]
fn deductions_that_reach_a_number_reach_further() {
    let mut rubric = Rubric::new("100");
    let item = rubric.item(ROOT, "投诉", "10");
    rubric.item(ROOT, "其他工作", "90");
    let complaint = rubric.finding(item, "投诉");
    rubric.rule(item, "投诉每次扣4分", deduct("4").each().found(complaint));
    let full = Trigger::Deductions(item, at_least("12"));
    rubric.rule(item, "扣满12分的, 直接扣总分5分", clause(Action::DeductAbove(ROOT), "5").when(full));
    assert_snapshot!(rubric.statement(&Rows::new().row(complaint, "3")), @r"
    0@2026-01 Scored 85
      总分 85
        +0 投诉
        +90 其他工作
        -5 from below: 扣满12分的, 直接扣总分5分: 5
      投诉 0
        +10 start
        -12 投诉每次扣4分: 4 × 3 [r0]
        +2 clamp
      其他工作 90
        +90 start
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(complaint, "2")), @"总分 92, 投诉 2, 其他工作 90 Scored");
}

#[test]
fn deductions_of_the_own_item_that_reach_a_number_take_all() {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "投诉", "10");
    let complaint = rubric.finding(item, "投诉");
    rubric.rule(item, "扣满6分的, 不得分", clause(Action::Zero(item), "0").when(Trigger::Deductions(item, at_least("6"))));
    rubric.rule(item, "扣满4分的, 另扣1分", deduct("1").when(Trigger::Deductions(item, at_least("4"))));
    rubric.rule(item, "投诉每次扣2分", deduct("2").each().found(complaint));
    assert_snapshot!(rubric.scores(&Rows::new().row(complaint, "1")), @"总分 8, 投诉 8 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(complaint, "2")), @"总分 5, 投诉 5 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(complaint, "3")), @"总分 0, 投诉 0 Scored");
}

#[test]
fn weights_multiply_once() {
    let mut rubric = Rubric::new("100");
    let (a, b) = (rubric.item(ROOT, "甲", "100"), rubric.item(ROOT, "乙", "50"));
    rubric.program[a].factor = Some(n("0.6"));
    rubric.program[b].factor = Some(n("0.8"));
    let (x, y) = (rubric.finding(a, "x"), rubric.finding(b, "y"));
    rubric.rule(a, "x每次扣10分", deduct("10").each().found(x));
    rubric.rule(b, "y每次扣5分", deduct("5").each().found(y));
    assert_snapshot!(rubric.statement(&Rows::new().row(x, "1").row(y, "1")), @r"
    0@2026-01 Scored 90
      总分 90
        +54 甲
        +36 乙
      甲 90
        +100 start
        -10 x每次扣10分: 10 × 1 [r0]
      乙 45
        +50 start
        -5 y每次扣5分: 5 × 1 [r1]
    ");
}

fn with_blocks(bonus: Option<&str>, malus: Option<&str>) -> (Rubric, [FactId; 3]) {
    let mut rubric = Rubric::new("10");
    let item = rubric.item(ROOT, "服务", "10");
    let bad = rubric.finding(item, "不达标");
    rubric.rule(item, "每次扣4分", deduct("4").each().found(bad));
    rubric.rule(item, "追加扣2分", clause(Action::DeductAbove(ROOT), "2").bound(bad, at_least("3")));
    let block = rubric.bonus(bonus);
    let praise = rubric.finding(block, "表扬");
    rubric.rule(block, "表扬每次加3分", add("3").each().found(praise));
    let block = rubric.malus(malus);
    let blame = rubric.finding(block, "批评");
    rubric.rule(block, "批评每次扣6分", deduct("6").each().found(blame));
    (rubric, [bad, praise, blame])
}

#[test]
fn blocks_go_over_the_points_up_to_the_ceiling() {
    let (mut rubric, [bad, praise, blame]) = with_blocks(Some("5"), Some("8"));
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "1").row(praise, "2").row(blame, "1")), @r"
    0@2026-01 Scored 5
      总分 5
        +6 服务
        +5 加分项
        -6 扣分项
      服务 6
        +10 start
        -4 每次扣4分: 4 × 1 [r0]
        silent: 追加扣2分
      加分项 5
        +6 表扬每次加3分: 3 × 2 [r1]
        -1 clamp
      扣分项 -6
        -6 批评每次扣6分: 6 × 1 [r2]
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(praise, "1")), @r"
    0@2026-01 Scored 13
      总分 13
        +10 服务
        +3 加分项
        +0 扣分项
      服务 10
        +10 start
        silent: 每次扣4分; 追加扣2分
      加分项 3
        +3 表扬每次加3分: 3 × 1 [r0]
      扣分项 0
        +0 start
        silent: 批评每次扣6分
    ");
    assert_snapshot!(rubric.statement(&Rows::new().row(bad, "1").row(blame, "2")), @r"
    0@2026-01 Scored 0
      总分 0
        +6 服务
        +0 加分项
        -8 扣分项
        +2 clamp
      服务 6
        +10 start
        -4 每次扣4分: 4 × 1 [r0]
        silent: 追加扣2分
      加分项 0
        +0 start
        silent: 表扬每次加3分
      扣分项 -8
        -12 批评每次扣6分: 6 × 2 [r1]
        +4 clamp
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(bad, "3").row(praise, "1")), @"总分 1, 服务 0, 加分项 3, 扣分项 0 Scored");
    rubric.program.ceiling = Some(n("12"));
    assert_snapshot!(rubric.scores(&Rows::new().row(praise, "1")), @"总分 12, 服务 10, 加分项 3, 扣分项 0 Scored");
    rubric.program.may_be_negative = true;
    assert_snapshot!(rubric.scores(&Rows::new().row(bad, "3").row(blame, "1")), @"总分 -8, 服务 0, 加分项 0, 扣分项 -6 Scored");
}

#[test]
fn blocks_without_points_have_no_cap() {
    let (rubric, [bad, praise, blame]) = with_blocks(None, None);
    assert_snapshot!(rubric.scores(&Rows::new().row(praise, "9")), @"总分 37, 服务 10, 加分项 27, 扣分项 0 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(blame, "9")), @"总分 0, 服务 10, 加分项 0, 扣分项 -54 Scored");
    assert_snapshot!(rubric.scores(&Rows::new().row(bad, "1").row(praise, "9").row(blame, "4")), @"总分 9, 服务 6, 加分项 27, 扣分项 -24 Scored");
}

#[test]
fn a_block_holds_items_with_points_of_their_own() {
    let mut rubric = Rubric::new("10");
    rubric.item(ROOT, "服务", "10");
    let block = rubric.bonus(Some("6"));
    let item = rubric.item(block, "创新", "4");
    let idea = rubric.finding(item, "创新");
    let one = rubric.rule(item, "每项加2分", add("2").each().found(idea));
    let praise = rubric.finding(block, "表扬");
    let two = rubric.rule(block, "表扬每次加3分", add("3").each().found(praise));
    assert_snapshot!(rubric.statement(&Rows::new().row(idea, "3").row(praise, "1")), @r"
    0@2026-01 Scored 16
      总分 16
        +10 服务
        +6 加分项
      服务 10
        +10 start
      加分项 6
        +4 创新
        +3 表扬每次加3分: 3 × 1 [r1]
        -1 clamp
      创新 4
        +6 每项加2分: 2 × 3 [r0]
        -2 clamp
    ");
    rubric.limit(ROOT, LimitKind::Additions, "5", &[one, two]);
    assert_snapshot!(rubric.scores(&Rows::new().row(idea, "3").row(praise, "1")), @"总分 15, 服务 10, 加分项 6, 创新 4 Scored");
}

#[test]
fn entries_alone_do_not_go_over_the_points() {
    let mut rubric = Rubric::new("10");
    rubric.item(ROOT, "服务", "10");
    let good = rubric.finding(ROOT, "好评");
    rubric.rule(ROOT, "好评每次加1分", add("1").each().found(good));
    let block = rubric.malus(None);
    let blame = rubric.finding(block, "批评");
    rubric.rule(block, "批评扣3分", deduct("3").found(blame));
    assert_snapshot!(rubric.statement(&Rows::new().row(good, "5").row(blame, "1")), @r"
    0@2026-01 Scored 7
      总分 7
        +10 服务
        +5 好评每次加1分: 1 × 5 [r0]
        -5 clamp
        -3 扣分项
      服务 10
        +10 start
      扣分项 -3
        -3 批评扣3分: 3 [r1]
    ");
}

#[test]
fn the_least_and_the_most_of_an_entry() {
    let mut rubric = Rubric::new("40");
    let (a, b) = (rubric.item(ROOT, "甲", "30"), rubric.item(ROOT, "乙", "10"));
    let (x, y, fraud) = (rubric.finding(a, "x"), rubric.finding(b, "y"), rubric.finding(a, "造假"));
    rubric.rule(a, "x每次扣2分", deduct("2").each().found(x));
    rubric.rule(a, "造假的不得分", clause(Action::Zero(a), "0").found(fraud));
    rubric.limit(a, LimitKind::LeastScore, "25", &[]);
    rubric.rule(b, "y每次扣1分", deduct("1").each().found(y));
    rubric.limit(b, LimitKind::MostScore, "8", &[]);
    assert_snapshot!(rubric.statement(&Rows::new().row(x, "4").row(y, "1")), @r"
    0@2026-01 Scored 33
      总分 33
        +25 甲
        +8 乙
      甲 25
        +30 start
        -8 x每次扣2分: 2 × 4 [r0]
        +3 LeastScore: 以25分为限
        silent: 造假的不得分
      乙 8
        +10 start
        -1 y每次扣1分: 1 × 1 [r1]
        -1 MostScore: 以8分为限
    ");
    assert_snapshot!(rubric.scores(&Rows::new().row(x, "4").row(fraud, "1")), @"总分 8, 甲 0, 乙 8 Scored");
}

#[test]
fn rounding_is_a_reason_of_its_own() {
    let thirds = |rounding: Rounding, items| {
        let mut rubric = Rubric::new("20");
        for name in ["甲", "乙"] {
            let item = rubric.earned(ROOT, name, "10");
            let value = rubric.measure(item, name);
            rubric.rule(item, "按比例得分", clause(Action::AwardRatio, "10").bound(value, Bound::default()));
        }
        rubric.round(rounding, items);
        rubric.statement(&Rows::new().row(FactId(0), "0.125").row(FactId(1), "0.375"))
    };
    let half_up = Rounding { mode: Mode::HalfUp, places: 1 };
    let half_even = Rounding { mode: Mode::HalfEven, places: 1 };
    assert_snapshot!(thirds(half_up, true), @r"
    0@2026-01 Scored 5.1
      总分 5.1
        +1.3 甲
        +3.8 乙
      甲 1.3
        +1.25 按比例得分: 1.25, measured 0.125 [r0]
        +0.05 rounded
      乙 3.8
        +3.75 按比例得分: 3.75, measured 0.375 [r1]
        +0.05 rounded
    ");
    assert_snapshot!(thirds(half_even, true), @r"
    0@2026-01 Scored 5
      总分 5
        +1.2 甲
        +3.8 乙
      甲 1.2
        +1.25 按比例得分: 1.25, measured 0.125 [r0]
        -0.05 rounded
      乙 3.8
        +3.75 按比例得分: 3.75, measured 0.375 [r1]
        +0.05 rounded
    ");
    assert_snapshot!(thirds(Rounding { mode: Mode::HalfUp, places: 0 }, false), @r"
    0@2026-01 Scored 5
      总分 5
        +1.25 甲
        +3.75 乙
      甲 1.25
        +1.25 按比例得分: 1.25, measured 0.125 [r0]
      乙 3.75
        +3.75 按比例得分: 3.75, measured 0.375 [r1]
    ");
}

#[test]
fn a_list_of_criteria_is_a_root_that_deducts() {
    let mut rubric = Rubric::new("10");
    rubric.program[ROOT].start = Start::Full;
    let dirty = rubric.finding(ROOT, "脏");
    rubric.rule(ROOT, "脏每处扣4分", deduct("4").each().found(dirty));
    let block = rubric.bonus(None);
    let praise = rubric.finding(block, "表扬");
    rubric.rule(block, "表扬加1分", add("1").found(praise));
    assert_snapshot!(rubric.statement(&Rows::new().row(dirty, "3").row(praise, "1")), @r"
    0@2026-01 Scored 1
      总分 1
        +10 start
        -12 脏每处扣4分: 4 × 3 [r0]
        +2 clamp
        +1 加分项
      加分项 1
        +1 表扬加1分: 1 [r1]
    ");
    rubric.program.may_be_negative = true;
    assert_snapshot!(rubric.statement(&Rows::new().row(dirty, "3").row(praise, "1")), @r"
    0@2026-01 Scored -1
      总分 -1
        +10 start
        -12 脏每处扣4分: 4 × 3 [r0]
        +1 加分项
      加分项 1
        +1 表扬加1分: 1 [r1]
    ");
}
