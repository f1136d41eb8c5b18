//! Named blocks, inline and over several lines, indented or not.

use insta::assert_snapshot;

use crate::below;

#[test]
fn inline_and_indented() {
    let text = "甲 5分: 每处扣1分\n不予考评: 当月未进行检查的\n等级:\n  90分以上为优秀,\n  其余为合格\n一票否决：\n  1. 弄虚作假的；\n  2. 发生事故的，\n     定为不合格。\n年度结果: 累计两次不足80分的, 取消评先\n说明:\n  由办公室解释。\n";
    assert_snapshot!(below(text), @r"
    <甲> 5分
      | 每处扣1分
    block NotAssessed <不予考评>
      | 当月未进行检查的
    block Bands <等级>
      | 90分以上为优秀, ⏎ 其余为合格
    block Veto <一票否决>
      | 弄虚作假的；
      | 发生事故的， ⏎ 定为不合格。
    block Annual <年度结果>
      | 累计两次不足80分的, 取消评先
    block Note <说明>
      | 由办公室解释。
    ");
}

#[test]
fn as_far_left_as_their_name_and_numbered() {
    let text = "一、环境 100分\n1、地面 100分\n二、加分项（最多5分）：\n1、获市级表彰的,每次加1分\n2、获省级表彰的,每次加2分\n三、扣分项\n被投诉的 每次扣2分\n四、一票否决：\n1.弄虚作假的；\n2.发生事故的\n等级 90分以上为优秀\n五、其他 10分\n";
    assert_snapshot!(below(text), @r"
    一/1 <环境> 100分
      1/3 <地面> 100分
    五/1 <其他> 10分
    block Bonus 二/1 <加分项> 5分
      1/3 <>
        | 获市级表彰的,每次加1分
      2/3 <>
        | 获省级表彰的,每次加2分
    block Malus 三/1 <扣分项>
      | 被投诉的 每次扣2分
    block Veto 四/1 <一票否决>
      | 弄虚作假的；
      | 发生事故的
    block Bands <等级>
      | 90分以上为优秀
    ");
}

#[test]
fn limits_of_bonuses() {
    let text = "加分项 最多10分:\n  1. 表彰: 每次加1分\n加分项(10分):\n  表彰 5分: 每次加1分\n加分项, 累计加分不得高于10分: 表彰的, 每次加1分\n扣分项 最多扣5分\n";
    assert_snapshot!(below(text), @r"
    block Bonus <加分项> 10分
      1/3 <表彰>
        | 每次加1分
    block Bonus <加分项> 10分
      <表彰> 5分
        | 每次加1分
    block Bonus <加分项>
      | 累计加分不得高于10分: 表彰的, 每次加1分
    block Malus <扣分项> 5分
    ");
}

#[test]
fn one_passage_a_line() {
    let text = "评价主体:\n  群众 占60%\n  领导 占40%\n数据:\n  情形 = 问题\n  对象 = 窗口\n示例 “一处”\n  甲 1处\n  应得: 甲 4分, 总分 99分\n示例 \"没有\":\n  应得: 总分 100分\n示例: 应得: 总分 100分\n";
    assert_snapshot!(below(text), @r"
    block Sources <评价主体>
      | 群众 占60%
      | 领导 占40%
    block Data <数据>
      | 情形 = 问题
      | 对象 = 窗口
    block Example “一处” <示例>
      | 甲 1处
      | 应得: 甲 4分, 总分 99分
    block Example “没有” <示例>
      | 应得: 总分 100分
    block Example <示例>
      | 应得: 总分 100分
    ");
}

#[test]
fn only_the_exact_word_is_a_block() {
    let text = "1. 数据 5分: 每次扣1分\n2. 等级评定 5分: 每次扣1分\n3. 说明: 每次扣1分\n  数据: 每次扣1分\n加分项目 5分\n";
    assert_snapshot!(below(text), @r"
    1/3 <数据> 5分
      | 每次扣1分
    2/3 <等级评定> 5分
      | 每次扣1分
    3/3 <说明>
      | 每次扣1分 ⏎ 数据: 每次扣1分
    <加分项目> 5分
    ");
}

#[test]
fn blocks_before_the_first_entry() {
    assert_snapshot!(below("说明: 试行一年\n周期: 每月\n评价主体:\n  群众 占100%\n对象: 窗口\n甲 5分\n"), @r"
    property 周期 = 每月
    property 对象 = 窗口
    <甲> 5分
    block Note <说明>
      | 试行一年
    block Sources <评价主体>
      | 群众 占100%
    ");
}
