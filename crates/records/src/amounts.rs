//! Numbers out of binary floating point: spreadsheets hold every number so, and show fifteen digits of it.

use chidu_values::Number;

/// The decimal that a spreadsheet shows for a stored number; `None` beyond what scores can need.
pub(crate) fn shown(stored: f64) -> Option<Number> {
    scientific(&format!("{stored:.14e}"))
}

/// A decimal with an optional exponent, exactly: `9.2e-1`, `1E3`, `0.92`.
pub(crate) fn scientific(text: &str) -> Option<Number> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    if exponent.unsigned_abs() > 20 {
        return (mantissa.parse::<Number>().ok()?).is_zero().then_some(Number::ZERO);
    }
    let mut power = Number::ONE;
    for _ in 0..exponent.unsigned_abs() {
        power = &power * &Number::from(10);
    }
    let mantissa: Number = mantissa.parse().ok()?;
    if exponent < 0 { mantissa.divide(&power) } else { Some(&mantissa * &power) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_numbers_become_what_the_sheet_shows() {
        for (stored, expected) in
            [(0.92, "0.92"), (0.1 + 0.2, "0.3"), (3.0, "3"), (1234567.25, "1234567.25"), (-2.5, "-2.5"), (0.0, "0"), (1e-7, "0.0000001")]
        {
            assert_eq!(shown(stored).map(|number| number.to_string()).as_deref(), Some(expected));
        }
        assert_eq!(shown(f64::NAN), None);
        assert_eq!(shown(f64::INFINITY), None);
        assert_eq!(shown(1e300), None);
    }

    #[test]
    fn exponents_are_exact() {
        assert_eq!(scientific("1e3"), Some(Number::from(1000)));
        assert_eq!(scientific("0.92"), "0.92".parse().ok());
        assert_eq!(scientific("x"), None);
        assert_eq!(scientific("1e99"), None);
    }
}
