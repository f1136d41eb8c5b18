//! Who was assessed.

use chidu_diagnostics::Lang;
use chidu_records::{Input, Records, read};

use crate::support::{RULEBOOK, assessed, problems, program};

const RECORDS: &str = "窗口,月份,评分项\n三号窗口,2026-03,服务态度\n三号窗口,2026-04,服务态度\n５号窗口,2026-03,服务态度\n";

fn with_roster(name: &str, roster: &str) -> Records {
    let program = program(RULEBOOK);
    read(&program, &[Input::new("记录.csv", RECORDS)], Some(&Input::new(name, roster))).unwrap()
}

#[test]
fn everybody_listed_is_assessed_in_every_period_of_the_records() {
    let records = with_roster("名单.csv", "窗口\n一号窗口\n三号窗口\n5号窗口\n");
    insta::assert_snapshot!(assessed(&records), @"
    三号窗口 2026-03
    三号窗口 2026-04
    5号窗口 2026-03
    一号窗口 2026-03
    一号窗口 2026-04
    5号窗口 2026-04
    ");
    assert!(records.problems.is_empty());
    assert!(records.notes.is_empty());
}

#[test]
fn a_list_of_names_needs_no_heading() {
    let plain = with_roster("名单.txt", "一号窗口\n三号窗口\n5号窗口\n");
    let json = with_roster("名单.json", r#"["一号窗口", "三号窗口", "5号窗口"]"#);
    assert_eq!(assessed(&plain), assessed(&json));
    assert_eq!(plain.observations.subjects, ["一号窗口", "三号窗口", "5号窗口"]);
}

#[test]
fn a_roster_may_say_when() {
    let records = with_roster("名单.csv", "窗口,月份\n一号窗口,2026-04\n三号窗口,2026年3月\n5号窗囗,\n");
    insta::assert_snapshot!(assessed(&records), @"
    三号窗口 2026-03
    一号窗口 2026-04
    5号窗囗 2026-03
    5号窗囗 2026-04
    ");
    insta::assert_snapshot!(problems(&records, Lang::Zh).join("\n"), @"
    记录.csv:3 窗口 not-on-roster: “三号窗口”不在名单上 → 改成名单上的名字，或把它加进名单
    记录.csv:4 窗口 not-on-roster: “５号窗口”不在名单上 → 是不是“5号窗囗”？
    ");
    insta::assert_snapshot!(problems(&records, Lang::En).join("\n"), @"
    记录.csv:3 窗口 not-on-roster: “三号窗口” is not on the roster → use a name of the roster, or add this one to it
    记录.csv:4 窗口 not-on-roster: “５号窗口” is not on the roster → did you mean “5号窗囗”?
    ");
}

#[test]
fn without_a_roster_it_is_said_who_is_left_out() {
    let program = program(RULEBOOK);
    let records = read(&program, &[Input::new("记录.csv", RECORDS)], None).unwrap();
    let notes: Vec<&str> = records.notes.iter().map(|note| note.get(Lang::Zh)).collect();
    assert_eq!(notes, ["没有名单：没有记录的对象不在结果里"]);
}

#[test]
fn without_periods_the_whole_is_one() {
    let program = program("服务态度 5分: 每发现一处不达标 扣1分\n");
    let records = read(&program, &[], Some(&Input::new("名单.csv", "对象\n甲\n乙\n"))).unwrap();
    assert_eq!(assessed(&records), "甲 -\n乙 -");
}

#[test]
fn a_roster_that_cannot_be_read_stops_the_run() {
    let program = program(RULEBOOK);
    let error = read(&program, &[], Some(&Input::new("名单.csv", "甲乙,丙丁\n一,二\n"))).unwrap_err();
    insta::assert_snapshot!(error.text().get(Lang::Zh), @"名单.csv: 前10行里没有能认出的表头");
}
