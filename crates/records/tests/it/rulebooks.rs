//! The rulebooks of the repository with their sample records.

use std::path::{Path, PathBuf};

use chidu_diagnostics::Lang;
use chidu_records::{Input, Records, read};

use crate::support::{observed, problems, program};

const NAMES: [&str; 3] = ["customer-satisfaction", "hospital-windows", "postal-stars"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks").join(name)
}

fn read_of(name: &str, file: &str) -> (Vec<String>, Records) {
    let program = program(&std::fs::read_to_string(folder(name).join("rulebook.chidu")).unwrap());
    let bytes = std::fs::read(folder(name).join(file)).unwrap();
    let records = read(&program, &[Input::new(file, bytes)], None).unwrap();
    (observed(&program, &records), records)
}

/// An observation without the sheet and row that it was read from.
fn facts(lines: Vec<String>) -> Vec<String> {
    lines.iter().map(|line| line.split_once(' ').unwrap().1.to_owned()).collect()
}

#[test]
fn the_csv_and_the_workbook_say_the_same() {
    for name in NAMES {
        let (csv, records) = read_of(name, "records.csv");
        assert_eq!(problems(&records, Lang::En), Vec::<String>::new(), "{name}");
        let (xlsx, records) = read_of(name, "records.xlsx");
        assert_eq!(problems(&records, Lang::En), Vec::<String>::new(), "{name}");
        assert!(csv.len() > 20, "{name}");
        assert_eq!(facts(csv), facts(xlsx), "{name}");
    }
}

#[test]
fn wrong_rows_are_told_one_by_one() {
    let told: Vec<String> = NAMES.iter().flat_map(|name| problems(&read_of(name, "wrong-rows.csv").1, Lang::Zh)).collect();
    insta::assert_snapshot!(told.join("\n"), @"
    wrong-rows.csv:3 评分项 unknown-entry: 规则书里没有评分项“服务标准执形” → 是不是“服务标准执行”？
    wrong-rows.csv:4 情形 unknown-finding: 评分项“三 服务投诉”没有情形“有效投拆” → 是不是“有效投诉”？
    wrong-rows.csv:5 次数 not-a-number: “两三起”不是数 → 写成数，如“2”；一次也没有的写“0”
    wrong-rows.csv:6 单位 no-subject: 没有写考核对象 → 每一行都写明考核对象；合并的单元格拆开，逐行填上
    wrong-rows.csv:7 日期 bad-period: “2026-13-05”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    wrong-rows.csv:8 次数 out-of-range: “-1”小于0 → 写不小于0的数
    wrong-rows.csv:9 日期 no-period: 没有写是哪个月份 → 写成“2026年3月”或“2026-03-05”这样
    wrong-rows.csv:10 情形 unknown-finding: 评分项“二 客户满意度调查”没有情形“非常好” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    wrong-rows.csv:3 项目 unknown-entry: 规则书里没有评分项“发形” → 是不是“发型”？
    wrong-rows.csv:4 问题 unknown-finding: 评分项“五.3 开窗服务”没有情形“未及时开窗户” → 是不是“未及时开窗”？
    wrong-rows.csv:5 问题 unknown-finding: 评分项“三.4 语态”没有情形“语态过应” → 是不是“语态过硬”？
    wrong-rows.csv:7 问题 no-finding: 评分项“设备故障”有多个情形，这一行没有写是哪个：未放告知牌、未耐心解释 → 在“情形”列写明是哪一个
    wrong-rows.csv:8 数值 not-a-number: “十来分钟”不是数 → 写成数，如“2”；一次也没有的写“0”
    wrong-rows.csv:11 问题 unknown-finding: 评分项“五.4 先外后内”没有情形“业务办理时间” → 是不是“业务办理”？
    wrong-rows.csv:12 检查日期 bad-period: “三月十号左右”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    wrong-rows.csv:5 次数 not-a-number: “三四件”不是数 → 写成数，如“2”；一次也没有的写“0”
    wrong-rows.csv:6 数值 wrong-unit: “12%”的单位不能换算成分钟 → 写成以分钟计的数；或核对这一行说的是不是这一项
    wrong-rows.csv:7 情形 unknown-finding: 评分项“一.2 时钟”没有情形“停走” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    wrong-rows.csv:8 情形 unknown-finding: 评分项“五.2 服务用语”没有情形“与用户争嘴” → 是不是“与用户争吵”？
    wrong-rows.csv:10 情形 unknown-finding: 评分项“一票否决”没有情形“发生火灾” → 写规则书里的情形；没有发现问题的写“无”，或不写这一行
    wrong-rows.csv:11 情形 unknown-finding: 评分项“加分项.1 用户表扬”没有情形“收到书面表杨” → 是不是“收到书面表扬”？
    wrong-rows.csv:13 日期 bad-period: “2026-02-30”不是能认出的日期或周期 → 写成“2026年3月”或“2026-03-05”这样
    ");
}
