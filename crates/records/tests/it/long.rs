//! The log of findings: one row a finding, a measurement or an answer.

use chidu_diagnostics::Lang;
use chidu_records::{Input, read};

use crate::support::{RULEBOOK, observed, problems, program, read_one, shown};

#[test]
fn findings_measures_events_and_answers() {
    let csv = "窗口,月份,评分项,情形,次数,数值
三号窗口,2026年3月,服务态度,不达标,2处,
三号窗口,2026-03-05,二.1,,,
三号窗口,2026-03,二、礼仪规范/1.服务态度,发现不达标的,两处,
三号窗口,2026-03,5.告知,未放告知牌,,
三号窗口,2026-03,告知牌,,,
三号窗口,2026-03,,未耐心解释,,
三号窗口,2026-03,工作纪律,玩手机,２,
三号窗口,2026-03,工作纪律,电脑游戏,,
三号窗口,2026-03,工作纪律,迟到早退,3,
三号窗口,2026-03,接待时间,,,12分钟
三号窗口,2026-03,接待时间,超过3分钟,2,
三号窗口,2026-03,接待时间,接待时间,,1小时5分
三号窗口,2026-03,交接班,交接时间,,15
三号窗口,2026-03,满意度调查,很满意,3,
三号窗口,2026-03,满意度调查,,,基本满意
三号窗口,2026-03,满意率,,,92%
三号窗口,2026-03,一票否决,弄虚作假,,
四号窗口,2026-03,不予考评,,,
";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    2 三号窗口 2026-03 二.1 不达标 2
    3 三号窗口 2026-03 二.1 不达标 1
    4 三号窗口 2026-03 二.1 不达标 2
    5 三号窗口 2026-03 二.5 未放告知牌 1
    6 三号窗口 2026-03 二.5 未放告知牌 1
    7 三号窗口 2026-03 二.5 未耐心解释 1
    8 三号窗口 2026-03 二.4 玩手机、电脑游戏 2
    9 三号窗口 2026-03 二.4 玩手机、电脑游戏 1
    10 三号窗口 2026-03 二.4 其他 3 “迟到早退”
    11 三号窗口 2026-03 三.1 接待时间 12
    12 三号窗口 2026-03 三.1 接待时间 3 ×2 by 三.1-1
    13 三号窗口 2026-03 三.1 接待时间 65
    14 三号窗口 2026-03 三.2 交接时间 15
    15 三号窗口 2026-03 四.1 满意度调查=很满意 3
    16 三号窗口 2026-03 四.1 满意度调查=基本满意 1
    17 三号窗口 2026-03 四.2 满意率 92
    18 三号窗口 2026-03  弄虚作假 1
    19 四号窗口 2026-03  当月未进行检查的 1
    记录.csv: 读18 计18 报0
    ");
}

