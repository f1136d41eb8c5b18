//! What is said another way means the same: a comma more or less before the points, 者 for 的, a digit for a numeral.
//!
//! Not here: what a wording means; see the wordings of `chidu-analysis`. Start at [`holds`].

use chidu_analysis::{Context, read};

/// The wordings of the language, as people write them.
const WORDINGS: &str = include_str!("../../crates/analysis/tests/wordings.txt");

/// What a clause means and what is told of it, without where.
fn meaning(clause: &str) -> (Vec<String>, Vec<&'static str>) {
    let reading = read(clause, &Context::default());
    let effects = reading.effects.iter().map(|effect| {
        let cap = effect.cap.as_ref();
        format!("{:?} {:?} {:?} {:?} {:?} {cap:?}", effect.kind, effect.amount, effect.range, effect.per, effect.when).replace('者', "的")
    });
    let rulebook = format!("《甲办法》\n\n一、乙项 100分:\n  {clause}\n");
    let mut codes: Vec<&str> = chidu_evaluation::check(&rulebook).iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    (effects.collect(), codes)
}

/// Every wording that the change touches means what it meant; returns how many it touched.
fn holds(change: impl Fn(&str) -> String) -> usize {
    let plain = WORDINGS.lines().filter(|line| !line.is_empty() && !line.starts_with('#') && !line.contains(['@', '\\']));
    let understood = plain.filter(|clause| !meaning(clause).0.is_empty());
    let changed: Vec<(&str, String)> =
        understood.map(|clause| (clause, change(clause))).filter(|(clause, other)| clause != other).collect();
    let other: Vec<String> = changed
        .iter()
        .filter(|(clause, other)| meaning(clause) != meaning(other))
        .map(|(clause, other)| format!("{clause}\n  {:?}\n{other}\n  {:?}", meaning(clause), meaning(other)))
        .collect();
    assert!(other.is_empty(), "{}", other.join("\n"));
    changed.len()
}

#[test]
fn a_comma_before_the_points_says_nothing() {
    let touched = holds(|clause| clause.replace("的,扣", "的扣"));
    assert!(touched > 20, "{touched}");
    let touched = holds(|clause| {
        let units = ["百分点扣", "1%扣", "分钟扣", "不达标扣", "一项扣", "一次扣", "1天扣", "个百分点加", "1%加"];
        units.iter().fold(clause.to_owned(), |clause, unit| clause.replace(unit, &unit.replace('扣', ",扣")))
    });
    assert!(touched > 20, "{touched}");
}

#[test]
fn those_who_are_as_good_as_what() {
    let touched = holds(|clause| clause.replace("的,", "者,"));
    assert!(touched > 40, "{touched}");
}

#[test]
fn a_digit_is_as_good_as_a_numeral() {
    let touched = holds(|clause| {
        let pairs = [("扣1分", "扣一分"), ("扣2分", "扣二分"), ("扣5分", "扣五分"), ("加1分", "加一分"), ("得3分", "得三分")];
        pairs.iter().fold(clause.to_owned(), |clause, (digit, numeral)| clause.replace(digit, numeral))
    });
    assert!(touched > 80, "{touched}");
}
