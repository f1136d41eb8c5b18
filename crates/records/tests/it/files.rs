//! Encodings, delimiters and kinds of text files.

use chidu_diagnostics::Lang;
use chidu_records::{Input, read};

use crate::support::{RULEBOOK, problems, program, read_one};

const CSV: &str = "窗口,月份,评分项,次数\r\n三号窗口,2026-03,服务态度,1\r\n\r\n四号窗口,2026-03,服务太度,1\r\n";

#[test]
fn one_table_in_many_encodings_and_delimiters() {
    let expected = read_one("记录.csv", CSV);
    insta::assert_snapshot!(expected, @"
    2 三号窗口 2026-03 二.1 不达标 1
    记录.csv:4 评分项 unknown-entry: 规则书里没有评分项“服务太度” → 是不是“服务态度”？
    记录.csv: 读2 计1 报1
    ");
    let (gb, ..) = encoding_rs::GB18030.encode(CSV);
    let marked = [b"\xef\xbb\xbf", CSV.as_bytes()].concat();
    for bytes in [gb.to_vec(), marked, CSV.replace(',', ";").into_bytes(), CSV.replace(',', "\t").into_bytes()] {
        assert_eq!(read_one("记录.csv", bytes), expected);
    }
}

#[test]
fn a_damaged_row_is_named_and_never_scored() {
    let (gb, ..) = encoding_rs::GB18030.encode("窗口,月份,评分项\n三号窗口,2026-03,服务态度\n四号窗口,2026-03,");
    let bytes: Vec<u8> = gb.iter().copied().chain([0xff, 0xff, b'\n']).chain(*b"5,2026-03,\n").collect();
    insta::assert_snapshot!(read_one("记录.csv", bytes), @"
    2 三号窗口 2026-03 二.1 不达标 1
    记录.csv bad-encoding: 第3行起有不合gb18030编码的字节，含有这种字节的行不计 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv:3 评分项 bad-encoding: “��”里有无法还原的字符 → 另存为UTF-8编码的CSV，或xlsx
    记录.csv:4 评分项 no-entry: 没有写评分项 → 写规则书里的名称或编号；“chidu form”生成的表可以从列表里选
    记录.csv: 读3 计1 报2
    ");
}

#[test]
fn json_and_json_lines() {
    let json = r#"{"records": [
        {"对象": "三号窗口", "周期": "2026-03", "评分项": "服务态度", "情形": "不达标", "次数": 2},
        {"对象": "三号窗口", "周期": "2026-03", "评分项": "满意率", "数值": 92.125},
        {"对象": "三号窗口", "周期": 202603, "评分项": "满意率", "数值": "92%"},
        {"对象": "三号窗口", "周期": "2026-03", "评分项": "满意率", "数值": [92]},
        7
    ]}"#;
    insta::assert_snapshot!(read_one("记录.json", json), @"
    1 三号窗口 2026-03 二.1 不达标 2
    2 三号窗口 2026-03 四.2 满意率 92.125
    3 三号窗口 2026-03 四.2 满意率 92
    记录.json:4 数值 not-a-number: “[92]”不是数 → 写成数，如“2”；一次也没有的写“0”
    记录.json:5 bad-json: 这一条不是合法的JSON对象 → 每条写成{\"对象\": …, \"评分项\": …}这样
    记录.json: 读5 计3 报2
    ");
    let lines = "{\"subject\":\"三号窗口\",\"period\":\"2026-03\",\"entry\":\"二.1\",\"count\":1}\n\n{broken\n";
    insta::assert_snapshot!(read_one("记录.jsonl", lines), @"
    1 三号窗口 2026-03 二.1 不达标 1
    记录.jsonl:3 bad-json: 这一条不是合法的JSON对象 → 每条写成{\"对象\": …, \"评分项\": …}这样
    记录.jsonl: 读2 计1 报1
    ");
}

#[test]
fn what_is_no_table_at_all() {
    insta::assert_snapshot!(read_one("记录.json", "{oops"), @"记录.json: 不是合法的JSON：应为对象的数组");
    insta::assert_snapshot!(read_one("记录.xls", "\n<html><table><tr><td>窗口</td></tr></table></html>"), @"记录.xls: 读0 计0 报0");
    insta::assert_snapshot!(read_one("记录.xlsx", b"PK\x03\x04 and then nothing".to_vec()), @"记录.xlsx: 不是能打开的电子表格（可能已损坏、没有下载完，或有密码）：在电子表格软件里打开，另存为xlsx");
    insta::assert_snapshot!(read_one("记录.csv", ""), @"
    记录.csv empty-file: 文件里什么也没有 → 看看是不是给错了文件
    记录.csv: 读0 计0 报0
    ");
}

/// Long texts were compared with every name, at every place where one might end.
#[test]
fn a_cell_of_megabytes_and_one_of_many_brackets() {
    let csv = |cell: &str| format!("窗口,月份,评分项,次数\n{cell},2026-03,{cell},1\n四号窗口,2026-03,服务态度,1\n");
    for cell in ["服".repeat(3 << 20), "(".repeat(100_000), "9.".repeat(100_000), "、-".repeat(100_000)] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(read_one("记录.csv", csv(&cell)), @"
            3 四号窗口 2026-03 二.1 不达标 1
            记录.csv:2 cell-too-long: 这一行有一格超过32767个字，不像是记录 → 看看这一格里粘贴了什么，删短后再用
            记录.csv: 读2 计1 报1
            ");
        }
    }
    let long = ["(", "一", "-", "二.1-"].map(|piece| piece.repeat(32_767 / piece.chars().count()));
    for cell in long {
        assert!(read_one("记录.csv", csv(&cell)).contains("记录.csv: 读2 计1 报1"));
    }
}

#[test]
fn a_quote_that_is_never_closed_hides_nothing() {
    let program = program(RULEBOOK);
    let csv = "窗口,月份,评分项\n三号窗口,2026-03,服务态度\n四号窗口,2026-03,\"服务态度\n五号窗口,2026-03,服务态度\n";
    let records = read(&program, &[Input::new("记录.csv", csv)], None).unwrap();
    insta::assert_snapshot!(problems(&records, Lang::Zh).join("\n"), @"记录.csv:3 unclosed-quote: 从这一行起引号没有配对，后面的内容无法分列 → 补上引号，或删去多的");
    assert_eq!((records.files[0].read, records.files[0].used, records.files[0].reported), (2, 1, 1));
}
