//! Whether what is being typed spells a name: in its own characters, in full pinyin, in initials, or in any mixture of them.
//!
//! Any reading of a character is accepted, for the commonest one is often wrong in a compound; ü is typed v. Not here: which names there
//! are (`vocabulary`). Start at [`Typed::before`] and [`Name::spelt_by`].

use chidu_syntax::fold_char;
use pinyin::ToPinyinMulti;

/// More than anybody types for one name.
const LONGEST: usize = 24;

/// Initials of two letters.
const DOUBLE: [&str; 3] = ["zh", "ch", "sh"];

/// The end of a line's text before the cursor: what a name may be spelt by.
pub struct Typed {
    /// Folded characters with the bytes from each to the cursor.
    chars: Vec<(char, usize)>,
}

impl Typed {
    /// What stands between the last separator and the end of a text.
    pub fn before(text: &str) -> Self {
        let mut chars: Vec<(char, usize)> = Vec::new();
        let mut bytes = 0;
        for c in text.chars().rev().take_while(|c| !separates(*c)).take(LONGEST) {
            bytes += c.len_utf8();
            chars.push((plain(c), bytes));
        }
        chars.reverse();
        Self { chars }
    }

    /// The same for a name with hyphens, which need not be typed: the code of a lint.
    pub fn code_before(text: &str) -> Self {
        let mut chars: Vec<(char, usize)> = Vec::new();
        let mut bytes = 0;
        for c in text.chars().rev().take_while(|c| *c == '-' || !separates(*c)) {
            bytes += c.len_utf8();
            chars.extend((c != '-').then(|| (plain(c), bytes)));
        }
        chars.reverse();
        Self { chars }
    }

    /// A run of letters is taken from its beginning: `td` is no part of `fwtd`.
    fn may_start(&self, at: usize) -> bool {
        let letter = |at: usize| self.chars.get(at).is_some_and(|(c, _)| c.is_ascii_alphabetic());
        !letter(at) || at.checked_sub(1).is_none_or(|before| !letter(before))
    }

    /// True where the cursor stands behind a separator, or at the beginning of a line.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// True where the character before the cursor is a digit: a unit may follow.
    pub fn ends_in_number(&self) -> bool {
        self.chars.last().is_some_and(|(c, _)| c.is_ascii_digit())
    }
}

/// Characters that no name is typed across.
fn separates(c: char) -> bool {
    c.is_whitespace() || "，,;；:：。、()（）[]【】《》“”\"'=#/+-×÷".contains(c)
}

fn plain(c: char) -> char {
    match fold_char(c).to_ascii_lowercase() {
        'ü' => 'v',
        plain => plain,
    }
}

/// A name as it is compared: its characters, and the letters that the first may begin with.
#[derive(Clone, Debug)]
pub struct Name {
    chars: Vec<char>,
    /// A bit for each letter.
    initials: u32,
}

impl Name {
    /// Takes a name apart; spaces and punctuation need not be typed.
    pub fn new(name: &str) -> Self {
        let chars: Vec<char> = name.chars().map(plain).filter(|c| !separates(*c) && c.is_alphanumeric() || *c == '%').collect();
        let letters = chars.first().into_iter().flat_map(|c| readings(*c)).filter_map(|reading| reading.chars().next());
        let initials = letters.fold(0, |bits, letter| bits | bit(letter));
        Self { chars, initials }
    }

    /// How many bytes before the cursor spell this name's beginning, of several ways the longest; `None` where none do.
    pub fn spelt_by(&self, typed: &Typed, pinyin: bool) -> Option<usize> {
        let first = *self.chars.first()?;
        let may_begin = |c: char| c == first || pinyin && self.initials & bit(c) != 0;
        let starts = typed.chars.iter().enumerate().filter(|(at, (c, _))| may_begin(*c) && typed.may_start(*at));
        let mut spelt = starts.filter(|(at, _)| typed.chars.get(*at..).is_some_and(|rest| self.begins(rest, pinyin)));
        spelt.next().map(|(_, (_, bytes))| *bytes)
    }

    /// True where all of what is typed is used up by the name's characters, one after the other.
    fn begins(&self, typed: &[(char, usize)], pinyin: bool) -> bool {
        let mut open = vec![0];
        for c in &self.chars {
            let mut next = Vec::new();
            for at in open {
                let rest = typed.get(at..).unwrap_or_default();
                if rest.is_empty() {
                    return true;
                }
                if rest.first().is_some_and(|(typed, _)| typed == c) {
                    next.push(at + 1);
                }
                if pinyin {
                    next.extend(readings(*c).flat_map(|reading| taken(reading, rest)).map(|length| at + length));
                }
            }
            next.sort_unstable();
            next.dedup();
            open = next;
        }
        open.contains(&typed.len())
    }
}

fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
        _ => 0,
    }
}

fn readings(c: char) -> impl Iterator<Item = &'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain)
}

/// How many letters of what is typed one syllable can take: its initial, all of it, or what there is of it at the end.
fn taken(reading: &str, typed: &[(char, usize)]) -> Vec<usize> {
    let common = reading.chars().map(plain).zip(typed).take_while(|(letter, (typed, _))| letter == typed).count();
    let double = DOUBLE.iter().any(|initial| reading.starts_with(initial));
    let whole = reading.chars().count();
    let fits = |length: &usize| *length == 1 || *length == 2 && double || *length == whole || *length == typed.len();
    (1..=common).filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spells(typed: &str, name: &str) -> Option<usize> {
        Name::new(name).spelt_by(&Typed::before(typed), true)
    }

    #[test]
    fn a_name_is_spelt_in_characters_syllables_and_initials() {
        for typed in ["fwtd", "fuwutaidu", "fuwutd", "服务", "服务td", "f", "FWTD", "服wutai"] {
            assert_eq!(spells(typed, "服务态度"), Some(typed.len()), "{typed}");
        }
        for typed in ["fwtx", "fwtdx", "wtd", "xfwtd", "服物"] {
            assert_eq!(spells(typed, "服务态度"), None, "{typed}");
        }
    }

    #[test]
    fn any_reading_of_a_character_is_accepted() {
        for (typed, name) in [("changqi", "长期"), ("zhangqi", "长期"), ("jiyu", "给予"), ("geiyu", "给予"), ("lv", "率"), ("shuai", "率")]
        {
            assert!(spells(typed, name).is_some(), "{typed} {name}");
        }
        assert!(spells("lvse", "绿色").is_some(), "ü is v");
        assert!(spells("zsd", "中式岛").is_some() && spells("zhshd", "中式岛").is_some(), "initials of one letter and of two");
    }

    #[test]
    fn only_the_end_of_what_is_typed_counts() {
        assert_eq!(spells("每发现一处服务", "服务态度"), Some("服务".len()));
        assert_eq!(spells("扣5f", "分"), Some(1));
        assert_eq!(spells("fw, ", "服务态度"), None, "a separator ends it");
    }

    #[test]
    fn width_and_script_are_one() {
        assert_eq!(spells("ＦＷ", "服务态度"), Some("ＦＷ".len()));
        assert_eq!(spells("服務", "服务态度"), Some("服務".len()));
        assert_eq!(spells("服务", "服務態度"), Some("服务".len()));
    }

    #[test]
    fn pinyin_may_be_off() {
        assert_eq!(Name::new("服务态度").spelt_by(&Typed::before("fw"), false), None);
        assert_eq!(Name::new("A类").spelt_by(&Typed::before("a"), false), Some(1));
    }
}
