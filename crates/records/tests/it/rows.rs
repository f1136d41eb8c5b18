//! Every row counts or is listed, whatever table it stands in.

use chidu_records::{Input, ReadError, read};

use crate::support::{RULEBOOK, program, read_one, shown};

#[test]
fn headings_may_stand_beneath_a_title() {
    let csv = "窗口服务检查记录,,\n检查人:某某,日期:2026-03,\n窗口,月份,评分项\n三号窗口,2026-03,服务态度\n";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    4 三号窗口 2026-03 二.1 不达标 1
    记录.csv: 读1 计1 报0
    ");
}

#[test]
fn a_table_without_known_headings_is_reported_whole() {
    insta::assert_snapshot!(read_one("记录.csv", "甲,乙\n1,2\n3,4\n"), @"
    记录.csv no-header: 前10行里没有能认出的表头 → 第一行写表头：对象、日期、评分项、情形、次数、数值
    记录.csv: 读3 计0 报3
    ");
    insta::assert_snapshot!(read_one("记录.csv", "月份,评分项,次数\n2026-03,服务态度,1\n"), @"
    记录.csv no-subject: 表头里没有考核对象这一列：月份、评分项、次数 → 在规则书的“数据:”里写明哪一列是对象
    记录.csv: 读1 计0 报1
    ");
    insta::assert_snapshot!(read_one("记录.csv", "单位,科室,月份,评分项\n甲,乙,2026-03,服务态度\n"), @"
    记录.csv ambiguous-column: 这几列的意思相同，不知用哪一列：单位、科室 → 改掉其中一列的表头，或在规则书的“数据:”里写明用哪一列
    记录.csv: 读1 计0 报1
    ");
}

#[test]
fn the_same_file_twice_is_an_error() {
    let program = program(RULEBOOK);
    let file = |name: &str| Input::new(name, "窗口,月份,评分项\n三号窗口,2026-03,服务态度\n");
    let error = read(&program, &[file("一.csv"), file("二.csv")], None).unwrap_err();
    assert_eq!(error, ReadError::SameFileTwice { first: "一.csv".to_owned(), second: "二.csv".to_owned() });
}

#[test]
fn a_row_of_two_files_counts_once() {
    let program = program(RULEBOOK);
    let first = Input::new("一.csv", "窗口,月份,评分项,次数\n三号窗口,2026-03,服务态度,1\n三号窗口,2026-03,服务态度,1\n");
    let second = Input::new("二.csv", "窗口,月份,评分项,次数\n三号窗口,2026-03,服务态度,1\n四号窗口,2026-03,服务态度,1\n");
    let records = read(&program, &[first, second], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    2 三号窗口 2026-03 二.1 不达标 1
    3 三号窗口 2026-03 二.1 不达标 1
    3 四号窗口 2026-03 二.1 不达标 1
    二.csv:2 duplicate-row: 与 一.csv 第2行 每一格都相同，只计一次 → 是同一件事就不用管；是两件事的，在“备注”或“证据”里写出区别
    一.csv: 读2 计2 报0
    二.csv: 读2 计1 报1
    ");
}

#[test]
fn names_are_one_in_any_spelling() {
    let csv = "窗口,月份,评分项,情形\n3号窗口,2026-03,服務態度,不達標\n３号窗口,２０２６年３月,二．１,不达标。\n3号 窗口,2026-03,（二）1,不达标\n";
    insta::assert_snapshot!(read_one("记录.csv", csv), @"
    2 3号窗口 2026-03 二.1 不达标 1
    3 3号窗口 2026-03 二.1 不达标 1
    4 3号窗口 2026-03 二.1 不达标 1
    记录.csv: 读3 计3 报0
    ");
}

#[test]
fn names_that_stand_twice_must_be_told_apart() {
    let text = "《规则》 满分20分\n一、前台 10分\n  1. 卫生 10分: 每处不洁 扣1分\n二、后台 10分\n  1. 卫生 10分: 每处不洁 扣1分\n";
    let program = program(text);
    let csv = "对象,评分项,情形\n甲,卫生,不洁\n甲,后台/卫生,不洁\n甲,二.1,\n甲,一、前台-1.卫生,\n甲,,不洁\n";
    let records = read(&program, &[Input::new("a.csv", csv)], None).unwrap();
    insta::assert_snapshot!(shown(&program, &records), @"
    3 甲 - 二.1 不洁 1
    4 甲 - 二.1 不洁 1
    5 甲 - 一.1 不洁 1
    a.csv:2 评分项 ambiguous-entry: 评分项“卫生”不止一个：一.1 卫生、二.1 卫生 → 写全，如“一.1 卫生”
    a.csv:6 情形 ambiguous-label: 情形“不洁”不止一处：一.1-1、二.1-1 → 写全，如“一.1-1”
    a.csv: 读5 计3 报2
    ");
}
