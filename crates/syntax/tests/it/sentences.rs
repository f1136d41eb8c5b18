//! Sentences that end in points and are no entries: the points follow a scoring verb, or say where an item starts.

use chidu_syntax::parse;

fn entries(text: &str) -> Vec<String> {
    fn names(entry: &chidu_syntax::ast::Entry, out: &mut Vec<String>) {
        for child in &entry.children {
            let points = child.points.as_ref().map_or_else(|| "-".to_owned(), |points| points.value.clone());
            out.push(format!("{} {points}", child.name.text.trim()));
            names(child, out);
        }
    }
    let mut out = Vec::new();
    names(&parse(text).tree.root, &mut out);
    out
}

#[test]
fn points_after_a_scoring_verb_are_no_entry() {
    for line in ["造成恶劣影响的,直接扣总分5分。", "账实不符、台账缺页分别扣1、0.5分。", "有投诉的,扣2分。"]
    {
        let text = format!("环境 10分:\n  (1) {line}\n  (2) 每发现一处不达标扣1分。\n");
        assert_eq!(entries(&text).first().map(String::as_str), Some("环境 10"), "{line}");
        assert!(entries(&text).iter().skip(1).all(|entry| entry.ends_with(" -")), "{line}: {:?}", entries(&text));
    }
}

#[test]
fn where_an_item_starts_is_no_entry() {
    assert_eq!(entries("创新 10分\n  基准分6分。每项改进加2分。\n"), ["创新 10"]);
    assert_eq!(entries("创新 10分\n  基准分6分, 每项改进加2分。\n"), ["创新 10"]);
    assert_eq!(entries("基础分 60分:\n  1. 出勤 60分: 迟到每次扣1分\n"), ["基础分 60", "出勤 60"]);
}

#[test]
fn figures_in_sentences_are_no_points() {
    let sentences = [
        "现场检查满分100分,由两部分组成,设施占比60%,人员占比40%。",
        "结果以满分100分进行换算",
        "总分超出一百分的以一百分计",
        "达七十分而未达九十分的加三分",
        "价格分值为满分30分; 每高1%扣0.5分",
        "另扣责任单位10分",
        "线上占70%,线下占30%。",
        "注: 分值100分,视情加分。",
        "每项任务分值为4分。",
        "评委打分: 本项配分3分。",
        "奖金=得分×10÷/5分",
    ];
    for sentence in sentences {
        for text in [format!("环境 10分:\n  {sentence}\n"), format!("环境 10分:\n  (1) {sentence}\n")] {
            let entries = entries(&text);
            assert!(entries.iter().skip(1).all(|entry| entry.ends_with(" -")), "{text}: {entries:?}");
        }
    }
}
