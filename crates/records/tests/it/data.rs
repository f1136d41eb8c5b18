//! What only the evaluation sees: values that contradict one another, amounts that differ, sources without rows.

use chidu_diagnostics::Lang;
use chidu_evaluation::{Options, Plan, assess};
use chidu_records::{Input, Records, problems_of_data, read};

use crate::support::{problems, program};

fn told(rulebook: &str, csv: &str, lang: Lang) -> String {
    let program = program(rulebook);
    let records = read(&program, &[Input::new("记录.csv", csv)], None).unwrap();
    let assessment = assess(&Plan::new(&program, Options::default()), &records.observations);
    let found = problems_of_data(&program, &records.observations, &assessment.problems);
    problems(&Records { problems: found, ..Records::default() }, lang).join("\n")
}

#[test]
fn values_and_amounts_that_differ() {
    let rulebook = "满分20分\n满意率 10分: 达到90%得满分, 每低1个百分点扣0.5分\n纪律 10分: 迟到每次扣2分\n";
    let csv = "对象,评分项,情形,次数,数值,扣分\n甲,满意率,,,92%,\n甲,满意率,,,88%,\n甲,纪律,迟到,2,,3\n乙,满意率,,,88%,\n乙,满意率,,,88%,\n乙,纪律,迟到,2,,4\n";
    insta::assert_snapshot!(told(rulebook, csv, Lang::Zh), @"
    记录.csv:3 conflicting-values: 同一对象同一周期的“满意率”有不同的值：记录.csv 第2行、记录.csv 第3行 → 只留对的一行
    记录.csv:4 amount-differs: 这一行写3分，按“迟到每次扣2分”应为4分 → 核对这一行的分数；得分按规则书算
    ");
    insta::assert_snapshot!(told(rulebook, csv, Lang::En), @"
    记录.csv:3 conflicting-values: “满意率” has different values for one subject and period: 记录.csv row 2, 记录.csv row 3 → keep the row that is right
    记录.csv:4 amount-differs: the row says 3 points, “迟到每次扣2分” makes 4 → check the points of the row; the rulebook's count
    ");
}

#[test]
fn a_source_without_rows() {
    let rulebook = "满分10分\n评价主体:\n  群众 60%\n  主管部门 40%\n服务 10分: 每发现一处不达标 扣1分\n";
    let csv = "对象,评价主体,评分项\n甲,群众,服务\n乙,群众,服务\n乙,主管部门,服务\n";
    insta::assert_snapshot!(told(rulebook, csv, Lang::Zh), @"记录.csv source-missing: 甲没有评价主体“主管部门”的记录 → 补上这个评价主体的记录");
    insta::assert_snapshot!(told(rulebook, csv, Lang::En), @"记录.csv source-missing: 甲 has no row of source “主管部门” → add the rows of this source");
}
