//! Numbers and indents: what belongs below what (rule 1).

use insta::assert_snapshot;

use crate::below;

#[test]
fn every_style_below_the_one_before() {
    let text = "一、甲 20分\n（一）乙 10分\n1．丙 5分\n(1)迟到的,扣1分\n①早退 扣0.5分\n②旷工 扣0.5分\n2、丁5分,每处扣1分\n（二）戊 10分\n⑴己 5分\n⑵庚 5分\n二.辛 10分\n1) 壬 5分\n2) 癸 5分\n";
    assert_snapshot!(below(text), @r"
    一/1 <甲> 20分
      一/2 <乙> 10分
        1/3 <丙> 5分
          1/4 <>
            | 迟到的,扣1分
            ①/5 <>
              | 早退 扣0.5分
            ②/5 <>
              | 旷工 扣0.5分
        2/3 <丁> 5分
          | 每处扣1分
      二/2 <戊> 10分
        ⑴/4 <己> 5分
        ⑵/4 <庚> 5分
    二/1 <辛> 10分
      1/4 <壬> 5分
      2/4 <癸> 5分
    ");
}

#[test]
fn dotted_numbers_below_their_prefix() {
    let text = "4 服务 20分\n4.1 态度 10分: 每次扣1分\n4.2 效率 10分\n4.2.1 超时的, 每次扣2分\n4.2.2窗口关闭的, 每次扣1分\n1.5分钟内办结\n5 环境 10分\n5.1 地面 10分\n";
    assert_snapshot!(below(text), @r"
    4/3 <服务> 20分
      4.1/0 <态度> 10分
        | 每次扣1分
      4.2/0 <效率> 10分
        4.2.1/0 <>
          | 超时的, 每次扣2分
        4.2.2/0 <>
          | 窗口关闭的, 每次扣1分 ⏎ 1.5分钟内办结
    5/3 <环境> 10分
      5.1/0 <地面> 10分
    ");
    assert_snapshot!(below("一、环境 10分\n1.1 地面 5分\n1.2 墙面 5分\n二、纪律 5分\n2.1 迟到 5分\n"), @r"
    一/1 <环境> 10分
      1.1/0 <地面> 5分
      1.2/0 <墙面> 5分
    二/1 <纪律> 5分
      2.1/0 <迟到> 5分
    ");
}

#[test]
fn chapters_and_articles() {
    let text = "第一章 总则\n第一条 为规范服务,制定本细则。\n第二条 窗口 100分\n(一)环境 40分\n(二)纪律 60分\n第二章 评分\n第三条 迟到的, 每次扣1分\n";
    assert_snapshot!(below(text), @r"
    第一章/1 <总则>
      | 为规范服务,制定本细则。
      第二条/1 <窗口> 100分
        一/2 <环境> 40分
        二/2 <纪律> 60分
    第二章/1 <评分>
      第三条/1 <>
        | 迟到的, 每次扣1分
    ");
}

#[test]
fn unnumbered_lines_nest_by_indentation() {
    let text = "环境卫生 10分\n  物品摆放 5分: 每处扣1分\n  门窗玻璃 5分\n    每处扣1分\n    最多扣3分\n  本大项扣完为止\n礼仪规范 30分\n服务态度 5分:\n  1. 冷漠的, 每次扣1分\n  2. 争吵的, 不得分\n";
    assert_snapshot!(below(text), @r"
    <环境卫生> 10分
      | 本大项扣完为止
      <物品摆放> 5分
        | 每处扣1分
      <门窗玻璃> 5分
        | 每处扣1分 ⏎ 最多扣3分
    <礼仪规范> 30分
    <服务态度> 5分
      1/3 <>
        | 冷漠的, 每次扣1分
      2/3 <>
        | 争吵的, 不得分
    ");
}

#[test]
fn numbers_start_again_below_an_unnumbered_entry() {
    assert_snapshot!(below("环境 10分\n1. 地面 5分\n2. 墙面 5分\n纪律 10分\n1. 迟到 10分\n"), @r"
    <环境> 10分
      1/3 <地面> 5分
      2/3 <墙面> 5分
    <纪律> 10分
      1/3 <迟到> 10分
    ");
    assert_snapshot!(below("1. 甲 5分\n乙 5分\n2. 丙 5分\n"), @r"
    1/3 <甲> 5分
    <乙> 5分
    2/3 <丙> 5分
    ");
}

#[test]
fn the_same_style_nests_where_it_is_indented() {
    assert_snapshot!(below("1. 环境 10分\n  1. 地面 5分\n  2. 墙面 5分\n2. 纪律 10分\n  1. 迟到 10分\n"), @r"
    1/3 <环境> 10分
      1/3 <地面> 5分
      2/3 <墙面> 5分
    2/3 <纪律> 10分
      1/3 <迟到> 10分
    ");
}

#[test]
fn body_lines_as_far_left_as_their_head() {
    assert_snapshot!(below("一、环境 10分\n  1. 地面 5分:\n  每处扣1分;\n  最多扣3分\n  2. 墙面 5分:\n  每处扣1分\n  本大项扣完为止\n"), @r"
    一/1 <环境> 10分
      1/3 <地面> 5分
        | 每处扣1分; ⏎ 最多扣3分
      2/3 <墙面> 5分
        | 每处扣1分 ⏎ 本大项扣完为止
    ");
}

#[test]
fn criteria_have_no_points() {
    assert_snapshot!(below("一、日常 25分\n  1. 迟到每次扣1分\n  2. 早退: 每次扣1分\n  3. 旷工的,\n     不得分\n  本大项扣完为止\n"), @r"
    一/1 <日常> 25分
      | 本大项扣完为止
      1/3 <>
        | 迟到每次扣1分
      2/3 <早退>
        | 每次扣1分
      3/3 <>
        | 旷工的, ⏎ 不得分
    ");
    assert_snapshot!(below("满分100分\n1. 迟到的, 每次扣1分\n2. 着装整洁\n"), @r"
    | 着装整洁
    1/3 <>
      | 迟到的, 每次扣1分
    ");
}

#[test]
fn a_requirement_belongs_to_the_entry_above() {
    let text =
        "1. 服务态度 5分\n  (1) 着装整洁\n  (2) 用语文明\n  每发现一处不达标扣1分\n2. 用语 5分: (1)说普通话;(2)不说忌语。每发现一次扣1分\n";
    assert_snapshot!(below(text), @r"
    1/3 <服务态度> 5分
      | 着装整洁
      | 用语文明
      | 每发现一处不达标扣1分
    2/3 <用语> 5分
      | (1)说普通话;(2)不说忌语。每发现一次扣1分
    ");
}

#[test]
fn jumps_and_repetitions_are_told() {
    assert_snapshot!(below("一、甲 10分\n二、乙 10分\n四、丙 10分\n四、丁 10分\n  1. 子 5分\n  3. 丑 5分\n  1. 寅 5分\n"), @r"
      一/1 <甲> 10分
      二/1 <乙> 10分
      四/1 <丙> 10分
      四/1 <丁> 10分
        1/3 <子> 5分
        3/3 <丑> 5分
        1/3 <寅> 5分
    ! number-jump at “四”: 编号不连续: “二”之后是“四”
    ! repeated-number at “四”: 编号“四”重复
    ! number-jump at “3”: 编号不连续: “1”之后是“3”
    ! repeated-number at “1”: 编号“1”重复
    ");
    assert_snapshot!(below("三、甲 10分\n四、乙 10分\n"), @r"
    三/1 <甲> 10分
    四/1 <乙> 10分
    ");
}
