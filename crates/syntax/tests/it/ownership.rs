//! Nothing of a text is lost: any text gives a tree, and every line that says something belongs to exactly one part of it.

use chidu_diagnostics::{LineIndex, Span};
use chidu_syntax::ast::{Entry, Tree};
use chidu_syntax::{outline, parse};
use proptest::prelude::*;

/// The spans of each part: the name of the part, and where it stands.
fn parts(tree: &Tree) -> Vec<(String, Span)> {
    let mut parts = vec![("title".to_owned(), tree.root.head)];
    parts.extend(
        tree.root.points.iter().filter(|points| !tree.root.head.contains(points.span)).map(|points| ("full marks".to_owned(), points.span)),
    );
    parts.extend(tree.properties.iter().map(|property| ("property".to_owned(), property.key.span.to(property.value.span))));
    parts.extend(tree.tables.iter().map(|&span| ("table".to_owned(), span)));
    parts.extend(tree.pages.iter().map(|&span| ("page".to_owned(), span)));
    parts.extend(tree.root.passages.iter().map(|passage| ("root".to_owned(), passage.span)));
    let mut id = 0;
    for entry in tree.root.children.iter().chain(tree.blocks.iter().map(|block| &block.entry)) {
        entry_parts(entry, &mut id, &mut parts);
    }
    parts
}

/// Head and passages of one entry count as one part.
fn entry_parts(entry: &Entry, id: &mut usize, parts: &mut Vec<(String, Span)>) {
    *id += 1;
    let name = format!("entry {id}");
    parts.push((name.clone(), entry.head));
    parts.extend(entry.passages.iter().map(|passage| (name.clone(), passage.span)));
    for child in &entry.children {
        entry_parts(child, id, parts);
    }
}

/// Lines that belong to no part, or to several.
fn badly_owned(text: &str) -> Vec<String> {
    let tree = parse(text).tree;
    let parts = parts(&tree);
    let index = LineIndex::new(text);
    let mut wrong = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let start = index.start(number + 1).unwrap();
        let blank = |character: char| chidu_syntax::fold_str(&character.to_string()).trim().is_empty();
        let Some((at, _)) = line.char_indices().find(|&(_, character)| !blank(character)) else { continue };
        let at = u32::try_from(start + at).unwrap();
        if tree.comments.iter().any(|comment| comment.start == at) {
            continue;
        }
        let mut owners: Vec<&str> =
            parts.iter().filter(|(_, span)| span.start <= at && at < span.end).map(|(name, _)| name.as_str()).collect();
        owners.dedup();
        if owners.len() != 1 {
            wrong.push(format!("line {} {line:?} belongs to {owners:?}", number + 1));
        }
    }
    wrong
}

/// Passages hold the author's bytes; spans lie within the text, children within their parents.
fn check_spans(text: &str, entry: &Entry) {
    for passage in &entry.passages {
        assert_eq!(passage.text.len(), passage.span.range().len());
        for ((at, own), author) in passage.text.char_indices().zip(passage.span.of(text).get(..).unwrap_or("").chars()).take(1) {
            assert!(at > 0 || own == author || own == ' ');
        }
    }
    assert_eq!(entry.name.text, entry.name.span.of(text));
    for child in &entry.children {
        assert!(entry.span.contains(child.span), "{:?} holds {:?}", entry.span, child.span);
        check_spans(text, child);
    }
}

fn check(text: &str) {
    let tree = parse(text).tree;
    check_spans(text, &tree.root);
    assert!(badly_owned(text).is_empty(), "{:#?}\n{text}\n{}", badly_owned(text), outline(&tree));
}

/// Pieces of which rubrics are made, to put together at random.
const PIECES: &[&str] = &[
    "一、",
    "（二）",
    "1.",
    "2、",
    "(1)",
    "①",
    "4.2.1",
    "第一条",
    " ",
    "  ",
    "\u{3000}",
    "\t",
    "\t\t",
    "\n",
    "\n",
    "\n  ",
    "\r\n",
    "//",
    " // 注",
    "服务态度",
    "環境衛生",
    "登记",
    "满分",
    "分值",
    "5分",
    "１０分",
    "（5分）",
    "五分",
    "占50%",
    "权重0.5",
    "：",
    ":",
    "，",
    ",",
    "；",
    "。",
    "、",
    "每发现一处",
    "扣1分",
    "不得分",
    "最多扣5分",
    "90分以上",
    "85-90分",
    "加分项",
    "一票否决",
    "等级",
    "示例 \"甲\"",
    "说明",
    "数据",
    "《",
    "》",
    "《细则》 满分100分",
    "周期: 每月",
    "修约",
    "序号\t项目\t分值\t评分标准",
    "合计",
    "#标识",
    " #标识",
    "某办法",
    "\u{feff}",
    "\u{200b}",
    "𠮷",
    "😀",
    "(",
    ")",
    "“",
    "5",
    "//预期: a",
];

/// A section and its first item on one line: the line is the section's, and the item begins with its own cell.
#[test]
fn a_section_and_an_item_on_one_line_are_apart() {
    check("大类\t\t项目\t分值\t评分标准\n登记\t\t服务态度\t5分\t每次扣1分\n\t\t用语\t5分\t每次扣1分\n");
    check("登记加分项\t\t序号\t项目\t分值\t评分标准\n服务态度\t服务态度");
    check("项目\t大类\t分值\n服务态度\t登记\t5分\n");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_are_owned(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_bytes_are_owned(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_characters_are_owned(text in "\\PC{0,80}") {
        check(&text);
    }
}

/// What a line may be full of, by how the grammar could go wrong over it.
const RUNS: &[&str] = &[
    "每",
    "5",
    "5分",
    "(5分",
    "(",
    " ",
    "一",
    "满分",
    "a, ",
    "《",
    "占",
    " #",
    "1.",
    "5分,",
    "(5分)、",
    "满分5分,",
    "，",
    "。",
    "//",
    " //",
    "\u{200b}",
    "\t",
    "扣1分(",
    "登",
];

#[test]
fn a_sum_in_a_cell_of_several_lines_keeps_its_lines() {
    check("\t\u{20bb7}序号\t项目\t分值\t评分标准\n《\t\t满分(\n85-90分一、一票否决1.\n  等级 )①\n");
}

#[test]
fn deep_indents_and_long_lines_end() {
    let deep: String = (0..400).map(|depth| format!("{:depth$}项目{depth} 5分\n", "")).collect();
    check(&deep);
    for piece in RUNS {
        let long = piece.repeat(2_000 / piece.len());
        check(&format!("1. 服务{long} 5分: 每次扣1分"));
        check(&format!("服务{long}\n{long}"));
    }
}
