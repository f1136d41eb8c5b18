//! Where in a rulebook the cursor is, told from the lines above it: half-typed text has no tree to rely on.
//!
//! Not here: what may be written there (`offers`). Start at [`context`].

use chidu_syntax::fold_str;

use super::patterns::{BLOCKS, PROPERTIES};
use crate::vocabulary::Vocabulary;

/// What the cursor's place asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Context {
    /// A comment, or the title.
    Nothing,
    /// `// 允许` and `// 预期`: the code of a lint. True where only what is no error can be written.
    Code { allowed: bool },
    /// The beginning of a line outside of blocks: anything may begin there. True before the first entry; true at the margin.
    Head { properties: bool, margin: bool },
    /// The value of a property.
    Value(String),
    /// The text of an entry.
    Clause,
    /// A line of a block, by the block's word; true at the margin, where another block may begin.
    Block(&'static str, bool),
    /// A line of 示例 that states a fact; the entry that it has named so far.
    Fact(Option<String>),
    /// 应得.
    Expected,
    /// In 数据, what a header means.
    Meaning,
}

/// The context of the end of a text, whose last line is given, too.
pub fn context(before: &str, line: &str, vocabulary: &Vocabulary) -> Context {
    let text = line.trim_start();
    if let Some(context) = line.split_once("//").and_then(|(_, comment)| code(comment)) {
        return context;
    }
    if text.starts_with("//") || line.contains(" //") || text.starts_with('《') && !text.contains('》') {
        return Context::Nothing;
    }
    match block_above(before) {
        Some("示例") => example(line, vocabulary),
        Some("数据") if line.contains([':', '=', '\u{ff1a}']) && !text.starts_with("数据") => Context::Meaning,
        Some(block) if !matches!(block, "加分项" | "扣分项") => Context::Block(block, line.len() == text.len()),
        _ => outside(before, line, text, vocabulary),
    }
}

/// Behind `允许`, before its reason; behind `预期:`.
fn code(comment: &str) -> Option<Context> {
    let colons = [':', '\u{ff1a}'];
    let comment = comment.trim_start();
    if let Some(rest) = ["允许", "允許", "allow"].iter().find_map(|word| comment.strip_prefix(word)) {
        return (rest.starts_with(char::is_whitespace) && !rest.contains(colons)).then_some(Context::Code { allowed: true });
    }
    let rest = ["预期", "預期"].iter().find_map(|word| comment.strip_prefix(word))?;
    rest.trim_start().starts_with(colons).then_some(Context::Code { allowed: false })
}

fn outside(before: &str, line: &str, text: &str, vocabulary: &Vocabulary) -> Context {
    let folded = fold_str(text);
    if let Some(key) = folded.split_once(':').map(|(key, _)| key.trim()).filter(|key| PROPERTIES.iter().any(|(known, _)| known == key)) {
        return Context::Value(key.to_owned());
    }
    let rest =
        folded.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "一二三四五六七八九十、.()①②③④⑤⑥⑦⑧⑨".contains(c));
    if rest.contains([':', ',', ';', '。', ' ', '\t']) {
        return Context::Clause;
    }
    let number = before.matches('\n').count();
    let properties = vocabulary.first_entry.is_none_or(|first| number <= first as usize);
    Context::Head { properties, margin: line.len() == text.len() }
}

fn example(line: &str, vocabulary: &Vocabulary) -> Context {
    let text = line.rsplit([';', '\u{ff1b}']).next().unwrap_or(line).trim_start();
    if ["应得", "应为", "结果"].iter().any(|word| text.starts_with(word)) {
        return Context::Expected;
    }
    let whole = text.rfind(char::is_whitespace).and_then(|end| text.get(..end)).unwrap_or_default();
    let words: Vec<&str> = whole.split_whitespace().collect();
    let longest = (1..=words.len()).rev().filter_map(|taken| words.get(..taken)).map(|words| words.join(" "));
    Context::Fact(longest.into_iter().find(|name| vocabulary.knows(name)))
}

