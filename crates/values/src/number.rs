//! Exact numbers: decimals at the edges, fractions inside.
//!
//! A number is a reduced fraction. It is held in 64-bit integers and moves to arbitrary precision where these would
//! overflow, so that no operation can fail or round. Text goes in and out through `rust_decimal`.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

use num_bigint::{BigInt, Sign};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// An exact rational number. Prints as a decimal where it is a finite one, else as `a/b`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// INVARIANT: reduced, the denominator is positive.
    Small(i64, i64),
    /// INVARIANT: reduced, the denominator is positive, and one of the two does not fit in an `i64`.
    Big(Box<(BigInt, BigInt)>),
}

/// How halves are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// 四舍五入: halves away from zero.
    HalfUp,
    /// GB/T 8170-2008: halves to the even digit (四舍六入五成双).
    HalfEven,
}

/// A rounding that a rulebook states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rounding {
    pub mode: Mode,
    /// Digits after the decimal point that are kept.
    pub places: u32,
}

/// The text is not a plain decimal number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNumberError;

impl Number {
    pub const ZERO: Number = Number(Repr::Small(0, 1));
    pub const ONE: Number = Number(Repr::Small(1, 1));

    /// The fraction `numerator / denominator`; `None` where the denominator is zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| reduce(numerator.into(), denominator.into()))
    }

    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n < 0,
            Repr::Big(b) => b.0.sign() == Sign::Minus,
        }
    }

    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => *d == 1,
            Repr::Big(b) => b.1 == BigInt::from(1),
        }
    }

    pub fn abs(&self) -> Self {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// `self / divisor`, exactly; `None` for a divisor of zero.
    pub fn divide(&self, divisor: &Number) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        let inverse = match &divisor.0 {
            Repr::Small(n, d) => n.checked_abs().map(|abs| Number(Repr::Small(d * n.signum(), abs))),
            Repr::Big(_) => None,
        };
        Some(match inverse {
            Some(inverse) => self * &inverse,
            None => {
                let (n, d) = divisor.parts();
                let (a, b) = self.parts();
                reduce_big(a * d, b * n)
            }
        })
    }

    /// The greatest whole number that is not greater.
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Small(n, d) => Number(Repr::Small(n.div_euclid(*d), 1)),
            Repr::Big(b) => {
                let quotient = &b.0 / &b.1;
                let exact = &quotient * &b.1 == b.0;
                let down = b.0.sign() == Sign::Minus && !exact;
                reduce_big(if down { quotient - 1 } else { quotient }, BigInt::from(1))
            }
        }
    }

    /// The least whole number that is not less.
    pub fn ceil(&self) -> Self {
        -(-self.clone()).floor()
    }

    /// Rounded to a number of decimal places.
    pub fn round(&self, rounding: Rounding) -> Self {
        let scale = power_of_ten(rounding.places);
        let scaled = self * &scale;
        let below = scaled.abs().floor();
        let rest = &scaled.abs() - &below;
        let half = Number(Repr::Small(1, 2));
        let up = match rest.cmp(&half) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => match rounding.mode {
                Mode::HalfUp => true,
                Mode::HalfEven => !(&below * &half).is_integer(),
            },
        };
        let rounded = if up { &below + &Number::ONE } else { below };
        let signed = if self.is_negative() { -rounded } else { rounded };
        signed.divide(&scale).unwrap_or(Number::ZERO)
    }

    /// True where a finite decimal writes the number exactly.
    pub fn is_decimal(&self) -> bool {
        self.decimal_places().is_some()
    }

    /// As a whole number, if it is one that fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(n, 1) => Some(*n),
            _ => None,
        }
    }

    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    fn parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(n, d) => (BigInt::from(*n), BigInt::from(*d)),
            Repr::Big(b) => (b.0.clone(), b.1.clone()),
        }
    }

    /// Digits after the point that an exact decimal needs, if one exists.
    fn decimal_places(&self) -> Option<u32> {
        if let Repr::Small(_, 1) = self.0 {
            return Some(0);
        }
        let (_, mut d) = self.parts();
        let (mut twos, mut fives) = (0, 0);
        let (two, five, zero) = (BigInt::from(2), BigInt::from(5), BigInt::from(0));
        while &d % &two == zero {
            d /= &two;
            twos += 1;
        }
        while &d % &five == zero {
            d /= &five;
            fives += 1;
        }
        (d == BigInt::from(1)).then_some(twos.max(fives))
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Number(Repr::Small(value, 1))
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        let denominator = 10_i128.checked_pow(value.scale()).unwrap_or(i128::MAX);
        reduce(value.mantissa(), denominator)
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    /// Reads an optional minus, ASCII digits and at most one point with digits on both sides; at most 28 digits.
    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        if !plain || whole.is_empty() || fraction.is_empty() || fraction.contains('.') {
            return Err(ParseNumberError);
        }
        if let Ok(whole) = text.parse::<i64>() {
            return Ok(Self(Repr::Small(whole, 1)));
        }
        // The decimal's own parser goes one call deeper for each zero at the head.
        let zeros = whole.bytes().take(whole.len().saturating_sub(1)).take_while(|b| *b == b'0').count();
        let value = Decimal::from_str_exact(digits.get(zeros..).unwrap_or(digits)).map(Number::from).map_err(|_| ParseNumberError)?;
        Ok(if text.starts_with('-') { -value } else { value })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, d) = self.parts();
        let Some(places) = self.decimal_places() else {
            return write!(f, "{n}/{d}");
        };
        let scaled = (n * BigInt::from(10).pow(places)) / d;
        let sign = if scaled.sign() == Sign::Minus { "-" } else { "" };
        let digits = scaled.magnitude().to_string();
        let places = places as usize;
        if places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return if b == d { a.cmp(c) } else { wide(*a, *d).cmp(&wide(*c, *b)) };
        }
        let (a, b) = self.parts();
        let (c, d) = other.parts();
        (a * d).cmp(&(c * b))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: &Number) -> Number {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return if b == d {
                reduce(i128::from(*a) + i128::from(*c), i128::from(*b))
            } else {
                reduce(wide(*a, *d) + wide(*c, *b), wide(*b, *d))
            };
        }
        let (a, b) = self.parts();
        let (c, d) = other.parts();
        reduce_big(a * &d + c * &b, b * d)
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: &Number) -> Number {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return reduce(wide(*a, *c), wide(*b, *d));
        }
        let (a, b) = self.parts();
        let (c, d) = other.parts();
        reduce_big(a * c, b * d)
    }
}

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        match self.0 {
            Repr::Small(n, d) => match n.checked_neg() {
                Some(n) => Number(Repr::Small(n, d)),
                None => reduce_big(-BigInt::from(n), BigInt::from(d)),
            },
            Repr::Big(b) => reduce_big(-b.0, b.1),
        }
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: &Number) -> Number {
        self + &-other.clone()
    }
}

