//! Spaces within a line: around numbers, names, points and colons of heads, and in running text.
//!
//! Full-width punctuation brings its own space, half-width punctuation gets one behind it. Text in quotes, comments, tables and the lines
//! of 示例, 数据 and 评价主体 (whose spaces separate words) stay as they are. Start at [`edits`].

use chidu_diagnostics::Span;
use chidu_syntax::ast::{Block, BlockKind, Entry, Numeral, Tree};
use chidu_syntax::fold_char;

use crate::edit::Edit;
use crate::layout::Lines;

/// What is to be changed within the lines of a tree.
pub(crate) fn edits(text: &str, tree: &Tree, lines: &Lines<'_>) -> Vec<Edit> {
    let mut spaces = Spaces { text, tree, lines, edits: Vec::new() };
    spaces.title();
    for property in tree.properties.iter().filter(|property| property.value.span.start >= property.key.span.end) {
        spaces.colon(property.key.span.end);
    }
    spaces.below(&tree.root);
    tree.blocks.iter().for_each(|block| spaces.block(block));
    spaces.edits.retain(|edit| !lines.is_fixed(edit.span.start));
    spaces.edits
}

struct Spaces<'t> {
    text: &'t str,
    tree: &'t Tree,
    lines: &'t Lines<'t>,
    edits: Vec<Edit>,
}

