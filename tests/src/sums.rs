//! Arithmetic as a page writes it: `10 − 2 × 3 = 4`, exactly, with numbers, `+ − × ÷` and brackets.
//!
//! It shares nothing with the product, so that the two can be compared. Start at [`holds`].

/// A fraction: what is above the line, and what is below.
type Fraction = (i128, i128);

/// The last number of a chain such as `10 − 2 × 3 = 4`, or what is wrong: each part must come to the same; behind `≈`, to the places that are written.
pub fn holds(text: &str) -> Result<String, String> {
    let chain = text.split(['：', ':']).next().unwrap_or_default().replace('≈', "=≈");
    let parts: Vec<&str> = chain.split('=').map(str::trim).collect();
    let (last, first) = parts.split_last().ok_or("nothing")?;
    let result = last.trim_start_matches('≈').trim();
    for part in first {
        let (left, right) = (value(part)?, value(result)?);
        if !same(left, right, last.starts_with('≈').then(|| places(result))) {
            return Err(format!("{part} is {} / {}, not {result}", left.0, left.1));
        }
    }
    value(result).map(|_| result.to_owned())
}

fn places(number: &str) -> u32 {
    number.split_once('.').map_or(0, |(_, places)| u32::try_from(places.len()).unwrap_or(0))
}

/// Equal, or no further apart than half of the last place.
fn same(left: Fraction, right: Fraction, places: Option<u32>) -> bool {
    let apart = (left.0 * right.1 - right.0 * left.1).abs() * 2;
    let whole = (left.1 * right.1).abs();
    places.map_or(apart == 0, |places| apart * 10_i128.pow(places) <= whole)
}

/// What an expression comes to.
pub fn value(text: &str) -> Result<Fraction, String> {
    let characters: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    let mut at = 0;
    let found = sum(&characters, &mut at).ok_or_else(|| format!("no expression: {text}"))?;
    if at == characters.len() { Ok(found) } else { Err(format!("not understood: {text}")) }
}

fn sum(text: &[char], at: &mut usize) -> Option<Fraction> {
    let mut found = product(text, at)?;
    while let Some(sign) = text.get(*at).filter(|sign| "+−-".contains(**sign)) {
        *at += 1;
        let next = product(text, at)?;
        let next = if *sign == '+' { next } else { (-next.0, next.1) };
        found = (found.0 * next.1 + next.0 * found.1, found.1 * next.1);
    }
    Some(found)
}

fn product(text: &[char], at: &mut usize) -> Option<Fraction> {
    let mut found = factor(text, at)?;
    while let Some(sign) = text.get(*at).filter(|sign| "×÷".contains(**sign)) {
        *at += 1;
        let next = factor(text, at)?;
        found = if *sign == '×' { (found.0 * next.0, found.1 * next.1) } else { (found.0 * next.1, found.1 * next.0) };
    }
    (found.1 != 0).then_some(found)
}

fn factor(text: &[char], at: &mut usize) -> Option<Fraction> {
    if text.get(*at) == Some(&'(') {
        *at += 1;
        let found = sum(text, at)?;
        *at += 1;
        return (text.get(*at - 1) == Some(&')')).then_some(found);
    }
    let digits: String = text[*at..].iter().take_while(|character| character.is_ascii_digit() || **character == '.').collect();
    *at += digits.chars().count();
    let percent = text.get(*at) == Some(&'%');
    *at += usize::from(percent);
    let places = places(&digits);
    let whole = digits.replace('.', "").parse::<i128>().ok()?;
    Some((whole, 10_i128.pow(places) * if percent { 100 } else { 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_hold_or_do_not() {
        assert_eq!(holds("10 − 2 × 3 = 4：三次").as_deref(), Ok("4"));
        assert_eq!(holds("(8 + 0 + 10) ÷ 3 = 6").as_deref(), Ok("6"));
        assert_eq!(holds("7 ÷ 9 × 10 ≈ 7.78").as_deref(), Ok("7.78"));
        assert_eq!(holds("80% × 20 = 16").as_deref(), Ok("16"));
        assert!(holds("7 ÷ 9 × 10 = 7.78").is_err());
        assert!(holds("7 ÷ 9 × 10 ≈ 7.79").is_err());
        assert!(holds("10 − 2 = 7").is_err());
        assert!(holds("10 − 两 = 7").is_err());
    }
}
