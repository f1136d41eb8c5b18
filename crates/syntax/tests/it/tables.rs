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

#[test]
fn a_merged_header_a_broken_cell_and_a_page_between() {
    let text = "评分因素\t\t分值\t评分标准\t备注\n商务(15分)\t业绩\t10\t每个得2分,\n- 2 -\n最多得10分\t见合同\n\t信用\t5\t有处罚的\n不得分\t\n合计\t\t15\n\n注:取整\n";
    assert_snapshot!(below(text), @r"
    | 注:取整
    <商务> 15分
      <业绩> 10分
        | [评分标准] 每个得2分, ⏎ 最多得10分
        | [备注] 见合同
      <信用> 5分
        | [评分标准] 有处罚的 ⏎ 不得分
    ");
}

#[test]
fn rows_of_conditions_and_figures() {
    let text = "一、扣分\n序号\t违规行为\t扣分(每次)\n1\t迟到\t2\n2\t旷工\t5\n班级加分表\n事项\t加分\n获奖\t3分/次\n";
    assert_snapshot!(below(text), @r"
    一/1 <扣分>
      1/3 <迟到>
        | [扣分(每次)] 2
      2/3 <旷工>
        | [扣分(每次)] 5
    <班级加分表>
      <获奖>
        | [加分] 3分/次
    ");
    let text = "考核项目\t分值\t扣分情形\t扣分\n台账\t10\t未签名\t2\n\t\t缺页\t3\n";
    assert_snapshot!(below(text), @r"
    <台账> 10分
      | [扣分] 未签名	2
      | [扣分] 缺页	3
    ");
}

#[test]
fn cells_that_a_line_break_cuts_before_the_points() {
    let text = "项目\t内容\t结果\t分值\t说明\n加工\t1.生熟分开\n刀具有标识\t□\t10\t混用扣5分\n\t2.留样\t□\t10\t未留样扣5分\n";
    assert_snapshot!(below(text), @r"
      <加工>
        1/3 <生熟分开
    刀具有标识> 10分
          | [结果] □
          | [说明] 混用扣5分
        2/3 <留样> 10分
          | [结果] □
          | [说明] 未留样扣5分
    ");
}

#[test]
fn rows_between_pipes_are_rows_as_well() {
    let text = "| 序号 | 考核项目 | 分值 | 评分标准 |\n|:---:|---|:-:|---|\n| 1 | **环境** | 40 | 每处扣1分 |\n| 2 | 纪律 | 60分 | 迟到每次扣1分 |\n| | **合计** | 100 | |\n";
    assert_snapshot!(below(text), @r"
    1/3 <环境> 40分
      | [评分标准] 每处扣1分
    2/3 <纪律> 60分
      | [评分标准] 迟到每次扣1分
    ");
}
