//! Rows of several sources.

use chidu_records::{Input, read};

use crate::support::{program, shown};

const RULEBOOK: &str = "满分10分
评价主体:
  群众 60%
  主管部门 40%
服务态度 10分: 每发现一处不达标 扣1分
一票否决:
  弄虚作假的, 直接定为不合格
等级: 6分以上为合格, 不足6分为不合格
";

#[test]
fn a_row_says_who_judged() {
    let program = program(RULEBOOK);
    let csv = "对象,评价主体,评分项,情形,次数
甲,群众,服务态度,不达标,1
甲,主管部门,服务态度,不达标,2
甲,,服务态度,不达标,2
甲,主管部们,服务态度,不达标,2
甲,,一票否决,弄虚作假,1
";
    let records = read(&program, &[Input::new("a.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 甲 - 服务态度 不达标 1 from 群众
    3 甲 - 服务态度 不达标 2 from 主管部门
    6 甲 -  弄虚作假 1
    a.csv:4 评价主体 no-source: 没有写评价主体：群众、主管部门 → 写在“评价主体”列
    a.csv:5 评价主体 unknown-source: 规则书里没有评价主体“主管部们”：群众、主管部门 → 是不是“主管部门”？
    a.csv: 读5 计3 报2
    ");
}