impl Spaces<'_> {
    // ---- heads ----

    fn title(&mut self) {
        let root = &self.tree.root;
        let closed = root.name.span.end + offset(self.at(root.name.span.end).filter(|&mark| mark == '》').map_or(0, char::len_utf8));
        if let Some(points) =
            root.points.as_ref().filter(|points| root.head.contains(points.span) && self.is_gap(closed, points.span.start))
        {
            self.before_amount(points.span);
        }
    }

    fn below(&mut self, entry: &Entry) {
        for passage in &entry.passages {
            self.running(passage.span);
        }
        for child in &entry.children {
            self.head(child);
            self.below(child);
        }
    }

    fn head(&mut self, entry: &Entry) {
        if let Some(number) = &entry.number {
            self.behind_number(number);
        }
        let amounts: Vec<Span> =
            entry.points.iter().map(|points| points.span).chain(entry.weight.iter().map(|weight| weight.span)).collect();
        let within: Vec<Span> =
            amounts.into_iter().filter(|span| span.start >= entry.name.span.end && span.end <= entry.head.end).collect();
        if let Some(first) = within.iter().min().filter(|first| self.is_gap(entry.name.span.end, first.start)) {
            self.before_amount(*first);
        }
        let handle = entry.handle.as_ref().map(|handle| handle.span);
        if let Some(handle) = handle {
            self.gap_before(handle.start.saturating_sub(1), " ");
        }
        let end = within.into_iter().chain(handle).map(|span| span.end).max().unwrap_or(entry.name.span.end);
        if entry.name.span.start < entry.name.span.end {
            self.colon(end);
        }
    }

    fn block(&mut self, block: &Block) {
        let entry = &block.entry;
        if let Some(number) = &entry.number {
            self.behind_number(number);
        }
        let mut end = entry.name.span.end;
        if let Some(points) = entry.points.as_ref().filter(|points| points.span.end <= entry.head.end.max(points.span.start)) {
            self.gap_before(points.span.start.max(end), "");
            end = points.span.end;
        }
        if let Some(title) = &block.title {
            let quote = self.text.get(..title.span.start as usize).and_then(|text| text.chars().next_back());
            let begin = title.span.start as usize - quote.map_or(0, char::len_utf8);
            self.gap_before(offset(begin), if quote.is_some_and(char_is_narrow) { " " } else { "" });
            end = title.span.end + offset(self.at(title.span.end).map_or(0, char::len_utf8));
        }
        self.colon(end);
        if matches!(block.kind, BlockKind::Example | BlockKind::Data | BlockKind::Sources) {
            return;
        }
        self.below(entry);
    }

    /// `一、名称`, `1. 名称`, `（一）名称`, `第一章 名称`.
    fn behind_number(&mut self, number: &Numeral) {
        let words = number.span.of(self.text).trim_end();
        let end = number.span.start + offset(words.len());
        let last = words.chars().next_back();
        let narrow = last.is_some_and(char_is_narrow) || words.starts_with('第') && !last.is_some_and(is_stop);
        if self.rest_of_line(end).is_some_and(|rest| !rest.trim_start().is_empty()) {
            self.gap(end, if narrow { " " } else { "" });
        }
    }

    /// `名称 5分`, `名称（5分）`, `名称 (5分)`.
    fn before_amount(&mut self, amount: Span) {
        let wide = self.at(amount.start).is_some_and(|first| is_bracket(first) && !char_is_narrow(first));
        let kept = self.text.get(..amount.start as usize).map_or("", str::trim_end);
        let behind_wide = kept.chars().next_back().is_some_and(|last| is_stop(last) && !char_is_narrow(last));
        self.gap_before(amount.start, if wide || behind_wide { "" } else { " " });
    }

    /// No space before a colon; one behind it, or none where it is full-width.
    fn colon(&mut self, from: u32) {
        let Some(rest) = self.rest_of_line(from) else { return };
        let begin = from + offset(rest.len() - rest.trim_start().len());
        let Some(colon) = self.at(begin).filter(|&colon| fold_char(colon) == ':') else { return };
        self.gap(from, "");
        let end = begin + offset(colon.len_utf8());
        let goes_on = self.rest_of_line(end).is_some_and(|rest| !rest.trim_start().is_empty());
        if goes_on && !self.is_comment(end) {
            self.gap(end, if char_is_narrow(colon) { " " } else { "" });
        }
    }

    // ---- running text ----

    /// One space where there are several, none before a comma or stop, one behind a half-width comma and none behind a full-width one.
    fn running(&mut self, span: Span) {
        let text = span.of(self.text);
        let mut begin = span.start;
        for line in text.split_inclusive('\n') {
            self.requirement(begin, line);
            begin += offset(line.len());
        }
        let mut quoted = 0_usize;
        let mut before: Option<char> = None;
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let place = span.start as usize + at;
            match character {
                '\n' => quoted = 0,
                '“' | '‘' | '《' | '「' | '『' => quoted += 1,
                '”' | '’' | '》' | '」' | '』' => quoted = quoted.saturating_sub(1),
                ' ' => {
                    let start = at;
                    let mut end = at + 1;
                    while characters.next_if(|(_, next)| *next == ' ').is_some() {
                        end += 1;
                    }
                    let after = characters.peek().map(|(_, next)| *next);
                    if quoted == 0 {
                        self.spaces(span.start as usize + start, end - start, before, after);
                    }
                    continue;
                }
                ',' | ';' if quoted == 0 && before.is_some_and(is_wide) => {
                    let next = characters.peek().map(|(_, next)| *next);
                    if next.is_some_and(|next| is_wide(next) && !is_stop(next)) && !self.is_comment(offset(place)) {
                        self.edits.push(Edit::new(place + 1, place + 1, " "));
                    }
                }
                _ => {}
            }
            before = Some(character);
        }
    }

    /// A numbered requirement, which the tree holds as text: `1.  台面整洁`.
    fn requirement(&mut self, begin: u32, line: &str) {
        let said = line.trim_start();
        let number = said.find(|character: char| !is_numeral(character)).unwrap_or(said.len());
        let mark = said.get(number..).and_then(|rest| rest.chars().next());
        let Some(mark) = mark.filter(|&mark| is_number_mark(mark)) else { return };
        let end = number + mark.len_utf8();
        let spaced = said.get(end..).is_some_and(|rest| rest.starts_with(is_space) && !rest.trim().is_empty());
        if number > 0 && spaced {
            self.gap(begin + offset(line.len() - said.len() + end), if char_is_narrow(mark) { " " } else { "" });
        }
    }

    /// A run of spaces between two characters of one line.
    fn spaces(&mut self, start: usize, length: usize, before: Option<char>, after: Option<char>) {
        let (Some(before), Some(after)) = (before, after) else { return };
        let at_edge = |character: char| character.is_whitespace() || character == '/' || character == '#';
        if at_edge(before) || at_edge(after) || self.is_comment(offset(start)) {
            return;
        }
        let none = is_comma(after) || is_comma(before) && !char_is_narrow(before);
        self.edits.push(Edit::new(start, start + length, if none { "" } else { " " }));
    }

    // ---- helpers ----

    fn at(&self, offset: u32) -> Option<char> {
        self.text.get(offset as usize..).and_then(|rest| rest.chars().next())
    }

    /// What stands behind an offset on its line, without comment and spaces at its end.
    fn rest_of_line(&self, from: u32) -> Option<&str> {
        let end = self.lines.end(from as usize);
        let comment = self.tree.comments.iter().map(|comment| comment.start as usize).find(|start| (from as usize..end).contains(start));
        self.text.get(from as usize..comment.unwrap_or(end)).map(str::trim_end)
    }

    fn is_comment(&self, offset: u32) -> bool {
        let at = self.tree.comments.partition_point(|comment| comment.end <= offset);
        self.tree.comments.get(at).is_some_and(|comment| comment.start <= offset)
    }

    /// True where nothing but spaces and stops stand between two places of one line.
    fn is_gap(&self, from: u32, to: u32) -> bool {
        let between = self.text.get(from as usize..to as usize);
        between
            .is_some_and(|between| between.chars().all(|character| character != '\n' && (character.is_whitespace() || is_stop(character))))
    }

    /// The spaces at a place become others.
    fn gap(&mut self, from: u32, wanted: &str) {
        let Some(rest) = self.text.get(from as usize..) else { return };
        let spaces: usize = rest.chars().take_while(|&character| is_space(character)).map(char::len_utf8).sum();
        self.edits.push(Edit::new(from as usize, from as usize + spaces, wanted));
    }

    /// The spaces before a place become others.
    fn gap_before(&mut self, to: u32, wanted: &str) {
        let Some(text) = self.text.get(..to as usize) else { return };
        let spaces: usize = text.chars().rev().take_while(|&character| is_space(character)).map(char::len_utf8).sum();
        self.edits.push(Edit::new(to as usize - spaces, to as usize, wanted));
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// True for a character that takes one column.
fn char_is_narrow(character: char) -> bool {
    character.is_ascii()
}

/// Digits, 一 to 十, and brackets around them.
fn is_numeral(character: char) -> bool {
    fold_char(character).is_ascii_digit() || "一二三四五六七八九十".contains(character) || fold_char(character) == '('
}

fn is_number_mark(character: char) -> bool {
    matches!(fold_char(character), '.' | '、' | ')')
}

fn is_wide(character: char) -> bool {
    ('\u{2e80}'..='\u{ffef}').contains(&character) || ('\u{20000}'..='\u{3ffff}').contains(&character)
}

fn is_bracket(character: char) -> bool {
    matches!(fold_char(character), '(' | '[')
}

fn is_comma(character: char) -> bool {
    matches!(fold_char(character), ',' | ';' | '。' | '、')
}

fn is_stop(character: char) -> bool {
    matches!(fold_char(character), ',' | ';' | '。' | '、' | ':' | '.' | ')' | ']')
}
