//! Whole clauses with gaps, and the fixed words of the language: what can be offered in any rulebook.
//!
//! What a clause does is not said here: it is read like any other, and the reading's own sentence is shown. Tests hold every pattern,
//! keyword and value to the analysis. Start at [`CLAUSES`].

use std::fmt::Write;

/// A text to insert, with gaps between ⟨ and ⟩ that hold an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(String);

/// A clause or block, with its name in both languages: authors find it by the name, too.
pub struct Pattern {
    pub text: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

const fn pattern(text: &'static str, zh: &'static str, en: &'static str) -> Pattern {
    Pattern { text, zh, en }
}

/// What entries say, the commonest first.
pub const CLAUSES: &[Pattern] = &[
    pattern("每发现一处⟨不达标⟩扣⟨1⟩分", "按处扣分", "each place"),
    pattern("每发现一处⟨不达标⟩扣⟨1⟩分, 最多扣⟨5⟩分", "按处扣分有上限", "each place, capped"),
    pattern("⟨迟到⟩的, 每次扣⟨1⟩分", "按次扣分", "each time"),
    pattern("⟨未建立制度⟩的, 扣⟨2⟩分", "一次扣分", "once"),
    pattern("⟨弄虚作假⟩的, 不得分", "不得分", "scores nothing"),
    pattern("每缺一项扣⟨1⟩分", "缺项扣分", "each one lacking"),
    pattern("其他每发现一处扣⟨1⟩分", "其他情形", "anything else"),
    pattern("超过⟨10⟩分钟的, 每次扣⟨1⟩分", "超时按次扣分", "each time over a limit"),
    pattern("超过⟨10⟩分钟的, 扣⟨5⟩分", "超过界限扣分", "over a limit"),
    pattern("低于⟨80⟩%的, 扣⟨5⟩分", "低于界限扣分", "below a limit"),
    pattern("达到⟨90⟩%得满分, 每低⟨1⟩个百分点扣⟨0.5⟩分", "每低一步扣分", "each step below"),
    pattern("⟨办理时间⟩不超过⟨30⟩分钟, 每超过⟨5⟩分钟扣⟨1⟩分, 不足⟨5⟩分钟按⟨5⟩分钟计", "每超一步扣分", "each step over"),
    pattern("⟨自查⟩少于⟨2⟩次的, 每少一次扣⟨5⟩分", "每少一次扣分", "each one short"),
    pattern("⟨90⟩%以上得⟨5⟩分, ⟨80⟩%以上不足⟨90⟩%得⟨3⟩分, 其余不得分", "分档得分", "rungs"),
    pattern("⟨很满意⟩得⟨20⟩分, ⟨基本满意⟩得⟨16⟩分, ⟨不满意⟩得⟨0⟩分, 取平均分", "作答取平均", "answers, averaged"),
    pattern("⟨资料齐全⟩的得满分, 否则每处扣⟨0.5⟩分", "得满分否则扣分", "full marks or else"),
    pattern("⟨公开服务承诺⟩的得⟨5⟩分", "得分", "award"),
    pattern("⟨满意率⟩达到⟨90⟩%得满分, 低于⟨90⟩%的按比例得分", "按比例得分", "in proportion"),
    pattern("被⟨通报表扬⟩的, 每次加⟨1⟩分, 最多加⟨3⟩分", "加分", "bonus"),
    pattern("⟨态度冷淡⟩的, 视情扣⟨1⟩-⟨3⟩分", "酌情扣分", "as the assessor sees fit"),
    pattern("⟨造成事故⟩的, 追加扣⟨10⟩分", "追加扣分", "beyond the item"),
    pattern("⟨迟到⟩每次扣⟨1⟩分, ⟨造成影响⟩的加倍扣分", "加倍扣分", "doubled"),
    pattern("⟨迟到⟩每次扣⟨1⟩分, ⟨非本人原因⟩的除外", "除外", "exception"),
    pattern("被⟨省级、市级⟩部门表扬的, 每次分别加⟨3⟩分、⟨1⟩分", "分别加分", "respectively"),
    pattern("排名⟨前三名⟩的, 加⟨2⟩分", "名次", "place"),
    pattern("低于平均分的, 扣⟨2⟩分", "平均", "mean of the peers"),
    pattern("连续⟨两次⟩⟨迟到⟩的, 扣⟨5⟩分", "连续几次", "in a row"),
    pattern("得分=⟨完成率⟩×分值", "公式", "formula"),
    pattern("最多扣⟨5⟩分", "扣分上限", "cap"),
    pattern("累计最多扣⟨10⟩分", "合计上限", "cap of all"),
    pattern("扣完为止", "扣完为止", "until nothing is left"),
    pattern("同一事项不重复扣分", "同一事项", "same matter"),
];

/// What stands in blocks, by the block's word.
pub const IN_BLOCKS: &[(&str, Pattern)] = &[
    ("等级", pattern("⟨90⟩分以上为⟨优秀⟩, ⟨60⟩分以上不足⟨90⟩分为⟨合格⟩, 不足⟨60⟩分为⟨不合格⟩", "分等级", "grades")),
    ("等级", pattern("优秀不超过⟨40⟩%", "名额", "quota")),
    ("一票否决", pattern("⟨弄虚作假⟩的, 直接定为⟨不合格⟩", "定等级", "sets the grade")),
    ("一票否决", pattern("⟨被媒体曝光⟩的, 取消⟨评先⟩资格", "取消资格", "takes away a right")),
    ("年度结果", pattern("全年累计⟨两次⟩不足⟨80⟩分的, 取消⟨评先⟩资格", "全年累计", "so often in a year")),
    ("年度结果", pattern("连续⟨两次⟩不足⟨80⟩分的, 取消⟨评先⟩资格", "连续几期", "so many periods in a row")),
    ("不予考评", pattern("⟨当月未进行检查⟩的", "不予考评", "not assessed")),
    ("评价主体", pattern("⟨群众⟩ ⟨60⟩%, ⟨领导⟩ ⟨40⟩%", "评价主体", "sources")),
    ("数据", pattern("⟨窗口名称⟩: ⟨对象⟩", "表头的意思", "what a header means")),
];

/// Blocks by their words, and how each begins.
pub const BLOCKS: &[(&str, Pattern)] = &[
    ("加分项", pattern("加分项 最多⟨10⟩分:\n  1. ⟨表扬⟩: 被⟨通报表扬⟩的, 每次加⟨1⟩分", "加分项", "bonus items")),
    ("扣分项", pattern("扣分项 最多⟨10⟩分:\n  1. ⟨投诉⟩: ⟨被投诉⟩的, 每次扣⟨1⟩分", "扣分项", "malus items")),
    ("一票否决", pattern("一票否决:\n  ⟨弄虚作假⟩的, 直接定为⟨不合格⟩", "一票否决", "veto")),
    ("等级", pattern("等级:\n  ⟨90⟩分以上为⟨优秀⟩, ⟨60⟩分以上不足⟨90⟩分为⟨合格⟩, 不足⟨60⟩分为⟨不合格⟩", "等级", "grades")),
    ("不予考评", pattern("不予考评: ⟨当月未进行检查⟩的", "不予考评", "not assessed")),
    ("年度结果", pattern("年度结果:\n  全年累计⟨两次⟩不足⟨80⟩分的, 取消⟨评先⟩资格", "年度结果", "consequences of a year")),
    ("评价主体", pattern("评价主体:\n  ⟨群众⟩ ⟨60⟩%, ⟨领导⟩ ⟨40⟩%", "评价主体", "sources")),
    ("数据", pattern("数据:\n  ⟨窗口名称⟩: ⟨对象⟩", "数据", "headers of the records")),
    ("示例", pattern("示例 \"⟨两处不达标⟩\":\n  ⟨服务态度⟩ ⟨不达标⟩ ⟨2⟩处\n  应得: ⟨服务态度⟩ ⟨3⟩分", "示例", "example")),
    ("说明", pattern("说明:\n  ⟨本细则由⟩", "说明", "note")),
];

/// An entry of its own.
pub const ENTRY: Pattern = pattern("⟨服务态度⟩ ⟨5⟩分: 每发现一处⟨不达标⟩扣⟨1⟩分, 最多扣⟨5⟩分", "评分项", "entry");

/// Properties with the values that can be listed.
pub const PROPERTIES: &[(&str, &[&str])] = &[
    ("对象", &[]),
    ("周期", &["每日", "每周", "每月", "每季度", "每半年", "每年"]),
    ("修约", &["四舍五入保留两位小数", "四舍五入保留一位小数", "四舍五入保留整数", "每项四舍五入保留一位小数", "按GB/T 8170保留一位小数"]),
    ("缺项", &["不计入并折算", "按零分计", "按满分计"]),
    ("总分最高", &[]),
    ("可为负分", &["是", "否"]),
    ("发布", &[]),
    ("施行", &[]),
    ("废止", &[]),
    ("版本", &[]),
];

/// What a column of the records can be.
pub const FIELDS: &[&str] =
    &["对象", "日期", "周期", "评分项", "情形", "次数", "数值", "评价主体", "事项编号", "扣分", "加分", "得分", "证据", "备注"];

/// Counting words that findings have; measured units come from `values`.
pub const COUNTED: &[&str] = &["处", "次", "项", "人", "件", "个", "起", "例", "条", "份", "篇", "名", "户", "户次", "人次", "台", "辆"];

impl Body {
    /// A text with gaps.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A text as it is.
    pub fn literal(text: &str) -> Self {
        Self(text.replace(['⟨', '⟩'], ""))
    }

