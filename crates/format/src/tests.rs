//! Rulebooks before and after, and the properties that hold of any text.

use proptest::prelude::*;

use crate::{apply, edits, format};

fn becomes(before: &str, after: &str) {
    assert_eq!(format(before), after);
    assert_eq!(format(after), after, "twice");
}

#[test]
fn levels_are_two_spaces_each() {
    becomes(
        "一、环境 10分\n1.物品 5分:每处扣1分\n      2.  玻璃 5分:\n         每处扣1分\n   (1)  窗台 2分:  有灰的, 扣1分\n",
        "一、环境 10分\n  1. 物品 5分: 每处扣1分\n  2. 玻璃 5分:\n    每处扣1分\n    (1) 窗台 2分: 有灰的, 扣1分\n",
    );
}

#[test]
fn full_width_punctuation_brings_its_own_space() {
    becomes(
        "《窗口细则》满分10分\n一、 服务 （５分）： 每处扣１分 ，最多扣３分\n二、用语   5分 :每处扣1分,最多扣3分 ;未登记的，扣1分\n",
        "《窗口细则》 满分10分\n\n一、服务（５分）：每处扣１分，最多扣３分\n二、用语 5分: 每处扣1分, 最多扣3分; 未登记的，扣1分\n",
    );
}

#[test]
fn sections_blocks_and_the_header_stand_apart() {
    becomes(
        "\n\n《细则》 满分10分\n对象:窗口\n周期 : 每月\n一、环境 5分: 每处扣1分\n// 用语由科室另查\n二、用语 5分:\n未登记的扣1分\n\n\n等级:\n90分以上为优秀\n示例 \"一\":\n环境   1处\n   应得: 环境 4分",
        "《细则》 满分10分\n对象: 窗口\n周期: 每月\n\n一、环境 5分: 每处扣1分\n\n// 用语由科室另查\n二、用语 5分:\n  未登记的扣1分\n\n等级:\n  90分以上为优秀\n\n示例 \"一\":\n  环境   1处\n  应得: 环境 4分\n",
    );
}

#[test]
fn tables_quotes_comments_and_far_lines_stay() {
    let table = "《检查表》 满分5分\n\n项目\t 分值\t评分标准  \n  台面\t5\t每处扣1分,\t\n接着写\n";
    becomes(table, table);
    let quoted = "一、用语 5分: 未说“您好  请讲”的, 扣1分   //  见  附件\n";
    becomes(quoted, quoted);
    let signed = "一、用语 5分: 每处扣1分\n\n                              考核办公室\n";
    becomes(signed, signed);
}

#[test]
fn line_ends_byte_order_marks_and_script_are_kept() {
    becomes(
        "\u{feff}一、環境  5分:每處扣1分  \r\n二、用語 5分: 每處扣1分",
        "\u{feff}一、環境 5分: 每處扣1分\r\n二、用語 5分: 每處扣1分\r\n",
    );
    becomes("\u{feff}  \n", "\u{feff}");
    becomes("", "");
}

/// Without a number, how deep a line stands is what it belongs to.
#[test]
fn an_indentation_that_means_something_is_kept_apart() {
    becomes("环境 10分\n    物品 5分: 每处扣1分\n    玻璃 5分: 每处扣1分\n", "环境 10分\n  物品 5分: 每处扣1分\n  玻璃 5分: 每处扣1分\n");
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一、",
        "二、",
        "1. ",
        "2．",
        "（1）",
        "①",
        "第一章 ",
        "服务态度",
        "《细则》",
        " 满分10分",
        "5分",
        "（５分）",
        " 占50%",
        ":",
        "：",
        " ",
        "  ",
        "　",
        "\t",
        "\n",
        "\r\n",
        "\n  ",
        "\n    ",
        "\n\n\n",
        "每发现一处不达标扣1分",
        "最多扣3分",
        ",",
        "，",
        ";",
        "。",
        "超过10分钟的",
        "其余不得分",
        "加分项 最多5分:",
        "等级:",
        "90分以上为优秀",
        "示例 \"一\":",
        "应得: ",
        "数据:",
        "一票否决：",
        "对象:窗口",
        "修约: ",
        "// 预期: ",
        " // 注",
        " #柄",
        "项目\t分值\t评分标准\n",
        "合计\t10",
        "“ 引  语 ”",
        "😀",
        "\u{feff}",
        "\u{200b}",
        "评分标准:",
        "- 3 -",
        "  甲 2处",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn twice_is_once_and_nothing_but_spaces_changes(text in pieces()) {
        let once = format(&text);
        prop_assert_eq!(&format(&once), &once);
        let rest = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        prop_assert_eq!(rest(&once), rest(&text));
        prop_assert_eq!(apply(&text, &edits(&text)), once);
    }
}