#[test]
fn rows_that_cannot_count_say_why() {
    let csv = "窗口,月份,评分项,情形,次数,数值,扣分
三号窗口,2026-03,服务太度,不达标,1,,
三号窗口,2026-03,告知,未放告示牌,1,,
三号窗口,2026-03,告知,,1,,
三号窗口,2026-03,工作纪律,玩手几,1,,
三号窗口,2026-03,,不达标,1,,
三号窗口,2026-03,服务态度,不达标,很多,,
三号窗口,2026-03,服务态度,不达标,-1,,
三号窗口,2026-03,服务态度,不达标,1.5,,
三号窗口,2026-03,服务态度,不达标,2次,,
三号窗口,2026-03,服务态度,不达标,,2,
三号窗口,2026-03,满意率,,,0.92,
三号窗口,2026-03,满意率,,,12分钟,
三号窗口,2026-03,满意率,,,,
三号窗口,2026-03,满意率,,92,,
三号窗口,2026-03,满意度调查,满意,1,,
三号窗口,2026-03,接待时间,超过3分钟,,2,
三号窗口,2026-03,接待时间,超过5分钟,1,,
三号窗口,2026-03,语态,,1,,
三号窗口,2026-03,语态,,1,,4
三号窗口,2026-03,语态,,2,,4
,2026-03,服务态度,不达标,1,,
三号窗口,,服务态度,不达标,1,,
三号窗口,3月,服务态度,不达标,1,,
三号窗口,2026年,服务态度,不达标,1,,
合计,2026-03,服务态度,不达标,1,,
三号窗口,2026-03,,,1,,
三号窗口,2026-03,一票否决,弄虚做假,1,,
";
    let program = program(RULEBOOK);
    let records = read(&program, &[Input::new("记录.csv", csv)], None).unwrap();
    insta::assert_snapshot!(problems(&records, Lang::Zh).join("\n"), @"
    记录.csv:2 评分项 unknown-entry: 规则书里没有评分项“服务太度” → 是不是“服务态度”？
    记录.csv:3 情形 unknown-finding: 评分项“二.5 告知”没有情形“未放告示牌” → 是不是“未放告知牌”？
    记录.csv:4 情形 no-finding: 评分项“告知”有多个情形，这一行没有写是哪个：未放告知牌、未耐心解释 → 在“情形”列写明是哪一个
    记录.csv:5 情形 unknown-finding: 评分项“二.4 工作纪律”没有情形“玩手几” → 是不是“玩手机”？
    记录.csv:6 情形 ambiguous-label: 情形“不达标”不止一处：一.1-1、一.2-1、二.1-1 → 写全，如“一.1-1”
    记录.csv:7 次数 not-a-number: “很多”不是数 → 写成数，如“2”；一次也没有的写“0”
    记录.csv:8 次数 out-of-range: “-1”小于0 → 写不小于0的数
    记录.csv:9 次数 not-whole: 次数应为整数，这里是“1.5” → 写整数
    记录.csv:11 数值 stray-value: “不达标”按次数计，次数是空的，不知数值“2”是不是次数 → 把次数填在“次数”列
    记录.csv:12 数值 ambiguous-percent: “0.92”不知是0.92%还是92% → 写成“92%”或“0.92%”
    记录.csv:13 数值 wrong-unit: “12分钟”的单位不能换算成% → 写成以%计的数；或核对这一行说的是不是这一项
    记录.csv:14 数值 no-value: 没有写“满意率”的数值 → 填在“数值”列
    记录.csv:15 数值 no-value: 没有写“满意率”的数值 → 填在“数值”列
    记录.csv:16 情形 unknown-finding: 评分项“四.1 满意度调查”没有情形“满意” → 是不是“很满意”？
    记录.csv:17 数值 value-contradicts-finding: 数值2与这一行写的情形“超过3分钟的, 每次扣1分”不符 → 改数值，或改情形
    记录.csv:18 情形 unknown-finding: 评分项“三.1 接待时间”没有情形“超过5分钟” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    记录.csv:19 扣分 amount-missing: “视情扣1-3分”由考评员定分，这一行没有写分数（1至3分） → 填在“扣分”“加分”或“得分”列
    记录.csv:20 扣分 out-of-range: 4分超出规定的1至3分 → 填1到3之间的分数
    记录.csv:21 扣分 out-of-range: 4分超出规定的1至3分 → 填1到3之间的分数
    记录.csv:22 窗口 no-subject: 没有写考核对象 → 每一行都写明考核对象；合并的单元格拆开，逐行填上
    记录.csv:23 月份 no-period: 没有写是哪个月份 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:24 月份 no-year: “3月”没有写是哪一年 → 写全年份，或加一列“年度”
    记录.csv:25 月份 period-too-coarse: “2026年”不能说明是哪个月份 → 写成“2026年3月”或“2026-03-05”这样
    记录.csv:26 窗口 total-row: “合计”像是汇总行，不是考核对象 → 这一行不计分；从表里删去就不再提示
    记录.csv:27 评分项 no-entry: 没有写评分项 → 写规则书里的名称或编号；“chidu form”生成的表可以从列表里选
    记录.csv:28 情形 unknown-finding: 评分项“一票否决”没有情形“弄虚做假” → 是不是“弄虚作假”？
    ");
    insta::assert_snapshot!(problems(&records, Lang::En).join("\n"), @"
    记录.csv:2 评分项 unknown-entry: the rulebook has no entry “服务太度” → did you mean “服务态度”?
    记录.csv:3 情形 unknown-finding: entry “二.5 告知” has no finding “未放告示牌” → did you mean “未放告知牌”?
    记录.csv:4 情形 no-finding: entry “告知” has several findings and the row names none: 未放告知牌, 未耐心解释 → say in the finding column (情形) which it is
    记录.csv:5 情形 unknown-finding: entry “二.4 工作纪律” has no finding “玩手几” → did you mean “玩手机”?
    记录.csv:6 情形 ambiguous-label: finding “不达标” stands in more than one place: 一.1-1, 一.2-1, 二.1-1 → name it in full, such as “一.1-1”
    记录.csv:7 次数 not-a-number: “很多” is not a number → type a number, such as “2”; “0” for none
    记录.csv:8 次数 out-of-range: “-1” is below 0 → type a number that is not below 0
    记录.csv:9 次数 not-whole: a count is a whole number, this is “1.5” → type a whole number
    记录.csv:11 数值 stray-value: “不达标” is counted and the count is empty; “2” in the value column may or may not be the count → put the count into the count column (次数)
    记录.csv:12 数值 ambiguous-percent: “0.92” may mean 0.92% or 92% → type “92%” or “0.92%”
    记录.csv:13 数值 wrong-unit: the unit of “12分钟” cannot be turned into % → give it in %, or check that the row is about this
    记录.csv:14 数值 no-value: the value of “满意率” is not given → fill the value column (数值)
    记录.csv:15 数值 no-value: the value of “满意率” is not given → fill the value column (数值)
    记录.csv:16 情形 unknown-finding: entry “四.1 满意度调查” has no finding “满意” → did you mean “很满意”?
    记录.csv:17 数值 value-contradicts-finding: the value 2 contradicts the finding “超过3分钟的, 每次扣1分” of the same row → mend the value or the finding
    记录.csv:18 情形 unknown-finding: entry “三.1 接待时间” has no finding “超过5分钟” → give a finding of the rulebook; where nothing was found write 无, or no row at all
    记录.csv:19 扣分 amount-missing: “视情扣1-3分” is left to the assessor and the row gives no amount (1 to 3 points) → fill the column 扣分, 加分 or 得分
    记录.csv:20 扣分 out-of-range: 4 points lie outside the stated 1 to 3 → give points between 1 and 3
    记录.csv:21 扣分 out-of-range: 4 points lie outside the stated 1 to 3 → give points between 1 and 3
    记录.csv:22 窗口 no-subject: the row names no subject → name the subject in every row; unmerge merged cells and fill each row
    记录.csv:23 月份 no-period: the row does not say which month → type it like “2026-03” or “2026-03-05”
    记录.csv:24 月份 no-year: “3月” does not say the year → give the year, or add a column 年度
    记录.csv:25 月份 period-too-coarse: “2026年” does not tell which month → type it like “2026-03” or “2026-03-05”
    记录.csv:26 窗口 total-row: “合计” looks like a line of totals, not like a subject → the row does not count; delete it and it is not told again
    记录.csv:27 评分项 no-entry: the row names no entry → give an entry of the rulebook by name or number; the form of `chidu form` has them to choose from
    记录.csv:28 情形 unknown-finding: entry “一票否决” has no finding “弄虚做假” → did you mean “弄虚作假”?
    ");
    insta::assert_snapshot!(observed(&program, &records).join("\n"), @"10 三号窗口 2026-03 二.1 不达标 2");
    let file = &records.files[0];
    assert_eq!((file.read, file.used, file.reported), (27, 1, 26));
}

#[test]
fn amounts_of_computed_clauses_are_handed_on() {
    let csv = "窗口,月份,评分项,情形,次数,扣分,得分
三号窗口,2026-03,服务态度,不达标,2,-2,
三号窗口,2026-03,服务态度,不达标,2,,8
三号窗口,2026-03,语态,,1,2分,
三号窗口,2026-03,语态,,1,,3
";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    2 三号窗口 2026-03 二.1 不达标 2 -2
    3 三号窗口 2026-03 二.1 不达标 2 =8
    4 三号窗口 2026-03 二.3 语态 1 -2
    5 三号窗口 2026-03 二.3 语态 1 -2
    记录.csv: 读4 计4 报0
    ");
}

#[test]
fn a_matter_goes_with_its_row() {
    let csv = "窗口,检查日期,项目,问题,事项编号,备注\n三号窗口,2026/3/5,工作纪律,与群众发生争执,甲-7,群众投诉\n";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    2 三号窗口 2026-03 二.4 与群众发生争执 1 #甲-7
    记录.csv: 读1 计1 报0
    ");
}

#[test]
fn one_finding_needs_no_names() {
    let program = program("服务态度 5分: 每发现一处不达标 扣1分, 最多扣5分\n");
    let records = read(&program, &[Input::new("a.csv", "对象,次数\n甲,2\n乙,\n")], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 甲 - 服务态度 不达标 2
    3 乙 - 服务态度 不达标 1
    a.csv: 读2 计2 报0
    ");
}

#[test]
fn single_answers_are_yes_or_no() {
    let program = program("制度建设 5分: 建立制度得5分\n");
    let csv = "对象,评分项,次数\n甲,制度建设,是\n乙,制度建设,0\n丙,制度建设,×\n丁,制度建设,√\n戊,制度建设,\n";
    let records = read(&program, &[Input::new("a.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 甲 - 制度建设 建立制度=建立制度 1
    3 乙 - 制度建设 建立制度=建立制度 0
    4 丙 - 制度建设 建立制度=建立制度 0
    5 丁 - 制度建设 建立制度=建立制度 1
    6 戊 - 制度建设 建立制度=建立制度 1
    a.csv: 读5 计5 报0
    ");
}

#[test]
fn the_rulebook_s_own_headings_win() {
    let text = format!("{RULEBOOK}\n数据:\n  责任部门: 对象\n  查处事由: 情形\n");
    let program = program(&text);
    let csv = "窗口,责任部门,月份,查处事由\n一楼,三号窗口,2026-03,未放告知牌\n";
    let records = read(&program, &[Input::new("a.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 三号窗口 2026-03 二.5 未放告知牌 1
    a.csv: 读1 计1 报0
    ");
}

#[test]
fn an_event_may_have_no_size() {
    let program = program("考勤 10分: 迟到每次扣1分; 迟到超过30分钟的, 每次扣3分\n");
    let csv =
        "对象,评分项,情形,次数,数值\n甲,考勤,迟到,2,\n甲,考勤,迟到,,40分钟\n甲,考勤,迟到超过30分钟,2,\n甲,考勤,迟到,0,\n甲,考勤,,1,\n";
    let records = read(&program, &[Input::new("a.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 甲 - 考勤 迟到 0 ×2 by 考勤-1
    3 甲 - 考勤 迟到 40
    4 甲 - 考勤 迟到 30 ×2 by 考勤-2
    6 甲 - 考勤 迟到 0 by 考勤-1
    a.csv: 读5 计5 报0
    ");
    let wide = read(&program, &[Input::new("a.csv", "对象,迟到,迟到超过30分钟\n甲,2,1\n乙,40分钟,\n")], None).unwrap();
    insta::assert_snapshot!(shown(&program, &wide), @"
    2 甲 - 考勤 迟到 0 ×2 by 考勤-1
    2 甲 - 考勤 迟到 30 by 考勤-2
    3 乙 - 考勤 迟到 40
    a.csv: 读2 计2 报0
    ");
}

#[test]
fn what_keeps_all_points_is_no_finding_to_choose_from() {
    let program = program("台账 10分: 达到要求得10分, 每缺一项扣1分\n");
    let csv = "对象,评分项,情形,次数\n甲,台账,,2\n乙,台账,达到要求,\n";
    let records = read(&program, &[Input::new("a.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 甲 - 台账 缺 2
    3 乙 - 台账 达到要求 1
    a.csv: 读2 计2 报0
    ");
}

#[test]
fn a_row_may_name_a_condition_and_give_its_value() {
    let csv = "窗口,月份,评分项,情形,次数,数值
三号窗口,2026-03,交接班,交接时间超过10分钟,,12分钟
三号窗口,2026-03,交接班,超过10分钟,,9分钟
三号窗口,2026-03,交接班,超过10分钟,1,
三号窗口,2026-03,接待时间,超过3分钟的,,4分钟
三号窗口,2026-03,工作纪律-玩手机,,1,
";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    2 三号窗口 2026-03 三.2 交接时间 12
    5 三号窗口 2026-03 三.1 接待时间 4
    6 三号窗口 2026-03 二.4 玩手机、电脑游戏 1
    记录.csv:3 数值 value-contradicts-finding: 数值9与这一行写的情形“交接时间超过10分钟 扣5分”不符 → 改数值，或改情形
    记录.csv:4 数值 no-value: 没有写“交接时间”的数值 → 填在“数值”列
    记录.csv: 读5 计3 报2
    ");
    insta::assert_snapshot!(read_one("汇总.csv", "窗口,月份,交接时间超过10分钟,物品摆放\n三号窗口,2026-03,1,1\n"), @"
    2 三号窗口 2026-03 一.1 不达标 1
    汇总.csv:1 交接时间超过10分钟 unknown-column: 不知道“交接时间超过10分钟”这一列是什么，没有使用 → 在规则书的“数据:”里写明它是什么；不是记录的，改成“备注”或删去
    汇总.csv: 读1 计1 报0
    ");
}

#[test]
fn whose_other_it_is_must_be_said() {
    let csv = "窗口,月份,评分项,情形\n三号窗口,2026-03,,迟到早退\n三号窗口,2026-03,工作纪律,迟到早退\n三号窗口,2026-03,礼仪规范,迟到早退\n";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    3 三号窗口 2026-03 二.4 其他 1 “迟到早退”
    记录.csv:2 情形 unknown-finding: 规则书里没有情形“迟到早退” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    记录.csv:4 情形 unknown-finding: 评分项“二 礼仪规范”没有情形“迟到早退” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    记录.csv: 读3 计1 报2
    ");
    let program = program("纪律 10分: 迟到每次扣2分; 其他每发现一处扣1分\n");
    let records = read(&program, &[Input::new("a.csv", "对象,情形\n甲,脱岗\n甲,迟倒\n")], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 甲 - 纪律 其他 1 “脱岗”
    a.csv:3 情形 unknown-finding: 规则书里没有情形“迟倒” → 是不是“迟到”？
    a.csv: 读2 计1 报1
    ");
}
