//! Numbers in front of a line: their style, value and rank.
//!
//! Not here: which line belongs below which (`build`). Start at [`Number`].

use std::ops::Range;

use chidu_grammar::lines::Rule;
use chidu_grammar::tree::Pair;

use crate::kind::range;

/// A number as it stands before a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// With its punctuation.
    pub range: Range<usize>,
    /// Without.
    pub core: Range<usize>,
    pub style: Style,
    /// 4.2.1 is [4, 2, 1]; all others have one part.
    pub path: Vec<u32>,
}

/// Numbering styles, the highest first: a later one nests below an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// 第一章, 第一部分
    Chapter,
    /// 第一节
    Part,
    /// 一、
    Han,
    /// 第一条
    Article,
    /// (一)
    HanParen,
    /// 1.
    Arabic,
    /// 4.2.1, by the count of its parts
    Dotted(u8),
    /// (1)
    Paren,
    /// 1)
    Half,
    /// ①
    Circled,
}

impl Number {
    /// Where it stands.
    pub fn places(&mut self) -> [&mut Range<usize>; 2] {
        [&mut self.range, &mut self.core]
    }

    /// Reads a pair of the grammar's number rules.
    pub fn read(at: usize, pair: Pair<'_, Rule>) -> Option<Self> {
        let whole = range(at, &pair);
        let style = style(&pair)?;
        let inner = pair.clone().into_inner().flatten().find(|inner| is_core(inner.as_rule()));
        let (core, text) = inner.map_or((whole.clone(), pair.as_str()), |inner| (range(at, &inner), inner.as_str()));
        let path = path(text);
        let style = if matches!(style, Style::Dotted(_)) { Style::Dotted(u8::try_from(path.len()).unwrap_or(u8::MAX)) } else { style };
        Some(Self { range: whole, core, style, path })
    }

    pub fn value(&self) -> u32 {
        self.path.last().copied().unwrap_or(0)
    }

    /// True where this number comes right after another: 三 after 二, 4.2 after 4.1, 5.1 after 4.2.
    pub fn follows(&self, before: &[u32]) -> bool {
        match (self.path.split_last(), before.split_last()) {
            (Some((own, prefix)), Some((last, other))) if prefix == other => *own == last.saturating_add(1),
            _ => self.value() == 1,
        }
    }

    /// The level of [`crate::ast::Numeral`].
    pub fn level(&self) -> u8 {
        match self.style {
            Style::Chapter | Style::Part | Style::Han | Style::Article => 1,
            Style::HanParen => 2,
            Style::Arabic => 3,
            Style::Dotted(_) => 0,
            Style::Paren | Style::Half => 4,
            Style::Circled => 5,
        }
    }
}

fn is_core(rule: Rule) -> bool {
    matches!(rule, Rule::chapter | Rule::ordinal_han | Rule::ordinal_digits | Rule::dotted)
}

fn style(pair: &Pair<'_, Rule>) -> Option<Style> {
    Some(match pair.as_rule() {
        Rule::number_chapter => match pair.as_str().trim_end_matches(['、', ':', ' ']).chars().last() {
            Some('条') => Style::Article,
            Some('节') => Style::Part,
            _ => Style::Chapter,
        },
        Rule::number_han | Rule::ordinal_han => Style::Han,
        Rule::number_han_paren => Style::HanParen,
        Rule::number_arabic | Rule::ordinal_digits => Style::Arabic,
        Rule::number_paren => Style::Paren,
        Rule::number_half => Style::Half,
        Rule::number_circled => Style::Circled,
        Rule::number_dotted | Rule::dotted => Style::Dotted(2),
        Rule::bare_number if pair.as_str().starts_with(|c: char| c.is_ascii_digit()) => Style::Arabic,
        Rule::bare_number => Style::Han,
        _ => return None,
    })
}

fn path(text: &str) -> Vec<u32> {
    let text = text.trim_start_matches('第').trim();
    text.split('.').filter(|part| !part.is_empty()).map(value).collect()
}

fn value(part: &str) -> u32 {
    let numeral: String =
        part.chars().take_while(|character| !matches!(character, '章' | '编' | '篇' | '部' | '节' | '条' | ' ')).collect();
    match part.chars().next() {
        Some(sign @ '①'..='⑳') => sign as u32 - '①' as u32 + 1,
        Some(sign @ '㉑'..='㉟') => sign as u32 - '㉑' as u32 + 21,
        Some(sign @ '⑴'..='⒇') => sign as u32 - '⑴' as u32 + 1,
        Some(sign @ '⒈'..='⒛') => sign as u32 - '⒈' as u32 + 1,
        Some(sign @ '㈠'..='㈩') => sign as u32 - '㈠' as u32 + 1,
        _ => crate::numeral(&numeral).and_then(|value| value.parse().ok()).unwrap_or(0),
    }
}
