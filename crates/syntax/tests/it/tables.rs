//! Tables, as they come out of a word processor or a spreadsheet: cells between tabs.

use insta::assert_snapshot;

use crate::below;

#[test]
fn rows_are_entries() {
    let text = "序号\t项目\t考核内容\t分值\t评分标准\n1\t环境\t地面整洁\t5\t每处扣1分\n2\t纪律\t按时到岗\t10分\t迟到每次扣1分;旷工不得分\n\t\t\t\t最多扣5分\n合 计\t\t\t15\t\n";
    assert_snapshot!(below(text), @r"
    1/3 <环境> 5分
      | [考核内容] 地面整洁
      | [评分标准] 每处扣1分
    2/3 <纪律> 10分
      | [考核内容] 按时到岗
      | [评分标准] 迟到每次扣1分;旷工不得分
      | [评分标准] 最多扣5分
    ");
}

#[test]
fn an_item_over_several_rows_is_a_section() {
    let text = "序号\t项目\t内容\t标准分\t评分细则\n1\t环境\t1.地面干净\t5\t每处扣1分\n\t\t2.墙面干净\t5\t每处扣1分\n2\t纪律\t不迟到\t5\t每次扣1分\n\t\t不早退\t5\t每次扣1分\n";
    assert_snapshot!(below(text), @r"
    1/3 <环境>
      1/3 <地面干净> 5分
        | [评分细则] 每处扣1分
      2/3 <墙面干净> 5分
        | [评分细则] 每处扣1分
    2/3 <纪律>
      <不迟到> 5分
        | [评分细则] 每次扣1分
      <不早退> 5分
        | [评分细则] 每次扣1分
    ");
}

#[test]
fn sections_in_a_column_or_a_row_of_their_own() {
    let text = "类别\t考核项目\t考核标准\t分值\t扣分标准\n环境(20分)\t地面\t无垃圾\t10\t每处扣1分\n\t墙面\t无污迹\t10分\t2\n纪律\t1.迟到\t\t（5）\t每次扣1分\n\t2.早退\t\t5\t每次扣1分\n";
    assert_snapshot!(below(text), @r"
    <环境> 20分
      <地面> 10分
        | [考核标准] 无垃圾
        | [扣分标准] 每处扣1分
      <墙面> 10分
        | [考核标准] 无污迹
        | [扣分标准] 2
    <纪律>
      1/3 <迟到> 5分
        | [扣分标准] 每次扣1分
      2/3 <早退> 5分
        | [扣分标准] 每次扣1分
    ");
    let text =
        "序号\t考核内容\t分值\t扣分标准\n一\t环境卫生\t10\t\n1\t地面\t5\t每处扣1分\n2\t墙面\t5\t每处扣1分\n二\t纪律\t10\t每次扣1分\n";
    assert_snapshot!(below(text), @r"
    一/1 <环境卫生> 10分
      1/3 <地面> 5分
        | [扣分标准] 每处扣1分
      2/3 <墙面> 5分
        | [扣分标准] 每处扣1分
    二/1 <纪律> 10分
      | [扣分标准] 每次扣1分
    ");
}

#[test]
fn a_table_below_each_section() {
    let text = "一、环境 10分\n项目\t分值\t标准\n地面\t10\t每处扣1分\n二、纪律 10分\n项目\t分值\t标准\n迟到\t10\t每次扣1分\n一票否决: 弄虚作假的\n";
    assert_snapshot!(below(text), @r"
    一/1 <环境> 10分
      <地面> 10分
        | [标准] 每处扣1分
    二/1 <纪律> 10分
      <迟到> 10分
        | [标准] 每次扣1分
    block Veto <一票否决>
      | 弄虚作假的
    ");
}

#[test]
fn weights_in_a_column() {
    assert_snapshot!(below("指标\t权重\t评分办法\n满意率\t50%\t按比例得分\n完成率\t0.3\t按比例得分\n"), @r"
    <满意率> ×0.5
      | [评分办法] 按比例得分
    <完成率> ×0.3
      | [评分办法] 按比例得分
    ");
}

#[test]
fn a_cell_of_several_paragraphs() {
    let text = "项目\t分值\t评分标准\n环境\t20\t1.地面不净,每处扣1分;\n2.墙面不净,每处扣1分。\n扣完为止\n纪律\t10\t迟到每次扣1分\n二、其他 10分\n1. 甲 10分\n";
    assert_snapshot!(below(text), @r"
    <环境> 20分
      | [评分标准] 1.地面不净,每处扣1分;
      | 墙面不净,每处扣1分。 ⏎ 扣完为止
    <纪律> 10分
      | [评分标准] 迟到每次扣1分
    二/1 <其他> 10分
      1/3 <甲> 10分
    ");
}

#[test]
fn a_table_without_a_header_is_told() {
    assert_snapshot!(below("1\t地面\t10\t每处扣1分\n2\t墙面\t10\t每处扣1分\n"), @r"
      | 1	地面	10	每处扣1分 ⏎ 2	墙面	10	每处扣1分
    ! headless-table at “1	地面	10	每处扣1分”: 表格没有表头, 不知道哪一列是分值
    ");
    assert_snapshot!(below("1\t地面\t10分\t每处扣1分\n2\t墙面\t10分\t每处扣1分\n"), @r"
    1/3 <地面> 10分
      | 每处扣1分
    2/3 <墙面> 10分
      | 每处扣1分
    ");
}
