//! Units of measures: what can be compared with what, and by which factor.

use crate::Number;

/// What a unit measures. Two units can be compared where their dimension is the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Seconds, minutes, hours, days (of 24 hours) and weeks.
    Time,
    /// Calendar months and years; not convertible to days.
    Calendar,
    /// Shares of a whole, in thousandths; 百分点 is the same measure.
    Percent,
    /// Points of the score.
    Points,
    /// Yuan.
    Money,
    /// Millimetres.
    Length,
    /// Square metres.
    Area,
    /// Millilitres.
    Volume,
    /// Grams.
    Mass,
    /// Millimetres an hour.
    Speed,
    /// Degrees Celsius.
    Temperature,
    /// Things counted, by their counting word (次, 处, 人 …); each word is its own dimension, except that records need not name it.
    Count(String),
}

/// A unit as it is written, with its dimension and its size in that dimension's smallest unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// As the author wrote it.
    pub name: String,
    pub dimension: Dimension,
    /// How many of the dimension's base unit it is worth.
    pub factor: Number,
}

/// Spelling, dimension and factor of every unit that is not a counting word.
const MEASURED: &[(&str, Dimension, i64)] = &[
    ("秒", Dimension::Time, 1),
    ("秒钟", Dimension::Time, 1),
    ("s", Dimension::Time, 1),
    ("分钟", Dimension::Time, 60),
    ("刻钟", Dimension::Time, 900),
    ("min", Dimension::Time, 60),
    ("小时", Dimension::Time, 3600),
    ("h", Dimension::Time, 3600),
    ("个小时", Dimension::Time, 3600),
    ("天", Dimension::Time, 86400),
    ("日", Dimension::Time, 86400),
    ("个工作日", Dimension::Time, 86400),
    ("工作日", Dimension::Time, 86400),
    ("周", Dimension::Time, 604_800),
    ("个月", Dimension::Calendar, 1),
    ("月", Dimension::Calendar, 1),
    ("季度", Dimension::Calendar, 3),
    ("个季度", Dimension::Calendar, 3),
    ("年", Dimension::Calendar, 12),
    ("‰", Dimension::Percent, 1),
    ("%", Dimension::Percent, 10),
    ("百分点", Dimension::Percent, 10),
    ("个百分点", Dimension::Percent, 10),
    ("千分点", Dimension::Percent, 1),
    ("个千分点", Dimension::Percent, 1),
    ("分", Dimension::Points, 1),
    ("元", Dimension::Money, 1),
    ("万元", Dimension::Money, 10_000),
    ("亿元", Dimension::Money, 100_000_000),
    ("毫米", Dimension::Length, 1),
    ("mm", Dimension::Length, 1),
    ("厘米", Dimension::Length, 10),
    ("cm", Dimension::Length, 10),
    ("米", Dimension::Length, 1000),
    ("m", Dimension::Length, 1000),
    ("公里", Dimension::Length, 1_000_000),
    ("万公里", Dimension::Length, 10_000_000_000),
    ("km", Dimension::Length, 1_000_000),
    ("平方米", Dimension::Area, 1),
    ("平米", Dimension::Area, 1),
    ("m²", Dimension::Area, 1),
    ("m2", Dimension::Area, 1),
    ("㎡", Dimension::Area, 1),
    ("公顷", Dimension::Area, 10_000),
    ("平方公里", Dimension::Area, 1_000_000),
    ("毫升", Dimension::Volume, 1),
    ("ml", Dimension::Volume, 1),
    ("mL", Dimension::Volume, 1),
    ("升", Dimension::Volume, 1000),
    ("立方米", Dimension::Volume, 1_000_000),
    ("L", Dimension::Volume, 1000),
    ("m³", Dimension::Volume, 1_000_000),
    ("m3", Dimension::Volume, 1_000_000),
    ("克", Dimension::Mass, 1),
    ("g", Dimension::Mass, 1),
    ("公斤", Dimension::Mass, 1000),
    ("千克", Dimension::Mass, 1000),
    ("kg", Dimension::Mass, 1000),
    ("吨", Dimension::Mass, 1_000_000),
    ("t", Dimension::Mass, 1_000_000),
    ("公里/小时", Dimension::Speed, 1_000_000),
    ("千米/小时", Dimension::Speed, 1_000_000),
    ("公里/时", Dimension::Speed, 1_000_000),
    ("km/h", Dimension::Speed, 1_000_000),
    ("米/秒", Dimension::Speed, 3_600_000),
    ("m/s", Dimension::Speed, 3_600_000),
    ("℃", Dimension::Temperature, 1),
];

impl Unit {
    /// The unit that a word names; a word that is no measured unit is a counting word. Half-width, Simplified spelling.
    pub fn of(word: &str) -> Self {
        let known = MEASURED.iter().find(|(name, ..)| *name == word);
        let (dimension, factor) = match known {
            Some((_, dimension, factor)) => (dimension.clone(), Number::from(*factor)),
            None => (Dimension::Count(word.to_owned()), Number::ONE),
        };
        Self { name: word.to_owned(), dimension, factor }
    }

    /// True for units of a measured quantity, false for counting words.
    pub fn is_measured(&self) -> bool {
        !matches!(self.dimension, Dimension::Count(_))
    }

    /// A value in this unit, expressed in `other`; `None` where the two measure different things.
    pub fn convert(&self, value: &Number, other: &Unit) -> Option<Number> {
        if self.dimension != other.dimension {
            return None;
        }
        (value * &self.factor).divide(&other.factor)
    }

    /// The spellings that are measured units, longest first: what a reader of cells may find after a number.
    pub fn measured_words() -> Vec<&'static str> {
        let mut words: Vec<&str> = MEASURED.iter().map(|(name, ..)| *name).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_dimension_convert_exactly() {
        let hour = Unit::of("小时");
        assert_eq!(hour.convert(&Number::from(2), &Unit::of("分钟")), Some(Number::from(120)));
        assert_eq!(Unit::of("秒").convert(&Number::ONE, &Unit::of("分钟")), Number::ratio(1, 60));
        assert_eq!(Unit::of("百分点").convert(&Number::ONE, &Unit::of("%")), Some(Number::ONE));
        assert_eq!(Unit::of("%").convert(&Number::ONE, &Unit::of("‰")), Some(Number::from(10)));
    }

    #[test]
    fn units_of_different_dimensions_do_not() {
        assert_eq!(Unit::of("分钟").convert(&Number::ONE, &Unit::of("分")), None);
        assert_eq!(Unit::of("次").convert(&Number::ONE, &Unit::of("处")), None);
        assert!(!Unit::of("处").is_measured());
    }
}