    pub fn has_gaps(&self) -> bool {
        self.0.contains('⟨')
    }

    /// With the examples in the gaps.
    pub fn plain(&self) -> String {
        self.0.replace(['⟨', '⟩'], "")
    }

    /// As the protocol writes snippets.
    pub fn snippet(&self) -> String {
        let mut out = String::new();
        if !self.has_gaps() {
            return self.0.clone();
        }
        let mut number = 0;
        for c in self.0.chars() {
            match c {
                '⟨' => {
                    number += 1;
                    // Writing to a string cannot fail.
                    let _ = write!(out, "${{{number}:");
                }
                '⟩' => out.push('}'),
                '$' | '}' | '\\' => out.extend(['\\', c]),
                _ => out.push(c),
            }
        }
        out
    }

    /// What is typed to find it: its words without the examples.
    pub fn words(&self) -> String {
        let mut depth = 0_usize;
        let outside = |c: &char| {
            match c {
                '⟨' => depth += 1,
                '⟩' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        };
        self.0.chars().filter(outside).collect()
    }

    /// Without the gap that it begins with, and what joins that to the rest: for a place where the author has filled it in already.
    pub fn without_lead(self) -> Self {
        let rest = self.0.strip_prefix('⟨').and_then(|rest| rest.split_once('⟩')).map(|(_, rest)| rest);
        rest.map_or(self.clone(), |rest| Self(rest.trim_start_matches(['的', ',', ' ']).to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chidu_analysis::reading::Status;
    use chidu_analysis::{Context, analyze, read};

    #[test]
    fn every_clause_is_read() {
        for pattern in CLAUSES {
            let text = Body::new(pattern.text).plain();
            let context = Context { item: Some("资料"), points: Some("20"), ..Context::default() };
            let reading = read(&text, &context);
            let wanted = if pattern.zh == "酌情扣分" { Status::Assessor } else { Status::Understood };
            assert_eq!(reading.status, wanted, "{text}");
            assert!(!reading.effects.is_empty() || !text.contains('扣'), "{text}");
        }
    }

    #[test]
    fn every_block_begins_as_its_word_says() {
        for (word, pattern) in BLOCKS {
            let text = format!("一、服务态度 100分: 每发现一处不达标扣1分\n{}\n", Body::new(pattern.text).plain());
            let analysis = analyze(&text);
            assert_eq!(analysis.parse.tree.blocks.len(), 1, "{text}");
            assert!(pattern.text.starts_with(word));
            let codes: Vec<&str> = analysis.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
            assert!(!codes.iter().any(|code| code.contains("unrecognized") || code.contains("block-line")), "{text} {codes:?}");
        }
        for (block, pattern) in IN_BLOCKS {
            let lines = if *block == "等级" && pattern.zh == "名额" { "  90分以上为优秀, 不足90分为合格\n" } else { "" };
            let text = format!("一、服务态度 100分: 每发现一处不达标扣1分\n{block}:\n{lines}  {}\n", Body::new(pattern.text).plain());
            let faults = analyze(&text).faults;
            assert!(!faults.iter().any(|fault| format!("{fault:?}").contains("BlockLine")), "{text} {faults:?}");
        }
    }

    #[test]
    fn every_property_and_value_is_known() {
        for (key, values) in PROPERTIES {
            let parse = chidu_syntax::parse(&format!("{key}: 甲\n一、服务 5分: 每处扣1分\n"));
            assert!(parse.tree.properties.iter().any(|property| property.known && property.key.text == *key), "{key}");
            for value in *values {
                let faults = analyze(&format!("{key}: {value}\n一、服务 5分: 每发现一处扣1分\n")).faults;
                assert_eq!(faults, [], "{key}: {value}");
            }
        }
    }

    #[test]
    fn a_body_has_four_faces() {
        let body = Body::new("⟨迟到⟩的, 每次扣⟨1⟩分");
        assert_eq!(body.plain(), "迟到的, 每次扣1分");
        assert_eq!(body.snippet(), "${1:迟到}的, 每次扣${2:1}分");
        assert_eq!(body.words(), "的, 每次扣分");
        assert_eq!(body.without_lead().snippet(), "每次扣${1:1}分");
    }
}
