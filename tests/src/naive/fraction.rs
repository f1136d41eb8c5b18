//! A fraction of two 128-bit integers, always reduced; what is too large panics, which no test should reach.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::str::FromStr;

/// An exact number of the naive evaluator.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    top: i128,
    bottom: i128,
}

impl Fraction {
    pub const ZERO: Fraction = Fraction { top: 0, bottom: 1 };
    pub const ONE: Fraction = Fraction { top: 1, bottom: 1 };

    /// `top / bottom`, reduced.
    pub fn new(top: i128, bottom: i128) -> Self {
        assert!(bottom != 0, "a fraction has no zero below");
        let divisor = common(top.abs(), bottom.abs()) * bottom.signum();
        Self { top: top / divisor, bottom: bottom / divisor }
    }

    /// The greatest whole number that is not greater.
    pub fn floor(self) -> Self {
        Self::new(self.top.div_euclid(self.bottom), 1)
    }

    /// The least whole number that is not less.
    pub fn ceil(self) -> Self {
        -(-self).floor()
    }

    /// Rounded to so many decimal places, halves away from zero or to the even digit.
    pub fn round(self, places: u32, half_even: bool) -> Self {
        let scale = Self::new(10_i128.pow(places), 1);
        let size = if self < Self::ZERO { -self } else { self } * scale;
        let below = size.floor();
        let even = below.top % 2 == 0;
        let up = match (size - below).cmp(&Self::new(1, 2)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => !(half_even && even),
        };
        let whole = if up { below + Self::ONE } else { below };
        (if self < Self::ZERO { -whole } else { whole }) / scale
    }
}

fn common(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { common(b, a % b) }
}

impl Default for Fraction {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Fraction {
    fn from(value: i64) -> Self {
        Self::new(value.into(), 1)
    }
}

impl FromStr for Fraction {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((top, bottom)) = text.split_once('/') {
            let part = |text: &str| text.parse::<i128>().map_err(|error| format!("{text}: {error}"));
            return Ok(Self::new(part(top)?, part(bottom)?));
        }
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits: i128 = format!("{whole}{rest}").parse().map_err(|error| format!("{text}: {error}"))?;
        Ok(Self::new(digits, 10_i128.pow(rest.len() as u32)))
    }
}

impl fmt::Display for Fraction {
    /// A finite decimal where there is one within twelve places, else `a/b`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(places) = (0..=12).find(|places| 10_i128.pow(*places) % self.bottom == 0) else {
            return write!(f, "{}/{}", self.top, self.bottom);
        };
        let digits = (self.top * (10_i128.pow(places) / self.bottom)).abs();
        let sign = if self.top < 0 { "-" } else { "" };
        if places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = places as usize + 1);
        let (whole, rest) = padded.split_at(padded.len() - places as usize);
        write!(f, "{sign}{whole}.{rest}")
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)
    }
}

impl Neg for Fraction {
    type Output = Self;
    fn neg(self) -> Self {
        Self { top: -self.top, bottom: self.bottom }
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.top * other.top, self.bottom * other.bottom)
    }
}

impl Div for Fraction {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::new(self.top * other.bottom, self.bottom * other.top)
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}
