//! 第1名得6分, 排名前10%为优秀, 末位扣2分: depends on the place among the subjects.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Act, Island, What, lexemes};
use crate::reading::{Condition, Kind, Op};

/// The name that the reading gives to the share of the first place.
pub(crate) const OF_BEST: &str = "与第1名的比例";

/// 按与第1名的比例得分.
pub(super) fn share_of_best() -> What {
    Act { of: Some(OF_BEST.to_owned()), ..Act::new(Kind::Ratio) }.piece()
}

/// The name of an act that goes on from the place before it.
pub(crate) const FALLING: &str = "名次递减";

/// 以后每名递减1分.
pub(super) fn falling(island: &Island<'_>) -> Option<What> {
    let amount = lexemes::find(island, Rule::points_number).and_then(|points| lexemes::first_number(&points))?;
    Some(Act { of: Some(FALLING.to_owned()), ..Act::with_amount(Kind::Deduct, amount) }.piece())
}

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let Some(name) = lexemes::find(&island, Rule::band_name) else {
        let places = island.clone().into_inner().flatten().filter(|part| part.as_rule() == Rule::rank_place);
        let mut places: Vec<String> = places.map(|place| format!("第{}名", place.as_str())).collect();
        // 第1、2、3、3名以外: the last is all who are behind.
        if let (Some(last), true) = (places.last_mut(), lexemes::has(&island, Rule::rank_outside)) {
            last.push_str("以外");
        }
        // 排名第一、二、三名, 倒数第一、第二名: the list is of places among the subjects.
        let listed = lexemes::has(&island, Rule::rank_listed) || lexemes::has(&island, Rule::rank_from_end);
        let said = lexemes::has(&island, Rule::rank_said) || listed;
        return Some(What::Rank { said, place: place(&island), places });
    };
    let words = island.clone().into_inner().next()?.as_str().to_owned();
    Some(Act { of: Some(words), own: place(&island), outcome: Some(name.as_str().to_owned()), ..Act::new(Kind::Rank) }.piece())
}

/// The places that are meant, as a comparison: 名次 from the top, 倒数名次 from the bottom, in places or in per cent of the subjects.
fn place(island: &Island<'_>) -> Option<Condition> {
    if lexemes::has(island, Rule::rank_list) {
        return None;
    }
    let from_end = lexemes::has(island, Rule::rank_end);
    let measure = if from_end { "倒数名次" } else { "名次" }.to_owned();
    let unit = if lexemes::has(island, Rule::rank_share) { "%" } else { "名" }.to_owned();
    let mut numbers = lexemes::numbers(island)?.into_iter();
    let Some(first) = numbers.next() else {
        return from_end.then_some(Condition::Compare { measure, op: Op::AtMost, value: Number::ONE, unit });
    };
    if let Some(last) = numbers.next() {
        // 前5%-10%: the first 5% have theirs.
        let low_in = unit != "%";
        return Some(Condition::Within { measure, low: Some(first), low_in, high: Some(last), high_in: true, unit });
    }
    if lexemes::has(island, Rule::rank_beyond) || lexemes::has(island, Rule::rank_outside) {
        return Some(Condition::Compare { measure, op: Op::Above, value: first, unit });
    }
    let op =
        if lexemes::has(island, Rule::rank_upto) || from_end && !lexemes::has(island, Rule::rank_last_nth) { Op::AtMost } else { Op::Is };
    Some(Condition::Compare { measure, op, value: first, unit })
}
