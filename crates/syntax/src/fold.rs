//! One spelling for reading: full width, look-alike punctuation, odd spaces and Traditional characters become one character each,
//! with a way back to the author's bytes.
//!
//! Not here: numbers (`①` stays, 五 stays: see [`crate::numeral`]) and Unicode normal forms, which would join or split characters.
//! Start at [`fold`].
//!
//! What a reader of folded text may rely on: ASCII `,` `;` `:` `(` `)` `%` `-` `~` `/` `"` and digits; `。` as the one full stop, `、` as the one
//! enumeration comma, `“…”` and `‘…’` as the directed quotes (`"` where the author gave no direction), `《…》`; no space but `' '`, `\t`
//! and the line's end; no zero-width characters.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use chidu_diagnostics::Span;

/// Text as it is read, and where each byte of it stands in the author's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// INVARIANT: in the order of both offsets; the first begins at 0 unless the text is empty.
    pieces: Vec<Piece>,
}

/// A run of characters that are as long in both texts, or one character that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    folded: usize,
    source: usize,
    folded_len: usize,
    source_len: usize,
}

/// Folds a text for reading. Every character gives one character; zero-width characters and byte order marks give none.
pub fn fold(text: &str) -> Folded {
    fold_without(text, &[])
}

/// Folds a text as if the characters that begin at some places, in order, were not there.
pub(crate) fn fold_without(text: &str, left_out: &[usize]) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), pieces: Vec::new() };
    let is_plain = plain();
    let (mut plain, mut next) = (0, left_out.iter().copied().peekable());
    for (at, character) in text.char_indices() {
        let out = next.next_if_eq(&at).is_some();
        if is_plain(character) && !out {
            continue;
        }
        folded.push(plain, text.get(plain..at).unwrap_or(""), at - plain);
        plain = at + character.len_utf8();
        if !is_invisible(character) && !out {
            folded.push(at, fold_char(character).encode_utf8(&mut [0; 4]), character.len_utf8());
        }
    }
    folded.push(plain, text.get(plain..).unwrap_or(""), text.len() - plain);
    folded
}

/// Whether a character stays, as most do.
fn plain() -> impl Fn(char) -> bool {
    let table = SIMPLIFIED.as_slice();
    move |character| match character {
        ' '..='~' | '\t' | '\n' => true,
        '\u{4e00}'..='\u{9fff}' => table.get(character as usize - FIRST) == Some(&0),
        _ => false,
    }
}

/// Folds a text whose place does not matter, such as a label of a record.
pub fn fold_str(text: &str) -> Cow<'_, str> {
    let is_plain = plain();
    if text.chars().all(&is_plain) {
        return text.into();
    }
    let mut folded = String::with_capacity(text.len());
    let mut plain = 0;
    for (at, character) in text.char_indices().filter(|(_, character)| !is_plain(*character)) {
        folded.push_str(text.get(plain..at).unwrap_or(""));
        plain = at + character.len_utf8();
        if !is_invisible(character) {
            folded.push(fold_char(character));
        }
    }
    folded.push_str(text.get(plain..).unwrap_or(""));
    folded.into()
}

/// The one spelling of a character.
pub fn fold_char(character: char) -> char {
    match character {
        ' '..='~' | '\t' | '\n' => character,
        '\u{2e80}'..='\u{faff}' => ideograph(character),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xff01 + 0x21).unwrap_or(character),
        _ => symbol(character),
    }
}

impl Folded {
    /// The author's bytes of a range of the folded text; ranges beyond the text are cut.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        if range.end <= range.start {
            return Span::at(start);
        }
        Span::new(start, self.end(range.end))
    }

    /// The author's offset of the character that begins at (or holds) an offset of the folded text.
    pub fn offset(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.folded <= offset);
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return 0;
        };
        let into = offset - piece.folded;
        if into >= piece.folded_len {
            return piece.source + piece.source_len;
        }
        if piece.folded_len == piece.source_len { piece.source + into } else { piece.source }
    }

    /// The author's offset at which the characters before a folded offset end: zero-width characters that follow are left out.
    fn end(&self, offset: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.folded < offset);
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return 0;
        };
        let into = offset - piece.folded;
        if piece.folded_len == piece.source_len { piece.source + into.min(piece.source_len) } else { piece.source + piece.source_len }
    }

    /// Adds words, which stand for some bytes of the author's.
    fn push(&mut self, source: usize, words: &str, source_len: usize) {
        if words.is_empty() {
            return;
        }
        let (folded, folded_len) = (self.text.len(), words.len());
        self.text.push_str(words);
        if let Some(last) = self.pieces.last_mut() {
            let even = last.folded_len == last.source_len && folded_len == source_len;
            if even && last.source + last.source_len == source {
                last.folded_len += folded_len;
                last.source_len += source_len;
                return;
            }
        }
        self.pieces.push(Piece { folded, source, folded_len, source_len });
    }
}

/// A text without what nobody sees in it.
pub fn visible(text: &str) -> Cow<'_, str> {
    match text.contains(is_invisible) {
        true => text.chars().filter(|character| !is_invisible(*character)).collect::<String>().into(),
        false => text.into(),
    }
}

