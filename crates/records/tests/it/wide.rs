//! One row a subject and period, a column for each thing.

use chidu_records::{Input, read};

use crate::support::{RULEBOOK, assessed, program, read_one, shown};

#[test]
fn columns_by_item_label_handle_and_measure() {
    let csv = "窗口,月份,物品摆放,服务态度,告知牌,二.5-2,玩手机,接待时间超过3分钟,交接时间(分钟),很满意,一般,满意率,弄虚作假,备注
三号窗口,2026-03,1,2处,,0,1,2,12,3,1,92%,,无
四号窗口,2026-03,,,1,,,,,,,,,
";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    2 三号窗口 2026-03 一.1 不达标 1
    2 三号窗口 2026-03 二.1 不达标 2
    2 三号窗口 2026-03 二.4 玩手机、电脑游戏 1
    2 三号窗口 2026-03 三.1 接待时间 3 ×2 by 三.1-1
    2 三号窗口 2026-03 三.2 交接时间 12
    2 三号窗口 2026-03 四.1 满意度调查=很满意 3
    2 三号窗口 2026-03 四.1 满意度调查=一般 1
    2 三号窗口 2026-03 四.2 满意率 92
    3 四号窗口 2026-03 二.5 未放告知牌 1
    汇总.csv: 读2 计2 报0
    ");
}

#[test]
fn columns_that_mean_nothing_or_too_much() {
    let csv = "序号,窗口,月份,工作纪律,满意绿,楼层,物品摆放,环境卫生/物品摆放,不达标,满意率\n1,三号窗口,2026-03,1,92,一,2,3,1,95\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    汇总.csv:1 工作纪律 column-of-several-clauses: “工作纪律”这一列对应多个情形，没有使用；应分列：玩手机、电脑游戏；与群众发生争执；其他 → 每个情形一列
    汇总.csv:1 满意绿 unknown-column: 不知道“满意绿”这一列是什么，没有使用 → 是不是“满意率”？
    汇总.csv:1 楼层 unknown-column: 不知道“楼层”这一列是什么，没有使用 → 在规则书的“数据:”里写明它是什么；不是记录的，改成“备注”或删去
    汇总.csv:1 环境卫生/物品摆放 duplicate-column: “环境卫生/物品摆放”与“物品摆放”两列意思相同，只用了“物品摆放” → 只留一列
    汇总.csv:1 不达标 column-of-several-clauses: “不达标”这一列对应多个情形，没有使用；应分列：一.1-1、一.2-1、二.1-1 → 每个情形一列
    汇总.csv:2 环境卫生/物品摆放 duplicate-column: “环境卫生/物品摆放”写的是“3”，意思相同的另一列写的是“2”，不知哪个对 → 只留一列
    汇总.csv: 读1 计0 报1
    ");
}

#[test]
fn a_row_with_a_bad_cell_does_not_count_at_all() {
    let csv = "窗口,月份,物品摆放,服务态度,满意率\n三号窗口,2026-03,若干,2,0.9\n四号窗口,2026-03,1,1,90\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    3 四号窗口 2026-03 一.1 不达标 1
    3 四号窗口 2026-03 二.1 不达标 1
    3 四号窗口 2026-03 四.2 满意率 90
    汇总.csv:2 物品摆放 not-a-number: “若干”不是数 → 写成数，如“2”；一次也没有的写“0”
    汇总.csv:2 满意率 ambiguous-percent: “0.9”不知是0.9%还是90% → 写成“90%”或“0.9%”
    汇总.csv: 读2 计1 报1
    ");
}

#[test]
fn an_empty_row_of_findings_is_a_subject_without_findings() {
    let program = program(RULEBOOK);
    let csv = "窗口,月份,物品摆放,服务态度\n三号窗口,2026-03,,\n四号窗口,2026-04,0,1\n";
    let records = read(&program, &[Input::new("汇总.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    3 四号窗口 2026-04 二.1 不达标 1
    汇总.csv: 读2 计2 报0
    ");
    insta::assert_snapshot!(assessed(&records), @"
    三号窗口 2026-03
    四号窗口 2026-04
    ");
}

#[test]
fn a_remark_is_no_finding_and_a_total_no_clause_s() {
    let csv = "窗口,月份,物品摆放,服务态度,情况,扣分\n三号窗口,2026-03,1,2,一般,3\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    2 三号窗口 2026-03 一.1 不达标 1
    2 三号窗口 2026-03 二.1 不达标 2
    汇总.csv: 读1 计1 报0
    ");
}

#[test]
fn what_an_assessor_gives_needs_its_points() {
    let csv = "窗口,月份,物品摆放,语态\n三号窗口,2026-03,1,1\n四号窗口,2026-03,1,0\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    3 四号窗口 2026-03 一.1 不达标 1
    汇总.csv:2 语态 amount-missing: “视情扣1-3分”由考评员定分，这一行没有写分数（1至3分） → 填在“扣分”“加分”或“得分”列
    汇总.csv: 读2 计1 报1
    ");
    let csv = "窗口,月份,语态,扣分\n三号窗口,2026-03,1,2\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    2 三号窗口 2026-03 二.3 语态 1 -2
    汇总.csv: 读1 计1 报0
    ");
}