/// The block in which the last line of a text stands: the nearest block head above it that is not indented deeper, with no entry between.
fn block_above(before: &str) -> Option<&'static str> {
    let mut lines = before.rsplit('\n');
    let current = lines.next()?;
    if let Some(block) = head(current) {
        return Some(block);
    }
    let margin = indent(current) == 0;
    if margin && is_numbered(current) {
        return None;
    }
    let mut most = indent(current);
    for line in lines {
        let blank = line.trim().is_empty();
        let depth = indent(line);
        // A block that is indented, or closed by an empty line, does not go on at the margin.
        if margin && (blank || depth > 0) {
            return None;
        }
        if blank {
            continue;
        }
        if let Some(block) = head(line).filter(|_| depth <= most) {
            return Some(block);
        }
        // A numbered line at the margin is an entry; one that is indented may be a block's own.
        if depth == 0 && is_numbered(line) {
            return None;
        }
        most = most.min(depth);
    }
    None
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_numbered(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十(（①②③④⑤⑥⑦⑧⑨第".contains(c))
}

/// The block that a line opens.
fn head(line: &str) -> Option<&'static str> {
    let text = line.trim_start();
    // 三、加分项: a block may be numbered.
    let numbered = text.split_once('、').filter(|(number, _)| number.chars().all(|c| "一二三四五六七八九十".contains(c)));
    let text = numbered.map_or(text, |(_, rest)| rest);
    let ends = |rest: &str| rest.trim_end().is_empty() || rest.starts_with([' ', ':', '\u{ff1a}', '"', '“', '(', '（', ',', '，']);
    BLOCKS.iter().map(|(word, _)| *word).find(|word| text.strip_prefix(word).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "《考核》 满分10分\n周期: 每月\n一、服务态度 10分: 每发现一处不达标扣1分; 迟到每次扣2分\n等级:\n  5分以上为合格\n";

    fn at(after: &str) -> Context {
        let vocabulary = Vocabulary::new(&chidu_analysis::analyze(BOOK));
        let before = format!("{BOOK}{after}");
        context(&before, before.rsplit('\n').next().unwrap_or_default(), &vocabulary)
    }

    #[test]
    fn a_line_belongs_to_the_block_above_it() {
        assert_eq!(at("  90"), Context::Block("等级", false));
        assert_eq!(at("  90\n二、"), Context::Head { properties: false, margin: true });
        assert_eq!(at("二、用语\n  1. 说话 5分: 每"), Context::Clause);
        assert_eq!(at("一票否决:\n  1. 弄虚作假的, "), Context::Block("一票否决", false));
        assert_eq!(at("加分项:\n  1. 表扬: 每次"), Context::Clause);
        assert_eq!(at("数据:\n  单位: "), Context::Meaning);
        assert_eq!(at("// 等级: "), Context::Nothing);
    }

    #[test]
    fn a_comment_that_speaks_to_check_asks_for_a_code() {
        assert_eq!(at("// 允许 p"), Context::Code { allowed: true });
        assert_eq!(at("二、用语 5分: 每处扣1分 // 允许 unsaid-tier, c"), Context::Code { allowed: true });
        assert_eq!(at("// 允许 unsaid-tier: 两"), Context::Nothing);
        assert_eq!(at("// 允许家属陪同"), Context::Nothing);
        assert_eq!(at("// 预期: p"), Context::Code { allowed: false });
    }

    #[test]
    fn an_example_knows_the_entry_that_it_speaks_of() {
        assert_eq!(at("示例 \"甲\":\n  服"), Context::Fact(None));
        assert_eq!(at("示例 \"甲\":\n  服务态度 "), Context::Fact(Some("服务态度".to_owned())));
        assert_eq!(at("示例 \"甲\":\r\n  服务态度 不达标 2"), Context::Fact(Some("服务态度".to_owned())));
        assert_eq!(at("示例 \"甲\":\n  应得: 服"), Context::Expected);
    }

    #[test]
    fn properties_stand_before_the_first_entry() {
        let vocabulary = Vocabulary::new(&chidu_analysis::analyze(BOOK));
        let before = "《考核》 满分10分\n周";
        assert_eq!(context(before, "周", &vocabulary), Context::Head { properties: true, margin: true });
        assert_eq!(context("周期：", "周期：", &vocabulary), Context::Value("周期".to_owned()));
        assert_eq!(at("修约"), Context::Head { properties: false, margin: true }, "an indented block ends at the margin");
        assert_eq!(at("年度结果:\n修约"), Context::Block("年度结果", true), "one that is not goes on there");
    }
}