/// Characters without a width that documents carry along: byte order marks, joiners, soft hyphens, directions, variation selectors.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Look-alikes outside the full-width block, by what they stand for.
fn symbol(character: char) -> char {
    match character {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        // Soft line ends and page breaks of word processors are spaces, for only `\n` ends a line; `\r` belongs to the line's end.
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{2500}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{223c}' | '\u{2dc}' | '\u{2053}' => '~',
        '\u{2236}' | '\u{fe55}' | '\u{fe13}' | '\u{fe30}' | '\u{a789}' => ':',
        '\u{fe50}' | '\u{fe10}' | '\u{201a}' => ',',
        '\u{fe54}' | '\u{fe14}' => ';',
        '\u{fe52}' | '\u{2024}' => '.',
        '\u{ff61}' | '\u{fe12}' => '。',
        '\u{ff64}' | '\u{fe51}' | '\u{fe11}' => '、',
        '\u{fe59}' | '\u{fe35}' | '\u{207d}' => '(',
        '\u{fe5a}' | '\u{fe36}' | '\u{207e}' => ')',
        '\u{fe6a}' => '%',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2267}' | '\u{2a7e}' => '≥',
        '\u{2266}' | '\u{2a7d}' => '≤',
        '\u{fe65}' => '>',
        '\u{fe64}' => '<',
        '\u{fe66}' => '=',
        '\u{fe5f}' => '#',
        '\u{201f}' | '\u{201e}' => '“',
        _ => character,
    }
}

/// Characters of the East Asian blocks: Traditional to Simplified, and the punctuation among them.
fn ideograph(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '〜' | '〰' => '~',
        '〔' => '(',
        '〕' => ')',
        '【' => '[',
        '】' => ']',
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        _ => simplified(character),
    }
}

fn simplified(character: char) -> char {
    let found = (character as usize).checked_sub(FIRST).and_then(|index| SIMPLIFIED.get(index)).copied();
    found.filter(|&code| code != 0).and_then(|code| char::from_u32(code.into())).unwrap_or(character)
}

const FIRST: usize = 0x2e80;
const LAST: usize = 0xfaff;

/// By code point from [`FIRST`] on; 0 where a character stays. A table with an index is ten times as fast as a search in the pairs.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; LAST - FIRST + 1];
    let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
    for pair in lines.flat_map(|line| line.split(' ')) {
        let mut characters = pair.chars();
        let (Some(from), Some(to)) = (characters.next(), characters.next()) else { continue };
        let slot = (from as usize).checked_sub(FIRST).and_then(|index| table.get_mut(index));
        if let (Some(slot), Ok(code)) = (slot, u16::try_from(to as u32)) {
            *slot = code;
        }
    }
    table
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_width_dashes_spaces_and_script() {
        assert_eq!(fold_str("１．服務態度（５分）：每發現一處，扣０．５分；最多扣５％"), "1.服务态度(5分):每发现一处,扣0.5分;最多扣5%");
        assert_eq!(fold_str("８５—９０～９５－１００〜3–4−5"), "85-90~95-100~3-4-5");
        assert_eq!(fold_str("\u{feff}甲\u{a0}乙\u{3000}丙\u{200b}丁\t戊\r\n"), "甲 乙 丙丁\t戊\r\n");
        assert_eq!(fold_str("满分﹕5分∶好「引」【5分】〔2〕"), "满分:5分:好“引”[5分](2)");
        assert_eq!(fold_str("乾淨整潔、羣衆、後續、於是、餘下、里程、著名"), "干净整洁、群众、后续、于是、余下、里程、著名");
        assert_eq!(fold_str("①⑴㈠Ⅳ½《》。"), "①⑴㈠Ⅳ½《》。");
        assert_eq!(fold_str("⼀⼆三"), "一二三");
    }

    #[test]
    fn finds_the_author_s_bytes() {
        let text = "\u{feff}（５分）\u{200b}：服務，好";
        let folded = fold(text);
        assert_eq!(folded.text, "(5分):服务,好");
        let place = |piece: &str| {
            let at = folded.text.find(piece).unwrap();
            folded.span(at..at + piece.len()).of(text)
        };
        assert_eq!(place("(5分)"), "（５分）");
        assert_eq!(place("5分"), "５分");
        assert_eq!(place(":服务"), "：服務");
        assert_eq!(place(",好"), "，好");
        assert_eq!(folded.span(0..folded.text.len()).of(text), &text[3..]);
        assert_eq!(folded.offset(folded.text.len()), text.len());
        assert_eq!(folded.span(0..9999).of(text), &text[3..]);
    }

    #[test]
    fn the_table_is_read_whole() {
        assert!(SIMPLIFIED.iter().filter(|&&code| code != 0).count() > 3000);
    }

    proptest! {
        #[test]
        fn every_character_finds_its_own_bytes(text in "[ -~\u{a0}\u{feff}\u{200b}\u{3000}（），：；。～—一服務態𠮷😀\n]{0,40}") {
            let folded = fold(&text);
            let mut kept = text.char_indices().filter(|&(_, character)| !is_invisible(character));
            for (at, character) in folded.text.char_indices() {
                let (source, original) = kept.next().unwrap();
                let span = folded.span(at..at + character.len_utf8());
                prop_assert_eq!(span.range(), source..source + original.len_utf8());
                prop_assert_eq!(folded.offset(at), source);
                prop_assert_eq!(fold_char(original), character);
                prop_assert_eq!(fold_char(character), character, "folding twice changes nothing");
            }
            prop_assert!(kept.next().is_none());
        }
    }
}
