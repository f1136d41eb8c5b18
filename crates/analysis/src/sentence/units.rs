//! The English of units. Where a unit has none, the author's word stays.
//!
//! Not here: what a unit measures (`chidu_values::Unit`). Start at [`in_english`].

/// One and many of a unit that has English words.
const WORDS: &[(&str, &str, &str)] = &[
    ("分", "point", "points"),
    ("秒", "second", "seconds"),
    ("秒钟", "second", "seconds"),
    ("分钟", "minute", "minutes"),
    ("刻钟", "quarter of an hour", "quarters of an hour"),
    ("小时", "hour", "hours"),
    ("个小时", "hour", "hours"),
    ("半天", "half-day", "half-days"),
    ("天", "day", "days"),
    ("日", "day", "days"),
    ("工作日", "working day", "working days"),
    ("个工作日", "working day", "working days"),
    ("周", "week", "weeks"),
    ("月", "month", "months"),
    ("个月", "month", "months"),
    ("季度", "quarter", "quarters"),
    ("个季度", "quarter", "quarters"),
    ("学期", "term", "terms"),
    ("年", "year", "years"),
    ("百分点", "percentage point", "percentage points"),
    ("个百分点", "percentage point", "percentage points"),
    ("千分点", "tenth of a percentage point", "tenths of a percentage point"),
    ("个千分点", "tenth of a percentage point", "tenths of a percentage point"),
    ("元", "yuan", "yuan"),
    ("万元", "unit of 10,000 yuan", "units of 10,000 yuan"),
    ("亿元", "unit of 100 million yuan", "units of 100 million yuan"),
    ("毫米", "mm", "mm"),
    ("厘米", "cm", "cm"),
    ("米", "m", "m"),
    ("公里", "km", "km"),
    ("平方米", "m²", "m²"),
    ("平米", "m²", "m²"),
    ("公顷", "hectare", "hectares"),
    ("平方公里", "km²", "km²"),
    ("毫升", "ml", "ml"),
    ("升", "litre", "litres"),
    ("立方米", "m³", "m³"),
    ("克", "g", "g"),
    ("公斤", "kg", "kg"),
    ("千克", "kg", "kg"),
    ("吨", "tonne", "tonnes"),
    ("次", "time", "times"),
    ("处", "place", "places"),
    ("项", "item", "items"),
    ("个", "item", "items"),
    ("条", "item", "items"),
    ("人", "person", "people"),
    ("名", "person", "people"),
    ("人次", "person-time", "person-times"),
    ("起", "case", "cases"),
    ("件", "case", "cases"),
    ("例", "case", "cases"),
    ("宗", "case", "cases"),
    ("份", "copy", "copies"),
    ("篇", "paper", "papers"),
    ("本", "volume", "volumes"),
    ("册", "volume", "volumes"),
    ("页", "page", "pages"),
    ("张", "sheet", "sheets"),
    ("封", "letter", "letters"),
    ("题", "question", "questions"),
    ("字", "character", "characters"),
    ("户", "household", "households"),
    ("间", "room", "rooms"),
    ("辆", "vehicle", "vehicles"),
    ("台", "machine", "machines"),
    ("具", "piece", "pieces"),
    ("台次", "machine-time", "machine-times"),
    ("场", "event", "events"),
    ("票", "vote", "votes"),
    ("人/次", "person-time", "person-times"),
    ("岗位", "post", "posts"),
    ("床", "bed", "beds"),
    ("床位", "bed", "beds"),
    ("盏", "lamp", "lamps"),
    ("株", "plant", "plants"),
    ("棵", "plant", "plants"),
    ("块", "piece", "pieces"),
    ("只", "piece", "pieces"),
    ("批", "batch", "batches"),
    ("节", "lesson", "lessons"),
    ("步", "step", "steps"),
];

/// A number that is already written, with its unit: `2 places`, `90%`, `1 person`, and `3 艘` where no English is known.
pub fn in_english(written: &str, is_one: bool, unit: &str) -> String {
    match (found(unit), unit) {
        (_, "") => written.to_owned(),
        (_, "%" | "‰") => format!("{written}{unit}"),
        (Some((one, many)), _) => format!("{written} {}", if is_one { one } else { many }),
        (None, _) => format!("{written} {unit}"),
    }
}

/// A unit by itself, as in "give it in minutes".
pub fn plural(unit: &str) -> String {
    in_english("", false, unit).trim_start().to_owned()
}

/// What stands behind "for each".
pub fn one_of(unit: &str) -> String {
    match unit {
        "%" | "‰" => format!("1{unit}"),
        _ => found(unit).map_or(unit, |(one, _)| one).to_owned(),
    }
}

fn found(unit: &str) -> Option<(&'static str, &'static str)> {
    WORDS.iter().find(|(word, ..)| *word == unit).map(|(_, one, many)| (*one, *many))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        assert_eq!(in_english("1", true, "人"), "1 person");
        assert_eq!(in_english("2.5", false, "人"), "2.5 people");
        assert_eq!((plural("分钟"), plural("%"), plural("艘")), ("minutes".to_owned(), "%".to_owned(), "艘".to_owned()));
        assert_eq!(in_english("90", false, "%"), "90%");
        assert_eq!(in_english("3", false, "艘"), "3 艘");
        assert_eq!(in_english("3", false, ""), "3");
        assert_eq!((one_of("处"), one_of("%"), one_of("艘")), ("place".to_owned(), "1%".to_owned(), "艘".to_owned()));
    }
}
