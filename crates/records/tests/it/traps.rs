//! Spreadsheets as people leave them: one test for each trap, what counts and what is returned.

use chidu_records::{Input, read};

use crate::support::{RULEBOOK, observed, program, read_one, shown};

/// A log with one row for each cell of one column; the other columns are as they should be.
fn log(heading: &str, cells: &[&str]) -> String {
    let headings = ["窗口", "日期", "评分项", "情形", "次数", "数值"];
    let usual = ["三号窗口", "2026-03-05", "服务态度", "不达标", "1", ""];
    let row = |cell: &&str| {
        let cells: Vec<&str> = headings.iter().zip(usual).map(|(name, usual)| if *name == heading { *cell } else { usual }).collect();
        cells.join(",") + "\n"
    };
    headings.join(",") + "\n" + &cells.iter().map(row).collect::<String>()
}

#[test]
fn total_rows_are_no_subjects() {
    insta::assert_snapshot!(read_one("记录.csv", log("窗口", &["合计", "小计：", "合 计", "总　计", "本页合计", "三号窗口小计", "合计（分）", "平均分", "三号窗口"])), @"
    10 三号窗口 2026-03 二.1 不达标 1
    记录.csv:2 窗口 total-row: “合计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:3 窗口 total-row: “小计：”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:4 窗口 total-row: “合 计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:5 窗口 total-row: “总　计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:6 窗口 total-row: “本页合计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:7 窗口 total-row: “三号窗口小计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:8 窗口 total-row: “合计（分）”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:9 窗口 total-row: “平均分”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv: 读9 计1 报8
    ");
    let csv = "窗口,月份,评分项,次数\n,合计,,7\n三号窗口,2026-03,服务态度,1\n";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    3 三号窗口 2026-03 二.1 不达标 1
    记录.csv:2 窗口 total-row: “合计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv: 读2 计1 报1
    ");
}

#[test]
fn headings_once_more_and_notes_at_the_foot_are_no_records() {
    let csv = "窗口,月份,评分项,次数\n三号窗口,2026-03,服务态度,1\n窗口,月份,评分项,次数\n四号窗口,2026-03,服务态度,1\n制表人：某某,,,\n注：每月报一次,,,\n";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    2 三号窗口 2026-03 二.1 不达标 1
    4 四号窗口 2026-03 二.1 不达标 1
    记录.csv:3 窗口 repeated-headings: 这一行又是表头，不是记录 → 这一行不计分；从表里删去就不再提示
    记录.csv:5 窗口 note-row: “制表人：某某”像是表下的说明，不是记录 → 这一行不计分；从表里删去就不再提示
    记录.csv:6 窗口 note-row: “注：每月报一次”像是表下的说明，不是记录 → 这一行不计分；从表里删去就不再提示
    记录.csv: 读5 计2 报3
    ");
    // Without periods and in a wide table a note would be a subject on whom nothing was found.
    let program = program("对象: 科室\n卫生 10分: 每处不洁 扣1分\n");
    let records = read(&program, &[Input::new("a.csv", "科室,不洁\n内科,\n注：外科未查,\n")], None).unwrap();
    assert_eq!((records.files[0].used, records.files[0].reported), (1, 1));
}

#[test]
fn a_stroke_leaves_a_cell_empty_except_as_a_count() {
    let strokes = ["—", "-", "/", "－", "——", "N/A", "\\"];
    insta::assert_snapshot!(read_one("记录.csv", log("数值", &strokes)), @"
    2 三号窗口 2026-03 二.1 不达标 1
    3 三号窗口 2026-03 二.1 不达标 1
    4 三号窗口 2026-03 二.1 不达标 1
    5 三号窗口 2026-03 二.1 不达标 1
    6 三号窗口 2026-03 二.1 不达标 1
    7 三号窗口 2026-03 二.1 不达标 1
    8 三号窗口 2026-03 二.1 不达标 1
    记录.csv: 读7 计7 报0
    ");
    insta::assert_snapshot!(read_one("记录.csv", log("次数", &["—", "/"])), @"
    记录.csv:2 次数 not-a-number: “—”不是数 → 写成数，如“2”；一次也没有的写“0”
    记录.csv:3 次数 not-a-number: “/”不是数 → 写成数，如“2”；一次也没有的写“0”
    记录.csv: 读2 计0 报2
    ");
    insta::assert_snapshot!(read_one("记录.csv", log("窗口", &["—"])), @"
    记录.csv:2 窗口 no-subject: 没有写考核对象 → 每一行都写明考核对象；合并的单元格拆开，逐行填上
    记录.csv: 读1 计0 报1
    ");
    insta::assert_snapshot!(read_one("记录.csv", log("日期", &["/"])), @"
    记录.csv:2 日期 no-period: 没有写是哪个月份 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv: 读1 计0 报1
    ");
}

#[test]
fn strokes_of_a_wide_table_are_nothing_found_and_nothing_measured() {
    let csv = "窗口,月份,服务态度,物品摆放,满意率,很满意\n三号窗口,2026-03,—,无,/,-\n四号窗口,2026-03,1,N/A,92%,无\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    3 四号窗口 2026-03 二.1 不达标 1
    3 四号窗口 2026-03 四.2 满意率 92
    汇总.csv: 读2 计2 报0
    ");
}

#[test]
fn nothing_found_is_never_another_finding() {
    let rows = "三号窗口,2026-03,工作纪律,无,\n三号窗口,2026-03,工作纪律,未发现问题,0\n三号窗口,2026-03,工作纪律,无,2\n三号窗口,2026-03,工作纪律,合格,\n\
                三号窗口,2026-03,工作纪律,—,\n三号窗口,2026-03,工作纪律,—,—\n三号窗口,2026-03,服务态度,—,2\n三号窗口,2026-03,服务太度,无,\n";
    insta::assert_snapshot!(read_one("记录.csv", format!("窗口,月份,评分项,情形,次数\n{rows}")), @"
    2 三号窗口 2026-03 二.4 玩手机、电脑游戏 0
    3 三号窗口 2026-03 二.4 玩手机、电脑游戏 0
    7 三号窗口 2026-03 二.4 玩手机、电脑游戏 0
    8 三号窗口 2026-03 二.1 不达标 2
    记录.csv:4 情形 unclear-finding: 情形写的是“无”，次数却是“2” → 没有发现的次数写0，发现了的写明情形
    记录.csv:5 情形 unknown-finding: 评分项“二.4 工作纪律”没有情形“合格” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    记录.csv:6 情形 unclear-finding: 情形是一道横线，次数空着，不知是没有发现还是发现一次 → 没有发现写“无”，发现了写次数
    记录.csv:9 评分项 unknown-entry: 规则书里没有评分项“服务太度” → 是不是“服务态度”？
    记录.csv: 读8 计4 报4
    ");
}

#[test]
fn a_column_without_a_heading_is_told() {
    insta::assert_snapshot!(read_one("记录.csv", "窗口,月份,评分项,,次数\n三号窗口,2026-03,服务态度,不达标,1\n"), @"
    2 三号窗口 2026-03 二.1 不达标 1
    记录.csv:1 D unknown-column: D列有内容而没有表头，没有使用 → 写上表头，或清空这一列
    记录.csv: 读1 计1 报0
    ");
    // Row numbers of a program are no contents.
    insta::assert_snapshot!(read_one("记录.csv", ",窗口,月份,评分项\n0,三号窗口,2026-03,服务态度\n1,四号窗口,2026-03,服务态度\n"), @"
    2 三号窗口 2026-03 二.1 不达标 1
    3 四号窗口 2026-03 二.1 不达标 1
    记录.csv: 读2 计2 报0
    ");
}

#[test]
fn two_columns_of_one_heading_must_agree() {
    insta::assert_snapshot!(read_one("汇总.csv", "窗口,月份,服务态度,服务态度\n三号窗口,2026-03,1,1\n四号窗口,2026-03,1,\n五号窗口,2026-03,1,2\n"), @"
    2 三号窗口 2026-03 二.1 不达标 1
    3 四号窗口 2026-03 二.1 不达标 1
    汇总.csv:1 服务态度 duplicate-column: “服务态度”与“服务态度”两列意思相同，只用了“服务态度” → 只留一列
    汇总.csv:4 服务态度 duplicate-column: “服务态度”写的是“2”，意思相同的另一列写的是“1”，不知哪个对 → 只留一列
    汇总.csv: 读3 计2 报1
    ");
    insta::assert_snapshot!(read_one("记录.csv", "窗口,月份,评分项,次数,次数\n三号窗口,2026-03,服务态度,1,2\n"), @"
    记录.csv ambiguous-column: 这几列的意思相同，不知用哪一列：次数、次数 → 改掉其中一列的表头，或在规则书的“数据:”里写明用哪一列
    记录.csv: 读1 计0 报1
    ");
    insta::assert_snapshot!(read_one("记录.csv", "窗口,月份,评分项,次数,数量\n三号窗口,2026-03,服务态度,,2\n"), @"
    记录.csv:1 数量 duplicate-column: “数量”与“次数”两列意思相同，只用了“次数” → 只留一列
    记录.csv:2 数量 duplicate-column: “数量”写的是“2”，意思相同的另一列写的是“”，不知哪个对 → 只留一列
    记录.csv: 读1 计0 报1
    ");
}

#[test]
fn groups_above_names_need_no_merged_cells() {
    let csv = "窗口服务汇总,,,,,\n窗口,月份,环境卫生,,礼仪规范,备注\n,,物品摆放,门窗玻璃,服务态度,\n三号窗口,2026-03,1,2,3,x\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    4 三号窗口 2026-03 一.1 不达标 1
    4 三号窗口 2026-03 一.2 不达标 2
    4 三号窗口 2026-03 二.1 不达标 3
    汇总.csv: 读1 计1 报0
    ");
}

#[test]
fn dates_in_every_spelling() {
    let same = [
        "2026-3-1",
        "2026/03/01",
        "2026.3.1",
        "2026年3月1日",
        "20260301",
        "2026-03-01 00:00:00",
        "2026/3/1 9:30",
        "2026年3月1日上午",
        "2026-03-01（周日）",
        "2026年03月01日 星期日",
        "２０２６－３－１",
        "2026、3、1",
        "2026 3 1",
        "二〇二六年三月一日",
        "2026年3月1号",
    ];
    let program = program(RULEBOOK);
    let records = read(&program, &[Input::new("记录.csv", log("日期", &same))], None).unwrap();
    let days: Vec<String> = records.observations.list.iter().filter_map(|seen| seen.date).map(|day| day.to_string()).collect();
    assert_eq!(days, vec!["2026-03-01"; same.len()], "{:?}", observed(&program, &records));
    insta::assert_snapshot!(read_one("记录.csv", log("日期", &["3月1日", "3/1", "26-3-1", "1/3/2026", "2026-02-30", "2026年3月1日至3日", "46082", "今天", "2026.1"])), @"
    记录.csv:2 日期 no-year: “3月1日”没有写是哪一年 → 写全年份，或加一列“年度”
    记录.csv:3 日期 no-year: “3/1”没有写是哪一年 → 写全年份，或加一列“年度”
    记录.csv:4 日期 bad-period: “26-3-1”不是能认出的日期或周期 → 是不是“2026-03-01”？
    记录.csv:5 日期 bad-period: “1/3/2026”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:6 日期 bad-period: “2026-02-30”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:7 日期 bad-period: “2026年3月1日至3日”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:8 日期 bad-period: “46082”不是能认出的日期或周期 → 是不是“2026-03-01”？
    记录.csv:9 日期 bad-period: “今天”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:10 日期 bad-period: “2026.1”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv: 读9 计0 报9
    ");
}

#[test]
fn a_day_without_its_year_takes_that_of_the_period() {
    let program = program("对象: 窗口\n周期: 每月\n纪律 10分: 迟到每次扣1分, 每周最多扣2分\n");
    let rows = ["甲,2026年3月,,3月1日", "甲,,2026,3/1", "甲,,2026年度,三月一日", "甲,2026年3月,,5日"].map(|row| format!("{row},纪律\n"));
    let csv = format!("窗口,周期,年度,日期,评分项\n{}", rows.concat());
    let records = read(&program, &[Input::new("记录.csv", csv)], None).unwrap();
    let days: Vec<String> = records.observations.list.iter().filter_map(|seen| seen.date).map(|day| day.to_string()).collect();
    assert_eq!(days, ["2026-03-01"; 3]);
    assert_eq!(records.problems.iter().map(|problem| (problem.row, problem.code)).collect::<Vec<_>>(), [(Some(5), "bad-period")]);
}

#[test]
fn times_say_their_units_or_are_asked() {
    let rows = ["12分30秒", "0:12:30", "1:30", "12:30", "1小时30分", "90秒", "十二分三十秒"]
        .map(|time| format!("三号窗口,2026-03,接待时间,{time}\n"));
    insta::assert_snapshot!(read_one("记录.csv", format!("窗口,月份,评分项,数值\n{}", rows.concat())), @"
    2 三号窗口 2026-03 三.1 接待时间 12.5
    3 三号窗口 2026-03 三.1 接待时间 12.5
    6 三号窗口 2026-03 三.1 接待时间 90
    7 三号窗口 2026-03 三.1 接待时间 1.5
    8 三号窗口 2026-03 三.1 接待时间 12.5
    记录.csv:4 数值 ambiguous-time: “1:30”不知是1小时30分还是1分30秒 → 写成“1小时30分”或“1分30秒”
    记录.csv:5 数值 ambiguous-time: “12:30”不知是12小时30分还是12分30秒 → 写成“12小时30分”或“12分30秒”
    记录.csv: 读7 计5 报2
    ");
}

#[test]
fn full_width_digits_are_digits() {
    insta::assert_snapshot!(read_one("记录.csv", "窗口，月份\n".replace('，', ",") + "三号窗口,２０２６－０３\n"), @"
    记录.csv:2 no-entry: 没有写评分项 → 写规则书里的名称或编号；“chidu form”生成的表可以从列表里选
    记录.csv: 读1 计0 报1
    ");
    insta::assert_snapshot!(read_one("记录.csv", log("次数", &["２", "２处", "1２"])), @"
    2 三号窗口 2026-03 二.1 不达标 2
    3 三号窗口 2026-03 二.1 不达标 2
    4 三号窗口 2026-03 二.1 不达标 12
    记录.csv: 读3 计3 报0
    ");
    insta::assert_snapshot!(read_one("记录.csv", "窗口,月份,评分项,数值\n三号窗口,2026-03,满意率,９２．５％\n"), @"
    2 三号窗口 2026-03 四.2 满意率 92.5
    记录.csv: 读1 计1 报0
    ");
}

#[test]
fn a_rate_of_one_is_in_doubt() {
    insta::assert_snapshot!(read_one("记录.csv", "窗口,月份,评分项,数值\n三号窗口,2026-03,满意率,1\n四号窗口,2026-03,满意率,1%\n五号窗口,2026-03,满意率,100\n"), @"
    3 四号窗口 2026-03 四.2 满意率 1
    4 五号窗口 2026-03 四.2 满意率 100
    记录.csv:2 数值 ambiguous-percent: “1”不知是1%还是100% → 写成“100%”或“1%”
    记录.csv: 读3 计2 报1
    ");
}

#[test]
fn errors_saved_as_text_are_errors() {
    let rows = ["#REF!", "#N/A", "#####", "#DIV/0!"].map(|error| format!("三号窗口,2026-03,工作纪律,{error},1\n"));
    insta::assert_snapshot!(read_one("记录.csv", format!("窗口,月份,评分项,情形,次数\n{}", rows.concat())), @"
    记录.csv:2 情形 cell-error: 单元格是错误值#REF! → 改正公式，或直接填上内容
    记录.csv:3 情形 cell-error: 单元格是错误值#N/A → 改正公式，或直接填上内容
    记录.csv:4 情形 cell-error: 单元格是错误值##### → 改正公式，或直接填上内容
    记录.csv:5 情形 cell-error: 单元格是错误值#DIV/0! → 改正公式，或直接填上内容
    记录.csv: 读4 计0 报4
    ");
}

#[test]
fn lost_characters_spoil_their_row() {
    insta::assert_snapshot!(read_one("记录.csv", log("窗口", &["三号窗口\0", "三号\u{fffd}口", "三号窗口"])), @"
    4 三号窗口 2026-03 二.1 不达标 1
    记录.csv:2 窗口 bad-encoding: “三号窗口�”里有无法还原的字符 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv:3 窗口 bad-encoding: “三号�口”里有无法还原的字符 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv: 读3 计1 报2
    ");
}

#[test]
fn marks_without_a_width_are_not_there() {
    let cells = ["\u{feff}三号窗口", "三号\u{200b}窗口", "\u{200e}三号窗口\u{202c}", "三号窗口\u{2060}"];
    insta::assert_snapshot!(read_one("记录.csv", log("窗口", &cells)), @"
    2 三号窗口 2026-03 二.1 不达标 1
    3 三号窗口 2026-03 二.1 不达标 1
    4 三号窗口 2026-03 二.1 不达标 1
    5 三号窗口 2026-03 二.1 不达标 1
    记录.csv: 读4 计4 报0
    ");
}

#[test]
fn a_mapped_column_means_what_there_is() {
    let text = "对象: 窗口\n周期: 每月\n服务态度 50分: 每发现一处不达标 扣1分\n满意率 50分: 达到90%得满分, 每低1个百分点扣0.5分, 扣完为止\n\n\
                数据:\n  编码: 对象\n  那天: 日期\n  哪一项: 评分项\n  几回: 次数\n  率: 数直\n";
    let program = program(text);
    let read = |csv: &str| read(&program, &[Input::new("记录.csv", csv)], None).unwrap();
    let records = read("编码,那天,哪一项,几回,率\n三号,2026-03-05,服务态度,2,\n三号,2026-03-05,满意率,,92%\n");
    insta::assert_snapshot!(shown(&program, &records), @"
    2 三号 2026-03 服务态度 不达标 2
    记录.csv:1 率 unknown-column: 规则书的“数据:”说“率”是“数直”，而没有“数直”这样的列或数值，没有使用 → 是不是“数值”？
    记录.csv:3 no-value: 没有写“满意率”的数值 → 填在“数值”列
    记录.csv: 读2 计1 报1
    ");
    let records = read("编码,那一天,哪一项,几回\n三号,2026-03-05,服务态度,2\n");
    insta::assert_snapshot!(shown(&program, &records), @"
    记录.csv:1 那一天 unknown-column: 不知道“那一天”这一列是什么，没有使用 → 是不是“那天”？
    记录.csv:2 no-period: 没有写是哪个月份 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv: 读1 计0 报1
    ");
    let wide = text.replace("率: 数直", "好评: 满意绿");
    let program = crate::support::program(&wide);
    let records = chidu_records::read(&program, &[Input::new("汇总.csv", "编码,那天,好评\n三号,2026-03-05,92%\n")], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    汇总.csv:1 好评 unknown-column: 规则书的“数据:”说“好评”是“满意绿”，而没有“满意绿”这样的列或数值，没有使用 → 是不是“满意率”？
    汇总.csv:2 no-entry: 没有写评分项 → 写规则书里的名称或编号；“chidu form”生成的表可以从列表里选
    汇总.csv: 读1 计0 报1
    ");
}

/// Each name that a row may misspell, and the name that is asked for.
#[test]
fn every_unknown_name_is_asked_for() {
    let text = "对象: 窗口\n周期: 每月\n评价主体:\n  群众评价 60%\n  领导评价 40%\n一、服务态度 50分: 每发现一处不达标 扣1分, 非本单位原因的除外\n\
                二、满意度调查 50分: 很满意得50分, 一般得30分, 很不满意得0分, 取平均分\n";
    let program = program(text);
    let row = |at: usize, wrong: &str| {
        let mut cells = ["三号窗口", "2026-03-05", "服务态度", "不达标", "群众评价", ""];
        cells[at] = wrong;
        cells.join(",") + "\n"
    };
    let rows = [row(0, "三号窗囗"), row(1, "26-03-05"), row(2, "服务太度"), row(3, "不达表"), row(4, "群众评介"), row(5, "非本单位原因的")];
    let csv = format!(
        "窗口,日期,评分项,情形,评价主体,除外\n{}三号窗口,2026-03-05,满意度调查,很满以,群众评价,\n三号窗口,2026-03-05,服务态度,不达标,群众评价,非本单位原音\n",
        rows.concat()
    );
    let roster = Input::new("名单.csv", "窗口\n三号窗口\n");
    let records = read(&program, &[Input::new("记录.csv", csv)], Some(&roster)).unwrap();
    insta::assert_snapshot!(crate::support::problems(&records, chidu_diagnostics::Lang::Zh).join("\n"), @"
    记录.csv:2 窗口 not-on-roster: “三号窗囗”不在名单上 → 是不是“三号窗口”？
    记录.csv:3 日期 bad-period: “26-03-05”不是能认出的日期或周期 → 是不是“2026-03-05”？
    记录.csv:4 评分项 unknown-entry: 规则书里没有评分项“服务太度” → 是不是“服务态度”？
    记录.csv:5 情形 unknown-finding: 评分项“一 服务态度”没有情形“不达表” → 是不是“不达标”？
    记录.csv:6 评价主体 unknown-source: 规则书里没有评价主体“群众评介”：群众评价、领导评价 → 是不是“群众评价”？
    记录.csv:8 情形 unknown-finding: 评分项“二 满意度调查”没有情形“很满以” → 是不是“很满意”？
    记录.csv:9 除外 unknown-exception: 这个情形没有“非本单位原音”这样的除外：非本单位原因 → 是不是“非本单位原因”？
    ");
}

#[test]
fn a_day_in_the_column_of_counts_is_no_count() {
    insta::assert_snapshot!(read_one("记录.csv", log("次数", &["46086", "20260305", "300"])), @"
    4 三号窗口 2026-03 二.1 不达标 300
    记录.csv:2 次数 out-of-range: “46086”大得不像次数 → 看看是不是把日期、编号填在了这一列
    记录.csv:3 次数 out-of-range: “20260305”大得不像次数 → 看看是不是把日期、编号填在了这一列
    记录.csv: 读3 计1 报2
    ");
    insta::assert_snapshot!(read_one("汇总.csv", "窗口,月份,服务态度\n三号窗口,2026-03,46086\n"), @"
    汇总.csv:2 服务态度 out-of-range: “46086”大得不像次数 → 看看是不是把日期、编号填在了这一列
    汇总.csv: 读1 计0 报1
    ");
}

/// A row that says two periods is asked about; one of them would count it where it does not belong.
#[test]
fn a_day_outside_the_period_of_its_row_is_told() {
    let rows = [
        "2026年3月,,2026-03-31",
        "2026年3月,,2026-04-01",
        "2026年3月,,4月1日",
        "2026年3月,,2026年4月",
        "2026-03-31,,2026-03-02",
        "2026-03-31,,2026-04-02",
        ",2026,2025-03-02",
        "2025-03,2026,",
        "3月,2026年,3月2日",
    ];
    let rows = rows.map(|row| format!("三号窗口,{row},服务态度\n")).concat();
    insta::assert_snapshot!(read_one("记录.csv", format!("窗口,周期,年度,日期,评分项\n{rows}")), @"
    2 三号窗口 2026-03 二.1 不达标 1
    6 三号窗口 2026-03 二.1 不达标 1
    10 三号窗口 2026-03 二.1 不达标 1
    记录.csv:3 日期 date-outside-period: “2026-04-01”不在同一行写的“2026年3月”里 → 改正写错的那一个，两个要一致
    记录.csv:4 日期 date-outside-period: “4月1日”不在同一行写的“2026年3月”里 → 改正写错的那一个，两个要一致
    记录.csv:5 日期 date-outside-period: “2026年4月”不在同一行写的“2026年3月”里 → 改正写错的那一个，两个要一致
    记录.csv:7 日期 date-outside-period: “2026-04-02”不在同一行写的“2026-03-31”里 → 改正写错的那一个，两个要一致
    记录.csv:8 日期 date-outside-period: “2025-03-02”不在同一行写的“2026”里 → 改正写错的那一个，两个要一致
    记录.csv:9 周期 date-outside-period: “2025-03”不在同一行写的“2026”里 → 改正写错的那一个，两个要一致
    记录.csv: 读9 计3 报6
    ");
    // Of a quarter the month that is named is meant, not the quarter that it lies in.
    let program = program("对象: 窗口\n周期: 每季度\n纪律 10分: 迟到每次扣1分\n");
    let csv = "窗口,周期,日期,评分项\n甲,2026年3月,2026-02-05,纪律\n甲,2026年一季度,2026-02-05,纪律\n";
    let records = read(&program, &[Input::new("记录.csv", csv)], None).unwrap();
    assert_eq!(records.problems.iter().map(|problem| (problem.row, problem.code)).collect::<Vec<_>>(), [(Some(2), "date-outside-period")]);
}

/// `delimited` has the tests of which signs part columns.
#[test]
fn rows_of_another_period_than_the_title_count_and_are_told() {
    let titled = |above: &str| format!("{above}\n{}", log("日期", &["2026-03-31", "2026年4月1日", "2025年3月5日", "昨天"]));
    insta::assert_snapshot!(read_one("记录.csv", titled("2026年3月窗口检查记录,,,,,")), @"
    3 三号窗口 2026-03 二.1 不达标 1
    4 三号窗口 2026-04 二.1 不达标 1
    5 三号窗口 2025-03 二.1 不达标 1
    记录.csv:6 日期 bad-period: “昨天”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:1 date-outside-title: 标题写的是“2026年3月”，第 4、5 行写的是别的周期（共 2 行） → 每一行按自己的日期计分；哪个写错了就改哪个
    记录.csv: 读4 计3 报1
    ");
    // A longer period holds them; a stretch, a date of filling in and two periods are not compared.
    let told = |above: &str| read_one("记录.csv", titled(above)).contains("date-outside-title");
    assert!(told("检查周期：2026年4月,,,,,") && told("2025年度考核,,,,,"));
    for above in
        ["2025年1月至2026年4月记录,,,,,", "单位：某中心,填报时间：2026年2月,,,,", "2026年3月、4月记录,,,,,", "2026年2月,2026年5月,,,,"]
    {
        assert!(!told(above), "{above}");
    }
    let quarter = format!("2026年第一季度记录,,,,,\n{}", log("日期", &["2026-03-31", "2026-01-01"]));
    assert!(!read_one("记录.csv", quarter).contains("date-outside-title"));
}

#[test]
fn full_width_commas_between_columns_are_read_or_told() {
    let csv = "窗口,月份,评分项,次数\n三号窗口,2026-03,服务态度,1\n四号窗口,2026-03,服务态度,2\n";
    assert_eq!(read_one("记录.csv", csv.replace(',', "，")), read_one("记录.csv", csv));
    insta::assert_snapshot!(read_one("记录.csv", csv.replace("四号窗口,2026-03,服务态度,2", "四号窗口，2026-03，服务态度，2")), @"
    2 三号窗口 2026-03 二.1 不达标 1
    记录.csv:3 窗口 wide-delimiter: 这一行各列之间写的是全角的“，” → 各列之间改用英文逗号“,”，或另存为xlsx
    记录.csv: 读2 计1 报1
    ");
    insta::assert_snapshot!(read_one("记录.csv", csv.replace(',', "，") + "五号窗口，2026-03，服务态度，1，很冷淡\n"), @"
    记录.csv wide-delimiter: 各列之间写的是全角的“，”，各行的个数又不一样，分不出列 → 各列之间改用英文逗号“,”，或另存为xlsx
    记录.csv: 读4 计0 报4
    ");
}

#[test]
fn a_row_with_two_mistakes_is_told_both() {
    let rows = ["三号窗口,3月5号,服务太度,两三处", "三号窗口,今天,服务态度,1", "合计,,服务太度,12", "三号窗口,,服务太度,1"];
    insta::assert_snapshot!(read_one("记录.csv", format!("窗口,日期,评分项,次数\n{}\n", rows.join("\n"))), @"
    记录.csv:2 日期 no-year: “3月5号”没有写是哪一年 → 写全年份，或加一列“年度”
    记录.csv:2 评分项 unknown-entry: 规则书里没有评分项“服务太度” → 是不是“服务态度”？
    记录.csv:3 日期 bad-period: “今天”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:4 窗口 total-row: “合计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:5 日期 no-period: 没有写是哪个月份 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv: 读4 计0 报4
    ");
}

#[test]
fn a_row_of_a_wide_table_with_several_mistakes_is_told_all() {
    let csv = "窗口,月份,服务态度,满意率\n三号窗口,上个月,两三处,0.9\n合计,,两三处,\n";
    insta::assert_snapshot!(read_one("汇总.csv", csv), @"
    汇总.csv:2 月份 bad-period: “上个月”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    汇总.csv:2 服务态度 not-a-number: “两三处”不是数 → 写成数，如“2”；一次也没有的写“0”
    汇总.csv:2 满意率 ambiguous-percent: “0.9”不知是0.9%还是90% → 写成“90%”或“0.9%”
    汇总.csv:3 窗口 total-row: “合计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    汇总.csv: 读2 计0 报2
    ");
}

#[test]
fn columns_of_a_log_that_nobody_uses_are_named() {
    let notes = |csv: &str| {
        let records = read(&program(RULEBOOK), &[Input::new("记录.csv", csv)], None).unwrap();
        records.notes.iter().map(|note| note.zh.clone()).filter(|note| note.contains("没有使用")).collect::<Vec<_>>()
    };
    let csv = "窗口,月份,评分项,天气,带队领导,签收\n三号窗口,2026-03,服务态度,晴,某某,\n";
    assert_eq!(notes(csv), ["记录.csv 没有使用的列：天气、带队领导；是记录的，在规则书的“数据:”里写明是什么"]);
    assert_eq!(notes("窗口,月份,评分项,备注,序号\n三号窗口,2026-03,服务态度,晴,1\n"), Vec::<String>::new());
    insta::assert_snapshot!(read_one("记录.csv", "窗口,月份,评分项,率\n三号窗口,2026-03,满意率,92%\n"), @"
    记录.csv:1 率 unknown-column: 不知道“率”这一列是什么，没有使用 → 是不是“数值”？
    记录.csv:2 no-value: 没有写“满意率”的数值 → 填在“数值”列
    记录.csv: 读1 计0 报1
    ");
}

/// A program that saves in an encoding without Chinese puts question marks in place of it.
#[test]
fn a_table_that_lost_its_characters_says_so() {
    insta::assert_snapshot!(read_one("记录.csv", "2026?3?????,,,\n??,??,???,??\n????,2026-03,????,1\n"), @"
    记录.csv bad-encoding: “2026?3?????”里有无法还原的字符 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv: 读3 计0 报3
    ");
}
