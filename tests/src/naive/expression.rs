//! The value of an expression of names and numbers (完成数÷计划数×10), read character by character.

use super::Fraction;

/// What an expression comes to where the names are worth this much; `None` where one is not known, or a divisor is nothing.
pub fn value(text: &str, of: &dyn Fn(&str) -> Option<Fraction>) -> Option<Fraction> {
    let characters: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    let mut reader = Reader { characters, at: 0, of };
    let value = reader.sum();
    assert_eq!(reader.at, reader.characters.len(), "not an expression: {text}");
    value
}

struct Reader<'a> {
    characters: Vec<char>,
    at: usize,
    of: &'a dyn Fn(&str) -> Option<Fraction>,
}

impl Reader<'_> {
    fn next_is(&mut self, wanted: char) -> bool {
        let is = self.characters.get(self.at) == Some(&wanted);
        self.at += usize::from(is);
        is
    }

    fn sum(&mut self) -> Option<Fraction> {
        let mut sum = self.product();
        loop {
            if self.next_is('+') {
                sum = sum.zip(self.product()).map(|(a, b)| a + b);
            } else if self.next_is('-') {
                sum = sum.zip(self.product()).map(|(a, b)| a - b);
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> Option<Fraction> {
        let mut product = self.factor();
        loop {
            if self.next_is('×') || self.next_is('*') {
                product = product.zip(self.factor()).map(|(a, b)| a * b);
            } else if self.next_is('÷') || self.next_is('/') {
                product = product.zip(self.factor()).and_then(|(a, b)| (b != Fraction::ZERO).then(|| a / b));
            } else {
                return product;
            }
        }
    }

    fn factor(&mut self) -> Option<Fraction> {
        if self.next_is('(') {
            let inner = self.sum();
            assert!(self.next_is(')'), "a bracket is not closed");
            return inner;
        }
        let word: String = self.characters[self.at..].iter().take_while(|character| !"+-×*÷/()".contains(**character)).collect();
        self.at += word.chars().count();
        match word.strip_suffix('%').unwrap_or(&word).parse::<Fraction>() {
            Ok(number) if word.ends_with('%') => Some(number / Fraction::from(100)),
            Ok(number) => Some(number),
            Err(_) => (self.of)(&word),
        }
    }
}

/// The names in an expression.
pub fn names(text: &str) -> Vec<&str> {
    let words = text.split(|character: char| "+-×*÷/() ".contains(character));
    words.filter(|word| !word.is_empty() && !word.starts_with(|character: char| character.is_ascii_digit())).collect()
}
