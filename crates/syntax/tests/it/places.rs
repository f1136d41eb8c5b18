//! Every span is one of the author's own bytes, whatever was folded on the way.

use chidu_syntax::ast::Entry;
use chidu_syntax::parse;
use insta::assert_snapshot;

const TEXT: &str = "\u{feff}《檢查細則》　滿分１００分\r\n對象：窗口\r\n一、環境\u{200b}衛生（１０分）\r\n　　１．擺放　５分　#擺放：每發現一處，扣１分；　// 註\r\n　　　　最多扣３分。\r\n二、紀律：按時到崗，不早退（１０分，占５０％）遲到每次扣１分\r\n";

/// What each span of an entry holds, word for word.
fn words(entry: &Entry, out: &mut String) {
    let of = |span: chidu_diagnostics::Span| format!("“{}”", span.of(TEXT).replace("\r\n", "⏎").replace('\u{200b}', "·"));
    let number = entry.number.as_ref().map(|number| of(number.span));
    let points = entry.points.as_ref().map(|points| of(points.span));
    let weight = entry.weight.as_ref().map(|weight| of(weight.span));
    let handle = entry.handle.as_ref().map(|handle| of(handle.span));
    let all = [number, Some(of(entry.name.span)), points, weight, handle, Some(format!("head {}", of(entry.head)))];
    out.push_str(&all.into_iter().flatten().collect::<Vec<_>>().join(" "));
    out.push('\n');
    for passage in &entry.passages {
        assert_eq!(passage.text.len(), passage.span.range().len());
        out.push_str(&format!("| {} as “{}”\n", of(passage.span), passage.text.replace("\r\n", "⏎")));
    }
    entry.children.iter().for_each(|child| words(child, out));
}

#[test]
fn spans_hold_the_author_s_words() {
    let tree = parse(TEXT).tree;
    let mut out = String::new();
    words(&tree.root, &mut out);
    for property in &tree.properties {
        out.push_str(&format!("{} “{}” = “{}”\n", property.key.text, property.key.span.of(TEXT), property.value.span.of(TEXT)));
    }
    assert_snapshot!(out, @r"
    “檢查細則” “滿分１００分” head “《檢查細則》　滿分１００分”
    “一、” “環境·衛生” “（１０分）” head “一、環境·衛生（１０分）”
    “１．” “擺放” “５分” “擺放” head “１．擺放　５分　#擺放：”
    | “每發現一處，扣１分；　// 註⏎　　　　最多扣３分。” as “每發現一處，扣１分；　      ⏎　　　　最多扣３分。”
    “二、” “紀律” “（１０分，占５０％）” “（１０分，占５０％）” head “二、紀律：”
    | “按時到崗，不早退（１０分，占５０％）遲到每次扣１分” as “按時到崗，不早退                              遲到每次扣１分”
    对象 “對象” = “窗口”
    ");
}

#[test]
fn comments_begin_at_the_start_or_after_a_space() {
    let text = "// 说明文件\n甲 5分: 见 http://a.cn//b 每处扣1分 // 注\n  // 单独一行\n  最多扣3分//不是\n";
    let tree = parse(text).tree;
    let comments: Vec<&str> = tree.comments.iter().map(|span| span.of(text)).collect();
    assert_eq!(comments, ["// 说明文件", "// 注", "// 单独一行"]);
    assert_snapshot!(tree.root.children[0].passages[0].text, @r"
    见 http://a.cn//b 每处扣1分       
                     
      最多扣3分//不是
    ");
}

#[test]
fn the_expected_codes_have_places() {
    let text = "// 预期： overlapping-bands，gap-in-bands、 x\n甲 5分\n";
    let expected = parse(text).tree.expected.unwrap();
    let codes: Vec<&str> = expected.iter().map(|code| code.span.of(text)).collect();
    assert_eq!(codes, ["overlapping-bands", "gap-in-bands", "x"]);
    assert_eq!(parse("甲 5分\n// 预期: x\n").tree.expected, None);
    assert_eq!(parse("// 注\n// 预期: x\n").tree.expected, None);
}