impl Add for Number {
    type Output = Number;
    fn add(self, other: Number) -> Number {
        &self + &other
    }
}

impl Sub for Number {
    type Output = Number;
    fn sub(self, other: Number) -> Number {
        &self - &other
    }
}

impl Mul for Number {
    type Output = Number;
    fn mul(self, other: Number) -> Number {
        &self * &other
    }
}

impl<'a> Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Number>>(iter: I) -> Number {
        iter.fold(Number::ZERO, |total, next| &total + next)
    }
}

impl Sum for Number {
    fn sum<I: Iterator<Item = Number>>(iter: I) -> Number {
        iter.fold(Number::ZERO, |total, next| total + next)
    }
}

/// A product that cannot overflow, nor can the sum of two of them: a denominator is no `i64::MIN`.
fn wide(a: i64, b: i64) -> i128 {
    i128::from(a) * i128::from(b)
}

fn power_of_ten(places: u32) -> Number {
    match 10_i64.checked_pow(places) {
        Some(power) => Number(Repr::Small(power, 1)),
        None => reduce_big(BigInt::from(10).pow(places), BigInt::from(1)),
    }
}

/// The reduced fraction of a numerator and a denominator, neither of which is `i128::MIN`.
fn reduce(n: i128, d: i128) -> Number {
    if let (1, Ok(whole)) = (d, i64::try_from(n)) {
        return Number(Repr::Small(whole, 1));
    }
    let (n, d) = if d < 0 { (-n, -d) } else { (n, d) };
    let divisor = if d == 1 { 1 } else { gcd(n.unsigned_abs(), d.unsigned_abs()).cast_signed() };
    match (i64::try_from(n / divisor), i64::try_from(d / divisor)) {
        (Ok(n), Ok(d)) => Number(Repr::Small(n, d)),
        _ => Number(Repr::Big(Box::new((BigInt::from(n / divisor), BigInt::from(d / divisor))))),
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return a.max(1).into();
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn reduce_big(n: BigInt, d: BigInt) -> Number {
    let mut a = n.magnitude().clone();
    let mut b = d.magnitude().clone();
    let zero = num_bigint::BigUint::from(0_u8);
    while b != zero {
        (a, b) = (b.clone(), a % b);
    }
    let divisor = BigInt::from(a);
    let (mut n, mut d) = (n / &divisor, d / &divisor);
    if d.sign() == Sign::Minus {
        (n, d) = (-n, -d);
    }
    match (i64::try_from(&n), i64::try_from(&d)) {
        (Ok(n), Ok(d)) => Number(Repr::Small(n, d)),
        _ => Number(Repr::Big(Box::new((n, d)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap_or_else(|_| panic!("{text} is a number"))
    }

    #[test]
    fn decimals_go_in_and_out_unchanged() {
        for text in ["0", "1", "-1", "0.5", "93.25", "-0.125", "1000000.01", "79228162514264337593543950335"] {
            assert_eq!(number(text).to_string(), text);
        }
        assert_eq!(number("2.50").to_string(), "2.5");
        assert_eq!(number("-007.5").to_string(), "-7.5");
        assert_eq!(number(&"0".repeat(200_000)), Number::ZERO);
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in ["", "-", ".", "1.", ".5", "1_000", "1e3", "+1", "1.2.3", "１", "NaN", "99999999999999999999999999999999"] {
            assert_eq!(text.parse::<Number>(), Err(ParseNumberError), "{text}");
        }
    }

    #[test]
    fn fractions_stay_exact() {
        let third = Number::ratio(1, 3).expect("three is not zero");
        assert_eq!(third.to_string(), "1/3");
        assert_eq!((&(&third + &third) + &third), Number::ONE);
        assert!(!third.is_decimal());
        assert_eq!(Number::ONE.divide(&Number::ZERO), None);
    }

    #[test]
    fn rounding_follows_its_mode() {
        let half_up = Rounding { mode: Mode::HalfUp, places: 2 };
        let half_even = Rounding { mode: Mode::HalfEven, places: 2 };
        assert_eq!(number("2.345").round(half_up).to_string(), "2.35");
        assert_eq!(number("2.345").round(half_even).to_string(), "2.34");
        assert_eq!(number("2.355").round(half_even).to_string(), "2.36");
        assert_eq!(number("-2.345").round(half_up).to_string(), "-2.35");
        assert_eq!(Number::ratio(2, 3).expect("not zero").round(half_up).to_string(), "0.67");
    }

    #[test]
    fn nothing_overflows() {
        let mut large = number("79228162514264337593543950335");
        for _ in 0..4 {
            large = &large * &large;
        }
        let back = (&large + &Number::ONE) - large.clone();
        assert_eq!(back, Number::ONE);
        assert_eq!(large.divide(&large), Some(Number::ONE));
        assert_eq!(large.floor(), large);
        assert!(-large < Number::ZERO);
    }

    #[test]
    fn floor_and_ceil_of_negative_numbers() {
        assert_eq!(number("-1.5").floor(), Number::from(-2));
        assert_eq!(number("-1.5").ceil(), Number::from(-1));
        assert_eq!(number("1.5").ceil(), Number::from(2));
    }
}
